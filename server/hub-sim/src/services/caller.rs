//! Who asks: the person a bearer token belongs to, the id of the request, and the faults it meets.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;

use crate::citizen::Citizen;
use crate::faults::plan::Plan;
use crate::gate::text;
use crate::hub::Hub;

/// The caller of a record service.
pub(crate) struct Caller {
    /// The person the token belongs to.
    pub(crate) citizen: Citizen,
    /// X-Request-Id, or one made up.
    pub(crate) request_id: String,
    /// The faults.
    pub(crate) plan: Plan,
}

/// The bearer token of a request.
pub(crate) fn bearer(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ")
}

impl FromRequestParts<Arc<Hub>> for Caller {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, hub: &Arc<Hub>) -> Result<Self, Response> {
        let citizen = bearer(&parts.headers)
            .and_then(|token| hub.tokens.citizen(token))
            .ok_or_else(|| text(StatusCode::UNAUTHORIZED, "invalid_token"))?;
        let request_id = parts
            .headers
            .get("x-request-id")
            .and_then(|v| v.to_str().ok())
            .map_or_else(|| format!("{:016x}", rand::random::<u64>()), str::to_owned);
        let plan = parts.extensions.get::<Plan>().cloned().unwrap_or_default();
        Ok(Self { citizen, request_id, plan })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_bearer_token_is_one() {
        for (value, expected) in [("Bearer abc", Some("abc")), ("Basic abc", None), ("abc", None)] {
            let mut headers = HeaderMap::new();
            headers.insert(header::AUTHORIZATION, value.parse().expect("a header"));
            assert_eq!(bearer(&headers), expected);
        }
        assert_eq!(bearer(&HeaderMap::new()), None);
    }
}
