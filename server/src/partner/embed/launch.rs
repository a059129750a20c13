//! `POST /oauth/launch`: with its access token a provider asks for the way to one page, for one of its origins. It is told a code that is good
//! once and for a minute; the code, and not the token, goes into the address of a frame.

use app::domain::partner::View;
use axum::extract::State;
use axum::http::header::WWW_AUTHENTICATE;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Form, Json};
use reqwest::Url;
use serde::{Deserialize, Serialize};
use serde_json::json;
use tracing::error;

use crate::partner::bearer::{Closed, Opened, ProvidedTo, open};
use crate::session::token::Token;
use crate::state::{Portal, SharedPortal};
use crate::store::partner::{GrantRow, Role};

/// A code is good for this long, seconds.
const LAUNCH_LIFE: i64 = 60;

/// The form.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct LaunchForm {
    view: String,
    item: String,
    origin: String,
}

/// What a code, and then the page, is bound to besides its consent.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct BoundView {
    /// The page.
    pub(super) view: View,
    /// The item of a page that has one; else empty.
    pub(super) item: String,
    /// The provider's origin whose page is around it.
    pub(super) parent: String,
    /// The colours, as addresses write them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) theme: Option<String>,
    /// Some were asked for that cannot be read well.
    #[serde(default)]
    pub(super) theme_refused: bool,
    /// Code of the language.
    #[serde(default)]
    pub(super) language: String,
}

/// Gives a code.
pub(crate) async fn launch(
    State(portal): State<SharedPortal>,
    headers: HeaderMap,
    Form(form): Form<LaunchForm>,
) -> Response {
    let opened = match open(&portal, &headers).await {
        Ok(opened) => opened,
        Err(closed) => return refused(closed),
    };
    let told = |status, code, whose| (Extension::<ProvidedTo>(whose), problem(status, code)).into_response();
    if portal.rates.consent(opened.whose.consent).is_err() {
        return told(StatusCode::TOO_MANY_REQUESTS, "temporarily_unavailable", opened.refused("rate"));
    }
    let Some(bound) = bound(&opened, &headers, &form) else {
        return told(StatusCode::BAD_REQUEST, "invalid_request", opened.refused("bad-request"));
    };
    if !opened.opens_kind(bound.view.kind()) {
        return told(StatusCode::FORBIDDEN, "insufficient_scope", opened.refused("not-consented"));
    }
    match given(&portal, &opened, &bound).await {
        Some(response) => (Extension(opened.whose), response).into_response(),
        None => told(StatusCode::SERVICE_UNAVAILABLE, "temporarily_unavailable", opened.refused("unavailable")),
    }
}

/// What is asked for, if it can be: a page there is, with an item where it has one, on an origin of this provider.
fn bound(opened: &Opened, headers: &HeaderMap, form: &LaunchForm) -> Option<BoundView> {
    let view = View::from_name(if form.item.is_empty() { &form.view } else { "checkups/items" })?;
    let named = form.item.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let fits = matches!(form.view.as_str(), "checkups" | "checkups/items") || form.item.is_empty();
    if !named || !fits || form.item.len() > 40 || (view == View::CheckupItem) == form.item.is_empty() {
        return None;
    }
    let said = headers.get("origin").and_then(|origin| origin.to_str().ok()).unwrap_or_default();
    let wanted = if form.origin.is_empty() { said } else { &form.origin };
    let parent = opened.partner.origins.iter().find(|own| *own == wanted)?;
    Some(BoundView {
        view,
        item: form.item.clone(),
        parent: parent.clone(),
        theme: None,
        theme_refused: false,
        language: String::new(),
    })
}

async fn given(portal: &Portal, opened: &Opened, bound: &BoundView) -> Option<Response> {
    let origin = portal.config.embed.as_ref()?.origin();
    let now = portal.clock.unix_now();
    let (code, life) = (Token::generate(), LAUNCH_LIFE.min(opened.ends_at - now));
    let row = GrantRow {
        id: code.row_id(),
        role: Role::Launch,
        consent: opened.whose.consent,
        sealed: code.seal(&opened.secret),
        bound: serde_json::to_string(bound).ok()?,
        ends_at: now + life,
    };
    match portal.store.add_grants(vec![row]).await {
        Ok(true) => {}
        Ok(false) => return None,
        Err(failure) => {
            error!(%failure, "a code for a page could not be written");
            return None;
        }
    }
    let item = if bound.item.is_empty() { String::new() } else { format!("/{}", bound.item) };
    let mut url = Url::parse(&format!("{origin}/embed/{}{item}", bound.view.name())).ok()?;
    url.query_pairs_mut().append_pair("provider", &opened.partner.id).append_pair("launch", &code.value());
    Some(Json(json!({ "launch": code.value(), "expires_in": life, "url": url.as_str() })).into_response())
}

fn problem(status: StatusCode, code: &str) -> Response {
    let mut response = (status, Json(json!({ "error": code }))).into_response();
    if status == StatusCode::UNAUTHORIZED {
        let challenge = HeaderValue::from_static("Bearer error=\"invalid_token\"");
        response.headers_mut().insert(WWW_AUTHENTICATE, challenge);
    }
    response
}

fn refused(closed: Closed) -> Response {
    match closed {
        Closed::Unknown => problem(StatusCode::UNAUTHORIZED, "invalid_token"),
        Closed::NotReadable => problem(StatusCode::SERVICE_UNAVAILABLE, "temporarily_unavailable"),
        Closed::Known(whose) => {
            let (status, code) = match whose.reason {
                "provider-suspended" | "foreign-origin" => (StatusCode::FORBIDDEN, "access_denied"),
                _ => (StatusCode::UNAUTHORIZED, "invalid_token"),
            };
            (Extension(whose), problem(status, code)).into_response()
        }
    }
}
