//! Inquiries between offices about a citizen (情報提供等記録): once a year what insurers and municipalities ask to set
//! premiums and ceilings, and now and then the rest. Computed by the calendar.

use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime};
use serde_json::{Value, json};

use super::insurance::{self, Coverage};
use super::registration::time;
use crate::citizen::Citizen;
use crate::citizen::named::Named;
use crate::citizen::seed::{Dice, hash};

/// First year that is told; inquiries are kept for seven years.
const FIRST_YEAR: i32 = 2020;

const TAX_OFFICE: &str = "見本市 市民税課";
const RESIDENTS: &str = "見本市 市民課";

/// What one inquiry says but for its moment.
struct Inquiry {
    asker: String,
    holder: String,
    basis: &'static str,
    items: &'static [&'static str],
    outcome: &'static str,
}

impl Inquiry {
    fn new(asker: &str, holder: &str, basis: &'static str, items: &'static [&'static str]) -> Self {
        Self { asker: asker.to_owned(), holder: holder.to_owned(), basis, items, outcome: "provided" }
    }
}

/// All inquiries up to a moment, newest first.
pub(crate) fn list(citizen: &Citizen, now: NaiveDateTime) -> Vec<Value> {
    if citizen.named() == Some(Named::Empty) {
        return Vec::new();
    }
    let line = insurance::history(citizen, now.date());
    let first = FIRST_YEAR.max(now.year() - 7);
    let mut all: Vec<(NaiveDateTime, Value)> = Vec::new();
    for year in first..=now.year() {
        let mut dice = citizen.dice("exchange", i64::from(year));
        for (index, inquiry) in of_year(citizen, &line, year, &mut dice).into_iter().enumerate() {
            // By night, in the summer, after the municipalities have set the year's taxes.
            let on = NaiveDate::from_ymd_opt(year, 6, 20).unwrap_or_default() + Duration::days(dice.between(0, 60));
            let at = on.and_hms_opt(2, 10, 0).unwrap_or_default() + Duration::minutes(dice.between(0, 180));
            let id = format!("exchange-{:016x}", hash(&format!("{}:{year}:{index}", citizen.id)));
            all.push((at, told(citizen, &id, at, &inquiry)));
        }
    }
    all.retain(|(at, _)| *at <= now);
    all.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    all.into_iter().map(|(_, told)| told).collect()
}

fn of_year(citizen: &Citizen, line: &[Coverage], year: i32, dice: &mut Dice) -> Vec<Inquiry> {
    let mut asked = Vec::new();
    let midsummer = NaiveDate::from_ymd_opt(year, 7, 1).unwrap_or_default();
    if let Some(coverage) = insurance::on(line, midsummer) {
        let name = &coverage.insurer.name;
        let (basis, items): (_, &[_]) = match coverage.insurer.number.as_str() {
            _ if coverage.card_class == "A1" => ("public_assistance", &["local_tax", "pension"]),
            number if number.starts_with("39") => ("late_stage", &["local_tax", "resident_record"]),
            number if number.starts_with("01") => ("association_benefit", &["local_tax"]),
            number if number.len() == 6 => ("national_health_insurance", &["local_tax", "resident_record"]),
            _ => ("society_benefit", &["local_tax"]),
        };
        asked.push(Inquiry::new(name, TAX_OFFICE, basis, items));
        let moved = line.iter().find(|one| one.from.year() == year && one.from > midsummer - Duration::days(365));
        if let Some(before) = moved.and_then(|newer| line.iter().find(|one| one.lost == Some(newer.from))) {
            asked.push(Inquiry::new(
                name,
                &before.insurer.name,
                basis,
                &["insurance_eligibility", "insurance_benefit"],
            ));
        }
    }
    if citizen.named() == Some(Named::Parent) {
        asked.push(Inquiry::new("見本市 子育て支援課", TAX_OFFICE, "child_allowance", &["local_tax"]));
    }
    if citizen.age(midsummer) >= 65 {
        asked.push(Inquiry::new("見本市 介護保険課", RESIDENTS, "long_term_care", &["resident_record", "local_tax"]));
    }
    if dice.chance(20) {
        let mut tax = Inquiry::new("見本市 市民税課", "見本市 福祉課", "local_tax", &["public_assistance"]);
        tax.outcome = if dice.chance(80) { "no_record" } else { "not_provided" };
        asked.push(tax);
    }
    asked
}

fn told(citizen: &Citizen, id: &str, at: NaiveDateTime, inquiry: &Inquiry) -> Value {
    json!({
        "id": id,
        "asked_at": time(at),
        "answered_at": time(at + Duration::minutes(3)),
        "asker": citizen.say(&inquiry.asker),
        "holder": citizen.say(&inquiry.holder),
        "basis": inquiry.basis,
        "items": inquiry.items,
        "outcome": inquiry.outcome,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::month::day;

    fn of(id: &str, now: NaiveDate) -> Vec<Value> {
        list(&Citizen::find(id).expect("a citizen"), now.and_hms_opt(12, 0, 0).expect("a moment"))
    }

    #[test]
    fn who_is_asked_about_whom() {
        let today = day(2026, 11, 22);
        for (id, basis) in [
            ("changer", "society_benefit"),
            ("changer", "association_benefit"),
            ("elder", "late_stage"),
            ("elder", "long_term_care"),
            ("clinic", "national_health_insurance"),
            ("parent", "child_allowance"),
            ("ward", "public_assistance"),
        ] {
            let found = of(id, today);
            assert!(found.iter().any(|one| one["basis"] == basis), "{id} {basis}: {found:?}");
        }
        assert!(of("empty", today).is_empty());
    }

    #[test]
    fn they_are_newest_first_each_its_own_and_stay_as_they_were() {
        for id in ["elder", "clinic", "parent"] {
            let (before, after) = (of(id, day(2026, 3, 1)), of(id, day(2026, 11, 22)));
            assert!(after.ends_with(&before) && after.len() > before.len(), "{id}");
            let ids: std::collections::BTreeSet<String> = after.iter().map(|one| one["id"].to_string()).collect();
            assert_eq!(ids.len(), after.len(), "{id}");
            assert!(after.windows(2).all(|pair| pair[0]["asked_at"].as_str() >= pair[1]["asked_at"].as_str()), "{id}");
        }
    }
}
