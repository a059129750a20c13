//! Drugs that a person does not want on sheets and among what they share (秘匿): kept on their wish, shown to them alone.

mod names;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::dispensing::Dispensing;
use super::drug::Drug;
use super::key::DrugKey;
use super::learned::Learned;
use names::{Meant, words};

/// Most drugs one person can hide.
const MOST: usize = 200;

/// One hidden drug.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HiddenDrug {
    /// Which drug: brand and generic alike.
    pub key: DrugKey,
    /// What the person calls it in the list of them.
    pub name: String,
    /// Its nine digits, where it had some.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub code: String,
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
        self.0.insert(0, HiddenDrug { key, name: drug.name.clone(), code: drug.code.clone(), on });
        Ok(())
    }

    /// Shows a drug again; whether it was hidden.
    pub fn show(&mut self, key: &DrugKey) -> bool {
        let before = self.0.len();
        self.0.retain(|one| one.key != *key);
        self.0.len() < before
    }

    /// Whether a drug is hidden: as this key, as the same product by its nine digits or name, or because it has an ingredient
    /// of a hidden one. A notebook names the product of a receipt without its ingredient.
    #[must_use]
    pub fn hides(&self, drug: &Drug) -> bool {
        !self.hidden_as(drug).is_empty()
    }

    /// As which of the hidden drugs a drug is hidden.
    #[must_use]
    pub fn hidden_as(&self, drug: &Drug) -> BTreeSet<DrugKey> {
        let learned = Learned::default();
        let meant = self.0.iter().map(|one| Meant::of(one, &learned));
        meant.filter(|one| one.is(drug, &learned)).map(|one| one.key().clone()).collect()
    }

    /// Whether the drug of a name is hidden.
    #[must_use]
    pub fn hides_key(&self, key: &DrugKey) -> bool {
        self.0.iter().any(|one| one.key == *key)
    }

    /// Takes the hidden drugs out of rows, whatever source tells them, and the rows that are then empty: nothing computed from
    /// what is left can tell of them. Notes of a dispensing that a drug was taken from go as well, and any note that names one.
    pub fn leave_out(&self, rows: &mut Vec<Dispensing>) -> LeftOut {
        let mut left = LeftOut::default();
        if self.is_empty() {
            return left;
        }
        let learned = Learned::of(rows.iter().flat_map(|row| &row.drugs));
        let meant: Vec<Meant<'_>> = self.0.iter().map(|one| Meant::of(one, &learned)).collect();
        left.words = meant.iter().flat_map(Meant::words).collect();
        rows.retain_mut(|row| {
            let before = row.drugs.len();
            row.drugs.retain(|drug| {
                let keys: Vec<&DrugKey> = meant.iter().filter(|one| one.is(drug, &learned)).map(Meant::key).collect();
                if !keys.is_empty() {
                    left.words.extend(words(&drug.name, learned.named(drug).parts()));
                    left.kinds.extend(keys.iter().map(|key| (*key).clone()));
                }
                keys.is_empty()
            });
            let taken = before - row.drugs.len();
            left.drugs += taken;
            if taken > 0 {
                left.notes += row.notes.len();
                row.notes.clear();
            }
            taken == 0 || !row.drugs.is_empty()
        });
        // Only now every name is known.
        for row in rows {
            left.drop_notes(&mut row.notes);
            for drug in &mut row.drugs {
                left.drop_notes(&mut drug.notes);
                if drug.instruction.as_deref().is_some_and(|text| left.is_named_in(text)) {
                    drug.instruction = None;
                    left.notes += 1;
                }
            }
        }
        left
    }
}

/// What was left out because it is hidden.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// As which of the hidden drugs.
    pub kinds: BTreeSet<DrugKey>,
    /// How many drugs of how many rows, one that several sources tell counted for each.
    pub drugs: usize,
    /// How many notes.
    pub notes: usize,
    /// What names them in a text.
    words: BTreeSet<String>,
}

impl LeftOut {
    /// Whether a text names one of them.
    #[must_use]
    pub fn is_named_in(&self, text: &str) -> bool {
        let text = names::folded(text);
        self.words.iter().any(|word| text.contains(word))
    }

    fn drop_notes(&mut self, notes: &mut Vec<String>) {
        let before = notes.len();
        notes.retain(|note| !self.is_named_in(note));
        self.notes += before - notes.len();
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
        assert_eq!(hidden.leave_out(&mut rows).drugs, 2);
        assert_eq!(rows.len(), 2, "a row with nothing left does not tell that somebody was seen");
        assert!(rows.iter().flat_map(|row| &row.drugs).all(|drug| drug.name == "胃薬"));
        assert!(hidden.show(&DrugKey::of(&drug("", "エチゾラム"))) && hidden.is_empty());
    }

    #[test]
    fn a_hidden_drug_goes_as_the_same_product_in_any_writing_and_with_all_that_names_it() {
        let coded = |drug: Drug, code: &str| Drug { code: code.into(), ..drug };
        let bare = |name: &str, form: DrugForm| Drug { form, ..Drug::named(name) };
        let of_hub = || coded(drug("ハルシオン０．２５ｍｇ錠", "トリアゾラム"), "610444095");
        for (other, gone) in [
            (coded(bare("別の書き方", DrugForm::Other), "610444095"), true),
            (bare("ﾊﾙｼｵﾝ0.25mg錠", DrugForm::Other), true),
            (bare("トリアゾラム錠０．２５ｍｇ「見本」", DrugForm::Other), true),
            (
                Drug {
                    general: Some("【般】トリアゾラム錠０．２５ｍｇ".into()), ..bare("見本錠", DrugForm::Oral)
                },
                true,
            ),
            (drug("合わせた錠", "トリアゾラム・レバミピド"), true),
            (bare("アムロジピン錠５ｍｇ", DrugForm::Oral), false),
            (coded(bare("ハルシ", DrugForm::Oral), "610444096"), false),
            (Drug { form: DrugForm::External, ..drug("塗り薬", "トリアゾラム") }, false),
        ] {
            let mut hidden = HiddenDrugs::default();
            hidden.hide(&of_hub(), day()).expect("room");
            assert_eq!(hidden.hides(&other), gone, "{}", other.name);
            let keep = drug("胃薬", "レバミピド");
            let mut rows = vec![row(DrugSource::Notebook, vec![other.clone(), keep.clone()])];
            let left = hidden.leave_out(&mut rows);
            assert_eq!((left.drugs, rows[0].drugs.len()), if gone { (1, 1) } else { (0, 2) }, "{}", other.name);
        }
        // The other way round: hidden as it stands in the notebook, told with its ingredient by the hub.
        let mut hidden = HiddenDrugs::default();
        hidden.hide(&coded(bare("ハルシオン０．２５ｍｇ錠", DrugForm::Oral), "610444095"), day()).expect("room");
        let mut rows = vec![
            row(DrugSource::Receipt, vec![of_hub()]),
            row(DrugSource::Receipt, vec![drug("トリアゾラム錠「別」", "トリアゾラム")]),
        ];
        let left = hidden.leave_out(&mut rows);
        assert!(rows.is_empty(), "{rows:?}");
        assert_eq!((left.kinds.len(), left.drugs), (1, 2), "one drug, told twice");
    }

    #[test]
    fn notes_that_would_tell_go_with_the_drug_and_others_stay() {
        let mut hidden = HiddenDrugs::default();
        hidden.hide(&drug("ハルシオン０．２５ｍｇ錠", "トリアゾラム"), day()).expect("room");
        let noted =
            |drugs: Vec<Drug>, note: &str| Dispensing { notes: vec![note.into()], ..row(DrugSource::Notebook, drugs) };
        let told = Drug {
            notes: vec!["トリアゾラムと同じ日に".into(), "牛乳を避ける".into()],
            ..drug("胃薬", "レバミピド")
        };
        let warned =
            Drug { instruction: Some("はるしおんの前に".into()), ..drug("朝の薬", "アムロジピン") };
        let mut rows = vec![
            noted(
                vec![drug("ハルシオン０．２５ｍｇ錠", "トリアゾラム"), drug("胃薬", "レバミピド")],
                "眠る薬は寝る前だけ",
            ),
            noted(vec![told, warned], "残った薬：ﾊﾙｼｵﾝ 10錠"),
            noted(vec![drug("胃薬", "レバミピド")], "胃薬は足りています"),
        ];
        let left = hidden.leave_out(&mut rows);
        assert_eq!(left.notes, 4);
        let notes: Vec<&str> = rows
            .iter()
            .flat_map(|row| row.notes.iter().chain(row.drugs.iter().flat_map(|one| &one.notes)))
            .map(String::as_str)
            .collect();
        assert_eq!(notes, ["牛乳を避ける", "胃薬は足りています"]);
        assert!(rows.iter().flat_map(|row| &row.drugs).all(|one| one.instruction.is_none()));
        assert!(left.is_named_in("ハルシオンをやめたい") && !left.is_named_in("胃薬"));
    }

    #[test]
    fn what_was_hidden_before_codes_were_kept_is_still_read() {
        let kept = r#"[{"key":"内:トリアゾラム","name":"ハルシオン","on":"2026-11-22"}]"#;
        let hidden: HiddenDrugs = serde_json::from_str(kept).expect("read");
        assert!(hidden.hides(&drug("別の名", "トリアゾラム")));
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
            let taken = hidden.leave_out(&mut left).drugs;
            prop_assert_eq!(left.iter().map(|row| row.drugs.len()).sum::<usize>(), shown);
            prop_assert_eq!(taken, before - shown);
        }
    }
}
