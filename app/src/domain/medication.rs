//! Dispensed drugs (薬剤情報), as the receipt, the dispensing record or the prescription tells them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::calendar::YearMonth;

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
