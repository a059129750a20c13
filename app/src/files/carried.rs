//! Rows that travel through a page and back, for a browser without JavaScript: the server keeps nothing between the two.
//!
//! What comes back may have been changed on the way. It is read as strictly as a file from a stranger.

use serde::{Deserialize, Serialize};

use crate::domain::calendar::YearMonth;
use crate::domain::expense::Expense;
use crate::domain::import::MAX_ROWS;
use crate::domain::money::Yen;

/// Largest form that carries rows back, bytes: all the rows that are read at once, with names of usual length.
pub const MAX_SENT: usize = 8 << 20;
/// Characters of a name.
const MAX_NAME: usize = 200;
/// Days of treatment in a month, generously.
const MAX_DAYS: u32 = 366;
/// Highest amount, either sign: as high as a file may hold, low enough for every sum.
const MAX_AMOUNT: i64 = 999_999_999_999;

/// Patient, month as `YYYYMM`, kind, days, institution, and the four amounts. A plain sequence, because it travels twice.
#[derive(Serialize, Deserialize)]
struct Row(String, u32, String, Option<u32>, String, i64, i64, i64, i64);

/// Why rows are not taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CarriedError {
    /// Not what [`pack`] writes.
    #[error("not the rows of this page")]
    Unreadable,
    /// Too many rows.
    #[error("more than {MAX_ROWS} rows")]
    TooMany,
    /// A name, month or amount beyond what a file may hold.
    #[error("a value out of range")]
    OutOfRange,
}

/// Rows as one text. Empty if the writer refuses, which it does not for these types.
#[must_use]
pub fn pack(rows: &[Expense]) -> String {
    let rows: Vec<Row> = rows
        .iter()
        .map(|row| {
            let month = u32::try_from(row.month.year()).unwrap_or_default() * 100 + row.month.month();
            let days = row.days.filter(|days| *days <= MAX_DAYS);
            Row(
                plain(&row.patient),
                month,
                plain(&row.kind),
                days,
                plain(&row.institution),
                row.total.0,
                row.insurer_share.0,
                row.public_share.0,
                row.counter_share.0,
            )
        })
        .collect();
    serde_json::to_string(&rows).unwrap_or_default()
}

/// Whether a packed text fits the form that carries it: a form writes each byte beyond letters and digits as three.
#[must_use]
pub fn fits(packed: &str) -> bool {
    let written: usize = packed.bytes().map(|byte| if byte.is_ascii_alphanumeric() { 1 } else { 3 }).sum();
    written + 100 <= MAX_SENT
}

/// A name as it may come back: a line break or tab inside it becomes a blank.
fn plain(name: &str) -> String {
    name.chars().take(MAX_NAME).map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// The rows of a text.
///
/// # Errors
/// [`CarriedError`] for anything that [`pack`] would not have written from a file.
pub fn unpack(text: &str) -> Result<Vec<Expense>, CarriedError> {
    let rows: Vec<Row> = serde_json::from_str(text).map_err(|_| CarriedError::Unreadable)?;
    if rows.len() > MAX_ROWS {
        return Err(CarriedError::TooMany);
    }
    rows.into_iter().map(expense).collect()
}

fn expense(row: Row) -> Result<Expense, CarriedError> {
    let Row(patient, month, kind, days, institution, total, insurer, public, counter) = row;
    let named = [&patient, &kind, &institution]
        .into_iter()
        .all(|name| name.chars().count() <= MAX_NAME && !name.chars().any(char::is_control));
    let counted =
        [total, insurer, public, counter].into_iter().all(|amount| (-MAX_AMOUNT..=MAX_AMOUNT).contains(&amount));
    let month = (190_001..=220_012)
        .contains(&month)
        .then(|| YearMonth::new(i32::try_from(month / 100).ok()?, month % 100))
        .flatten();
    match month {
        Some(month) if named && counted && days.is_none_or(|days| days <= MAX_DAYS) => Ok(Expense {
            patient,
            month,
            kind,
            days,
            institution,
            total: Yen(total),
            insurer_share: Yen(insurer),
            public_share: Yen(public),
            counter_share: Yen(counter),
        }),
        _ => Err(CarriedError::OutOfRange),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(institution: &str, counter: i64) -> Expense {
        Expense {
            patient: "見本 太郎".to_owned(),
            month: YearMonth::new(2025, 12).expect("a month"),
            kind: "調剤".to_owned(),
            days: None,
            institution: institution.to_owned(),
            total: Yen(counter),
            insurer_share: Yen(0),
            public_share: Yen(0),
            counter_share: Yen(counter),
        }
    }

    #[test]
    fn rows_come_back_as_they_went() {
        let rows = vec![row("見本\"薬局\"<script>", 1_203), row("", -5)];
        assert_eq!(unpack(&pack(&rows)), Ok(rows));
        assert_eq!(unpack(&pack(&[])), Ok(Vec::new()));
    }

    #[test]
    fn whatever_a_file_held_can_come_back() {
        let odd = row(&format!("二行の\n名前{}", "あ".repeat(300)), 1);
        let back = unpack(&pack(&[Expense { days: Some(9_999), ..odd }])).expect("readable");
        assert!(back[0].institution.starts_with("二行の 名前"));
        assert_eq!(back[0].days, None);
    }

    #[test]
    fn what_was_changed_on_the_way_is_refused() {
        use CarriedError::{OutOfRange, Unreadable};
        for (given, why) in [
            ("", Unreadable),
            ("{}", Unreadable),
            ("[[1]]", Unreadable),
            ("[[\"a\",202512,\"調剤\",1,\"b\",1,1,1,1.5]]", Unreadable),
            ("[[\"a\",202512,\"調剤\",-1,\"b\",1,1,1,1]]", Unreadable),
            ("[[\"a\",202513,\"調剤\",1,\"b\",1,1,1,1]]", OutOfRange),
            ("[[\"a\",12,\"調剤\",1,\"b\",1,1,1,1]]", OutOfRange),
            ("[[\"a\",202512,\"調剤\",999,\"b\",1,1,1,1]]", OutOfRange),
            ("[[\"a\",202512,\"調剤\",1,\"b\\u0000\",1,1,1,1]]", OutOfRange),
            ("[[\"a\",202512,\"調剤\",1,\"b\",1,1,1,9223372036854775807]]", OutOfRange),
        ] {
            assert_eq!(unpack(given), Err(why), "{given}");
        }
        let long = format!("[[\"{}\",202512,\"調剤\",1,\"b\",1,1,1,1]]", "あ".repeat(MAX_NAME + 1));
        assert_eq!(unpack(&long), Err(OutOfRange));
        assert_eq!(unpack(&pack(&vec![row("a", 1); MAX_ROWS + 1])), Err(CarriedError::TooMany));
    }
}
