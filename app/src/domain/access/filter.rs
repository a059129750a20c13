//! Which looks a person asks for: of a year, at a kind of records, by an institution. What is asked for and is not there
//! is left out, and said to be.

use chrono::Datelike;

use super::{Kind, Look};

/// What is asked for; nothing of it means everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Calendar year.
    pub year: Option<i32>,
    /// Kind of records.
    pub kind: Option<Kind>,
    /// The hub's code of an institution.
    pub institution: Option<String>,
}

impl Filter {
    /// From an address, for the looks there are. The second says whether something was asked for that is not among them.
    #[must_use]
    pub fn read(year: Option<&str>, kind: Option<&str>, institution: Option<&str>, looks: &[Look]) -> (Self, bool) {
        let given = |text: Option<&str>| text.is_some_and(|text| !text.is_empty());
        let filter = Self {
            year: year
                .and_then(|year| year.parse().ok())
                .filter(|year| looks.iter().any(|look| look.at.year() == *year)),
            kind: Kind::ALL.into_iter().find(|one| kind == Some(one.code())),
            institution: looks
                .iter()
                .find(|look| institution == Some(look.institution_code.as_str()))
                .map(|look| look.institution_code.clone()),
        };
        let unknown = (given(year) && filter.year.is_none())
            || (given(kind) && filter.kind.is_none())
            || (given(institution) && filter.institution.is_none());
        (filter, unknown)
    }

    /// Whether a look is asked for.
    #[must_use]
    pub fn takes(&self, look: &Look) -> bool {
        self.year.is_none_or(|year| look.at.year() == year)
            && self.kind.is_none_or(|kind| look.kinds.contains(&kind))
            && self.institution.as_ref().is_none_or(|code| *code == look.institution_code)
    }

    /// Whether everything is asked for.
    #[must_use]
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }

    /// As the query of an address, without `?`. Holds codes and years only.
    #[must_use]
    pub fn query(&self) -> String {
        let parts = [
            self.year.map(|year| format!("year={year}")),
            self.kind.map(|kind| format!("kind={}", kind.code())),
            self.institution.as_ref().map(|code| format!("institution={code}")),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join("&")
    }
}

/// The institutions that looked: code and newest name, the one that looked last first.
#[must_use]
pub fn institutions(looks: &[Look]) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for look in looks {
        if !found.iter().any(|(code, _)| *code == look.institution_code) {
            found.push((look.institution_code.clone(), look.institution.clone()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::access::Ground;
    use crate::domain::access::tests::look;

    fn looks() -> Vec<Look> {
        let mut looks = vec![
            look("a", (2026, 11, 10), Ground::TerminalConsent, &[Kind::Medications, Kind::Checkups]),
            look("b", (2026, 6, 15), Ground::Disaster, &[Kind::Medications]),
            look("c", (2024, 4, 1), Ground::InsurerHandover, &[Kind::Checkups]),
        ];
        looks[2].institution_code = "06130017".into();
        looks[2].institution = "見本電機健康保険組合".into();
        looks
    }

    #[test]
    fn finds_what_is_asked_for_and_says_what_is_not_there() {
        for (year, kind, institution, found, unknown) in [
            (None, None, None, "abc", false),
            (Some(""), Some(""), Some(""), "abc", false),
            (Some("2026"), None, None, "ab", false),
            (Some("2026"), Some("checkups"), None, "a", false),
            (None, Some("treatment"), None, "", false),
            (None, None, Some("06130017"), "c", false),
            (Some("2026"), None, Some("06130017"), "", false),
            (Some("2025"), None, None, "abc", true),
            (Some("zwei"), None, None, "abc", true),
            (None, Some("teeth"), None, "abc", true),
            (None, Some("other"), None, "abc", true),
            (None, None, Some("見本内科"), "abc", true),
        ] {
            let looks = looks();
            let (filter, said) = Filter::read(year, kind, institution, &looks);
            let ids: String = looks.iter().filter(|look| filter.takes(look)).map(|look| look.id.as_str()).collect();
            assert_eq!((ids.as_str(), said), (found, unknown), "{year:?} {kind:?} {institution:?}");
        }
    }

    #[test]
    fn an_institution_is_listed_once_and_by_its_newest_name() {
        let mut looks = looks();
        looks[1].institution = "見本内科（旧）".into();
        let listed = institutions(&looks);
        assert_eq!(
            listed,
            [("1310000001".into(), "見本内科".into()), ("06130017".into(), "見本電機健康保険組合".into())]
        );
    }

    proptest! {
        /// What an address says is read back the same, and no address holds a name.
        #[test]
        fn an_address_says_what_is_asked_for(year in prop::option::of(0usize..2), kind in prop::option::of(0usize..4), institution in any::<bool>()) {
            let looks = looks();
            let filter = Filter {
                year: year.map(|index| [2026, 2024][index]),
                kind: kind.map(|index| Kind::ALL[index]),
                institution: institution.then(|| "06130017".to_owned()),
            };
            let query = filter.query();
            prop_assert!(query.is_ascii());
            let part = |name: &str| {
                query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
            };
            let read = Filter::read(part("year"), part("kind"), part("institution"), &looks);
            prop_assert_eq!(read, (filter, false));
        }
    }
}
