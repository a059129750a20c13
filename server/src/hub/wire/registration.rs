//! The state of a registration: JSON as the hub's README writes it down, into the product's own terms.

use app::domain::registration::{By, Door, Link, Pressed, Registration, Step, StepName, StepState};
use chrono::{NaiveDate, NaiveDateTime};
use serde::Deserialize;

use super::json::parsed;
use super::{Message, WireError};

#[derive(Deserialize)]
struct Body {
    as_of: NaiveDateTime,
    subject: String,
    /// In the answer to a press; a hub that does not say may have begun one.
    #[serde(default = "said_nothing")]
    begun: bool,
    #[serde(flatten)]
    state: State,
}

const fn said_nothing() -> bool {
    true
}

#[derive(Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
enum State {
    NotRegistered,
    Booked {
        booked_on: Option<NaiveDate>,
        effective_from: NaiveDate,
    },
    InProgress {
        steps: Vec<StepBody>,
    },
    Registered {
        by: ByBody,
        link: LinkBody,
        #[serde(default)]
        steps: Vec<StepBody>,
    },
    Lapsed {
        by: ByBody,
        revoked_on: NaiveDate,
    },
    InsurerPending {
        by: Option<ByBody>,
        lost_on: Option<NaiveDate>,
        expected_by: Option<NaiveDate>,
    },
    NoEligibility {
        lost_on: Option<NaiveDate>,
    },
    Welfare,
    Blocked,
    /// A state that a newer hub has and this version does not know.
    #[serde(other)]
    Unknown,
}

#[derive(Deserialize)]
struct ByBody {
    since: NaiveDateTime,
    door: DoorBody,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum DoorBody {
    Portal,
    ClinicTerminal,
    Atm,
}

#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum LinkBody {
    Original,
    CarriedOver { renewed_on: NaiveDate, carried_on: NaiveDate },
    OnItsWay { renewed_on: NaiveDate, expected_by: NaiveDate },
}

#[derive(Deserialize)]
struct StepBody {
    name: StepNameBody,
    state: StepStateBody,
    #[serde(default)]
    at: Option<NaiveDateTime>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum StepNameBody {
    CertificateCheck,
    LinkNumber,
    Linking,
    EligibilityFetch,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum StepStateBody {
    Done,
    Running,
    Waiting,
    Failed,
}

/// Reads the state of the registration.
///
/// # Errors
/// [`WireError::Garbled`] for anything else.
pub fn registration(bytes: &[u8]) -> Result<Message<Registration>, WireError> {
    let body: Body = parsed(bytes)?;
    Ok(Message { value: body.state.into(), as_of: body.as_of, named: Vec::new(), subject: Some(body.subject) })
}

/// Reads the answer to a press of the button.
///
/// # Errors
/// [`WireError::Garbled`] for anything else.
pub fn pressed(bytes: &[u8]) -> Result<Message<Pressed>, WireError> {
    let body: Body = parsed(bytes)?;
    let value = Pressed { begun: body.begun, now: body.state.into() };
    Ok(Message { value, as_of: body.as_of, named: Vec::new(), subject: Some(body.subject) })
}

impl From<State> for Registration {
    fn from(state: State) -> Self {
        match state {
            State::NotRegistered => Self::NotRegistered,
            State::Booked { booked_on, effective_from } => Self::Booked { booked_on, effective_from },
            State::InProgress { steps } => Self::InProgress { steps: all(steps) },
            State::Registered { by, link, steps } => {
                Self::Registered { by: by.into(), link: link.into(), steps: all(steps) }
            }
            State::Lapsed { by, revoked_on } => Self::Lapsed { by: by.into(), revoked_on },
            State::InsurerPending { by, lost_on, expected_by } => {
                Self::InsurerPending { by: by.map(By::from), lost_on, expected_by }
            }
            State::NoEligibility { lost_on } => Self::NoEligibility { lost_on },
            State::Welfare => Self::Welfare,
            State::Blocked => Self::Blocked,
            State::Unknown => Self::Unknown,
        }
    }
}

fn all(steps: Vec<StepBody>) -> Vec<Step> {
    steps.into_iter().map(Step::from).collect()
}

impl From<ByBody> for By {
    fn from(by: ByBody) -> Self {
        let door = match by.door {
            DoorBody::Portal => Door::Portal,
            DoorBody::ClinicTerminal => Door::ClinicTerminal,
            DoorBody::Atm => Door::Atm,
        };
        Self { since: by.since, door }
    }
}

impl From<LinkBody> for Link {
    fn from(link: LinkBody) -> Self {
        match link {
            LinkBody::Original => Self::Original,
            LinkBody::CarriedOver { renewed_on, carried_on } => Self::CarriedOver { renewed_on, carried_on },
            LinkBody::OnItsWay { renewed_on, expected_by } => Self::OnItsWay { renewed_on, expected_by },
        }
    }
}

impl From<StepBody> for Step {
    fn from(step: StepBody) -> Self {
        let name = match step.name {
            StepNameBody::CertificateCheck => StepName::CertificateCheck,
            StepNameBody::LinkNumber => StepName::LinkNumber,
            StepNameBody::Linking => StepName::Linking,
            StepNameBody::EligibilityFetch => StepName::EligibilityFetch,
        };
        let state = match step.state {
            StepStateBody::Done => StepState::Done,
            StepStateBody::Running => StepState::Running,
            StepStateBody::Waiting => StepState::Waiting,
            StepStateBody::Failed => StepState::Failed,
        };
        Self { name, state, at: step.at }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(state: &str) -> Result<Registration, WireError> {
        let body = format!(r#"{{"as_of":"2026-11-22T12:00:00","subject":"s",{state}}}"#);
        registration(body.as_bytes()).map(|message| message.value)
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn each_state_is_read() {
        let by = By { since: day("2022-03-04").and_hms_opt(10, 11, 0).expect("a moment"), door: Door::Atm };
        let told = r#""by":{"since":"2022-03-04T10:11:00","door":"atm"}"#;
        let link = |link: &str| format!(r#""state":"registered",{told},"link":{link}"#);
        let registered = |link| Registration::Registered { by, link, steps: vec![] };
        let (renewed_on, later) = (day("2026-11-01"), day("2026-11-03"));
        let cases = [
            (r#""state":"not_registered""#.to_owned(), Registration::NotRegistered),
            (
                r#""state":"booked","booked_on":"2026-11-10","effective_from":"2026-12-01""#.to_owned(),
                Registration::Booked { booked_on: Some(day("2026-11-10")), effective_from: day("2026-12-01") },
            ),
            (
                r#""state":"in_progress","steps":[{"name":"linking","state":"failed","at":null}]"#.to_owned(),
                Registration::InProgress {
                    steps: vec![Step { name: StepName::Linking, state: StepState::Failed, at: None }],
                },
            ),
            (link(r#"{"kind":"original"}"#), registered(Link::Original)),
            (
                link(r#"{"kind":"carried_over","renewed_on":"2026-11-01","carried_on":"2026-11-03"}"#),
                registered(Link::CarriedOver { renewed_on, carried_on: later }),
            ),
            (
                link(r#"{"kind":"on_its_way","renewed_on":"2026-11-01","expected_by":"2026-11-03"}"#),
                registered(Link::OnItsWay { renewed_on, expected_by: later }),
            ),
            (
                format!(r#""state":"lapsed",{told},"revoked_on":"2026-11-01""#),
                Registration::Lapsed { by, revoked_on: renewed_on },
            ),
            (
                r#""state":"insurer_pending","by":null,"lost_on":null,"expected_by":"2026-11-03""#.to_owned(),
                Registration::InsurerPending { by: None, lost_on: None, expected_by: Some(later) },
            ),
            (r#""state":"no_eligibility","lost_on":null"#.to_owned(), Registration::NoEligibility { lost_on: None }),
            (r#""state":"welfare""#.to_owned(), Registration::Welfare),
            (r#""state":"blocked""#.to_owned(), Registration::Blocked),
            (r#""state":"something_new","more":1"#.to_owned(), Registration::Unknown),
        ];
        for (state, expected) in cases {
            assert_eq!(read(&state), Ok(expected), "{state}");
        }
    }

    #[test]
    fn half_a_state_is_none() {
        for state in [
            r#""state":"booked""#,
            r#""state":"registered""#,
            r#""state":"lapsed","revoked_on":"2026-11-01""#,
            r#""state":"in_progress","steps":[{"name":"dancing","state":"done"}]"#,
            r#""statement":"blocked""#,
        ] {
            assert!(read(state).is_err(), "{state}");
        }
    }
}
