//! Who asks: the person a bearer token belongs to, the id of the request, and the faults it meets.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::Response;

use crate::citizen::Citizen;
use crate::faults::plan::Plan;
use crate::gate::text;
use crate::hub::Hub;
use crate::records::access::Subject;
use crate::wire::service::Service;

/// The caller of a record service.
pub(crate) struct Caller {
    /// The person whose records are asked for: the one the token belongs to, or one who has made them their delegate.
    pub(crate) citizen: Citizen,
    /// The one the token belongs to, where they act for another.
    pub(crate) actor: Option<Citizen>,
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
        let token = bearer(&parts.headers).unwrap_or_default();
        // A lasting token reads its kinds for the person themselves, and does nothing else.
        let lasting = || {
            let kind = kind_of(parts).filter(|_| !parts.headers.contains_key("x-acting-for"))?;
            hub.shares.citizen(token, kind)
        };
        let citizen = hub.tokens.citizen(token).or_else(lasting);
        let citizen = citizen.ok_or_else(|| text(StatusCode::UNAUTHORIZED, "invalid_token"))?;
        let (citizen, actor) = match parts.headers.get("x-acting-for") {
            None => (citizen, None),
            Some(id) => {
                let kind = kind_of(parts).ok_or_else(not_delegated)?;
                let id = id.to_str().map_err(|_| not_delegated())?;
                let now = hub.clock.now();
                let giver = hub.delegations.open(&citizen, id, kind, now).ok_or_else(not_delegated)?;
                (giver, Some(citizen))
            }
        };
        let request_id = parts
            .headers
            .get("x-request-id")
            .and_then(|v| v.to_str().ok())
            .map_or_else(|| format!("{:016x}", rand::random::<u64>()), str::to_owned);
        let plan = parts.extensions.get::<Plan>().cloned().unwrap_or_default();
        Ok(Self { citizen, actor, request_id, plan })
    }
}

/// The kind of records that a delegate asks for; nothing for whatever is no looking at records.
fn kind_of(parts: &Parts) -> Option<Subject> {
    if parts.method != Method::GET {
        return None;
    }
    match Service::of_path(parts.uri.path())? {
        Service::Eligibility => Some(Subject::Eligibility),
        Service::Checkups => Some(Subject::Checkups),
        Service::Medications => Some(Subject::Medications),
        Service::Expenses => Some(Subject::Expenses),
        _ => None,
    }
}

/// Why is not said: whoever asks may not be meant to know.
fn not_delegated() -> Response {
    text(StatusCode::FORBIDDEN, "not_delegated")
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
