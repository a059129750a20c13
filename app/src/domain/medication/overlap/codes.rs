//! The twelve-character code of a drug: its own, or the one another record of the same person gives to the same product.
//!
//! Receipts carry nine digits that say nothing about the ingredient. Where an electronic dispensing or a notebook names the
//! same product with both, or by the same full name, its code is known without any list of drugs.

use std::collections::HashMap;

use super::super::code::CodeSystem;
use super::super::drug::Drug;
use super::super::supply::Supply;
use crate::domain::tax::width::full_width;

/// What one person's records tell about codes.
pub(super) struct Codes<'d> {
    by_receipt: HashMap<&'d str, &'d str>,
    by_name: HashMap<String, &'d str>,
}

impl<'d> Codes<'d> {
    /// From all that was handed out.
    pub(super) fn learn(all: &[Supply<'d>]) -> Self {
        let mut codes = Self { by_receipt: HashMap::new(), by_name: HashMap::new() };
        for drug in all.iter().map(|supply| supply.drug) {
            let Some(code) = own(drug) else { continue };
            if let Some(receipt) = drug.code_in(CodeSystem::Receipt) {
                codes.by_receipt.entry(receipt).or_insert(code);
            }
            codes.by_name.entry(product(drug)).or_insert(code);
        }
        codes
    }

    /// The code of a drug, as far as it tells the ingredient.
    pub(super) fn of(&self, drug: &'d Drug) -> Option<&'d str> {
        let by_receipt = || drug.code_in(CodeSystem::Receipt).and_then(|code| self.by_receipt.get(code).copied());
        own(drug).or_else(by_receipt).or_else(|| self.by_name.get(&product(drug)).copied())
    }
}

fn own(drug: &Drug) -> Option<&str> {
    drug.other_codes
        .iter()
        .find(|code| code.system.tells_ingredient() && code.value.len() == 12 && code.value.is_ascii())
        .map(|code| code.value.as_str())
}

fn product(drug: &Drug) -> String {
    full_width(&drug.name).chars().filter(|c| !c.is_whitespace()).collect()
}
