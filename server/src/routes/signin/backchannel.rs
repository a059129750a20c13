//! `POST /login/backchannel`: the provider says, server to server, that a session or a person's standing has ended.
//!
//! No page of ours sends this form. It needs no cookie and no origin: it carries its own proof.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Form, Json};
use serde::Deserialize;
use serde_json::json;
use tracing::{error, info, warn};

use crate::middleware::record::EndedFor;
use crate::session::person_key;
use crate::signin::SignInError;
use crate::state::SharedPortal;

/// The form of the standard.
#[derive(Deserialize)]
pub struct Message {
    logout_token: String,
}

/// Ends what the message names. A second one with the same name is refused, as the standard asks.
pub async fn end(State(portal): State<SharedPortal>, Form(message): Form<Message>) -> Response {
    let ended = match portal.provider.ended(&message.logout_token).await {
        Ok(ended) => ended,
        Err(failure @ SignInError::Down(_)) => {
            error!(%failure, "a message of the provider could not be verified");
            return refuse(StatusCode::SERVICE_UNAVAILABLE, "temporarily_unavailable");
        }
        Err(failure) => {
            warn!(%failure, "a message of the provider was refused");
            return refuse(StatusCode::BAD_REQUEST, "invalid_request");
        }
    };
    match portal.sessions.end_by_provider(&ended).await {
        Ok(Some(sessions)) => {
            info!(sessions, "the provider has ended sessions");
            (Extension(EndedFor(ended.subject.as_deref().map(person_key))), StatusCode::OK).into_response()
        }
        Ok(None) => {
            warn!("a message of the provider came twice");
            refuse(StatusCode::BAD_REQUEST, "invalid_request")
        }
        Err(failure) => {
            error!(%failure, "sessions could not be ended");
            refuse(StatusCode::SERVICE_UNAVAILABLE, "temporarily_unavailable")
        }
    }
}

fn refuse(status: StatusCode, error: &str) -> Response {
    (status, Json(json!({ "error": error }))).into_response()
}
