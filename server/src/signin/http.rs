//! The HTTP client towards the provider: one origin, short timeouts, no redirects, small answers of JSON.

use std::error::Error;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use axum::http::header::{ACCEPT, CONTENT_TYPE};
use axum::http::{HeaderMap, Method, StatusCode};
use openidconnect::{HttpRequest, HttpResponse};
use reqwest::Url;
use reqwest::redirect::Policy;
use thiserror::Error as ThisError;

use super::SignInError;
use super::refusal::Refusal;

/// Largest answer read, bytes: descriptions, keys and tokens are a few kB.
const LARGEST: usize = 256 << 10;

/// The provider could not be called, or its answer is none.
#[derive(Debug, ThisError)]
pub(super) enum CallError {
    #[error("no answer: {}", in_short(.0))]
    Transport(#[from] reqwest::Error),
    #[error("an answer of status {}", .0.as_u16())]
    Failing(StatusCode),
    #[error(transparent)]
    Refused(#[from] Refusal),
}

impl From<CallError> for SignInError {
    fn from(error: CallError) -> Self {
        match error {
            CallError::Refused(refusal) => Self::Unproven(refusal),
            other => Self::Down(other.to_string()),
        }
    }
}

/// Calls addresses on the issuer's origin, and no others.
#[derive(Clone)]
pub(super) struct Caller {
    client: reqwest::Client,
    home: Url,
}

type Calling = Pin<Box<dyn Future<Output = Result<HttpResponse, CallError>> + Send>>;

impl Caller {
    /// For the provider whose issuer has this address.
    pub(super) fn new(issuer: &Url) -> Result<Self, reqwest::Error> {
        let client = reqwest::Client::builder()
            .redirect(Policy::none())
            .connect_timeout(Duration::from_secs(2))
            .timeout(Duration::from_secs(6))
            .no_proxy()
            .build()?;
        Ok(Self { client, home: issuer.clone() })
    }

    /// The client without the limits on addresses.
    pub(super) fn client(&self) -> &reqwest::Client {
        &self.client
    }

    /// In the shape that `openidconnect` calls.
    pub(super) fn function(&self) -> impl Fn(HttpRequest) -> Calling + use<> {
        let caller = self.clone();
        move |request| {
            let caller = caller.clone();
            Box::pin(async move { caller.call(request).await })
        }
    }

    /// Sends a form.
    pub(super) async fn post<'f>(
        &self,
        endpoint: &Url,
        fields: impl Iterator<Item = (&'f str, &'f str)>,
    ) -> Result<HttpResponse, CallError> {
        // Written as a query, because a form is written the same way.
        let mut form = endpoint.clone();
        form.query_pairs_mut().clear().extend_pairs(fields);
        let request = axum::http::Request::builder()
            .method(Method::POST)
            .uri(endpoint.as_str())
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(ACCEPT, "application/json")
            .body(form.query().unwrap_or_default().as_bytes().to_vec());
        self.call(request.map_err(|_| Refusal::AnswerNotReadable)?).await
    }

    /// One call. What comes back is JSON of any status below 500 that is no redirect.
    pub(super) async fn call(&self, request: HttpRequest) -> Result<HttpResponse, CallError> {
        let (parts, body) = request.into_parts();
        let url = Url::parse(&parts.uri.to_string()).map_err(|_| Refusal::AnswerNotReadable)?;
        if url.origin() != self.home.origin() {
            return Err(Refusal::EndpointElsewhere.into());
        }
        let mut answer = self.client.request(parts.method, url).headers(parts.headers).body(body).send().await?;
        let status = answer.status();
        if status.is_redirection() {
            return Err(Refusal::AnswerRedirects.into());
        }
        if status.is_server_error() {
            return Err(CallError::Failing(status));
        }
        if status.is_informational() {
            return Err(Refusal::AnswerNotReadable.into());
        }
        if !is_json(answer.headers()) {
            return Err(Refusal::AnswerMediaType.into());
        }
        let mut response = HttpResponse::new(Vec::new());
        *response.status_mut() = status;
        *response.headers_mut() = answer.headers().clone();
        while let Some(chunk) = answer.chunk().await? {
            if response.body().len() + chunk.len() > LARGEST {
                return Err(Refusal::AnswerTooLong.into());
            }
            response.body_mut().extend_from_slice(&chunk);
        }
        Ok(response)
    }
}

/// `application/json`, or `application/jwk-set+json` for keys.
fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let essence = kind.split(';').next().unwrap_or_default().trim();
    ["application/json", "application/jwk-set+json"].iter().any(|json| essence.eq_ignore_ascii_case(json))
}

/// What kind of failure; an address would say nothing new.
fn in_short(error: &reqwest::Error) -> &'static str {
    if error.is_timeout() {
        "not in time"
    } else if error.is_connect() {
        "cannot be reached"
    } else {
        "broken off"
    }
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
