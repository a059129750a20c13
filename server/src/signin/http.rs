//! The HTTP client towards the provider: short timeouts, no redirects, small answers.

use std::error::Error;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use openidconnect::{HttpRequest, HttpResponse};
use reqwest::redirect::Policy;
use thiserror::Error as ThisError;

/// Largest answer read, bytes: descriptions, keys and tokens are a few kB.
const LARGEST: usize = 256 << 10;

/// The provider could not be called.
#[derive(Debug, ThisError)]
pub(super) enum CallError {
    #[error("no answer")]
    Transport(#[from] reqwest::Error),
    #[error("an answer that is no HTTP")]
    Shape,
    #[error("an answer that is too long")]
    TooLong,
}

pub(super) fn client() -> Result<reqwest::Client, reqwest::Error> {
    reqwest::Client::builder()
        .redirect(Policy::none())
        .connect_timeout(Duration::from_secs(2))
        .timeout(Duration::from_secs(6))
        .no_proxy()
        .build()
}

type Calling = Pin<Box<dyn Future<Output = Result<HttpResponse, CallError>> + Send>>;

/// The client in the shape that `openidconnect` calls.
pub(super) fn caller(client: &reqwest::Client) -> impl Fn(HttpRequest) -> Calling + use<> {
    let client = client.clone();
    move |request| {
        let client = client.clone();
        Box::pin(call(client, request))
    }
}

async fn call(client: reqwest::Client, request: HttpRequest) -> Result<HttpResponse, CallError> {
    let (parts, body) = request.into_parts();
    let mut answer =
        client.request(parts.method, parts.uri.to_string()).headers(parts.headers).body(body).send().await?;
    let mut response = HttpResponse::new(Vec::new());
    *response.status_mut() = answer.status();
    *response.headers_mut() = answer.headers().clone();
    while let Some(chunk) = answer.chunk().await? {
        if response.body().len() + chunk.len() > LARGEST {
            return Err(CallError::TooLong);
        }
        response.body_mut().extend_from_slice(&chunk);
    }
    if response.status().is_informational() {
        return Err(CallError::Shape);
    }
    Ok(response)
}

/// An error's kinds down to its root, for the log. Parse errors are named but not quoted: they would show the answer.
pub(super) fn without_content(error: &(dyn Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        if inner.is::<serde_json::Error>() {
            text.push_str(": not the expected JSON");
            break;
        }
        text.push_str(": ");
        text.push_str(&inner.to_string());
        cause = inner.source();
    }
    text
}
