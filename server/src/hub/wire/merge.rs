//! One row a dispensing: where the same institution reports the same day through several sources, the most settled
//! one stands (receipt over dispensing over prescription) and the others are dropped.

use std::cmp::{Ordering, Reverse};
use std::collections::HashMap;

use app::domain::medication::{Dispensing, Drug};
use chrono::NaiveDate;

/// Merges and sorts, newest first. The order of the input does not matter; merging twice changes nothing.
#[must_use]
pub fn merge(mut rows: Vec<Dispensing>) -> Vec<Dispensing> {
    let mut settled = HashMap::with_capacity(rows.len());
    for row in &rows {
        if let Some(key) = key(row) {
            let best = settled.entry(key).or_insert(row.source);
            *best = row.source.min(*best);
        }
    }
    let keep: Vec<bool> = rows.iter().map(|row| key(row).is_none_or(|key| settled[&key] == row.source)).collect();
    let mut keep = keep.into_iter();
    rows.retain(|_| keep.next().unwrap_or(true));
    rows.sort_by(newest_first);
    rows
}

/// Rows with the same key tell the same dispensing. Without a code or a day nothing can be said to be the same.
fn key(row: &Dispensing) -> Option<(&str, NaiveDate)> {
    let day = row.dispensed_on.or(row.prescribed_on)?;
    (!row.dispenser.code.is_empty()).then_some((row.dispenser.code.as_str(), day))
}

fn newest_first(a: &Dispensing, b: &Dispensing) -> Ordering {
    let when = |row: &Dispensing| {
        let told = row.dispensed_on.or(row.prescribed_on);
        (told.or(row.month.day(1)), row.month, row.dispensed_on, row.prescribed_on)
    };
    let who = |row: &Dispensing| {
        (
            row.dispenser.code.clone(),
            row.dispenser.name.clone(),
            row.source,
            row.prescriber.as_ref().map(|from| (from.code.clone(), from.name.clone())),
        )
    };
    Reverse(when(a))
        .cmp(&Reverse(when(b)))
        .then_with(|| who(a).cmp(&who(b)))
        .then_with(|| a.drugs.iter().map(parts).cmp(b.drugs.iter().map(parts)))
}

type Parts<'a> = ([&'a str; 4], [Option<&'a str>; 3], Option<u32>, u8);

fn parts(drug: &Drug) -> Parts<'_> {
    (
        [&drug.code, &drug.name, &drug.amount, &drug.unit],
        [drug.ingredient.as_deref(), drug.usage.as_deref(), drug.instruction.as_deref()],
        drug.times,
        drug.form as u8,
    )
}

#[cfg(test)]
mod tests {
    use app::domain::calendar::YearMonth;
    use app::domain::medication::{DrugForm, DrugSource, Institution};
    use proptest::prelude::*;

    use super::*;

    fn row(institution: &str, day: Option<u32>, source: DrugSource, drug: &str) -> Dispensing {
        let month = YearMonth::new(2026, 5).expect("a month");
        let drug = Drug {
            code: drug.into(),
            name: drug.into(),
            ingredient: None,
            usage: None,
            instruction: None,
            amount: "1".into(),
            unit: "錠".into(),
            times: Some(7),
            form: DrugForm::Oral,
        };
        let day = day.and_then(|day| month.day(day));
        let (dispensed_on, prescribed_on) = if source == DrugSource::Prescription { (None, day) } else { (day, None) };
        Dispensing {
            dispensed_on,
            month,
            prescribed_on,
            dispenser: Institution { code: institution.into(), name: institution.into() },
            prescriber: None,
            source,
            drugs: vec![drug],
        }
    }

    fn shown(rows: Vec<Dispensing>) -> Vec<String> {
        rows.into_iter()
            .map(|row| {
                format!(
                    "{} {:?} {:?} {}",
                    row.dispenser.code,
                    row.dispensed_on.or(row.prescribed_on).map(|day| day.to_string()),
                    row.source,
                    row.drugs[0].name
                )
            })
            .collect()
    }

    #[test]
    fn the_receipt_replaces_the_fresher_sources() {
        use DrugSource::{Dispensing, Prescription, Receipt};
        let rows = vec![
            row("13A", Some(1), Prescription, "a"),
            row("13A", Some(1), Dispensing, "b"),
            row("13A", Some(1), Receipt, "c"),
            row("13A", Some(1), Receipt, "d"),
            row("13B", Some(1), Dispensing, "e"),
            row("13A", Some(9), Prescription, "f"),
            row("", Some(9), Dispensing, "g"),
            row("", Some(9), Receipt, "h"),
            row("13A", None, Receipt, "i"),
        ];
        insta::assert_debug_snapshot!(shown(merge(rows)), @r#"
        [
            " Some(\"2026-05-09\") Receipt h",
            " Some(\"2026-05-09\") Dispensing g",
            "13A Some(\"2026-05-09\") Prescription f",
            "13A Some(\"2026-05-01\") Receipt c",
            "13A Some(\"2026-05-01\") Receipt d",
            "13B Some(\"2026-05-01\") Dispensing e",
            "13A None Receipt i",
        ]
        "#);
    }

    fn any_row() -> impl Strategy<Value = Dispensing> {
        let source =
            prop_oneof![Just(DrugSource::Receipt), Just(DrugSource::Dispensing), Just(DrugSource::Prescription)];
        let day = prop_oneof![Just(None), (1u32..5).prop_map(Some)];
        ("|13A|13B", day, source, "[ab]")
            .prop_map(|(institution, day, source, drug)| row(&institution, day, source, &drug))
    }

    proptest! {
        #[test]
        fn merging_is_idempotent_and_order_free((rows, shuffled) in prop::collection::vec(any_row(), 0..12).prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle()))) {
            let once = merge(rows.clone());
            prop_assert_eq!(&merge(once.clone()), &once);
            prop_assert_eq!(&merge(shuffled), &once);
            // Nothing is lost but what a more settled source tells.
            for row in &rows {
                prop_assert!(once.contains(row) || once.iter().any(|kept| key(kept) == key(row) && kept.source < row.source));
            }
        }
    }
}
