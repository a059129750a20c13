//! Dispensed drugs (薬剤情報), as the receipt, the dispensing record or the prescription tells them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::calendar::{YearMonth, long_date};

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
            (DrugForm::Oral, Some(days)) => format!("1日量 {amount} × {days}日分"),
            (DrugForm::Oral, None) => format!("1日量 {amount}"),
            (DrugForm::AsNeeded, Some(doses)) => format!("1回 {amount} × {doses}回分"),
            (DrugForm::AsNeeded, None) => format!("1回 {amount}"),
            (DrugForm::External | DrugForm::Injection, _) => format!("全量 {amount}"),
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

/// Drugs that are probably being taken on a day: oral drugs whose days have not run out, each ingredient once.
/// An estimate from the delivered days; nobody reported what was really taken.
#[must_use]
pub fn probably_taking(dispensings: &[Dispensing], today: NaiveDate) -> Vec<&Drug> {
    let mut seen = std::collections::HashSet::new();
    let mut taking = Vec::new();
    for dispensing in most_final(dispensings) {
        if dispensing.source == DrugSource::Prescription {
            continue;
        }
        let Some(day) = dispensing.dispensed_on else { continue };
        for drug in &dispensing.drugs {
            let (DrugForm::Oral, Some(days)) = (drug.form, drug.times) else { continue };
            let last = day.checked_add_days(chrono::Days::new(u64::from(days))).unwrap_or(NaiveDate::MAX);
            if day <= today && last >= today && seen.insert(drug.identity()) {
                taking.push(drug);
            }
        }
    }
    taking
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drug(name: &str, form: DrugForm, amount: &str, unit: &str, times: Option<u32>) -> Drug {
        Drug {
            code: String::new(),
            name: name.into(),
            ingredient: None,
            usage: None,
            instruction: None,
            amount: amount.into(),
            unit: unit.into(),
            times,
            form,
        }
    }

    fn dispensing(day: &str, source: DrugSource, drugs: Vec<Drug>) -> Dispensing {
        let day: NaiveDate = day.parse().expect("a day");
        Dispensing {
            dispensed_on: Some(day),
            month: YearMonth::of(day),
            prescribed_on: None,
            dispenser: Institution { code: "1341234567".into(), name: "見本薬局".into() },
            prescriber: None,
            source,
            drugs,
        }
    }

    #[test]
    fn amounts_are_told_by_form() {
        for (form, times, wanted) in [
            (DrugForm::Oral, Some(28), "1日量 2錠 × 28日分"),
            (DrugForm::Oral, None, "1日量 2錠"),
            (DrugForm::AsNeeded, Some(10), "1回 2錠 × 10回分"),
            (DrugForm::External, Some(1), "全量 2錠"),
            (DrugForm::Injection, None, "全量 2錠"),
            (DrugForm::Other, Some(1), "2錠"),
            (DrugForm::Other, Some(3), "2錠 × 3"),
        ] {
            assert_eq!(drug("薬", form, "2", "錠", times).amount_words(), wanted);
        }
    }

    #[test]
    fn taking_counts_each_ingredient_once_while_its_days_last() {
        let mut brand = drug("ブランド錠", DrugForm::Oral, "1", "錠", Some(28));
        brand.ingredient = Some("アムロジピン".into());
        let mut generic = drug("ジェネリック錠", DrugForm::Oral, "1", "錠", Some(14));
        generic.ingredient = Some("アムロジピン".into());
        let all = [
            dispensing(
                "2026-11-10",
                DrugSource::Dispensing,
                vec![
                    brand,
                    drug("湿布", DrugForm::External, "30", "g", None),
                    drug("頓服", DrugForm::AsNeeded, "1", "錠", Some(10)),
                ],
            ),
            dispensing(
                "2026-11-12",
                DrugSource::Dispensing,
                vec![generic, drug("胃薬", DrugForm::Oral, "3", "錠", Some(10))],
            ),
            dispensing(
                "2026-11-20",
                DrugSource::Prescription,
                vec![drug("まだ受け取らない薬", DrugForm::Oral, "1", "錠", Some(30))],
            ),
        ];
        let names = |today: &str| {
            probably_taking(&all, today.parse().expect("a day"))
                .iter()
                .map(|drug| drug.name.clone())
                .collect::<Vec<_>>()
        };
        assert_eq!(names("2026-11-22"), ["ブランド錠", "胃薬"]);
        assert_eq!(names("2026-11-23"), ["ブランド錠"]);
        assert_eq!(names("2026-12-09"), Vec::<String>::new());
        assert_eq!(names("2026-11-01"), Vec::<String>::new());
    }

    #[test]
    fn the_receipt_replaces_the_fresher_record_of_the_same_day_and_place() {
        let fresh = dispensing("2026-09-10", DrugSource::Dispensing, Vec::new());
        let receipt = dispensing("2026-09-10", DrugSource::Receipt, Vec::new());
        let other = dispensing("2026-09-11", DrugSource::Dispensing, Vec::new());
        let all = [fresh, receipt, other];
        assert_eq!(most_final(&all), [&all[1], &all[2]]);
    }

    #[test]
    fn a_receipt_without_days_is_told_by_its_month() {
        let mut month_only = dispensing("2026-09-10", DrugSource::Receipt, Vec::new());
        month_only.dispensed_on = None;
        assert_eq!(month_only.when_words(), "2026年9月（日にちの記録なし）");
        let mut list = [month_only, dispensing("2026-09-02", DrugSource::Receipt, Vec::new())];
        newest_first(&mut list);
        assert_eq!(list[0].when_words(), "2026年9月2日");
    }
}
