//! What the portal tells by itself: each kind from the day its rule says, and no longer than it is of use.

use super::*;
use crate::domain::eligibility::example::cover;
use crate::domain::eligibility::{CeilingCertificate, Validity};
use crate::domain::expense::Expense;
use crate::domain::money::Yen;
use crate::domain::registration::{By, Door, Link};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn month(year: i32, month: u32) -> YearMonth {
    YearMonth::new(year, month).expect("a month")
}

fn year_with(year: i32, until: u32, months: &[u32]) -> ExpenseYear {
    let row = |&of: &u32| Expense {
        patient: "見本 太郎".into(),
        month: month(year, of),
        kind: "調剤".into(),
        days: None,
        institution: "見本薬局".into(),
        total: Yen(10),
        insurer_share: Yen(7),
        public_share: Yen(0),
        counter_share: Yen(3),
    };
    let rows = months.iter().map(row).collect();
    ExpenseYear { year, delivered_until: YearMonth::new(year, until), insurer_name: None, rows }
}

fn names(sources: Sources, today: &str) -> Vec<String> {
    let today = day(today);
    found(sources, today).into_iter().map(|own| format!("{} {}", own.on(today), own.id())).collect()
}

#[test]
fn a_registration_is_told_for_three_months() {
    for (since, today, told) in [
        ("2026-11-20", "2026-11-22", true),
        ("2026-08-23", "2026-11-22", true),
        ("2026-08-22", "2026-11-22", false),
        ("2026-11-23", "2026-11-22", false),
    ] {
        let by = By { since: day(since).and_hms_opt(9, 0, 0).expect("a moment"), door: Door::Portal };
        let registration = Registration::Registered { by, link: Link::Original, steps: Vec::new() };
        let sources = Sources { registration: Some(&registration), ..Sources::default() };
        let wanted = format!("{since} own.registration.{}", since.replace('-', ""));
        assert_eq!(names(sources, today), if told { vec![wanted] } else { vec![] }, "{since}");
    }
    let other = Sources { registration: Some(&Registration::NotRegistered), ..Sources::default() };
    assert_eq!(names(other, "2026-11-22"), Vec::<String>::new());
}

#[test]
fn a_checkup_is_dated_two_months_after_it_but_never_ahead() {
    for (on, today, dated) in [
        ("2026-11-20", "2026-11-22", Some("2026-11-22")),
        ("2026-09-10", "2026-11-22", Some("2026-11-09")),
        ("2026-06-24", "2026-11-22", Some("2026-08-23")),
        ("2026-06-23", "2026-11-22", None),
        ("2026-11-23", "2026-11-22", None),
    ] {
        let visit = Visit::new(day(on), "010");
        let sources = Sources { visits: &[visit], ..Sources::default() };
        let wanted = dated.map(|dated| format!("{dated} own.checkup.{}", on.replace('-', "")));
        assert_eq!(names(sources, today), wanted.into_iter().collect::<Vec<_>>(), "{on}");
    }
}

#[test]
fn each_month_of_expenses_that_holds_something_is_told() {
    let years = [year_with(2026, 9, &[1, 7, 8, 9])];
    let sources = Sources { expenses: &years, ..Sources::default() };
    assert_eq!(
        names(sources, "2026-11-22"),
        ["2026-11-10 own.expenses.202609", "2026-10-10 own.expenses.202608", "2026-09-10 own.expenses.202607"]
    );
    let early = [year_with(2026, 9, &[9])];
    let sources = Sources { expenses: &early, ..Sources::default() };
    assert_eq!(names(sources, "2026-11-08"), ["2026-11-08 own.expenses.202609"], "earlier than usual");
}

#[test]
fn the_years_that_are_asked_for_hold_all_that_can_be_told() {
    for (today, expected) in [
        ("2026-11-22", &[2026][..]),
        ("2027-01-09", &[2026]),
        ("2027-02-10", &[2026]),
        ("2027-03-09", &[2026]),
        ("2027-03-10", &[2027, 2026]),
        ("2027-05-09", &[2027, 2026]),
        ("2027-05-10", &[2027]),
    ] {
        assert_eq!(years(day(today)), expected, "{today}");
    }
}

#[test]
fn a_whole_year_is_told_from_the_tenth_of_february_if_it_is_whole_as_far_as_anybody_knows() {
    let whole = year_with(2026, 12, &[3]);
    let late = year_with(2026, 11, &[3]);
    let empty = year_with(2026, 12, &[]);
    for (name, year, today, told) in [
        ("the day before", Some(&whole), "2027-02-09", false),
        ("the day", Some(&whole), "2027-02-10", true),
        ("while people file", Some(&whole), "2027-03-15", true),
        ("the last day", Some(&whole), "2027-05-09", true),
        ("three months later", Some(&whole), "2027-05-10", false),
        ("December is late", Some(&late), "2027-02-22", false),
        ("nothing to deduct", Some(&empty), "2027-02-22", false),
        ("nobody can say: by the calendar", None, "2027-02-22", true),
        ("by the calendar, too early", None, "2027-01-22", false),
    ] {
        let years: Vec<_> = year.into_iter().cloned().collect();
        let sources = Sources { expenses: &years, ..Sources::default() };
        let found = names(sources, today).contains(&"2027-02-10 own.tax.2026".to_owned());
        assert_eq!(found, told, "{name}");
    }
}

#[test]
fn a_certificate_is_told_from_three_months_before_to_its_last_day() {
    for (until, today, told) in [
        ("2027-02-22", "2026-11-21", false),
        ("2027-02-22", "2026-11-22", true),
        ("2026-11-22", "2026-11-22", true),
        ("2026-11-21", "2026-11-22", false),
    ] {
        let sources = Sources { certificate_until: Some(day(until)), ..Sources::default() };
        assert_eq!(!names(sources, today).is_empty(), told, "{until} on {today}");
    }
}

#[test]
fn a_certificate_of_the_insurers_is_told_from_a_month_before_to_its_last_day() {
    for (until, today, told) in [
        ("2026-12-22", "2026-11-21", false),
        ("2026-12-22", "2026-11-22", true),
        ("2027-03-31", "2027-02-27", false),
        ("2027-03-31", "2027-02-28", true),
        ("2026-11-22", "2026-11-22", true),
        ("2026-11-21", "2026-11-22", false),
    ] {
        let mut one = cover("06", "2020-01-01", None);
        let until_day = Some(day(until));
        one.ceiling = Some(CeilingCertificate { kind: "01".into(), class: "A03".into(), from: None, until: until_day });
        let status = EligibilityStatus { validity: Validity::Valid, line: vec![one], hidden: Vec::new() };
        let sources = Sources { eligibility: Some(&status), ..Sources::default() };
        // The whole year is told by the calendar in February, whatever else there is.
        let found: Vec<Own> =
            found(sources, day(today)).into_iter().filter(|own| !matches!(own, Own::TaxYear(_))).collect();
        assert_eq!(found, if told { vec![Own::InsurerCertificate(day(until))] } else { vec![] }, "{until} on {today}");
    }
}

#[test]
fn no_subject_line_of_an_insurers_certificate_says_which_it_is() {
    let own = Own::InsurerCertificate(day("2026-12-22"));
    for told in ["限度額", "特定疾病", "受療", "高齢", "透析", "所得", "2026"] {
        assert!(!own.subject().contains(told) && !own.kind().subject().contains(told), "{told}");
    }
    assert!(!own.body().contains("疾病") && !own.id().contains("disease"));
}

#[test]
fn each_can_be_told_from_its_name_and_says_its_rule() {
    let date = day("2026-05-14");
    for (own, id, inside) in [
        (Own::Registration(date), "own.registration.20260514", "2026年5月14日"),
        (Own::Checkup(date), "own.checkup.20260514", "2026年5月14日"),
        (Own::Expenses(month(2026, 9)), "own.expenses.202609", "2026年9月診療分"),
        (Own::TaxYear(2026), "own.tax.2026", "2026年分（令和8年分）"),
        (Own::Certificate(date), "own.certificate.20260514", "2026年5月14日"),
        (Own::InsurerCertificate(date), "own.insurer.20260514", "2026年5月14日"),
    ] {
        assert_eq!((own.id().as_str(), Own::from_id(id)), (id, Some(own)));
        assert!(own.body().contains(inside) && own.rule().contains("お知らせ"), "{id}");
        assert!(own.link().0.starts_with('/'), "{id}");
        let subject = own.subject();
        assert!(!subject.contains("月10") && !subject.contains("2026"), "{subject}: no date in a subject line");
    }
    for other in
        ["", "own.", "own.tax", "own.tax.26", "own.tax.9999", "own.checkup.20260231", "hub.tax.2026", "own.x.20260514"]
    {
        assert_eq!(Own::from_id(other), None, "{other}");
    }
}
