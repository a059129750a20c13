//! Numbers by which records refer to each other: kept where they are good, else counted anew.

use std::collections::BTreeSet;

use crate::domain::notebook::{Dispensed, Group, Order, Otc};

/// The highest number.
const MOST: usize = 999;

/// The number of each drug bought without prescription; none beyond the highest.
pub(super) fn otc_numbers(all: &[Otc]) -> Vec<Option<u16>> {
    let given: Vec<u16> = all.iter().filter_map(|one| one.number).collect();
    let distinct: BTreeSet<u16> = given.iter().copied().collect();
    let good = distinct.len() == given.len()
        && given.iter().all(|number| (1..=MOST).contains(&usize::from(*number)))
        && all.iter().all(|one| one.number.is_some() || one.ingredients.is_empty());
    if good {
        return all.iter().map(|one| one.number).collect();
    }
    (1..).map(|number: usize| (number <= MOST).then(|| u16::try_from(number).ok()).flatten()).take(all.len()).collect()
}

/// A dispensing whose groups have good numbers: itself, or several of the same day and place where there are more groups
/// than numbers.
pub(super) fn parts(one: &Dispensed) -> Vec<Dispensed> {
    let numbers: Vec<u16> = one.groups().map(|group| group.number).collect();
    let distinct: BTreeSet<u16> = numbers.iter().copied().collect();
    let good =
        distinct.len() == numbers.len() && numbers.iter().all(|number| (1..=MOST).contains(&usize::from(*number)));
    // An order without a doctor can only be the first: nothing in the file would tell where it begins.
    let ordered = one.orders.iter().skip(1).all(|order| order.doctor.is_some());
    let filled = one.groups().all(|group| !group.drugs.is_empty());
    if good && ordered && filled {
        return vec![one.clone()];
    }
    let mut parts = vec![Dispensed { orders: Vec::new(), ..one.clone() }];
    let mut count = 0;
    for order in &one.orders {
        let mut own = Order { doctor: order.doctor.clone(), groups: Vec::new() };
        let must_begin = order.doctor.is_none() && parts.last().is_some_and(|part| !part.orders.is_empty());
        if must_begin {
            parts.push(head_of(one));
            count = 0;
        }
        for group in order.groups.iter().filter(|group| !group.drugs.is_empty()) {
            if count == MOST {
                put(
                    &mut parts,
                    std::mem::replace(&mut own, Order { doctor: order.doctor.clone(), groups: Vec::new() }),
                );
                parts.push(head_of(one));
                count = 0;
            }
            count += 1;
            own.groups.push(Group { number: u16::try_from(count).unwrap_or_default(), ..group.clone() });
        }
        put(&mut parts, own);
    }
    parts
}

fn put(parts: &mut [Dispensed], order: Order) {
    if let Some(last) = parts.last_mut()
        && (order.doctor.is_some() || !order.groups.is_empty())
    {
        last.orders.push(order);
    }
}

/// The same day, place and prescriber with nothing in it yet.
fn head_of(one: &Dispensed) -> Dispensed {
    Dispensed {
        place: one.place.clone(),
        prescribed_at: one.prescribed_at.clone(),
        ..Dispensed::new(one.on, one.author)
    }
}
