//! What makes rows of many years the same drug: its ingredients and how it gets into the body, whoever made it.

use serde::{Deserialize, Serialize};

use super::drug::Drug;
use super::form::DrugForm;
use super::ingredient::Named;
use crate::domain::tax::width::full_width;

/// Names one drug of a person, brand and generic alike. Never shown; an address calls it by a token.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DrugKey(String);

impl DrugKey {
    /// Of a drug: its ingredients where told, else its name without maker and strength, each by way of use.
    #[must_use]
    pub fn of(drug: &Drug) -> Self {
        Self::by(drug, Named::of(drug))
    }

    /// Of a drug whose ingredients are told, or known by what else a person's records say of the product.
    pub(super) fn by(drug: &Drug, named: Named) -> Self {
        let way = way(drug.form);
        Self(match named {
            Named::Parts(parts) => format!("{way}:{}", parts.join("＋")),
            Named::Mixture(name) => format!("{way}:{name}"),
            Named::Unknown => format!("{way}:名:{}", product(&drug.name)),
        })
    }

    /// How it gets into the body, and its ingredients; none where it stands for a name.
    pub(super) fn way_and_parts(&self) -> (&str, Vec<String>) {
        let (way, rest) = self.0.split_once(':').unwrap_or((&self.0, ""));
        let parts = rest.split('＋').filter(|part| !part.is_empty() && !rest.starts_with("名:"));
        (way, parts.map(str::to_owned).collect())
    }

    /// As a text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Swallowed, on the body, by needle, else. A suppository and a tablet of one ingredient are two drugs, a tablet by the day
/// and the same as needed are one.
pub(super) const fn way(form: DrugForm) -> &'static str {
    match form {
        DrugForm::Oral | DrugForm::AsNeeded | DrugForm::Drops | DrugForm::Infusion | DrugForm::Decoction => "内",
        DrugForm::External => "外",
        DrugForm::Injection => "注",
        DrugForm::Material => "材",
        DrugForm::Other => "他",
    }
}

/// A product's name without its maker (`「トーワ」`) and from the strength on; the whole where nothing would be left.
pub(super) fn product(name: &str) -> String {
    let wide: String = full_width(name).chars().filter(|c| !c.is_whitespace()).collect();
    let end = wide.find(|c: char| c == '「' || ('０'..='９').contains(&c)).filter(|end| *end > 0).unwrap_or(wide.len());
    wide[..end].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drug(name: &str, ingredient: &str, form: DrugForm) -> Drug {
        let ingredient = (!ingredient.is_empty()).then(|| ingredient.to_owned());
        Drug { ingredient, form, ..Drug::named(name) }
    }

    #[test]
    fn a_brand_and_a_generic_are_one_drug_and_another_way_of_use_is_another() {
        use DrugForm::{AsNeeded, External, Oral};
        for (one, other, same) in [
            (
                drug("ノルバスク錠５ｍｇ", "アムロジピンベシル酸塩", Oral),
                drug("アムロジピン錠２．５ｍｇ「サワイ」", "アムロジピン", Oral),
                true,
            ),
            (
                drug("ロキソニン錠６０ｍｇ", "ロキソプロフェンナトリウム水和物", Oral),
                drug("ロキソプロフェン錠", "ロキソプロフェン", AsNeeded),
                true,
            ),
            (
                drug("ロキソニン錠６０ｍｇ", "ロキソプロフェンナトリウム水和物", Oral),
                drug("ロキソニンテープ", "ロキソプロフェンナトリウム水和物", External),
                false,
            ),
            (
                drug("ノルバスク錠", "アムロジピン", Oral),
                drug("ミカムロ配合錠ＡＰ", "テルミサルタン・アムロジピン", Oral),
                false,
            ),
            (drug("見本錠５ｍｇ「トーワ」", "", Oral), drug("見本錠10mg「サワイ」", "", Oral), true),
            (drug("５ｍｇ", "", Oral), drug("１０ｍｇ", "", Oral), false),
        ] {
            assert_eq!(DrugKey::of(&one) == DrugKey::of(&other), same, "{} {}", one.name, other.name);
        }
    }
}
