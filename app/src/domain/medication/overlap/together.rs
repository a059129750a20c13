//! One ingredient, from however many places it comes: what was found of each two of them belongs together.

use super::Shared;
use crate::domain::medication::Supply;

/// All that was found of one ingredient.
#[derive(Clone, Debug, PartialEq)]
pub struct Together<'f, 'd> {
    /// What was found, at least one, the latest first.
    pub found: Vec<&'f Shared<'d>>,
}

impl<'d> Together<'_, 'd> {
    /// Each product from each place once, as it was handed out last, the latest first.
    #[must_use]
    pub fn sources(&self) -> Vec<Supply<'d>> {
        let mut all: Vec<Supply<'d>> = self.found.iter().flat_map(|one| one.pair).collect();
        all.sort_by_key(|one| std::cmp::Reverse(one.start));
        let mut sources: Vec<Supply<'d>> = Vec::new();
        for one in all {
            if sources.iter().all(|known| !is_same(known, &one)) {
                sources.push(one);
            }
        }
        sources
    }
}

/// Puts together what has the same ingredients; where only a code or the product was the same, what has a source in
/// common.
#[must_use]
pub fn together<'f, 'd>(found: impl IntoIterator<Item = &'f Shared<'d>>) -> Vec<Together<'f, 'd>> {
    let mut all: Vec<Together<'f, 'd>> = Vec::new();
    for one in found {
        let belongs = |group: &&mut Together<'f, 'd>| group.found.iter().any(|known| belong(known, one));
        match all.iter_mut().find(belongs) {
            Some(group) => group.found.push(one),
            None => all.push(Together { found: vec![one] }),
        }
    }
    all
}

fn belong(one: &Shared<'_>, other: &Shared<'_>) -> bool {
    let same_source = || one.pair.iter().any(|a| other.pair.iter().any(|b| is_same(a, b)));
    one.ingredients == other.ingredients && (!one.ingredients.is_empty() || same_source())
}

/// Whether both are one product from one place.
fn is_same(one: &Supply<'_>, other: &Supply<'_>) -> bool {
    one.drug.name == other.drug.name
        && one.from.source == other.from.source
        && one.from.provider().name == other.from.provider().name
}

#[cfg(test)]
mod tests {
    use super::super::overlaps;
    use super::super::tests::{from, oral, today};
    use super::*;
    use crate::domain::medication::merge;

    #[test]
    fn one_ingredient_from_three_places_is_one_with_three_sources() {
        let rows = [
            from("2026-11-01", "甲内科", vec![oral("アムロジピン錠", "アムロジピン"), oral("胃の錠", "レバミピド")]),
            from("2026-11-05", "乙病院", vec![oral("ノルバスク錠", "アムロジピン")]),
            from(
                "2026-11-09",
                "丙医院",
                vec![oral("アムロジンＯＤ錠", "アムロジピン"), oral("胃の薬錠", "レバミピド")],
            ),
        ];
        let lines = merge(&rows);
        let found = overlaps(&lines, today());
        assert_eq!(found.shared.len(), 4, "each two of three, and two");
        let groups: Vec<Vec<&str>> = together(&found.shared)
            .iter()
            .map(|group| group.sources().iter().map(|one| one.drug.name.as_str()).collect())
            .collect();
        assert_eq!(groups.len(), 2, "{groups:?}");
        assert!(groups.contains(&vec!["アムロジンＯＤ錠", "ノルバスク錠", "アムロジピン錠"]), "{groups:?}");
        assert!(groups.contains(&vec!["胃の薬錠", "胃の錠"]), "{groups:?}");
    }
}
