//! Writes 国税庁's 医療費集計フォーム Ver.3.1: same cells, texts, checks and limits, filled with a person's rows.
//!
//! It is a look-alike made from nothing: the tax office's passwords and screenshots are not in it, and whether the tax
//! office's site accepts it is unverified. Names are always written as texts, never as formulas.

use chrono::{Datelike, NaiveDate};

use crate::domain::money::Yen;
use crate::domain::tax::form::{APPLIES, Category, FormRow, MAX_AMOUNT, MAX_INSTITUTION, MAX_PERSON, MAX_ROWS};

use super::FileError;
use super::form_guide;
use super::form_layout::*;
use super::form_parts;
use super::form_style as style;
use super::sheet::{HEAD, MAIN, Row, Texts};
use super::stamp::Stamp;
use super::xml::escape;
use super::zip::Archive;
use crate::domain::tax::mode::Mode;

/// Writes the form. The stamp's day becomes the file's date, so that the same rows on the same day give the same bytes.
///
/// # Errors
/// [`FileError::TooManyRows`] past 995 rows.
pub fn write(rows: &[FormRow], mode: Mode, stamp: &Stamp) -> Result<Vec<u8>, FileError> {
    if rows.len() > MAX_ROWS {
        return Err(FileError::TooManyRows(rows.len()));
    }
    let mut texts = Texts::default();
    let entry = entry_sheet(rows, &mut texts);
    let guide = form_guide::xml(&mut texts, mode, stamp);
    let mut archive = Archive::default();
    for (name, content) in form_parts::frame(stamp.made_on) {
        archive.add(name, content.as_bytes());
    }
    for (name, content) in [
        ("xl/worksheets/sheet1.xml", entry),
        ("xl/worksheets/sheet2.xml", guide),
        ("xl/sharedStrings.xml", texts.xml()),
        ("xl/styles.xml", style::xml()),
    ] {
        archive.add(name, content.as_bytes());
    }
    Ok(archive.finish())
}

fn entry_sheet(rows: &[FormRow], texts: &mut Texts) -> String {
    let mut out = format!(
        "{HEAD}<worksheet xmlns=\"{MAIN}\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><dimension ref=\"A1:M{LAST_ROW}\"/>\
         <sheetViews><sheetView tabSelected=\"1\" workbookViewId=\"0\"><pane xSplit=\"1\" ySplit=\"8\" topLeftCell=\"B9\" activePane=\"bottomRight\" state=\"frozen\"/><selection pane=\"bottomRight\" activeCell=\"B9\" sqref=\"B9\"/></sheetView></sheetViews>\
         <sheetFormatPr defaultRowHeight=\"14.25\" zeroHeight=\"1\"/>"
    );
    out.push_str(&columns());
    out.push_str("<sheetData>");
    head(&mut out, texts, rows);
    table_head(&mut out, texts);
    table(&mut out, texts, rows);
    out.push_str("</sheetData><sheetProtection sheet=\"1\" objects=\"1\" scenarios=\"1\" sort=\"0\"/>");
    out.push_str("<mergeCells count=\"4\"><mergeCell ref=\"A3:A4\"/><mergeCell ref=\"A6:A7\"/><mergeCell ref=\"D6:G6\"/><mergeCell ref=\"G4:J4\"/></mergeCells>");
    out.push_str(&checks());
    out.push_str(&format!(
        "<hyperlinks><hyperlink ref=\"G4\" location=\"'{GUIDE_SHEET}'!A1\" display=\"{GUIDE_LINK}\"/></hyperlinks>"
    ));
    out + "<pageMargins left=\"0.5\" right=\"0.5\" top=\"0.5\" bottom=\"0.5\" header=\"0.3\" footer=\"0.3\"/><pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/></worksheet>"
}

fn columns() -> String {
    let shown: String = (1..)
        .zip(WIDTHS)
        .map(|(number, width)| format!("<col min=\"{number}\" max=\"{number}\" width=\"{width}\" customWidth=\"1\"/>"))
        .collect();
    format!("<cols>{shown}<col min=\"12\" max=\"16384\" width=\"0\" hidden=\"1\" customWidth=\"1\"/></cols>")
}

/// Rows 1 to 5: version, sums, the way to the second sheet, the note on pay-outs.
fn head(out: &mut String, texts: &mut Texts, rows: &[FormRow]) {
    let mut row = Row::begin(out, texts, 1, false);
    row.text('A', style::TITLE, VERSION_TEXT);
    row.end();
    let mut row = Row::begin(out, texts, 2, false);
    row.blank('L', style::PLAIN);
    row.text('M', style::PLAIN, APPLIES);
    row.end();
    let sum = |column: char| {
        let range = format!("{column}{FIRST_ROW}:{column}{LAST_ROW}");
        format!("IF(0=SUM({range}),\"\",SUM({range}))")
    };
    let result = |total: Yen| (total != Yen::ZERO).then_some(total.0);
    let mut row = Row::begin(out, texts, 3, false);
    row.text('A', style::LABEL, "入力した合計金額");
    row.text('B', style::LABEL, "支払った医療費の金額");
    row.formula('C', style::SUM, &sum('H'), result(rows.iter().map(|row| row.paid).sum()));
    row.text('G', style::PLAIN, "●ご利用に当たって");
    row.end();
    let mut row = Row::begin(out, texts, 4, false);
    row.blank('A', style::LABEL);
    row.text('B', style::LABEL, "左のうち、補填される金額");
    row.formula('C', style::SUM, &sum('I'), result(rows.iter().map(|row| row.reimbursed).sum()));
    row.text('G', style::PLAIN, GUIDE_LINK);
    for column in ['H', 'I', 'J'] {
        row.blank(column, style::PLAIN);
    }
    row.end();
    let mut row = Row::begin(out, texts, 5, false);
    row.text('A', style::PLAIN, NOTE);
    row.end();
}

/// Rows 6 and 7; row 8 is hidden.
fn table_head(out: &mut String, texts: &mut Texts) {
    let mut row = Row::begin(out, texts, 6, false);
    row.text('A', style::HEADING, "No");
    let (before, after) = HEADINGS.split_at(2);
    for (column, text) in before {
        row.text(*column, style::HEADING, text);
    }
    row.text('D', style::HEADING, CATEGORY_HEADING);
    for column in ['E', 'F', 'G'] {
        row.blank(column, style::HEADING);
    }
    for (column, text) in after {
        row.text(*column, style::HEADING, text);
    }
    row.end();
    let mut row = Row::begin(out, texts, 7, false);
    row.blank('A', style::HEADING);
    for (column, text) in SUBHEADINGS {
        row.text(column, style::HEADING, text);
    }
    row.end();
    Row::begin(out, texts, 8, true).end();
}

/// Columns D to G.
const CATEGORIES: [(char, Category); 4] =
    [('D', Category::Treatment), ('E', Category::Medicine), ('F', Category::Care), ('G', Category::Other)];

/// Rows 9 to 1003: filled rows first, then empty ones to type into.
fn table(out: &mut String, texts: &mut Texts, rows: &[FormRow]) {
    for (place, number) in (FIRST_ROW..=LAST_ROW).enumerate() {
        let filled = rows.get(place);
        let mut row = Row::begin(out, texts, number, false);
        row.formula('A', style::NUMBER, "ROW()-8", Some(i64::from(number - 8)));
        match filled {
            Some(filled) => {
                row.text('B', style::TEXT, &filled.person);
                row.text('C', style::TEXT, &filled.institution);
            }
            None => {
                row.blank('B', style::TEXT);
                row.blank('C', style::TEXT);
            }
        }
        for (column, category) in CATEGORIES {
            if filled.is_some_and(|filled| filled.category == category) {
                row.text(column, style::MARK, APPLIES)
            } else {
                row.blank(column, style::MARK)
            }
        }
        match filled {
            Some(filled) => row.number('H', style::AMOUNT, filled.paid.0),
            None => row.blank('H', style::AMOUNT),
        }
        match filled.map(|filled| filled.reimbursed).filter(|amount| *amount != Yen::ZERO) {
            Some(amount) => row.number('I', style::AMOUNT, amount.0),
            None => row.blank('I', style::AMOUNT),
        }
        match filled.and_then(|filled| filled.paid_on) {
            Some(day) => row.text('J', style::DAY, &day_text(day)),
            None => row.blank('J', style::DAY),
        }
        row.end();
    }
}

/// A day of payment as the text cell J holds it. No accepted way to write it is published (unverified); the cell may be left empty.
pub(super) fn day_text(day: NaiveDate) -> String {
    format!("{}/{}/{}", day.year(), day.month(), day.day())
}

/// What the form takes in each column, and what it says otherwise.
fn checks() -> String {
    let check = |kind: &str, from: char, until: char, rule: String| {
        format!(
            "<dataValidation type=\"{kind}\" allowBlank=\"1\" showInputMessage=\"1\" showErrorMessage=\"1\" errorTitle=\"{ERROR_TITLE}\" error=\"{ERROR_TEXT}\" sqref=\"{from}{FIRST_ROW}:{until}{LAST_ROW}\">{rule}</dataValidation>"
        )
    };
    let between = |most: i64| format!("<formula1>0</formula1><formula2>{most}</formula2>");
    let all = [
        check("textLength", 'B', 'B', between(MAX_PERSON as i64)),
        check("textLength", 'C', 'C', between(MAX_INSTITUTION as i64)),
        check("list", 'D', 'G', format!("<formula1>{}</formula1>", escape("$L$2:$M$2"))),
        check("whole", 'H', 'I', between(MAX_AMOUNT.0)),
    ];
    format!("<dataValidations count=\"{}\">{}</dataValidations>", all.len(), all.concat())
}

#[cfg(test)]
#[path = "form_xlsx_tests.rs"]
mod tests;
