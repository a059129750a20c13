//! The feed of a person: what it may say ("there is something new") without anybody being signed in.
//!
//! Outside a session the portal cannot ask the hub. So it knows two things only: whether something was unread when the
//! person last looked, and which days of the calendar have passed since on which something usually arrives.

use std::collections::BTreeSet;

use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::marks::{Marks, Switch};
use super::{NoticeKind, listing::Listed};
use crate::domain::calendar::YearMonth;
use crate::domain::certificate::RENEWABLE;

/// So far back entries reach, months.
const REACH: u32 = 3;

/// What is remembered for the feed between visits.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// Names of what was unread at the last look.
    pub unread: BTreeSet<String>,
    /// Day on which something was added to that; nothing while all is read.
    pub since: Option<NaiveDate>,
    /// Day of the last look.
    pub looked_on: Option<NaiveDate>,
    /// Last day of the card's certificate.
    pub certificate_until: Option<NaiveDate>,
}

/// What a look at the notices has shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// Names of what is unread and goes to the feed.
    pub unread: BTreeSet<String>,
    /// The day.
    pub on: NaiveDate,
    /// Last day of the card's certificate.
    pub certificate_until: Option<NaiveDate>,
}

impl Look {
    /// At a whole list.
    #[must_use]
    pub fn at(list: &[Listed], marks: &Marks, on: NaiveDate, certificate_until: Option<NaiveDate>) -> Self {
        let fed = list.iter().filter(|one| !one.read && marks.is_on(Switch::Feed, one.kind()));
        Self { unread: fed.map(|one| one.id.clone()).collect(), on, certificate_until }
    }
}

impl Known {
    /// Takes in what a look has shown.
    pub fn note(&mut self, look: &Look) {
        if look.unread.is_empty() {
            self.since = None;
        } else if self.since.is_none() || !look.unread.is_subset(&self.unread) {
            self.since = Some(look.on);
        }
        self.unread.clone_from(&look.unread);
        self.looked_on = Some(look.on);
        self.certificate_until = look.certificate_until.or(self.certificate_until);
    }

    /// The days of the feed's entries on a day, newest first. A day says nothing of what kind it stands for: what the
    /// calendar tells is dated by the 10th of a month, whichever kind it is, for the days of a certificate hang on a
    /// person's birthday.
    #[must_use]
    pub fn entries(&self, marks: &Marks, today: NaiveDate) -> Vec<NaiveDate> {
        let since = today.checked_sub_months(Months::new(REACH)).unwrap_or(NaiveDate::MIN);
        let looked_on = self.looked_on.unwrap_or(today);
        let renewable = self.certificate_until.and_then(|until| until.checked_sub_months(RENEWABLE)).map(next_tenth);
        let this = YearMonth::of(today);
        let calendar = (0..=REACH as i32).filter_map(|back| this.plus(-back).day(10)).filter(|&day| {
            let told = |kind| marks.is_on(Switch::Feed, kind);
            let expenses = told(NoticeKind::Expenses) || (told(NoticeKind::Tax) && day.month() == 2);
            let certificate = told(NoticeKind::Certificate) && renewable == Some(day);
            day > looked_on && day <= today && (expenses || certificate)
        });
        let mut days: Vec<NaiveDate> = calendar.chain(self.since).filter(|&day| day > since).collect();
        days.sort_by(|a, b| b.cmp(a));
        days.dedup();
        days
    }
}

/// The first 10th of a month that is not before a day.
fn next_tenth(day: NaiveDate) -> NaiveDate {
    let month = YearMonth::of(day).plus(i32::from(day.day() > 10));
    month.day(10).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn look(on: &str, unread: &[&str]) -> Look {
        Look { unread: unread.iter().map(|&id| id.to_owned()).collect(), on: day(on), certificate_until: None }
    }

    #[test]
    fn an_entry_comes_with_something_unread_and_goes_when_all_is_read() {
        let mut known = Known::default();
        for (on, unread, since) in [
            ("2026-11-01", &["hub.a", "hub.b"][..], Some("2026-11-01")),
            ("2026-11-02", &["hub.a", "hub.b"], Some("2026-11-01")),
            ("2026-11-03", &["hub.b"], Some("2026-11-01")),
            ("2026-11-04", &["hub.b", "hub.c"], Some("2026-11-04")),
            ("2026-11-05", &[], None),
            ("2026-11-06", &["hub.b"], Some("2026-11-06")),
        ] {
            known.note(&look(on, unread));
            assert_eq!(known.since, since.map(day), "{on}");
            let entries = known.entries(&Marks::default(), day(on));
            assert_eq!(entries, since.map(day).into_iter().collect::<Vec<_>>(), "{on}");
            let again = known.clone();
            known.note(&look(on, unread));
            assert_eq!(known, again, "the same look tells nothing new");
        }
    }

    /// Which kinds are told, last look, end of the certificate, today, days of the entries.
    #[test]
    fn the_calendar_goes_on_while_nobody_looks() {
        use NoticeKind::{Certificate, Expenses, Tax};
        for (told, looked, until, today, entries) in [
            (&[Expenses][..], "2026-11-09", None, "2026-11-09", &[][..]),
            (&[Expenses], "2026-11-09", None, "2026-11-10", &["2026-11-10"]),
            (&[Expenses], "2026-11-10", None, "2026-11-30", &[]),
            (&[Expenses], "2026-11-10", None, "2027-01-09", &["2026-12-10"]),
            (&[Expenses], "2026-01-01", None, "2026-11-22", &["2026-11-10", "2026-10-10", "2026-09-10"]),
            (&[Tax], "2026-11-10", None, "2027-03-22", &["2027-02-10"]),
            (&[Tax], "2026-11-10", None, "2027-02-09", &[]),
            (&[Certificate], "2026-11-10", Some("2027-03-31"), "2027-01-09", &[]),
            (&[Certificate], "2026-11-10", Some("2027-03-31"), "2027-01-10", &["2027-01-10"]),
            (&[Certificate], "2026-11-10", Some("2027-03-10"), "2026-12-10", &["2026-12-10"]),
            (&[Expenses, Tax, Certificate], "2026-11-10", Some("2027-03-10"), "2026-12-10", &["2026-12-10"]),
            (&[], "2026-01-01", Some("2027-03-31"), "2027-02-22", &[]),
        ] {
            let mut known = Known::default();
            known.note(&Look { certificate_until: until.map(day), ..look(looked, &[]) });
            let mut marks = Marks::default();
            marks.unfed = NoticeKind::all().filter(|kind| !told.contains(kind)).collect();
            let wanted: Vec<_> = entries.iter().map(|text| day(text)).collect();
            assert_eq!(known.entries(&marks, day(today)), wanted, "{told:?} {looked} {until:?} {today}");
        }
    }

    /// Every kind: what its switch keeps from the feed is not even counted.
    #[test]
    fn a_kind_that_does_not_go_to_the_feed_makes_no_entry() {
        let today = day("2026-11-22");
        for kind in NoticeKind::all() {
            let notice = super::super::Notice {
                id: "a".into(),
                on: today,
                kind,
                from: String::new(),
                subject: String::new(),
                body: String::new(),
            };
            for fed in [true, false] {
                let mut marks = Marks::default();
                if !fed {
                    marks.unfed.insert(kind);
                }
                let list = super::super::listing::all(&[notice.clone()], &[], &marks, today);
                let mut known = Known::default();
                known.note(&Look::at(&list, &marks, today, None));
                assert_eq!(known.entries(&marks, today).len(), usize::from(fed), "{kind:?} {fed}");
            }
        }
    }
}
