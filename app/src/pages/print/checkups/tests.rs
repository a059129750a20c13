//! The sheet for the doctor.

use crate::domain::checkup::{Measurement, Value, Visit};
use crate::pages::fake_records::checkups::{coded, number};
use crate::pages::fake_records::{FakeRecords, day};
use crate::pages::page_tests::{assert_says, page};

const PATH: &str = "/print/checkups";

#[test]
fn the_newest_value_and_the_two_before_with_shape_and_word() {
    let visits = (2022..=2026).map(|year| Visit {
        facility_name: Some("見本健診センター".into()),
        results: vec![
            number("9A755000000000001", &(year - 1890).to_string(), "mm[Hg]"),
            number("9N001000000000001", "160.0", "cm"),
            number("9N006000000000001", "55.0", "kg"),
            coded("9N506000000000011", "3001", "2"),
            coded("9N701000000000011", "2003", "1"),
            coded("9N872000000000011", "18030", "1"),
            Measurement::new("9N511000000000049", "", Value::Text("経過をみてください".into())),
        ],
        ..Visit::new(day(year, 5, 14), "010")
    });
    let (html, _) = page(PATH, FakeRecords { visits: Some(visits.collect()), ..FakeRecords::default() });
    assert_says(
        &html,
        PATH,
        &[
            "医師に見せるためのまとめ",
            "1989年3月31日生まれ",
            "2024年5月14日",
            "2026年5月14日",
            "◇ </span>136</b> 少し高め",
            "130未満",
            "21.5（計算値）",
            "動機付け支援",
            "服薬1(血圧)：はい",
            "経過をみてください",
            "2026年11月22日に、健診の記録",
            "すぐに病気とは限りません",
        ],
    );
    assert!(!html.contains("2023年5月14日"), "three days, no more");
    assert!(!html.contains("咀嚼"), "what a doctor asks first, no more");
}

#[test]
fn without_records_there_is_no_sheet() {
    let (html, _) = page(PATH, FakeRecords { filled: false, ..FakeRecords::default() });
    assert_says(&html, PATH, &["健診の記録は、まだありません"]);
    assert!(!html.contains("<table"));
}
