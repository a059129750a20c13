//! The registration of the card as insurance card (初回登録): where a citizen starts, and the steps.
//!
//! JSON in the shape that README.md writes down; no layout is published.

use chrono::{Duration, Months, NaiveDate, NaiveDateTime};
use serde_json::{Value, json};

use super::month::ymd;
use crate::citizen::named::Named;
use crate::citizen::{Citizen, Kind, population};

/// The steps in order.
const STEPS: [&str; 4] = ["certificate_check", "link_number", "linking", "eligibility_fetch"];

/// Where a citizen stands before anything happens in this run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Start {
    /// Never registered.
    Not,
    /// Booked in advance; takes effect on a day.
    Booked(NaiveDate),
    /// Registered at a moment through a door.
    Registered(NaiveDateTime, &'static str),
    /// Cannot be registered now, with the hub's code for the reason.
    Unavailable(&'static str),
}

/// Where a citizen stands before anything happens in this run.
pub(crate) fn start(citizen: &Citizen, today: NaiveDate) -> Start {
    let long_ago = |door| {
        let mut dice = citizen.dice("registration", 0);
        let date = super::month::day(2021, 10, 20) + Duration::days(dice.between(0, 1500));
        let time = date.and_hms_opt(dice.between(8, 20) as u32, dice.between(0, 59) as u32, 0).unwrap_or_default();
        Start::Registered(time, door)
    };
    match citizen.kind {
        Kind::Named(Named::Hanako) => Start::Not,
        Kind::Named(Named::Gap) => Start::Unavailable("insurer_pending"),
        Kind::Named(Named::Ward) => Start::Unavailable("welfare"),
        Kind::Named(Named::Booked) => {
            Start::Booked(super::month::first_day(today).checked_add_months(Months::new(1)).unwrap_or(today))
        }
        Kind::Named(Named::Clinic) => long_ago("clinic_terminal"),
        Kind::Named(Named::Elder) => long_ago("atm"),
        Kind::Named(_) => long_ago("portal"),
        Kind::Number(number) if population::registered(number) => {
            long_ago(["portal", "clinic_terminal", "atm"][number as usize % 3])
        }
        Kind::Number(_) => Start::Not,
    }
}

/// The steps of a registration that began at a moment and takes `step` for each.
fn steps(began: NaiveDateTime, now: NaiveDateTime, step: Duration) -> Vec<Value> {
    (0..)
        .zip(STEPS)
        .map(|(i, name)| {
            let (from, done) = (began + step * i, began + step * (i + 1));
            if now >= done {
                json!({ "name": name, "state": "done", "at": time(done) })
            } else {
                let state = if now >= from { "running" } else { "waiting" };
                json!({ "name": name, "state": state, "at": null })
            }
        })
        .collect()
}

/// Whether a registration that began at a moment is through.
pub(crate) fn done(began: NaiveDateTime, now: NaiveDateTime, step: Duration) -> bool {
    now >= began + step * STEPS.len() as i32
}

/// The JSON answer. `began` is the moment of the first request to register in this run.
pub(crate) fn answer(start: Start, began: Option<NaiveDateTime>, now: NaiveDateTime, step: Duration) -> Value {
    match (start, began) {
        (Start::Not, Some(began)) if done(began, now, step) => json!({
            "state": "registered",
            "since": time(began + step * STEPS.len() as i32),
            "door": "portal",
            "steps": steps(began, now, step),
        }),
        (Start::Not, Some(began)) => json!({ "state": "in_progress", "steps": steps(began, now, step) }),
        (Start::Not, None) => json!({ "state": "not_registered" }),
        (Start::Booked(day), _) => json!({ "state": "booked", "effective_from": day.to_string() }),
        (Start::Registered(since, door), _) => {
            json!({ "state": "registered", "since": time(since), "door": door, "steps": [] })
        }
        (Start::Unavailable(reason), _) => json!({ "state": "unavailable", "reason": reason }),
    }
}

/// A moment as JSON has it here: `YYYY-MM-DDTHH:MM:SS`, Japan time.
pub(crate) fn time(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%dT%H:%M:%S").to_string()
}

/// A stable id of a day's record.
pub(crate) fn dated_id(prefix: &str, day: NaiveDate) -> String {
    format!("{prefix}-{}", ymd(day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::month::day;

    #[test]
    fn four_steps_lead_from_the_first_request_to_registered() {
        let began = day(2026, 11, 22).and_hms_opt(12, 0, 0).expect("a time");
        let step = Duration::milliseconds(400);
        for (after, state, done) in
            [(0, "in_progress", 0), (500, "in_progress", 1), (1599, "in_progress", 3), (1600, "registered", 4)]
        {
            let answer = answer(Start::Not, Some(began), began + Duration::milliseconds(after), step);
            assert_eq!(answer["state"], state, "{after}");
            let count = answer["steps"].as_array().expect("steps").iter().filter(|s| s["state"] == "done").count();
            assert_eq!(count, done, "{after}");
        }
    }
}
