//! A dispensing that a person brought, in its parts: what a more settled source tells as well, and what it does not.
//!
//! One row takes the place of another whole or not at all ([`super::merge()`]). A notebook names a drug paid for oneself beside
//! those of the receipt: taken apart, the receipt stands for its own, and nothing is counted twice.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::dispensing::Dispensing;
use super::merge::{one_visit, order, tells};
use super::source::DrugSource;

/// Takes the rows of notebooks apart. Every drug stays, once.
pub fn take_apart(rows: &mut Vec<Dispensing>) {
    let mut settled: HashMap<NaiveDate, Vec<Dispensing>> = HashMap::new();
    for row in rows.iter().filter(|row| matches!(row.source, DrugSource::Receipt | DrugSource::Dispensing)) {
        if let Some(day) = row.dispensed_on {
            settled.entry(day).or_default().push(Dispensing { treatments: Vec::new(), ..row.clone() });
        }
    }
    for all in settled.values_mut() {
        all.sort_by(|a, b| a.source.rank().cmp(&b.source.rank()).then_with(|| order(a, b)));
    }
    let mut parts = Vec::new();
    for row in rows.iter_mut().filter(|row| row.source == DrugSource::Notebook) {
        let near = row.dispensed_on.and_then(|day| settled.get(&day)).into_iter().flatten();
        for known in near.filter(|known| one_visit(known, row)).collect::<Vec<_>>() {
            let is_told = |drug: &super::Drug| known.drugs.iter().any(|told| tells(told, drug));
            let (told, rest): (Vec<_>, Vec<_>) = std::mem::take(&mut row.drugs).into_iter().partition(is_told);
            if rest.is_empty() {
                row.drugs = told;
                break;
            }
            row.drugs = rest;
            if told.is_empty() {
                continue;
            }
            // Notes stay with what still stands.
            parts.push(Dispensing { drugs: told, notes: Vec::new(), ..row.clone() });
        }
    }
    rows.extend(parts);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::medication::{Drug, Institution, merge};

    fn row(source: DrugSource, drugs: &[&str]) -> Dispensing {
        let day = NaiveDate::from_ymd_opt(2026, 11, 15).expect("a day");
        let drugs = drugs.iter().map(|name| Drug::named(*name)).collect();
        Dispensing { drugs, ..Dispensing::on(source, day, Institution::named("見本薬局")) }
    }

    fn shown(rows: &[Dispensing]) -> Vec<(DrugSource, Vec<&str>)> {
        let names = |row: &'_ Dispensing| row.drugs.iter().map(|drug| drug.name.clone()).collect::<Vec<_>>();
        let mut all: Vec<(DrugSource, Vec<&str>)> = merge(rows)
            .iter()
            .map(|line| (line.row.source, line.row.drugs.iter().map(|drug| drug.name.as_str()).collect()))
            .collect();
        assert!(rows.iter().all(|row| !names(row).is_empty()));
        all.sort();
        all
    }

    #[test]
    fn what_the_receipt_tells_is_its_own_and_the_rest_stands() {
        use DrugSource::{Dispensing as Dispensed, Notebook, Receipt};
        for (what, rows, wanted) in [
            (
                "a drug paid for oneself",
                vec![row(Receipt, &["甲錠", "乙錠"]), row(Notebook, &["甲錠", "自費の薬", "乙錠"])],
                vec![(Receipt, vec!["甲錠", "乙錠"]), (Notebook, vec!["自費の薬"])],
            ),
            (
                "all of it",
                vec![row(Receipt, &["甲錠", "乙錠"]), row(Notebook, &["乙錠"])],
                vec![(Receipt, vec!["甲錠", "乙錠"])],
            ),
            (
                "nothing of it",
                vec![row(Receipt, &["甲錠"]), row(Notebook, &["自費の薬"])],
                vec![(Receipt, vec!["甲錠"]), (Notebook, vec!["自費の薬"])],
            ),
            (
                "what a fresher source told and the receipt does not",
                vec![
                    row(Receipt, &["甲錠"]),
                    row(Dispensed, &["甲錠", "乙錠"]),
                    row(Notebook, &["甲錠", "乙錠", "自費の薬"]),
                ],
                vec![(Receipt, vec!["甲錠"]), (Notebook, vec!["乙錠"]), (Notebook, vec!["自費の薬"])],
            ),
        ] {
            let mut parted = rows.clone();
            take_apart(&mut parted);
            assert_eq!(shown(&parted), wanted, "{what}");
            let mut turned: Vec<Dispensing> = rows.into_iter().rev().collect();
            take_apart(&mut turned);
            assert_eq!(shown(&turned), wanted, "{what}, the other way round");
        }
    }

    proptest! {
        #[test]
        fn every_drug_stays_once_and_what_is_apart_stays_so(
            rows in prop::collection::vec((prop::sample::select(DrugSource::ALL.to_vec()), prop::collection::vec(prop::sample::select(vec!["ア", "イ", "ウ"]), 1..4)), 0..8),
        ) {
            let rows: Vec<Dispensing> = rows.into_iter().map(|(source, drugs)| row(source, &drugs)).collect();
            let names = |rows: &[Dispensing]| {
                let mut all: Vec<_> = rows.iter().flat_map(|row| row.drugs.iter().map(|drug| (row.source, drug.name.clone()))).collect();
                all.sort();
                all
            };
            let mut parted = rows.clone();
            take_apart(&mut parted);
            prop_assert_eq!(names(&parted), names(&rows));
            let mut again = parted.clone();
            take_apart(&mut again);
            prop_assert_eq!(again, parted);
        }
    }
}
