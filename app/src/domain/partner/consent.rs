//! What a person has agreed to, and whether it still stands.

use serde::{Deserialize, Serialize};

use super::resource::Resource;
use super::years::Years;
use crate::domain::delegation::RecordKind;

/// No consent lasts longer, days. It can be given anew.
pub const LONGEST_DAYS: i64 = 90;

/// How long, to choose from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    /// A week.
    Week,
    /// Thirty days.
    Month,
    /// Ninety days.
    Quarter,
}

impl Term {
    /// All, shortest first.
    pub const ALL: [Self; 3] = [Self::Week, Self::Month, Self::Quarter];

    /// Days.
    #[must_use]
    pub const fn days(self) -> i64 {
        match self {
            Self::Week => 7,
            Self::Month => 30,
            Self::Quarter => LONGEST_DAYS,
        }
    }

    /// As forms send it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Week => "7",
            Self::Month => "30",
            Self::Quarter => "90",
        }
    }

    /// From a form.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|term| term.code() == code)
    }
}

/// What may be had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// Kinds of records.
    pub kinds: Vec<RecordKind>,
    /// Years.
    pub years: Years,
    /// Resources that the provider asked for.
    pub resources: Vec<Resource>,
    /// Whether it may go on while the person is not there.
    pub offline: bool,
}

impl Terms {
    /// Whether a resource may be had at all. Without a kind of records nothing may, not even whose they would be.
    #[must_use]
    pub fn opens(&self, resource: Resource) -> bool {
        !self.kinds.is_empty() && self.resources.contains(&resource) && resource.is_open(&self.kinds)
    }

    /// The same with nothing but these kinds left; nothing can be added so.
    #[must_use]
    pub fn with_only(&self, kinds: &[RecordKind]) -> Self {
        let left = self.kinds.iter().copied().filter(|kind| kinds.contains(kind)).collect();
        Self { kinds: left, ..self.clone() }
    }

    /// The same with nothing but the years left that forms call so; nothing can be added so.
    #[must_use]
    pub fn with_years(&self, named: &[&str]) -> Self {
        Self { years: self.years.with_only(named), ..self.clone() }
    }

    /// Whether nothing may be had.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.kinds.is_empty() || self.years.is_empty()
    }
}

/// Why a consent is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// The person stopped it.
    Stopped,
    /// The person gave another one to the same provider.
    Replaced,
    /// A token was used twice: somebody else may have it.
    Reused,
    /// The provider's entry says another name, purpose or use of the insured number than was agreed to.
    Changed,
    /// The hub takes it no longer, as after a lost card.
    Lapsed,
    /// Its time is over.
    Expired,
}

impl Ended {
    const WRITTEN: [(Self, &'static str); 5] = [
        (Self::Stopped, "stopped"),
        (Self::Replaced, "replaced"),
        (Self::Reused, "reused"),
        (Self::Changed, "changed"),
        (Self::Lapsed, "lapsed"),
    ];

    /// As it is written down; what ends by itself is not.
    #[must_use]
    pub fn code(self) -> &'static str {
        Self::WRITTEN.into_iter().find(|(ended, _)| *ended == self).map_or("expired", |(_, code)| code)
    }

    /// In words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Stopped => "あなたが止めました",
            Self::Replaced => "同じ事業者への、新しい同意に替わりました",
            Self::Reused => "渡した合言葉が二度使われたため、安全のために止めました",
            Self::Changed => "事業者の名前や目的の登録が変わったため、止めました",
            Self::Lapsed => {
                "カードの紛失の届けや電子証明書の失効などのため、記録を保管しているシステムで同意が終わりました"
            }
            Self::Expired => "期限がきて終わりました",
        }
    }
}

/// How a consent stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// In force.
    InForce,
    /// Over.
    Over(Ended),
}

impl Standing {
    /// From what is written down. `stopped` is empty while nothing has ended it. An unknown word has ended it too.
    #[must_use]
    pub fn of(stopped: &str, ends_at: i64, now: i64) -> Self {
        let written = Ended::WRITTEN.into_iter().find(|(_, code)| *code == stopped).map(|(ended, _)| ended);
        match (written, stopped) {
            (Some(ended), _) => Self::Over(ended),
            (None, "") if ends_at > now => Self::InForce,
            (None, "") => Self::Over(Ended::Expired),
            (None, _) => Self::Over(Ended::Stopped),
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    #[test]
    fn it_stands_until_something_ends_it() {
        for (stopped, now, standing) in [
            ("", 99, Standing::InForce),
            ("", 100, Standing::Over(Ended::Expired)),
            ("stopped", 99, Standing::Over(Ended::Stopped)),
            ("replaced", 99, Standing::Over(Ended::Replaced)),
            ("reused", 99, Standing::Over(Ended::Reused)),
            ("changed", 99, Standing::Over(Ended::Changed)),
            ("lapsed", 99, Standing::Over(Ended::Lapsed)),
            ("word of a later version", 99, Standing::Over(Ended::Stopped)),
        ] {
            assert_eq!(Standing::of(stopped, 100, now), standing, "{stopped} {now}");
        }
        for term in Term::ALL {
            assert_eq!(Term::from_code(term.code()), Some(term));
            assert!(term.days() <= LONGEST_DAYS);
        }
        assert_eq!(Term::from_code("365"), None);
    }

    #[test]
    fn kinds_and_years_can_only_be_struck() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day");
        let terms = Terms {
            kinds: vec![RecordKind::Checkups, RecordKind::Medications],
            years: Years::of(today, ["2026", "2025"].into_iter()),
            resources: vec![Resource::Patient, Resource::Observation, Resource::Coverage],
            offline: true,
        };
        assert!(terms.opens(Resource::Patient) && terms.opens(Resource::Observation));
        assert!(!terms.opens(Resource::Coverage), "its kind is not among them");
        assert!(!terms.opens(Resource::MedicationDispense), "it was not asked for");
        let less = terms.with_only(&[RecordKind::Medications, RecordKind::Expenses]).with_years(&["2025", "2024"]);
        assert_eq!(less.years.words(), "2025年");
        assert!(!less.is_empty());
        assert!(terms.with_only(&[RecordKind::Expenses]).is_empty() && terms.with_years(&["2024"]).is_empty());
        assert_eq!(less.kinds, [RecordKind::Medications]);
        assert!(!less.opens(Resource::Observation) && less.opens(Resource::Patient));
        assert!(!terms.with_only(&[]).opens(Resource::Patient), "nobody's name without a record");
    }
}
