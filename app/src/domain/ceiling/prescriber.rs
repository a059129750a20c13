//! Pharmacies: the bill joins the outpatient care of the institution that prescribed. Under 70 only then the 21,000 yen are
//! tested; and what was prescribed for a specific disease falls under the ceiling for it, at any age. The rows do not name the
//! prescriber, so every way of joining is tried, and what comes back is a range.

use super::age::AgeGroup;
use super::household::{Item, Place};
use super::rows::{Care, Unit};
use crate::domain::money::Yen;

/// So many ways are tried at most; with more nobody can tell.
const MOST: usize = 5_000;

/// One way of joining the rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Way {
    /// What is added up.
    pub items: Vec<Item>,
    /// Bills for a specific disease. Its treatment has reached the ceiling by itself, so they come back whole.
    pub disease: Yen,
}

/// Whether it is treatment of a specific disease that a prescription can come from.
fn treats(unit: &Unit) -> bool {
    unit.disease && matches!(unit.care, Care::Outpatient { .. })
}

/// The most that can be bills for a specific disease.
#[must_use]
pub fn disease_at_most(units: &[Unit]) -> Yen {
    let bills = units.iter().filter(|unit| unit.care == Care::Pharmacy);
    if units.iter().any(treats) { bills.map(|unit| unit.paid).sum() } else { Yen::ZERO }
}

/// Every way in which one person's units can be items; `None` where there are too many. In the ways first in the order no bill
/// is for a specific disease. Of 70 and over only the two ends are given: none of the bills is, or all are.
#[must_use]
pub fn ways(units: &[Unit], person: usize, age: AgeGroup) -> Option<Vec<Way>> {
    let item = |unit: &Unit| Item { person, age, place: unit.place(), cost: unit.cost, paid: unit.paid };
    let (bills, care): (Vec<&Unit>, Vec<&Unit>) = units.iter().partition(|unit| unit.care == Care::Pharmacy);
    let own: Vec<Item> = care.iter().map(|unit| item(unit)).collect();
    let treated = care.iter().position(|unit| treats(unit));
    if age == AgeGroup::From70 {
        let plain = Way { items: units.iter().map(item).collect(), disease: Yen::ZERO };
        let all = treated.filter(|_| !bills.is_empty()).map(|treated| {
            let mut way = Way { items: own, disease: Yen::ZERO };
            bills.iter().for_each(|bill| way.under_disease(treated, bill));
            way
        });
        return Some([plain].into_iter().chain(all).collect());
    }
    // A bill of the treatment of a specific disease falls under that ceiling: it is no part of what is counted for others.
    let hosts: Vec<usize> = (0..care.len())
        .filter(|place| matches!(care[*place].care, Care::Outpatient { .. }) && !care[*place].disease)
        .collect();
    // An institution of which there is no row this month: one and the same for all bills, or another for each.
    let others = hosts.len() + if bills.len() > 1 { 2 } else { 1 };
    let choices = others + usize::from(treated.is_some());
    let count = u32::try_from(bills.len()).ok().and_then(|bills| choices.checked_pow(bills)).filter(|n| *n <= MOST)?;
    let ways = (0..count).map(|mut way| {
        let (mut found, mut alone) = (Way { items: own.clone(), disease: Yen::ZERO }, Vec::new());
        let mut unseen: Option<Item> = None;
        for bill in &bills {
            let choice = way % choices;
            way /= choices;
            match (hosts.get(choice), treated.filter(|_| choice == others)) {
                (Some(host), _) => join(&mut found.items[*host], bill.cost, bill.paid),
                (None, Some(treated)) => found.under_disease(treated, bill),
                (None, None) if choice == hosts.len() => match &mut unseen {
                    Some(unseen) => join(unseen, bill.cost, bill.paid),
                    None => unseen = Some(Item { place: Place::Outpatient, ..item(bill) }),
                },
                (None, None) => alone.push(item(bill)),
            }
        }
        found.items.extend(unseen);
        found.items.extend(alone);
        found
    });
    Some(ways.collect())
}

impl Way {
    /// A bill joins the treatment of a specific disease: its cost counts there, and all of its share comes back.
    fn under_disease(&mut self, treated: usize, bill: &Unit) {
        join(&mut self.items[treated], bill.cost, Yen::ZERO);
        self.disease += bill.paid;
    }
}

fn join(item: &mut Item, cost: Yen, paid: Yen) {
    item.cost += cost;
    item.paid += paid;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(care: Care, paid: i64) -> Unit {
        Unit {
            institution: "見本".into(),
            care,
            cost: Yen(paid * 10 / 3),
            paid: Yen(paid),
            capped: false,
            disease: false,
        }
    }

    #[test]
    fn every_way_is_tried_and_nothing_is_lost_in_any() {
        let clinic = Care::Outpatient { dental: false };
        for (units, age, count) in [
            (vec![unit(clinic, 9_000)], AgeGroup::Under70, Some(1)),
            (vec![unit(clinic, 9_000), unit(Care::Pharmacy, 3_000)], AgeGroup::Under70, Some(2)),
            (
                vec![unit(clinic, 9_000), unit(Care::Pharmacy, 3_000), unit(Care::Pharmacy, 30)],
                AgeGroup::Under70,
                Some(9),
            ),
            (vec![unit(clinic, 9_000), unit(Care::Pharmacy, 3_000)], AgeGroup::From70, Some(1)),
            // Nobody prescribes in hospital alone, nor on a nurse's visit.
            (
                vec![
                    unit(Care::Inpatient { dental: false }, 9_000),
                    unit(Care::Visiting, 9),
                    unit(Care::Pharmacy, 3_000),
                ],
                AgeGroup::Under70,
                Some(1),
            ),
            (vec![unit(Care::Pharmacy, 3_000); 13], AgeGroup::Under70, None),
            // Beside treatment of a specific disease: under its ceiling, of another institution, or each of another.
            (vec![treatment(clinic), unit(Care::Pharmacy, 3_000)], AgeGroup::Under70, Some(2)),
            (vec![treatment(clinic), unit(clinic, 900), unit(Care::Pharmacy, 3_000)], AgeGroup::Under70, Some(3)),
            (
                vec![treatment(clinic), unit(Care::Pharmacy, 3_000), unit(Care::Pharmacy, 30)],
                AgeGroup::Under70,
                Some(9),
            ),
            (vec![treatment(clinic), unit(Care::Pharmacy, 3_000)], AgeGroup::From70, Some(2)),
            (vec![treatment(clinic), unit(clinic, 900)], AgeGroup::From70, Some(1)),
            // In hospital no prescription is written.
            (
                vec![treatment(Care::Inpatient { dental: false }), unit(Care::Pharmacy, 3_000)],
                AgeGroup::Under70,
                Some(1),
            ),
        ] {
            let found = ways(&units, 0, age);
            assert_eq!(found.as_ref().map(Vec::len), count, "{units:?}");
            let paid: Yen = units.iter().map(|unit| unit.paid).sum();
            let found = found.unwrap_or_default();
            assert!(found.first().is_none_or(|way| way.disease == Yen::ZERO), "{units:?}");
            let most = found.iter().map(|way| way.disease).max().unwrap_or_default();
            assert!(count.is_none() || most == disease_at_most(&units), "{units:?}");
            for way in found {
                assert_eq!(way.items.iter().map(|item| item.paid).sum::<Yen>() + way.disease, paid);
            }
        }
    }

    fn treatment(care: Care) -> Unit {
        Unit { capped: true, disease: true, cost: Yen(386_500), ..unit(care, 10_000) }
    }
}
