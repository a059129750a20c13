//! Fills the blank form (国税庁 医療費集計フォーム Ver.3.1) that a person brings: only the entry sheet changes, every other part of the
//! file stays byte for byte as it was, and so do protections, checks and everything else within the sheet.

mod container;
mod edit;

use super::form_layout::{ENTRY_SHEET, HEADINGS, SUBHEADINGS, VERSION_TEXT};
use super::form_xlsx::day_text;
use crate::domain::money::Yen;
use crate::domain::tax::form::{APPLIES, Category, FormRow, MAX_ROWS};
use container::Container;
use edit::{Edit, Sheet, Value};

/// Largest form taken, bytes. The published one is 0.4 MB.
pub const MAX_FORM: usize = 2 << 20;

/// Why a form is not filled. Nothing of it is kept, and the person's file stays as it is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PatchRefusal {
    /// No file, or an empty one.
    #[error("フォームのファイルが選ばれていないか、空でした。国税庁の「医療費集計フォーム」を選んでください。")]
    Empty,
    /// Beyond [`MAX_FORM`], or unpacking to far more than a form holds.
    #[error(
        "ファイルが大きすぎるため、安全のために開きませんでした。国税庁のホームページから受け取った「医療費集計フォーム」（入力前のもの）を選んでください。"
    )]
    TooLarge,
    /// No spreadsheet of this kind.
    #[error(
        "Excelのファイル（.xlsx）ではないか、途中で切れているため、開けませんでした。国税庁のホームページから、フォームをもう一度受け取ってください。"
    )]
    NotAWorkbook,
    /// A spreadsheet without the form's sheet.
    #[error("「医療費集計フォーム」という名前のシートがありません。国税庁の「医療費集計フォーム」を選んでください。")]
    NoSheet,
    /// The sheet, with something else where the form has its texts.
    #[error(
        "フォームの形が、このサイトの知っている「Ver.3.1」と違います（{0} に「{1}」がありません）。金額を違う欄に書かないよう、書き込みませんでした。下の「同じ形のファイル」を使うか、手で入力してください。"
    )]
    OtherForm(&'static str, &'static str),
    /// Something is typed in already.
    #[error("このフォームには、すでに入力があります（{0}行目）。入力のないフォームを選んでください。")]
    NotBlank(u32),
    /// More rows than the form holds.
    #[error("フォームに入るのは {MAX_ROWS}行までですが、{0}行ありました。")]
    TooManyRows(usize),
}

/// The cells that say that this is the form, and what must stand there.
fn marks() -> [(&'static str, &'static str); 7] {
    let of = |headings: &[(char, &'static str)], column: char| {
        headings.iter().find(|(known, _)| *known == column).map_or("", |(_, text)| text)
    };
    let (over, under) = (|column| of(&HEADINGS, column), |column| of(&SUBHEADINGS, column));
    [
        (TITLE_CELL, VERSION_TEXT),
        ("D7", under('D')),
        ("E7", under('E')),
        ("F7", under('F')),
        ("G7", under('G')),
        ("H6", over('H')),
        ("I6", over('I')),
    ]
}

/// The cell of title and version.
const TITLE_CELL: &str = "A1";

/// A text without blanks.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Columns of the categories.
const CATEGORIES: [(char, Category); 4] =
    [('D', Category::Treatment), ('E', Category::Medicine), ('F', Category::Care), ('G', Category::Other)];

/// The form with the rows in it.
///
/// # Errors
/// [`PatchRefusal`] with the reason, where the file is not the blank form.
pub fn fill(form: &[u8], rows: &[FormRow]) -> Result<Vec<u8>, PatchRefusal> {
    if form.is_empty() {
        return Err(PatchRefusal::Empty);
    }
    if form.len() > MAX_FORM {
        return Err(PatchRefusal::TooLarge);
    }
    if rows.len() > MAX_ROWS {
        return Err(PatchRefusal::TooManyRows(rows.len()));
    }
    let container = Container::open(form)?;
    let part = sheet_part(&container)?;
    let text = container.text(&part)?;
    let shared = match container.has("xl/sharedStrings.xml") {
        true => edit::shared_texts(&container.text("xl/sharedStrings.xml")?)?,
        false => Vec::new(),
    };
    let sheet = Sheet::read(&text)?;
    for (cell, wanted) in marks() {
        // Blanks and breaks of a line are nobody's mark. The title is the version too: "3.1" is not "3.10".
        let (found, mark) = (bare(&sheet.text(cell, &shared).unwrap_or_default()), bare(wanted));
        if !(if cell == TITLE_CELL { found == mark } else { found.starts_with(&mark) }) {
            return Err(PatchRefusal::OtherForm(cell, wanted));
        }
    }
    if let Some(row) = sheet.first_typed() {
        return Err(PatchRefusal::NotBlank(row));
    }
    let filled = sheet.with(&edits(rows))?;
    container.with(&part, filled.as_bytes())
}

/// What is written where.
fn edits(rows: &[FormRow]) -> Vec<Edit> {
    let mut edits = Vec::with_capacity(rows.len() * 6 + 2);
    let mut put = |row: u32, column: char, value: Value| edits.push(Edit { row, column, value });
    // What the two sums come to, for readers that do not work formulas out.
    put(3, 'C', Value::Result(rows.iter().map(|row| row.paid).sum()));
    put(4, 'C', Value::Result(rows.iter().map(|row| row.reimbursed).sum()));
    for (number, row) in (super::form_layout::FIRST_ROW..).zip(rows) {
        put(number, 'B', Value::Text(row.person.clone()));
        put(number, 'C', Value::Text(row.institution.clone()));
        for (column, category) in CATEGORIES {
            if row.category == category {
                put(number, column, Value::Text(APPLIES.to_owned()));
            }
        }
        put(number, 'H', Value::Number(row.paid.0));
        if row.reimbursed != Yen::ZERO {
            put(number, 'I', Value::Number(row.reimbursed.0));
        }
        if let Some(day) = row.paid_on {
            put(number, 'J', Value::Text(day_text(day)));
        }
    }
    edits
}

/// The part of the archive that holds the entry sheet, found as a spreadsheet program finds it.
fn sheet_part(container: &Container<'_>) -> Result<String, PatchRefusal> {
    let book = container.text("xl/workbook.xml")?;
    let links = container.text("xl/_rels/workbook.xml.rels")?;
    let link = edit::elements(&book, "sheet")?
        .into_iter()
        .find(|sheet| edit::attribute(sheet, "name").as_deref() == Some(ENTRY_SHEET))
        .and_then(|sheet| edit::attribute(&sheet, "id"))
        .ok_or(PatchRefusal::NoSheet)?;
    let target = edit::elements(&links, "Relationship")?
        .into_iter()
        .find(|known| edit::attribute(known, "Id").as_deref() == Some(link.as_str()))
        .and_then(|known| edit::attribute(&known, "Target"))
        .ok_or(PatchRefusal::NoSheet)?;
    Ok(match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => format!("xl/{target}"),
    })
}

#[cfg(test)]
mod tests;
