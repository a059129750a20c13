//! Keeping what was typed into a form, for its person and this browser.

use axum::body::{Body, to_bytes};
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use tracing::error;

use super::session::form_page;
use crate::form_key::{FIELD, HEADER};
use crate::session::cookie::Jar;
use crate::session::draft::{Draft, DraftCookie, LARGEST};
use crate::state::Portal;
use crate::store::RowId;

/// Keeps the fields of a plain form of the session's own person: what was typed while acting for another must not come back
/// on a page of one's own. Files and long texts are not kept: no form of a signed-in person holds any.
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
            url.query_pairs().map(|(name, value)| (name.into_owned(), value.into_owned())).collect()
        })
        .unwrap_or_default();
    let (keys, fields): (Vec<_>, Vec<_>) = fields.into_iter().partition(|(name, _)| name == FIELD);
    if fields.is_empty() || !is_own(portal, parts, keys.first().map(|(_, key)| key.as_str())) {
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

/// Whether the form stood on a page that was shown to its session while it acted for nobody.
fn is_own(portal: &Portal, parts: &Parts, field: Option<&str>) -> bool {
    let header = parts.headers.get(HEADER).and_then(|key| key.to_str().ok());
    let session = portal.cookies.read(Jar::Session, &parts.headers);
    session.zip(header.or(field)).is_some_and(|(session, key)| portal.form_keys.prove(Some(session), None, key).is_ok())
}
