//! All notices of a person in one list: the hub's and the portal's own, with what the person has done with them.

use chrono::NaiveDate;

use super::marks::{LONGEST_ID, Marks, Switch};
use super::own::Own;
use super::{Notice, NoticeKind};

/// One notice of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its name in forms.
    pub id: String,
    /// Its day.
    pub on: NaiveDate,
    /// Whether it was read.
    pub read: bool,
    /// Whether it is to be kept.
    pub kept: bool,
    /// Whether it is shown as new: not read, and of a kind that is to be.
    pub new: bool,
    /// What it says.
    pub told: Told,
}

/// Who tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// The hub, in its own words.
    Hub(Notice),
    /// The portal.
    Own(Own),
}

impl Listed {
    /// Its subject line, from the closed list.
    #[must_use]
    pub fn subject(&self) -> &'static str {
        match &self.told {
            Told::Hub(notice) => notice.kind.subject(),
            Told::Own(own) => own.subject(),
        }
    }

    /// Its kind.
    #[must_use]
    pub fn kind(&self) -> NoticeKind {
        match &self.told {
            Told::Hub(notice) => notice.kind,
            Told::Own(own) => own.kind(),
        }
    }
}

/// The name of a hub's notice: apart from the portal's own, whatever the hub calls it.
#[must_use]
pub fn hub_id(notice: &Notice) -> String {
    format!("hub.{}", notice.id)
}

/// Whether a text can be the name of a notice.
#[must_use]
pub fn is_id(id: &str) -> bool {
    let named = |start| id.strip_prefix(start).is_some_and(|rest: &str| !rest.is_empty());
    id.len() <= LONGEST_ID && (named("hub.") || named("own."))
}

/// The list, newest first. A notice of the portal's own that is kept is told again, whatever the sources say now.
#[must_use]
pub fn all(hub: &[Notice], own: &[Own], marks: &Marks, today: NaiveDate) -> Vec<Listed> {
    let kept = marks.kept.iter().filter_map(|id| Own::from_id(id)).filter(|kept| !own.contains(kept));
    let own = own.iter().copied().chain(kept).map(|own| (own.id(), own.on(today), Told::Own(own)));
    let hub = hub.iter().map(|notice| (hub_id(notice), notice.on, Told::Hub(notice.clone())));
    let mut all: Vec<Listed> = hub
        .chain(own)
        .map(|(id, on, told)| {
            let (read, kept) = (marks.is_read(&id), marks.is_kept(&id));
            let mut listed = Listed { id, on, read, kept, new: false, told };
            listed.new = !read && marks.is_on(Switch::New, listed.kind());
            listed
        })
        .collect();
    all.sort_by(|a, b| b.on.cmp(&a.on).then_with(|| a.id.cmp(&b.id)));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::notice::marks::Mark;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn notice(id: &str, on: &str, kind: NoticeKind) -> Notice {
        Notice {
            id: id.into(),
            on: day(on),
            kind,
            from: "見本総合病院".into(),
            subject: "再検査のご案内".into(),
            body: "尿蛋白について".into(),
        }
    }

    /// Every kind, switched on and off, read and not.
    #[test]
    fn new_is_what_is_not_read_and_of_a_kind_that_is_told() {
        let today = day("2026-11-22");
        for kind in NoticeKind::all() {
            for (read, told, new) in
                [(false, true, true), (true, true, false), (false, false, false), (true, false, false)]
            {
                let mut marks = Marks::default();
                if read {
                    marks.mark("hub.a", Mark::Read);
                }
                if !told {
                    marks.quiet.insert(kind);
                }
                let list = all(&[notice("a", "2026-11-20", kind)], &[], &marks, today);
                assert_eq!((list[0].new, list[0].read), (new, read), "{kind:?} read {read}, told {told}");
            }
        }
    }

    #[test]
    fn no_subject_line_holds_what_the_hub_wrote() {
        for kind in NoticeKind::all() {
            let list = all(&[notice("a", "2026-11-20", kind)], &[], &Marks::default(), day("2026-11-22"));
            for word in ["再検査", "見本総合病院", "尿蛋白"] {
                assert!(!list[0].subject().contains(word), "{kind:?}");
            }
        }
    }

    #[test]
    fn both_sources_stand_in_one_list_newest_first_and_cannot_be_taken_for_each_other() {
        let today = day("2026-11-22");
        let own = [Own::TaxYear(2025), Own::Certificate(day("2027-02-20"))];
        let hub = [notice("own.tax.2025", "2026-11-21", NoticeKind::Other)];
        let mut marks = Marks::default();
        marks.mark("own.tax.2025", Mark::Read);
        let list = all(&hub, &own, &marks, today);
        let shown: Vec<_> = list.iter().map(|one| (one.id.as_str(), one.read)).collect();
        assert_eq!(shown, [("hub.own.tax.2025", false), ("own.certificate.20270220", false), ("own.tax.2025", true)]);
    }

    #[test]
    fn what_was_kept_stays_when_the_records_say_it_no_more() {
        let mut marks = Marks::default();
        for id in ["own.checkup.20240510", "hub.gone", "own.nonsense.1", "own.checkup.20240231"] {
            marks.mark(id, Mark::Keep);
        }
        let list = all(&[], &[], &marks, day("2026-11-22"));
        assert_eq!(list.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["own.checkup.20240510"]);
        assert!(list[0].kept && list[0].new);
        assert_eq!(all(&[], &[Own::Checkup(day("2024-05-10"))], &marks, day("2026-11-22")).len(), 1, "once");
    }
}
