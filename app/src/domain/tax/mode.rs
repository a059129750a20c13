//! Which rows stand in the tax office's form: only those that no notice holds, or all of them. Never both ways at once, because
//! the tax office would count the notified ones twice.

use super::form::Entry;
use crate::domain::expense::book::row::Row;

/// The two exclusive ways to use the form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// A: マイナポータル連携, or the insurer's XML, brings the notified rows; the form holds only the others.
    #[default]
    WithNotice,
    /// B: nothing brings them; the form holds everything, and every receipt must be kept.
    WithoutNotice,
}

impl Mode {
    /// As forms write it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::WithNotice => "a",
            Self::WithoutNotice => "b",
        }
    }

    /// From a form's code; anything else is A, which never counts twice.
    #[must_use]
    pub fn from_code(code: &str) -> Self {
        if code == Self::WithoutNotice.code() { Self::WithoutNotice } else { Self::WithNotice }
    }

    /// Whether a row stands in the form. One that was paid in another year than it was treated in stands in no notice of its year.
    #[must_use]
    pub fn takes(self, row: &Row) -> bool {
        row.counts() && (self == Self::WithoutNotice || !row.is_in_own_notice())
    }
}

/// What the form holds of the rows of a year.
#[must_use]
pub fn entries<'a>(rows: &[&'a Row], mode: Mode) -> Vec<Entry<'a>> {
    rows.iter()
        .copied()
        .filter(|row| mode.takes(row))
        .map(|row| Entry {
            person: &row.whose,
            institution: &row.place,
            kind: &row.kind,
            category: row.category,
            certainty: row.certainty,
            paid: row.paid(),
            reimbursed: row.reimbursed,
            paid_on: row.paid_on,
        })
        .collect()
}

/// Notified rows of a year of treatment that are not filed as they are notified: with A they must be changed row by row on the tax
/// office's site as well (国税庁 確定申告書等作成コーナー よくある質問). One paid in another year is to be taken out there.
#[must_use]
pub fn to_correct_there<'a>(rows: &[&'a Row], year: i32) -> Vec<&'a Row> {
    rows.iter()
        .copied()
        .filter(|row| row.is_notified() && row.year == year && row.waits_for.is_none())
        .filter(|row| row.corrected || row.tax_year() != year)
        .filter(|row| {
            let notified = row.notified.map(|notified| notified.share);
            row.left_out || row.tax_year() != year || row.counted_back().0 > 0 || notified != Some(row.paid())
        })
        .collect()
}
