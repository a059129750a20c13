//! Where a drug was given: outpatient, inpatient, dental, pharmacy (入外等).

use serde::{Deserialize, Serialize};

use super::institution::{Institution, InstitutionKind};

/// Setting of a dispensing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Setting {
    /// 外来
    Outpatient,
    /// 入院
    Inpatient,
    /// 歯科
    Dental,
    /// 調剤
    Pharmacy,
}

impl Setting {
    /// From `InOut`, `CzPrCl` or `ShPrCl` (1 入院, 2 入院外; no published list was read, so unverified) and from who
    /// dispensed. A stay is a stay wherever; else the kind of the place decides; nothing where neither tells.
    #[must_use]
    pub fn of(in_out: Option<&str>, dispenser: &Institution) -> Option<Self> {
        match (in_out, dispenser.kind()) {
            (_, Some(InstitutionKind::Pharmacy)) => Some(Self::Pharmacy),
            (Some("1"), _) => Some(Self::Inpatient),
            (_, Some(InstitutionKind::Dental)) => Some(Self::Dental),
            (Some("2"), _) => Some(Self::Outpatient),
            _ => None,
        }
    }

    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Outpatient => "外来",
            Self::Inpatient => "入院",
            Self::Dental => "歯科",
            Self::Pharmacy => "薬局",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_and_the_mark_tell_the_setting() {
        let at = |code: &str| Institution { code: code.into(), name: String::new() };
        for (mark, code, setting) in [
            (Some("2"), "1340000001", Some(Setting::Pharmacy)),
            (Some("2"), "1310000001", Some(Setting::Outpatient)),
            (Some("1"), "1310000001", Some(Setting::Inpatient)),
            (Some("1"), "1330000001", Some(Setting::Inpatient)),
            (Some("2"), "1330000001", Some(Setting::Dental)),
            (None, "1330000001", Some(Setting::Dental)),
            (None, "1310000001", None),
            (Some("9"), "", None),
            (Some("2"), "", Some(Setting::Outpatient)),
        ] {
            assert_eq!(Setting::of(mark, &at(code)), setting, "{mark:?} {code}");
        }
    }
}
