//! The sheet for the doctor.

use crate::domain::checkup::{Measurement, Value, Visit};
use crate::pages::fake_records::checkups::{coded, number, within};
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
fn a_value_in_another_unit_than_its_rows_brings_its_own() {
    let visit = |year, results| Visit { results, ..Visit::new(day(year, 5, 14), "010") };
    let visits = vec![
        visit(2026, vec![number("3D046000001920402", "55", "mmol/mol"), number("9N006000000000001", "65000", "g")]),
        visit(2025, vec![number("3D046000001920402", "5.5", "%"), number("9N006000000000001", "65.0", "kg")]),
    ];
    let (html, _) = page(PATH, FakeRecords { visits: Some(visits), ..FakeRecords::default() });
    assert_says(&html, PATH, &["<small>%</small>", "<td>55 mmol/mol", "<td>5.5", "<td>65000 g"]);
}

#[test]
fn without_records_there_is_no_sheet() {
    let (html, _) = page(PATH, FakeRecords { filled: false, ..FakeRecords::default() });
    assert_says(&html, PATH, &["健診の記録は、まだありません"]);
    assert!(!html.contains("<table"));
}

#[test]
fn a_mark_says_by_what_a_value_lies_outside_and_other_tests_outside_stand_there_too() {
    const A1C: &str = "3D046000001920402";
    let dock = Visit {
        report: Some("40".into()),
        results: vec![
            within(number(A1C, "6.6", "%"), "4.6", "6.9"),
            within(number("3D010000001927201", "95", "mg/dL"), "60", "90"),
            within(number("3F077000002327101", "145", "mg/dL"), "70", "139"),
            within(number("5D305000002399811", "25.0", "ng/mL"), "0", "4.0"),
            within(number("3F050000002327101", "200", "mg/dL"), "142", "219"),
            number("9Z900000000000001", "21.8", "%"),
        ],
        ..Visit::new(day(2026, 11, 1), "040")
    };
    let may = Visit { results: vec![number(A1C, "5.9", "%")], ..Visit::new(day(2026, 5, 14), "010") };
    let (html, _) = page(PATH, FakeRecords { visits: Some(vec![may, dock]), ..FakeRecords::default() });
    assert_says(
        &html,
        PATH,
        &[
            "◇ </span>6.6</b> 紙では範囲内、判定値では高め",
            "5.6未満、紙 4.6〜6.9",
            "◇ </span>5.9</b> 少し高め",
            "□ </span>95</b> 範囲より高い",
            "◇ □ </span>145</b> 高め、範囲より高い",
            "PSA",
            "□ </span>25.0</b> 範囲より高い",
            "□ は、結果の紙にある範囲の外",
            "このほかの検査 2項目 は",
        ],
    );
    assert!(!html.contains("21.8"));
}

#[test]
fn what_small_visits_push_off_the_table_is_named_below_it() {
    let of = |month, on, results| Visit { results, ..Visit::new(day(2026, month, on), "010") };
    let mut visits = vec![
        of(9, 1, vec![number("3B090000002327101", "150", "U/L"), number("3D046000001920402", "5.0", "%")]),
        of(9, 8, vec![number("9A755000000000001", "120", "mm[Hg]")]),
        of(9, 15, vec![number("9A755000000000001", "121", "mm[Hg]")]),
        of(9, 22, vec![number("9A755000000000001", "122", "mm[Hg]")]),
    ];
    let html = |visits: &[Visit]| page(PATH, FakeRecords { visits: Some(visits.to_vec()), ..FakeRecords::default() }).0;
    let said = html(&visits);
    assert_says(
        &said,
        PATH,
        &["健診の記録は、全部で 4回 あります", "受診をすすめる値のもの：γ-GT 150 U/L（2026年9月1日）。"],
    );
    // Named by a column: nothing is left unsaid.
    visits[3].results.push(number("3B090000002327101", "40", "U/L"));
    assert!(!html(&visits).contains("受診をすすめる値のもの"));
    assert!(!html(&visits[1..]).contains("全部で"), "three have a column each");
}

#[test]
fn of_many_other_tests_outside_a_part_stands_there_and_the_rest_is_counted() {
    let other = |place| within(number(&format!("9Z9{place:02}0000000000001"), "25.0", "mg/dL"), "0", "4.0");
    let dock = Visit {
        report: Some("40".into()),
        results: (0..14).map(other).collect(),
        ..Visit::new(day(2026, 11, 1), "040")
    };
    let (html, _) = page(PATH, FakeRecords { visits: Some(vec![dock]), ..FakeRecords::default() });
    assert_eq!(html.matches("□ </span>25.0").count(), 10);
    assert_says(&html, PATH, &["紙の範囲の外の検査は、ほかに 4項目 あります"]);
}
