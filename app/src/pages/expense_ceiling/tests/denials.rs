//! A refund is denied only where none can be: not where a record is hidden or missing, not where the family's bills wait for a
//! class, not where it can only no longer be claimed.

use super::*;
use crate::domain::eligibility::{Term, Validity};
use crate::language::{Language, localised_text};

const DENIED: [&str; 2] = ["払い戻しの見込みは見つかりませんでした", "払い戻しはありません"];

fn spouse(month: (i32, u32), total: i64, counter: i64) -> Expense {
    Expense { patient: "見本　美和".into(), ..row(month, "医科入院", "甲病院", total, counter) }
}

fn hidden(rows: Vec<Expense>) -> FakeRecords {
    let term = Term { from: day(2013, 4, 25), lost_on: None };
    let eligibility = EligibilityStatus { validity: Validity::Hidden, line: Vec::new(), hidden: vec![term] };
    FakeRecords { expense_rows: Some(rows), eligibility, ..FakeRecords::default() }
}

#[test]
fn an_insurer_that_is_not_known_denies_nothing() {
    let dialysis = vec![
        row((2026, 9), "医科外来", "見本腎クリニック", 386_500, 10_000),
        row((2026, 9), "調剤", "駅前薬局", 22_330, 6_700),
    ];
    let family = || vec![spouse((2026, 2), 318_700, 95_610)];
    let gap = {
        let mut records = hidden(family());
        records.eligibility.hidden.clear();
        records
    };
    let changed = {
        let mut records = FakeRecords { expense_rows: Some(family()), ..FakeRecords::default() };
        let line = &mut records.eligibility.line;
        (line[0].valid_from, line[1].lost_on) = (day(2026, 2, 10), Some(day(2026, 2, 10)));
        line[1].insurer_number = "138057".into();
        records
    };
    let by_self = "あなたは「私のものではない」と知らせて隠しています";
    let together = "この月の健康保険が分かると、合わせて払い戻しがあるかもしれません（世帯合算）";
    let waits = "2026年2月：払った額 0円、払い戻しの目安 まだ言えない（家族に 21,000円以上の支払いがあります）";
    for (what, records, said) in [
        ("hidden, the family", hidden(family()), &[by_self, "href=\"/me#hidden\"", together, waits][..]),
        (
            "hidden, dialysis",
            hidden(dialysis),
            &[by_self, "href=\"/me#hidden\"", "まだ言えない（0円〜6,700円）", "払った額がそのまま戻ります"],
        ),
        ("no record", gap, &["この月に加入していた健康保険の記録がありません", together, waits]),
        ("a change", changed, &["月の途中で保険者が変わっています", together, waits]),
    ] {
        let (html, _) = page(PATH, records);
        assert_says(&html, what, &["払い戻しがあるかどうか、まだ言えない月があります"]);
        assert_says(&html, what, said);
        assert!(!DENIED.iter().any(|words| html.contains(words)), "{what}: nothing is denied");
        assert!(!html.contains("name=\"class\""), "{what}: no class would help");
        assert_eq!(html.contains("/me#hidden"), what.starts_with("hidden"), "{what}");
    }
}

/// Before a class is told, the line of the month says why it waits.
#[test]
fn the_familys_bills_are_named_in_the_line_of_the_month() {
    let records =
        FakeRecords { expense_rows: Some(vec![spouse((2026, 2), 318_700, 95_610)]), ..FakeRecords::default() };
    let (html, _) = page(PATH, records.clone());
    let said = [
        "まだ計算できない月があります",
        "2026年2月：払った額 0円、払い戻しの目安 まだ言えない（家族に 21,000円以上の支払いがあります）",
        "所得の区分が分かると、合わせた計算ができるかもしれません（世帯合算）",
    ];
    assert_says(&html, PATH, &said);
    let mut told = records;
    told.classes.tell(2025, ClassCode::A03, false);
    // 95,610 − (80,100 + (318,700 − 267,000) × 1%) = 95,610 − 80,617.
    assert_says(&page(PATH, told).0, PATH, &["14,993円", "世帯合算の目安"]);
}

/// What was over the ceiling and can no longer be claimed is said so, above as below.
#[test]
fn what_has_lapsed_is_not_said_not_to_have_been() {
    let own = |year, month, counter| row((year, month), "医科入院", "甲病院", counter * 10 / 3, counter);
    let with = |rows, year| {
        let mut records = FakeRecords { expense_rows: Some(rows), ..FakeRecords::default() };
        records.classes.tell(year, ClassCode::A03, false);
        records
    };
    // 300,000 − (80,100 + (1,000,000 − 267,000) × 1%) = 212,570.
    for (what, path, records, said) in [
        (
            "all of it",
            "/expenses/ceiling?year=2023",
            with(vec![own(2023, 9, 300_000)], 2023),
            &[
                "2023年には限度額をこえた分が 212,570円 ありましたが、請求できる2年の期限が過ぎています（目安）",
                "加入していた健康保険に問い合わせてください",
                "212,570円（期限切れ）",
            ][..],
        ),
        (
            "part of it",
            "/expenses/ceiling?year=2024",
            with(vec![own(2024, 9, 300_000), own(2024, 12, 300_000)], 2024),
            &[
                "12月に限度額をこえた分、212,570円 が払い戻される可能性があります",
                "2024年には限度額をこえた分が 212,570円 ありましたが",
            ],
        ),
        // 30,000 + 150,000 − (80,100 + (600,000 − 267,000) × 1%) = 96,570, with the family alone.
        (
            "with the family",
            "/expenses/ceiling?year=2023",
            with(vec![own(2023, 9, 30_000), spouse((2023, 9), 500_000, 150_000)], 2023),
            &["2023年には家族の分と合わせて限度額をこえた月がありましたが", "96,570円"],
        ),
    ] {
        let (html, _) = page(path, records);
        assert_says(&html, what, said);
        assert!(!html.contains(DENIED[0]), "{what}");
    }
}

#[test]
fn these_words_are_said_in_english() {
    for words in [
        "まだ言えない（家族に 21,000円以上の支払いがあります）",
        "まだ言えない（家族の支払いがあります）",
        "少なくとも 26,448円（期限切れ）",
        "この月は、家族の支払いがあります。この月の健康保険が分かると、合わせて払い戻しがあるかもしれません（世帯合算）。",
        "この月は、家族に 21,000円以上の支払いがあります。所得の区分が分かると、合わせた計算ができるかもしれません（世帯合算）。",
        "2023年には限度額をこえた分が 少なくとも 212,570円 ありましたが、請求できる2年の期限が過ぎています（目安）。事情があるときは、加入していた健康保険に問い合わせてください。",
        "2024年11月の分（少なくとも 5,330円）を請求できるのは、2026年11月30日までです。",
        "2024年11月の分（家族と合わせて 5,330円）を請求できるのは、2026年11月30日までです。",
        "2024年11月の分に払い戻しがあるとき、請求できるのは 2026年11月30日までです。",
        "2024年11月の分は、所得の区分が分かると計算できます。請求できるのは、2026年11月30日までです。",
        "あなたに当てはまりそう：届いている2024年の医療費から、5,330円 が払い戻される可能性があります（目安）。2024年11月の分（5,330円）を請求できるのは、2026年11月30日までです。",
    ] {
        let english = localised_text(words, Language::English);
        assert!(!english.chars().any(|letter| ('\u{3040}'..='\u{9fff}').contains(&letter)), "{english}");
    }
}
