//! Procedures (手続き) a person with these records may need: what for, where, with what, until when, and whether the
//! record says that it is theirs.
//!
//! A judgement is computed from the eligibility alone. What the record cannot know is named, never guessed.

mod benefits;
mod catalogue;
mod kind;
mod places;
mod rules;
mod situation;
#[cfg(test)]
mod tests;

pub use catalogue::PROCEDURES;
pub use kind::InsurerKind;
pub use places::Place;
pub use situation::{Card, Cover, Situation, age};

/// Name of the rules, for what is computed with them.
pub const RULES: &str = "手続きの見分け方（2026年11月版）";

/// Whether a procedure is this person's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// Everything the record can tell speaks for it.
    Likely,
    /// It hangs on something the record does not hold.
    Depends,
    /// The record speaks against it.
    No,
}

impl Fit {
    /// All, in the order they are shown.
    pub const ALL: [Self; 3] = [Self::Likely, Self::Depends, Self::No];

    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Likely => "あなたに当てはまりそう",
            Self::Depends => "条件しだい",
            Self::No => "いまは当てはまらない",
        }
    }
}

/// A judgement with its reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The judgement.
    pub fit: Fit,
    /// Why, in a sentence or two.
    pub reason: String,
}

/// One procedure.
pub struct Procedure {
    /// Stable name in addresses.
    pub slug: &'static str,
    /// Name in the field's own words.
    pub name: &'static str,
    /// What it is for, in plain words.
    pub purpose: &'static str,
    /// What it hangs on and no record holds: the question a person answers for themselves.
    pub question: &'static str,
    /// What one does, in order.
    pub steps: &'static [&'static str],
    /// Where.
    pub place: Place,
    /// What to bring.
    pub bring: &'static [&'static str],
    /// Until when.
    pub deadline: &'static str,
    /// Law and papers.
    pub source: &'static str,
    /// What differs by insurer or person, and is to be asked before applying.
    pub to_check: &'static [&'static str],
    rule: fn(&Situation<'_>) -> Judgement,
}

impl Procedure {
    /// Whether it is this person's.
    #[must_use]
    pub fn judge(&self, situation: &Situation<'_>) -> Judgement {
        (self.rule)(situation)
    }
}

/// The procedure with this name in addresses.
#[must_use]
pub fn procedure_by_slug(slug: &str) -> Option<&'static Procedure> {
    PROCEDURES.iter().copied().find(|one| one.slug == slug)
}
