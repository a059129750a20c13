//! Kind of preparation (剤形区分), which decides what amount and times count.

use serde::{Deserialize, Serialize};

/// Kind of preparation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum DrugForm {
    /// 内服: the amount is of a day, times are days.
    Oral,
    /// 内滴: drops to be swallowed; the amount is the whole.
    Drops,
    /// 屯服: the amount is of a dose, times are doses.
    AsNeeded,
    /// 注射: the amount is the whole.
    Injection,
    /// 外用: the amount is the whole.
    External,
    /// 浸煎: herbs to be soaked; as 内服.
    Infusion,
    /// 湯薬: herbs to be boiled; as 内服.
    Decoction,
    /// 材料: no drug.
    Material,
    /// そのほか, or not told.
    Other,
}

impl DrugForm {
    /// Every kind, in the order of the code list.
    pub const ALL: [Self; 9] = [
        Self::Oral,
        Self::Drops,
        Self::AsNeeded,
        Self::Injection,
        Self::External,
        Self::Infusion,
        Self::Decoction,
        Self::Material,
        Self::Other,
    ];

    /// By the one-digit 剤形区分 of dispensing records and notebooks (`formats.md` 4.2, record 301), or by the two-digit
    /// 診療識別 of receipts of clinics (21 内服, 22 屯服, 23 外用, 31 to 33 注射; which of the two a delivered `MeTrIdCl` holds is
    /// unverified, so both are read).
    #[must_use]
    pub fn from_code(code: &str) -> Self {
        match code {
            "1" | "21" => Self::Oral,
            "2" => Self::Drops,
            "3" | "22" => Self::AsNeeded,
            "4" | "31" | "32" | "33" => Self::Injection,
            "5" | "23" => Self::External,
            "6" => Self::Infusion,
            "7" => Self::Decoction,
            "9" => Self::Material,
            _ => Self::Other,
        }
    }

    /// The one-digit 剤形区分; 10 for what is none of the others.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Oral => "1",
            Self::Drops => "2",
            Self::AsNeeded => "3",
            Self::Injection => "4",
            Self::External => "5",
            Self::Infusion => "6",
            Self::Decoction => "7",
            Self::Material => "9",
            Self::Other => "10",
        }
    }

    /// For a choice in an address: says the kind, never what it is against.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Oral => "oral",
            Self::Drops => "drops",
            Self::AsNeeded => "as-needed",
            Self::Injection => "injection",
            Self::External => "external",
            Self::Infusion => "infusion",
            Self::Decoction => "decoction",
            Self::Material => "material",
            Self::Other => "other",
        }
    }

    /// From [`Self::slug`].
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.slug() == slug)
    }

    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Oral => "飲み薬",
            Self::Drops => "飲む滴剤",
            Self::AsNeeded => "頓服（必要なとき）",
            Self::Injection => "注射",
            Self::External => "塗り薬・貼り薬など",
            Self::Infusion => "煎じ薬（浸剤）",
            Self::Decoction => "煎じ薬（湯）",
            Self::Material => "材料",
            Self::Other => "そのほか",
        }
    }

    /// Whether times are days.
    #[must_use]
    pub const fn counts_days(self) -> bool {
        matches!(self, Self::Oral | Self::Infusion | Self::Decoction)
    }
}

#[cfg(test)]
mod tests {
    use super::DrugForm;

    #[test]
    fn codes_and_slugs_lead_back() {
        for form in DrugForm::ALL {
            assert_eq!(DrugForm::from_code(form.code()), form);
            assert_eq!(DrugForm::from_slug(form.slug()), Some(form));
        }
        for (code, form) in [("21", DrugForm::Oral), ("23", DrugForm::External), ("", DrugForm::Other)] {
            assert_eq!(DrugForm::from_code(code), form);
        }
        assert_eq!(DrugForm::from_slug("pill"), None);
    }
}
