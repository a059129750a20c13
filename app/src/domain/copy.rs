//! The copy of a person's records that the portal keeps on their wish, so that what the hub deletes after some years
//! stays readable.
//!
//! Where the hub still holds records its word is final: a corrected record replaces the copied one, and one that the hub
//! has taken back goes from the copy too. Only what is older than everything the hub still holds stays from before.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::calendar::YearMonth;
use super::checkup::Visit;
use super::eligibility::Eligibility;
use super::expense::Expense;
use super::medication::Dispensing;
use super::own::RecordName;

/// Most bytes that the copy of one kind may take (as JSON): many times what ten years of records of one person come to.
pub const MOST_BYTES: usize = 2 << 20;

/// A record that can be copied.
pub trait Copied {
    /// How old it is: a day or a month.
    type Age: Ord;
    /// Its day or month.
    fn age(&self) -> Self::Age;
    /// What names it.
    fn name(&self) -> RecordName;
}

impl Copied for Eligibility {
    type Age = NaiveDate;
    fn age(&self) -> NaiveDate {
        self.valid_from
    }
    fn name(&self) -> RecordName {
        RecordName::of_eligibility(self)
    }
}

impl Copied for Visit {
    type Age = NaiveDate;
    fn age(&self) -> NaiveDate {
        self.date
    }
    fn name(&self) -> RecordName {
        RecordName::of_visit(self)
    }
}

impl Copied for Dispensing {
    type Age = YearMonth;
    fn age(&self) -> YearMonth {
        self.month
    }
    fn name(&self) -> RecordName {
        RecordName::of_dispensing(self)
    }
}

impl Copied for Expense {
    type Age = YearMonth;
    fn age(&self) -> YearMonth {
        self.month
    }
    fn name(&self) -> RecordName {
        RecordName::of_expense(self)
    }
}

/// The copy of one kind of record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Copy<T> {
    /// Whether the person wishes it. Stands with the rows, so that what is switched off at the same time as it is being
    /// filled stays empty.
    pub on: bool,
    /// When the hub said what was copied last (Japan time).
    pub taken: Option<NaiveDateTime>,
    /// The records, newest first.
    pub rows: Vec<T>,
}

impl<T> Default for Copy<T> {
    fn default() -> Self {
        Self { on: false, taken: None, rows: Vec::new() }
    }
}

/// What became of copying.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It is kept.
    Kept,
    /// The person does not wish a copy; nothing was kept.
    Off,
    /// It would be larger than [`MOST_BYTES`]; what was kept before stays.
    TooLarge,
}

impl<T: Copied + Clone + Serialize> Copy<T> {
    /// Takes over what the hub says now.
    pub fn take(&mut self, fresh: &[T], as_of: NaiveDateTime) -> Taken {
        if !self.on {
            return Taken::Off;
        }
        let oldest = fresh.iter().map(Copied::age).min();
        let mut rows: Vec<T> = fresh.to_vec();
        rows.extend(self.rows.iter().filter(|row| oldest.as_ref().is_none_or(|oldest| row.age() < *oldest)).cloned());
        rows.sort_by_key(|row| std::cmp::Reverse(row.age()));
        let size = serde_json::to_vec(&rows).map_or(usize::MAX, |bytes| bytes.len());
        if size > MOST_BYTES {
            return Taken::TooLarge;
        }
        self.rows = rows;
        self.taken = Some(as_of);
        Taken::Kept
    }

    /// Those that the hub does not hold any more, by what it holds now.
    #[must_use]
    pub fn only_here(&self, now: &[T]) -> Vec<T> {
        self.rows.iter().filter(|row| !now.iter().any(|other| other.name() == row.name())).cloned().collect()
    }
}

/// All that is copied.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Copies {
    /// 健康保険の資格
    pub eligibility: Copy<Eligibility>,
    /// 健診
    pub checkups: Copy<Visit>,
    /// お薬
    pub drugs: Copy<Dispensing>,
    /// 医療費
    pub expenses: Copy<Expense>,
}

impl Copies {
    /// Whether the person wishes a copy.
    #[must_use]
    pub fn on(&self) -> bool {
        self.eligibility.on || self.checkups.on || self.drugs.on || self.expenses.on
    }

    /// When each kind was copied: name, number of records, moment.
    #[must_use]
    pub fn parts(&self) -> [(&'static str, usize, Option<NaiveDateTime>); 4] {
        [
            ("健康保険の資格", self.eligibility.rows.len(), self.eligibility.taken),
            ("健診", self.checkups.rows.len(), self.checkups.taken),
            ("お薬", self.drugs.rows.len(), self.drugs.taken),
            ("医療費", self.expenses.rows.len(), self.expenses.taken),
        ]
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn moment() -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2026, 11, 22).and_then(|day| day.and_hms_opt(9, 0, 0)).expect("a moment")
    }

    fn visit(year: i32, facility: &str) -> Visit {
        Visit {
            facility_name: Some(facility.into()),
            ..Visit::new(NaiveDate::from_ymd_opt(year, 5, 14).expect("a day"), "010")
        }
    }

    fn copy(years: &[i32]) -> Copy<Visit> {
        Copy { on: true, taken: None, rows: years.iter().map(|year| visit(*year, "前")).collect() }
    }

    #[test]
    fn the_hub_is_right_about_what_it_holds_and_the_copy_about_what_is_older() {
        for (before, fresh, after) in [
            (vec![], vec![2026, 2025], vec![(2026, "新"), (2025, "新")]),
            (
                vec![2025, 2021, 2020],
                vec![2026, 2025, 2022],
                vec![(2026, "新"), (2025, "新"), (2022, "新"), (2021, "前"), (2020, "前")],
            ),
            // Taken back by the hub.
            (vec![2025, 2024], vec![2026, 2023], vec![(2026, "新"), (2023, "新")]),
            // The hub has nothing any more.
            (vec![2021, 2020], vec![], vec![(2021, "前"), (2020, "前")]),
        ] {
            let mut kept = copy(&before);
            let fresh: Vec<Visit> = fresh.iter().map(|year| visit(*year, "新")).collect();
            assert_eq!(kept.take(&fresh, moment()), Taken::Kept);
            let found: Vec<(i32, &str)> = kept
                .rows
                .iter()
                .map(|row| (chrono::Datelike::year(&row.date), row.facility_name.as_deref().unwrap_or_default()))
                .collect();
            assert_eq!(found, after, "{before:?}");
            assert_eq!(kept.taken, Some(moment()));
            let older = found.iter().filter(|(_, from)| *from == "前").count();
            assert_eq!(kept.only_here(&fresh).len(), older);
        }
    }

    #[test]
    fn nothing_is_kept_unless_wished_and_nothing_beyond_the_limit() {
        let mut off = Copy::default();
        assert_eq!(off.take(&[visit(2026, "新")], moment()), Taken::Off);
        assert_eq!(off, Copy::default());
        let mut kept = copy(&[2020]);
        let large = visit(2026, &"あ".repeat(MOST_BYTES / 3));
        assert_eq!(kept.take(&[large], moment()), Taken::TooLarge);
        assert_eq!(kept, copy(&[2020]), "what was kept before stays");
    }

    proptest! {
        #[test]
        fn taking_twice_changes_nothing_more(before in prop::collection::btree_set(2000i32..2030, 0..12), fresh in prop::collection::btree_set(2000i32..2030, 0..12)) {
            let mut kept = copy(&before.into_iter().collect::<Vec<_>>());
            let fresh: Vec<Visit> = fresh.into_iter().map(|year| visit(year, "新")).collect();
            kept.take(&fresh, moment());
            let once = kept.clone();
            kept.take(&fresh, moment());
            prop_assert_eq!(&kept, &once);
            prop_assert!(fresh.iter().all(|row| kept.rows.contains(row)));
            prop_assert!(kept.rows.is_sorted_by(|a, b| a.date >= b.date));
        }
    }
}
