//! The registration of the card as insurance card (初回登録): where a citizen stands, read off the three tables.
//!
//! JSON in the shape that README.md writes down; no layout is published.

pub(crate) mod certificate;
pub(crate) mod steps;
pub(crate) mod tables;

use chrono::{Days, Months, NaiveDate, NaiveDateTime};
use serde_json::{Value, json};

use super::insurance;
use super::month::{first_day, ymd};
use crate::citizen::Citizen;
use crate::citizen::named::Named;
use certificate::{End, Held};
use tables::{Registered, Tables};

/// Where a citizen stands, but for what is under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Never registered.
    Never,
    /// Booked in advance (予約登録).
    Booked { booked_on: NaiveDate, effective_from: NaiveDate },
    /// Registered, and the path leads to an insurance. `carried`: the day of the renewal, the day it was carried over.
    Registered { registered: Registered, carried: Option<(NaiveDate, NaiveDate)> },
    /// Registered with the certificate before this one; the link to this one is still on its way.
    OnItsWay { registered: Registered, renewed_on: NaiveDate, expected_by: NaiveDate },
    /// Registered once, with a certificate that was revoked since.
    Lapsed { registered: Registered, revoked_on: NaiveDate },
    /// The insurer in charge has not entered its data yet.
    InsurerPending { registered: Option<Registered>, lost_on: Option<NaiveDate>, expected_by: NaiveDate },
    /// No insurer, and none expected.
    NoEligibility { lost_on: Option<NaiveDate> },
    /// 医療扶助: the welfare office registers.
    Welfare,
    /// Nothing may be told (不開示).
    Blocked,
}

impl Standing {
    /// Whether a registration may begin from here.
    pub(crate) fn may_register(&self) -> bool {
        matches!(self, Self::Never | Self::OnItsWay { .. } | Self::Lapsed { .. })
    }

    /// Whether the card is registered.
    pub(crate) fn registered(&self) -> bool {
        matches!(
            self,
            Self::Registered { .. } | Self::OnItsWay { .. } | Self::InsurerPending { registered: Some(_), .. }
        )
    }

    /// Whether the card serves at a counter: registered, or the welfare office sees to that.
    pub(crate) fn serves(&self) -> bool {
        self.registered() || matches!(self, Self::Welfare)
    }
}

/// Whether nothing may be told about a citizen (不開示), for their protection.
pub(crate) fn blocked(citizen: &Citizen) -> bool {
    citizen.named() == Some(Named::Blocked)
}

/// Reads off the tables where a citizen stands. The citizen must be entered in them.
pub(crate) fn standing(tables: &Tables, citizen: &Citizen, held: &Held, today: NaiveDate) -> Standing {
    if blocked(citizen) {
        return Standing::Blocked;
    }
    let history = insurance::history(citizen, today);
    let now = insurance::on(&history, today);
    if now.is_some_and(|now| now.card_class == "A1") {
        return Standing::Welfare;
    }
    let row = tables.serials.get(&held.current).filter(|row| row.ended.is_none());
    let registered = row.map(|row| row.registered);
    if now.is_none() {
        let lost_on = history.first().and_then(|last| last.lost);
        return match insurance::next_expected_by(citizen, today) {
            Some(expected_by) => Standing::InsurerPending { registered, lost_on, expected_by },
            None => Standing::NoEligibility { lost_on },
        };
    }
    match row {
        Some(row) if tables.follow(&held.current).is_some() => {
            Standing::Registered { registered: row.registered, carried: row.carried }
        }
        Some(_) => Standing::InsurerPending { registered, lost_on: None, expected_by: today + Days::new(5) },
        None => without_row(tables, citizen, held, today),
    }
}

/// The serial is not there: it must be told apart whether another one of this person was.
fn without_row(tables: &Tables, citizen: &Citizen, held: &Held, today: NaiveDate) -> Standing {
    let earlier = held.earlier.iter().rev().find_map(|(serial, end)| Some((tables.serials.get(serial)?, *end)));
    let registered = earlier.map(|(row, _)| row.registered);
    match (registered, earlier.map(|(_, end)| end)) {
        (Some(registered), Some(End::Superseded { renewed_on, linked })) => {
            Standing::OnItsWay { registered, renewed_on, expected_by: linked.date() }
        }
        (Some(registered), Some(End::Revoked(revoked_on))) => Standing::Lapsed { registered, revoked_on },
        _ if citizen.named() == Some(Named::Booked) => {
            let next_month = first_day(today).checked_add_months(Months::new(1)).unwrap_or(today);
            Standing::Booked { booked_on: today - Days::new(12), effective_from: next_month }
        }
        _ => Standing::Never,
    }
}

/// The JSON answer. `steps` are those of a registration of this run that is through.
pub(crate) fn answer(standing: &Standing, steps: &[Value]) -> Value {
    let door = |of: &Registered| json!({ "since": time(of.since), "door": of.door });
    match standing {
        Standing::Never => json!({ "state": "not_registered" }),
        Standing::Booked { booked_on, effective_from } => {
            json!({ "state": "booked", "booked_on": booked_on, "effective_from": effective_from })
        }
        Standing::Registered { registered, carried } => json!({
            "state": "registered",
            "by": door(registered),
            "link": match carried {
                None => json!({ "kind": "original" }),
                Some((renewed, carried)) => {
                    json!({ "kind": "carried_over", "renewed_on": renewed, "carried_on": carried })
                }
            },
            "steps": steps,
        }),
        Standing::OnItsWay { registered, renewed_on, expected_by } => json!({
            "state": "registered",
            "by": door(registered),
            "link": { "kind": "on_its_way", "renewed_on": renewed_on, "expected_by": expected_by },
            "steps": [],
        }),
        Standing::Lapsed { registered, revoked_on } => {
            json!({ "state": "lapsed", "by": door(registered), "revoked_on": revoked_on })
        }
        Standing::InsurerPending { registered, lost_on, expected_by } => json!({
            "state": "insurer_pending",
            "by": registered.as_ref().map(door),
            "lost_on": lost_on,
            "expected_by": expected_by,
        }),
        Standing::NoEligibility { lost_on } => json!({ "state": "no_eligibility", "lost_on": lost_on }),
        Standing::Welfare => json!({ "state": "welfare" }),
        Standing::Blocked => json!({ "state": "blocked" }),
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
    fn each_citizen_stands_where_they_are_there_to_stand() {
        let today = day(2026, 11, 22);
        let now = today.and_hms_opt(12, 0, 0).expect("a moment");
        let ledger = crate::ca::ledger::Ledger::open(None, today).expect("a ledger");
        for (id, state, detail) in [
            ("hanako", "not_registered", ""),
            ("changer", "registered", "original"),
            ("clinic", "registered", "clinic_terminal"),
            ("elder", "registered", "atm"),
            ("renewed", "registered", "carried_over"),
            ("renewing", "registered", "2026-11-23"),
            ("revoked", "lapsed", "2026-09-08"),
            ("booked", "booked", "2026-12-01"),
            ("gap", "insurer_pending", "2026-11-27"),
            ("uninsured", "no_eligibility", "2026-06-22"),
            ("switching", "insurer_pending", "2026-11-24"),
            ("newcomer", "no_eligibility", "null"),
            ("overlapping", "registered", "original"),
            ("ward", "welfare", ""),
            ("blocked", "blocked", ""),
            ("n-000000010", "not_registered", ""),
            ("n-000000011", "registered", "original"),
        ] {
            let citizen = Citizen::find(id).expect("a citizen");
            let (mut tables, held) = (Tables::default(), Held::of(&ledger, &citizen, now));
            tables.enter(&citizen, &held, now);
            let told = answer(&standing(&tables, &citizen, &held, today), &[]);
            assert_eq!(told["state"], state, "{id}");
            assert!(told.to_string().contains(detail), "{id}: {told}");
        }
    }

    #[test]
    fn of_somebody_protected_nothing_is_told_but_that() {
        let told = answer(&Standing::Blocked, &[]);
        assert_eq!(told.as_object().map(serde_json::Map::len), Some(1), "{told}");
    }
}
