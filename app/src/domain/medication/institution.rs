//! Medical institutions and pharmacies, and when two records mean the same one.

use serde::{Deserialize, Serialize};

use crate::domain::tax::width::full_width;

/// A medical institution or pharmacy.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Institution {
    /// Ten-digit code: prefecture (2), fee table (1), number (7); may be empty.
    pub code: String,
    /// Name as delivered; may be empty.
    pub name: String,
}

/// Kind of an institution, by the fee table (点数表) it claims from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InstitutionKind {
    /// 医科
    Medical,
    /// 歯科
    Dental,
    /// 調剤
    Pharmacy,
}

impl Institution {
    /// One known by name alone.
    #[must_use]
    pub fn named(name: impl Into<String>) -> Self {
        Self { code: String::new(), name: name.into() }
    }

    /// Its kind, by the third digit of a ten-digit code: 1 医科, 3 歯科, 4 調剤 (`formats.md` 3.6).
    #[must_use]
    pub fn kind(&self) -> Option<InstitutionKind> {
        match (self.code.len(), self.code.as_bytes().get(2)) {
            (10, Some(b'1')) => Some(InstitutionKind::Medical),
            (10, Some(b'3')) => Some(InstitutionKind::Dental),
            (10, Some(b'4')) => Some(InstitutionKind::Pharmacy),
            _ => None,
        }
    }

    /// Whether nothing is told.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        self.code.trim().is_empty() && self.name.trim().is_empty()
    }

    /// Whether both records mean the same place: by the code where both have one, because names are spelt in several
    /// ways, else by the name without spaces. Two places of which nothing is told are not known to be the same.
    #[must_use]
    pub fn same_as(&self, other: &Self) -> bool {
        let (code, others) = (self.code.trim(), other.code.trim());
        if !code.is_empty() && !others.is_empty() {
            return code == others;
        }
        let name = plain(&self.name);
        !name.is_empty() && name == plain(&other.name)
    }

    /// Whether both records surely mean two places: their codes differ; or, where one has none, both have a name and neither
    /// name stands in the other (`医療法人社団見本会 見本内科` may be 見本内科).
    #[must_use]
    pub fn surely_not(&self, other: &Self) -> bool {
        let (code, others) = (self.code.trim(), other.code.trim());
        if !code.is_empty() && !others.is_empty() {
            return code != others;
        }
        let (name, others) = (plain(&full_width(&self.name)), plain(&full_width(&other.name)));
        !name.is_empty() && !others.is_empty() && !name.contains(&others) && !others.contains(&name)
    }
}

fn plain(name: &str) -> String {
    name.chars().filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(code: &str, name: &str) -> Institution {
        Institution { code: code.into(), name: name.into() }
    }

    #[test]
    fn a_place_is_known_by_its_code_and_else_by_its_name() {
        for (one, other, same) in [
            (place("1340000001", "見本薬局"), place("1340000001", "見本薬局　本店"), true),
            (place("1340000001", "見本薬局"), place("1340000002", "見本薬局"), false),
            (place("", "見本薬局 本店"), place("1340000002", "見本薬局　本店"), true),
            (place("", "見本薬局"), place("", "よその薬局"), false),
            (place("", ""), place("", ""), false),
            (place("", "　"), place("1340000002", ""), false),
        ] {
            assert_eq!(one.same_as(&other), same, "{one:?} {other:?}");
            assert_eq!(other.same_as(&one), same);
        }
    }

    #[test]
    fn two_places_are_surely_two_by_codes_or_by_names_that_have_nothing_in_common() {
        for (one, other, two) in [
            (place("1310000001", "見本内科"), place("1310000002", "見本内科"), true),
            (place("1310000001", "見本内科"), place("1310000001", "別の名"), false),
            (place("1310000001", "見本内科"), place("", "よその病院"), true),
            (place("1310000001", "医療法人社団見本会　見本内科ｸﾘﾆｯｸ"), place("", "見本内科クリニック"), false),
            (place("1310000001", "見本内科"), place("", ""), false),
            (place("1310000001", ""), place("", "見本内科"), false),
        ] {
            assert_eq!(one.surely_not(&other), two, "{one:?} {other:?}");
            assert_eq!(other.surely_not(&one), two);
        }
    }

    #[test]
    fn the_third_digit_tells_the_kind() {
        for (code, kind) in [
            ("1310000001", Some(InstitutionKind::Medical)),
            ("1330000001", Some(InstitutionKind::Dental)),
            ("1340000001", Some(InstitutionKind::Pharmacy)),
            ("1320000001", None),
            ("134", None),
            ("", None),
        ] {
            assert_eq!(place(code, "").kind(), kind, "{code}");
        }
    }
}
