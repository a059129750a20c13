//! Giving a consent, changing it and stopping it.

use app::domain::delegation::RecordKind;
use app::domain::partner::{Ended, Term, Terms};
use app::domain::person::Person;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::request::{AuthRequest, Question};
use crate::session::Session;
use crate::session::identity::SignedIn;
use crate::session::token::Token;
use crate::signin::SignInError;
use crate::state::Portal;
use crate::store::partner::{ConsentRow, GrantRow, Role};
use crate::store::{RowId, StoreError};

/// A code is good for this long, seconds.
const CODE_LIFE: i64 = 60;

/// A day, seconds.
const DAY: i64 = 24 * 60 * 60;

/// What a consent seals: whose records, and the key to them at the hub (RFC 8693). How long that key is good is the hub's to
/// say: it should go on with a renewed certificate, and ends with one that is lost or revoked. Where it does not open any more
/// before the consent's end, providers are told 401 and the person has to be asked anew; nothing here can make another one.
#[derive(Serialize, Deserialize)]
pub(super) struct Sealed {
    subject: String,
    access_token: String,
    person: Person,
}

impl From<Sealed> for SignedIn {
    fn from(sealed: Sealed) -> Self {
        Self { subject: sealed.subject, access_token: sealed.access_token, person: sealed.person }
    }
}

/// What a code is bound to besides its consent.
#[derive(Serialize, Deserialize)]
pub(super) struct BoundCode {
    pub(super) redirect_uri: String,
    pub(super) challenge: String,
    pub(super) scope: String,
}

/// Why no consent stands.
#[derive(Debug, Error)]
pub enum NotGiven {
    /// The hub gives no token that lasts.
    #[error(transparent)]
    Hub(#[from] SignInError),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// It cannot be written down.
    #[error(transparent)]
    Shape(#[from] serde_json::Error),
}

/// Gives a consent; the code to lead back with.
///
/// # Errors
/// When the hub or the store fails; nothing is given then.
pub async fn give(
    portal: &Portal,
    session: &Session,
    (request, question): (&AuthRequest, &Question),
    terms: &Terms,
    term: Term,
) -> Result<String, NotGiven> {
    let now = portal.clock.unix_now();
    let life = term.days() * DAY;
    let scope: Vec<&str> = terms.kinds.iter().map(|kind| kind.code()).collect();
    let lasting = portal.provider.lasting(&session.identity.access_token, &scope.join(" "), life).await?;
    let sealed = Sealed {
        subject: session.identity.subject.clone(),
        access_token: lasting,
        person: session.identity.person.clone(),
    };
    let (secret, code) = (Token::generate(), Token::generate());
    let id: RowId = rand::random();
    let bound = BoundCode {
        redirect_uri: request.redirect_uri().to_owned(),
        challenge: request.challenge().to_owned(),
        scope: question.scopes.granted(&terms.kinds),
    };
    let consent = ConsentRow {
        id,
        person: session.person,
        partner: question.partner.id.clone(),
        facts: serde_json::to_string(terms)?,
        given_at: now,
        ends_at: now + life,
        stopped_at: None,
        stopped: String::new(),
        sealed: secret.seal(&serde_json::to_vec(&sealed)?),
    };
    let grant = GrantRow {
        id: code.row_id(),
        role: Role::Code,
        consent: id,
        sealed: code.seal(secret.value().as_bytes()),
        bound: serde_json::to_string(&bound)?,
        ends_at: now + CODE_LIFE,
    };
    portal.store.add_consent(consent, grant).await?;
    Ok(code.value())
}

/// Stops a person's consent; whether there was one.
///
/// # Errors
/// When the store fails.
pub async fn stop(portal: &Portal, person: RowId, consent: RowId) -> Result<bool, StoreError> {
    let now = portal.clock.unix_now();
    portal.store.stop_consent(Some(person), consent, now, Ended::Stopped.code()).await
}

/// What stays of a consent.
#[derive(Debug)]
pub struct Less<'a> {
    /// Kinds of records.
    pub kinds: &'a [RecordKind],
    /// Years, as forms call them.
    pub years: &'a [&'a str],
    /// How long from now on, where it is to end sooner.
    pub term: Option<Term>,
}

/// What became of a wish for less.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    /// It is so.
    Done,
    /// It was so already.
    Same,
    /// There is no such consent.
    Gone,
    /// Nothing would be left: that is stopping it.
    NothingLeft,
}

/// Strikes kinds and years from a person's consent, and lets it end sooner.
///
/// # Errors
/// When the store fails.
pub async fn change(portal: &Portal, person: RowId, consent: RowId, wish: &Less<'_>) -> Result<Changed, NotGiven> {
    let row = portal.store.consent(consent).await?.filter(|row| row.person == person && row.stopped.is_empty());
    let Some(row) = row else { return Ok(Changed::Gone) };
    let terms: Terms = serde_json::from_str(&row.facts)?;
    let less = terms.with_only(wish.kinds).with_years(wish.years);
    if less.is_empty() {
        return Ok(Changed::NothingLeft);
    }
    // The store lets it end no later than before.
    let ends_at = wish.term.map_or(row.ends_at, |term| portal.clock.unix_now() + term.days() * DAY);
    if less == terms && ends_at >= row.ends_at {
        return Ok(Changed::Same);
    }
    let done = portal.store.change_consent(person, consent, serde_json::to_string(&less)?, ends_at).await?;
    Ok(if done { Changed::Done } else { Changed::Gone })
}
