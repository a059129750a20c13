//! Eligibility as a table for a spreadsheet program, in the manner of [`super::csv`]; checkups: [`super::checkup_csv`], drugs:
//! [`super::drug_csv`].

use super::FileError;
use super::csv::plain_cell;
use crate::domain::eligibility::{Eligibility, card_class_label, share_words};

const ELIGIBILITY: [&str; 10] = [
    "保険者の名前",
    "保険者番号",
    "記号",
    "番号",
    "枝番",
    "本人・家族",
    "資格の区分",
    "資格を得た日",
    "資格を失った日",
    "窓口で払う割合",
];
/// A table with its mark, headings and rows; no cell can be taken for a formula.
pub(super) fn table<const N: usize>(
    headings: [&str; N],
    rows: impl IntoIterator<Item = [String; N]>,
) -> Result<Vec<u8>, FileError> {
    let mut out = "\u{feff}".as_bytes().to_vec();
    {
        let mut writer = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(&mut out);
        writer.write_record(headings)?;
        for row in rows {
            writer.write_record(row.map(|cell| plain_cell(&cell)))?;
        }
        writer.flush().map_err(::csv::Error::from)?;
    }
    Ok(out)
}

/// Eligibilities in the order given.
///
/// # Errors
/// [`FileError::Table`] if the writer refuses, which memory never does.
pub fn eligibility_csv(line: &[Eligibility]) -> Result<Vec<u8>, FileError> {
    let told = |text: &Option<String>| text.clone().unwrap_or_default();
    table(
        ELIGIBILITY,
        line.iter().map(|one| {
            [
                one.insurer_name.clone(),
                one.insurer_number.clone(),
                told(&one.symbol),
                told(&one.number),
                told(&one.branch),
                one.relation.label().to_owned(),
                card_class_label(&one.card_class).to_owned(),
                one.valid_from.to_string(),
                one.lost_on.map(|day| day.to_string()).unwrap_or_default(),
                share_words(one.share_percent),
            ]
        }),
    )
}
