//! The line of a person's insurers over time: which stretches of days are covered by one, by none (a gap), by several (an
//! overlap).
//!
//! The day of loss is no longer covered, so an insurer that begins on it follows without a gap.

use chrono::NaiveDate;

use super::{Eligibility, EligibilityStatus, Term, Validity};

/// A stretch of days with the same insurers throughout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch<'a> {
    /// First day.
    pub from: NaiveDate,
    /// First day that no longer belongs to it; none while it goes on.
    pub to: Option<NaiveDate>,
    /// Who covers it, newest first: nobody in a gap, several in an overlap.
    pub by: Vec<&'a Eligibility>,
    /// Why nobody on record covers it though it is no gap.
    pub unknown: Option<Unknown>,
}

/// Why days without a known insurer are no gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// The person has hidden the eligibility that covers them.
    Hidden,
    /// The hub says that there is a newer eligibility (code 3), which it has not delivered.
    NotDelivered,
}

impl Stretch<'_> {
    /// Days, up to and with today where it goes on.
    #[must_use]
    pub fn days(&self, today: NaiveDate) -> i64 {
        match self.to {
            Some(to) => (to - self.from).num_days(),
            None => (today - self.from).num_days() + 1,
        }
    }

    /// Whether nobody covers it.
    #[must_use]
    pub fn is_gap(&self) -> bool {
        self.by.is_empty() && self.unknown.is_none()
    }

    /// Whether several cover it.
    #[must_use]
    pub fn is_overlap(&self) -> bool {
        self.by.len() > 1
    }
}

impl EligibilityStatus {
    /// The stretches from the first day of the oldest eligibility on, oldest first, without a day left out or told twice. They
    /// end where the last eligibility ends if that is still to come, else they go on.
    #[must_use]
    pub fn stretches(&self, today: NaiveDate) -> Vec<Stretch<'_>> {
        let mut found = stretches(&self.line, &self.hidden, today);
        if self.validity == Validity::InvalidNewerExists
            && let Some(last) = found.last_mut().filter(|last| last.to.is_none() && last.is_gap())
        {
            last.unknown = Some(Unknown::NotDelivered);
        }
        found
    }
}

fn stretches<'a>(line: &'a [Eligibility], hidden: &[Term], today: NaiveDate) -> Vec<Stretch<'a>> {
    let known = line.iter().filter(|one| one.has_days()).map(Term::of);
    let Some(first) = known.clone().map(|one| one.from).min() else { return Vec::new() };
    let hidden: Vec<Term> = hidden.iter().copied().filter(|one| one.lost_on != Some(one.from)).collect();
    let mut marks: Vec<NaiveDate> = known
        .chain(hidden.iter().copied())
        .flat_map(|one| [Some(one.from), one.lost_on])
        .flatten()
        .filter(|day| *day >= first)
        .collect();
    marks.sort_unstable();
    marks.dedup();
    let by = |day| {
        let mut by: Vec<&Eligibility> = line.iter().filter(|one| one.covers(day)).collect();
        by.sort_by_key(|one| std::cmp::Reverse(one.valid_from));
        by
    };
    let stretch = |from: NaiveDate, to| {
        let by = by(from);
        let unknown = (by.is_empty() && hidden.iter().any(|one| one.covers(from))).then_some(Unknown::Hidden);
        Stretch { from, to, by, unknown }
    };
    let mut found: Vec<Stretch<'_>> = marks.windows(2).map(|pair| stretch(pair[0], Some(pair[1]))).collect();
    if let Some(last) = marks.last().map(|last| stretch(*last, None))
        && (!last.by.is_empty() || last.from <= today)
    {
        found.push(last);
    }
    found.dedup_by(|later, earlier| {
        // What is hidden ends nothing of what is known.
        let same = later.by == earlier.by && later.unknown == earlier.unknown;
        if same {
            earlier.to = later.to;
        }
        same
    });
    found
}

impl Eligibility {
    /// Whether it covers any day at all.
    #[must_use]
    pub fn has_days(&self) -> bool {
        self.lost_on.is_none_or(|lost| lost > self.valid_from)
    }
}

#[cfg(test)]
mod tests {
    use chrono::Duration;
    use proptest::prelude::*;

    use super::super::example::{cover, date};
    use super::*;

    /// A stretch in short: first day, first day after it, insurers.
    fn short(line: &[Eligibility]) -> Vec<String> {
        stretches(line, &[], date("20261122"))
            .into_iter()
            .map(|one| {
                let to = one.to.map_or("".to_owned(), |to| to.format("%y%m%d").to_string());
                let by: Vec<&str> = one.by.iter().map(|by| by.insurer_number.as_str()).collect();
                format!("{}-{to} {} {}", one.from.format("%y%m%d"), by.join("+"), one.days(date("20261122")))
            })
            .collect()
    }

    #[test]
    fn gaps_and_overlaps_are_told_with_their_days() {
        let cases: [(&str, Vec<Eligibility>, &[&str]); 9] = [
            ("nobody ever", vec![], &[]),
            ("one that goes on", vec![cover("A", "20261101", None)], &["261101- A 22"]),
            (
                "one after the other",
                vec![cover("B", "20220701", None), cover("A", "20220601", Some("20220701"))],
                &["220601-220701 A 30", "220701- B 1606"],
            ),
            (
                "a gap of a day",
                vec![cover("B", "20261102", None), cover("A", "20261001", Some("20261101"))],
                &["261001-261101 A 31", "261101-261102  1", "261102- B 21"],
            ),
            (
                "a gap until today",
                vec![cover("A", "20260101", Some("20261022"))],
                &["260101-261022 A 294", "261022-  32"],
            ),
            ("the last day is still to come", vec![cover("A", "20261101", Some("20261201"))], &["261101-261201 A 30"]),
            (
                "an overlap that ended",
                vec![cover("B", "20260401", None), cover("A", "20260101", Some("20260411"))],
                &["260101-260401 A 90", "260401-260411 B+A 10", "260411- B 226"],
            ),
            (
                "an overlap today",
                vec![cover("B", "20261001", None), cover("A", "20260901", None)],
                &["260901-261001 A 30", "261001- B+A 53"],
            ),
            (
                "one without a day",
                vec![cover("B", "20261101", Some("20261101")), cover("A", "20261101", None)],
                &["261101- A 22"],
            ),
        ];
        for (what, line, expected) in cases {
            assert_eq!(short(&line), expected, "{what}");
        }
    }

    #[test]
    fn days_of_a_hidden_one_and_of_one_not_delivered_are_no_gap() {
        // What is hidden, what is then unknown, how many gaps are left.
        type Case = (&'static str, Validity, Vec<Term>, Option<Unknown>, usize);
        let today = date("20261122");
        let line = vec![cover("C", "20240401", Some("20261001")), cover("A", "20200401", Some("20220401"))];
        let term = |from, to: Option<&str>| Term { from: date(from), lost_on: to.map(date) };
        let valid = Validity::Invalid;
        let (middle, later) = (term("20220401", Some("20240401")), term("20261001", None));
        let cases: [Case; 5] = [
            ("nothing hidden", valid, vec![], None, 2),
            ("the one between", valid, vec![middle], Some(Unknown::Hidden), 1),
            ("the one in force", Validity::Hidden, vec![later], Some(Unknown::Hidden), 1),
            ("beside a known one", valid, vec![term("20200501", Some("20200601"))], None, 2),
            ("not delivered", Validity::InvalidNewerExists, vec![], Some(Unknown::NotDelivered), 1),
        ];
        for (what, validity, hidden, unknown, gaps) in cases {
            let status = EligibilityStatus { validity, line: line.clone(), hidden };
            let found = status.stretches(today);
            let told: Vec<Unknown> = found.iter().filter_map(|one| one.unknown).collect();
            assert_eq!(told, Vec::from_iter(unknown), "{what}");
            assert_eq!(found.iter().filter(|one| one.is_gap()).count(), gaps, "{what}");
            assert_eq!(found.len(), 4, "{what}: each stretch once");
        }
    }

    proptest! {
        #[test]
        fn every_day_stands_in_one_stretch_with_those_who_cover_it(
            periods in prop::collection::vec((0i64..400, prop::option::of(0i64..300)), 1..6)
        ) {
            let first = date("20251101");
            let today = date("20261122");
            let line: Vec<Eligibility> = periods
                .iter()
                .map(|(from, length)| {
                    let mut one = cover("A", "20251101", None);
                    one.valid_from = first + Duration::days(*from);
                    one.lost_on = length.map(|days| one.valid_from + Duration::days(days));
                    one
                })
                .collect();
            let found = stretches(&line, &[], today);
            for pair in found.windows(2) {
                prop_assert_eq!(pair[0].to, Some(pair[1].from), "they follow one another");
            }
            for stretch in &found {
                prop_assert!(stretch.days(today) > 0 || stretch.from > today);
            }
            let begin = line.iter().filter(|one| one.has_days()).map(|one| one.valid_from).min();
            for offset in 0..800 {
                let day = first + Duration::days(offset);
                let here: Vec<_> =
                    found.iter().filter(|one| one.from <= day && one.to.is_none_or(|to| day < to)).collect();
                let covering = line.iter().filter(|one| one.covers(day)).count();
                prop_assert!(here.len() <= 1, "no day twice");
                match here.first() {
                    Some(stretch) => {
                        prop_assert_eq!(stretch.by.len(), covering);
                        prop_assert!(stretch.by.iter().all(|one| one.covers(day)));
                    }
                    None => {
                        prop_assert_eq!(covering, 0, "no covered day is left out");
                        prop_assert!(begin.is_none_or(|begin| day < begin) || day > today, "nor a gap up to today");
                    }
                }
            }
        }
    }
}
