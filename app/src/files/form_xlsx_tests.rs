//! Opens the written form with a reader of another make and looks at what stands where.

use std::io::Cursor;

use calamine::{Data, Range, Reader, Xlsx};
use chrono::NaiveDate;

use super::*;
use crate::domain::tax::form::Certainty;
use crate::files::stamp::sample::{open as not_final, whole};

/// The whole form of mode B, as of a whole year.
fn write(rows: &[FormRow]) -> Result<Vec<u8>, FileError> {
    super::write(rows, Mode::WithoutNotice, &whole())
}

fn row(person: &str, institution: &str, category: Category, paid: i64, reimbursed: i64) -> FormRow {
    FormRow {
        person: person.to_owned(),
        institution: institution.to_owned(),
        category,
        certainty: Certainty::Certain,
        paid: Yen(paid),
        reimbursed: Yen(reimbursed),
        paid_on: None,
        source_rows: 1,
    }
}

fn open(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes)).expect("opens")
}

fn entry(bytes: Vec<u8>) -> Range<Data> {
    open(bytes).worksheet_range(ENTRY_SHEET).expect("the entry sheet")
}

fn cell(sheet: &Range<Data>, row: u32, column: u32) -> Data {
    sheet.get_value((row, column)).cloned().unwrap_or(Data::Empty)
}

fn text(value: &str) -> Data {
    Data::String(value.to_owned())
}

#[test]
fn fills_the_cells_of_the_form() {
    let rows = [
        row("番号　花子", "見本内科クリニック", Category::Treatment, 12_340, 0),
        row("番号　花子", "見本薬局", Category::Medicine, 1_203, 1_000),
    ];
    let bytes = write(&rows).expect("written");
    assert_eq!(open(bytes.clone()).sheet_names(), [ENTRY_SHEET, GUIDE_SHEET]);
    let sheet = entry(bytes.clone());
    for (at, expected) in [
        ((0, 0), text("医療費集計フォーム  Ver.3.1")),
        ((1, 12), text("該当する")),
        ((2, 0), text("入力した合計金額")),
        ((2, 1), text("支払った医療費の金額")),
        ((3, 1), text("左のうち、補填される金額")),
        ((2, 2), Data::Float(13_543.0)),
        ((3, 2), Data::Float(1_000.0)),
        ((2, 6), text("●ご利用に当たって")),
        ((5, 1), text("医療を受けた人")),
        ((6, 1), text("（全角10文字以内）")),
        ((5, 3), text("医療費の区分　※複数選択可")),
        ((6, 3), text("診療・治療")),
        ((6, 6), text("その他の医療費")),
        ((5, 9), text("支払年月日")),
        ((8, 0), Data::Float(1.0)),
        ((8, 1), text("番号　花子")),
        ((8, 2), text("見本内科クリニック")),
        ((8, 3), text("該当する")),
        ((8, 4), Data::Empty),
        ((8, 7), Data::Float(12_340.0)),
        ((8, 8), Data::Empty),
        ((8, 9), Data::Empty),
        ((9, 3), Data::Empty),
        ((9, 4), text("該当する")),
        ((9, 8), Data::Float(1_000.0)),
        ((9, 9), Data::Empty),
        ((1_002, 0), Data::Float(995.0)),
        ((1_002, 1), Data::Empty),
    ] {
        assert_eq!(cell(&sheet, at.0, at.1), expected, "{at:?}");
    }
    let formulas = open(bytes).worksheet_formula(ENTRY_SHEET).expect("formulas");
    for (at, expected) in [
        ((2, 2), "IF(0=SUM(H9:H1003),\"\",SUM(H9:H1003))"),
        ((3, 2), "IF(0=SUM(I9:I1003),\"\",SUM(I9:I1003))"),
        ((8, 0), "ROW()-8"),
        ((1_002, 0), "ROW()-8"),
    ] {
        assert_eq!(formulas.get_value(at).map(String::as_str), Some(expected), "{at:?}");
    }
}

#[test]
fn no_name_becomes_a_formula() {
    let hostile = ["=HYPERLINK(\"x\")", "+1", "-1", "@SUM(A1)", "\t=1", "<b>", "_x0041_"];
    let rows: Vec<FormRow> = hostile.iter().map(|name| row(name, name, Category::Other, 1, 0)).collect();
    let bytes = write(&rows).expect("written");
    let formulas = open(bytes.clone()).worksheet_formula(ENTRY_SHEET).expect("formulas");
    let sheet = entry(bytes);
    for (place, name) in (8u32..).zip(hostile) {
        for column in [1, 2] {
            assert_eq!(cell(&sheet, place, column), text(name));
            assert_eq!(formulas.get_value((place, column)).map_or("", String::as_str), "");
        }
    }
}

#[test]
fn holds_995_rows_and_no_more() {
    let full: Vec<FormRow> =
        (0..MAX_ROWS as i64).map(|n| row("番号　花子", "見本医院", Category::Treatment, n + 1, 0)).collect();
    let sheet = entry(write(&full).expect("written"));
    assert_eq!(cell(&sheet, 1_002, 7), Data::Float(995.0));
    assert_eq!(cell(&sheet, 2, 2), Data::Float((995 * 996 / 2) as f64));
    let over: Vec<FormRow> = full.iter().cloned().chain([full[0].clone()]).collect();
    assert!(matches!(write(&over), Err(FileError::TooManyRows(996))));
}

#[test]
fn an_empty_form_shows_no_sum() {
    let sheet = entry(write(&[]).expect("written"));
    for row in [2, 3] {
        assert!(matches!(cell(&sheet, row, 2), Data::Empty | Data::String(_)), "no number");
    }
}

#[test]
fn a_day_of_payment_stands_only_where_it_was_told_and_as_a_text() {
    let mut rows = [
        row("番号　花子", "見本薬局", Category::Medicine, 500, 0),
        row("番号　花子", "見本電鉄", Category::Other, 860, 0),
    ];
    rows[0].paid_on = NaiveDate::from_ymd_opt(2025, 6, 1);
    let sheet = entry(write(&rows).expect("written"));
    assert_eq!((cell(&sheet, 8, 9), cell(&sheet, 9, 9)), (text("2025/6/1"), Data::Empty));
}

#[test]
fn the_second_sheet_says_for_whom_the_file_is_and_what_is_missing() {
    let guide = |mode, stamp| {
        let bytes = super::write(&[], mode, &stamp).expect("written");
        let range = open(bytes).worksheet_range(GUIDE_SHEET).expect("the second sheet");
        range.rows().map(|row| row[0].to_string()).collect::<Vec<_>>().join("\n")
    };
    let (a, b) = (guide(Mode::WithNotice, whole()), guide(Mode::WithoutNotice, not_final()));
    assert!(a.contains("マイナポータル連携を使う人") && !a.contains("未確定"), "{a}");
    assert!(
        b.contains("マイナポータル連携を使わない人") && b.starts_with("【未確定】") && b.contains("見本 太郎：12月"),
        "{b}"
    );
}

#[test]
fn the_same_rows_give_the_same_bytes() {
    let rows = [row("番号　花子", "見本医院", Category::Care, 5, 0)];
    assert_eq!(write(&rows).expect("written"), write(&rows).expect("written"));
}
