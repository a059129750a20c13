//! The household's book of a year's expenses: what a person brought in files, typed, corrected and answered, beside what the hub
//! tells. Pure data; it is kept or carried by whoever the person wishes.
//!
//! `row` is one line of it with all its sources, `gather` puts the sources together, `coverage` says which months are there.

pub mod against;
pub mod change;
mod compact;
pub mod coverage;
pub mod file;
pub mod gather;
pub mod hint;
mod reading;
pub mod row;
mod same;
pub mod summary;
pub mod typed;
pub mod year;

#[cfg(test)]
pub(crate) mod sample;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use self::row::{Correction, RowName};
pub use self::same::{Alike, Question};
use self::typed::Typed;
use super::Expense;
use crate::domain::calendar::{YearMonth, written};
use crate::domain::money::Yen;
use crate::domain::tax::income::Income;

/// Rows of all batches together: as many as are read from files at once.
pub const MAX_ROWS: usize = 20_000;
/// Batches.
pub const MAX_BATCHES: usize = 60;
/// Typed rows.
pub const MAX_TYPED: usize = 1_000;
/// Corrections, and answers.
pub const MAX_NOTES: usize = 2_000;
/// Characters of a name.
pub const MAX_NAME: usize = 200;
/// Days of treatment in a row, a month's at most by rights.
pub const MAX_DAYS: u32 = 366;
/// Highest amount of a row: nine digits, as the tax office's form holds.
pub const MAX_AMOUNT: Yen = Yen(999_999_999);

/// Where a row comes from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// The hub's 医療費通知情報.
    Hub,
    /// The same of somebody else, under their grant: its name at the hub.
    Grant(String),
    /// A CSV file of マイナポータル.
    Mynaportal,
    /// An insurer's 医療費通知 as XML (TEG700).
    Insurer,
    /// Drugs without prescription in a medication notebook (お薬手帳).
    Notebook,
    /// Typed in by the person.
    Typed,
}

impl Source {
    /// In words.
    #[must_use]
    pub const fn label(&self) -> &'static str {
        match self {
            Self::Hub => "医療費通知情報",
            Self::Grant(_) => "医療費通知情報（代理）",
            Self::Mynaportal => "マイナポータルのCSV",
            Self::Insurer => "保険者のXML",
            Self::Notebook => "お薬手帳",
            Self::Typed => "手入力",
        }
    }

    /// Whether its rows stand in a notice that the tax office gets by itself or as a signed file.
    #[must_use]
    pub const fn is_notice(&self) -> bool {
        matches!(self, Self::Hub | Self::Grant(_) | Self::Mynaportal | Self::Insurer)
    }
}

/// What one file or one look under a grant brought, of one person. An insurer's file may name several people in its rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Batch {
    /// Where it comes from.
    pub source: Source,
    /// Name of the file; empty for a grant.
    pub file_name: String,
    /// The person it is about; empty where only its rows say.
    pub person: String,
    /// Their day of birth, where told.
    #[serde(with = "written::option")]
    pub birth: Option<NaiveDate>,
    /// First and last month that it covers, where told.
    pub covers: Option<(YearMonth, YearMonth)>,
    /// Its rows do not reach the file's own total, or some could not be read: rows may be missing.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub short: bool,
    /// The rows. An insurer's file tells neither kind nor whole cost: those are empty there.
    #[serde(with = "compact")]
    pub rows: Vec<Expense>,
}

/// Answer to whether two rows are the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// The row that stays.
    pub one: RowName,
    /// The row that is asked about.
    pub other: RowName,
    /// They are the same.
    pub same: bool,
}

/// Income of somebody of the household, kept only on their wish.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptIncome {
    /// Tax year.
    pub year: i32,
    /// Name.
    pub name: String,
    /// Income.
    pub income: Income,
    /// Other deductions.
    pub deductions: Option<Yen>,
}

/// The book.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Book {
    /// What files and grants brought.
    pub batches: Vec<Batch>,
    /// What was typed in.
    pub typed: Vec<Typed>,
    /// Corrections of rows.
    pub corrections: Vec<Correction>,
    /// Answers about doubtful rows.
    pub answers: Vec<Answered>,
    /// Incomes, on wish.
    #[serde(default)]
    pub incomes: Vec<KeptIncome>,
    /// Number of the next typed row.
    next: u32,
}

/// The book holds as much as it can; nothing was added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Full {
    /// Rows from files.
    #[error(
        "読み込んだ明細が多すぎます（全部で {MAX_ROWS}件まで）。使わない年や人のファイルを外してから、もう一度お試しください。"
    )]
    Rows,
    /// Typed rows.
    #[error("書き足せるのは {MAX_TYPED}件までです。同じ病院や交通費は、1年分をまとめて1行にできます。")]
    Typed,
    /// Corrections or answers.
    #[error("直せるのは {MAX_NOTES}件までです。")]
    Notes,
}

impl Book {
    /// Whether nothing is in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self { next: self.next, ..Self::default() }
    }

    /// The newest year that anything in it belongs to.
    #[must_use]
    pub fn newest_year(&self) -> Option<i32> {
        let noticed = self.batches.iter().flat_map(|batch| batch.rows.iter().map(|row| row.month.year()));
        let typed = self.typed.iter().map(|typed| typed.paid_on.map_or(typed.year, |day| day.year()));
        noticed.chain(typed).max()
    }

    /// Adds what a file brought. The same content again is not added twice; `false` then.
    ///
    /// # Errors
    /// [`Full::Rows`] where it does not fit.
    pub fn add_batch(&mut self, batch: Batch) -> Result<bool, Full> {
        let again = |known: &Batch| {
            known.source == batch.source
                && known.person == batch.person
                && known.birth == batch.birth
                && known.covers == batch.covers
                && known.rows == batch.rows
        };
        if self.batches.iter().any(again) {
            return Ok(false);
        }
        if let Source::Grant(_) = batch.source {
            // A newer look under the same grant takes the place of the one before, for the months it covers.
            self.batches.retain(|known| known.source != batch.source || known.covers != batch.covers);
        }
        let rows: usize = self.batches.iter().map(|known| known.rows.len()).sum();
        if self.batches.len() >= MAX_BATCHES || rows + batch.rows.len() > MAX_ROWS {
            return Err(Full::Rows);
        }
        self.batches.push(batch);
        Ok(true)
    }

    /// Adds a typed row, or puts it in the place of the one of the same number; its number.
    ///
    /// # Errors
    /// [`Full::Typed`] where it does not fit.
    pub fn put_typed(&mut self, mut typed: Typed, number: Option<u32>) -> Result<u32, Full> {
        if let Some(known) = number.and_then(|number| self.typed.iter_mut().find(|known| known.number == number)) {
            typed.number = known.number;
            *known = typed;
            return Ok(known.number);
        }
        if self.typed.len() >= MAX_TYPED {
            return Err(Full::Typed);
        }
        typed.number = self.next;
        self.next = self.next.saturating_add(1);
        self.typed.push(typed);
        Ok(self.next - 1)
    }

    /// Takes a typed row out, with what was noted about it.
    pub fn remove_typed(&mut self, number: u32) {
        let name = RowName::typed(number);
        self.typed.retain(|known| known.number != number);
        self.corrections.retain(|known| known.row != name);
        self.answers.retain(|known| known.one != name && known.other != name);
    }

    /// Notes a correction in the place of any earlier one of the same row.
    ///
    /// # Errors
    /// [`Full::Notes`] where it does not fit.
    pub fn correct(&mut self, correction: Correction) -> Result<(), Full> {
        self.corrections.retain(|known| known.row != correction.row);
        if self.corrections.len() >= MAX_NOTES {
            return Err(Full::Notes);
        }
        self.corrections.push(correction);
        Ok(())
    }

    /// Takes a correction back.
    pub fn uncorrect(&mut self, row: &RowName) {
        self.corrections.retain(|known| known.row != *row);
    }

    /// Notes an answer in the place of any earlier one about the same two.
    ///
    /// # Errors
    /// [`Full::Notes`] where it does not fit.
    pub fn answer(&mut self, answered: Answered) -> Result<(), Full> {
        self.answers.retain(|known| (&known.one, &known.other) != (&answered.one, &answered.other));
        if self.answers.len() >= MAX_NOTES {
            return Err(Full::Notes);
        }
        self.answers.push(answered);
        Ok(())
    }

    /// Keeps an income in the place of any earlier one of the same person and year.
    pub fn keep_income(&mut self, kept: KeptIncome) {
        self.incomes.retain(|known| (known.year, &known.name) != (kept.year, &kept.name));
        if self.incomes.len() < MAX_BATCHES {
            self.incomes.push(kept);
        }
    }

    /// Puts another book's content beside what is here: what is already here is not doubled, and where both correct the same row
    /// the other one counts, because it was brought last. How many typed rows were new.
    ///
    /// # Errors
    /// [`Full`] where it does not fit; nothing is changed then.
    pub fn take_in(&mut self, other: Self) -> Result<usize, Full> {
        let mut together = self.clone();
        let mut renamed: Vec<(RowName, RowName)> = Vec::new();
        let mut new = 0;
        for batch in other.batches {
            together.add_batch(batch)?;
        }
        for typed in other.typed {
            let before = RowName::typed(typed.number);
            let known = self.typed.iter().find(|known| known.is_like(&typed)).map(|known| known.number);
            let number = match known {
                Some(number) => number,
                None => {
                    new += 1;
                    together.put_typed(typed, None)?
                }
            };
            renamed.push((before, RowName::typed(number)));
        }
        let now = |name: &RowName| {
            renamed.iter().find(|(before, _)| before == name).map_or_else(|| name.clone(), |(_, now)| now.clone())
        };
        for correction in other.corrections {
            together.correct(Correction { row: now(&correction.row), ..correction })?;
        }
        for answered in other.answers {
            let (one, other) = (now(&answered.one), now(&answered.other));
            together.answer(Answered { one, other, ..answered })?;
        }
        for income in other.incomes {
            together.keep_income(income);
        }
        *self = together;
        Ok(new)
    }
}

#[cfg(test)]
mod tests;
