//! Keeping what was typed into a form, for its person and this browser.

use axum::body::{Body, to_bytes};
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use tracing::error;

use super::session::form_page;
use crate::form_key::FIELD;
use crate::session::draft::{Draft, DraftCookie, LARGEST};
use crate::state::Portal;
use crate::store::RowId;

/// Keeps the fields of a plain form. Files and long texts are not kept: no form of a signed-in person holds any.
pub async fn keep(portal: &Portal, person: RowId, parts: &Parts, body: Body) -> Option<DraftCookie> {
    let plain = parts.headers.get(CONTENT_TYPE).is_some_and(|kind| {
        kind.as_bytes().split(|&byte| byte == b';').next() == Some(b"application/x-www-form-urlencoded".as_slice())
    });
    if !plain {
        return None;
    }
    let sent = to_bytes(body, LARGEST).await.ok()?;
    let fields: Vec<(String, String)> = reqwest::Url::parse("form:")
        .map(|mut url| {
            url.set_query(std::str::from_utf8(&sent).ok());
            url.query_pairs()
                .filter(|(name, _)| name != FIELD)
                .map(|(name, value)| (name.into_owned(), value.into_owned()))
                .collect()
        })
        .unwrap_or_default();
    if fields.is_empty() {
        return None;
    }
    let page = form_page(portal, parts)?;
    let path = page.split('?').next().unwrap_or_default().to_owned();
    match portal.sessions.keep_draft(person, &Draft { page: path, fields }).await {
        Ok(cookie) => Some(cookie),
        Err(failure) => {
            error!(%failure, "a form could not be kept");
            None
        }
    }
}
