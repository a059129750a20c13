//! Codes of drugs, kept as received. No list of drugs ships with the product, so none is looked up here.

use serde::{Deserialize, Serialize};

/// A code beside the nine-digit receipt code.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DrugCode {
    /// Whose numbering it is.
    pub system: CodeSystem,
    /// As received.
    pub value: String,
}

/// Numberings of drugs that records carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum CodeSystem {
    /// レセプト電算処理システム用コード, nine digits; those of drugs begin with 6.
    Receipt,
    /// 薬価基準収載医薬品コード, twelve characters (厚労省コード). Many makers may share one (統一名収載).
    Price,
    /// 個別医薬品コード (YJ), twelve characters: one a maker.
    Yj,
    /// Twelve characters in that form; the record does not say which of the two.
    PriceOrYj,
    /// HOT, 7, 9, 11 or 13 digits.
    Hot,
    /// 一般名処方マスタ, twelve characters.
    General,
    /// JAN, 8 or 13 digits, of drugs sold over the counter.
    Jan,
}

impl CodeSystem {
    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Receipt => "レセプト電算コード",
            Self::Price => "薬価基準コード",
            Self::Yj => "YJコード",
            Self::PriceOrYj => "薬価基準コードかYJコード",
            Self::Hot => "HOTコード",
            Self::General => "一般名コード",
            Self::Jan => "JANコード",
        }
    }

    /// The numbering of a code whose record does not name it, by its form alone (`formats.md` 3.7 and 4.2): nine digits
    /// beginning with 6 are a receipt code, twelve characters with a letter in the eighth place (剤形) a price or YJ code,
    /// 7, 9, 11 or 13 digits otherwise HOT. A 一般名コード has the same twelve places and ends in `ZZZ`.
    #[must_use]
    pub fn by_form(code: &str) -> Option<Self> {
        let bytes = code.as_bytes();
        let digits = |bytes: &[u8]| bytes.iter().all(u8::is_ascii_digit);
        match bytes.len() {
            9 if digits(bytes) && bytes[0] == b'6' => Some(Self::Receipt),
            12 if digits(&bytes[..7]) && bytes[7].is_ascii_uppercase() => {
                Some(if bytes.ends_with(b"ZZZ") { Self::General } else { Self::PriceOrYj })
            }
            7 | 9 | 11 | 13 if digits(bytes) => Some(Self::Hot),
            _ => None,
        }
    }

    /// Whether its first seven places tell effect, route and ingredient.
    #[must_use]
    pub const fn tells_ingredient(self) -> bool {
        matches!(self, Self::Price | Self::Yj | Self::PriceOrYj | Self::General)
    }
}

#[cfg(test)]
mod tests {
    use super::CodeSystem::{self, *};

    #[test]
    fn a_code_is_known_by_its_form() {
        for (code, system) in [
            ("620007870", Some(Receipt)),
            ("2171022F2289", Some(PriceOrYj)),
            ("2171022F2ZZZ", Some(General)),
            ("103835401", Some(Hot)),
            ("1038354", Some(Hot)),
            ("1038354010101", Some(Hot)),
            ("", None),
            ("2171022f2289", None),
            ("21710220289X", None),
            ("６２０００７８７０", None),
        ] {
            assert_eq!(CodeSystem::by_form(code), system, "{code}");
        }
    }
}
