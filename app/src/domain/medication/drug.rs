//! One drug of a dispensing: what the record says, and the same in words.

use serde::{Deserialize, Serialize};

use super::code::{CodeSystem, DrugCode};
use super::form::DrugForm;

/// One drug of a dispensing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Drug {
    /// Nine-digit receipt code (レセプト電算コード), as received; empty where none was.
    pub code: String,
    /// Further codes, as received.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_codes: Vec<DrugCode>,
    /// Name as dispensed; never cut.
    pub name: String,
    /// 成分名, where delivered.
    pub ingredient: Option<String>,
    /// 一般名 by which it was prescribed, where delivered: `【般】アムロジピン錠５ｍｇ`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub general: Option<String>,
    /// Usage in words: `１日１回朝食後服用`.
    pub usage: Option<String>,
    /// Special instruction.
    pub instruction: Option<String>,
    /// What it is for, only where the source itself says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What the source says besides, as received.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// Amount (by [`DrugForm`] of a day, of a dose or the whole), digits as received; empty where none was.
    pub amount: String,
    /// Unit of the amount: `錠`.
    pub unit: String,
    /// Times: days for oral drugs, number of doses or 1 otherwise.
    pub times: Option<u32>,
    /// Kind of preparation.
    pub form: DrugForm,
}

impl Drug {
    /// A drug of which only the name is known.
    #[must_use]
    pub fn named(name: impl Into<String>) -> Self {
        Self {
            code: String::new(),
            other_codes: Vec::new(),
            name: name.into(),
            ingredient: None,
            general: None,
            usage: None,
            instruction: None,
            reason: None,
            notes: Vec::new(),
            amount: String::new(),
            unit: String::new(),
            times: None,
            form: DrugForm::Other,
        }
    }

    /// Its code of a numbering, where the record has one.
    #[must_use]
    pub fn code_in(&self, system: CodeSystem) -> Option<&str> {
        if system == CodeSystem::Receipt && !self.code.is_empty() {
            return Some(&self.code);
        }
        self.other_codes.iter().find(|code| code.system == system).map(|code| code.value.as_str())
    }

    /// Puts a code in its place: the receipt code into `code`, any other among `other_codes`.
    pub fn add_code(&mut self, system: CodeSystem, value: &str) {
        let value = value.trim();
        if value.is_empty() {
            return;
        }
        if system == CodeSystem::Receipt && self.code.is_empty() {
            value.clone_into(&mut self.code);
        } else {
            self.other_codes.push(DrugCode { system, value: value.to_owned() });
        }
    }

    /// Amount and times in words, by form: oral a day, as needed a dose, else the whole. Nothing where nothing is told.
    #[must_use]
    pub fn amount_words(&self) -> Option<String> {
        let amount = format!("{}{}", self.amount, self.unit);
        if self.amount.is_empty() {
            return match (self.form, self.times) {
                (form, Some(days)) if form.counts_days() => Some(format!("{days}日分")),
                (DrugForm::AsNeeded, Some(doses)) => Some(format!("{doses}回分")),
                _ => None,
            };
        }
        Some(match (self.form, self.times) {
            (form, Some(days)) if form.counts_days() => format!("1日に{amount}、{days}日分"),
            (form, None) if form.counts_days() => format!("1日に{amount}"),
            (DrugForm::AsNeeded, Some(doses)) => format!("1回に{amount}、{doses}回分"),
            (DrugForm::AsNeeded, None) => format!("1回に{amount}"),
            (DrugForm::External | DrugForm::Injection | DrugForm::Drops, _) => format!("全部で{amount}"),
            (_, Some(times)) if times > 1 => format!("{amount} × {times}"),
            _ => amount,
        })
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
}
