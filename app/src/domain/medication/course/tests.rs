//! One drug over the years: stretches, changes, prescribers.

use super::*;
use crate::domain::medication::{DrugForm, DrugSource, Institution};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn given(on: &str, clinic: &str, name: &str, amount: &str, usage: &str) -> Dispensing {
    let mut row = Dispensing::on(DrugSource::Receipt, day(on), Institution::named("見本薬局"));
    row.prescriber = Some(Institution::named(clinic));
    let drug = |name: &str, ingredient: &str| Drug {
        ingredient: Some(ingredient.into()),
        amount: amount.into(),
        unit: "錠".into(),
        times: Some(28),
        usage: (!usage.is_empty()).then(|| usage.to_owned()),
        form: DrugForm::Oral,
        ..Drug::named(name)
    };
    row.drugs = vec![drug(name, "アムロジピンベシル酸塩"), drug("別の錠", "レバミピド")];
    row
}

#[test]
fn stretches_changes_and_prescribers_of_one_drug() {
    let rows = [
        given("2024-01-10", "甲内科", "ノルバスク錠５ｍｇ", "1", "１日１回朝食後"),
        given("2024-02-10", "甲内科", "ノルバスク錠５ｍｇ", "1", "１日１回朝食後"),
        given("2024-03-09", "甲内科", "アムロジピン錠５ｍｇ「見本」", "1", "１日１回朝食後"),
        given("2026-09-01", "甲内科", "アムロジピン錠５ｍｇ「見本」", "2", "１日１回夕食後"),
        given("2026-09-10", "乙病院", "アムロジピン錠５ｍｇ「見本」", "1", ""),
        given("2026-09-29", "甲内科", "アムロジピン錠５ｍｇ「見本」", "2", ""),
    ];
    let key = DrugKey::of(&rows[0].drugs[0]);
    let course = Course::of(&key, &rows);
    assert_eq!(course.times.len(), 6);
    assert!(course.times.iter().all(|(_, drugs)| drugs.len() == 1), "the other drug is another one");
    assert_eq!(course.by_year(), [(2026, 3), (2024, 3)]);
    let stretches: Vec<_> = course
        .stretches
        .iter()
        .map(|one| (one.days.from.to_string(), one.days.until.to_string(), one.times, one.gap_before))
        .collect();
    assert_eq!(
        stretches,
        [
            ("2024-01-10".to_owned(), "2024-04-06".to_owned(), 3, None),
            ("2026-09-01".to_owned(), "2026-10-27".to_owned(), 3, Some(878)),
        ]
    );
    let changes: Vec<_> = course
        .changes
        .iter()
        .map(|one| format!("{} {} {}：{}→{}", one.on, one.at, one.kind.label(), one.from, one.to))
        .collect();
    assert_eq!(
        changes,
        [
            "2026-09-01 甲内科 量：1日に1錠→1日に2錠",
            "2026-09-01 甲内科 使い方：１日１回朝食後→１日１回夕食後",
            "2024-03-09 甲内科 お薬：ノルバスク錠５ｍｇ→アムロジピン錠５ｍｇ「見本」",
        ],
        "two prescribers at one time are no change to and fro, and what a record leaves out is none"
    );
    let who: Vec<_> =
        course.prescribers.iter().map(|one| (one.name.as_str(), one.times, one.days.0.to_string())).collect();
    assert_eq!(who, [("甲内科", 5, "2024-01-10".to_owned()), ("乙病院", 1, "2026-09-10".to_owned())]);
}

#[test]
fn what_differs_at_another_prescriber_is_told() {
    let rows = [
        given("2026-09-01", "甲内科", "タケキャブ錠２０ｍｇ", "1", ""),
        given("2026-10-01", "甲内科", "タケキャブ錠２０ｍｇ", "1", ""),
        given("2026-10-05", "乙病院", "タケキャブ錠１０ｍｇ", "1", ""),
    ];
    let course = Course::of(&DrugKey::of(&rows[0].drugs[0]), &rows);
    assert!(course.changes.is_empty());
    let told: Vec<Vec<(&str, usize)>> = course
        .told
        .iter()
        .map(|(_, answers)| answers.iter().map(|one| (one.words.as_str(), one.times)).collect())
        .collect();
    assert_eq!(
        told,
        [vec![("タケキャブ錠２０ｍｇ", 2), ("タケキャブ錠１０ｍｇ", 1)], vec![("1日に1錠", 3)], vec![]],
        "what no record tells differs nowhere"
    );
}

#[test]
fn a_row_is_thinned_out_to_one_drug() {
    let row = given("2024-01-10", "甲内科", "ノルバスク錠５ｍｇ", "1", "");
    let key = DrugKey::of(&row.drugs[0]);
    let thin = only(&row, |drug| DrugKey::of(drug) == key).expect("it holds the drug");
    assert_eq!(thin.drugs.len(), 1);
    assert_eq!(only(&row, |_| false), None);
}
