//! The card component for a portal that verifies cards itself: it shows who asks, takes the PIN, and hands signature and
//! certificate over. The PIN stays here.

use std::sync::Arc;

use axum::Form;
use axum::body::Body;
use axum::extract::{Query, State};
use axum::http::header::REFERRER_POLICY;
use axum::http::{HeaderValue, Response, StatusCode};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jpki::challenge::{Challenge, Purpose};
use serde::Deserialize;

use super::component::{self, CardAnswer, Proof};
use super::door::Shut;
use super::handlers::html;
use super::page::{Asking, card_page, handover_page, untrusted_page};
use super::verdict::words;
use crate::hub::Hub;

/// Where a portal takes answers, below its origin.
const TAKES: &str = "/login/card";

/// What the portal asks.
#[derive(Deserialize)]
pub(crate) struct Question {
    /// The challenge, base64url.
    challenge: String,
}

/// The posted form: the question again, and the card.
#[derive(Deserialize)]
pub(crate) struct Presented {
    challenge: String,
    #[serde(default)]
    card: String,
    #[serde(default)]
    pin: String,
}

/// The challenge of a question, where it is the one client's. A text for anybody else is not signed.
fn read(hub: &Hub, encoded: &str) -> Option<(String, Challenge)> {
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(encoded).ok()?).ok()?;
    let challenge = Challenge::restate(&text).ok()?;
    (challenge.origin() == hub.config.client_origin()).then_some((text, challenge))
}

fn asking(hub: &Hub, encoded: &str, challenge: &Challenge) -> Asking {
    Asking {
        action: "/card",
        hidden: vec![("challenge", encoded.to_owned())],
        cancel: format!("{}{TAKES}?error=access_denied", hub.config.client_origin()),
        again: challenge.purpose() == Purpose::StepUp,
    }
}

/// GET /card?challenge=
pub(crate) async fn show(State(hub): State<Arc<Hub>>, Query(question): Query<Question>) -> Response<Body> {
    match read(&hub, &question.challenge) {
        Some((_, challenge)) => {
            let page = card_page(&asking(&hub, &question.challenge, &challenge), "", None);
            html(StatusCode::OK, page, Some(hub.config.client_origin()))
        }
        None => html(StatusCode::BAD_REQUEST, untrusted_page(), None),
    }
}

/// POST /card
pub(crate) async fn present(State(hub): State<Arc<Hub>>, Form(presented): Form<Presented>) -> Response<Body> {
    let Presented { challenge: encoded, card, pin } = presented;
    let Some((text, challenge)) = read(&hub, &encoded) else {
        return html(StatusCode::BAD_REQUEST, untrusted_page(), None);
    };
    let origin = hub.config.client_origin();
    match component::answer(&hub, &card, Proof::Pin(&pin), &text).await {
        Ok(CardAnswer { scheme, signature, certificate }) => {
            let fields = [
                ("challenge", encoded),
                ("scheme", scheme.name().to_owned()),
                ("signature", URL_SAFE_NO_PAD.encode(signature)),
                ("certificate", URL_SAFE_NO_PAD.encode(certificate)),
            ];
            let page = handover_page(&format!("{origin}{TAKES}"), origin, &fields);
            let mut response = html(StatusCode::OK, page, Some(origin));
            // The portal takes this form from nobody else, so the browser must say where it comes from.
            response.headers_mut().insert(REFERRER_POLICY, HeaderValue::from_static("strict-origin"));
            response
        }
        Err(why) => {
            let page = card_page(&asking(&hub, &encoded, &challenge), card.trim(), Some(&words(Shut::Card(why))));
            html(StatusCode::OK, page, Some(origin))
        }
    }
}
