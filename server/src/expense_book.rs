//! Where a person's book of expenses lies: with the session, or on their wish in the vault. One of the two, never both.

use app::domain::expense::book::Book;
use app::keeping::ExpenseBook;
use serde::{Deserialize, Serialize};

use crate::session::{Session, Sessions};
use crate::vault::{Kept, Vault, VaultError};

/// The book as it lies in the vault.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct KeptBook {
    /// The person wished it to be kept; without that the session's book counts.
    on: bool,
    book: Book,
}

impl Kept for KeptBook {
    const KIND: &'static str = "expense book";
}

/// The book as it lies with a session.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct SessionBook(Book);

impl Kept for SessionBook {
    const KIND: &'static str = "expense book of a session";
}

/// The book of a session's person.
///
/// # Errors
/// When it cannot be read.
pub async fn read(vault: &Vault, sessions: &Sessions, session: &Session) -> Result<ExpenseBook, VaultError> {
    let kept: KeptBook = vault.read(session.person).await?;
    if kept.on {
        return Ok(ExpenseBook { book: kept.book, kept: true });
    }
    let SessionBook(book) = sessions.read_kept(session).await?;
    Ok(ExpenseBook { book, kept: false })
}

/// Changes it where it lies; the answer is the change's own. `change` may be called more than once.
///
/// # Errors
/// When it cannot be read or written; nothing is changed then.
pub async fn change<R: Send>(
    vault: &Vault,
    sessions: &Sessions,
    session: &Session,
    change: impl Fn(&mut Book) -> R + Send + Sync,
) -> Result<R, VaultError> {
    if vault.read::<KeptBook>(session.person).await?.on {
        return vault.change(session.person, |kept: &mut KeptBook| change(&mut kept.book)).await;
    }
    sessions.change_kept(session, |SessionBook(book): &mut SessionBook| change(book)).await
}

/// Moves it into the vault, or back to the session alone.
///
/// # Errors
/// When it cannot be read or written; then it still lies where it was.
pub async fn keep(vault: &Vault, sessions: &Sessions, session: &Session, on: bool) -> Result<(), VaultError> {
    let now = read(vault, sessions, session).await?;
    match (on, now.kept) {
        (true, false) => {
            vault
                .change(session.person, |kept: &mut KeptBook| *kept = KeptBook { on: true, book: now.book.clone() })
                .await?;
            sessions.forget_session_kept::<SessionBook>(session).await
        }
        (false, true) => {
            sessions.change_kept(session, |SessionBook(book): &mut SessionBook| *book = now.book.clone()).await?;
            vault.forget::<KeptBook>(session.person).await
        }
        _ => Ok(()),
    }
}
