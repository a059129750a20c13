//! The decoder against files we write ourselves: round trips, refusals, warnings, and bytes nobody meant.

mod files;
mod households;
mod properties;

use encoding_rs::SHIFT_JIS;

use super::*;
use crate::domain::expense::book::gather::{Given, gather};
use crate::domain::expense::book::row::Row;
use crate::domain::expense::book::sample::today;
use crate::domain::expense::ledger::Sums;
use crate::domain::money::Yen;

/// What a written file looks like.
#[derive(Clone, Copy, Debug)]
struct Style {
    encoding: Encoding,
    newline: &'static str,
    blank_lines: bool,
    quote_all: bool,
}

const PLAIN: Style = Style { encoding: Encoding::Utf8, newline: "\r\n", blank_lines: true, quote_all: false };

/// The rows that the book of these files shows.
fn rows_of(files: &[ImportedFile]) -> Vec<Row> {
    let outcome = Outcome { files: files.to_vec(), ..Outcome::default() };
    let book = outcome.book(today()).expect("room");
    gather(Given { hub: None, book: &book, grants: &[] }).rows
}

/// Writes a file as マイナポータル does. Our own layout of synthetic data.
fn write(person: &str, rows: &[Expense], year: i32, stated: Sums, style: Style) -> Vec<u8> {
    let mut lines: Vec<Vec<String>> = Vec::new();
    let mut line = |fields: &[&str]| lines.push(fields.iter().map(|field| (*field).to_owned()).collect());
    line(&["わたしの情報"]);
    line(&["医療費通知情報"]);
    line(&[]);
    line(&["項目名", "内容"]);
    line(&["作成日", "2026年2月23日"]);
    line(&["資格情報"]);
    line(&["氏名カナ", "ミホン　タロウ"]);
    line(&["氏名", person]);
    line(&["生年月日", "1980年1月2日"]);
    line(&["性別", "男"]);
    line(&["年齢", "46歳"]);
    line(&["保険者等番号", "99887766"]);
    line(&["被保険者証等記号", "秘密記号"]);
    line(&["被保険者証等番号", "5554443"]);
    line(&["枝番", "77"]);
    line(&["医療費明細一覧の概要"]);
    line(&["一覧表示の範囲", &format!("{year}年12月まで")]);
    for heading in ["医療費の合計", "年間の合計"] {
        line(&[heading]);
        line(&["期間", &format!("{year}年1月～{year}年12月")]);
        line(&["医療費の総額（円）", &stated.total.grouped()]);
        line(&["保険者の負担額（円）", &stated.insurer_share.grouped()]);
        line(&["その他の公費の負担額（円）", &stated.public_share.grouped()]);
        line(&["窓口相当負担額（円）", &stated.counter_share.grouped()]);
    }
    line(&["医療費情報明細"]);
    for row in rows {
        line(&["診療年月", &row.month.to_string()]);
        line(&["診療区分", &row.kind]);
        if let Some(days) = row.days {
            line(&["日数", &days.to_string()]);
        }
        line(&["医療機関等名称", &row.institution]);
        line(&["医療費の総額（円）", &row.total.grouped()]);
        line(&["保険者の負担額（円）", &row.insurer_share.grouped()]);
        line(&["その他の公費の負担額（円）", &row.public_share.grouped()]);
        line(&["窓口相当負担額（円）", &row.counter_share.grouped()]);
        if style.blank_lines {
            line(&[]);
        }
    }
    line(&["保険者情報"]);
    line(&["保険者の名称", "見本健康保険組合"]);
    line(&["医療費情報明細の範囲", &format!("{year}年1月～{year}年12月")]);
    let quoted = |field: &String| {
        if style.quote_all || field.contains([',', '"']) {
            format!("\"{}\"", field.replace('"', "\"\""))
        } else {
            field.clone()
        }
    };
    let text: String =
        lines.iter().map(|fields| fields.iter().map(quoted).collect::<Vec<_>>().join(",") + style.newline).collect();
    match style.encoding {
        Encoding::Utf8 => text.into_bytes(),
        Encoding::Utf8Bom => ["\u{FEFF}".as_bytes(), text.as_bytes()].concat(),
        Encoding::Cp932 => {
            let (bytes, _, unmappable) = SHIFT_JIS.encode(&text);
            assert!(!unmappable, "the generator writes only what cp932 has");
            bytes.into_owned()
        }
    }
}

fn expense(person: &str, month: u32, kind: &str, institution: &str, share: i64) -> Expense {
    Expense {
        patient: person.into(),
        month: YearMonth::new(2025, month).expect("a month"),
        kind: kind.into(),
        days: Some(1),
        institution: institution.into(),
        total: Yen(share * 10 / 3),
        insurer_share: Yen(share * 10 / 3 - share),
        public_share: Yen::ZERO,
        counter_share: Yen(share),
    }
}

fn sample(person: &str) -> Vec<Expense> {
    vec![
        expense(person, 1, "医科外来", "見本内科クリニック", 5_950),
        expense(person, 1, "調剤", "見本薬局, 本店", 603),
        expense(person, 12, "歯科外来", "見本\"歯科\"", 1_230),
    ]
}

fn file_of(person: &str, rows: &[Expense]) -> Vec<u8> {
    write(person, rows, 2025, Sums::of(rows), PLAIN)
}
