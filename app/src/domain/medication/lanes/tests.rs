//! Lanes of an ingredient: rows, gaps, and where two hands gave the same.

use proptest::prelude::*;

use super::*;
use crate::domain::medication::{Dispensing, Drug, DrugForm, DrugSource, Institution, merge};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn given(on: &str, clinic: &str, ingredient: &str, days: u32) -> Dispensing {
    let mut row = Dispensing::on(DrugSource::Receipt, day(on), Institution::named("見本薬局"));
    row.prescriber = Some(Institution::named(clinic));
    row.drugs = vec![Drug {
        ingredient: Some(ingredient.into()),
        form: if days > 0 { DrugForm::Oral } else { DrugForm::External },
        times: Some(days),
        ..Drug::named(format!("{ingredient}錠"))
    }];
    row
}

fn window() -> Span {
    Span::new(day("2026-06-01"), day("2026-12-31"))
}

#[test]
fn gaps_and_what_comes_from_two_hands_are_seen() {
    let rows = [
        given("2026-06-01", "甲", "アムロジピン", 28),
        given("2026-06-27", "甲", "アムロジピン", 28),
        given("2026-08-01", "甲", "アムロジピン", 28),
        given("2026-08-20", "乙", "テルミサルタン・アムロジピン", 28),
        given("2026-08-31", "甲", "アムロジピン", 90),
        given("2026-09-01", "甲", "ケトプロフェン", 0),
    ];
    let lines = merge(&rows);
    let lanes = lanes(&lines, window(), day("2026-11-22"));
    let labels: Vec<_> =
        lanes.iter().map(|lane| (lane.label.as_str(), lane.lasts, lane.rows.len(), lane.undated.len())).collect();
    assert_eq!(
        labels,
        [("アムロジピン", true, 2, 0), ("ケトプロフェン", false, 0, 1), ("テルミサルタン", false, 1, 0)],
        "a combination stands in both its lanes"
    );
    let amlodipine = &lanes[0];
    let spans = |gaps: &[Gap]| gaps.iter().map(|gap| format!("{}..{}", gap.from, gap.until)).collect::<Vec<_>>();
    // Two days early in June are one line; from 25 July nothing is left; two days in August are no gap.
    assert_eq!(spans(&amlodipine.gaps), ["2026-07-25..2026-08-01"]);
    assert_eq!(spans(&amlodipine.doubled), ["2026-08-20..2026-08-29", "2026-08-31..2026-09-17"]);
    assert_eq!(amlodipine.rows[0].len(), 4);
}

#[test]
fn only_what_lasts_into_the_window_is_shown() {
    let rows = [
        given("2026-05-20", "甲", "ア薬", 28),
        given("2026-04-20", "甲", "イ薬", 28),
        given("2027-01-01", "甲", "ウ薬", 28),
    ];
    let lines = merge(&rows);
    let labels: Vec<_> = lanes(&lines, window(), day("2026-11-22")).into_iter().map(|lane| lane.label).collect();
    assert_eq!(labels, ["ア薬"]);
}

proptest! {
    #[test]
    fn every_supply_stands_once_and_rows_never_cross_hands(
        supplies in prop::collection::vec((0u64..200, 1u32..60, 0usize..3), 0..20),
    ) {
        let start = day("2026-06-01");
        let rows: Vec<Dispensing> = supplies
            .iter()
            .map(|(after, days, clinic)| given(&(start + chrono::Days::new(*after)).to_string(), ["甲", "乙", "丙"][*clinic], "ア薬", *days))
            .collect();
        let lines = merge(&rows);
        let lanes = lanes(&lines, Span::new(start, day("2027-12-31")), day("2026-11-22"));
        let shown: usize = lanes.iter().flat_map(|lane| &lane.rows).map(Vec::len).sum();
        prop_assert_eq!(shown, lines.len());
        for row in lanes.iter().flat_map(|lane| &lane.rows) {
            for pair in row.windows(2) {
                prop_assert!(pair[0].until <= pair[1].start || !pair[0].other_hand(&pair[1]));
            }
        }
        for lane in &lanes {
            for gap in &lane.gaps {
                prop_assert!(gap.days() > NO_GAP);
                prop_assert!(lane.rows.iter().flatten().all(|one| one.until <= gap.from || one.start >= gap.until));
            }
        }
    }
}
