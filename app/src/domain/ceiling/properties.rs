//! What holds for every amount: ceilings only rise with the cost, nothing comes back that was not paid, more care never makes
//! a month cheaper.

use proptest::prelude::*;

use super::age::AgeGroup;
use super::class::Class;
use super::formula::Formula;
use super::household::{Item, Place, Rates, settle};
use super::tables::TABLES;
use crate::domain::money::Yen;

fn formula() -> impl Strategy<Value = Formula> {
    let all: Vec<Formula> = TABLES
        .iter()
        .flat_map(|table| table.rows)
        .flat_map(|row| [Some(row.monthly), Some(row.monthly.halved()), row.many.map(|many| Formula::flat(many.0))])
        .flatten()
        .collect();
    prop::sample::select(all)
}

/// The two halves of the tables that one household can have, of one table.
fn household() -> impl Strategy<Value = (Rates, Rates)> {
    let pairs = [
        (Class::A, Class::Active3),
        (Class::I, Class::Active2),
        (Class::U, Class::Active1),
        (Class::U, Class::General),
        (Class::E, Class::General),
        (Class::O, Class::Low2),
        (Class::O, Class::Low1),
    ];
    let all: Vec<(Rates, Rates)> = TABLES
        .iter()
        .flat_map(|table| {
            pairs.iter().flat_map(|(young, old)| {
                let rates = |class| {
                    table.rows_of(class).last().map(|row| Rates { monthly: row.monthly, outpatient: row.outpatient })
                };
                rates(*young).zip(rates(*old))
            })
        })
        .collect();
    prop::sample::select(all)
}

fn item() -> impl Strategy<Value = Item> {
    (0usize..3, any::<bool>(), any::<bool>(), 0i64..3_000_000, 1i64..=3).prop_map(
        |(person, old, inside, cost, share)| Item {
            // Nobody is both.
            person: if old { person } else { person + 3 },
            age: if old { AgeGroup::From70 } else { AgeGroup::Under70 },
            place: if inside { Place::Inpatient } else { Place::Outpatient },
            cost: Yen(cost),
            paid: Yen(if old { cost * share / 10 } else { cost * 3 / 10 }),
        },
    )
}

proptest! {
    #[test]
    fn a_ceiling_rises_with_the_cost_and_is_never_below_its_base(formula in formula(), cost in 0i64..100_000_000, more in 0i64..10_000_000) {
        let (lower, higher) = (formula.at(Yen(cost)), formula.at(Yen(cost + more)));
        prop_assert!(formula.base <= lower && lower <= higher);
        prop_assert!((higher - lower).0 <= more / 100 + 1, "by one percent at most");
    }

    #[test]
    fn no_more_comes_back_than_was_paid_and_nothing_is_lost(items in prop::collection::vec(item(), 0..8), (young, old) in household()) {
        let found = settle(&items, Some(young), Some(old)).expect("both are known");
        let paid: Yen = items.iter().map(|item| item.paid).sum();
        prop_assert!(found.refund() >= Yen::ZERO && found.refund() <= paid);
        prop_assert_eq!(found.borne() + found.refund(), paid);
        for step in [found.outpatient, found.elders, found.whole] {
            prop_assert!(step.refund >= Yen::ZERO && step.borne() >= Yen::ZERO);
        }
    }

    #[test]
    fn the_order_of_items_does_not_matter(items in prop::collection::vec(item(), 0..8), (young, old) in household(), turn in 0usize..8) {
        let mut turned = items.clone();
        if !turned.is_empty() {
            let by = turn % turned.len();
            turned.rotate_left(by);
        }
        turned.reverse();
        prop_assert_eq!(settle(&items, Some(young), Some(old)), settle(&turned, Some(young), Some(old)));
    }

    /// For care at another institution. More care at the same one can lift an item over 21,000 yen, and then less is left.
    #[test]
    fn another_item_never_lowers_what_is_borne(items in prop::collection::vec(item(), 0..8), more in item(), (young, old) in household()) {
        let before = settle(&items, Some(young), Some(old)).expect("both are known");
        let all: Vec<Item> = items.iter().copied().chain([more]).collect();
        let after = settle(&all, Some(young), Some(old)).expect("both are known");
        prop_assert!(after.borne() >= before.borne(), "{before:?} {after:?}");
    }

    #[test]
    fn without_the_ceilings_of_an_age_nothing_is_said_about_it(items in prop::collection::vec(item(), 1..8), (young, old) in household()) {
        let has = |age| items.iter().any(|item| item.age == age);
        prop_assert_eq!(settle(&items, None, Some(old)).is_none(), has(AgeGroup::Under70));
        prop_assert_eq!(settle(&items, Some(young), None).is_none(), has(AgeGroup::From70));
    }
}
