//! What must be said whatever a report's own mark, a missing number or the day of a small visit would hide.

use super::tests::{dock, may, texts, within};
use super::*;
use crate::domain::checkup::Flag;
use crate::domain::checkup::items::item_by_slug;
use crate::domain::checkup::sample::{HBA1C, SBP, man, number, result, visit};
use crate::domain::person::Sex;

/// 6.6 is beyond 6.5, whatever the report's own mark says of its own range.
#[test]
fn a_mark_that_contradicts_the_range_does_not_keep_the_advice_back() {
    let a1c = Measurement { flag: Some(Flag::Normal), ..within(number(HBA1C, "6.6", "%"), "4.6", "6.2") };
    let visits = [dock(2026, vec![a1c, within(number("3F077000002327101", "100", "mg/dL"), "70", "139")])];
    let words = "HbA1c は 6.6 で、特定健診で受診をすすめる値（6.5以上）にあたります。医師に確かめてください。健診の記録のなかで、範囲と「高い・低い」の印が合わないため、判定していません。";
    assert_eq!(texts(&visits), [words, "ほかの 1項目 は基準値の範囲内です。"]);
    assert_eq!(summary(&visits, &man()).expect("a visit").referral, ["HbA1c"]);
    let trend = Trend::of(item_by_slug("hba1c").expect("an item"), &visits, Sex::Male);
    let said = item_sentence(&trend).expect("a sentence").text();
    assert!(said.starts_with("HbA1c は 6.6 % で、特定健診で受診をすすめる値（6.5以上）にあたります。"), "{said}");
}

#[test]
fn a_value_told_by_its_flag_alone_is_said_like_a_bound() {
    let beyond = result("3B090000002327101", Value::Text("入力最大値以上".into()));
    let visits = [may(2025, vec![number("3B090000002327101", "46", "U/L")]), may(2026, vec![beyond])];
    assert_eq!(texts(&visits), ["γ-GT は 入力最大値以上で、基準値（51未満）より高めです。"]);
    assert_eq!(summary(&visits, &man()).expect("a visit").referral, ["γ-GT"]);
    let trend = Trend::of(item_by_slug("ggt").expect("an item"), &visits, Sex::Male);
    assert_eq!(trend.direction().as_deref(), Some("2025年5月 46 → 2026年5月 入力最大値以上"));
}

#[test]
fn two_days_of_one_month_say_their_days() {
    let visits = [
        visit("2026-09-01", vec![number(SBP, "135", "mm[Hg]")]),
        visit("2026-09-15", vec![number(HBA1C, "7.0", "%")]),
        visit("2026-09-29", vec![number("3F077000002327101", "100", "mg/dL")]),
    ];
    let told = summary(&visits, &man()).expect("a visit");
    assert_eq!(
        told.earlier.as_deref(),
        Some("ほかに、2026年9月15日の健診で 1項目、2026年9月1日の健診で 1項目 が範囲の外でした。")
    );
    assert_eq!(told.referral, ["HbA1c（2026年9月15日）"]);
    let twice = [
        visit("2026-09-01", vec![number(SBP, "135", "mm[Hg]")]),
        visit("2026-09-15", vec![number(SBP, "138", "mm[Hg]")]),
    ];
    let trend = Trend::of(item_by_slug("sbp").expect("an item"), &twice, Sex::Male);
    assert!(item_sentence(&trend).expect("a sentence").text().contains("前回（2026年9月1日）は 135"));
}
