//! What a series of values is about: an item of the catalogue, or any other amount that was delivered.
//!
//! The catalogue holds what 特定健診 measures. A full checkup (人間ドック) brings more, and some codes are in no list: none of
//! it is dropped. Such an amount is a series by its 17-digit code without the method (JLAC10: 分析物5 識別4 材料3 測定法3 結果識別2),
//! so another analyte, sample condition, material or scale never joins it, and another method joins with a break, as in the
//! catalogue. Its page has the address of the newest code, which is a fact of the list and says nothing of a person.

use std::borrow::Cow;
use std::collections::HashSet;

use super::answers::item_name;
use super::items::{Item, item_of_code};
use super::{Measurement, Value, Visit};

/// What pages ask of either kind.
pub trait Subject {
    /// Plain name: `最高血圧`, `総コレステロール`.
    fn name(&self) -> &str;
    /// Name and official term.
    fn title(&self) -> String;
    /// What the official term adds.
    fn other_name(&self) -> Option<&str>;
    /// Last part of the page's address; nothing where the code cannot be one.
    fn address(&self) -> Option<&str>;
    /// Whether values are amounts rather than answers.
    fn is_measured(&self) -> bool;
    /// The item of the catalogue.
    fn item(&self) -> Option<&'static Item>;
}

impl Subject for &'static Item {
    fn name(&self) -> &str {
        self.name
    }
    fn title(&self) -> String {
        Item::title(self)
    }
    fn other_name(&self) -> Option<&str> {
        Item::other_name(self)
    }
    fn address(&self) -> Option<&str> {
        Some(self.slug)
    }
    fn is_measured(&self) -> bool {
        !self.unit.is_empty()
    }
    fn item(&self) -> Option<&'static Item> {
        Some(self)
    }
}

/// An amount outside the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Other {
    /// Code of the newest value.
    pub code: String,
    /// Name by the published list, else as delivered, else the code.
    pub name: String,
    /// What is known of it although it is not in the catalogue.
    pub note: Option<&'static str>,
}

impl Subject for Other {
    fn name(&self) -> &str {
        &self.name
    }
    fn title(&self) -> String {
        self.name.clone()
    }
    fn other_name(&self) -> Option<&str> {
        None
    }
    fn address(&self) -> Option<&str> {
        is_address(&self.code).then_some(self.code.as_str())
    }
    fn is_measured(&self) -> bool {
        true
    }
    fn item(&self) -> Option<&'static Item> {
        None
    }
}

/// Either of the two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Either {
    /// An item of the catalogue.
    Item(&'static Item),
    /// Any other amount.
    Other(Other),
}

impl Subject for Either {
    fn name(&self) -> &str {
        match self {
            Self::Item(item) => item.name,
            Self::Other(other) => other.name(),
        }
    }
    fn title(&self) -> String {
        match self {
            Self::Item(item) => item.title(),
            Self::Other(other) => other.title(),
        }
    }
    fn other_name(&self) -> Option<&str> {
        match self {
            Self::Item(item) => Item::other_name(item),
            Self::Other(other) => other.other_name(),
        }
    }
    fn address(&self) -> Option<&str> {
        match self {
            Self::Item(item) => Some(item.slug),
            Self::Other(other) => other.address(),
        }
    }
    fn is_measured(&self) -> bool {
        match self {
            Self::Item(item) => !item.unit.is_empty(),
            Self::Other(other) => other.is_measured(),
        }
    }
    fn item(&self) -> Option<&'static Item> {
        match self {
            Self::Item(item) => Some(item),
            Self::Other(_) => None,
        }
    }
}

/// Series that look like one of the catalogue and are none, by the first five digits.
const NOTES: [(&str, &str, &str); 1] = [(
    "3D045",
    "HbA1c（JDS）",
    "2013年3月までの測り方（JDS）の値です。いまの HbA1c（NGSP）とは目もりが違うので、つなげず、別の項目として表示しています。",
)];

impl Other {
    /// The subject of a measurement, if it is an amount outside the catalogue.
    #[must_use]
    pub fn of(measurement: &Measurement) -> Option<Self> {
        if !is_other(measurement) {
            return None;
        }
        let code = measurement.code.as_str();
        let known = NOTES.into_iter().find(|(prefix, ..)| code.starts_with(prefix));
        let name = match (known, item_name(code)) {
            (Some((_, name, _)), _) | (None, Some(name)) => name,
            (None, None) if measurement.name.trim().is_empty() => code,
            (None, None) => measurement.name.trim(),
        };
        Some(Self { code: code.to_owned(), name: name.to_owned(), note: known.map(|(.., note)| note) })
    }

    /// An amount of which nothing was delivered, by a code of the published list.
    #[must_use]
    pub fn of_list(code: &str) -> Option<Self> {
        item_name(code).map(|name| Self { code: code.to_owned(), name: name.to_owned(), note: None })
    }

    /// The amounts outside the catalogue that a visit's series take: the first of each family.
    pub fn picks(visit: &Visit) -> impl Iterator<Item = &Measurement> {
        let mut seen = HashSet::new();
        visit.results.iter().filter(move |result| is_other(result) && seen.insert(Family::of(&result.code)))
    }
}

/// Whether a result is an amount that no item of the catalogue takes.
#[must_use]
pub fn is_other(measurement: &Measurement) -> bool {
    matches!(measurement.value, Value::Quantity { .. }) && item_of_code(&measurement.code).is_none()
}

/// What the method digits of a code (測定法, the 13th to the 15th) say, as far as the published items tell; else the digits.
#[must_use]
pub fn method_words(code: &str) -> Cow<'static, str> {
    if !is_address(code) {
        return Cow::Borrowed("");
    }
    Cow::Borrowed(match &code[12..15] {
        "000" => "",
        "204" => "HPLC",
        "261" => "電位差法",
        "271" => "可視吸光光度法",
        "272" => "紫外吸光光度法",
        "919" => "計算法",
        "999" => "その他の方法",
        digits => return Cow::Owned(format!("測定法コード {digits}")),
    })
}

/// Whether a code can be part of an address: seventeen letters and digits.
#[must_use]
pub fn is_address(code: &str) -> bool {
    code.len() == 17 && code.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase())
}

/// Codes that differ in the method alone; whether they are of seventeen signs at all.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Family(String, bool);

impl Family {
    /// The family of a code. A code that is not of seventeen signs is a family of its own.
    #[must_use]
    pub fn of(code: &str) -> Self {
        if is_address(code) {
            Self(format!("{}{}", &code[..12], &code[15..]), true)
        } else {
            Self(code.to_owned(), false)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{coded, number};
    use super::*;

    #[test]
    fn amounts_outside_the_catalogue_have_a_name_and_an_address() {
        let named = |code: &str, name: &str| {
            let mut measurement = number(code, "1", "mg/dL");
            name.clone_into(&mut measurement.name);
            Other::of(&measurement).map(|other| (other.name.clone(), other.address().is_some()))
        };
        for (code, name, wanted) in [
            ("3F050000002327101", "届いた名前", Some(("総コレステロール", true))),
            ("3D045000001920402", "", Some(("HbA1c（JDS）", true))),
            ("9Z999000000000001", "未来の検査 ", Some(("未来の検査", true))),
            ("9Z999000000000001", " ", Some(("9Z999000000000001", true))),
            ("\"><script>", "", Some(("\"><script>", false))),
            ("../../etc/passwd.", "", Some(("../../etc/passwd.", false))),
            ("3D046000001920402", "", None),
        ] {
            assert_eq!(named(code, name), wanted.map(|(name, link)| (name.to_owned(), link)), "{code}");
        }
        assert_eq!(Other::of(&coded("9N736000000000011", "2003", "1")), None, "an answer is no amount");
    }

    #[test]
    fn a_family_joins_methods_and_nothing_else() {
        let family = Family::of("3F050000002327101");
        for (code, wanted) in [
            ("3F050000002327101", true),
            ("3F050000002327201", true),
            ("3F050000002399901", true),
            ("3F050129902327101", false),
            ("3F050000001927101", false),
            ("3F050000002327149", false),
            ("3F051000002327101", false),
            ("", false),
        ] {
            assert_eq!(Family::of(code) == family, wanted, "{code}");
        }
        // A code that looks like what a family is called is none of it.
        assert_ne!(Family::of("3F050000002301"), family);
    }
}
