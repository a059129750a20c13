//! Whether a note about an allergy or a side effect names a drug that somebody has: by the words alone.

use std::collections::BTreeSet;

use super::drug::Drug;
use super::learned::Learned;
use super::merge::Merged;
use super::supply::Supply;
use crate::domain::tax::width::full_width;

/// As many letters a name must have to be looked for in a note: shorter ones stand in too many words.
pub(super) const LEAST: usize = 3;

/// What a note names among what somebody has.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NamedIn<'s, 'd> {
    /// Whose ingredient, or whose product up to its strength or maker, stands in it.
    pub named: Vec<&'s Supply<'d>>,
    /// What has an ingredient of these, under whatever name.
    pub same: Vec<&'s Supply<'d>>,
}

/// The supplies that a note names. A note may say it in other words, so that nothing found is no answer. `lines` tell
/// the ingredients of products that a record leaves out, and those of a product that is named and not there any more.
#[must_use]
pub fn named_in<'s, 'd>(note: &str, supplies: &'s [Supply<'d>], lines: &[Merged<'_>]) -> NamedIn<'s, 'd> {
    let note = plain(note);
    let learned = Learned::of_lines(lines);
    let says = |name: &str| name.chars().count() >= LEAST && note.contains(name);
    let says_product = |drug: &Drug| {
        let product = stem(&drug.name);
        // A tablet that melts in the mouth has the name of the other with two letters more.
        says(&product) || says(product.trim_end_matches("ＯＤ"))
    };
    let is_named = |drug: &Drug| says_product(drug) || learned.named(drug).parts().iter().any(|part| says(part));
    let (named, others): (Vec<_>, Vec<_>) = supplies.iter().partition(|supply| is_named(supply.drug));
    let rows = lines.iter().flat_map(|line| std::iter::once(line.row).chain(line.superseded.iter().copied()));
    let parts: BTreeSet<String> = rows
        .flat_map(|row| &row.drugs)
        .filter(|drug| says_product(drug))
        .flat_map(|drug| learned.named(drug).parts().to_vec())
        .collect();
    let same = others
        .into_iter()
        .filter(|supply: &&Supply<'d>| learned.named(supply.drug).parts().iter().any(|part| parts.contains(part)))
        .collect();
    NamedIn { named, same }
}

/// A product's name up to its strength or maker, in wide letters.
pub(super) fn stem(name: &str) -> String {
    let mut product = plain(name);
    let end = product.find(|c: char| c == '「' || c == '錠' || ('０'..='９').contains(&c)).unwrap_or(product.len());
    product.truncate(end);
    product
}

/// Wide letters without spaces.
pub(super) fn plain(text: &str) -> String {
    full_width(text).chars().filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::medication::{Dispensing, Drug, DrugForm, DrugSource, Institution, merge};

    fn dispensing() -> Dispensing {
        let day = "2026-11-10".parse().expect("a day");
        Dispensing::on(DrugSource::Receipt, day, Institution::named("見本薬局"))
    }

    fn drug(name: &str, ingredient: &str) -> Drug {
        Drug { ingredient: Some(ingredient.into()), form: DrugForm::Oral, times: Some(28), ..Drug::named(name) }
    }

    #[test]
    fn a_note_names_a_drug_by_ingredient_or_product() {
        let mut row = dispensing();
        row.drugs = vec![
            drug("ロキソニン錠６０ｍｇ", "ロキソプロフェンナトリウム水和物"),
            drug("バイアスピリン錠", "アスピリン"),
        ];
        let rows = [row];
        let lines = merge(&rows);
        let supplies = Supply::all(&lines);
        for (note, wanted) in [
            ("ロキソプロフェンで発疹", vec!["ロキソニン錠６０ｍｇ"]),
            ("ﾛｷｿﾆﾝでじんましん", vec!["ロキソニン錠６０ｍｇ"]),
            ("アスピリン喘息", vec!["バイアスピリン錠"]),
            ("ペニシリン", vec![]),
            ("卵", vec![]),
            ("", vec![]),
        ] {
            let found = named_in(note, &supplies, &lines);
            let found: Vec<&str> = found.named.into_iter().map(|one| one.drug.name.as_str()).collect();
            assert_eq!(found, wanted, "{note}");
        }
    }

    #[test]
    fn what_has_the_ingredient_of_a_named_product_is_told_too() {
        let mut row = dispensing();
        let edoxaban = "エドキサバントシル酸塩水和物";
        let (tablet, melting) = ("リクシアナ錠３０ｍｇ", "リクシアナＯＤ錠３０ｍｇ");
        let generic = "エドキサバン錠３０ｍｇ「見本」";
        row.drugs = vec![drug(melting, edoxaban), drug(generic, edoxaban), drug("バイアスピリン錠", "アスピリン")];
        let before = Dispensing { drugs: vec![drug(tablet, edoxaban)], ..row.clone() };
        // Whether the product that the note names is still in hand, or was only given once.
        for in_hand in [true, false] {
            let rows = [before.clone(), row.clone()];
            let lines = merge(&rows);
            let mut supplies = Supply::all(&lines);
            supplies.retain(|one| in_hand || one.drug.name != tablet);
            let found = named_in("リクシアナで出血", &supplies, &lines);
            let names = |all: &[&Supply<'_>]| {
                let mut names: Vec<String> = all.iter().map(|one| one.drug.name.clone()).collect();
                names.sort();
                names
            };
            let mut wanted = vec![melting.to_owned()];
            wanted.extend(in_hand.then(|| tablet.to_owned()));
            wanted.sort();
            assert_eq!(names(&found.named), wanted);
            assert_eq!(names(&found.same), [generic]);
        }
    }
}
