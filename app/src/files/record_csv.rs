//! Eligibility and drugs as tables for a spreadsheet program, in the manner of [`super::csv`]; checkups: [`super::checkup_csv`].

use super::FileError;
use super::csv::plain_cell;
use crate::domain::eligibility::{Eligibility, card_class_label, share_words};
use crate::domain::medication::{Dispensing, merge};

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
const DRUG: [&str; 10] = [
    "受け取った日",
    "月",
    "薬局・病院",
    "処方した所",
    "記録の出どころ",
    "お薬の名前",
    "成分",
    "飲み方・使い方",
    "量",
    "お薬コード",
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

/// One row a drug; of a dispensing that several sources tell, as the most settled has it.
///
/// # Errors
/// [`FileError::Table`] if the writer refuses, which memory never does.
pub fn drug_csv(dispensings: &[Dispensing]) -> Result<Vec<u8>, FileError> {
    let merged = merge(dispensings);
    let rows = merged.iter().map(|line| line.row).flat_map(|one| {
        one.drugs.iter().map(move |drug| {
            [
                one.dispensed_on.map(|day| day.to_string()).unwrap_or_default(),
                format!("{:04}-{:02}", one.month.year(), one.month.month()),
                one.dispenser.name.clone(),
                one.prescriber.as_ref().map(|place| place.name.clone()).unwrap_or_default(),
                one.source.label().to_owned(),
                drug.name.clone(),
                drug.ingredient.clone().unwrap_or_default(),
                drug.usage_words().unwrap_or_default(),
                drug.amount_words().unwrap_or_default(),
                drug.code.clone(),
            ]
        })
    });
    table(DRUG, rows)
}
