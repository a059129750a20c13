//! Turns what a service says into an answer with its labels, and mislabels it where a fault wants that.

use axum::body::{Body, Bytes};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderValue, Response, StatusCode};
use serde_json::Value;

use super::caller::Caller;
use super::past::Given;
use crate::citizen::{Citizen, Kind, population};
use crate::hub::Hub;
use crate::records::registration::blocked;
use crate::wire::encoding::Encoding;
use crate::wire::service::Service;

/// What a service says.
#[derive(Clone, Debug)]
pub(crate) struct Payload {
    /// Content-Type.
    pub(crate) content_type: &'static str,
    /// Body.
    pub(crate) body: Bytes,
}

impl Payload {
    /// XML in an encoding.
    pub(crate) fn xml(text: &str, encoding: Encoding) -> Self {
        Self { content_type: encoding.content_type(), body: encoding.encode(text).into() }
    }

    /// JSON.
    pub(crate) fn json(value: &Value) -> Self {
        Self { content_type: "application/json", body: value.to_string().into() }
    }
}

/// Answers a caller with what `say` says about a citizen. Under the faults `swap` and `late` that is not the caller.
pub(crate) fn reply(hub: &Hub, service: Service, caller: &Caller, say: impl Fn(&Citizen) -> Payload) -> Response<Body> {
    if caller.plan.late
        && let Some(given) = hub.past.before(service, &caller.request_id)
    {
        return labelled(&given);
    }
    // Of somebody protected, only that is told, and only here.
    if blocked(&caller.citizen) && service != Service::Registration {
        let payload = Payload { content_type: "text/plain; charset=utf-8", body: Bytes::from_static(b"withheld") };
        let (request_id, subject) = (caller.request_id.clone(), caller.citizen.subject());
        let mut response = labelled(&Given { request_id, subject, actor: actor_of(caller), payload });
        *response.status_mut() = StatusCode::FORBIDDEN;
        return response;
    }
    let mut given = Given {
        request_id: caller.request_id.clone(),
        subject: caller.citizen.subject(),
        actor: actor_of(caller),
        payload: say(&caller.citizen),
    };
    hub.past.remember(service, &given);
    if caller.plan.swap {
        let other = somebody_else(&caller.citizen);
        given.payload = say(&other);
        // Half of the time the labels tell the truth about the body, half of the time they lie.
        if even(&caller.request_id) {
            given.subject = other.subject();
        }
    }
    labelled(&given)
}

/// Who asked, where that is not the person whose records these are.
fn actor_of(caller: &Caller) -> Option<String> {
    caller.actor.as_ref().map(Citizen::subject)
}

fn labelled(given: &Given) -> Response<Body> {
    let mut response = Response::new(Body::from(given.payload.body.clone()));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(given.payload.content_type));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    for (name, value) in [("x-request-id", &given.request_id), ("x-subject", &given.subject)] {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    }
    if let Some(actor) = given.actor.as_ref().and_then(|actor| HeaderValue::from_str(actor).ok()) {
        headers.insert("x-actor", actor);
    }
    response
}

/// Whether a request id counts as even: the sum of its bytes.
fn even(request_id: &str) -> bool {
    request_id.bytes().map(u32::from).sum::<u32>().is_multiple_of(2)
}

/// Another citizen with another birth date: the next number, or another named one.
fn somebody_else(citizen: &Citizen) -> Citizen {
    let candidates: Box<dyn Iterator<Item = Citizen>> = match citizen.kind {
        Kind::Number(number) => {
            Box::new((1..).map(move |step| population::compute((number + step - 1) % population::LAST + 1)))
        }
        Kind::Named(_) => Box::new(["changer", "hanako"].into_iter().filter_map(Citizen::find)),
    };
    let mut others = candidates.filter(|other| other.id != citizen.id && other.birth != citizen.birth);
    others.next().unwrap_or_else(|| population::compute(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_else_is_never_the_same_person() {
        for id in ["changer", "hanako", "empty", "n-000000001", "n-124000000"] {
            let citizen = Citizen::find(id).expect("a citizen");
            let other = somebody_else(&citizen);
            assert_ne!(other.subject(), citizen.subject());
            assert_ne!(other.birth, citizen.birth);
        }
    }
}
