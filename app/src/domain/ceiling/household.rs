//! Adding up a month (世帯合算): what counts, in which order, and what comes back. One month, one insurer.
//!
//! 健康保険法施行令41条: of under 70 an item counts only from 21,000 yen; of 70 and over everything counts, first each person's
//! outpatient care, then the household of 70 and over, then the whole household.

use super::age::AgeGroup;
use super::formula::Formula;
use crate::domain::money::Yen;

/// From this share on, an item of somebody under 70 counts.
pub const COUNTS_FROM: Yen = Yen(21_000);

/// In hospital or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// 入院
    Inpatient,
    /// 外来, visiting nurses and pharmacies too
    Outpatient,
}

/// One person's care at one institution in the month; of under 70 with medical and dental, in hospital and outside apart, and
/// with the pharmacy's bill for its prescriptions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// Which person of the household.
    pub person: usize,
    /// Whose rules.
    pub age: AgeGroup,
    /// Where.
    pub place: Place,
    /// Whole cost (総医療費).
    pub cost: Yen,
    /// The share (一部負担金) of the person.
    pub paid: Yen,
}

/// The ceilings that hold for one half of the tables in the month, 多数回 and halving applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rates {
    /// Of the household.
    pub monthly: Formula,
    /// Outpatient, each person of 70 and over.
    pub outpatient: Option<Yen>,
}

/// One step of the sum.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// What was paid and counts here.
    pub sum: Yen,
    /// The whole cost behind it.
    pub cost: Yen,
    /// What it is held against, if anything.
    pub ceiling: Option<Yen>,
    /// What comes back.
    pub refund: Yen,
}

impl Step {
    fn of(sum: Yen, cost: Yen, ceiling: Yen) -> Self {
        Self { sum, cost, ceiling: Some(ceiling), refund: (sum - ceiling).max(Yen::ZERO) }
    }

    /// What is left to pay.
    #[must_use]
    pub fn borne(self) -> Yen {
        self.sum - self.refund
    }
}

/// A month added up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settlement {
    /// All that was paid, counted or not.
    pub paid: Yen,
    /// Bills that come back whole under the ceiling for a specific disease.
    pub disease: Yen,
    /// Items of under 70 below 21,000 yen: they drop out whole, with their cost.
    pub dropped: Yen,
    /// Outpatient care of 70 and over, each person for themselves, added up.
    pub outpatient: Step,
    /// The household of 70 and over.
    pub elders: Step,
    /// The whole household.
    pub whole: Step,
}

impl Settlement {
    /// What comes back in all.
    #[must_use]
    pub fn refund(&self) -> Yen {
        self.disease + self.outpatient.refund + self.of_household()
    }

    /// What comes back by the ceilings of the household; only this makes a month count for 多数回, not what comes back under
    /// the ceiling for a specific disease.
    #[must_use]
    pub fn of_household(&self) -> Yen {
        self.elders.refund + self.whole.refund
    }

    /// What is left to pay.
    #[must_use]
    pub fn borne(&self) -> Yen {
        self.paid - self.refund()
    }
}

/// Adds a month up. Without the ceilings of a half of the tables, items of that half cannot be counted: then nothing.
#[must_use]
pub fn settle(items: &[Item], under70: Option<Rates>, from70: Option<Rates>) -> Option<Settlement> {
    let of = |age| items.iter().filter(move |item| item.age == age);
    let paid = items.iter().map(|item| item.paid).sum();
    let counting: Vec<&Item> = of(AgeGroup::Under70).filter(|item| item.paid >= COUNTS_FROM).collect();
    let dropped = of(AgeGroup::Under70).filter(|item| item.paid < COUNTS_FROM).map(|item| item.paid).sum();
    let mut settlement = Settlement { paid, dropped, ..Settlement::default() };
    if of(AgeGroup::From70).next().is_some() {
        let rates = from70?;
        settlement.outpatient = outpatient(of(AgeGroup::From70), rates);
        let inpatient: Yen =
            of(AgeGroup::From70).filter(|item| item.place == Place::Inpatient).map(|item| item.paid).sum();
        let cost = of(AgeGroup::From70).map(|item| item.cost).sum();
        settlement.elders = Step::of(inpatient + settlement.outpatient.borne(), cost, rates.monthly.at(cost));
    }
    if of(AgeGroup::Under70).next().is_some() {
        let rates = under70?;
        if !counting.is_empty() {
            let sum = settlement.elders.borne() + counting.iter().map(|item| item.paid).sum();
            let cost = settlement.elders.cost + counting.iter().map(|item| item.cost).sum();
            settlement.whole = Step::of(sum, cost, rates.monthly.at(cost));
        }
    }
    Some(settlement)
}

/// The outpatient step: each person's sum against the one ceiling.
fn outpatient<'a>(elders: impl Iterator<Item = &'a Item>, rates: Rates) -> Step {
    let mut each: Vec<(usize, Yen, Yen)> = Vec::new();
    for item in elders.filter(|item| item.place == Place::Outpatient) {
        match each.iter_mut().find(|one| one.0 == item.person) {
            Some(one) => (one.1, one.2) = (one.1 + item.paid, one.2 + item.cost),
            None => each.push((item.person, item.paid, item.cost)),
        }
    }
    each.into_iter().fold(Step { ceiling: rates.outpatient, ..Step::default() }, |step, (_, sum, cost)| {
        let over = rates.outpatient.map_or(Yen::ZERO, |ceiling| (sum - ceiling).max(Yen::ZERO));
        Step { sum: step.sum + sum, cost: step.cost + cost, refund: step.refund + over, ..step }
    })
}
