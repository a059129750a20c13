//! What a provider wants records for: a closed list, because the insured number depends on it.

use serde::{Deserialize, Serialize};

/// A purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// The person's own keeping of their health.
    SelfCare,
    /// Talking to a doctor or pharmacist about it.
    Consultation,
    /// Research.
    Research,
    /// 医療保険事業: what an insurer does by law for its insured.
    HealthInsurance,
}

impl Purpose {
    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::SelfCare => "自分の健康管理",
            Self::Consultation => "医師や薬剤師への相談",
            Self::Research => "研究",
            Self::HealthInsurance => "医療保険事業（健康保険の保険者の仕事）",
        }
    }

    /// As the registry and tokens write it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::SelfCare => "self-care",
            Self::Consultation => "consultation",
            Self::Research => "research",
            Self::HealthInsurance => "health-insurance",
        }
    }

    /// Whether symbol and number of the insured may be handed over at all: the law forbids anybody to ask for them outside
    /// the business of health insurance (告知要求制限, 健康保険法 194条の2).
    #[must_use]
    pub const fn may_have_insured_number(self) -> bool {
        matches!(self, Self::HealthInsurance)
    }
}
