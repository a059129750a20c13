//! What a visit tells of the things that 階層化 and メタボリックシンドローム判定 ask for. Reads only; judges nothing.
//!
//! A value that cannot be used (another unit, taken just after a meal, not done) is not there.

use super::derived::derived_bmi;
use super::items::item_by_slug;
use super::units::same_unit;
use super::verdict::Meal;
use super::{Bound, Measurement, Value, Visit};

/// A number that can be held against a limit.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Reading {
    pub(super) number: f64,
    pub(super) bound: Option<Bound>,
    /// As delivered; a bound says its side.
    pub(super) text: String,
    /// As shown.
    pub(super) unit: &'static str,
    /// Whether it was computed here rather than recorded.
    pub(super) computed: bool,
}

/// What both rules ask for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Facts {
    /// 腹囲, cm
    pub(super) waist: Option<Reading>,
    /// 内臓脂肪面積, cm²
    pub(super) fat_area: Option<Reading>,
    /// Recorded, or computed from height and weight.
    pub(super) bmi: Option<Reading>,
    pub(super) sbp: Option<Reading>,
    pub(super) dbp: Option<Reading>,
    /// Fasting.
    pub(super) tg: Option<Reading>,
    pub(super) tg_casual: Option<Reading>,
    pub(super) hdl: Option<Reading>,
    /// Fasting.
    pub(super) glucose: Option<Reading>,
    pub(super) glucose_casual: Option<Reading>,
    pub(super) hba1c: Option<Reading>,
    /// Smokes now.
    pub(super) smokes: Option<bool>,
    /// Takes drugs for blood pressure, sugar, lipids.
    pub(super) drugs: [Drug; 3],
}

/// What is told of drugs of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Drug {
    /// Kind: `血圧`.
    pub(super) name: &'static str,
    /// Whether they are taken.
    pub(super) taken: Option<bool>,
    /// Whether the insurer found it out after the questionnaire (保険者再確認).
    pub(super) asked_again: bool,
}

/// 内臓脂肪面積
const FAT_AREA: &str = "9N021000000000001";
/// 喫煙
const SMOKING: &str = "9N736000000000011";
/// Kinds of drugs: name, question (服薬), the insurer's second look (保険者再確認).
const DRUGS: [(&str, &str, &str); 3] = [
    ("血圧", "9N701000000000011", "9N702167200000049"),
    ("血糖", "9N706000000000011", "9N707167200000049"),
    ("脂質", "9N711000000000011", "9N712167200000049"),
];
/// はい, いいえ
const YES_NO: &str = "1.2.392.200119.6.2003";
/// 喫煙 of the fourth period: はい, 以前は吸っていた, いいえ
const SMOKING_4: &str = "1.2.392.200119.6.24060";
/// 保険者再確認: either answer says that drugs are taken.
const ASKED_AGAIN: &str = "1.2.392.200119.6.24020";

impl Facts {
    pub(super) fn of(visit: &Visit) -> Self {
        let after_meal = Meal::of(visit) == Meal::JustAfter;
        let unless_after_meal = |slug| if after_meal { None } else { reading(visit, slug) };
        Self {
            waist: reading(visit, "waist"),
            fat_area: find(visit, FAT_AREA).and_then(|found| usable(found, "cm²")),
            bmi: reading(visit, "bmi").or_else(|| computed_bmi(visit)),
            sbp: reading(visit, "sbp"),
            dbp: reading(visit, "dbp"),
            tg: unless_after_meal("tg"),
            tg_casual: unless_after_meal("tg-casual"),
            hdl: reading(visit, "hdl"),
            glucose: unless_after_meal("glucose"),
            glucose_casual: unless_after_meal("glucose-casual"),
            hba1c: reading(visit, "hba1c"),
            smokes: find(visit, SMOKING).and_then(smokes),
            drugs: DRUGS.map(|(name, question, again)| drug(visit, name, question, again)),
        }
    }
}

fn find<'v>(visit: &'v Visit, code: &str) -> Option<&'v Measurement> {
    visit.results.iter().find(|result| result.code == code)
}

fn reading(visit: &Visit, slug: &str) -> Option<Reading> {
    let item = item_by_slug(slug)?;
    usable(item.pick(visit)?.0, item.unit)
}

fn usable(found: &Measurement, unit: &'static str) -> Option<Reading> {
    let Value::Quantity { text, number, unit: delivered, bound } = &found.value else { return None };
    if !number.is_finite() || !same_unit(delivered, unit) {
        return None;
    }
    let side = match bound {
        None => "",
        Some(Bound::AtMost) => "以下",
        Some(Bound::AtLeast) => "以上",
    };
    Some(Reading { number: *number, bound: *bound, text: format!("{text}{side}"), unit, computed: false })
}

fn computed_bmi(visit: &Visit) -> Option<Reading> {
    let found = derived_bmi(visit)?;
    usable(&found.measurement, found.item.unit).map(|reading| Reading { computed: true, ..reading })
}

/// An answer by its own list; nothing for a list or code that does not belong there.
fn coded<'m>(found: &'m Measurement, list: &str) -> Option<&'m str> {
    match &found.value {
        Value::Coded { code, oid, .. } if oid.trim().trim_start_matches("urn:oid:") == list => Some(code),
        _ => None,
    }
}

fn yes_no(found: &Measurement) -> Option<bool> {
    match coded(found, YES_NO)? {
        "1" => Some(true),
        "2" => Some(false),
        _ => None,
    }
}

/// By the list on the value: code 2 is いいえ by the older list and 以前は吸っていた by the newer one. Only はい counts.
fn smokes(found: &Measurement) -> Option<bool> {
    yes_no(found).or_else(|| match coded(found, SMOKING_4)? {
        "1" => Some(true),
        "2" | "3" => Some(false),
        _ => None,
    })
}

fn drug(visit: &Visit, name: &'static str, question: &str, again: &str) -> Drug {
    let asked_again =
        find(visit, again).and_then(|found| coded(found, ASKED_AGAIN)).is_some_and(|code| matches!(code, "1" | "2"));
    let taken = if asked_again { Some(true) } else { find(visit, question).and_then(yes_no) };
    Drug { name, taken, asked_again }
}
