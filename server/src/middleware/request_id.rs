//! A name for each request, so that one log line, one hub call and one support code can be matched.

use axum::extract::Request;
use axum::http::HeaderValue;
use axum::middleware::Next;
use axum::response::Response;

/// Random name of one request. Says nothing about the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestId(pub String);

impl RequestId {
    /// A new name: 16 letters and digits, easy to read out on the telephone in groups.
    #[must_use]
    pub fn generate() -> Self {
        Self(format!("{:016x}", rand::random::<u64>()))
    }
}

/// Names the request for everything inside, and on the answer. A name sent from outside is not believed.
pub async fn assign(mut request: Request, next: Next) -> Response {
    let id = RequestId::generate();
    request.extensions_mut().insert(id.clone());
    let mut response = next.run(request).await;
    if let Ok(value) = HeaderValue::try_from(id.0) {
        response.headers_mut().insert("x-request-id", value);
    }
    response
}
