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
        (DrugForm::Oral, Some(28), "1日に2錠、28日分"),
        (DrugForm::Oral, None, "1日に2錠"),
        (DrugForm::AsNeeded, Some(10), "1回に2錠、10回分"),
        (DrugForm::External, Some(1), "全部で2錠"),
        (DrugForm::Injection, None, "全部で2錠"),
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
fn one_ingredient_from_several_hands_is_told_apart_from_two_strengths_of_one_prescription() {
    let with = |name: &str| {
        let mut drug = drug(name, DrugForm::Oral, "1", "錠", Some(30));
        drug.ingredient = Some("アムロジピン".into());
        drug
    };
    let today = "2026-11-22".parse().expect("a day");
    let strengths =
        [dispensing("2026-11-20", DrugSource::Dispensing, vec![with("見本錠２．５ｍｇ"), with("見本錠５ｍｇ")])];
    let taken = probably_taking(&strengths, today);
    assert_eq!((taken.len(), taken[0].supplies.len(), taken[0].from_several_hands()), (1, 2, false));

    let mut elsewhere = dispensing("2026-11-18", DrugSource::Dispensing, vec![with("別の錠５ｍｇ")]);
    elsewhere.dispenser.name = "となりの薬局".into();
    let several = [strengths[0].clone(), elsewhere];
    assert!(probably_taking(&several, today)[0].from_several_hands());
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
