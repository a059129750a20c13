//! Puts rows in their order by one sort for rows of every kind: a browser that reads files would else fetch a copy of it for each.

use std::cmp::Ordering;

/// By a comparison; what is equal keeps its order.
pub fn sort_by<T>(rows: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let places = places(rows.len(), &|one, other| compare(&rows[one], &rows[other]));
    let mut taken: Vec<Option<T>> = std::mem::take(rows).into_iter().map(Some).collect();
    rows.extend(places.into_iter().filter_map(|place| taken[place].take()));
}

/// By a key; what is equal keeps its order.
pub fn sort_by_key<T, K: Ord>(rows: &mut Vec<T>, key: impl Fn(&T) -> K) {
    sort_by(rows, |one, other| key(one).cmp(&key(other)));
}

#[inline(never)]
fn places(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by(|one, other| compare(*one, *other));
    places
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_order_is_that_of_the_library(rows in proptest::collection::vec((0_u8..5, "[a-c]{0,2}"), 0..40)) {
            let mut ours = rows.clone();
            sort_by_key(&mut ours, |row| row.0);
            let mut theirs = rows.clone();
            theirs.sort_by_key(|row| row.0);
            prop_assert_eq!(&ours, &theirs);
            sort_by(&mut ours, |one, other| other.cmp(one));
            theirs.sort_by(|one, other| other.cmp(one));
            prop_assert_eq!(ours, theirs);
        }
    }
}
