//! What one person's records tell of a product in one place and leave out in another: its ingredient and its twelve-character code.
//!
//! Receipts carry nine digits that say nothing about the ingredient, notebooks often nothing else. Where another record of the
//! same person names the same product, by those digits or by its full name, it is known without any list of drugs.

use std::collections::HashMap;

use super::code::CodeSystem;
use super::drug::Drug;
use super::ingredient::Named;
use super::key::DrugKey;
use super::merge::Merged;
use crate::domain::tax::width::full_width;

/// What is known of products, by their nine digits and by their full names.
#[derive(Default)]
pub(super) struct Learned {
    codes: HashMap<String, String>,
    named: HashMap<String, Named>,
}

impl Learned {
    /// From drugs. Where two records say different things of one product, the first is believed.
    pub(super) fn of<'d>(drugs: impl Iterator<Item = &'d Drug>) -> Self {
        let mut learned = Self::default();
        let mut general = Vec::new();
        for drug in drugs {
            let named = Named::of(drug);
            for product in products(drug) {
                if let Some(code) = own_code(drug) {
                    learned.codes.entry(product.clone()).or_insert_with(|| code.to_owned());
                }
                match (&named, &drug.ingredient) {
                    (Named::Unknown, _) => {}
                    (_, Some(_)) => _ = learned.named.entry(product).or_insert_with(|| named.clone()),
                    // The name it was prescribed under is less exact than its ingredient.
                    (_, None) => general.push((product, named.clone())),
                }
            }
        }
        for (product, named) in general {
            learned.named.entry(product).or_insert(named);
        }
        learned
    }

    /// From merged rows, and from those that another took the place of: these often tell more.
    pub(super) fn of_lines(lines: &[Merged<'_>]) -> Self {
        let rows = lines.iter().flat_map(|line| std::iter::once(line.row).chain(line.superseded.iter().copied()));
        Self::of(rows.flat_map(|row| &row.drugs))
    }

    /// The twelve-character code of a drug, as far as it tells the ingredient: its own, else the product's.
    pub(super) fn code<'s>(&'s self, drug: &'s Drug) -> Option<&'s str> {
        own_code(drug).or_else(|| products(drug).find_map(|product| self.codes.get(&product).map(String::as_str)))
    }

    /// The ingredients of a drug: its own, else the product's.
    pub(super) fn named(&self, drug: &Drug) -> Named {
        let own = Named::of(drug);
        if own != Named::Unknown {
            return own;
        }
        products(drug).find_map(|product| self.named.get(&product).cloned()).unwrap_or(Named::Unknown)
    }

    /// The key of a drug by what is known of its product.
    pub(super) fn key(&self, drug: &Drug) -> DrugKey {
        DrugKey::by(drug, self.named(drug))
    }
}

/// What names the very same product: its nine digits, its full name.
pub(super) fn products(drug: &Drug) -> impl Iterator<Item = String> + use<> {
    let code = drug.code_in(CodeSystem::Receipt).map(str::trim).filter(|code| code.len() == 9);
    let name: String = full_width(&drug.name).chars().filter(|c| !c.is_whitespace()).collect();
    code.map(|code| format!("={code}")).into_iter().chain((!name.is_empty()).then_some(name))
}

/// Whether both are surely the same product.
pub(super) fn same_product(one: &Drug, other: &Drug) -> bool {
    products(one).any(|product| products(other).any(|known| known == product))
}

fn own_code(drug: &Drug) -> Option<&str> {
    drug.other_codes
        .iter()
        .find(|code| code.system.tells_ingredient() && code.value.len() == 12 && code.value.is_ascii())
        .map(|code| code.value.as_str())
}
