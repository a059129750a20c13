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
    pub const ALL: [Self; 9] = [
        Self::Body,
        Self::BloodPressure,
        Self::Glucose,
        Self::Lipids,
        Self::Liver,
        Self::Kidney,
        Self::Urine,
        Self::Blood,
        Self::HeartEye,
    ];

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

    /// Stable name for addresses within a page: `blood-pressure`.
    #[must_use]
    pub const fn anchor(self) -> &'static str {
        match self {
            Self::Body => "body",
            Self::BloodPressure => "blood-pressure",
            Self::Glucose => "glucose",
            Self::Lipids => "lipids",
            Self::Liver => "liver",
            Self::Kidney => "kidney",
            Self::Urine => "urine",
            Self::Blood => "blood",
            Self::HeartEye => "heart-eye",
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
    /// The measurement of this item at a visit: a value before 測定不可能 before 未実施, among values the insurer's before that of a
    /// file which the person added, and then the preferred code first (blood pressure: その他, 2回目, 1回目). Nothing when the
    /// visit does not name the item.
    #[must_use]
    pub fn pick<'v>(&'static self, visit: &'v Visit) -> Option<(&'v Measurement, &'static ItemCode)> {
        self.codes
            .iter()
            .enumerate()
            .flat_map(|(place, variant)| {
                let told = visit.results.iter().filter(|result| same_code(&result.code, variant.code));
                told.map(move |result| ((rank(&result.value), result.origin.is_file_alone(), place), result, variant))
            })
            .min_by_key(|(order, ..)| *order)
            .map(|(_, result, variant)| (result, variant))
    }
}

/// A value comes before 測定不可能, and that before 未実施.
pub(super) const fn rank(value: &Value) -> u8 {
    match value {
        Value::Quantity { .. } | Value::Coded { .. } | Value::Text(_) => 0,
        Value::NotMeasurable => 1,
        Value::NotDone => 2,
    }
}

/// Equality that looks at the first eight characters as one number: a page compares many thousand codes, and most
/// differ there.
pub(super) fn same_code(one: &str, other: &str) -> bool {
    one.as_bytes().first_chunk::<8>() == other.as_bytes().first_chunk::<8>() && one == other
}

#[cfg(test)]
mod tests {
    use super::super::sample::{number, result, visit};
    use super::*;
    use crate::domain::checkup::answers::item_name;

    #[test]
    fn the_slugs_are_those_that_addresses_rely_on() {
        let mut slugs: Vec<_> = all_items().iter().map(|item| item.slug).collect();
        slugs.sort_unstable();
        let mut wanted: Vec<_> = "height weight bmi waist sbp dbp tg tg-casual hdl ldl non-hdl ast alt ggt glucose glucose-casual hba1c urine-glucose urine-protein hematocrit hemoglobin rbc ecg fundus creatinine egfr uric-acid"
            .split(' ')
            .collect();
        wanted.sort_unstable();
        assert_eq!(slugs, wanted);
    }

    #[test]
    fn every_code_is_published_and_belongs_to_one_item() {
        let mut codes: Vec<_> = all_items().iter().flat_map(|item| item.codes).map(|code| code.code).collect();
        for code in &codes {
            assert_eq!(code.len(), 17, "{code}");
            assert!(item_name(code).is_some(), "{code} is not in the published list");
            assert!(item_of_code(code).is_some());
        }
        let count = codes.len();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), count);
    }

    #[test]
    fn methods_of_an_item_can_be_told_apart_and_every_item_is_explained() {
        for item in all_items() {
            let mut methods: Vec<_> = item.codes.iter().map(|code| code.method).collect();
            methods.sort_unstable();
            methods.dedup();
            assert_eq!(methods.len(), item.codes.len(), "{}", item.slug);
            for text in [item.about, item.limits] {
                assert!(text.ends_with('。') && (20..140).contains(&text.chars().count()), "{}: {text}", item.slug);
            }
        }
        assert_eq!(Group::ALL.iter().map(|group| group.items().count()).sum::<usize>(), all_items().len());
    }

    #[test]
    fn other_samples_and_scales_never_share_an_item() {
        // Same analyte, another sample or scale: fasting and casual, NGSP and JDS.
        assert_ne!(
            item_of_code("3D010000001927201").map(|found| found.0.slug),
            item_of_code("3D010129901927201").map(|found| found.0.slug)
        );
        assert_eq!(item_of_code("3D045000001920402"), None);
    }

    #[test]
    fn blood_pressure_prefers_the_mean_then_the_second_reading() {
        let item = item_by_slug("sbp").expect("an item");
        let (first, second, other) = (
            number("9A751000000000001", "150", "mm[Hg]"),
            number("9A752000000000001", "140", "mm[Hg]"),
            number("9A755000000000001", "145", "mm[Hg]"),
        );
        let pick = |results: Vec<Measurement>| item.pick(&visit("2026-05-14", results)).map(|(_, code)| code.method);
        assert_eq!(pick(vec![first.clone(), second.clone(), other]), Some("その他（平均など）"));
        assert_eq!(pick(vec![first.clone(), second]), Some("2回目"));
        assert_eq!(pick(vec![first.clone(), result("9A755000000000001", Value::NotDone)]), Some("1回目"));
        assert_eq!(
            pick(vec![result("9A751000000000001", Value::NotMeasurable), result("9A755000000000001", Value::NotDone)]),
            Some("1回目")
        );
        assert_eq!(pick(Vec::new()), None);
    }
}
