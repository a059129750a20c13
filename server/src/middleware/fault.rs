//! Turns every bare error into a page of the portal: what happened, what was lost, what next.

use axum::extract::{Request, State};
use axum::http::HeaderValue;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::guard::REASON;
use crate::pages;
use crate::state::SharedPortal;
use app::pages::fault::Fault;

/// An answer that says only which fault; the page is made on the way out.
#[derive(Clone, Copy, Debug)]
pub struct Faulted(pub Fault);

/// Beside a [`Faulted`] about signing in: the page of ours that was wished for. The fault page's way on leads there.
#[derive(Clone, Debug)]
pub struct Wished(pub String);

/// Beside a [`Faulted`] about a form: the page of ours it stands on. The fault page's way on leads back there.
#[derive(Clone, Debug)]
pub struct StandsOn(pub String);

impl IntoResponse for Faulted {
    fn into_response(self) -> Response {
        let mut response =
            StatusCode::from_u16(self.0.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR).into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Makes the page.
pub async fn page(State(portal): State<SharedPortal>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let asked = parts.clone();
    let response = next.run(Request::from_parts(parts, body)).await;
    let Some(fault) = fault_of(&response) else { return response };
    let wished = response.extensions().get().map(|Wished(page)| page.as_str());
    let stands_on = response.extensions().get().map(|StandsOn(page)| page.as_str());
    let mut page = pages::fault(&portal, &asked, fault, wished, stands_on).await;
    // What the handler wanted besides the page, such as `Allow` or a cookie, stays.
    for (name, value) in response.headers() {
        if matches!(name.as_str(), "allow" | "connection" | "retry-after" | "set-cookie" | REASON) {
            page.headers_mut().append(name.clone(), value.clone());
        }
    }
    if matches!(page.status().as_u16(), 429 | 503 | 504) && !page.headers().contains_key(RETRY_AFTER) {
        page.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("60"));
    }
    page
}

/// The fault an answer names, or that its bare status means. Answers with content of their own are left alone.
fn fault_of(response: &Response) -> Option<Fault> {
    if let Some(Faulted(fault)) = response.extensions().get() {
        return Some(*fault);
    }
    let bare = response.headers().get(CONTENT_TYPE).is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain"));
    if !bare {
        return None;
    }
    match response.status().as_u16() {
        405 => Some(Fault::WrongMethod),
        408 => Some(Fault::SentTooSlowly),
        504 => Some(Fault::TooSlow),
        413 => Some(Fault::TooLarge),
        400..=499 => Some(Fault::BadRequest),
        502 | 503 => Some(Fault::Unavailable),
        500..=599 => Some(Fault::Broken),
        _ => None,
    }
}
