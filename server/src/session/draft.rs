//! A form that could not be taken yet, because the card was wanted again or the session had run out: kept sealed for the
//! person who typed it and the browser they typed it in, handed back once.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};

use super::token::Token;
use super::{Session, Sessions};
use crate::store::draft::DraftRow;
use crate::store::{RowId, StoreError};

/// For how long a form is kept, seconds (12 hours, as long as one sign-in can last): who comes back in the evening finds what was
/// typed in the morning. It is sealed, and opens for its person and browser alone.
pub const LIFE_SECONDS: i64 = 12 * 60 * 60;

/// Longest form kept, bytes; ours are far shorter.
pub const LARGEST: usize = 16 << 10;

/// What was typed, and on which page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Path of the page the form stands on.
    pub page: String,
    /// Fields in their order.
    pub fields: Vec<(String, String)>,
}

/// The cookie of a kept form: what opens it, and the page that it waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftCookie {
    /// Opens it.
    pub token: Token,
    /// Path of its page. Only says where to look: what is opened says it once more.
    pub page: String,
}

impl DraftCookie {
    /// For the cookie.
    #[must_use]
    pub fn value(&self) -> String {
        format!("{}.{}", self.token.value(), URL_SAFE_NO_PAD.encode(&self.page))
    }

    /// From a cookie's value; nothing if it is not one of ours.
    #[must_use]
    pub fn parse(value: &str) -> Option<Self> {
        let (token, page) = value.split_once('.')?;
        let page = String::from_utf8(URL_SAFE_NO_PAD.decode(page).ok()?).ok()?;
        Some(Self { token: Token::parse(token)?, page })
    }
}

impl Sessions {
    /// Keeps a form for its person; the answer is for the browser's cookie.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn keep_draft(&self, person: RowId, draft: &Draft) -> Result<DraftCookie, StoreError> {
        let plain = serde_json::to_vec(draft).map_err(|error| std::io::Error::other(error.to_string()))?;
        let token = Token::generate();
        let ends_at = self.clock.unix_now() + LIFE_SECONDS;
        self.store.keep_draft(DraftRow { id: token.row_id(), person, sealed: token.seal(&plain), ends_at }).await?;
        Ok(DraftCookie { token, page: draft.page.clone() })
    }

    /// Takes a form out for whoever is signed in now. Another person's is destroyed, not shown.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn take_draft(&self, session: &Session, token: &Token) -> Result<Option<Draft>, StoreError> {
        let Some(row) = self.store.take_draft(token.row_id(), self.clock.unix_now()).await? else { return Ok(None) };
        if row.person != session.person {
            return Ok(None);
        }
        Ok(token.open(&row.sealed).and_then(|plain| serde_json::from_slice(&plain).ok()))
    }
}
