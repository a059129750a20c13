//! What is known about a person that a procedure can hang on: who covers them today, the card, their age.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::kind::InsurerKind;
use crate::domain::eligibility::{CeilingCertificate, Eligibility, EligibilityStatus, Validity};
use crate::domain::person::Person;
use crate::domain::registration::Registration;

/// Who covers a person today.
#[derive(Clone, Copy, Debug)]
pub enum Cover<'a> {
    /// This eligibility is in force.
    Insured(&'a Eligibility, InsurerKind),
    /// 医療扶助 instead of an insurance.
    Welfare,
    /// Nobody; this one was the last.
    Ended(&'a Eligibility, InsurerKind),
    /// Nobody, and nobody before.
    None,
    /// Several at once, or the answer contradicts itself.
    Unclear,
}

/// Whether the card works as insurance card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Card {
    /// It does.
    Registered,
    /// It is not registered, or no longer.
    NotRegistered,
    /// On the way, or nobody can tell now.
    Unclear,
}

/// A person's situation on a day.
#[derive(Clone, Debug)]
pub struct Situation<'a> {
    /// The day.
    pub today: NaiveDate,
    /// The person.
    pub person: &'a Person,
    /// Who covers them.
    pub cover: Cover<'a>,
    /// The card.
    pub card: Card,
    /// The next insurer is known to be late with its data.
    pub next_is_late: bool,
    /// Every eligibility known, newest first.
    pub line: &'a [Eligibility],
}

impl<'a> Situation<'a> {
    /// From what the hub says. A registration that could not be read is left out.
    #[must_use]
    pub fn of(
        person: &'a Person,
        status: &'a EligibilityStatus,
        registration: Option<&Registration>,
        today: NaiveDate,
    ) -> Self {
        let kind = |one: &Eligibility| InsurerKind::of(&one.insurer_number, &one.insurer_name);
        let valid = matches!(status.validity, Validity::Valid | Validity::ValidUnregistered);
        let cover = match status.current(today) {
            Some(one) if one.card_class == "A1" => Cover::Welfare,
            _ if matches!(registration, Some(Registration::Welfare)) => Cover::Welfare,
            _ if matches!(status.validity, Validity::Several | Validity::Hidden) => Cover::Unclear,
            Some(one) if valid => Cover::Insured(one, kind(one)),
            Some(_) => Cover::Unclear,
            None => {
                let former = status.line.iter().filter(|one| one.lost_on.is_some_and(|lost| lost <= today));
                let last = former.max_by_key(|one| one.lost_on);
                let hides_later = status.hidden.iter().any(|one| one.lost_on > last.and_then(|last| last.lost_on));
                match last {
                    _ if hides_later => Cover::Unclear,
                    Some(one) => Cover::Ended(one, kind(one)),
                    None => Cover::None,
                }
            }
        };
        let card = match registration {
            Some(one) if one.is_settled() => Card::Registered,
            Some(Registration::NotRegistered | Registration::Lapsed { .. } | Registration::Booked { .. }) => {
                Card::NotRegistered
            }
            _ => Card::Unclear,
        };
        let next_is_late = matches!(registration, Some(Registration::InsurerPending { .. }))
            || (status.validity == Validity::InvalidNewerExists && status.current(today).is_none());
        Self { today, person, cover, card, next_is_late, line: &status.line }
    }

    /// Whole years of age.
    #[must_use]
    pub fn age(&self) -> i32 {
        age(self.person.birth, self.today)
    }

    /// Whether the rules for people of 70 and over hold: from the month after the one in which 70 is reached, which is the
    /// day before the birthday (健康保険法74条).
    #[must_use]
    pub fn has_rules_of_70(&self) -> bool {
        let reached = self
            .person
            .birth
            .checked_add_months(Months::new(70 * 12))
            .and_then(|day| day.checked_sub_days(Days::new(1)));
        reached
            .and_then(|day| day.with_day(1)?.checked_add_months(Months::new(1)))
            .is_some_and(|first| self.today >= first)
    }

    /// The 限度額 certificate in force today, of a kind that stops the payment at the counter.
    #[must_use]
    pub fn ceiling(&self) -> Option<&'a CeilingCertificate> {
        let Cover::Insured(one, _) = self.cover else { return None };
        one.ceiling.as_ref().filter(|one| one.kind != "03" && self.in_force(one.from, one.until))
    }

    /// Whether a certificate with these days is in force today. A day that is not told does not limit it.
    #[must_use]
    pub fn in_force(&self, from: Option<NaiveDate>, until: Option<NaiveDate>) -> bool {
        from.is_none_or(|from| from <= self.today) && until.is_none_or(|until| self.today <= until)
    }
}

/// Whole years from a birth to a day, by the birthday.
#[must_use]
pub fn age(birth: NaiveDate, day: NaiveDate) -> i32 {
    day.year() - birth.year() - i32::from((day.month(), day.day()) < (birth.month(), birth.day()))
}
