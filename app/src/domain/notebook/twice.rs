//! One ingredient from two hands now, in the words of sheets and files: what stands in the records, with what the person bought;
//! and how much could not be compared. No verdict.

use chrono::NaiveDate;

use super::carried::Carried;
use super::otc_row;
use crate::domain::medication::overlap::{overlaps, together};
use crate::domain::medication::{Dispensing, Supply, merge};

/// What is found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Twice {
    /// A line for each ingredient: the drugs, and where each is from.
    pub lines: Vec<String>,
    /// How many drugs could not be compared whole.
    pub not_compared: usize,
}

/// What stands before the lines.
pub const TWICE: &str = "同じ成分のお薬が、別々に出ています。確かめてください。";

impl Twice {
    /// Of what is taken along.
    #[must_use]
    pub fn of(carried: &Carried, today: NaiveDate) -> Self {
        let bought = carried.told.otc.iter().map(|otc| otc_row(otc, today));
        let rows: Vec<Dispensing> = carried.rows.iter().cloned().chain(bought).collect();
        let merged = merge(&rows);
        let found = overlaps(&merged, today);
        let now = together(found.shared.iter().filter(|one| one.is_now(today)));
        let lines = now.iter().map(|group| {
            let ingredients = group.found.first().map(|one| one.ingredients.join("・")).unwrap_or_default();
            let what = if ingredients.is_empty() { "同じ成分か同じ製品" } else { &ingredients };
            let source = |one: &Supply<'_>| format!("{}（{}）", one.drug.name, one.from.place_names("／"));
            format!("{what}：{}", group.sources().iter().map(source).collect::<Vec<_>>().join("と "))
        });
        Self { lines: lines.collect(), not_compared: found.not_compared.len() }
    }

    /// That some could not be compared, where that is so.
    #[must_use]
    pub fn open_words(&self) -> Option<String> {
        let count = self.not_compared;
        (count > 0).then(|| {
            format!("重なりを十分にくらべられなかったお薬が {count}種類 あります（成分名や日数の記録がないもの）。")
        })
    }
}
