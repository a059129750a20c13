//! Who looked at a person's records (閲覧記録): where, as what, at which kinds, and on what ground.
//!
//! What the hub names in a way that this version does not know is said to be unknown, never guessed.

pub mod consent;
pub mod exchange;
pub mod filter;
pub mod report;

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use report::Report;

/// One look at the person's records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    /// Stable id; opaque, of letters, digits, `-` and `_`.
    pub id: String,
    /// When (Japan time).
    pub at: NaiveDateTime,
    /// Institution, insurer or app that looked.
    pub institution: String,
    /// The hub's code of it.
    pub institution_code: String,
    /// As what it looked.
    pub role: Role,
    /// At what.
    pub kinds: Vec<Kind>,
    /// Why it could.
    pub ground: Ground,
    /// Id of the consent it went through, where there was one.
    pub consent: Option<String>,
    /// What the person has reported about it.
    pub report: Option<Report>,
}

/// As what somebody looked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 医師
    Doctor,
    /// 薬剤師
    Pharmacist,
    /// Somebody in a disaster.
    Disaster,
    /// The reception desk (受付).
    Reception,
    /// 保険者
    Insurer,
    /// An app that the person uses (民間PHRサービス).
    PhrApp,
    /// Somebody whom the person has made their delegate (代理人).
    Delegate,
    /// The person, at the records of somebody whose delegate they are.
    #[serde(rename = "self")]
    Own,
    /// One that this version does not know.
    #[serde(other)]
    Unknown,
}

impl Role {
    /// In words: `医師`.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Doctor => "医師",
            Self::Pharmacist => "薬剤師",
            Self::Disaster => "災害時の担当者",
            Self::Reception => "受付",
            Self::Insurer => "保険者",
            Self::PhrApp => "アプリ",
            Self::Delegate => "代理人",
            Self::Own => "ご自身",
            Self::Unknown => "職員",
        }
    }

    /// After the name of the institution: `の医師`, `（アプリ）`.
    #[must_use]
    pub const fn after_name(self) -> &'static str {
        match self {
            Self::Doctor => "の医師",
            Self::Pharmacist => "の薬剤師",
            Self::Disaster => "の災害時の担当者",
            Self::Reception => "の受付",
            Self::Insurer => "（保険者）",
            Self::PhrApp => "（アプリ）",
            Self::Delegate => "さん（代理人）",
            Self::Own => "さん",
            Self::Unknown => "の職員",
        }
    }
}

/// A kind of records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// 資格
    Eligibility,
    /// 特定健診
    Checkups,
    /// 薬剤
    Medications,
    /// 診療, as the receipts have it: what doctors and pharmacists are shown. The hub calls it as it calls [`Kind::Expenses`].
    #[serde(rename = "expenses", alias = "treatment")]
    Treatment,
    /// 医療費: what a delegate is shown of the same receipts.
    #[serde(rename = "expenses_of_months")]
    Expenses,
    /// One that this version does not know.
    #[serde(other)]
    Unknown,
}

impl Kind {
    /// Those that can be asked for.
    pub const ALL: [Self; 5] = [Self::Eligibility, Self::Checkups, Self::Medications, Self::Treatment, Self::Expenses];

    /// In words: `お薬`.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Eligibility => "健康保険の資格",
            Self::Checkups => "健診",
            Self::Medications => "お薬",
            Self::Treatment => "診療",
            Self::Expenses => "医療費",
            Self::Unknown => "そのほかの記録",
        }
    }

    /// Name in an address.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Eligibility => "eligibility",
            Self::Checkups => "checkups",
            Self::Medications => "medications",
            Self::Treatment => "treatment",
            Self::Expenses => "expenses",
            Self::Unknown => "other",
        }
    }
}

/// Why somebody could look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// The person consented by card at a terminal.
    TerminalConsent,
    /// The person registered their card at a terminal, which confirms the eligibility on the spot.
    Registration,
    /// Special handling in a disaster: no consent needed.
    Disaster,
    /// The person agreed that checkups go from one insurer to the next.
    InsurerHandover,
    /// The person connected an app.
    PhrApp,
    /// A delegation (代理人): of the person's own records, or of another's by them.
    Delegation,
    /// One that this version does not know.
    #[serde(other)]
    Unknown,
}

impl Ground {
    /// How one such look came about, in a sentence.
    #[must_use]
    pub const fn explanation(self) -> &'static str {
        match self {
            Self::TerminalConsent => "受付のカードリーダーで、あなたが見てよいと答えました。",
            Self::Registration => {
                "あなたが受付のカードリーダーで利用登録をしたときに、健康保険の資格を確かめたものです。"
            }
            Self::Disaster => {
                "災害のときは、命を守るため、同意の確認なしに見られる決まりがあります。だれがいつ見たかは必ず残ります。"
            }
            Self::InsurerHandover => {
                "健康保険が変わったあと、前の保険者にある健診の記録を新しい保険者へ引き継ぐことに、あなたが同意しました。"
            }
            Self::Delegation => "代理の登録によるものです。登録はいつでも、どちらからでも終わらせられます。",
            Self::PhrApp => "あなたがアプリと結びつけ、記録を渡すことに同意しました。",
            Self::Unknown => "なぜ見られたのかは、この記録からは分かりません。",
        }
    }
}

impl Look {
    /// The look with its kinds named as its ground has them: under a delegation the records of receipts are 医療費.
    #[must_use]
    pub fn by_ground(mut self) -> Self {
        if self.ground == Ground::Delegation {
            for kind in &mut self.kinds {
                if *kind == Kind::Treatment {
                    *kind = Kind::Expenses;
                }
            }
        }
        self
    }

    /// What was looked at: `お薬と健診`.
    #[must_use]
    pub fn kinds_words(&self) -> String {
        kinds_words(&self.kinds)
    }

    /// By what right, within a sentence: `あなたの同意で`.
    #[must_use]
    pub const fn right(&self) -> &'static str {
        match self.ground {
            Ground::Disaster => "災害時の特別な扱いで（同意の確認なしに）",
            Ground::Unknown => "理由の記録がないまま",
            Ground::Registration => "あなたの利用登録のときに",
            _ if self.consent.is_none() => "同意の記録がないまま",
            Ground::TerminalConsent | Ground::PhrApp => "あなたの同意で",
            Ground::InsurerHandover => "引き継ぎへのあなたの同意で",
            Ground::Delegation => "代理の登録により",
        }
    }

    /// What became of the records: seen, or passed on.
    #[must_use]
    pub const fn done(&self) -> &'static str {
        match self.ground {
            Ground::InsurerHandover | Ground::PhrApp => "受け取りました",
            _ => "見ました",
        }
    }

    /// How it came about, in a sentence. What should go through a consent and names none is not said to have been consented to.
    #[must_use]
    pub const fn explanation(&self) -> &'static str {
        match self.ground {
            Ground::Unknown | Ground::Disaster => self.ground.explanation(),
            _ if self.is_allowed() => self.ground.explanation(),
            _ => "もとになる同意の記録が届いていません。心当たりがないときは、伝えてください。",
        }
    }

    /// Whether the person had allowed it, as far as the record says.
    #[must_use]
    pub const fn is_allowed(&self) -> bool {
        match self.ground {
            Ground::Registration => true,
            Ground::Unknown | Ground::Disaster => false,
            _ => self.consent.is_some(),
        }
    }
}

/// `お薬`, `お薬と健診`, `健康保険の資格、お薬と健診`.
#[must_use]
pub fn kinds_words(kinds: &[Kind]) -> String {
    match kinds {
        [] => Kind::Unknown.label().to_owned(),
        [one] => one.label().to_owned(),
        [most @ .., last] => {
            let most: Vec<&str> = most.iter().map(|kind| kind.label()).collect();
            format!("{}と{}", most.join("、"), last.label())
        }
    }
}

/// Whether an id or code of the hub can stand in an address.
#[must_use]
pub fn is_plain(id: &str) -> bool {
    !id.is_empty() && id.len() <= 64 && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
}

/// A day, and the time of day where it matters: `2026年11月10日 9:05`.
#[must_use]
pub fn moment_words(at: NaiveDateTime) -> String {
    format!("{} {}", super::calendar::long_date(at.date()), at.format("%-H:%M"))
}

/// The years in which something happened, newest first.
#[must_use]
pub fn years(days: impl Iterator<Item = NaiveDate>) -> Vec<i32> {
    use chrono::Datelike;
    let years: std::collections::BTreeSet<i32> = days.map(|day| day.year()).collect();
    years.into_iter().rev().collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use chrono::NaiveDate;

    use super::*;

    /// A look of these tests.
    pub(crate) fn look(id: &str, (year, month, day): (i32, u32, u32), ground: Ground, kinds: &[Kind]) -> Look {
        let role = match ground {
            Ground::TerminalConsent => Role::Doctor,
            Ground::Registration => Role::Reception,
            Ground::Disaster => Role::Disaster,
            Ground::InsurerHandover => Role::Insurer,
            Ground::PhrApp => Role::PhrApp,
            Ground::Delegation => Role::Delegate,
            Ground::Unknown => Role::Unknown,
        };
        let consent = !matches!(ground, Ground::Registration | Ground::Disaster | Ground::Unknown);
        Look {
            id: id.into(),
            at: NaiveDate::from_ymd_opt(year, month, day).and_then(|day| day.and_hms_opt(9, 5, 0)).expect("a moment"),
            institution: "見本内科".into(),
            institution_code: "1310000001".into(),
            role,
            kinds: kinds.to_vec(),
            ground,
            consent: consent.then(|| format!("consent-of-{id}")),
            report: None,
        }
    }

    /// Every ground: by what right, what was done, whether it was allowed, and part of its explanation.
    #[test]
    fn each_ground_has_its_own_words() {
        use Kind::{Checkups, Eligibility, Medications, Treatment};
        for (ground, kinds, said, allowed, why) in [
            (
                Ground::TerminalConsent,
                &[Medications, Checkups][..],
                "の医師 あなたの同意で お薬と健診 見ました",
                true,
                "カードリーダーで",
            ),
            (
                Ground::Registration,
                &[Eligibility],
                "の受付 あなたの利用登録のときに 健康保険の資格 見ました",
                true,
                "利用登録をしたとき",
            ),
            (
                Ground::Disaster,
                &[Medications],
                "の災害時の担当者 災害時の特別な扱いで（同意の確認なしに） お薬 見ました",
                false,
                "命を守るため",
            ),
            (
                Ground::InsurerHandover,
                &[Checkups],
                "（保険者） 引き継ぎへのあなたの同意で 健診 受け取りました",
                true,
                "新しい保険者へ",
            ),
            (
                Ground::PhrApp,
                &[Eligibility, Medications, Treatment],
                "（アプリ） あなたの同意で 健康保険の資格、お薬と診療 受け取りました",
                true,
                "アプリと結びつけ",
            ),
            (
                Ground::Delegation,
                &[Medications],
                "さん（代理人） 代理の登録により お薬 見ました",
                true,
                "どちらからでも",
            ),
            (
                Ground::Unknown,
                &[Kind::Unknown],
                "の職員 理由の記録がないまま そのほかの記録 見ました",
                false,
                "分かりません",
            ),
            (Ground::Unknown, &[], "の職員 理由の記録がないまま そのほかの記録 見ました", false, "分かりません"),
        ] {
            let look = look("a", (2026, 11, 10), ground, kinds);
            let words = format!("{} {} {} {}", look.role.after_name(), look.right(), look.kinds_words(), look.done());
            assert_eq!(words, said);
            assert_eq!(look.is_allowed(), allowed, "{ground:?}");
            assert!(look.explanation().contains(why), "{ground:?}");
        }
    }

    #[test]
    fn a_consent_that_nobody_wrote_down_is_none() {
        for ground in [Ground::TerminalConsent, Ground::InsurerHandover, Ground::PhrApp] {
            let look = Look { consent: None, ..look("a", (2026, 11, 10), ground, &[Kind::Checkups]) };
            assert_eq!((look.right(), look.is_allowed()), ("同意の記録がないまま", false), "{ground:?}");
            assert!(look.explanation().contains("届いていません"), "{ground:?}");
        }
    }

    #[test]
    fn what_can_stand_in_an_address() {
        for (id, plain) in [
            ("look-3f_2A", true),
            ("1310000001", true),
            ("", false),
            ("a/b", false),
            ("a b", false),
            ("見本", false),
            ("a.css", false),
            (&"a".repeat(65), false),
        ] {
            assert_eq!(is_plain(id), plain, "{id}");
        }
    }
}
