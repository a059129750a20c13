//! Words, estimates and which of several sources wins.

use super::*;

fn drug(name: &str, form: DrugForm, amount: &str, unit: &str, times: Option<u32>) -> Drug {
    Drug {
        code: String::new(),
        name: name.into(),
        ingredient: None,
        usage: None,
        instruction: None,
        amount: amount.into(),
        unit: unit.into(),
        times,
        form,
    }
}

fn dispensing(day: &str, source: DrugSource, drugs: Vec<Drug>) -> Dispensing {
    let day: NaiveDate = day.parse().expect("a day");
    Dispensing {
        dispensed_on: Some(day),
        month: YearMonth::of(day),
        prescribed_on: None,
        dispenser: Institution { code: "1341234567".into(), name: "見本薬局".into() },
        prescriber: None,
        source,
        drugs,
    }
}

#[test]
fn amounts_are_told_by_form() {
    for (form, times, wanted) in [
        (DrugForm::Oral, Some(28), "1日量 2錠 × 28日分"),
        (DrugForm::Oral, None, "1日量 2錠"),
        (DrugForm::AsNeeded, Some(10), "1回 2錠 × 10回分"),
        (DrugForm::External, Some(1), "全量 2錠"),
        (DrugForm::Injection, None, "全量 2錠"),
        (DrugForm::Other, Some(1), "2錠"),
        (DrugForm::Other, Some(3), "2錠 × 3"),
    ] {
        assert_eq!(drug("薬", form, "2", "錠", times).amount_words(), wanted);
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
        probably_taking(&all, today.parse().expect("a day")).iter().map(|drug| drug.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(names("2026-11-22"), ["ブランド錠", "胃薬"]);
    assert_eq!(names("2026-11-23"), ["ブランド錠"]);
    assert_eq!(names("2026-12-09"), Vec::<String>::new());
    assert_eq!(names("2026-11-01"), Vec::<String>::new());
}

#[test]
fn the_receipt_replaces_the_fresher_record_of_the_same_day_and_place() {
    let fresh = dispensing("2026-09-10", DrugSource::Dispensing, Vec::new());
    let receipt = dispensing("2026-09-10", DrugSource::Receipt, Vec::new());
    let other = dispensing("2026-09-11", DrugSource::Dispensing, Vec::new());
    let all = [fresh, receipt, other];
    assert_eq!(most_final(&all), [&all[1], &all[2]]);
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
