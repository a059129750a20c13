//! Names of records, and what is left when one is hidden.

use super::*;
use crate::domain::eligibility::example::cover;
use crate::domain::medication::{DrugSource, Institution};
use crate::domain::money::Yen;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn eligibility(insurer: &str, from: &str, lost: Option<&str>) -> Eligibility {
    Eligibility { insurer_name: "見本健康保険組合".into(), ..cover(insurer, from, lost) }
}

fn dispensing(month: u32, code: &str, name: &str) -> Dispensing {
    let month = YearMonth::new(2026, month).expect("a month");
    let dispenser = Institution { code: code.into(), name: name.into() };
    let row = Dispensing::on(DrugSource::Receipt, month.day(1).expect("a day"), dispenser);
    Dispensing { dispensed_on: None, ..row }
}

fn expense(patient: &str, institution: &str, share: i64) -> Expense {
    Expense {
        patient: patient.into(),
        month: YearMonth::new(2026, 3).expect("a month"),
        kind: "調剤".into(),
        days: None,
        institution: institution.into(),
        total: Yen(share),
        insurer_share: Yen(0),
        public_share: Yen(0),
        counter_share: Yen(share),
    }
}

#[test]
fn a_corrected_record_keeps_its_name_and_another_one_has_another() {
    let own = RecordName::of_eligibility(&eligibility("88888888", "2013-04-25", None));
    for (other, same) in [
        (eligibility("88888888", "2013-04-25", Some("2026-04-01")), true),
        (eligibility("88888888", "2013-04-26", None), false),
        (eligibility("88888889", "2013-04-25", None), false),
    ] {
        assert_eq!(RecordName::of_eligibility(&other) == own, same, "{other:?}");
    }
    let own = RecordName::of_expense(&expense("番号　花子", "見本薬局", 1_200));
    for (other, same) in [
        (expense("番号　花子", "見本薬局", 900), true),
        (expense("番号　太郎", "見本薬局", 1_200), false),
        (expense("番号　花子", "見本薬局 本店", 1_200), false),
        // The parts are told apart wherever one ends.
        (expense("番号　花子見本", "薬局", 1_200), false),
    ] {
        assert_eq!(RecordName::of_expense(&other).text() == own.text(), same, "{other:?}");
    }
    let own = RecordName::of_dispensing(&dispensing(3, "1340000001", "見本薬局"));
    for (other, same) in [
        (dispensing(3, "1340000001", "見本薬局　本店"), true),
        (dispensing(3, "1340000002", "見本薬局"), false),
        (dispensing(4, "1340000001", "見本薬局"), false),
        (dispensing(3, "", "見本薬局"), false),
    ] {
        assert_eq!(RecordName::of_dispensing(&other).text() == own.text(), same, "{other:?}");
    }
}

#[test]
fn a_name_tells_its_kind() {
    let names = [
        RecordName::of_eligibility(&eligibility("88888888", "2026-03-01", None)),
        RecordName::of_dispensing(&dispensing(3, "", "見本薬局")),
        RecordName::of_expense(&expense("", "見本薬局", 1)),
    ];
    for name in &names {
        assert_eq!(names.iter().filter(|other| other.text() == name.text()).count(), 1, "{name:?}");
        assert_eq!(RecordKind::from_code(name.kind.code()), Some(name.kind));
        assert_eq!(name.day.year(), 2026);
    }
    assert_eq!(RecordKind::from_code("teeth"), None);
    assert_eq!(names[0].day.to_string(), "2026年3月1日");
    assert_eq!(names[1].day.to_string(), "2026年3月");
}

#[test]
fn validity_is_not_passed_on_where_it_was_said_of_a_hidden_one() {
    let now = eligibility("88888888", "2013-04-25", None);
    let former = eligibility("77777777", "2010-04-01", Some("2013-04-25"));
    let status =
        EligibilityStatus { validity: Validity::Valid, line: vec![now.clone(), former.clone()], hidden: Vec::new() };
    for (hidden, validity, left) in
        [(None, Validity::Valid, 2), (Some(&former), Validity::Valid, 1), (Some(&now), Validity::Hidden, 1)]
    {
        let name = hidden.map(RecordName::of_eligibility);
        let seen = eligibility_without(status.clone(), day("2026-11-22"), |one| Some(one) == name.as_ref());
        assert_eq!((seen.validity, seen.line.len()), (validity, left), "{hidden:?}");
        assert_eq!(seen.hidden, hidden.map(Term::of).into_iter().collect::<Vec<_>>());
        assert_eq!(seen.valid_today(day("2026-11-22")).is_some(), validity == Validity::Valid);
        for stretch in seen.stretches(day("2026-11-22")) {
            assert!(!stretch.is_gap(), "what is hidden makes no gap: {stretch:?}");
        }
    }
}
