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

/// Who, for comparing.
fn who(row: &Expense, mark: Option<NaiveDate>) -> String {
    match mark {
        Some(birth) => format!("{}#{birth}", fold(&row.patient)),
        None => fold(&row.patient),
    }
}

/// A row of a notice before anybody has said anything of it.
struct Slot {
    who: String,
    expense: Expense,
    source_kinds: Vec<Source>,
    /// The files and answers it stands in, by number.
    files: Vec<usize>,
}

/// Who, month, place, kind, share.
type Key = (String, YearMonth, String, String, Yen);
/// The same without the kind, which an insurer's file does not tell.
type ShortKey = (String, YearMonth, String, Yen);

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
    let mut slots = Slots::default();
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

#[derive(Default)]
struct Slots {
    all: Vec<Slot>,
    by_key: HashMap<Key, Vec<usize>>,
}

impl Slots {
    /// Rows of one source, which tells everything. The nth of equal rows is the nth of equal rows of any other source.
    fn add(&mut self, file: usize, source: &Source, person: &str, mark: Option<NaiveDate>, rows: &[Expense]) {
        let mut seen: HashMap<Key, usize> = HashMap::new();
        for row in rows {
            let row = named(row, person);
            let who = who(&row, mark);
            let key = (who.clone(), row.month, fold(&row.institution), row.kind.trim().to_owned(), row.counter_share);
            let nth = seen.entry(key.clone()).or_default();
            let places = self.by_key.entry(key).or_default();
            match places.get(*nth) {
                Some(place) => self.all[*place].stands_in(file, source),
                None => {
                    places.push(self.all.len());
                    self.all.push(Slot { who, expense: row, source_kinds: vec![source.clone()], files: vec![file] });
                }
            }
            *nth += 1;
        }
    }

    /// Rows of an insurer's file: it may put a month at one place into one sum.
    fn add_short(&mut self, file: usize, batch: &Batch) {
        let mut by_short: HashMap<ShortKey, Vec<usize>> = HashMap::new();
        let mut by_place: HashMap<(String, YearMonth, String), Vec<usize>> = HashMap::new();
        for (place, slot) in self.all.iter().enumerate() {
            let (who, where_) = (slot.who.clone(), fold(&slot.expense.institution));
            by_short
                .entry((who.clone(), slot.expense.month, where_.clone(), slot.expense.counter_share))
                .or_default()
                .push(place);
            by_place.entry((who, slot.expense.month, where_)).or_default().push(place);
        }
        let mut seen: HashMap<ShortKey, usize> = HashMap::new();
        for row in &batch.rows {
            let row = named(row, &batch.person);
            let key = (fold(&row.patient), row.month, fold(&row.institution), row.counter_share);
            let nth = seen.entry(key.clone()).or_default();
            if let Some(place) = by_short.get(&key).and_then(|places| places.get(*nth)) {
                self.all[*place].stands_in(file, &Source::Insurer);
                *nth += 1;
                continue;
            }
            *nth += 1;
            let (who, month, where_, share) = key;
            let together = by_place.get(&(who, month, where_)).map(Vec::as_slice).unwrap_or_default();
            let sum: Yen = together.iter().map(|place| self.all[*place].expense.counter_share).sum();
            if together.len() > 1 && sum == share {
                for place in together {
                    self.all[*place].stands_in(file, &Source::Insurer);
                }
            } else {
                self.all.push(Slot {
                    who: fold(&row.patient),
                    expense: row,
                    source_kinds: vec![Source::Insurer],
                    files: vec![file],
                });
            }
        }
    }

    fn rows(mut self) -> (Vec<Row>, Vec<Origin>) {
        order::sort_by(&mut self.all, |a, b| in_order(a).cmp(&in_order(b)));
        let mut nth: HashMap<ShortKey, usize> = HashMap::new();
        self.all
            .into_iter()
            .map(|slot| {
                let one = &slot.expense;
                let key = (slot.who.clone(), one.month, fold(&one.institution), one.counter_share);
                let count = nth.entry(key).or_default();
                let name = RowName::notified(&slot.who, one.month, &one.institution, one.counter_share, *count);
                *count += 1;
                let origin = Origin { who: slot.who.clone(), files: slot.files.clone() };
                (row_of_notice(slot, name), origin)
            })
            .unzip()
    }
}

impl Slot {
    fn stands_in(&mut self, file: usize, source: &Source) {
        if !self.files.contains(&file) {
            self.files.push(file);
        }
        if !self.source_kinds.contains(source) {
            self.source_kinds.push(source.clone());
        }
    }
}

fn in_order(slot: &Slot) -> (YearMonth, &str, &str, &str, Yen) {
    let one = &slot.expense;
    (one.month, &slot.who, &one.institution, &one.kind, one.counter_share)
}

/// A row with the name of the file's person where it has none of its own.
fn named(row: &Expense, person: &str) -> Expense {
    let mut row = row.clone();
    if row.patient.trim().is_empty() {
        row.patient = person.to_owned();
    }
    row
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
