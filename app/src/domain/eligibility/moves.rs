//! Changes of insurer, and what became of the bills (レセプト) of that month: moved whole (振替) or split by the day of
//! service (分割).
//!
//! Source: 厚生労働省 事務連絡 2021-09-21「レセプト振替・分割機能の導入について」. The payer's check finds the right insurer since
//! the bills of October 2021; bills with public funds (公費) could not be moved at first, so a clinic may still ask.

use chrono::{Datelike, NaiveDate};

use super::Eligibility;
use crate::domain::calendar::YearMonth;
use crate::domain::expense::Expense;

/// What happens to the bills of the month in which an insurer changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bills {
    /// Changed on the first: bills that went to the former insurer are moved whole (振替).
    Moved,
    /// Changed within the month: split by the day of service (分割).
    Split,
    /// Nobody covers the days between: what falls into them is open.
    Gap {
        /// Days without an insurer.
        days: i64,
    },
    /// The earlier one ended and no later one is on record: who pays is open from that day on.
    Ended,
    /// Both cover the first days of the later one: which one pays is open.
    Overlap,
}

/// A change from one insurer to another, or the end of one that none has followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change<'a> {
    /// First day with the later insurer; where there is none, the day of loss.
    pub on: NaiveDate,
    /// The earlier one.
    pub from: &'a Eligibility,
    /// The later one, where one is on record.
    pub to: Option<&'a Eligibility>,
    /// What happens to the bills.
    pub bills: Bills,
}

impl Change<'_> {
    /// The month of the change.
    #[must_use]
    pub fn month(&self) -> YearMonth {
        YearMonth::of(self.on)
    }

    /// How many rows of expenses a person has in that month, by the name their own records carry.
    #[must_use]
    pub fn rows(&self, rows: &[Expense]) -> usize {
        let name = bare(&self.to.unwrap_or(self.from).person.name);
        rows.iter().filter(|row| row.month == self.month() && bare(&row.patient) == name).count()
    }
}

/// A name without its spaces, which sources write in different widths.
fn bare(name: &str) -> String {
    name.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Every change of insurer and the end of the last, newest first. 医療扶助 is no insurer, and a new number with the same insurer is no change.
#[must_use]
pub fn changes(line: &[Eligibility]) -> Vec<Change<'_>> {
    let mut insured: Vec<&Eligibility> = line.iter().filter(|one| one.has_days() && !one.is_welfare()).collect();
    insured.sort_by_key(|one| (one.valid_from, one.lost_on.unwrap_or(NaiveDate::MAX)));
    let mut found: Vec<Change<'_>> = insured
        .windows(2)
        .filter(|pair| pair[0].insurer_number != pair[1].insurer_number)
        .map(|pair| {
            let (from, to, on) = (pair[0], pair[1], pair[1].valid_from);
            let bills = match from.lost_on {
                Some(lost) if lost < on => Bills::Gap { days: (on - lost).num_days() },
                Some(lost) if lost == on && on.day() == 1 => Bills::Moved,
                Some(lost) if lost == on => Bills::Split,
                _ => Bills::Overlap,
            };
            Change { on, from, to: Some(to), bills }
        })
        .collect();
    let last = insured.iter().copied().max_by_key(|one| one.lost_on.unwrap_or(NaiveDate::MAX));
    if let Some((from, on)) = last.and_then(|last| Some((last, last.lost_on?)))
        && !line.iter().any(|one| one.is_welfare() && one.covers(on))
    {
        found.push(Change { on, from, to: None, bills: Bills::Ended });
    }
    found.reverse();
    found
}

#[cfg(test)]
mod tests {
    use super::super::example::cover;
    use super::*;
    use crate::domain::money::Yen;

    #[test]
    fn bills_are_moved_split_or_open_by_the_days_of_the_change() {
        let aid = Eligibility { card_class: "A1".into(), ..cover("W", "20260215", None) };
        let cases: [(&str, Vec<Eligibility>, Option<Bills>); 9] = [
            (
                "on the first",
                vec![cover("A", "20200401", Some("20220701")), cover("B", "20220701", None)],
                Some(Bills::Moved),
            ),
            (
                "within a month",
                vec![cover("A", "20080401", Some("20230220")), cover("B", "20230220", None)],
                Some(Bills::Split),
            ),
            (
                "after a gap",
                vec![cover("A", "20080401", Some("20240401")), cover("B", "20240415", None)],
                Some(Bills::Gap { days: 14 }),
            ),
            (
                "overlapping",
                vec![cover("A", "20080401", Some("20240430")), cover("B", "20240415", None)],
                Some(Bills::Overlap),
            ),
            (
                "overlapping still",
                vec![cover("A", "20080401", None), cover("B", "20240415", None)],
                Some(Bills::Overlap),
            ),
            ("the same insurer", vec![cover("A", "20080401", Some("20240401")), cover("A", "20240401", None)], None),
            ("the last has ended", vec![cover("A", "20080401", Some("20261022"))], Some(Bills::Ended)),
            (
                "a short one has ended within one that goes on",
                vec![cover("A", "20080401", None), cover("B", "20240415", Some("20240501"))],
                Some(Bills::Overlap),
            ),
            ("to medical assistance", vec![cover("A", "20080401", Some("20260215")), aid], None),
        ];
        for (what, mut line, expected) in cases {
            let told = |line: &[Eligibility]| changes(line).first().map(|change| change.bills);
            assert_eq!(told(&line), expected, "{what}");
            line.reverse();
            assert_eq!(told(&line), expected, "{what}, whatever the order");
        }
    }

    #[test]
    fn rows_of_the_month_are_counted_for_the_person_alone() {
        let line = [cover("A", "20080401", Some("20230220")), cover("B", "20230220", None)];
        let row = |year, month, patient: &str| Expense {
            patient: patient.into(),
            month: YearMonth::new(year, month).expect("a month"),
            kind: "医科外来".into(),
            days: Some(1),
            institution: "見本医院".into(),
            total: Yen(100),
            insurer_share: Yen(70),
            public_share: Yen(0),
            counter_share: Yen(30),
        };
        let rows =
            [row(2023, 2, "見本 花"), row(2023, 2, "見本　花"), row(2023, 2, "見本　太郎"), row(2023, 3, "見本　花")];
        let found = changes(&line);
        assert_eq!(found[0].rows(&rows), 2);
        assert_eq!(found[0].month().to_string(), "2023年2月");
    }
}
