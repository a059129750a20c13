//! How pages read: what comes first, what is said where there is nothing, and that nothing is said or asked twice.

use super::fake_records::FakeRecords;
use super::page_tests::{assert_says, page};
use crate::domain::calendar::YearMonth;
use crate::domain::expense::Expense;
use crate::domain::money::Yen;

#[test]
fn a_page_without_records_says_why_and_leads_on() {
    let empty = || FakeRecords { filled: false, ..FakeRecords::default() };
    let cases: [(&str, &[&str], &[&str]); 6] = [
        ("/checkups", &["健診の記録は、まだありません", "数か月かかる", "href=\"/insurance\""], &["<table"]),
        (
            "/medications",
            &["2026年のお薬の記録は、ありません", "約1か月後に届きます", "/medications?year=2025"],
            &["role=\"search\"", "いま飲んでいる"],
        ),
        ("/medications?year=2021", &["2021年のお薬の記録は、ありません"], &["/medications?year=2020"]),
        (
            "/expenses",
            &["2026年に届いている医療費の記録はありません", "まだ届いていません", "領収書を書き足す"],
            &["class=\"bar", "0円", "class=\"cover\"", "href=\"/tax?year=", "id=\"keep\""],
        ),
        (
            "/expenses/rows",
            &["明細は、まだありません", "明細にない医療費を書き足す"],
            &["「直す」", "class=\"ledger", "#keep"],
        ),
        (
            "/tax",
            &["2026年の医療費の記録は、ありません", "翌々月10日ごろ", "href=\"/import\""],
            &["医療費控除額", "/tax/export", "name=\"income\""],
        ),
    ];
    for (path, said, unsaid) in cases {
        let (html, _) = page(path, empty());
        assert_says(&html, path, said);
        for words in unsaid {
            assert!(!html.contains(words), "{path} says {words}");
        }
    }
}

#[test]
fn the_drugs_of_today_come_first_and_the_year_is_chosen_once() {
    let (html, _) = page("/medications", FakeRecords::default());
    assert_says(
        &html,
        "/medications",
        &[
            "いま飲んでいる（とみられる）お薬",
            "12月8日ごろまで",
            "受け取った日に日数を足し",
            "1日に1錠、28日分",
            "<details open",
        ],
    );
    let at = |words: &str| html.find(words).expect(words);
    assert!(at("とみられる") < at("年を選ぶ") && at("年を選ぶ") < at("<details open"));
    assert_eq!(html.matches("?year=2025").count(), 1, "one way to last year");
    assert!(!html.contains("<select id=\"place\""), "two places of one visit are no choice");
    let (html, _) = page("/medications?q=見本錠Ａ&year=2026", FakeRecords::default());
    assert_says(&html, "?q=", &["が 1回分（お薬 1件）ありました", "<details open", "year=2025&amp;q=%E8%A6%8B"]);
    assert!(!html.contains("見本錠Ｂ") && !html.contains("とみられる"));
}

#[test]
fn answers_are_said_in_words_and_stand_open_where_no_chart_can_be_drawn() {
    let (html, _) = page("/checkups/items/urine-protein", FakeRecords::default());
    assert_says(&html, "urine-protein", &["陰性（－）", "<details open", "<h1>尿蛋白（尿たんぱく）"]);
    let (html, _) = page("/checkups", FakeRecords::default());
    assert_says(
        &html,
        "/checkups",
        &["href=\"#blood-pressure\"", "id=\"blood-pressure\"", "href=\"#urine\"", "範囲の外 "],
    );
}

#[test]
fn the_tax_page_has_one_quiet_word_of_care() {
    let (html, _) = page("/tax?year=2026", FakeRecords::default());
    assert_says(&html, "/tax", &["未確定", "まだ確かめられていません"]);
    let loud = html.matches("class=\"banner").count() + html.matches("class=\"note").count();
    assert_eq!((loud, html.matches("class=\"note").count()), (1, 1));
}

#[test]
fn a_year_of_expenses_says_the_sum_and_what_to_do_before_its_long_parts_which_are_folded() {
    let (html, _) = page("/expenses", FakeRecords::default());
    let at = |words: &str| html.find(words).unwrap_or_else(|| panic!("{words} is not there"));
    let order = [
        "class=\"total num\"",
        "未確定",
        "月ごとの自己負担",
        "年分の確定申告の準備をする",
        "明細を直す・書き足す",
        "年の高額療養費の目安を見る",
        "病院・薬局ごと",
        "id=\"rows\"",
        "前の年とくらべる",
        "届いている月（人ごと）",
    ];
    for pair in order.windows(2) {
        assert!(at(pair[0]) < at(pair[1]), "{pair:?}");
    }
    assert_eq!(html.matches("class=\"btn\"").count(), 1, "one thing stands out");
    for folded in ["明細（4件）", "前の年とくらべる", "届いている月（人ごと）"] {
        assert!(html.contains(&format!("<summary><h2>{folded}</h2>")), "{folded}");
    }
    assert!(
        !html.contains("受けた人ごと") && !html.contains("id=\"keep\""),
        "of one person, with nothing of their own"
    );
    // The made-up records have the same rows every year, and this one has come until September.
    assert_says(
        &html,
        "/expenses",
        &["1月〜9月どうしでくらべると、2025年は", "（同じ額です）", "2026年の10月〜12月は"],
    );
    for unsaid in ["！ ファイルにない", "手 手入力だけ", "届いた額"] {
        assert!(!html.contains(unsaid), "{unsaid}");
    }
    let (html, _) = page("/expenses/rows", FakeRecords::default());
    let named = html.matches("直す<span class=\"vh\">：2026年").count();
    assert_eq!(named, 4, "each row's link says which row it is");
    assert!(!html.contains("窓口では10円単位で払うため"), "no row has a fraction of ten yen");
    let records = FakeRecords {
        expense_rows: Some(vec![expense(1, 1_785), expense(2, 603), expense(12, 0)]),
        ..FakeRecords::default()
    };
    let (html, _) = page("/expenses/rows", records);
    assert_eq!(html.matches("窓口では10円単位で払うため").count(), 1, "said once for all rows");
}

fn expense(month: u32, share: i64) -> Expense {
    Expense {
        patient: String::new(),
        month: YearMonth::new(2026, month).expect("a month"),
        kind: "医科外来".into(),
        days: Some(1),
        institution: "見本内科クリニック".into(),
        total: Yen(share * 10 / 3),
        insurer_share: Yen(share * 7 / 3),
        public_share: Yen::ZERO,
        counter_share: Yen(share),
    }
}
