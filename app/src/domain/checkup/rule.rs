//! What a computed judgement tells about itself: the rule with its edition and source, the steps in words, and the outcome.
//!
//! 階層化 and メタボリックシンドローム判定 are two rules with limits of their own; they share these words, never their limits.

use super::facts::Reading;
use super::threshold::Limit;
use crate::domain::person::Sex;

/// A rule, as it is named beside what it computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Name: `特定保健指導の階層化`.
    pub name: &'static str,
    /// Edition: `第4期（2024年4月1日の健診から）`.
    pub version: &'static str,
    /// Where it stands.
    pub source: &'static str,
}

/// One step of a computation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// In words: `腹囲 86.0 cm ≥ 85 cm`.
    pub words: String,
    /// Whether it counts towards the outcome; nothing where that cannot be said.
    pub counts: Option<bool>,
}

impl Step {
    pub(super) fn new(words: impl Into<String>, counts: Option<bool>) -> Self {
        Self { words: words.into(), counts }
    }

    /// What the step comes to, in a word.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self.counts {
            Some(true) => "あてはまる",
            Some(false) => "あてはまらない",
            None => "分からない",
        }
    }
}

/// What a rule comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome<L> {
    /// Judged.
    Judged(L),
    /// 判定不能: something is missing that may change the outcome.
    Undecided,
    /// The rule does not speak of people of this age.
    NotApplicable,
}

/// An outcome and how it came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement<L> {
    /// What it comes to.
    pub outcome: Outcome<L>,
    /// The steps in the rule's order.
    pub steps: Vec<Step>,
    /// The rule.
    pub rule: &'static Rule,
}

/// Whether any of several statements holds; open where none holds and one is open.
pub(super) fn any(statements: &[Option<bool>]) -> Option<bool> {
    if statements.contains(&Some(true)) {
        Some(true)
    } else if statements.contains(&None) {
        None
    } else {
        Some(false)
    }
}

/// A reading held against a limit, with its words; a missing one under its name.
pub(super) fn held(reading: Option<&Reading>, name: &str, limit: Limit) -> (Option<bool>, String) {
    let Some(reading) = reading else { return (None, format!("{name} 使える値がありません")) };
    let hit = limit.is_hit(reading.number, reading.bound);
    let computed = if reading.computed { "（計算値）" } else { "" };
    let value = format!("{} {}{computed}", reading.text, reading.unit);
    let words = match hit {
        None => format!("{name} {value} では比べられません"),
        Some(hit) => format!("{name} {value} {} {} {}", sign(limit, hit), limit.number, reading.unit),
    };
    (hit, words)
}

/// The waist held against the limit of the person's sex; against both where none is registered, if they agree.
pub(super) fn waist(reading: Option<&Reading>, sex: Sex, men: Limit, women: Limit) -> (Option<bool>, String) {
    let of = |limit| held(reading, "腹囲", limit);
    match sex {
        Sex::Male => of(men),
        Sex::Female => of(women),
        Sex::Unspecified if of(men).0 == of(women).0 => of(men),
        Sex::Unspecified => (None, "腹囲 性別の登録がないため比べられません".to_owned()),
    }
}

/// Two readings, each held against its own limit.
pub(super) fn both(
    one: (Option<&Reading>, &str, Limit),
    other: (Option<&Reading>, &str, Limit),
) -> ([Option<bool>; 2], String) {
    let (first, said) = held(one.0, one.1, one.2);
    let (second, more) = held(other.0, other.1, other.2);
    ([first, second], format!("{said}、{more}"))
}

/// With every open answer taken one way, and the other: where both come to the same, that is it; what lies between is
/// between.
pub(super) fn settled<L: PartialEq>(least: L, most: L) -> Outcome<L> {
    if least == most { Outcome::Judged(least) } else { Outcome::Undecided }
}

/// The relation that holds: `≥` of a ceiling that is reached, `＜` of one that is not.
const fn sign(limit: Limit, hit: bool) -> &'static str {
    if limit.is_floor() == hit { "＜" } else { "≥" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_that_holds_is_enough_and_an_open_one_leaves_it_open() {
        for (statements, wanted) in [
            (&[Some(true), None][..], Some(true)),
            (&[Some(false), None], None),
            (&[Some(false), Some(false)], Some(false)),
            (&[None], None),
            (&[], Some(false)),
        ] {
            assert_eq!(any(statements), wanted, "{statements:?}");
        }
    }
}
