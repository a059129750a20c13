//! Delegations: JSON as the other messages without a published layout.

use app::domain::access::is_plain;
use app::domain::delegation::{Code, Delegation, Family, Other, Outcome, RecordKind, Side, State, Step, Use};
use app::domain::person::{Person, Sex};
use chrono::{NaiveDate, NaiveDateTime};
use serde::Deserialize;
use serde_json::json;

use super::json::parsed;
use super::{Message, WireError};

#[derive(Deserialize)]
struct Body {
    as_of: NaiveDateTime,
    subject: String,
    outcome: Outcome,
    delegations: Vec<One>,
}

#[derive(Deserialize)]
struct One {
    id: String,
    side: Side,
    state: State,
    other: Option<Named>,
    kinds: Vec<RecordKind>,
    from: NaiveDate,
    until: NaiveDate,
    code: Option<String>,
    code_until: Option<NaiveDateTime>,
    over_at: Option<NaiveDateTime>,
    uses: Vec<Use>,
}

#[derive(Deserialize)]
struct Named {
    subject: String,
    name: String,
    kana: String,
    birth: NaiveDate,
    sex: String,
}

/// Reads all delegations of a person, newest first, and what came of the last step.
///
/// # Errors
/// [`WireError::Garbled`] for anything else: above all for a kind that this version does not know, because nobody could
/// say what it opens.
pub fn family(bytes: &[u8]) -> Result<Message<Family>, WireError> {
    let body: Body = parsed(bytes)?;
    let delegations = body.delegations.into_iter().map(read).collect::<Result<_, _>>()?;
    Ok(Message {
        value: Family { outcome: body.outcome, delegations },
        as_of: body.as_of,
        named: Vec::new(),
        subject: Some(body.subject),
    })
}

fn read(one: One) -> Result<Delegation, WireError> {
    // The id goes back in an address and in a header.
    if !is_plain(&one.id) {
        return Err(WireError::Garbled("an id that is none"));
    }
    let code = match (one.code, one.code_until) {
        (Some(code), Some(until)) => Some((Code::read(&code).ok_or(WireError::Garbled("a code that is none"))?, until)),
        _ => None,
    };
    let other = one.other.map(|other| Other {
        subject: other.subject,
        person: Person { name: other.name, kana: other.kana, birth: other.birth, sex: Sex::from_code(&other.sex) },
    });
    Ok(Delegation {
        id: one.id,
        side: one.side,
        state: one.state,
        other,
        kinds: one.kinds,
        from: one.from,
        until: one.until,
        code,
        over_at: one.over_at,
        uses: one.uses,
    })
}

/// Where a step is sent, and what with it.
#[must_use]
pub fn step(step: &Step) -> (String, Option<String>) {
    match step {
        Step::Offer(offer) => {
            let body = json!({ "kinds": offer.kinds(), "until": offer.until(), "holder_birth": offer.holder_birth() });
            ("/v1/delegations".to_owned(), Some(body.to_string()))
        }
        Step::Claim(code) => ("/v1/delegations/claim".to_owned(), Some(json!({ "code": code.plain() }).to_string())),
        Step::Accept(id) => (format!("/v1/delegations/{id}/accept"), None),
        Step::Decline(id) => (format!("/v1/delegations/{id}/decline"), None),
        Step::End(id) => (format!("/v1/delegations/{id}/end"), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(kind: &str, id: &str) -> String {
        json!({
            "as_of": "2026-11-22T12:00:00", "subject": "s", "outcome": "done",
            "delegations": [{
                "id": id, "side": "held", "state": "standing", "kinds": [kind], "from": "2026-01-01",
                "until": "2027-01-01", "code": null, "code_until": null, "over_at": null,
                "other": { "subject": "o", "name": "見本", "kana": "", "birth": "2017-08-02", "sex": "1" },
                "uses": [{ "at": "2026-11-22T11:00:00", "kind": kind }],
            }],
        })
        .to_string()
    }

    #[test]
    fn reads_whole_or_not_at_all() {
        for (kind, id, good) in [
            ("checkups", "d-1", true),
            ("teeth", "d-1", false),
            ("checkups", "../d", false),
            ("checkups", "", false),
            ("checkups", "d\r\nx: y", false),
        ] {
            assert_eq!(family(body(kind, id).as_bytes()).is_ok(), good, "{kind} {id:?}");
        }
        assert!(family(b"{}").is_err());
    }

    #[test]
    fn steps_carry_what_they_need_and_never_in_the_address() {
        let code = Code::read("abcd-2345").expect("a code");
        let (path, sent) = step(&Step::Claim(code));
        assert_eq!((path.as_str(), sent.as_deref()), ("/v1/delegations/claim", Some("{\"code\":\"ABCD2345\"}")));
        assert_eq!(step(&Step::End("d-1".into())), ("/v1/delegations/d-1/end".to_owned(), None));
    }
}
