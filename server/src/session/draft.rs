//! Forms that could not be taken yet, because the card was wanted again or the session had run out: kept sealed for the
//! person who typed them and the browser they typed them in, one for each page, handed back once.

use axum::http::HeaderMap;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};

use super::cookie::{CookieRules, Jar};
use super::token::Token;
use super::{Session, Sessions};
use crate::store::draft::DraftRow;
use crate::store::{RowId, StoreError};

/// For how long a form is kept, seconds (12 hours, as long as one sign-in can last): who comes back in the evening finds what was
/// typed in the morning. It is sealed, and opens for its person and browser alone.
pub const LIFE_SECONDS: i64 = 12 * 60 * 60;

/// Longest form kept, bytes; ours are far shorter.
pub const LARGEST: usize = 16 << 10;

/// So many forms of one person are kept; an older one gives way.
pub const MOST: u32 = 16;

/// What was typed, and on which page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Address of the page the form stands on, with its query: what was typed for one year never comes back under another.
    pub page: String,
    /// Fields in their order.
    pub fields: Vec<(String, String)>,
    /// Whether it came too late, from a page whose session was over; else its page says itself why it is back.
    pub late: bool,
}

/// What a page finds of its own in the browser.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// The form that waited for it.
    pub draft: Option<Draft>,
    /// Whether another person's waited for it, which is destroyed.
    pub foreign: bool,
    /// Whether forms of other pages still wait.
    pub more: bool,
}

/// The cookie of a browser's kept forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftCookie {
    /// Opens them. Made from a session's own, so that two pages which close at one moment make the same.
    pub token: Token,
    /// Name of the session whose pages the browser last showed: tells whose they were after its cookie is gone.
    pub session: RowId,
}

impl DraftCookie {
    /// For the cookie.
    #[must_use]
    pub fn value(&self) -> String {
        format!("{}.{}", self.token.value(), URL_SAFE_NO_PAD.encode(self.session))
    }

    /// From a cookie's value; nothing if it is not one of ours.
    #[must_use]
    pub fn parse(value: &str) -> Option<Self> {
        let (token, session) = value.split_once('.')?;
        let session = URL_SAFE_NO_PAD.decode(session).ok()?.try_into().ok()?;
        Some(Self { token: Token::parse(token)?, session })
    }

    /// The cookie under which a request's browser keeps forms: the one it has, else one made from its session.
    #[must_use]
    pub fn of(cookies: CookieRules, headers: &HeaderMap) -> Option<Self> {
        let had = cookies.read(Jar::Draft, headers).and_then(Self::parse);
        let session = cookies.read(Jar::Session, headers).and_then(Token::parse);
        match (had, session) {
            (had, Some(session)) => {
                let token = had.map_or_else(|| session.of_drafts(), |had| had.token);
                Some(Self { token, session: session.row_id() })
            }
            (had, None) => had,
        }
    }
}

impl Sessions {
    /// Keeps a form for its person in the browser of a cookie.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn keep_draft(&self, cookie: &DraftCookie, person: RowId, draft: &Draft) -> Result<(), StoreError> {
        let plain = serde_json::to_vec(draft).map_err(|error| std::io::Error::other(error.to_string()))?;
        let token = &cookie.token;
        let row = DraftRow {
            id: token.row_id_of(&draft.page),
            browser: token.row_id(),
            person,
            sealed: token.seal_kind(&kind(&draft.page), &plain),
            ends_at: self.clock.unix_now() + LIFE_SECONDS,
        };
        self.store.keep_draft(row, MOST).await
    }

    /// Takes the form of a page out for whoever is signed in now. Another person's is destroyed, not shown.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn take_draft(&self, session: &Session, token: &Token, page: &str) -> Result<Taken, StoreError> {
        let now = self.clock.unix_now();
        let taken = self.store.take_draft(token.row_id_of(page), token.row_id(), session.person, now).await?;
        let plain = taken.sealed.and_then(|sealed| token.open_kind(&kind(page), &sealed));
        let draft = plain.and_then(|plain| serde_json::from_slice(&plain).ok());
        Ok(Taken { draft, foreign: taken.foreign, more: taken.more })
    }
}

fn kind(page: &str) -> String {
    format!("draft\0{page}")
}
