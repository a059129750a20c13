//! Which months are there, for each person of the household: arrived, not yet, none. And whether a year may still grow.

use chrono::NaiveDate;

use super::gather::{Gathered, Given};
use super::row::{Row, fold};
use super::{Batch, Source};
use crate::domain::calendar::YearMonth;
use crate::domain::expense::ledger::{arrival_day, first_kept_month, newest_month_by};
use crate::domain::money::Yen;
use crate::domain::name_memo::NameMemo;

/// Day from which a year counts as whole: about 9 February of the next year, when December has arrived everywhere.
#[must_use]
pub fn settled_on(year: i32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year.checked_add(1)?, 2, 9)
}

/// Where a month of a person stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// There, with rows.
    Arrived,
    /// There, and nothing was paid.
    None,
    /// Not there yet.
    NotYet {
        /// Day from which it can be there.
        expected: NaiveDate,
    },
    /// It should be there by now, but no source of this person covers it.
    NotCovered,
    /// Before notices were kept (September 2021).
    NotKept,
    /// Nothing but typed rows is known of this person.
    TypedOnly,
}

/// A month of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PersonMonth {
    /// Month of treatment.
    pub month: YearMonth,
    /// Where it stands.
    pub status: Status,
    /// Rows of notices.
    pub rows: usize,
    /// What was paid in them and in typed rows of this month.
    pub paid: Yen,
}

/// The twelve months of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonYear {
    /// Name.
    pub name: String,
    /// Birth, where told.
    pub birth: Option<NaiveDate>,
    /// Where their rows come from, each once.
    pub sources: Vec<Source>,
    /// January to December.
    pub months: Vec<PersonMonth>,
}

impl PersonYear {
    /// Months that no notice tells of: still to come, not covered, or from before notices were kept.
    #[must_use]
    pub fn missing(&self) -> Vec<YearMonth> {
        self.months_that(|status| matches!(status, Status::NotYet { .. } | Status::NotCovered | Status::NotKept))
    }

    /// Months that may still come, from the hub or in a file.
    #[must_use]
    pub fn to_come(&self) -> Vec<YearMonth> {
        self.months_that(|status| matches!(status, Status::NotYet { .. } | Status::NotCovered))
    }

    /// Months from before notices were kept: only receipts tell of them.
    #[must_use]
    pub fn not_kept(&self) -> Vec<YearMonth> {
        self.months_that(|status| status == Status::NotKept)
    }

    fn months_that(&self, is: impl Fn(Status) -> bool) -> Vec<YearMonth> {
        self.months.iter().filter(|month| is(month.status)).map(|month| month.month).collect()
    }
}

/// The household's year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// Calendar year of treatment.
    pub year: i32,
    /// Everybody, the one who looks first.
    pub people: Vec<PersonYear>,
    /// The day it is seen on is before the year is whole.
    pub too_early: bool,
    /// Names of files of this year in which rows may be missing.
    pub short: Vec<String>,
}

impl Coverage {
    /// Whether the year may still grow (未確定).
    #[must_use]
    pub fn is_provisional(&self) -> bool {
        self.too_early || self.people.iter().any(|person| !person.to_come().is_empty())
    }

    /// What is missing, a line a person: `見本 太郎：10月・11月・12月`.
    #[must_use]
    pub fn missing_words(&self) -> Vec<String> {
        let words = |person: &PersonYear| {
            let words = month_words(&person.to_come());
            (!words.is_empty()).then(|| format!("{}：{words}", person.name))
        };
        self.people.iter().filter_map(words).collect()
    }

    /// What no notice will ever tell, because notices were not kept yet: the months, and that receipts are needed for them. Nothing
    /// where there are none.
    #[must_use]
    pub fn not_kept_words(&self) -> Option<String> {
        let months =
            self.people.iter().map(PersonYear::not_kept).max_by_key(Vec::len).filter(|months| !months.is_empty())?;
        Some(format!(
            "{}年の{}は、医療費通知の記録が始まる前です。この月の分は、領収書を見て書き足してください。",
            self.year,
            month_words(&months)
        ))
    }
}

fn month_words(months: &[YearMonth]) -> String {
    let words: Vec<String> = months.iter().map(|month| format!("{}月", month.month())).collect();
    words.join("・")
}

/// A person while their year is put together.
struct Known<'a> {
    name: String,
    birth: Option<NaiveDate>,
    sources: Vec<Source>,
    spans: Vec<(YearMonth, YearMonth)>,
    rows: Vec<&'a Row>,
}

/// Everybody, each once however their name is written, in the order in which they were met.
struct Everybody<'a> {
    known: Vec<Known<'a>>,
    names: NameMemo,
}

impl<'a> Everybody<'a> {
    fn person(&mut self, name: &str) -> &mut Known<'a> {
        let number = self.names.number(name);
        if number == self.known.len() {
            let rows = Vec::new();
            self.known.push(Known { name: name.to_owned(), birth: None, sources: Vec::new(), spans: Vec::new(), rows });
        }
        &mut self.known[number]
    }
}

/// The household's year as seen on a day.
#[must_use]
pub fn coverage(given: Given<'_>, gathered: &Gathered, year: i32, today: NaiveDate) -> Coverage {
    let mut everybody = Everybody { known: Vec::new(), names: NameMemo::by(fold) };
    if let Some(hub) = given.hub {
        let spans = hub.years.iter().filter_map(|one| {
            let until = one.delivered_until.unwrap_or_else(|| newest_month_by(today));
            Some((YearMonth::new(one.year, 1)?, until.min(YearMonth::new(one.year, 12)?)))
        });
        let one = everybody.person(&hub.person);
        one.birth = hub.birth;
        one.sources.push(Source::Hub);
        one.spans.extend(spans);
    }
    // As far as the hub's own answer goes; what files cover beside it says nothing about others.
    let hub_spans = everybody.known.first().map(|one| one.spans.clone()).unwrap_or_default();
    let stands = |source: &Source| match source {
        Source::Grant(name) => given.grants.contains(name),
        _ => true,
    };
    for batch in given.book.batches.iter().filter(|batch| stands(&batch.source)) {
        if batch.person.is_empty() {
            continue;
        }
        let one = everybody.person(&batch.person);
        one.birth = one.birth.or(batch.birth);
        add(&mut one.sources, &batch.source);
        let months = batch.rows.iter().map(|row| row.month);
        one.spans.extend(batch.covers.or_else(|| Some((months.clone().min()?, months.max()?))));
    }
    // Family that comes along in the hub's own answer is covered as far as that answer goes.
    for row in gathered.rows.iter().filter(|row| row.treated.is_some_and(|month| month.year() == year)) {
        let one = everybody.person(&row.whose);
        one.rows.push(row);
        for source in &row.sources {
            if *source == Source::Hub && !one.sources.contains(&Source::Hub) {
                one.spans.extend(hub_spans.iter().copied());
            }
            add(&mut one.sources, source);
        }
    }
    let newest = newest_month_by(today);
    let of_year = |batch: &&Batch| {
        let covered = batch.covers.is_some_and(|(first, last)| (first.year()..=last.year()).contains(&year));
        batch.short && (covered || batch.rows.iter().any(|row| row.month.year() == year))
    };
    let short = given.book.batches.iter().filter(of_year).map(|batch| batch.file_name.clone()).collect();
    let people = everybody.known.into_iter().map(|one| person_year(one, year, newest, today)).collect();
    Coverage { year, people, too_early: settled_on(year).is_some_and(|settled| today < settled), short }
}

fn add(sources: &mut Vec<Source>, source: &Source) {
    if !sources.contains(source) {
        sources.push(source.clone());
    }
}

fn person_year(one: Known<'_>, year: i32, newest: YearMonth, today: NaiveDate) -> PersonYear {
    let typed_only = !one.sources.iter().any(Source::is_notice);
    let months = YearMonth::months_of(year)
        .map(|month| {
            let of_month = || one.rows.iter().filter(|row| row.treated == Some(month));
            let notified = of_month().filter(|row| row.is_notified()).count();
            let covered = one.spans.iter().any(|(first, last)| (*first..=*last).contains(&month));
            let status = if notified > 0 {
                Status::Arrived
            } else if typed_only {
                Status::TypedOnly
            } else if month < first_kept_month() {
                Status::NotKept
            } else if covered {
                Status::None
            } else if month > newest || arrival_day(month) > today || one.sources.contains(&Source::Hub) {
                Status::NotYet { expected: arrival_day(month) }
            } else {
                Status::NotCovered
            };
            let paid = of_month().filter(|row| row.counts()).map(|row| row.paid()).sum();
            PersonMonth { month, status, rows: notified, paid }
        })
        .collect();
    PersonYear { name: one.name, birth: one.birth, sources: one.sources, months }
}

#[cfg(test)]
mod tests;
