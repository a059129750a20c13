//! Drugs that a person does not want on sheets and among what they share (秘匿): kept on their wish, shown to them alone.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::dispensing::Dispensing;
use super::drug::Drug;
use super::key::DrugKey;

/// Most drugs one person can hide.
const MOST: usize = 200;

/// One hidden drug.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HiddenDrug {
    /// Which drug: brand and generic alike.
    pub key: DrugKey,
    /// What the person calls it in the list of them.
    pub name: String,
    /// Since when.
    pub on: NaiveDate,
}

/// All drugs that one person hides.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HiddenDrugs(Vec<HiddenDrug>);

/// The list is full; nothing was added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Full;

impl HiddenDrugs {
    /// All, the newest first.
    #[must_use]
    pub fn all(&self) -> &[HiddenDrug] {
        &self.0
    }

    /// Whether nothing is hidden.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Hides a drug. Hiding it twice hides it once, since the first day.
    ///
    /// # Errors
    /// [`Full`] where no more fit.
    pub fn hide(&mut self, drug: &Drug, on: NaiveDate) -> Result<(), Full> {
        let key = DrugKey::of(drug);
        if self.0.iter().any(|one| one.key == key) {
            return Ok(());
        }
        if self.0.len() >= MOST {
            return Err(Full);
        }
        self.0.insert(0, HiddenDrug { key, name: drug.name.clone(), on });
        Ok(())
    }

    /// Shows a drug again; whether it was hidden.
    pub fn show(&mut self, key: &DrugKey) -> bool {
        let before = self.0.len();
        self.0.retain(|one| one.key != *key);
        self.0.len() < before
    }

    /// Whether a drug is hidden.
    #[must_use]
    pub fn hides(&self, drug: &Drug) -> bool {
        !self.0.is_empty() && self.hides_key(&DrugKey::of(drug))
    }

    /// Whether the drug of a name is hidden.
    #[must_use]
    pub fn hides_key(&self, key: &DrugKey) -> bool {
        self.0.iter().any(|one| one.key == *key)
    }

    /// Takes the hidden drugs out of rows, whatever source tells them, and the rows that are then empty: nothing computed from
    /// what is left can tell of them. Gives how many drugs were taken out.
    pub fn leave_out(&self, rows: &mut Vec<Dispensing>) -> usize {
        if self.is_empty() {
            return 0;
        }
        let mut taken = 0;
        rows.retain_mut(|row| {
            let before = row.drugs.len();
            row.drugs.retain(|drug| !self.hides(drug));
            let hidden = before - row.drugs.len();
            taken += hidden;
            hidden == 0 || !row.drugs.is_empty()
        });
        taken
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::medication::{DrugForm, DrugSource, Institution};

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day")
    }

    fn drug(name: &str, ingredient: &str) -> Drug {
        Drug { ingredient: Some(ingredient.into()), form: DrugForm::Oral, ..Drug::named(name) }
    }

    fn row(source: DrugSource, drugs: Vec<Drug>) -> Dispensing {
        Dispensing { drugs, ..Dispensing::on(source, day(), Institution::named("見本薬局")) }
    }

    #[test]
    fn a_hidden_drug_goes_as_brand_and_generic_from_every_source_and_nothing_else_does() {
        let mut hidden = HiddenDrugs::default();
        hidden.hide(&drug("ブランド錠５ｍｇ", "エチゾラム"), day()).expect("room");
        hidden.hide(&drug("別の名の錠", "エチゾラム"), day()).expect("there already");
        assert_eq!(hidden.all().len(), 1);
        let mut rows = vec![
            row(DrugSource::Receipt, vec![drug("エチゾラム錠「見本」", "エチゾラム"), drug("胃薬", "レバミピド")]),
            row(DrugSource::Dispensing, vec![drug("ブランド錠", "エチゾラム")]),
            row(DrugSource::Receipt, vec![drug("胃薬", "レバミピド")]),
        ];
        assert_eq!(hidden.leave_out(&mut rows), 2);
        assert_eq!(rows.len(), 2, "a row with nothing left does not tell that somebody was seen");
        assert!(rows.iter().flat_map(|row| &row.drugs).all(|drug| drug.name == "胃薬"));
        assert!(hidden.show(&DrugKey::of(&drug("", "エチゾラム"))) && hidden.is_empty());
    }

    #[test]
    fn a_list_ends_somewhere() {
        let mut hidden = HiddenDrugs::default();
        for number in 0..MOST {
            hidden.hide(&drug("錠", &format!("成分{number}")), day()).expect("room");
        }
        assert_eq!(hidden.hide(&drug("錠", "もうひとつ"), day()), Err(Full));
    }

    proptest! {
        #[test]
        fn nothing_hidden_is_left_and_nothing_else_is_gone(
            rows in prop::collection::vec(prop::collection::vec("[アイウ]", 0..4), 0..6),
            names in prop::collection::vec("[アイウ]", 0..3),
        ) {
            let mut hidden = HiddenDrugs::default();
            for name in &names {
                hidden.hide(&drug(name, name), day()).expect("room");
            }
            let mut left: Vec<Dispensing> = rows.iter().map(|names| row(DrugSource::Receipt, names.iter().map(|name| drug(name, name)).collect())).collect();
            let before = left.iter().map(|row| row.drugs.len()).sum::<usize>();
            let shown = rows.iter().flatten().filter(|name| !names.contains(name)).count();
            let taken = hidden.leave_out(&mut left);
            prop_assert_eq!(left.iter().map(|row| row.drugs.len()).sum::<usize>(), shown);
            prop_assert_eq!(taken, before - shown);
        }
    }
}
