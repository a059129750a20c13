//! Words and estimates.

use chrono::NaiveDate;

use super::*;

fn drug(name: &str, form: DrugForm, amount: &str, unit: &str, times: Option<u32>) -> Drug {
    Drug { amount: amount.into(), unit: unit.into(), times, form, ..Drug::named(name) }
}

fn dispensing(day: &str, source: DrugSource, drugs: Vec<Drug>) -> Dispensing {
    let day: NaiveDate = day.parse().expect("a day");
    Dispensing {
        drugs,
        ..Dispensing::on(source, day, Institution { code: "1341234567".into(), name: "見本薬局".into() })
    }
}

#[test]
fn amounts_are_told_by_form() {
    for (form, times, wanted) in [
        (DrugForm::Oral, Some(28), "1日に2錠、28日分"),
        (DrugForm::Oral, None, "1日に2錠"),
        (DrugForm::AsNeeded, Some(10), "1回に2錠、10回分"),
        (DrugForm::External, Some(1), "全部で2錠"),
        (DrugForm::Injection, None, "全部で2錠"),
        (DrugForm::Other, Some(1), "2錠"),
        (DrugForm::Other, Some(3), "2錠 × 3"),
    ] {
        assert_eq!(drug("薬", form, "2", "錠", times).amount_words().as_deref(), Some(wanted));
    }
}

#[test]
fn taking_counts_each_ingredient_once_while_its_days_last() {
    let mut brand = drug("ブランド錠", DrugForm::Oral, "1", "錠", Some(28));
    brand.ingredient = Some("アムロジピン".into());
    let mut generic = drug("ジェネリック錠", DrugForm::Oral, "1", "錠", Some(14));
    generic.ingredient = Some("アムロジピン".into());
    let all = [
        dispensing(
            "2026-11-10",
            DrugSource::Dispensing,
            vec![
                brand,
                drug("湿布", DrugForm::External, "30", "g", None),
                drug("頓服", DrugForm::AsNeeded, "1", "錠", Some(10)),
            ],
        ),
        dispensing(
            "2026-11-12",
            DrugSource::Dispensing,
            vec![generic, drug("胃薬", DrugForm::Oral, "3", "錠", Some(10))],
        ),
        dispensing(
            "2026-11-20",
            DrugSource::Prescription,
            vec![drug("まだ受け取らない薬", DrugForm::Oral, "1", "錠", Some(30))],
        ),
    ];
    let names = |today: &str| {
        let taken = probably_taking(&all, today.parse().expect("a day"));
        let names = |one: &Taken<'_>| one.supplies.iter().map(|supply| supply.drug.name.clone()).collect::<Vec<_>>();
        taken.iter().map(|one| names(one).join("と")).collect::<Vec<_>>()
    };
    assert_eq!(names("2026-11-22"), ["ジェネリック錠とブランド錠", "胃薬"]);
    assert_eq!(names("2026-11-27"), ["ブランド錠"]);
    assert_eq!(names("2026-12-09"), Vec::<String>::new());
    assert_eq!(names("2026-11-01"), Vec::<String>::new());
}

#[test]
fn a_product_handed_out_again_counts_from_the_last_time_in_whatever_order_the_records_come() {
    let tablets = || vec![drug("降圧錠", DrugForm::Oral, "1", "錠", Some(30))];
    let all = [
        dispensing("2026-10-24", DrugSource::Receipt, tablets()),
        dispensing("2026-11-20", DrugSource::Dispensing, tablets()),
    ];
    let taken = probably_taking(&all, "2026-11-22".parse().expect("a day"));
    let until: Vec<_> = taken.iter().flat_map(|one| &one.supplies).map(|supply| supply.until.to_string()).collect();
    assert_eq!(until, ["2026-12-20"]);
}

#[test]
fn one_product_from_two_hands_stands_twice_and_again_from_one_hand_once() {
    let tablets = || vec![drug("降圧錠", DrugForm::Oral, "1", "錠", Some(30))];
    let by = |on: &str, clinic: &str| Dispensing {
        prescriber: Some(Institution::named(clinic)),
        ..dispensing(on, DrugSource::Receipt, tablets())
    };
    for (first, second, wanted) in [("甲内科", "乙病院", 2), ("甲内科", "甲内科", 1)] {
        let all = [by("2026-11-01", first), by("2026-11-10", second)];
        let taken = probably_taking(&all, "2026-11-22".parse().expect("a day"));
        let supplies: Vec<usize> = taken.iter().map(|one| one.supplies.len()).collect();
        assert_eq!(supplies, [wanted], "{first} {second}");
    }
}

#[test]
fn a_receipt_without_days_is_told_by_its_month() {
    let mut month_only = dispensing("2026-09-10", DrugSource::Receipt, Vec::new());
    month_only.dispensed_on = None;
    assert_eq!(month_only.when_words(), "2026年9月（日にちの記録なし）");
    let mut list = [month_only, dispensing("2026-09-02", DrugSource::Receipt, Vec::new())];
    newest_first(&mut list);
    assert_eq!(list[0].when_words(), "2026年9月2日");
}

#[test]
fn an_amount_that_is_not_told_is_not_made_up() {
    for (form, times, wanted) in [
        (DrugForm::Oral, Some(28), Some("28日分")),
        (DrugForm::Oral, None, None),
        (DrugForm::AsNeeded, Some(5), Some("5回分")),
        (DrugForm::External, Some(1), None),
    ] {
        assert_eq!(drug("薬", form, "", "錠", times).amount_words().as_deref(), wanted);
    }
}

#[test]
fn a_copy_that_was_kept_before_there_were_more_fields_is_still_read() {
    let kept = r#"{"dispensed_on":"2026-09-10","month":{"year":2026,"month":9},"prescribed_on":null,
        "dispenser":{"code":"1340000001","name":"見本薬局"},"prescriber":null,"source":"Receipt","drugs":[{"code":"620007870",
        "name":"見本錠","ingredient":null,"usage":null,"instruction":null,"amount":"1","unit":"錠","times":28,"form":"Oral"}]}"#;
    let read: Dispensing = serde_json::from_str(kept).expect("read");
    assert_eq!(read.drugs[0].code_in(CodeSystem::Receipt), Some("620007870"));
    assert_eq!((read.setting, read.treatments.len()), (None, 0));
}

#[test]
fn codes_are_kept_in_their_places() {
    let mut one = Drug::named("見本錠");
    for (system, value) in [
        (CodeSystem::Receipt, "620007870"),
        (CodeSystem::Yj, "2171022F2289"),
        (CodeSystem::Receipt, "620007871"),
        (CodeSystem::Hot, " "),
    ] {
        one.add_code(system, value);
    }
    assert_eq!(one.code, "620007870");
    assert_eq!(one.code_in(CodeSystem::Yj), Some("2171022F2289"));
    assert_eq!(one.code_in(CodeSystem::Hot), None);
    assert_eq!(one.other_codes.len(), 2, "a second receipt code is kept too");
}

#[test]
fn a_span_is_a_year_or_the_last_days_and_years_are_counted() {
    let day = |text: &str| -> NaiveDate { text.parse().expect("a day") };
    let year = Span::year(2026);
    assert_eq!((year.from, year.to), (day("2026-01-01"), day("2026-12-31")));
    let last = Span::last_days(day("2026-01-10"), 30);
    assert_eq!((last.from, last.to), (day("2025-12-12"), day("2026-01-10")));
    assert_eq!(year.with(last), Span::new(day("2025-12-12"), day("2026-12-31")));
    let history = History {
        rows: vec![dispensing("2026-09-02", DrugSource::Receipt, Vec::new())],
        years: vec![YearCount { year: 2026, count: 14 }, YearCount { year: 1998, count: 3 }],
    };
    assert_eq!(history.open_years([2026, 2025]), [2026, 2025, 1998]);
    assert_eq!([2026, 2025, 1998].map(|year| history.count_of(year)), [Some(14), Some(0), Some(3)]);
    assert_eq!(History::default().count_of(2026), None);
}
