//! Private feeds: an address that only its token opens, and what is remembered of a person's last look for it.
//!
//! Nobody is signed in when a feed is read, and the portal holds no key to the hub then: it tells what it knew at the last
//! look, and what the calendar says.

mod atom;

use app::domain::notice::Marks;
use app::domain::notice::feed::{Known, Look};
use chrono::NaiveDate;

pub use atom::written;

use crate::session::token::Token;
use crate::store::RowId;
use crate::vault::{Kept, Vault, VaultError};

impl Kept for Known {
    const KIND: &'static str = "notice feed";
}

/// Makes a person's feed, or gives it another address. The token is kept by nobody but its owner.
///
/// # Errors
/// When the store fails; the address before is good then.
pub async fn make(vault: &Vault, person: RowId, look: &Look) -> Result<Token, VaultError> {
    let token = Token::generate();
    // Another address changes nothing of what is known.
    let begin = |known: &mut Known| {
        if known.looked_on.is_none() {
            known.note(look);
        }
    };
    vault.change(person, begin).await?;
    vault.store().set_feed(person, token.row_id()).await?;
    Ok(token)
}

/// Ends a person's feed, and forgets what was remembered for it.
///
/// # Errors
/// When the store fails.
pub async fn end(vault: &Vault, person: RowId) -> Result<(), VaultError> {
    vault.store().end_feed(person).await?;
    vault.change(person, |known: &mut Known| *known = Known::default()).await
}

/// Whose feed a token opens.
///
/// # Errors
/// When the store fails.
pub async fn person_of(vault: &Vault, token: &Token) -> Result<Option<RowId>, VaultError> {
    Ok(vault.store().feed_person(token.row_id()).await?)
}

/// Remembers what a look has shown, for a person who has a feed. A look that shows the same is not written again.
///
/// # Errors
/// When the store fails.
pub async fn note_look(vault: &Vault, person: RowId, look: &Look) -> Result<(), VaultError> {
    if !vault.store().has_feed(person).await? {
        return Ok(());
    }
    let before: Known = vault.read(person).await?;
    let mut after = before.clone();
    after.note(look);
    if after != before {
        vault.change(person, |known: &mut Known| known.note(look)).await?;
    }
    Ok(())
}

/// Days of the entries of a person's feed, newest first.
///
/// # Errors
/// When the store fails.
pub async fn entries(vault: &Vault, person: RowId, today: NaiveDate) -> Result<Vec<NaiveDate>, VaultError> {
    let (known, marks): (Known, Marks) = (vault.read(person).await?, vault.read(person).await?);
    Ok(known.entries(&marks, today))
}
