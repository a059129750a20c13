//! Two days side by side.

use crate::domain::checkup::{Measurement, Value, Visit};
use crate::pages::fake_records::{FakeRecords, day};
use crate::pages::page_tests::{assert_says, page};

const PATH: &str = "/checkups/compare";

#[test]
fn the_newest_two_days_are_compared_in_words() {
    let (html, _) = page(PATH, FakeRecords::default());
    assert_says(
        &html,
        PATH,
        &[
            "2025年5月14日から 2026年5月14日で変わったこと",
            "2 mmHg 上がった",
            "0.2 ポイント 下がった",
            "変わらない",
            "href=\"/checkups/visits/2025-05-14\"",
            "action=\"/checkups/compare\"",
            "<option value=\"2025-05-14\" selected",
            "すぐに病気とは限りません",
        ],
    );
    for unsaid in ["選ばれた日の", "同じ日が"] {
        assert!(!html.contains(unsaid), "{unsaid}");
    }
}

#[test]
fn whichever_day_is_chosen_first_the_earlier_stands_first() {
    let (one, _) = page("/checkups/compare?a=2025-05-14&b=2026-05-14", FakeRecords::default());
    let (other, _) = page("/checkups/compare?a=2026-05-14&b=2025-05-14", FakeRecords::default());
    let table = |html: &str| html.split("検査の値").nth(1).map(str::to_owned).expect("a table");
    assert_eq!(table(&one), table(&other));
}

#[test]
fn days_that_are_none_and_one_day_twice_are_said() {
    for (query, words) in [
        ("?a=2020-01-01&b=2026-05-14", "選ばれた日の健診の記録がありません"),
        ("?a=&b=2026-05-14", "選ばれた日の健診の記録がありません"),
        ("?a=%3Cb%3E&b=%00", "選ばれた日の健診の記録がありません"),
        ("?a=2026-05-14&b=2026-05-14", "同じ日が2回"),
        ("?a=2025-05-14&b=2025-05-14", "同じ日が2回"),
    ] {
        let (html, frame) = page(&format!("{PATH}{query}"), FakeRecords::default());
        assert_eq!(frame.status.get(), 200);
        assert_says(&html, query, &[words, "2 mmHg 上がった"]);
    }
}

#[test]
fn other_methods_and_lists_are_not_compared() {
    let coded = |code: &str, list: &str, answer: &str| {
        let oid = format!("1.2.392.200119.6.{list}");
        Measurement::new(code, "", Value::Coded { code: answer.into(), oid, meaning: String::new() })
    };
    let percent = |code: &str, text: &str| {
        let number = text.parse().expect("a number");
        Measurement::new(code, "", Value::Quantity { text: text.into(), number, unit: "%".into(), bound: None })
    };
    let on = |year, results| Visit { results, ..Visit::new(day(year, 5, 14), "010") };
    let visits = vec![
        on(2023, vec![percent("3D046000001906202", "5.7"), coded("9N736000000000011", "2003", "2")]),
        on(2024, vec![percent("3D046000001920402", "5.5"), coded("9N736000000000011", "24060", "2")]),
    ];
    let (html, _) = page(PATH, FakeRecords { visits: Some(visits), ..FakeRecords::default() });
    assert_says(&html, PATH, &["測り方が違うので、くらべない", "答えの選び方が変わった", "以前は吸っていた"]);
}

#[test]
fn with_fewer_than_two_days_the_page_says_so() {
    let one = Visit::new(day(2026, 5, 14), "010");
    for visits in [vec![one.clone()], vec![one.clone(), one], Vec::new()] {
        let (html, _) = page(PATH, FakeRecords { visits: Some(visits), ..FakeRecords::default() });
        assert_says(&html, PATH, &["くらべられる健診が、まだありません", "href=\"/checkups\""]);
        assert!(!html.contains("<select"));
    }
}

#[test]
fn each_verdict_names_what_it_comes_from_and_two_kinds_are_said() {
    let ldl = |year, report: &str, text: &str, high: &str| {
        let number = text.parse().expect("a number");
        let value = Value::Quantity { text: text.into(), number, unit: "mg/dL".into(), bound: None };
        let end = crate::domain::checkup::End { text: high.into(), number: high.parse().expect("a number") };
        let range = Some(crate::domain::checkup::Range { low: None, high: Some(end) });
        let results = vec![Measurement { range, ..Measurement::new("3F077000002327101", "", value) }];
        Visit { report: Some(report.into()), results, ..Visit::new(day(year, 5, 14), "010") }
    };
    const OTHER: &str = "判定の比べ方は、2回で違います";
    for (report, said, other) in [("40", "この健診の範囲 139以下", true), ("10", "判定値 120未満", false)]
    {
        let visits = Some(vec![ldl(2022, "10", "126", "139"), ldl(2023, report, "131", "139")]);
        let (html, _) = page(PATH, FakeRecords { visits, ..FakeRecords::default() });
        assert_says(&html, report, &["判定値 120未満", said, "5 mg/dL 上がった"]);
        assert_eq!(html.contains(OTHER), other, "{report}");
    }
}
