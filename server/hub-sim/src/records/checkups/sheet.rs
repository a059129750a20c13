//! One visit as a list of delivered items, and how it is written.

use chrono::NaiveDate;

use super::codes::{self, ARC};
use super::laboratory::{self, Laboratory};
use crate::citizen::Citizen;
use crate::records::insurer::Insurer;
use crate::records::month::ymd;
use crate::wire::xml::Xml;

/// One checkup of one day.
pub(super) struct Visit {
    /// 健診実施年月日
    pub(super) date: NaiveDate,
    /// Program: `010` 特定健診, `020` 後期高齢者, `030` 事業者健診, `060` がん検診, `990` その他 (人間ドック).
    pub(super) program: &'static str,
    /// 報告区分: `10` 特定健診, `40` 特定健診以外.
    pub(super) report: &'static str,
    /// Who measured the blood.
    pub(super) laboratory: Laboratory,
    /// Insurer that reported it.
    pub(super) insurer: Insurer,
    /// Institution that did it.
    pub(super) facility: String,
    /// The items in delivered order.
    pub(super) items: Vec<Item>,
}

/// One delivered item.
pub(super) struct Item {
    /// 17-digit code.
    pub(super) code: &'static str,
    /// The value; empty where there is none.
    pub(super) value: String,
    /// List of answers without the arc; empty for numbers and words.
    pub(super) list: &'static str,
    /// What is odd about it.
    pub(super) oddity: Oddity,
}

/// What may be odd about a delivered item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Oddity {
    /// Nothing.
    None,
    /// 未実施
    NotDone,
    /// 測定不可能
    NotMeasurable,
    /// The value is only an upper bound (以下).
    AtMost,
}

/// Collects the items of a visit.
#[derive(Default)]
pub(super) struct Sheet {
    items: Vec<Item>,
}

impl Sheet {
    /// A number or words.
    pub(super) fn value(&mut self, code: &'static str, value: impl Into<String>) {
        self.items.push(Item { code, value: value.into(), list: "", oddity: Oddity::None });
    }

    /// A number given in tenths.
    pub(super) fn tenths(&mut self, code: &'static str, tenths: i64) {
        self.value(code, format!("{}.{}", tenths / 10, tenths % 10));
    }

    /// An answer from the list that the item's table names.
    pub(super) fn answer(&mut self, code: &'static str, answer: impl ToString) {
        let list = codes::item(code).map_or("", |kind| kind.list);
        self.answer_from(code, list, answer);
    }

    /// An answer from another list: older periods had others for the same item.
    pub(super) fn answer_from(&mut self, code: &'static str, list: &'static str, answer: impl ToString) {
        self.items.push(Item { code, value: answer.to_string(), list, oddity: Oddity::None });
    }

    /// Makes every item whose code begins with `prefix` odd; items without a value lose it.
    pub(super) fn spoil(&mut self, prefix: &str, oddity: Oddity) {
        for item in self.items.iter_mut().filter(|i| i.code.starts_with(prefix)) {
            item.oddity = oddity;
            if matches!(oddity, Oddity::NotDone | Oddity::NotMeasurable) {
                item.value.clear();
            }
        }
    }

    /// The items.
    pub(super) fn finish(self) -> Vec<Item> {
        self.items
    }
}

impl Visit {
    /// Writes the visit. ServiceEventCode, ReportCode, InsurerNumber, InsurerName, FacilityName, ResultStatus, Bound,
    /// MethodCode, MethodName, RangeLow, RangeHigh and Interpretation are additions of this simulation to the published
    /// layout.
    pub(super) fn write(&self, x: &mut Xml, citizen: &Citizen) {
        x.leaf("EffectiveTime", &ymd(self.date));
        x.leaf("ServiceEventCode", self.program);
        x.leaf("ReportCode", self.report);
        x.leaf("InsurerNumber", &self.insurer.number);
        x.leaf("InsurerName", &citizen.say(&self.insurer.name));
        x.leaf("FacilityName", &citizen.say(&self.facility));
        x.within("HealthCheckupResultAndQuestionInfos", |x| {
            for item in &self.items {
                item.write(x, citizen, self.laboratory);
            }
        });
    }
}

impl Item {
    fn write(&self, x: &mut Xml, citizen: &Citizen, laboratory: Laboratory) {
        let Some(kind) = codes::item(self.code) else { return };
        let absent = matches!(self.oddity, Oddity::NotDone | Oddity::NotMeasurable);
        let value = if kind.data_type == "ST" && !absent { citizen.say(&self.value) } else { self.value.clone() };
        let oid = if self.list.is_empty() { String::new() } else { format!("{ARC}{}", self.list) };
        let meaning = codes::meaning(self.list, &self.value).map(|m| citizen.say(m)).unwrap_or_default();
        x.within("HealthCheckupResultAndQuestionInfo", |x| {
            x.leaf("ItemCode", self.code);
            x.leaf("ItemName", &citizen.say(kind.name));
            x.leaf("DataType", kind.data_type);
            x.leaf("DataValue", &value);
            x.leaf("Unit", kind.unit);
            x.leaf("Oid", &oid);
            x.leaf("DataValueName", &meaning);
            x.leaf_if(
                "ResultStatus",
                match self.oddity {
                    Oddity::NotDone => Some("2"),
                    Oddity::NotMeasurable => Some("3"),
                    _ => None,
                },
            );
            x.leaf_if(
                "Bound",
                match self.oddity {
                    Oddity::AtMost => Some("L"),
                    _ => None,
                },
            );
            self.write_report(x, citizen, laboratory);
        });
    }

    /// What the report of a laboratory says beside a value of blood: method, range, and its own reading.
    fn write_report(&self, x: &mut Xml, citizen: &Citizen, laboratory: Laboratory) {
        let Some(ends) = laboratory.range(self.code, citizen.sex) else { return };
        if let Some((code, name)) = laboratory::method(self.code) {
            x.leaf("MethodCode", code);
            x.leaf("MethodName", &citizen.say(name));
        }
        x.leaf_if("RangeLow", Some(ends.0).filter(|end| !end.is_empty()));
        x.leaf_if("RangeHigh", Some(ends.1).filter(|end| !end.is_empty()));
        if self.oddity == Oddity::None {
            x.leaf_if("Interpretation", laboratory::reading(&self.value, ends));
        }
    }
}
