//! The expenses as a table for a spreadsheet program: UTF-8 with a byte order mark, CRLF, one row an expense.
//!
//! Names come from other people's systems: a cell that a spreadsheet could take for a formula is made plain text.

use crate::domain::expense::Expense;

use super::FileError;

/// Headings, in the order of the columns.
const HEADINGS: [&str; 9] = [
    "医療を受けた人",
    "診療年月",
    "診療区分",
    "日数",
    "病院・薬局などの名称",
    "医療費の総額（円）",
    "保険者の負担額（円）",
    "その他の公費の負担額（円）",
    "窓口相当負担額（円）",
];

/// Beginnings that spreadsheet programs read as a formula, half and full width.
const FORMULA_STARTS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\0', '＝', '＋', '－', '＠'];

/// A text that no spreadsheet program takes for a formula: a leading apostrophe where it could.
#[must_use]
pub fn plain_cell(text: &str) -> String {
    if text.starts_with(FORMULA_STARTS) { format!("'{text}") } else { text.to_owned() }
}

/// Writes the expenses in the order given.
///
/// # Errors
/// [`FileError::Table`] if the writer refuses, which memory never does.
pub fn write_expenses(rows: &[Expense]) -> Result<Vec<u8>, FileError> {
    let mut out = "\u{feff}".as_bytes().to_vec();
    {
        let mut writer = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(&mut out);
        writer.write_record(HEADINGS)?;
        for row in rows {
            writer.write_record([
                plain_cell(&row.patient),
                format!("{:04}-{:02}", row.month.year(), row.month.month()),
                plain_cell(&row.kind),
                row.days.map(|days| days.to_string()).unwrap_or_default(),
                plain_cell(&row.institution),
                row.total.0.to_string(),
                row.insurer_share.0.to_string(),
                row.public_share.0.to_string(),
                row.counter_share.0.to_string(),
            ])?;
        }
        writer.flush().map_err(::csv::Error::from)?;
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::calendar::YearMonth;
    use crate::domain::money::Yen;

    fn expense(patient: &str, institution: &str, counter: i64) -> Expense {
        Expense {
            patient: patient.to_owned(),
            month: YearMonth::new(2026, 3).expect("a month"),
            kind: "医科外来".to_owned(),
            days: Some(2),
            institution: institution.to_owned(),
            total: Yen(counter * 10 / 3),
            insurer_share: Yen(0),
            public_share: Yen(0),
            counter_share: Yen(counter),
        }
    }

    #[test]
    fn guards_cells_that_look_like_formulas() {
        for (given, written) in [
            ("=1+1", "'=1+1"),
            ("+81", "'+81"),
            ("-5", "'-5"),
            ("@x", "'@x"),
            ("\tx", "'\tx"),
            ("\rx", "'\rx"),
            ("＝x", "'＝x"),
            ("＋x", "'＋x"),
            ("－x", "'－x"),
            ("＠x", "'＠x"),
            ("見本=薬局", "見本=薬局"),
            ("", ""),
        ] {
            assert_eq!(plain_cell(given), written);
        }
    }

    #[test]
    fn writes_mark_headings_and_line_ends() {
        let bytes = write_expenses(&[expense("番号 花子", "見本, 内科\"本院\"", 1_200)]).expect("written");
        let text = String::from_utf8(bytes).expect("UTF-8");
        let expected = format!(
            "\u{feff}{}\r\n番号 花子,2026-03,医科外来,2,\"見本, 内科\"\"本院\"\"\",4000,0,0,1200\r\n",
            HEADINGS.join(",")
        );
        assert_eq!(text, expected);
    }

    proptest! {
        #[test]
        fn any_name_comes_back_and_none_is_a_formula(patient in ".*", institution in ".*", counter in -1_000_000i64..1_000_000) {
            let bytes = write_expenses(&[expense(&patient, &institution, counter)]).expect("written");
            let mut reader = ::csv::ReaderBuilder::new().from_reader(&bytes[3..]);
            let record = reader.records().next().expect("one row").expect("readable");
            for (column, given) in [(0, &patient), (4, &institution)] {
                prop_assert!(!record[column].starts_with(FORMULA_STARTS));
                prop_assert!(&record[column] == given.as_str() || record[column].strip_prefix('\'') == Some(given.as_str()));
            }
            prop_assert_eq!(record[8].parse::<i64>().expect("a number"), counter);
        }
    }
}
