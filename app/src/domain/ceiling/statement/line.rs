//! What follows of a month's line: what is sure, what waits, and what can be claimed on a day.

use chrono::{Months, NaiveDate};

use super::{Family, Missing, MonthLine, Verdict};
use crate::domain::money::Yen;

/// A period of claiming that ends within this time is named.
const SOON: Months = Months::new(3);

impl MonthLine {
    /// What was borne after the monthly benefit, if the least of it comes back.
    #[must_use]
    pub fn borne(&self) -> Yen {
        self.paid - self.reckoned.as_ref().map_or(Yen::ZERO, |reckoned| reckoned.low.refund())
    }

    /// Whether the class must be asked for.
    #[must_use]
    pub fn needs_class(&self) -> bool {
        self.family == Some(Family::NeedsClass)
            || matches!(&self.verdict, Verdict::Open { missing, .. } if missing.contains(&Missing::Class))
    }

    /// What would come back with family members of the same insurer, while it can be claimed, less what came back already.
    #[must_use]
    pub fn with_family(&self, today: NaiveDate) -> Option<Yen> {
        self.due_with_family().filter(|_| today <= self.claim_until)
    }

    /// It is more than what comes back for oneself alone.
    fn due_with_family(&self) -> Option<Yen> {
        let Some(Family::Together(joint)) = self.family else { return None };
        let alone = self.due().unwrap_or(Yen::ZERO);
        Some(joint.refund - self.back.all()).filter(|refund| *refund > alone)
    }

    /// Whether something would have come back with family members, and the period is over.
    #[must_use]
    pub fn family_lapsed(&self, today: NaiveDate) -> bool {
        self.due_with_family().is_some() && self.claim_until < today
    }

    /// What comes back whatever is not known: the least of all readings, where every open question is one of those that are
    /// read in every way.
    #[must_use]
    pub fn at_least(&self) -> Option<Yen> {
        match &self.verdict {
            Verdict::Possible(refund) => Some(*refund),
            Verdict::Open { between: Some((low, _)), missing } if missing.iter().all(|one| one.is_read_every_way()) => {
                Some(*low).filter(|low| *low > Yen::ZERO)
            }
            _ => None,
        }
    }

    /// Of this, what has not come back already as far as the person wrote it. Which part of that was 高額療養費 the book does not tell:
    /// all of it is taken off.
    #[must_use]
    pub fn due(&self) -> Option<Yen> {
        self.at_least().map(|refund| refund - self.back.own).filter(|due| *due > Yen::ZERO)
    }

    /// Whether all that is sure to come back came back already, as the person wrote it.
    #[must_use]
    pub fn has_come_back(&self) -> bool {
        self.at_least().is_some() && self.due().is_none()
    }

    /// Whether nothing can be said about it yet, not even a least that comes back.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self.verdict, Verdict::Open { .. }) && self.at_least().is_none()
    }

    /// Whether it is not known yet if something comes back, for oneself or with the family.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.is_open() || self.waits_for_family()
    }

    /// Whether something may come back with the family, and it is not known enough to say.
    #[must_use]
    pub fn waits_for_family(&self) -> bool {
        matches!(self.family, Some(Family::NeedsClass | Family::NeedsInsurer))
    }

    /// Whether more may come back than what is sure.
    #[must_use]
    pub fn may_be_more(&self) -> bool {
        matches!(self.verdict, Verdict::Open { .. })
    }

    /// What can be claimed on a day: something comes back for sure, and the period is not over.
    #[must_use]
    pub fn claimable(&self, today: NaiveDate) -> Option<Yen> {
        self.due().filter(|_| today <= self.claim_until)
    }

    /// What could have been claimed before the period was over.
    #[must_use]
    pub fn lapsed(&self, today: NaiveDate) -> Option<Yen> {
        self.due().filter(|_| self.claim_until < today)
    }

    /// Whether the period of claiming is not over and ends within three months.
    #[must_use]
    pub fn lapses_soon(&self, today: NaiveDate) -> bool {
        let soon = today.checked_add_months(SOON).unwrap_or(today);
        today <= self.claim_until && self.claim_until <= soon
    }
}
