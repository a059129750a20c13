//! Drugs handed over, or waiting to be, on one day by one institution, as one source tells it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::drug::Drug;
use super::institution::Institution;
use super::setting::Setting;
use super::source::DrugSource;
use super::treatment::Treatment;
use crate::domain::calendar::{YearMonth, long_date};

/// What one source tells of one visit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Dispensing {
    /// Day of dispensing; a receipt without days gives only the month.
    pub dispensed_on: Option<NaiveDate>,
    /// Month of the record.
    pub month: YearMonth,
    /// Day of the prescription.
    pub prescribed_on: Option<NaiveDate>,
    /// Pharmacy or institution that dispensed; nothing is told of it where nobody has yet.
    pub dispenser: Institution,
    /// Institution that prescribed, where another one.
    pub prescriber: Option<Institution>,
    /// Who prescribed there, where told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doctor: Option<Doctor>,
    /// Outpatient, inpatient, dental or pharmacy, where told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub setting: Option<Setting>,
    /// Whether the prescriber is marked as the institution that asks (`PrIsOrg` 1); a portal is none, so it is only kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own_organisation: Option<bool>,
    /// Where this row comes from.
    pub source: DrugSource,
    /// Day on which that source was read, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told_on: Option<NaiveDate>,
    /// The drugs in delivered order.
    pub drugs: Vec<Drug>,
    /// Treatments of that day, where delivered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub treatments: Vec<Treatment>,
    /// What the source says besides about the whole, as received.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// Who prescribed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Doctor {
    /// Name.
    pub name: String,
    /// 診療科, where told.
    pub department: Option<String>,
}

/// Where it is not known when it was.
pub const UNDATED: &str = "日にちの記録なし";

impl Dispensing {
    /// Handed over on a day, without drugs yet.
    #[must_use]
    pub fn on(source: DrugSource, day: NaiveDate, dispenser: Institution) -> Self {
        Self {
            dispensed_on: Some(day),
            month: YearMonth::of(day),
            prescribed_on: None,
            dispenser,
            prescriber: None,
            doctor: None,
            setting: None,
            own_organisation: None,
            source,
            told_on: None,
            drugs: Vec::new(),
            treatments: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// The day to sort by: of dispensing, else of the prescription, else the first of the month.
    #[must_use]
    pub fn sort_day(&self) -> NaiveDate {
        self.dispensed_on.or(self.prescribed_on).or_else(|| self.month.day(1)).expect("every month has a first day")
    }

    /// Who handed it over and who prescribed, where they are named.
    #[must_use]
    pub fn place_names(&self, between: &str) -> String {
        let prescriber = self.prescriber.as_ref().map(|place| place.name.as_str());
        let names = [Some(self.dispenser.name.as_str()), prescriber];
        names.into_iter().flatten().filter(|name| !name.trim().is_empty()).collect::<Vec<_>>().join(between)
    }

    /// Whether nobody knows when it was: what a person added tells no day, and its month is only that in which they
    /// added it.
    #[must_use]
    pub fn is_undated(&self) -> bool {
        self.dispensed_on.is_none()
            && self.prescribed_on.is_none()
            && matches!(self.source, DrugSource::Notebook | DrugSource::OverTheCounter)
    }

    /// When, in words: `2026年11月10日`, `2026年9月（日にちの記録なし）`, or that it is not known.
    #[must_use]
    pub fn when_words(&self) -> String {
        match (self.dispensed_on, self.prescribed_on) {
            _ if self.is_undated() => UNDATED.to_owned(),
            (Some(day), _) => long_date(day),
            (None, Some(day)) => format!("{}（処方）", long_date(day)),
            (None, None) => format!("{}（日にちの記録なし）", self.month),
        }
    }

    /// Who prescribed: the institution named so, else the one that dispensed.
    #[must_use]
    pub fn provider(&self) -> &Institution {
        self.prescriber.as_ref().filter(|place| !place.is_unknown()).unwrap_or(&self.dispenser)
    }

    /// Which source, and of when: `レセプト（2026年9月分）`, `電子処方箋（調剤）`.
    #[must_use]
    pub fn source_words(&self) -> String {
        match self.source {
            DrugSource::Receipt => format!("{}（{}分）", self.source.label(), self.month),
            _ => self.source.label().to_owned(),
        }
    }
}

/// Sorts newest first, then by institution.
pub fn newest_first(dispensings: &mut [Dispensing]) {
    dispensings.sort_by(|a, b| b.sort_day().cmp(&a.sort_day()).then_with(|| a.dispenser.name.cmp(&b.dispenser.name)));
}
