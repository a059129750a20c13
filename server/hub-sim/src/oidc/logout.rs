//! Back-channel logout: the client is told, server to server, that sign-ins have ended.

use std::time::Duration;

use axum::http::{Request, StatusCode, Uri, header};
use chrono::Utc;
use http_body_util::Full;
use hyper::body::Bytes;
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use thiserror::Error;
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use super::login::Login;
use super::random_text;
use crate::citizen::Citizen;
use crate::hub::Hub;

/// How long the client may take to answer.
const PATIENCE: Duration = Duration::from_secs(2);

/// The event that makes a token one about a logout.
const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

/// Why the client was not told.
#[derive(Debug, Error)]
enum NotTold {
    #[error("no answer in time")]
    Late,
    #[error("no connection: {0}")]
    Connection(#[from] std::io::Error),
    #[error("no HTTP: {0}")]
    Http(#[from] hyper::Error),
    #[error("no request: {0}")]
    Request(#[from] axum::http::Error),
    #[error("answered {0}")]
    Status(StatusCode),
}

/// Ends the sign-ins of which this is true: their tokens are worth nothing from now on, and the client is told of each.
/// How many ended, and how many of those the client has taken note of.
pub(crate) async fn end(hub: &Hub, which: impl Fn(&Login) -> bool) -> (usize, usize) {
    let ended = hub.tokens.take_back(which);
    let Some(uri) = &hub.config.logout_uri else { return (ended.len(), 0) };
    let mut posts = JoinSet::new();
    for login in &ended {
        let Some(token) = logout_token(hub, login) else { continue };
        let uri = uri.clone();
        posts.spawn(
            async move { tokio::time::timeout(PATIENCE, post(&uri, token)).await.unwrap_or(Err(NotTold::Late)) },
        );
    }
    let mut told = 0;
    for result in posts.join_all().await {
        match result {
            Ok(()) => told += 1,
            Err(error) => tracing::warn!(%error, "the client could not be told that a session has ended"),
        }
    }
    (ended.len(), told)
}

fn logout_token(hub: &Hub, login: &Login) -> Option<String> {
    let citizen = Citizen::find(&login.citizen)?;
    hub.key.sign_as("logout+jwt", &claims(hub, &citizen, login, Utc::now().timestamp())).ok()
}

fn claims(hub: &Hub, citizen: &Citizen, login: &Login, now: i64) -> Value {
    json!({
        "iss": hub.config.issuer(),
        "aud": hub.config.client_id,
        "iat": now,
        "exp": now + 120,
        "jti": random_text(),
        "sub": citizen.subject(),
        "sid": login.sid,
        "events": { EVENT: {} },
    })
}

/// Posts a token. Nobody is followed anywhere.
async fn post(uri: &Uri, token: String) -> Result<(), NotTold> {
    let host = uri.host().unwrap_or_default();
    let port = uri.port_u16().unwrap_or(80);
    let stream = TcpStream::connect((host.trim_matches(['[', ']']), port)).await?;
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
    // Ends when the sender is dropped; its errors come back with the answer.
    tokio::spawn(connection);
    let request = Request::post(uri.path_and_query().map_or("/", |path| path.as_str()))
        .header(header::HOST, format!("{host}:{port}"))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Full::new(Bytes::from(format!("logout_token={token}"))))?;
    let status = sender.send_request(request).await?.status();
    if status.is_success() { Ok(()) } else { Err(NotTold::Status(status)) }
}
