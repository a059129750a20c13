//! All that the notices are made of, asked for at once: the hub's, the records that the portal finds its own in, and the
//! person's marks. Home counts by the same rule.

use chrono::NaiveDate;
use futures::future::{join, join_all, join5};

use crate::domain::checkup::Visit;
use crate::domain::eligibility::EligibilityStatus;
use crate::domain::expense::ExpenseYear;
use crate::domain::notice::feed::Look;
use crate::domain::notice::listing::{Listed, all};
use crate::domain::notice::own::{Sources, found, years};
use crate::domain::notice::{Marks, Notice};
use crate::domain::registration::Registration;
use crate::keeping::{Keeping, NotReadable};
use crate::pages::visit::Visitor;
use crate::records::{Answer, Trouble};

/// What the sources answered.
pub(in crate::pages) struct Answers<'a> {
    pub(in crate::pages) notices: &'a Answer<Vec<Notice>>,
    pub(in crate::pages) registration: &'a Answer<Registration>,
    pub(in crate::pages) eligibility: &'a Answer<EligibilityStatus>,
    pub(in crate::pages) checkups: &'a Answer<Vec<Visit>>,
    /// The years in which there can be something new, and maybe others.
    pub(in crate::pages) expenses: &'a [&'a Answer<ExpenseYear>],
}

/// The list, and what is missing from it.
pub(in crate::pages) struct Gathered {
    /// Newest first.
    pub(in crate::pages) list: Vec<Listed>,
    /// The person's marks; nothing where they cannot be read.
    pub(in crate::pages) marks: Option<Marks>,
    /// Why the hub's notices are not in the list.
    pub(in crate::pages) trouble: Option<Trouble>,
    /// Records that could not be looked at, in words.
    pub(in crate::pages) unread: Vec<&'static str>,
    /// Nothing is missing.
    pub(in crate::pages) whole: bool,
    /// Of this person nothing may be told.
    pub(in crate::pages) blocked: bool,
    look: Option<Look>,
}

impl Gathered {
    /// Remembers for the feed what this look has shown, if it has shown everything.
    pub(in crate::pages) async fn note(&self, keeping: &dyn Keeping) {
        if let Some(look) = &self.look {
            keeping.note_look(look.clone()).await;
        }
    }
}

/// Asks for everything.
pub(super) async fn gather(visitor: &Visitor, today: NaiveDate) -> Gathered {
    let records = &*visitor.records;
    let expenses = join_all(years(today).into_iter().map(|year| records.expenses(year)));
    let sources = join5(records.notices(), records.registration(), records.eligibility(), records.checkups(), expenses);
    let ((notices, registration, eligibility, checkups, expenses), marks) =
        join(sources, visitor.keeping.notice_marks()).await;
    let answers = Answers {
        notices: &notices,
        registration: &registration,
        eligibility: &eligibility,
        checkups: &checkups,
        expenses: &expenses.iter().collect::<Vec<_>>(),
    };
    compose(&answers, marks, visitor.stay.certificate_until, today)
}

/// Puts everything together.
pub(in crate::pages) fn compose(
    answers: &Answers,
    marks: Result<Marks, NotReadable>,
    certificate_until: Option<NaiveDate>,
    today: NaiveDate,
) -> Gathered {
    let expenses: Vec<ExpenseYear> =
        answers.expenses.iter().filter_map(|answer| answer.as_ref().ok()).map(|answer| answer.value.clone()).collect();
    let sources = Sources {
        registration: answers.registration.as_ref().ok().map(|answer| &answer.value),
        visits: answers.checkups.as_ref().map_or(&[], |answer| &answer.value),
        expenses: &expenses,
        eligibility: answers.eligibility.as_ref().ok().map(|answer| &answer.value),
        certificate_until,
    };
    let unread: Vec<&str> = [
        (answers.registration.is_err(), "利用登録の状態"),
        (answers.eligibility.is_err(), "健康保険の資格"),
        (answers.checkups.is_err(), "健診"),
        (answers.expenses.iter().any(|answer| answer.is_err()), "医療費"),
    ]
    .into_iter()
    .filter_map(|(failed, words)| failed.then_some(words))
    .collect();
    let hub = answers.notices.as_ref().map_or(&[][..], |answer| &answer.value);
    let marks = marks.ok();
    let own = found(sources, today);
    let list = all(hub, &own, marks.as_ref().unwrap_or(&Marks::default()), today);
    let whole = unread.is_empty() && answers.notices.is_ok();
    let blocked = matches!(sources.registration, Some(Registration::Blocked));
    let look =
        marks.as_ref().filter(|_| whole && !blocked).map(|marks| Look::at(&list, marks, today, certificate_until));
    Gathered { list, marks, trouble: answers.notices.as_ref().err().cloned(), unread, whole, blocked, look }
}
