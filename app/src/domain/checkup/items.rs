//! The catalogue of checkup items that have a page and a trend: slugs, names, codes. Facts only; thresholds are in `threshold`.
//!
//! An item is one series: fasting and casual samples, NGSP and JDS never share an item. Method variants of one item do,
//! and the trend says where the method changed. Codes: 特定健診検査項目コード 第4期 (OID 1.2.392.200119.6.1005).

use super::catalogue::ITEMS;
use super::{Measurement, Value, Visit};

/// One item of the catalogue.
#[derive(Debug, PartialEq, Eq)]
pub struct Item {
    /// Stable part of addresses: `sbp`.
    pub slug: &'static str,
    /// Plain name: `最高血圧`.
    pub name: &'static str,
    /// Official term: `収縮期血圧`.
    pub official: &'static str,
    /// Unit as shown: `mmHg`; empty for answers.
    pub unit: &'static str,
    /// Digits after the point as the layout delivers them.
    pub decimals: u8,
    /// Body system.
    pub group: Group,
    /// Sample condition that makes it a series of its own: `空腹時`, `随時` or empty.
    pub condition: &'static str,
    /// Scale that makes it a series of its own: `NGSP` or empty.
    pub scale: &'static str,
    /// 17-digit codes, the preferred first.
    pub codes: &'static [ItemCode],
    /// What the test is, plainly.
    pub about: &'static str,
    /// What this result alone does not say.
    pub limits: &'static str,
    /// Where the explanation comes from.
    pub source: &'static str,
}

/// One code of an item.
#[derive(Debug, PartialEq, Eq)]
pub struct ItemCode {
    /// 17-digit code (JLAC10).
    pub code: &'static str,
    /// Method variant in words.
    pub method: &'static str,
}

/// Body system, in the order pages show them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// からだの大きさ
    Body,
    /// 血圧
    BloodPressure,
    /// 血糖
    Glucose,
    /// 脂質
    Lipids,
    /// 肝臓
    Liver,
    /// 腎臓
    Kidney,
    /// 尿
    Urine,
    /// 血液（貧血）
    Blood,
    /// 心臓・眼
    HeartEye,
}

impl Group {
    /// All groups in order.
    pub const ALL: [Self; 9] = [Self::Body, Self::BloodPressure, Self::Glucose, Self::Lipids, Self::Liver, Self::Kidney, Self::Urine, Self::Blood, Self::HeartEye];

    /// Heading.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Body => "からだの大きさ",
            Self::BloodPressure => "血圧",
            Self::Glucose => "血糖",
            Self::Lipids => "脂質",
            Self::Liver => "肝臓",
            Self::Kidney => "腎臓",
            Self::Urine => "尿",
            Self::Blood => "血液（貧血）",
            Self::HeartEye => "心臓・眼",
        }
    }

    /// What the group is about, in a few words.
    #[must_use]
    pub const fn line(self) -> &'static str {
        match self {
            Self::Body => "体格と内臓脂肪のめやす",
            Self::BloodPressure => "心臓や血管への負担",
            Self::Glucose => "糖尿病のなりやすさ",
            Self::Lipids => "血液中の脂肪",
            Self::Liver => "肝臓の細胞の傷みぐあい",
            Self::Kidney => "腎臓のはたらきと尿酸",
            Self::Urine => "尿に出ている糖やたんぱく",
            Self::Blood => "血液の濃さ",
            Self::HeartEye => "心電図と眼の奥の血管",
        }
    }

    /// Items of the group in order.
    pub fn items(self) -> impl Iterator<Item = &'static Item> {
        ITEMS.iter().filter(move |item| item.group == self)
    }
}

/// All items in the order pages show them.
#[must_use]
pub fn all_items() -> &'static [Item] {
    ITEMS
}

/// The item of a slug.
#[must_use]
pub fn item_by_slug(slug: &str) -> Option<&'static Item> {
    ITEMS.iter().find(|item| item.slug == slug)
}

/// The item and method variant of a 17-digit code.
#[must_use]
pub fn item_of_code(code: &str) -> Option<(&'static Item, &'static ItemCode)> {
    ITEMS.iter().find_map(|item| item.codes.iter().find(|variant| variant.code == code).map(|variant| (item, variant)))
}

impl Item {
    /// The measurement of this item at a visit: a value before 測定不可能 before 未実施, and among values the preferred code first
    /// (blood pressure: その他, 2回目, 1回目). Nothing when the visit does not name the item.
    #[must_use]
    pub fn pick<'v>(&'static self, visit: &'v Visit) -> Option<(&'v Measurement, &'static ItemCode)> {
        let rank = |value: &Value| match value {
            Value::NotMeasurable => 1,
            Value::NotDone => 2,
            Value::Quantity { .. } | Value::Coded { .. } | Value::Text(_) => 0,
        };
        self.codes
            .iter()
            .enumerate()
            .filter_map(|(place, variant)| visit.results.iter().find(|result| result.code == variant.code).map(|result| (rank(&result.value), place, result, variant)))
            .min_by_key(|(rank, place, ..)| (*rank, *place))
            .map(|(_, _, result, variant)| (result, variant))
    }
}
