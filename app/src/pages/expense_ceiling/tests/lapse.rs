//! A claim about to lapse is named with its amount and its day, on the page of the ceilings and with the procedure.

use super::*;

fn records(rows: Vec<Expense>, class: Option<ClassCode>) -> FakeRecords {
    let mut records = FakeRecords { expense_rows: Some(rows), ..FakeRecords::default() };
    if let Some(class) = class {
        records.classes.tell(2024, class, false);
    }
    records
}

/// 300,000 − 87,430 (ウ, until 2026-07). Today is 2026-11-22.
#[test]
fn the_nearest_day_of_a_claim_is_named() {
    let stay = |month: (i32, u32)| row(month, "医科入院", "甲病院", 1_000_000, 300_000);
    let (november, january) = ((2024, 11), (2025, 1));
    let claim = "2024年11月の分（212,570円）を請求できるのは、2026年11月30日までです。";
    let waits = "2024年11月の分は、所得の区分が分かると計算できます。請求できるのは、2026年11月30日までです。";
    for (what, rows, class, said) in [
        ("one", vec![stay(november)], Some(ClassCode::A03), Some(claim)),
        ("the first of several", vec![stay(january), stay(november)], Some(ClassCode::A03), Some(claim)),
        ("no class is told yet", vec![stay(november)], None, Some(waits)),
        ("too late", vec![stay((2024, 10))], Some(ClassCode::A03), None),
        ("not soon", vec![stay((2025, 2))], Some(ClassCode::A03), None),
    ] {
        for path in ["/services", "/services/high-cost", "/expenses/ceiling?year=2025"] {
            let mut rows = rows.clone();
            // Without any row there is no working for 2025.
            rows.push(row((2025, 9), "医科外来", "乙医院", 10_000, 3_000));
            let (html, _) = page(path, records(rows, class));
            match said {
                Some(words) => assert_says(&html, &format!("{what} {path}"), &[words]),
                None => assert!(!html.contains("請求できるのは"), "{what} {path}"),
            }
        }
    }
    let (html, _) = page("/services/high-cost", records(vec![stay(november)], None));
    assert_says(&html, "where the class is told", &["href=\"/expenses/ceiling?year=2024\""]);
    assert!(!html.contains("払い戻される可能性があります"), "nothing is promised");
}

/// The newest year has the one before it at hand and not the one before that: it leads there.
#[test]
fn the_oldest_month_is_led_to() {
    let rows = vec![row((2026, 9), "医科外来", "乙医院", 10_000, 3_000)];
    let (html, _) = page(PATH, records(rows.clone(), None));
    assert_says(
        &html,
        PATH,
        &["2024年11月の分に払い戻しがあるとき、請求できるのは 2026年11月30日までです。", "2024年の計算を見る"],
    );
    let before = vec![row((2024, 3), "医科外来", "乙医院", 10_000, 3_000)];
    let (html, _) = page("/expenses/ceiling?year=2024", records(before, None));
    assert!(!html.contains("請求できるのは"), "on the page of that year there is nothing to lead to");
}
