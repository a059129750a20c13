//! Registering the card as insurance card (初回登録). The hub does it in steps and reports each.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::calendar::long_date;

/// Where a person's registration stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Registration {
    /// Never registered.
    NotRegistered,
    /// Booked in advance (予約登録).
    Booked {
        /// Day it takes effect.
        effective_from: NaiveDate,
    },
    /// Under way.
    InProgress {
        /// The steps in order.
        steps: Vec<Step>,
    },
    /// Registered.
    Registered {
        /// Moment of registration.
        since: NaiveDateTime,
        /// By which door.
        door: Door,
        /// The steps, when the hub still has them.
        #[serde(default)]
        steps: Vec<Step>,
    },
    /// Cannot be registered now.
    Unavailable {
        /// The hub's code: `insurer_pending`, `no_eligibility`, `welfare`, `revoked`, `blocked`.
        reason: String,
    },
}

/// Door of registration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Door {
    /// This kind of portal.
    Portal,
    /// A clinic's or pharmacy's card reader.
    ClinicTerminal,
    /// A bank's ATM.
    Atm,
}

impl Door {
    /// In words: `このサイト`.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Portal => "このサイト",
            Self::ClinicTerminal => "病院・薬局のカードリーダー",
            Self::Atm => "銀行のATM",
        }
    }
}

/// One step of the registration as the hub reports it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Which step.
    pub name: StepName,
    /// How far.
    pub state: StepState,
    /// When it was done.
    #[serde(default)]
    pub at: Option<NaiveDateTime>,
}

/// The steps that lead from a card to an individual insured number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepName {
    /// The certificate is asked for at J-LIS.
    CertificateCheck,
    /// The link number (紐付番号) is fetched from the intermediate server.
    LinkNumber,
    /// Serial, link number and individual insured number are linked.
    Linking,
    /// The eligibility is fetched.
    EligibilityFetch,
}

impl StepName {
    /// All steps in the order they are taken.
    pub const ALL: [Self; 4] = [Self::CertificateCheck, Self::LinkNumber, Self::Linking, Self::EligibilityFetch];

    /// In words, as something being done.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::CertificateCheck => "カードの電子証明書を確かめる",
            Self::LinkNumber => "健康保険とつなぐための番号を受け取る",
            Self::Linking => "カードと健康保険をつなぐ",
            Self::EligibilityFetch => "健康保険の資格を受け取る",
        }
    }
}

/// State of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepState {
    /// Done.
    Done,
    /// Running.
    Running,
    /// Not begun.
    Waiting,
    /// Failed.
    Failed,
}

impl StepState {
    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Done => "終わりました",
            Self::Running => "進めています",
            Self::Waiting => "これから",
            Self::Failed => "できませんでした",
        }
    }
}

/// Why registering is not possible now, and what to do: (what happened, what next).
#[must_use]
pub fn unavailable_words(reason: &str) -> (&'static str, &'static str) {
    match reason {
        "insurer_pending" => (
            "加入している健康保険の登録が、まだ終わっていません。",
            "転職や引っ越しのあとは、保険者の手続きに数日かかることがあります。1週間ほど待っても変わらないときは、加入している健康保険に問い合わせてください。",
        ),
        "no_eligibility" => (
            "いま有効な健康保険の資格が見つかりませんでした。",
            "加入の手続きをした勤め先、または市区町村の国民健康保険の窓口に問い合わせてください。",
        ),
        "welfare" => (
            "医療扶助（生活保護）を受けている方の登録は、福祉事務所が行います。",
            "担当の福祉事務所に相談してください。",
        ),
        "revoked" => (
            "カードの電子証明書が使えなくなっています。",
            "市区町村の窓口で、電子証明書の更新または再発行を受けてください。",
        ),
        "blocked" => (
            "お申し出により、この方の登録と閲覧は止められています。",
            "止めたときの窓口（市区町村または加入している健康保険）に相談してください。",
        ),
        _ => (
            "いまは登録できない状態です。",
            "しばらくおいてからもう一度お試しください。続くときは、加入している健康保険に問い合わせてください。",
        ),
    }
}

impl Registration {
    /// Where it stands, in one sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Self::NotRegistered => "健康保険証としての利用登録は、まだされていません。".to_owned(),
            Self::Booked { effective_from } => {
                format!("利用登録は予約ずみです。{}から使えるようになります。", long_date(*effective_from))
            }
            Self::InProgress { .. } => "利用登録を進めています。".to_owned(),
            Self::Registered { since, door, .. } => {
                format!("{}に、{}で利用登録されました。", long_date(since.date()), door.label())
            }
            Self::Unavailable { reason } => unavailable_words(reason).0.to_owned(),
        }
    }

    /// Whether the card can be used as insurance card now.
    #[must_use]
    pub const fn is_registered(&self) -> bool {
        matches!(self, Self::Registered { .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_known_reason_has_its_own_words_and_the_unknown_one_has_some() {
        let known = ["insurer_pending", "no_eligibility", "welfare", "revoked", "blocked"];
        let mut words: Vec<_> =
            known.iter().chain(&["something_new"]).map(|reason| unavailable_words(reason)).collect();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), known.len() + 1);
    }

    #[test]
    fn says_since_when_and_through_which_door() {
        let since = NaiveDate::from_ymd_opt(2024, 5, 1).and_then(|day| day.and_hms_opt(9, 0, 0)).expect("a moment");
        let state = Registration::Registered { since, door: Door::Atm, steps: Vec::new() };
        assert_eq!(state.sentence(), "2024年5月1日に、銀行のATMで利用登録されました。");
        assert!(state.is_registered());
    }
}
