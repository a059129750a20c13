//! Family members whose rows came along: what they would add, if they were under 70 and with the same insurer. The rows tell
//! neither, so this is only ever said with its condition.

use crate::domain::ceiling::household::{COUNTS_FROM, Item, Rates, settle};
use crate::domain::ceiling::rows::{self, Care, Terms};
use crate::domain::expense::Expense;
use crate::domain::money::Yen;

use crate::domain::ceiling::age::AgeGroup;

/// Items of family members that are large enough to count. Pharmacies stay out: who prescribed is not known.
pub(super) fn items<'a>(others: impl Iterator<Item = &'a Expense>) -> Vec<Item> {
    let mut names: Vec<&str> = Vec::new();
    let mut by_name: Vec<Vec<&Expense>> = Vec::new();
    for row in others {
        match names.iter().position(|name| rows::same_name(name, &row.patient)) {
            Some(place) => by_name[place].push(row),
            None => {
                names.push(&row.patient);
                by_name.push(vec![row]);
            }
        }
    }
    let each = by_name.into_iter().enumerate().flat_map(|(place, rows)| {
        let units = rows::sort(rows, Terms::default()).units;
        units.into_iter().filter(|unit| unit.care != Care::Pharmacy && unit.paid >= COUNTS_FROM).map(move |unit| Item {
            person: place + 1,
            age: AgeGroup::Under70,
            place: unit.place(),
            cost: unit.cost,
            paid: unit.paid,
        })
    });
    each.collect()
}

/// What comes back in all with them.
pub(super) fn together(own: &[Item], family: &[Item], rates: Rates) -> Option<Yen> {
    let all: Vec<Item> = own.iter().chain(family).copied().collect();
    settle(&all, Some(rates), None).map(|settlement| settlement.refund())
}
