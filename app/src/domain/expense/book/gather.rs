//! Puts what the hub tells and what is in the book together: each row once with all its sources, corrected as the person said,
//! and the rows of which they must say whether they are the same.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::row::{Correction, Notified, Parts, Row, RowName, fold};
use super::same::{self, Origin, Question};
use super::{Batch, Book, Source};
use crate::domain::calendar::YearMonth;
use crate::domain::expense::{Expense, ExpenseYear};
use crate::domain::money::Yen;
use crate::domain::name_memo::NameMemo;
use crate::domain::order;
use crate::domain::tax::form::category_of;

/// What the hub told of the person who looks.
#[derive(Clone, Debug, Default)]
pub struct Hub {
    /// Their name.
    pub person: String,
    /// Day of birth.
    pub birth: Option<NaiveDate>,
    /// The years that were asked for.
    pub years: Vec<ExpenseYear>,
}

/// What is put together.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// The hub's answer; nothing for somebody who has only files.
    pub hub: Option<&'a Hub>,
    /// The book.
    pub book: &'a Book,
    /// Names of the grants that stand now. What came under any other is not shown.
    pub grants: &'a [String],
}

/// Everything together, of all years.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gathered {
    /// Each row once, by month, person and place; rows without a month last.
    pub rows: Vec<Row>,
    /// Rows of which the person must say whether they are the same.
    pub questions: Vec<Question>,
    /// People whose grant no longer stands, so that their rows are not shown.
    pub withdrawn: Vec<String>,
}

impl Gathered {
    /// The rows that questions are about, and every row that waits for an answer: what is needed to ask.
    #[must_use]
    pub fn in_doubt(&self, questions: &[(usize, Question)]) -> Vec<Row> {
        let asked = |row: &Row| questions.iter().any(|(_, one)| one.one == row.name || one.other == row.name);
        self.rows.iter().filter(|row| row.waits_for.is_some() || asked(row)).cloned().collect()
    }

    /// The rows that are deducted in a year, or would be.
    #[must_use]
    pub fn of_year(&self, year: i32) -> Vec<&Row> {
        self.rows.iter().filter(|row| row.tax_year() == year).collect()
    }

    /// Years that have rows, newest first.
    #[must_use]
    pub fn years(&self) -> Vec<i32> {
        let mut years: Vec<i32> = self.rows.iter().map(Row::tax_year).collect();
        order::sort_by(&mut years, |a, b| b.cmp(a));
        years.dedup();
        years
    }

    /// Whether rows of people whose grant no longer stands are here all the same, because another source tells of them.
    #[must_use]
    pub fn still_told(&self) -> bool {
        let gone = |row: &Row| self.withdrawn.iter().any(|name| fold(name) == fold(&row.whose));
        self.rows.iter().any(|row| row.sources.contains(&Source::Hub) && gone(row))
    }

    /// The row of a name.
    #[must_use]
    pub fn row(&self, name: &RowName) -> Option<&Row> {
        self.rows.iter().find(|row| row.name == *name)
    }
}

/// Names that two people of different birth have: their rows are never one.
struct Namesakes(HashMap<String, Vec<NaiveDate>>);

impl Namesakes {
    fn of<'a>(hub: Option<&Hub>, batches: impl Iterator<Item = &'a Batch>) -> Self {
        let mut births: HashMap<String, Vec<NaiveDate>> = HashMap::new();
        let own = hub.map(|hub| (&hub.person, hub.birth));
        for (name, birth) in own.into_iter().chain(batches.map(|batch| (&batch.person, batch.birth))) {
            let known = births.entry(fold(name)).or_default();
            if let Some(birth) = birth.filter(|birth| !known.contains(birth)) {
                known.push(birth);
            }
        }
        births.retain(|_, births| births.len() > 1);
        Self(births)
    }

    /// What tells the person from others of the name; nothing where nobody else has it.
    fn mark(&self, name: &str, birth: Option<NaiveDate>) -> Option<NaiveDate> {
        birth.filter(|_| self.0.contains_key(&fold(name)))
    }
}

/// A row of a notice before anybody has said anything of it.
struct Slot {
    /// Who, by the number of their name, with the day of birth where somebody else has the name.
    who: usize,
    /// Somebody else has the name.
    marked: bool,
    /// Where, by the number of its name.
    place: usize,
    expense: Expense,
    source_kinds: Vec<Source>,
    /// The files and answers it stands in, by number.
    files: Vec<usize>,
}

/// Who, month, place, kind, share. Names by their numbers.
type Key = (usize, YearMonth, usize, usize, Yen);
/// The same without the kind, which an insurer's file does not tell.
type ShortKey = (usize, YearMonth, usize, Yen);

/// Puts everything together.
#[must_use]
pub fn gather(given: Given<'_>) -> Gathered {
    let stands = |batch: &&Batch| match &batch.source {
        Source::Grant(name) => given.grants.contains(name),
        _ => true,
    };
    let mut withdrawn: Vec<String> =
        given.book.batches.iter().filter(|batch| !stands(batch)).map(|batch| batch.person.clone()).collect();
    withdrawn.dedup();
    let batches = || given.book.batches.iter().filter(stands);
    let namesakes = Namesakes::of(given.hub, batches());
    let mut slots = Slots::new();
    if let Some(hub) = given.hub {
        for year in &hub.years {
            slots.add(0, &Source::Hub, &hub.person, namesakes.mark(&hub.person, hub.birth), &year.rows);
        }
    }
    // The hub's answers are one source, whatever year they are about.
    for (file, batch) in (1..).zip(batches()).filter(|(_, batch)| batch.source != Source::Insurer) {
        slots.add(file, &batch.source, &batch.person, namesakes.mark(&batch.person, batch.birth), &batch.rows);
    }
    for (file, batch) in (1..).zip(batches()).filter(|(_, batch)| batch.source == Source::Insurer) {
        slots.add_short(file, batch);
    }
    let (mut rows, mut origins) = slots.rows();
    rows.extend(given.book.typed.iter().map(row_of_typed));
    origins.resize_with(rows.len(), Origin::default);
    let questions = same::settle(&mut rows, &origins, &given.book.answers);
    let corrections: HashMap<&RowName, &Correction> =
        given.book.corrections.iter().map(|correction| (&correction.row, correction)).collect();
    for row in &mut rows {
        if let Some(correction) = corrections.get(&row.name) {
            apply(row, correction);
        }
    }
    order::sort_by(&mut rows, |a: &Row, b: &Row| {
        let key = |row: &Row| (row.treated.is_none(), row.treated, row.treated_on);
        key(a).cmp(&key(b)).then_with(|| (&a.whose, &a.place, &a.kind).cmp(&(&b.whose, &b.place, &b.kind)))
    });
    Gathered { rows, questions, withdrawn }
}

struct Slots {
    all: Vec<Slot>,
    by_key: HashMap<Key, Vec<usize>>,
    /// People and places.
    names: NameMemo,
    kinds: NameMemo,
}

impl Slots {
    fn new() -> Self {
        let kinds = NameMemo::by(|kind| kind.trim().to_owned());
        Self { all: Vec::new(), by_key: HashMap::new(), names: NameMemo::by(fold), kinds }
    }

    /// Who a row is of, for comparing.
    fn who(&mut self, patient: &str, mark: Option<NaiveDate>) -> usize {
        let name = self.names.number(patient);
        match mark {
            Some(birth) => self.names.number_of(format!("{}#{birth}", self.names.name(name))),
            None => name,
        }
    }

    /// Rows of one source, which tells everything. The nth of equal rows is the nth of equal rows of any other source.
    fn add(&mut self, file: usize, source: &Source, person: &str, mark: Option<NaiveDate>, rows: &[Expense]) {
        let mut seen: HashMap<Key, usize> = HashMap::new();
        for row in rows {
            let who = self.who(patient(row, person), mark);
            let (place, kind) = (self.names.number(&row.institution), self.kinds.number(&row.kind));
            let key = (who, row.month, place, kind, row.counter_share);
            let nth = seen.entry(key).or_default();
            let places = self.by_key.entry(key).or_default();
            match places.get(*nth) {
                Some(known) => self.all[*known].stands_in(file, source),
                None => {
                    places.push(self.all.len());
                    let marked = mark.is_some();
                    self.all.push(Slot::new(who, marked, place, named(row, person), source.clone(), file));
                }
            }
            *nth += 1;
        }
    }

    /// Rows of an insurer's file: it may put a month at one place into one sum.
    fn add_short(&mut self, file: usize, batch: &Batch) {
        let mut by_short: HashMap<ShortKey, Vec<usize>> = HashMap::new();
        let mut by_place: HashMap<(usize, YearMonth, usize), Vec<usize>> = HashMap::new();
        for (at, slot) in self.all.iter().enumerate() {
            let (who, month, place) = (slot.who, slot.expense.month, slot.place);
            by_short.entry((who, month, place, slot.expense.counter_share)).or_default().push(at);
            by_place.entry((who, month, place)).or_default().push(at);
        }
        let mut seen: HashMap<ShortKey, usize> = HashMap::new();
        for row in &batch.rows {
            let who = self.who(patient(row, &batch.person), None);
            let (month, place, share) = (row.month, self.names.number(&row.institution), row.counter_share);
            let key = (who, month, place, share);
            let nth = seen.entry(key).or_default();
            if let Some(known) = by_short.get(&key).and_then(|places| places.get(*nth)) {
                self.all[*known].stands_in(file, &Source::Insurer);
                *nth += 1;
                continue;
            }
            *nth += 1;
            let together = by_place.get(&(who, month, place)).map(Vec::as_slice).unwrap_or_default();
            let sum: Yen = together.iter().map(|at| self.all[*at].expense.counter_share).sum();
            if together.len() > 1 && sum == share {
                for at in together {
                    self.all[*at].stands_in(file, &Source::Insurer);
                }
            } else {
                let row = named(row, &batch.person);
                self.all.push(Slot::new(who, false, place, row, Source::Insurer, file));
            }
        }
    }

    fn rows(self) -> (Vec<Row>, Vec<Origin>) {
        let Self { mut all, mut names, .. } = self;
        order::sort_by(&mut all, |a, b| in_order(&names, a).cmp(&in_order(&names, b)));
        let mut nth: HashMap<ShortKey, usize> = HashMap::new();
        all.into_iter()
            .map(|mut slot| {
                let (month, share) = (slot.expense.month, slot.expense.counter_share);
                let count = nth.entry((slot.who, month, slot.place, share)).or_default();
                // Folded once more with its day of birth: so rows have always been called.
                let who = names.name(slot.who).to_owned();
                let who = names.number(&who);
                let name = RowName::notified(names.name(who), month, names.name(slot.place), share, *count);
                *count += 1;
                let files = std::mem::take(&mut slot.files);
                let origin = Origin { who: slot.who, marked: slot.marked, files };
                (row_of_notice(slot, name), origin)
            })
            .unzip()
    }
}

impl Slot {
    fn new(who: usize, marked: bool, place: usize, expense: Expense, source: Source, file: usize) -> Self {
        Self { who, marked, place, expense, source_kinds: vec![source], files: vec![file] }
    }

    fn stands_in(&mut self, file: usize, source: &Source) {
        if !self.files.contains(&file) {
            self.files.push(file);
        }
        if !self.source_kinds.contains(source) {
            self.source_kinds.push(source.clone());
        }
    }
}

fn in_order<'a>(names: &'a NameMemo, slot: &'a Slot) -> (YearMonth, &'a str, &'a str, &'a str, Yen) {
    let one = &slot.expense;
    (one.month, names.name(slot.who), &one.institution, &one.kind, one.counter_share)
}

/// Whose a row is: the file's person where it has no name of its own.
fn patient<'a>(row: &'a Expense, person: &'a str) -> &'a str {
    if row.patient.trim().is_empty() { person } else { &row.patient }
}

/// A row with the name of the file's person where it has none of its own.
fn named(row: &Expense, person: &str) -> Expense {
    Expense { patient: patient(row, person).to_owned(), ..row.clone() }
}

fn row_of_notice(slot: Slot, name: RowName) -> Row {
    let Slot { expense, source_kinds, .. } = slot;
    let short = source_kinds == [Source::Insurer];
    let (category, certainty) = category_of(&expense.kind);
    let parts = Parts { total: expense.total, insurer: expense.insurer_share, public: expense.public_share };
    Row {
        name,
        whose: expense.patient,
        year: expense.month.year(),
        treated: Some(expense.month),
        treated_on: None,
        paid_on: None,
        place: expense.institution,
        kind: expense.kind,
        typed: None,
        item: String::new(),
        category,
        certainty,
        notified: Some(Notified { share: expense.counter_share, parts: (!short).then_some(parts), days: expense.days }),
        told: None,
        reimbursed: Yen::ZERO,
        why: None,
        corrected: false,
        marked: false,
        receipt: false,
        left_out: false,
        waits_for: None,
        sources: source_kinds,
    }
}

fn row_of_typed(typed: &super::typed::Typed) -> Row {
    Row {
        name: RowName::typed(typed.number),
        whose: typed.whose.clone(),
        year: typed.year,
        treated: typed.on.map(YearMonth::of),
        treated_on: typed.on,
        paid_on: typed.paid_on,
        place: typed.place.clone(),
        kind: typed.kind.label().to_owned(),
        typed: Some(typed.kind),
        item: typed.item.clone(),
        category: typed.kind.category(),
        certainty: crate::domain::tax::form::Certainty::Certain,
        notified: None,
        told: typed.paid,
        reimbursed: typed.reimbursed,
        why: None,
        corrected: false,
        marked: typed.marked,
        receipt: typed.receipt,
        left_out: false,
        waits_for: None,
        sources: vec![typed.source.clone()],
    }
}

fn apply(row: &mut Row, correction: &Correction) {
    row.corrected = correction.says_something();
    row.told = correction.paid.or(row.told);
    if correction.reimbursed > Yen::ZERO {
        row.reimbursed = correction.reimbursed;
    }
    row.paid_on = correction.paid_on.or(row.paid_on);
    if let Some(category) = correction.category {
        row.category = category;
        row.certainty = crate::domain::tax::form::Certainty::Certain;
    }
    row.why = correction.why;
    row.left_out = correction.left_out;
}

#[cfg(test)]
mod tests;
