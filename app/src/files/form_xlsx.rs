//! Writes 国税庁's 医療費集計フォーム Ver.3.1: same cells, texts, checks and limits, filled with a person's rows.
//!
//! It is a look-alike made from nothing: the tax office's own lock and its screenshots are not in it, and whether
//! the tax office's site accepts it is unverified. Names are always written as texts, never as formulas.

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{
    DataValidation, DataValidationRule, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, ProtectionOptions, Url, Workbook,
    Worksheet, XlsxError,
};

use crate::domain::money::Yen;
use crate::domain::tax::form::{APPLIES, Category, FormRow, MAX_AMOUNT, MAX_INSTITUTION, MAX_PERSON, MAX_ROWS};

use super::FileError;
use super::form_guide;
use super::form_layout::*;

/// Writes the form. `made_on` becomes the file's date, so that the same rows on the same day give the same bytes.
///
/// # Errors
/// [`FileError::TooManyRows`] past 995 rows; [`FileError::Sheet`] if the writer refuses.
pub fn write(rows: &[FormRow], made_on: NaiveDate) -> Result<Vec<u8>, FileError> {
    if rows.len() > MAX_ROWS {
        return Err(FileError::TooManyRows(rows.len()));
    }
    let mut book = Workbook::new();
    book.set_default_format(&base(), 19, 64)?;
    book.set_properties(&properties(made_on)?);
    let sheet = book.add_worksheet();
    sheet.set_name(ENTRY_SHEET)?;
    columns_and_print(sheet)?;
    head(sheet, rows)?;
    table_head(sheet)?;
    table(sheet, rows)?;
    checks(sheet)?;
    sheet.protect_with_options(&ProtectionOptions { sort: true, ..ProtectionOptions::new() });
    form_guide::fill(book.add_worksheet())?;
    Ok(book.save_to_buffer()?)
}

fn base() -> Format {
    Format::new().set_font_name(TYPEFACE).set_font_size(12).set_font_charset(128)
}

fn boxed() -> Format {
    base().set_border(FormatBorder::Thin)
}

fn properties(made_on: NaiveDate) -> Result<DocProperties, XlsxError> {
    let year = u16::try_from(made_on.year()).unwrap_or(1900);
    let midnight = ExcelDateTime::from_ymd(year, made_on.month() as u8, made_on.day() as u8)?;
    Ok(DocProperties::new().set_title(ENTRY_SHEET).set_subject(VERSION).set_author("健康手帳").set_creation_datetime(&midnight))
}

fn columns_and_print(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    for (column, width) in (0u16..).zip(WIDTHS) {
        sheet.set_column_width_pixels(column, width)?;
    }
    sheet.set_column_range_hidden(11, 16_383)?;
    sheet.set_row_hidden(7)?;
    sheet.hide_unused_rows(true);
    sheet.set_freeze_panes(8, 1)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    sheet.set_print_area(0, 0, 37, 9)?;
    sheet.set_repeat_rows(0, 6)?;
    Ok(())
}

/// Rows 1 to 5: version, sums, the way to the second sheet, the note on pay-outs.
fn head(sheet: &mut Worksheet, rows: &[FormRow]) -> Result<(), XlsxError> {
    let text = base();
    let cell = boxed().set_align(FormatAlign::VerticalCenter);
    let sum = cell.clone().set_num_format(SUM_FORMAT);
    sheet.write_string_with_format(0, 0, VERSION_TEXT, &base().set_bold().set_font_size(14))?;
    sheet.write_blank(1, 11, &text)?;
    sheet.write_string_with_format(1, 12, APPLIES, &text)?;
    sheet.merge_range(2, 0, 3, 0, "入力した合計金額", &cell.clone().set_text_wrap())?;
    for (row, label, column, total) in [
        (2, "支払った医療費の金額", 'H', rows.iter().map(|row| row.paid).sum::<Yen>()),
        (3, "左のうち、補填される金額", 'I', rows.iter().map(|row| row.reimbursed).sum::<Yen>()),
    ] {
        sheet.write_string_with_format(row, 1, label, &cell)?;
        let range = format!("{column}{}:{column}{}", FIRST_ROW + 1, LAST_ROW + 1);
        let shown = if total == Yen::ZERO { String::new() } else { total.0.to_string() };
        sheet.write_formula_with_format(row, 2, Formula::new(format!("=IF(0=SUM({range}),\"\",SUM({range}))")), &sum)?;
        sheet.set_formula_result(row, 2, shown);
    }
    sheet.write_string_with_format(2, 6, "●ご利用に当たって", &text)?;
    sheet.merge_range(3, 6, 3, 9, "", &text)?;
    let link = Url::new(format!("internal:'{GUIDE_SHEET}'!A1")).set_text("このファイルについて、読み込み方（2枚目のシート）");
    sheet.write_url_with_format(3, 6, link, &text)?;
    sheet.write_string_with_format(4, 0, "※「補填される金額」は、その医療費の「支払った医療費の金額」までを入れてください。余った分を、ほかの医療費から引く必要はありません。", &text)?;
    Ok(())
}

/// Rows 6 and 7; row 8 is hidden.
fn table_head(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let cell = boxed().set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter).set_text_wrap();
    sheet.merge_range(5, 0, 6, 0, "No", &cell)?;
    sheet.merge_range(5, 3, 5, 6, CATEGORY_HEADING, &cell)?;
    for (row, texts) in [(5, HEADINGS.as_slice()), (6, SUBHEADINGS.as_slice())] {
        for (column, text) in texts {
            sheet.write_string_with_format(row, *column, *text, &cell)?;
        }
    }
    Ok(())
}

/// Rows 9 to 1003: filled rows first, then empty ones to type into.
fn table(sheet: &mut Worksheet, rows: &[FormRow]) -> Result<(), XlsxError> {
    let number = boxed();
    let text = boxed().set_num_format("@").set_unlocked();
    let mark = text.clone().set_align(FormatAlign::Center);
    let amount = boxed().set_num_format(AMOUNT_FORMAT).set_unlocked();
    let day = text.clone().set_align(FormatAlign::Left);
    for (place, row) in (FIRST_ROW..=LAST_ROW).enumerate() {
        sheet.write_formula_with_format(row, 0, Formula::new("=ROW()-8").set_result((place + 1).to_string()), &number)?;
        let Some(filled) = rows.get(place) else {
            for (column, format) in [(1, &text), (2, &text), (3, &mark), (4, &mark), (5, &mark), (6, &mark), (7, &amount), (8, &amount), (9, &day)] {
                sheet.write_blank(row, column, format)?;
            }
            continue;
        };
        sheet.write_string_with_format(row, 1, &filled.person, &text)?;
        sheet.write_string_with_format(row, 2, &filled.institution, &text)?;
        for (column, category) in (3u16..).zip([Category::Treatment, Category::Medicine, Category::Care, Category::Other]) {
            if filled.category == category {
                sheet.write_string_with_format(row, column, APPLIES, &mark)?;
            } else {
                sheet.write_blank(row, column, &mark)?;
            }
        }
        sheet.write_number_with_format(row, 7, filled.paid.0 as f64, &amount)?;
        if filled.reimbursed == Yen::ZERO {
            sheet.write_blank(row, 8, &amount)?;
        } else {
            sheet.write_number_with_format(row, 8, filled.reimbursed.0 as f64, &amount)?;
        }
        sheet.write_blank(row, 9, &day)?;
    }
    Ok(())
}

/// What the form takes in each column, and what it says otherwise.
fn checks(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let check = || DataValidation::new().set_error_title(ERROR_TITLE)?.set_error_message(ERROR_TEXT);
    for (from, until, rule) in [
        (1, 1, check()?.allow_text_length(DataValidationRule::Between(0, MAX_PERSON as u32))),
        (2, 2, check()?.allow_text_length(DataValidationRule::Between(0, MAX_INSTITUTION as u32))),
        (3, 6, check()?.allow_list_formula(Formula::new("=$L$2:$M$2"))),
        (7, 8, check()?.allow_whole_number(DataValidationRule::Between(0, MAX_AMOUNT.0 as i32))),
    ] {
        sheet.add_data_validation(FIRST_ROW, from, LAST_ROW, until, &rule)?;
    }
    Ok(())
}

#[cfg(test)]
#[path = "form_xlsx_tests.rs"]
mod tests;
