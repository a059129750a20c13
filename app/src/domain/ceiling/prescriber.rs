//! Pharmacies under 70: the bill joins the outpatient care of the institution that prescribed, and only then the 21,000 yen are
//! tested. The rows do not name the prescriber, so every way of joining is tried, and what comes back is a range.

use super::age::AgeGroup;
use super::household::{Item, Place};
use super::rows::{Care, Unit};
use crate::domain::money::Yen;

/// So many ways are tried at most; with more nobody can tell.
const MOST: usize = 5_000;

/// Every way in which one person's units can be items; `None` where there are too many.
#[must_use]
pub fn ways(units: &[Unit], person: usize, age: AgeGroup) -> Option<Vec<Vec<Item>>> {
    let item = |unit: &Unit| Item { person, age, place: unit.place(), cost: unit.cost, paid: unit.paid };
    if age == AgeGroup::From70 {
        return Some(vec![units.iter().map(item).collect()]);
    }
    let (bills, care): (Vec<&Unit>, Vec<&Unit>) = units.iter().partition(|unit| unit.care == Care::Pharmacy);
    let own: Vec<Item> = care.iter().map(|unit| item(unit)).collect();
    // A bill of the treatment of a specific disease falls under that ceiling: it is no part of what is counted here.
    let hosts: Vec<usize> = (0..care.len())
        .filter(|place| matches!(care[*place].care, Care::Outpatient { .. }) && !care[*place].disease)
        .collect();
    // An institution of which there is no row this month: one and the same for all bills, or another for each.
    let choices = hosts.len() + if bills.len() > 1 { 2 } else { 1 };
    let count = u32::try_from(bills.len()).ok().and_then(|bills| choices.checked_pow(bills)).filter(|n| *n <= MOST)?;
    let ways = (0..count).map(|mut way| {
        let (mut items, mut alone) = (own.clone(), Vec::new());
        let mut unseen: Option<Item> = None;
        for bill in &bills {
            let choice = way % choices;
            way /= choices;
            match hosts.get(choice) {
                Some(host) => join(&mut items[*host], bill.cost, bill.paid),
                None if choice == hosts.len() => match &mut unseen {
                    Some(unseen) => join(unseen, bill.cost, bill.paid),
                    None => unseen = Some(Item { place: Place::Outpatient, ..item(bill) }),
                },
                None => alone.push(item(bill)),
            }
        }
        items.extend(unseen);
        items.extend(alone);
        items
    });
    Some(ways.collect())
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
        ] {
            let found = ways(&units, 0, age);
            assert_eq!(found.as_ref().map(Vec::len), count, "{units:?}");
            let paid: Yen = units.iter().map(|unit| unit.paid).sum();
            for way in found.into_iter().flatten() {
                assert_eq!(way.iter().map(|item| item.paid).sum::<Yen>(), paid);
            }
        }
    }
}
