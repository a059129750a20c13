//! Eligibility, checkups and drugs as tables for a spreadsheet program, in the manner of [`super::csv`].

use super::FileError;
use super::csv::plain_cell;
use crate::domain::checkup::answers::answer_words;
use crate::domain::checkup::{Bound, Value, Visit};
use crate::domain::eligibility::{Eligibility, card_class_label, share_words};
use crate::domain::medication::Dispensing;

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
const CHECKUP: [&str; 7] = ["受診日", "保険者", "健診を受けた所", "項目", "項目コード", "値", "単位"];
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

fn table<const N: usize>(
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

/// One row a result; the value as it was delivered.
///
/// # Errors
/// [`FileError::Table`] if the writer refuses, which memory never does.
pub fn checkup_csv(visits: &[Visit]) -> Result<Vec<u8>, FileError> {
    let rows = visits.iter().flat_map(|visit| {
        visit.results.iter().map(move |result| {
            let (value, unit) = shown(&result.value);
            [
                visit.date.to_string(),
                visit.insurer_name.clone().unwrap_or_default(),
                visit.facility_name.clone().unwrap_or_default(),
                result.name.clone(),
                result.code.clone(),
                value,
                unit,
            ]
        })
    });
    table(CHECKUP, rows)
}

fn shown(value: &Value) -> (String, String) {
    match value {
        Value::Quantity { text, unit, bound, .. } => {
            let bound = match bound {
                None => "",
                Some(Bound::AtMost) => "以下",
                Some(Bound::AtLeast) => "以上",
            };
            (format!("{text}{bound}"), unit.clone())
        }
        Value::Coded { code, oid, meaning } => (answer_words(oid, code, meaning), String::new()),
        Value::Text(text) => (text.clone(), String::new()),
        Value::NotDone => ("未実施".to_owned(), String::new()),
        Value::NotMeasurable => ("測定不可能".to_owned(), String::new()),
    }
}

/// One row a drug.
///
/// # Errors
/// [`FileError::Table`] if the writer refuses, which memory never does.
pub fn drug_csv(dispensings: &[Dispensing]) -> Result<Vec<u8>, FileError> {
    let rows = dispensings.iter().flat_map(|one| {
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
                drug.amount_words(),
                drug.code.clone(),
            ]
        })
    });
    table(DRUG, rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::checkup::Measurement;

    #[test]
    fn values_are_as_they_were_delivered_and_none_is_a_formula() {
        let result = |value| Measurement::new("9A751000000000001", "=項目", value);
        let number =
            |text: &str, bound| Value::Quantity { text: text.into(), number: 0.0, unit: "mg/dL".into(), bound };
        let visit = Visit {
            facility_name: Some("見本, 健診センター".into()),
            results: vec![
                result(number("5.50", None)),
                result(number("10", Some(Bound::AtMost))),
                result(Value::NotDone),
                result(Value::Coded { code: "1".into(), oid: "1.2.392.200119.6.2102".into(), meaning: "－".into() }),
            ],
            ..Visit::new(chrono::NaiveDate::from_ymd_opt(2026, 5, 14).expect("a day"), "010")
        };
        let written = String::from_utf8(checkup_csv(&[visit]).expect("written")).expect("UTF-8");
        let rows: Vec<&str> = written.lines().skip(1).collect();
        let start = "2026-05-14,,\"見本, 健診センター\",'=項目,9A751000000000001,";
        let values = ["5.50,mg/dL", "10以下,mg/dL", "未実施,", "陰性（－）,"];
        assert_eq!(rows, values.map(|value| format!("{start}{value}")));
    }
}
