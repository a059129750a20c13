//! Consents (同意): whom a person has allowed to see or be given which records, until when, and whether that can be taken
//! back.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::{Kind, Role, kinds_words, moment_words};

/// A consent as the hub keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// Stable id; opaque.
    pub id: String,
    /// To what.
    pub kind: ConsentKind,
    /// To whom.
    pub institution: String,
    /// As what they look.
    pub role: Role,
    /// To which records.
    pub kinds: Vec<Kind>,
    /// When it was given (Japan time).
    pub given_at: NaiveDateTime,
    /// When it ends by itself, where it does.
    pub until: Option<NaiveDateTime>,
    /// When the person took it back.
    pub withdrawn_at: Option<NaiveDateTime>,
}

/// What is consented to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsentKind {
    /// Doctors and pharmacists look, for one visit: 24 hours (`formats.md` 3.9).
    Care,
    /// Checkups go from one insurer to the next.
    InsurerHandover,
    /// An app is given records (民間PHRサービス).
    PhrApp,
    /// One that this version does not know.
    #[serde(other)]
    Unknown,
}

impl ConsentKind {
    /// All that are known, in the order of the page.
    pub const ALL: [Self; 3] = [Self::Care, Self::InsurerHandover, Self::PhrApp];

    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Care => "医師・薬剤師に記録を見せる同意",
            Self::InsurerHandover => "健診の記録を、新しい保険者へ引き継ぐ同意",
            Self::PhrApp => "アプリ（PHRサービス）に記録を渡す同意",
            Self::Unknown => "そのほかの同意",
        }
    }

    /// What such a consent does.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Care => "受付で同意した1回の受診のためのもので、24時間たつと自動で終わります。",
            Self::InsurerHandover => {
                "健康保険が変わったとき、前の保険者にある健診の記録が、新しい保険者へ渡ります。保健指導などに使われます。"
            }
            Self::PhrApp => "同意した期間、アプリがあなたの記録を受け取ります。",
            Self::Unknown => "どのような同意か、この画面では説明できません。",
        }
    }

    /// What taking it back changes, and what it does not.
    #[must_use]
    pub const fn after_withdrawal(self) -> &'static str {
        match self {
            Self::Care => {
                "取り消すと、すぐに見られなくなります。すでに見られた記録はなかったことにはなりません。診察の途中なら、医師や薬剤師に伝えてください。"
            }
            Self::InsurerHandover => {
                "取り消すと、これから先の引き継ぎが止まります。すでに渡った記録は、新しい保険者に残ります。"
            }
            Self::PhrApp => {
                "取り消すと、アプリはこれから先の記録を受け取れません。すでに渡った記録は、アプリの中に残ります。消したいときは、アプリの会社に申し出てください。"
            }
            Self::Unknown => "取り消し方は、問い合わせてください。",
        }
    }
}

/// Where a consent stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Given, and good until further notice or until this moment.
    Given(Option<NaiveDateTime>),
    /// Ended by itself.
    Expired(NaiveDateTime),
    /// Taken back by the person.
    Withdrawn(NaiveDateTime),
}

impl Standing {
    /// In a word, for a chip.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Given(_) => "有効",
            Self::Expired(_) => "終了",
            Self::Withdrawn(_) => "取り消しずみ",
        }
    }

    /// In a sentence.
    #[must_use]
    pub fn sentence(self) -> String {
        match self {
            Self::Given(Some(until)) => format!("{} まで有効です。", moment_words(until)),
            Self::Given(None) => "取り消すまで有効です。".to_owned(),
            Self::Expired(at) => format!("{} に、期限がきて終わりました。", moment_words(at)),
            Self::Withdrawn(at) => format!("{} に、あなたが取り消しました。", moment_words(at)),
        }
    }
}

impl Consent {
    /// Where it stands at a moment. Taking back weighs more than ending.
    #[must_use]
    pub fn standing(&self, now: NaiveDateTime) -> Standing {
        match (self.withdrawn_at, self.until) {
            (Some(at), _) => Standing::Withdrawn(at),
            (None, Some(until)) if until <= now => Standing::Expired(until),
            (None, until) => Standing::Given(until),
        }
    }

    /// Whether it can be taken back at a moment.
    #[must_use]
    pub fn may_withdraw(&self, now: NaiveDateTime) -> bool {
        self.kind != ConsentKind::Unknown && matches!(self.standing(now), Standing::Given(_))
    }

    /// What it allows, in a sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        let (to, kinds) = (&self.institution, kinds_words(&self.kinds));
        match self.kind {
            ConsentKind::Care => format!("{to}の{}が、{kinds}の記録を見てよい", self.role.label()),
            ConsentKind::InsurerHandover => format!("前の保険者にある{kinds}の記録を、{to}へ渡してよい"),
            ConsentKind::PhrApp => format!("{to}に、{kinds}の記録を渡してよい"),
            ConsentKind::Unknown => format!("{to}に、{kinds}の記録を使わせてよい"),
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use chrono::NaiveDate;

    use super::*;

    fn at(day: u32, hour: u32) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2026, 11, day).and_then(|day| day.and_hms_opt(hour, 5, 0)).expect("a moment")
    }

    /// A consent of these tests, given on the 20th at 10:05.
    pub(crate) fn consent(id: &str, kind: ConsentKind, until: Option<u32>, withdrawn: Option<u32>) -> Consent {
        Consent {
            id: id.into(),
            kind,
            institution: "見本内科".into(),
            role: Role::Doctor,
            kinds: vec![Kind::Medications, Kind::Checkups],
            given_at: at(20, 10),
            until: until.map(|day| at(day, 10)),
            withdrawn_at: withdrawn.map(|day| at(day, 12)),
        }
    }

    /// Every state of every kind on 2026-11-22 at 14:05: its word, part of its sentence, whether it can be taken back.
    #[test]
    fn each_state_has_its_words_and_says_whether_it_can_be_taken_back() {
        use ConsentKind::{Care, InsurerHandover, PhrApp, Unknown};
        for (kind, until, withdrawn, label, said, may) in [
            (Care, Some(23), None, "有効", "2026年11月23日 10:05 まで有効", true),
            (Care, Some(22), None, "終了", "2026年11月22日 10:05 に、期限がきて", false),
            (Care, Some(23), Some(21), "取り消しずみ", "2026年11月21日 12:05 に、あなたが", false),
            (Care, Some(21), Some(20), "取り消しずみ", "2026年11月20日 12:05", false),
            (InsurerHandover, None, None, "有効", "取り消すまで有効", true),
            (InsurerHandover, None, Some(21), "取り消しずみ", "あなたが取り消しました", false),
            (PhrApp, Some(30), None, "有効", "2026年11月30日", true),
            (PhrApp, Some(21), None, "終了", "2026年11月21日", false),
            (PhrApp, None, Some(22), "取り消しずみ", "2026年11月22日 12:05", false),
            (Unknown, None, None, "有効", "取り消すまで有効", false),
        ] {
            let one = consent("a", kind, until, withdrawn);
            let standing = one.standing(at(22, 14));
            assert_eq!(standing.label(), label, "{kind:?} {until:?} {withdrawn:?}");
            assert!(standing.sentence().contains(said), "{}", standing.sentence());
            assert_eq!(one.may_withdraw(at(22, 14)), may, "{kind:?} {until:?} {withdrawn:?}");
        }
    }

    #[test]
    fn a_consent_is_over_at_its_last_moment() {
        let one = consent("a", ConsentKind::Care, Some(21), None);
        for (now, may) in [(at(21, 9), true), (at(21, 10), false), (at(21, 11), false)] {
            assert_eq!(one.may_withdraw(now), may, "{now}");
        }
    }

    #[test]
    fn each_kind_says_what_it_allows_and_what_taking_it_back_leaves() {
        for (kind, allows, leaves) in [
            (ConsentKind::Care, "見本内科の医師が、お薬と健診の記録を見てよい", "すでに見られた記録"),
            (
                ConsentKind::InsurerHandover,
                "前の保険者にあるお薬と健診の記録を、見本内科へ渡してよい",
                "すでに渡った記録",
            ),
            (ConsentKind::PhrApp, "見本内科に、お薬と健診の記録を渡してよい", "すでに渡った記録"),
            (ConsentKind::Unknown, "見本内科に、お薬と健診の記録を使わせてよい", "問い合わせ"),
        ] {
            assert_eq!(consent("a", kind, None, None).sentence(), allows);
            assert!(kind.after_withdrawal().contains(leaves), "{kind:?}");
            assert!(!kind.label().is_empty() && !kind.meaning().is_empty());
        }
    }
}
