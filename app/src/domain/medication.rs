//! Dispensed drugs (薬剤情報), as the receipt, the dispensing record or the prescription tells them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::calendar::{YearMonth, long_date};

mod taking;

pub use taking::{Supply, Taken, probably_taking};

/// Drugs handed over on one day by one institution.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dispensing {
    /// Day of dispensing; a receipt without days gives only the month.
    pub dispensed_on: Option<NaiveDate>,
    /// Month of the record.
    pub month: YearMonth,
    /// Day of the prescription.
    pub prescribed_on: Option<NaiveDate>,
    /// Pharmacy or institution that dispensed.
    pub dispenser: Institution,
    /// Institution that prescribed, where another one.
    pub prescriber: Option<Institution>,
    /// Where this row comes from.
    pub source: DrugSource,
    /// The drugs in delivered order.
    pub drugs: Vec<Drug>,
}

/// A medical institution or pharmacy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Institution {
    /// Ten-digit code (third digit: 1 医科, 3 歯科, 4 調剤); may be empty.
    pub code: String,
    /// Name as delivered.
    pub name: String,
}

/// Which of the three sources a dispensing comes from; a receipt replaces the fresher two when it arrives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum DrugSource {
    /// レセプト: about a month late, final.
    Receipt,
    /// 調剤情報 of an electronic prescription: the same day.
    Dispensing,
    /// 処方情報 of an electronic prescription: not yet dispensed.
    Prescription,
}

/// One drug of a dispensing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Drug {
    /// Nine-digit receipt code (レセプト電算コード), as received.
    pub code: String,
    /// Name as dispensed; never cut.
    pub name: String,
    /// Ingredient name (成分名), where delivered.
    pub ingredient: Option<String>,
    /// Usage in words: `１日１回朝食後服用`.
    pub usage: Option<String>,
    /// Special instruction.
    pub instruction: Option<String>,
    /// Amount (oral: a day), digits as received.
    pub amount: String,
    /// Unit of the amount: `錠`.
    pub unit: String,
    /// Times: days for oral drugs, number of doses or 1 otherwise.
    pub times: Option<u32>,
    /// How `times` is to be read.
    pub form: DrugForm,
}

/// Kind of preparation, which decides what `times` counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DrugForm {
    /// 内服: times are days.
    Oral,
    /// 屯服: times are doses.
    AsNeeded,
    /// 外用: the amount is the whole.
    External,
    /// 注射: the amount is the whole.
    Injection,
    /// Not told.
    Other,
}

impl DrugForm {
    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Oral => "飲み薬",
            Self::AsNeeded => "頓服（必要なとき）",
            Self::External => "塗り薬・貼り薬など",
            Self::Injection => "注射",
            Self::Other => "そのほか",
        }
    }
}

impl Drug {
    /// Amount and times in words, by form: oral a day, as needed a dose, else the whole.
    #[must_use]
    pub fn amount_words(&self) -> String {
        let amount = format!("{}{}", self.amount, self.unit);
        match (self.form, self.times) {
            (DrugForm::Oral, Some(days)) => format!("1日に{amount}、{days}日分"),
            (DrugForm::Oral, None) => format!("1日に{amount}"),
            (DrugForm::AsNeeded, Some(doses)) => format!("1回に{amount}、{doses}回分"),
            (DrugForm::AsNeeded, None) => format!("1回に{amount}"),
            (DrugForm::External | DrugForm::Injection, _) => format!("全部で{amount}"),
            (DrugForm::Other, Some(times)) if times > 1 => format!("{amount} × {times}"),
            (DrugForm::Other, _) => amount,
        }
    }

    /// Usage with the special instruction, as delivered; nothing when neither was.
    #[must_use]
    pub fn usage_words(&self) -> Option<String> {
        let parts: Vec<&str> = [&self.usage, &self.instruction]
            .into_iter()
            .flatten()
            .map(|text| text.trim())
            .filter(|text| !text.is_empty())
            .collect();
        (!parts.is_empty()).then(|| parts.join("　"))
    }

    /// What makes two rows the same drug: the ingredient where told, else the name.
    #[must_use]
    pub fn identity(&self) -> &str {
        self.ingredient.as_deref().filter(|name| !name.is_empty()).unwrap_or(&self.name)
    }
}

impl DrugSource {
    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Receipt => "レセプト",
            Self::Dispensing => "電子処方箋（調剤）",
            Self::Prescription => "電子処方箋（処方）",
        }
    }

    /// How late and how final it is.
    #[must_use]
    pub const fn lag(self) -> &'static str {
        match self {
            Self::Receipt => "約1か月後に届く、確定した記録です。",
            Self::Dispensing => "お薬を受け取った当日に届く記録です。あとでレセプトの記録に置きかわります。",
            Self::Prescription => "医師が処方した当日に届く記録です。お薬をまだ受け取っていないことがあります。",
        }
    }
}

impl Dispensing {
    /// The day to sort by: of dispensing, else of the prescription, else the first of the month.
    #[must_use]
    pub fn sort_day(&self) -> NaiveDate {
        self.dispensed_on.or(self.prescribed_on).or_else(|| self.month.day(1)).expect("every month has a first day")
    }

    /// When, in words: `2026年11月10日`, or `2026年9月（日にちの記録なし）`.
    #[must_use]
    pub fn when_words(&self) -> String {
        match (self.dispensed_on, self.prescribed_on) {
            (Some(day), _) => long_date(day),
            (None, Some(day)) => format!("{}（処方）", long_date(day)),
            (None, None) => format!("{}（日にちの記録なし）", self.month),
        }
    }
}

/// Sorts newest first, then by institution.
pub fn newest_first(dispensings: &mut [Dispensing]) {
    dispensings.sort_by(|a, b| b.sort_day().cmp(&a.sort_day()).then_with(|| a.dispenser.name.cmp(&b.dispenser.name)));
}

/// Drops what a fresher source said where a more final one says it too: for the same institution and day the receipt wins
/// over the dispensing record, and that over the prescription (as the readers at clinics do it).
#[must_use]
pub fn most_final(dispensings: &[Dispensing]) -> Vec<&Dispensing> {
    let same = |a: &Dispensing, b: &Dispensing| {
        let place = if a.dispenser.code.is_empty() || b.dispenser.code.is_empty() {
            a.dispenser.name == b.dispenser.name
        } else {
            a.dispenser.code == b.dispenser.code
        };
        place && a.dispensed_on.is_some() && a.dispensed_on == b.dispensed_on
    };
    dispensings
        .iter()
        .filter(|one| !dispensings.iter().any(|other| other.source < one.source && same(other, one)))
        .collect()
}

#[cfg(test)]
mod tests;
