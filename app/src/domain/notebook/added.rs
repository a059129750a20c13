//! Notebooks and drugs bought without prescription that a person adds to their record: whose they must be, and what is kept.

use std::collections::{BTreeMap, HashSet};
use std::hash::Hash;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::history::{otc_row, rows_of};
use super::{Memo, Notebook, Otc, Pharmacist, Remark, Volume, read};
use crate::domain::calendar::YearMonth;
use crate::domain::import::own_cp932;
use crate::domain::medication::{Dispensing, History, Span, YearCount, merge, newest_first, take_apart};
use crate::domain::name_match::{can_be_replaced, can_name};
use crate::domain::person::{Person, Sex};

/// Most notebooks that one person may add.
pub const MOST_BOOKS: usize = 100;

/// Most drugs bought without prescription.
pub const MOST_OTC: usize = 300;

/// Most bytes that all of it may take together.
pub const MOST_BYTES: usize = 2 << 20;

/// Why a notebook is not added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAdded {
    /// It does not say whose it is.
    #[error("お薬手帳に、だれのものか（氏名と生年月日）が書かれていないため、加えられません。")]
    NotNamed,
    /// It names another day of birth.
    #[error("お薬手帳に書かれた生年月日が、あなたの生年月日と違います。別の人のお薬なので、加えられません。")]
    OtherBirth,
    /// It names the other sex.
    #[error("お薬手帳に書かれた性別が、あなたの性別と違います。別の人のお薬かもしれないため、加えられません。")]
    OtherSex,
    /// It names somebody else.
    #[error("お薬手帳に書かれた氏名が、あなたの氏名と違います。別の人のお薬かもしれないため、加えられません。")]
    OtherName,
    /// A day is still to come.
    #[error("お薬手帳に、まだ来ていない日の調剤があります。データのまちがいかもしれないため、加えられません。")]
    InFuture,
    /// Nothing in it belongs to a history.
    #[error("このお薬手帳には、お薬の記録に加えられるもの（調剤、アレルギーなど、市販薬）がありません。")]
    NothingToAdd,
}

/// Whether a notebook is of this person: day of birth and name must be told and agree, the sex where both tell one.
///
/// # Errors
/// The reason why not.
pub fn is_of(book: &Notebook, person: &Person) -> Result<(), NotAdded> {
    let patient = book.patient.as_ref().filter(|patient| !patient.name.is_empty()).ok_or(NotAdded::NotNamed)?;
    let birth = patient.birth.ok_or(NotAdded::NotNamed)?;
    if birth != person.birth {
        return Err(NotAdded::OtherBirth);
    }
    if patient.sex.is_some_and(|sex| person.sex != Sex::Unspecified && sex != person.sex) {
        return Err(NotAdded::OtherSex);
    }
    let told = || [Some(&patient.name), patient.kana.as_ref()].into_iter().flatten();
    // Files have no place for some letters: 〓 may be any where birth and sex are told and agree.
    let sex_agrees = person.sex != Sex::Unspecified && patient.sex == Some(person.sex);
    let replaced = || sex_agrees && told().any(|name| can_be_replaced(name, &[&person.name, &person.kana]));
    if told().any(|name| can_name(name, person)) || replaced() { Ok(()) } else { Err(NotAdded::OtherName) }
}

/// Whether a notebook may be added to a person's record: it is of them ([`is_of`]), its days have come, and it tells something.
///
/// # Errors
/// The reason why not.
pub fn may_be_added(book: &Notebook, person: &Person, today: NaiveDate) -> Result<(), NotAdded> {
    is_of(book, person)?;
    if book.dispensings.iter().filter_map(|one| one.on).any(|day| day > today) {
        return Err(NotAdded::InFuture);
    }
    if rows_of(book, today).is_empty() && book.remarks.is_empty() && book.otc.is_empty() {
        return Err(NotAdded::NothingToAdd);
    }
    Ok(())
}

/// A notebook that was added: its text without whose it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddedBook {
    /// The day it was added.
    pub on: NaiveDate,
    text: String,
}

impl AddedBook {
    /// What stands in it. Every kept text was read once before it was kept.
    #[must_use]
    pub fn notebook(&self) -> Option<Notebook> {
        read(self.text.as_bytes(), own_cp932).ok()
    }

    /// The text, as [`Volume::nameless`] has it.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// A text that names it among a person's own.
    #[must_use]
    pub fn name(&self) -> String {
        format!("added notebook\0{}\0{}", self.on, self.text)
    }
}

/// A drug bought without prescription that was put down by hand or read from a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddedOtc {
    /// The day it was added.
    pub on: NaiveDate,
    /// The drug.
    pub otc: Otc,
}

impl AddedOtc {
    /// A text that names it among a person's own.
    #[must_use]
    pub fn name(&self) -> String {
        format!("added otc\0{}\0{}", self.on, serde_json::to_string(&self.otc).unwrap_or_default())
    }
}

/// All that a person has added.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddedDrugs {
    books: Vec<AddedBook>,
    otc: Vec<AddedOtc>,
}

/// What became of adding something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Adding {
    /// It is kept.
    Kept,
    /// It was kept already.
    Known,
    /// There is no room.
    Full,
}

/// What all added notebooks tell beside the dispensings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Allergies, side effects and the like, each once.
    pub remarks: Vec<Remark>,
    /// Drugs bought without prescription, each once.
    pub otc: Vec<Otc>,
    /// Notes.
    pub memos: Vec<Memo>,
    /// Pharmacists who look after the person.
    pub pharmacists: Vec<Pharmacist>,
}

impl AddedDrugs {
    /// Adds a notebook. One that is kept already is not kept twice, and one that a newer one repeats line for line makes
    /// room for it: apps write out all they have each time.
    pub fn add_book(&mut self, volume: &Volume, on: NaiveDate) -> Adding {
        let text = volume.nameless();
        if self.books.iter().any(|known| is_within(&text, &known.text)) {
            return Adding::Known;
        }
        let before = self.books.clone();
        self.books.retain(|known| !is_within(&known.text, &text));
        self.books.insert(0, AddedBook { on, text });
        if self.books.len() > MOST_BOOKS || self.bytes() > MOST_BYTES {
            self.books = before;
            return Adding::Full;
        }
        Adding::Kept
    }

    /// Adds a drug bought without prescription.
    pub fn add_otc(&mut self, otc: Otc, on: NaiveDate) -> Adding {
        if self.otc.iter().any(|known| known.otc == otc) {
            return Adding::Known;
        }
        if self.otc.len() >= MOST_OTC {
            return Adding::Full;
        }
        self.otc.insert(0, AddedOtc { on, otc });
        Adding::Kept
    }

    fn bytes(&self) -> usize {
        self.books.iter().map(|book| book.text.len()).sum()
    }

    /// Takes out the notebooks that are meant; how many there were.
    pub fn remove_books(&mut self, is_meant: impl Fn(&AddedBook) -> bool) -> usize {
        let before = self.books.len();
        self.books.retain(|one| !is_meant(one));
        before - self.books.len()
    }

    /// Takes out the drugs bought without prescription that are meant; how many there were.
    pub fn remove_otc(&mut self, is_meant: impl Fn(&AddedOtc) -> bool) -> usize {
        let before = self.otc.len();
        self.otc.retain(|one| !is_meant(one));
        before - self.otc.len()
    }

    /// The notebooks, the last added first.
    #[must_use]
    pub fn books(&self) -> &[AddedBook] {
        &self.books
    }

    /// The drugs bought without prescription that were put down one by one, the last added first.
    #[must_use]
    pub fn otc(&self) -> &[AddedOtc] {
        &self.otc
    }

    /// Whether nothing was added.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.books.is_empty() && self.otc.is_empty()
    }

    /// All rows for the history, newest first, each once: a dispensing of two notebooks as of the day it was first added.
    #[must_use]
    pub fn rows(&self) -> Vec<Dispensing> {
        let mut told: Vec<(Dispensing, Option<NaiveDate>)> = Vec::new();
        let mut take = |row: Dispensing| {
            let on = row.told_on;
            told.push((Dispensing { told_on: None, ..row }, on));
        };
        for (book, on) in self.notebooks() {
            rows_of(&book, on).into_iter().for_each(&mut take);
            book.otc.iter().map(|otc| otc_row(otc, on)).for_each(&mut take);
        }
        self.otc.iter().map(|one| otc_row(&one.otc, one.on)).for_each(&mut take);
        told.sort();
        told.dedup_by(|later, first| later.0 == first.0);
        let mut rows: Vec<Dispensing> = told.into_iter().map(|(row, told_on)| Dispensing { told_on, ..row }).collect();
        newest_first(&mut rows);
        rows
    }

    /// What is told beside the dispensings, each once, the last added first.
    #[must_use]
    pub fn told(&self) -> Told {
        let mut told = Told { otc: self.otc.iter().map(|one| one.otc.clone()).collect(), ..Told::default() };
        for (book, _) in self.notebooks() {
            told.remarks.extend(book.remarks);
            told.otc.extend(book.otc.into_iter().map(|otc| Otc { number: None, ..otc }));
            told.memos.extend(book.memos);
            told.pharmacists.extend(book.pharmacists);
        }
        Told {
            remarks: once(told.remarks),
            otc: once(told.otc),
            memos: once(told.memos),
            pharmacists: once(told.pharmacists),
        }
    }

    fn notebooks(&self) -> impl Iterator<Item = (Notebook, NaiveDate)> {
        self.books.iter().filter_map(|book| Some((book.notebook()?, book.on)))
    }

    /// The hub's history of a span and these beside it.
    #[must_use]
    pub fn beside(&self, mut hub: History, span: Span) -> History {
        if self.is_empty() {
            return hub;
        }
        let rows = self.rows();
        let counts = !hub.years.is_empty() || hub.rows.is_empty();
        hub.rows.extend(rows.iter().filter(|row| span.holds(row.sort_day())).cloned());
        take_apart(&mut hub.rows);
        newest_first(&mut hub.rows);
        if counts {
            hub.years = counted(&hub, &rows, span);
        }
        hub
    }
}

/// How many dispensings each year has: of the years that were read, as they stand merged; of the others the hub's number or
/// ours, whichever is more, because only reading them would tell which are the same.
fn counted(all: &History, added: &[Dispensing], span: Span) -> Vec<YearCount> {
    let year_of = |row: &Dispensing| YearMonth::of(row.sort_day()).year();
    let mut years: BTreeMap<i32, u32> = all.years.iter().map(|one| (one.year, one.count)).collect();
    let mut ours: BTreeMap<i32, u32> = BTreeMap::new();
    for line in merge(added) {
        *ours.entry(year_of(line.row)).or_default() += 1;
    }
    for (year, count) in ours {
        let known = years.entry(year).or_default();
        *known = (*known).max(count);
    }
    let mut read: BTreeMap<i32, u32> = BTreeMap::new();
    for line in merge(&all.rows) {
        *read.entry(year_of(line.row)).or_default() += 1;
    }
    for (year, count) in read {
        let whole = Span::year(year);
        if span.from <= whole.from && span.to >= whole.to {
            years.insert(year, count);
        }
    }
    years.into_iter().rev().map(|(year, count)| YearCount { year, count }).collect()
}

/// The items in their order, each once.
fn once<T: Clone + Eq + Hash>(all: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut seen = HashSet::new();
    all.into_iter().filter(|one| seen.insert(one.clone())).collect()
}

/// Whether each line of one text stands in the other, in the same order: the other was written later, with more in it.
fn is_within(one: &str, other: &str) -> bool {
    let mut others = other.lines();
    one.lines().skip(1).all(|line| others.any(|known| known == line))
}

#[cfg(test)]
mod tests;
