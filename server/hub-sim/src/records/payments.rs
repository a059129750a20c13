//! Payments to public bodies that a citizen has been given notice of (納付のお知らせ): instalments, each due on the last
//! day of its month, told from the 10th of that month.

use chrono::{Datelike, Days, Months, NaiveDate};
use serde_json::{Value, json};

use super::insurance;
use super::month::{arrived_until, ym};
use crate::citizen::named::Named;
use crate::citizen::{Citizen, Kind};

/// Months of notices that are told.
const MONTHS: u32 = 6;

/// A series of instalments.
struct Series {
    /// In ids.
    slug: &'static str,
    payee: &'static str,
    what: &'static str,
    /// The months with an instalment, the first of a fiscal year first; empty for one of every month.
    instalments: &'static [u32],
    channel: &'static str,
    /// The payee's site in the portal's list.
    site: &'static str,
    /// Yen: from and to.
    amount: (i64, i64),
}

const NATIONAL: Series = Series {
    slug: "national",
    payee: "見本市",
    what: "国民健康保険料",
    instalments: &[6, 7, 8, 9, 10, 11, 12, 1, 2, 3],
    channel: "payeasy",
    site: "demo-city",
    amount: (6_000, 42_000),
};
const LATE_STAGE: Series = Series {
    slug: "late-stage",
    what: "後期高齢者医療保険料",
    instalments: &[7, 8, 9, 10, 11, 12, 1, 2, 3],
    amount: (1_500, 9_000),
    ..NATIONAL
};
const CARE: Series = Series {
    slug: "care",
    what: "介護保険料",
    instalments: LATE_STAGE.instalments,
    amount: (2_000, 9_000),
    ..NATIONAL
};
const RESIDENTS_TAX: Series = Series {
    slug: "residents-tax",
    what: "市民税・県民税",
    instalments: &[6, 8, 10, 1],
    channel: "credit",
    amount: (9_000, 60_000),
    ..NATIONAL
};
const NURSERY: Series =
    Series { slug: "nursery", what: "保育料", instalments: &[], amount: (12_000, 30_000), ..NATIONAL };
const HOSPITAL: Series = Series {
    slug: "hospital",
    payee: "見本市立病院",
    what: "診療費",
    instalments: &[],
    channel: "credit",
    site: "demo-hospital",
    amount: (1_200, 9_800),
};

/// The payments of a citizen, newest first.
pub(crate) fn list(citizen: &Citizen, today: NaiveDate) -> Vec<Value> {
    let (series, unpaid): (&[&Series], &[(&str, u32)]) = match citizen.kind {
        Kind::Named(Named::Changer) => (&[&HOSPITAL, &RESIDENTS_TAX], &[]),
        Kind::Named(Named::Elder) => (&[&LATE_STAGE, &CARE], &[("care", 1)]),
        Kind::Named(Named::Parent) => (&[&NURSERY, &RESIDENTS_TAX], &[("residents-tax", 1)]),
        Kind::Named(Named::Hostile) => (&[&NATIONAL], &[("national", 1)]),
        Kind::Named(_) => return Vec::new(),
        Kind::Number(number) => {
            let line = insurance::history(citizen, today);
            let kind = insurance::on(&line, today).map_or("", |one| one.insurer.number.as_str());
            let late: &[(&str, u32)] = if number.is_multiple_of(8) { &[("national", 1)] } else { &[] };
            match (kind.len(), kind.get(..2)) {
                (6, _) => (&[&NATIONAL], late),
                (_, Some("39")) => (&[&LATE_STAGE], &[]),
                _ if number.is_multiple_of(3) => (&[&RESIDENTS_TAX], &[]),
                _ => return Vec::new(),
            }
        }
    };
    // A notice is there from the 10th of the month in which it has to be paid.
    let newest = arrived_until(today, 0);
    let mut all = Vec::new();
    for back in 0..MONTHS {
        let Some(month) = newest.checked_sub_months(Months::new(back)) else { continue };
        for one in series {
            all.extend(instalment(citizen, one, month, today, unpaid));
        }
    }
    all
}

fn instalment(
    citizen: &Citizen,
    series: &Series,
    month: NaiveDate,
    today: NaiveDate,
    unpaid: &[(&str, u32)],
) -> Option<Value> {
    let due = month.checked_add_months(Months::new(1))?.checked_sub_days(Days::new(1))?;
    let place = series.instalments.iter().position(|one| *one == month.month());
    let which = match place {
        Some(place) => format!("第{}期", place + 1),
        None if series.instalments.is_empty() => format!("{}月分", month.month()),
        None => return None,
    };
    let fiscal_year = if month.month() >= 4 { month.year() } else { month.year() - 1 };
    let mut dice = citizen.dice(series.slug, i64::from(fiscal_year));
    let amount = dice.between(series.amount.0 / 100, series.amount.1 / 100) * 100;
    let months_past = (today.year() - due.year()) * 12 + today.month() as i32 - due.month() as i32;
    let left_open = unpaid.iter().any(|(slug, past)| *slug == series.slug && months_past == *past as i32);
    let state = match (due < today, left_open) {
        (false, _) => "due",
        (true, true) => "overdue",
        (true, false) => "paid",
    };
    Some(json!({
        "id": format!("{}-{}", series.slug, ym(month)),
        "payee": citizen.say(series.payee),
        "for": citizen.say(&format!("{} {which}", series.what)),
        "amount": amount,
        "due": due.to_string(),
        "channel": series.channel,
        "state": state,
        "site": series.site,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::month::day;

    fn told(id: &str, today: NaiveDate) -> Vec<String> {
        list(&Citizen::find(id).expect("one"), today)
            .iter()
            .map(|one| {
                format!(
                    "{} {} {}",
                    one["for"].as_str().unwrap_or(""),
                    one["due"].as_str().unwrap_or(""),
                    one["state"].as_str().unwrap_or("")
                )
            })
            .collect()
    }

    #[test]
    fn instalments_come_on_the_tenth_and_are_numbered_by_their_month() {
        let elder = told("elder", day(2026, 11, 22));
        for line in [
            "後期高齢者医療保険料 第5期 2026-11-30 due",
            "介護保険料 第5期 2026-11-30 due",
            "介護保険料 第4期 2026-10-31 overdue",
            "後期高齢者医療保険料 第4期 2026-10-31 paid",
        ] {
            assert!(elder.iter().any(|one| one == line), "{line}: {elder:?}");
        }
        assert!(!told("elder", day(2026, 11, 9)).iter().any(|one| one.contains("2026-11-30")), "not before the 10th");
        assert!(told("changer", day(2026, 11, 22)).contains(&"診療費 11月分 2026-11-30 due".to_owned()));
        assert!(told("parent", day(2026, 11, 22)).contains(&"市民税・県民税 第3期 2026-10-31 overdue".to_owned()));
        assert!(told("parent", day(2027, 2, 12)).contains(&"市民税・県民税 第4期 2027-01-31 overdue".to_owned()));
        assert!(told("empty", day(2026, 11, 22)).is_empty());
    }

    #[test]
    fn part_of_the_population_has_some_and_amounts_stay() {
        let today = day(2026, 11, 22);
        let citizens: Vec<Citizen> =
            (1..400).map(|number| Citizen::find(&format!("n-{number:09}")).expect("one")).collect();
        let with = citizens.iter().filter(|one| !list(one, today).is_empty()).count();
        assert!((100..399).contains(&with), "{with}");
        let amounts = |today| {
            let all: Vec<(String, i64)> = citizens
                .iter()
                .flat_map(|one| list(one, today))
                .map(|one| (format!("{} {}", one["payee"], one["id"]), one["amount"].as_i64().unwrap_or(0)))
                .collect();
            all.into_iter().collect::<std::collections::BTreeMap<_, _>>()
        };
        let (before, after) = (amounts(today), amounts(day(2026, 12, 15)));
        let both: Vec<_> = before.iter().filter(|(id, _)| after.contains_key(*id)).collect();
        assert!(both.len() > 100 && both.iter().all(|(id, amount)| after[*id] == **amount && **amount > 0));
    }
}
