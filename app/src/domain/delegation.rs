//! Acting for somebody (代理人): who may look at whose records, at which kinds, until when.
//!
//! Given by the one with their card and taken by the other with theirs, as the state's own portal asks for both cards.
//! The terms to choose from, and a year as the longest, are this product's own rule: no published term was found.

mod offer;

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::person::Person;

pub use offer::{Code, NewOffer, Term, Wrong};

/// A kind of records that a delegation covers or leaves out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordKind {
    /// 資格
    Eligibility,
    /// 健診
    Checkups,
    /// お薬
    Medications,
    /// 医療費
    Expenses,
}

impl RecordKind {
    /// All, in the order of the menu.
    pub const ALL: [Self; 4] = [Self::Eligibility, Self::Checkups, Self::Medications, Self::Expenses];

    /// As forms send it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Eligibility => "eligibility",
            Self::Checkups => "checkups",
            Self::Medications => "medications",
            Self::Expenses => "expenses",
        }
    }

    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Eligibility => "健康保険の資格",
            Self::Checkups => "健診",
            Self::Medications => "お薬",
            Self::Expenses => "医療費",
        }
    }

    /// What a delegate sees by it.
    #[must_use]
    pub const fn holds(self) -> &'static str {
        match self {
            Self::Eligibility => "加入している健康保険、記号・番号、窓口で払う割合。資格の紙（PDF）",
            Self::Checkups => "健診の結果と、10年分の移り変わり",
            Self::Medications => "出されたお薬の名前・量・飲み方と、病院・薬局の名前",
            Self::Expenses => "かかった病院・薬局と払った額。確定申告の準備とそのファイル",
        }
    }
}

/// `健康保険の資格、お薬`; in the order of the menu, each once.
#[must_use]
pub fn kinds_words(kinds: &[RecordKind]) -> String {
    let labels: Vec<&str> =
        RecordKind::ALL.into_iter().filter(|kind| kinds.contains(kind)).map(RecordKind::label).collect();
    labels.join("、")
}

/// On which side of a delegation a person is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Their records are looked at (委任者).
    Given,
    /// They look (代理人).
    Held,
}

/// How far a delegation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Its code waits to be entered.
    Offered,
    /// The code was entered; the other has still to say yes.
    Claimed,
    /// In force.
    Standing,
    /// The other said no.
    Declined,
    /// Nobody took it in time.
    Lapsed,
    /// Over, by either side or by its term.
    Ended,
    /// One that this version does not know; nothing can be done with it.
    #[serde(other)]
    Unknown,
}

/// One look through a delegation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Use {
    /// When (Japan time).
    pub at: NaiveDateTime,
    /// At what.
    pub kind: RecordKind,
}

/// The other side of a delegation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Other {
    /// The hub's name for them; opaque, never shown.
    pub subject: String,
    /// Who it is.
    pub person: Person,
}

/// One delegation, as one side sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delegation {
    /// The hub's id: opaque, of letters, digits, `-` and `_`.
    pub id: String,
    /// Whose side this is.
    pub side: Side,
    /// How far it is.
    pub state: State,
    /// Who is on the other side; nobody while an offer waits.
    pub other: Option<Other>,
    /// What it covers.
    pub kinds: Vec<RecordKind>,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: NaiveDate,
    /// The code to hand over and until when, while an offer waits; only its giver has it.
    pub code: Option<(Code, NaiveDateTime)>,
    /// When it was ended or declined.
    pub over_at: Option<NaiveDateTime>,
    /// Looks, newest first.
    pub uses: Vec<Use>,
}

impl Delegation {
    /// For whom its holder acts by it, while it stands.
    #[must_use]
    pub fn acting(&self, today: NaiveDate) -> Option<Acting> {
        let stands = self.side == Side::Held && self.state == State::Standing;
        let other = self.other.as_ref().filter(|_| stands && (self.from..=self.until).contains(&today))?;
        Some(Acting {
            delegation: self.id.clone(),
            subject: other.subject.clone(),
            person: other.person.clone(),
            kinds: self.kinds.clone(),
            until: self.until,
        })
    }
}

/// For whom somebody acts, and by what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acting {
    /// Id of the delegation.
    pub delegation: String,
    /// The hub's name for the person whose records are looked at.
    pub subject: String,
    /// That person, as the delegation names them. Every record must fit.
    pub person: Person,
    /// What may be looked at.
    pub kinds: Vec<RecordKind>,
    /// Last day.
    pub until: NaiveDate,
}

impl Acting {
    /// Whether records of this kind may be looked at on a day.
    #[must_use]
    pub fn covers(&self, kind: RecordKind, today: NaiveDate) -> bool {
        self.is_on(today) && self.kinds.contains(&kind)
    }

    /// Whether the term is not over.
    #[must_use]
    pub fn is_on(&self, today: NaiveDate) -> bool {
        today <= self.until
    }
}

/// What a person asks the hub to do about delegations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Offer one.
    Offer(NewOffer),
    /// Enter a code that another has handed over.
    Claim(Code),
    /// Say yes to it.
    Accept(String),
    /// Say no.
    Decline(String),
    /// End it, from either side.
    End(String),
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It is so now.
    Done,
    /// No such code, or not for this person.
    UnknownCode,
    /// Too many wrong codes.
    TooMany,
    /// It cannot be given.
    NotAllowed,
    /// There is no such delegation any more.
    #[serde(other)]
    NotThere,
}

/// All delegations of a person, and what came of the last step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Family {
    /// What came of the step.
    pub outcome: Outcome,
    /// Newest first.
    pub delegations: Vec<Delegation>,
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::domain::person::Sex;

    pub(crate) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a day")
    }

    pub(crate) fn delegation(side: Side, state: State) -> Delegation {
        let person =
            Person {
                name: "見本　陽".into(), kana: "ミホン　ハル".into(), birth: day(2017, 8, 2), sex: Sex::Male
            };
        Delegation {
            id: "d-1".into(),
            side,
            state,
            other: Some(Other { subject: "s-1".into(), person }),
            kinds: vec![RecordKind::Medications, RecordKind::Eligibility],
            from: day(2026, 5, 1),
            until: day(2027, 5, 1),
            code: None,
            over_at: None,
            uses: Vec::new(),
        }
    }

    /// Only the holder acts, only while it stands, only within its days, only where it names somebody.
    #[test]
    fn who_may_act_when() {
        use State::{Claimed, Declined, Ended, Lapsed, Offered, Standing, Unknown};
        for side in [Side::Given, Side::Held] {
            for state in [Offered, Claimed, Standing, Declined, Lapsed, Ended, Unknown] {
                for (today, within) in [
                    (day(2026, 4, 30), false),
                    (day(2026, 5, 1), true),
                    (day(2027, 5, 1), true),
                    (day(2027, 5, 2), false),
                ] {
                    let one = delegation(side, state);
                    let expected = side == Side::Held && state == Standing && within;
                    assert_eq!(one.acting(today).is_some(), expected, "{side:?} {state:?} {today}");
                    let nobody = Delegation { other: None, ..one };
                    assert_eq!(nobody.acting(today), None);
                }
            }
        }
    }

    #[test]
    fn what_is_covered_and_until_when() {
        let acting = delegation(Side::Held, State::Standing).acting(day(2026, 11, 22)).expect("it stands");
        for kind in RecordKind::ALL {
            let given = matches!(kind, RecordKind::Medications | RecordKind::Eligibility);
            assert_eq!(acting.covers(kind, day(2027, 5, 1)), given, "{kind:?}");
            assert!(!acting.covers(kind, day(2027, 5, 2)), "{kind:?}: the term is over");
        }
        assert_eq!(kinds_words(&acting.kinds), "健康保険の資格、お薬");
    }
}
