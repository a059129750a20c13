//! Keeping what was typed into a form, for its person and this browser.

use axum::body::{Body, to_bytes};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue};
use tracing::error;

use super::session::{Former, form_page};
use crate::form_key::{FIELD, HEADER};
use crate::session::cookie::Jar;
use crate::session::draft::{Draft, DraftCookie, LARGEST};
use crate::state::Portal;
use crate::store::RowId;

/// Keeps the fields of a plain form of the session's own person: what was typed while acting for another must not come back
/// on a page of one's own. Files and long texts are not kept: no form of a signed-in person holds any.
pub async fn keep(portal: &Portal, person: RowId, parts: &Parts, body: Body) -> Option<HeaderValue> {
    if !is_plain(&parts.headers) {
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
    if fields.is_empty() || !is_own(portal, person, parts, keys.first().map(|(_, key)| key.as_str())) {
        return None;
    }
    let page = form_page(portal, parts)?;
    let cookie = DraftCookie::of(portal.cookies, &parts.headers)?;
    keep_fields(portal, person, &cookie, &Draft { page, fields, late: true }).await
}

/// Keeps fields that were read already; the `Set-Cookie` under which they are found.
pub async fn keep_fields(portal: &Portal, person: RowId, cookie: &DraftCookie, draft: &Draft) -> Option<HeaderValue> {
    match portal.sessions.keep_draft(cookie, person, draft).await {
        Ok(()) => Some(portal.cookies.set(Jar::Draft, &cookie.value())),
        Err(failure) => {
            error!(%failure, "a form could not be kept");
            None
        }
    }
}

/// Whose page it was that sends a form without a session: its session is over in this browser, which another page of it
/// may have learned before.
pub async fn former(portal: &Portal, parts: &Parts) -> Option<RowId> {
    if let Some(former) = parts.extensions.get::<Former>() {
        return Some(former.person);
    }
    let cookie = portal.cookies.read(Jar::Draft, &parts.headers).and_then(DraftCookie::parse)?;
    match portal.sessions.person_of(cookie.session).await {
        Ok(person) => person,
        Err(failure) => {
            error!(%failure, "whose a session was could not be read");
            None
        }
    }
}

fn is_plain(headers: &HeaderMap) -> bool {
    headers.get(CONTENT_TYPE).is_some_and(|kind| {
        kind.as_bytes().split(|&byte| byte == b';').next() == Some(b"application/x-www-form-urlencoded".as_slice())
    })
}

/// Whether a form is of the kind and size that can be kept, by what is said of it before it is read.
pub(super) fn can_be_kept(headers: &HeaderMap) -> bool {
    let length = headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    is_plain(headers) && length.is_some_and(|length| length <= LARGEST)
}

/// Whether the form stood on a page that was shown to its session, or to an earlier one of the same person, while it acted for
/// nobody.
fn is_own(portal: &Portal, person: RowId, parts: &Parts, field: Option<&str>) -> bool {
    let header = parts.headers.get(HEADER).and_then(|key| key.to_str().ok());
    let session = portal.cookies.read(Jar::Session, &parts.headers);
    header.or(field).is_some_and(|key| {
        let of_session = session.is_some_and(|session| portal.form_keys.prove(Some(session), None, key).is_ok());
        of_session || portal.form_keys.was_of(&person, key)
    })
}
