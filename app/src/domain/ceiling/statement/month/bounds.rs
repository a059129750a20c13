//! What is the most that can count or come back in a month, whatever is not known: where even that is too little, nothing is
//! asked, and nothing is left open.

use super::Facts;
use crate::domain::ceiling::age::AgeGroup;
use crate::domain::ceiling::disease::{HIGHER, USUAL};
use crate::domain::ceiling::formula::{Formula, half};
use crate::domain::ceiling::household::{COUNTS_FROM, Item, Place, Rates, settle};
use crate::domain::ceiling::prescriber::{Way, disease_at_most};
use crate::domain::ceiling::rows::{Care, Terms, sort};
use crate::domain::ceiling::tables::Table;
use crate::domain::expense::Expense;
use crate::domain::money::Yen;

/// The most that can be bills for a specific disease where the record of the insurer, and with it a certificate, is not seen:
/// care may be for one where what was paid is just a ceiling for one, and less than the share of the cost.
pub(super) fn unseen_bills(own: &[&Expense]) -> Yen {
    let terms = Terms { share_percent: Some(30), diseases: &[USUAL, HIGHER, half(USUAL)] };
    disease_at_most(&sort(own.iter().copied(), terms).units)
}

impl Facts {
    /// The most that can count, in whatever way the rows are joined. What is not understood may count whole.
    pub(super) fn at_most(&self, ways: Option<&[Way]>) -> Yen {
        let Some(ways) = ways.filter(|_| self.is_understood() && self.age == AgeGroup::Under70) else {
            return self.paid;
        };
        let counting = |way: &Way| way.items.iter().filter(|item| item.paid >= COUNTS_FROM).map(|item| item.paid).sum();
        ways.iter().map(counting).max().unwrap_or(Yen::ZERO)
    }

    /// Whether more may come back with the family's bills than without: against the lowest ceilings that there are, of any class
    /// and with 多数回. Items of under 70 count from 21,000 yen, of 70 and over all (施行令41条).
    pub(super) fn family_may_add(&self, table: &'static Table, ways: Option<&[Way]>) -> bool {
        let lower = |yen| if self.halved { half(yen) } else { yen };
        let rates = |age| {
            let outpatient = (age == AgeGroup::From70)
                .then(|| lower(table.lowest(age, self.month, self.two_tenths.then_some(Yen::ZERO))));
            Some(Rates { monthly: Formula::flat(lower(table.lowest_household(age)).0), outpatient })
        };
        let (under70, from70) = (rates(AgeGroup::Under70), rates(AgeGroup::From70));
        let refund = |items: &[Item]| settle(items, under70, from70).map(|one| one.refund()).unwrap_or_default();
        self.own_at_most(ways).iter().any(|own| refund(&[own.as_slice(), &self.family.items].concat()) > refund(own))
    }

    /// One's own items, in every way; what is not understood may count whole, as it does for `at_most`.
    fn own_at_most(&self, ways: Option<&[Way]>) -> Vec<Vec<Item>> {
        match ways.filter(|_| self.is_understood()) {
            Some(ways) => ways.iter().map(|way| way.items.clone()).collect(),
            None => {
                let (person, age, place) = (0, self.counted_as(), Place::Outpatient);
                vec![vec![Item { person, age, place, cost: Yen::ZERO, paid: self.paid }]]
            }
        }
    }

    /// By whose rules at most counts: those of 70 and over, where they may hold.
    const fn counted_as(&self) -> AgeGroup {
        if self.may_be_late { AgeGroup::From70 } else { self.age }
    }

    /// Whether each row is of a kind that is known and counts by the rules of the person's age.
    const fn is_understood(&self) -> bool {
        self.sorted.public == 0 && self.sorted.unknown == 0 && !self.may_be_late
    }

    /// Whether a pharmacy's bill may be for a specific disease. Where the insurer is not one, it is not seen which care is.
    pub(super) fn may_be_of_disease(&self) -> bool {
        let bills = self.sorted.units.iter().any(|unit| unit.care == Care::Pharmacy && unit.paid > Yen::ZERO);
        bills && self.certified
    }
}
