//! How pages read: what comes first, what is said where there is nothing, and that nothing is said or asked twice.

use super::fake_records::FakeRecords;
use super::page_tests::{assert_says, page};

#[test]
fn a_page_without_records_says_why_and_leads_on() {
    let empty = || FakeRecords { filled: false, ..FakeRecords::default() };
    let cases: [(&str, &[&str], &[&str]); 5] = [
        ("/checkups", &["健診の記録は、まだありません", "数か月かかる", "href=\"/insurance\""], &["<table"]),
        (
            "/medications",
            &["2026年のお薬の記録は、ありません", "約1か月後に届きます", "/medications?year=2025"],
            &["role=\"search\"", "いま飲んでいる"],
        ),
        ("/medications?year=2021", &["2021年のお薬の記録は、ありません"], &["/medications?year=2020"]),
        ("/expenses", &["2026年に届いている医療費の記録はありません", "まだ届いていません"], &["class=\"bar", "0円"]),
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
