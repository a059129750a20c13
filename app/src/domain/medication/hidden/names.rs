//! By what a hidden drug is known again: its key, its product, an ingredient; and what names it in a note.

use super::super::caution::{LEAST, plain, stem};
use super::super::drug::Drug;
use super::super::ingredient::Named;
use super::super::key::{DrugKey, way};
use super::super::learned::{Learned, same_product};
use super::HiddenDrug;

/// The way of use of a drug of which none is told.
const NO_WAY: &str = "他";

/// One hidden drug with what is known of it.
pub(super) struct Meant<'h> {
    hidden: &'h HiddenDrug,
    as_drug: Drug,
    way: &'h str,
    parts: Vec<String>,
}

impl<'h> Meant<'h> {
    /// With what a person's records tell of the product.
    pub(super) fn of(hidden: &'h HiddenDrug, learned: &Learned) -> Self {
        let as_drug = Drug { code: hidden.code.clone(), ..Drug::named(hidden.name.clone()) };
        let (way, mut parts) = hidden.key.way_and_parts();
        if parts.is_empty() {
            parts = learned.named(&as_drug).parts().to_vec();
        }
        Self { hidden, as_drug, way, parts }
    }

    /// Its key.
    pub(super) fn key(&self) -> &DrugKey {
        &self.hidden.key
    }

    /// Whether a drug is this one, or has an ingredient of it by the same way of use.
    pub(super) fn is(&self, drug: &Drug, learned: &Learned) -> bool {
        let named = learned.named(drug);
        if same_product(drug, &self.as_drug) || DrugKey::by(drug, named.clone()) == self.hidden.key {
            return true;
        }
        let way = way(drug.form);
        let alike = way == self.way || way == NO_WAY || self.way == NO_WAY;
        alike
            && match named {
                // A generic is named by its ingredient.
                Named::Unknown => {
                    let name = plain(&drug.name);
                    self.parts.iter().any(|part| part.chars().count() >= LEAST && name.contains(part))
                }
                named => named.parts().iter().any(|part| self.parts.contains(part)),
            }
    }

    /// What names it in a note.
    pub(super) fn words(&self) -> Vec<String> {
        words(&self.hidden.name, &self.parts)
    }
}

/// What names a drug in a note: its product up to the strength, its ingredients. Short ones stand in too many words.
pub(super) fn words(name: &str, parts: &[String]) -> Vec<String> {
    let all = std::iter::once(stem(name)).chain(parts.iter().cloned());
    all.filter(|word| word.chars().count() >= LEAST).map(|word| folded(&word)).collect()
}

/// Wide letters without spaces, hiragana as katakana.
pub(super) fn folded(text: &str) -> String {
    let fold = |c: char| match c {
        'ぁ'..='ゖ' => char::from_u32(u32::from(c) + 0x60).unwrap_or(c),
        c => c,
    };
    plain(text).chars().map(fold).collect()
}
