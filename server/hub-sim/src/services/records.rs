//! The four services that answer in XML: eligibility, checkups, drugs, expenses.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Query, State};
use axum::http::{Response, StatusCode};
use chrono::{NaiveDate, NaiveDateTime};
use serde::Deserialize;

use super::caller::Caller;
use super::reply::{Payload, reply};
use crate::citizen::Citizen;
use crate::gate::text;
use crate::hub::Hub;
use crate::records;
use crate::wire::service::Service;

/// A period asked for.
#[derive(Deserialize)]
pub(crate) struct Period {
    from: Option<String>,
    to: Option<String>,
}

/// Two optional days.
type Days = (Option<NaiveDate>, Option<NaiveDate>);

impl Period {
    /// Both ends as days; `suffix` makes a day of a month.
    fn days(&self, suffix: &str) -> Result<Days, Box<Response<Body>>> {
        let read = |text: &Option<String>| match text {
            None => Ok(None),
            Some(text) => NaiveDate::parse_from_str(&format!("{text}{suffix}"), "%Y%m%d")
                .ok()
                .filter(|_| text.len() + suffix.len() == 8)
                .map(Some)
                .ok_or_else(|| Box::new(text_of_bad_period())),
        };
        Ok((read(&self.from)?, read(&self.to)?))
    }
}

fn text_of_bad_period() -> Response<Body> {
    text(StatusCode::BAD_REQUEST, "from and to are days (YYYYMMDD), for expenses months (YYYYMM)")
}

/// GET /v1/eligibility
pub(crate) async fn eligibility(State(hub): State<Arc<Hub>>, caller: Caller) -> Response<Body> {
    let now = hub.clock.now();
    reply(&hub, Service::Eligibility, &caller, |citizen| {
        let encoding = citizen.encoding(Service::Eligibility);
        let registered = hub.registry.registered(citizen, hub.at(now));
        Payload::xml(&records::eligibility::answer(citizen, registered, now, encoding), encoding)
    })
}

/// GET /v1/checkups?from=YYYYMMDD&to=YYYYMMDD
pub(crate) async fn checkups(hub: State<Arc<Hub>>, caller: Caller, period: Query<Period>) -> Response<Body> {
    of_period(&hub, Service::Checkups, &caller, period.days(""), records::checkups::answer)
}

/// GET /v1/medications?from=YYYYMMDD&to=YYYYMMDD
pub(crate) async fn medications(hub: State<Arc<Hub>>, caller: Caller, period: Query<Period>) -> Response<Body> {
    of_period(&hub, Service::Medications, &caller, period.days(""), records::medications::answer)
}

/// GET /v1/expenses?from=YYYYMM&to=YYYYMM
pub(crate) async fn expenses(hub: State<Arc<Hub>>, caller: Caller, period: Query<Period>) -> Response<Body> {
    of_period(&hub, Service::Expenses, &caller, period.days("01"), records::expenses::answer)
}

/// Answers for a period, in the citizen's encoding of that service.
fn of_period(
    hub: &Hub,
    service: Service,
    caller: &Caller,
    days: Result<Days, Box<Response<Body>>>,
    answer: fn(&Citizen, Option<NaiveDate>, Option<NaiveDate>, NaiveDateTime) -> String,
) -> Response<Body> {
    let (from, to) = match days {
        Ok(days) => days,
        Err(refusal) => return *refusal,
    };
    let now = hub.clock.now();
    reply(hub, service, caller, |citizen| Payload::xml(&answer(citizen, from, to, now), citizen.encoding(service)))
}
