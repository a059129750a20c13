//! What is said of one ingredient from several places: no more than the records tell.

use crate::domain::medication::{Dispensing, Drug, DrugSource, History, Institution, Setting, YearCount};
use crate::domain::notebook::{Author, Otc, OtcIngredient, otc_row};
use crate::pages::fake_records::{FakeRecords, day, today};
use crate::pages::medications::tests::{PATH, amlodipine, given, oral, with};
use crate::pages::page_tests::{assert_says, page};

/// The whole page, and the card.
fn shown(records: FakeRecords) -> (String, String) {
    let (html, _) = page(PATH, records);
    let card = html.split("class=\"card twofold\"").nth(1).and_then(|rest| rest.split("</section>").next());
    let card = card.expect("the card").to_owned();
    (html, card)
}

fn receipt(on: (i32, u32, u32), clinic: &str, name: &str) -> Dispensing {
    given(DrugSource::Receipt, on, clinic, vec![oral(name, "アムロジピンベシル酸塩")])
}

fn otc(from: Option<(i32, u32, u32)>, until: Option<(i32, u32, u32)>) -> Dispensing {
    let on = |(year, month, date): (i32, u32, u32)| day(year, month, date);
    let ingredient = OtcIngredient { name: "アムロジピン".into(), code: None, author: Author::Patient };
    let otc = Otc {
        name: "見本市販薬".into(),
        from: from.map(on),
        until: until.map(on),
        author: Author::Patient,
        number: None,
        jan: None,
        ingredients: vec![ingredient],
    };
    otc_row(&otc, today())
}

#[test]
fn of_what_was_bought_only_the_days_that_were_written_are_told() {
    let beside = |bought: Dispensing| shown(with(vec![receipt((2026, 11, 2), "見本内科", "甲錠"), bought]));
    let (html, card) = beside(otc(Some((2026, 11, 3)), None));
    assert_says(
        &card,
        PATH,
        &[
            "2026年11月3日から<!>（あなたが書いた市販薬）",
            "2026年11月3日から、両方が手もとにある計算です。市販薬をいつまで使ったかの記録がないので",
        ],
    );
    assert_eq!(card.matches("日分").count(), 1, "of the other alone: {card}");
    assert_says(&html, PATH, &["市販薬なので分かりません"]);
    assert!(!html.contains("2026年11月23日"), "nobody said when it ends");
    let (_, card) = beside(otc(Some((2026, 11, 3)), Some((2026, 11, 25))));
    assert_says(&card, PATH, &["2026年11月3日から2026年11月25日まで<!>（あなたが書いた市販薬）"]);
    let (html, _) = beside(otc(None, None));
    assert!(!html.contains("2026年11月（日にちの記録なし）"), "not even the month is known");
}

#[test]
fn nobody_has_at_hand_what_was_not_picked_up_or_was_given_in_a_hospital() {
    let here = || receipt((2026, 11, 9), "見本内科", "甲錠");
    let mut waiting = given(DrugSource::Prescription, (2026, 11, 12), "見本総合病院", vec![amlodipine()]);
    (waiting.dispensed_on, waiting.dispenser) = (None, Institution::default());
    let (_, card) = shown(with(vec![here(), waiting]));
    assert_says(&card, PATH, &["処方されたお薬を受け取ると、2026年11月12日から重なる計算です。"]);
    assert!(!card.contains("両方が手もとにある計算"), "{card}");
    let stay =
        Dispensing { setting: Some(Setting::Inpatient), ..receipt((2026, 11, 12), "見本総合病院", "乙錠") };
    let (_, card) = shown(with(vec![here(), stay]));
    assert_says(&card, PATH, &["入院中に出たお薬があります。", "<span class=\"chip none\">入院</span>"]);
    assert!(!card.contains("両方が手もとにある計算"), "{card}");
}

#[test]
fn where_older_records_were_not_looked_through_that_is_said() {
    let monthly = |clinic: &str, name: &str| {
        let drug = Drug { times: Some(31), ..oral(name, "アムロジピンベシル酸塩") };
        let times = (1..=11).map(|month| given(DrugSource::Receipt, (2026, month, 2), clinic, vec![drug.clone()]));
        times.collect::<Vec<_>>()
    };
    let mut rows = [monthly("見本内科", "甲錠"), monthly("見本総合病院", "乙錠")].concat();
    // Another ingredient, that came from both in spring.
    for (clinic, name) in [("見本内科", "丙錠"), ("見本総合病院", "丁錠")] {
        rows.push(given(DrugSource::Receipt, (2026, 4, 2), clinic, vec![oral(name, "丙の成分")]));
    }
    let of = |years: &[i32]| {
        let years = years.iter().map(|year| YearCount { year: *year, count: 20 }).collect();
        shown(FakeRecords { drugs: Some(History { rows: rows.clone(), years }), ..FakeRecords::default() }).1
    };
    let card = of(&[2026, 2022]);
    assert_says(&card, PATH, &["少なくとも2026年1月2日から2026年12月2日まで", "前の重なり（2026年に1件）"]);
    let card = of(&[2026]);
    assert_says(&card, PATH, &["<p class=\"small\">2026年1月2日から", "前にあった重なり（1件）"]);
}

#[test]
fn one_ingredient_from_three_places_is_told_once_with_all_of_them() {
    let (html, card) = shown(with(vec![
        receipt((2026, 11, 2), "見本内科", "甲錠"),
        receipt((2026, 11, 5), "見本総合病院", "乙錠"),
        receipt((2026, 11, 9), "別の医院", "丙錠"),
    ]));
    assert_eq!(card.matches("<h3>アムロジピン</h3>").count(), 1, "{card}");
    assert_says(&card, PATH, &["見本内科", "見本総合病院", "別の医院", "「丙錠」と「乙錠」："]);
    assert_says(&html, PATH, &["同じ成分のお薬が、2つ以上の所から出ています（1成分）。"]);
}
