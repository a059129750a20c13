//! Whether a note about an allergy or a side effect names a drug that somebody has: by the words alone.

use super::ingredient::Named;
use super::supply::Supply;
use crate::domain::tax::width::full_width;

/// As many letters a name must have to be looked for in a note: shorter ones stand in too many words.
pub(super) const LEAST: usize = 3;

/// The supplies whose ingredient, or whose product up to its strength or maker, stands in a note. A note may say it in other words,
/// so that nothing found is no answer.
#[must_use]
pub fn named_in<'s, 'd>(note: &str, supplies: &'s [Supply<'d>]) -> Vec<&'s Supply<'d>> {
    let note = plain(note);
    let says = |name: &str| name.chars().count() >= LEAST && note.contains(name);
    supplies
        .iter()
        .filter(|supply| says(&stem(&supply.drug.name)) || Named::of(supply.drug).parts().iter().any(|part| says(part)))
        .collect()
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

    #[test]
    fn a_note_names_a_drug_by_ingredient_or_product() {
        let day = "2026-11-10".parse().expect("a day");
        let mut row = Dispensing::on(DrugSource::Receipt, day, Institution::named("見本薬局"));
        let drug = |name: &str, ingredient: &str| Drug {
            ingredient: Some(ingredient.into()),
            form: DrugForm::Oral,
            times: Some(28),
            ..Drug::named(name)
        };
        row.drugs = vec![
            drug("ロキソニン錠６０ｍｇ", "ロキソプロフェンナトリウム水和物"),
            drug("バイアスピリン錠", "アスピリン"),
        ];
        let rows = [row];
        let supplies = Supply::all(&merge(&rows));
        for (note, wanted) in [
            ("ロキソプロフェンで発疹", vec!["ロキソニン錠６０ｍｇ"]),
            ("ﾛｷｿﾆﾝでじんましん", vec!["ロキソニン錠６０ｍｇ"]),
            ("アスピリン喘息", vec!["バイアスピリン錠"]),
            ("ペニシリン", vec![]),
            ("卵", vec![]),
            ("", vec![]),
        ] {
            let found: Vec<&str> = named_in(note, &supplies).into_iter().map(|one| one.drug.name.as_str()).collect();
            assert_eq!(found, wanted, "{note}");
        }
    }
}
