//! Family members whose rows came along, and what they would add (世帯合算) if they were with the same insurer: that is told
//! nowhere, so it is only ever said with this condition. Whose birth is known counts by the rules of their age.

use chrono::{Months, NaiveDate};

use super::Joint;
use super::cover::span;
use crate::domain::calendar::YearMonth;
use crate::domain::ceiling::age::{AgeGroup, age_group};
use crate::domain::ceiling::household::{COUNTS_FROM, Item, Rates, settle};
use crate::domain::ceiling::rows::{self, Care, Terms};
use crate::domain::expense::Expense;
use crate::domain::person::Person;

/// What of family members can count in a month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Members {
    /// Their items.
    pub(super) items: Vec<Item>,
    /// Whether the age of somebody among them was not known and taken for under 70.
    pub(super) assumed: bool,
}

/// Whose months these are, as far as it decides who can be in their household.
#[derive(Clone, Copy, Debug)]
pub(super) struct Own {
    /// Whose rules.
    pub(super) age: AgeGroup,
    /// Whether the late-stage scheme insures; nothing where the insurer is not known and it may.
    pub(super) late_stage: Option<bool>,
    /// The month.
    pub(super) month: YearMonth,
}

/// Items of family members that can count. Of under 70 only the large ones, and without pharmacies: who prescribed is not
/// known. The late-stage scheme, which insures from 75 on, and the others are never added up with each other. Whose birth is
/// not known counts as under 70 beside somebody under 70, and else not at all. Where the insurer is not known, nobody is left
/// out for it.
pub(super) fn members<'a>(others: impl Iterator<Item = &'a Expense>, known: &[Person], own: Own) -> Members {
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
    let mut found = Members::default();
    for (place, rows) in by_name.into_iter().enumerate() {
        let birth = known.iter().find(|one| rows::same_name(&one.name, names[place])).map(|one| one.birth);
        let late_stage = birth.is_some_and(|birth| reaches(birth, 75, own.month));
        let age = birth.map_or(AgeGroup::Under70, |birth| age_group(birth, own.month, late_stage));
        if own.late_stage.is_some_and(|own| own != late_stage) || (birth.is_none() && own.age == AgeGroup::From70) {
            continue;
        }
        let before = found.items.len();
        let units = rows::sort(rows, Terms::default()).units.into_iter();
        let counts = |care, paid| age == AgeGroup::From70 || (care != Care::Pharmacy && paid >= COUNTS_FROM);
        found.items.extend(units.filter(|unit| counts(unit.care, unit.paid)).map(|unit| Item {
            person: place + 1,
            age,
            place: unit.place(),
            cost: unit.cost,
            paid: unit.paid,
        }));
        found.assumed |= birth.is_none() && found.items.len() > before;
    }
    found
}

/// Whether an age is reached by the end of a month.
pub(super) fn reaches(birth: NaiveDate, years: u32, month: YearMonth) -> bool {
    birth.checked_add_months(Months::new(years * 12)).is_some_and(|day| day <= span(month).1)
}

/// What comes back in all with them. Items of an age for which no ceiling is known are left out, and that is said.
pub(super) fn together(
    own: &[Item],
    members: &Members,
    under70: Option<Rates>,
    from70: Option<Rates>,
) -> Option<Joint> {
    let has_rates = |item: &&Item| match item.age {
        AgeGroup::Under70 => under70.is_some(),
        AgeGroup::From70 => from70.is_some(),
    };
    let with: Vec<Item> = members.items.iter().filter(has_rates).copied().collect();
    let left_out = with.len() < members.items.len();
    let all: Vec<Item> = own.iter().chain(&with).copied().collect();
    let refund = settle(&all, under70, from70)?.refund();
    Some(Joint { refund, assumed: members.assumed, left_out })
}
