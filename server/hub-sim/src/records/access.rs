//! The record of who looked at a citizen's data (閲覧記録).

use chrono::{Duration, NaiveDate, NaiveDateTime};
use serde_json::{Value, json};

use super::registration::time;
use crate::citizen::Citizen;
use crate::citizen::named::Named;

/// The looks at a citizen's records, newest first.
pub(crate) fn list(citizen: &Citizen, today: NaiveDate) -> Vec<Value> {
    match citizen.named() {
        Some(Named::Empty | Named::Booked | Named::Uninsured | Named::Newcomer) => Vec::new(),
        Some(Named::Clinic) => vec![
            look(citizen, at(today, 12, 10), "見本内科クリニック", "doctor", &["medications", "checkups"], true),
            look(citizen, at(today, 12, 11), "見本薬局 本店", "pharmacist", &["medications"], true),
            look(citizen, at(today, 40, 9), "見本総合病院", "doctor", &["medications", "checkups", "expenses"], true),
            look(citizen, at(today, 160, 3), "見本県災害拠点病院", "disaster", &["medications"], false),
        ],
        _ => {
            let mut dice = citizen.dice("access", 0);
            let days = dice.between(5, 40);
            vec![
                look(citizen, at(today, days, 10), "見本内科クリニック", "doctor", &["medications", "checkups"], true),
                look(citizen, at(today, days, 11), "見本薬局 本店", "pharmacist", &["medications"], true),
            ]
        }
    }
}

fn at(today: NaiveDate, days: i64, hour: u32) -> NaiveDateTime {
    (today - Duration::days(days)).and_hms_opt(hour, 24, 0).unwrap_or_default()
}

fn look(citizen: &Citizen, at: NaiveDateTime, institution: &str, role: &str, kinds: &[&str], consent: bool) -> Value {
    json!({
        "at": time(at),
        "institution": citizen.say(institution),
        "role": role,
        "kinds": kinds,
        "consent": consent,
    })
}
