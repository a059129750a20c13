//! One line of the household's book: whose, when treated, when paid, where, what the notice says, what was really paid, what came
//! back; with every source it stands in.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::Source;
use super::typed::TypedKind;
use crate::domain::calendar::{YearMonth, written};
use crate::domain::money::Yen;
use crate::domain::name_match::folded;
use crate::domain::tax::deduction::Paid;
use crate::domain::tax::form::{Category, Certainty};
use crate::domain::tax::width::full_width;

/// What a row is called by corrections and answers: the same for one row however often and from wherever it is read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RowName(String);

impl RowName {
    /// Of a typed row.
    #[must_use]
    pub fn typed(number: u32) -> Self {
        Self(format!("t|{number}"))
    }

    /// Of a row of a notice: who and where, both folded; month, share, and which one among equals.
    #[must_use]
    pub fn notified(who: &str, month: YearMonth, place: &str, share: Yen, nth: usize) -> Self {
        Self(format!("n|{who}|{}{:02}|{place}|{}|{nth}", month.year(), month.month(), share.0))
    }

    /// Out of a book that is judged as a whole.
    pub(super) const fn unjudged(text: String) -> Self {
        Self(text)
    }

    /// Number of a typed row; nothing for a row of a notice.
    #[must_use]
    pub fn number(&self) -> Option<u32> {
        self.0.strip_prefix("t|")?.parse().ok()
    }

    /// As a form carries it.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }

    /// From a form. Whether there is such a row is another question.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let known = text.starts_with("t|") || text.starts_with("n|");
        (known && text.len() <= 2_000 && !text.chars().any(char::is_control)).then(|| Self(text.to_owned()))
    }
}

/// A name for comparing: width, blanks and small kana aside.
#[must_use]
pub(super) fn fold(text: &str) -> String {
    folded(&full_width(text))
}

/// Why what was paid is not what the notice says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// The amount at the counter is rounded to ten yen.
    Rounding,
    /// Municipal aid, such as that for children's medical care, paid a part or all.
    Subsidy,
    /// Not paid (yet).
    Unpaid,
    /// Paid in another year.
    OtherYear,
    /// Something else.
    Other,
}

impl Why {
    /// All, in the order of the form.
    pub const ALL: [Self; 5] = [Self::Rounding, Self::Subsidy, Self::Unpaid, Self::OtherYear, Self::Other];

    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Rounding => "10円未満の端数",
            Self::Subsidy => "こどもの医療費助成など",
            Self::Unpaid => "払っていない",
            Self::OtherYear => "別の年に払った",
            Self::Other => "そのほか",
        }
    }

    /// As forms write it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Rounding => "rounding",
            Self::Subsidy => "subsidy",
            Self::Unpaid => "unpaid",
            Self::OtherYear => "other_year",
            Self::Other => "other",
        }
    }

    /// From a form's code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|why| why.code() == code)
    }
}

/// What a person says of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// Which row.
    pub row: RowName,
    /// Really paid, where another amount than notified.
    pub paid: Option<Yen>,
    /// Reimbursed for this very treatment (補填).
    pub reimbursed: Yen,
    /// Day of payment, where told.
    #[serde(with = "written::option")]
    pub paid_on: Option<NaiveDate>,
    /// Category of the form, where another one than follows from the kind.
    pub category: Option<Category>,
    /// Why.
    pub why: Option<Why>,
    /// It does not count for the deduction at all.
    pub left_out: bool,
}

impl Correction {
    /// Nothing said yet.
    #[must_use]
    pub const fn of(row: RowName) -> Self {
        Self { row, paid: None, reimbursed: Yen::ZERO, paid_on: None, category: None, why: None, left_out: false }
    }

    /// Whether it says anything.
    #[must_use]
    pub fn says_something(&self) -> bool {
        *self != Self::of(self.row.clone())
    }
}

/// What the notice says of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Notified {
    /// 窓口相当負担額
    pub share: Yen,
    /// Whole cost, insurer's part, other public funds; an insurer's file tells none of them.
    pub parts: Option<Parts>,
    /// Days of treatment.
    pub days: Option<u32>,
}

/// How a cost was shared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// 医療費の総額
    pub total: Yen,
    /// 保険者の負担額
    pub insurer: Yen,
    /// その他の公費の負担額
    pub public: Yen,
}

/// One line of the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its name.
    pub name: RowName,
    /// Who was treated.
    pub whose: String,
    /// Calendar year it belongs to if nobody says when it was paid.
    pub year: i32,
    /// Month of treatment or purchase, where known.
    pub treated: Option<YearMonth>,
    /// Day of treatment or purchase, where told.
    pub treated_on: Option<NaiveDate>,
    /// Day of payment, where told. Never made up.
    pub paid_on: Option<NaiveDate>,
    /// Where.
    pub place: String,
    /// Kind of care as delivered, or of what was typed.
    pub kind: String,
    /// What was typed, where it was.
    pub typed: Option<TypedKind>,
    /// Name of a drug, way of a journey.
    pub item: String,
    /// Category of the form.
    pub category: Category,
    /// How sure the category is.
    pub certainty: Certainty,
    /// What the notice says.
    pub notified: Option<Notified>,
    /// What a person said was really paid; nothing where the notice's amount stands, or where a drug's price is still to come.
    pub told: Option<Yen>,
    /// What came back for it, as told.
    pub reimbursed: Yen,
    /// Why it was corrected.
    pub why: Option<Why>,
    /// A person has corrected it.
    pub corrected: bool,
    /// The mark of the self-medication scheme stands on pack or receipt.
    pub marked: bool,
    /// The person has noted that they have the receipt.
    pub receipt: bool,
    /// It does not count for the deduction.
    pub left_out: bool,
    /// Perhaps the same as this other row; not counted until the person has said so.
    pub waits_for: Option<RowName>,
    /// Everything it stands in.
    pub sources: Vec<Source>,
}

impl Row {
    /// What was paid: as told, else as notified. May be below zero where a notice takes something back.
    #[must_use]
    pub fn paid(&self) -> Yen {
        self.told.or_else(|| self.notified.map(|notified| notified.share)).unwrap_or_default()
    }

    /// What came back, as far as it counts: at most what was paid for this very treatment.
    #[must_use]
    pub fn counted_back(&self) -> Yen {
        self.reimbursed.max(Yen::ZERO).min(self.paid().max(Yen::ZERO))
    }

    /// The year it is deducted in: that of its payment, where told.
    #[must_use]
    pub fn tax_year(&self) -> i32 {
        self.paid_on.map_or(self.year, |day| day.year())
    }

    /// Whether its amount is still to be told.
    #[must_use]
    pub fn lacks_amount(&self) -> bool {
        self.told.is_none() && self.notified.is_none()
    }

    /// Whether it counts for the deduction.
    #[must_use]
    pub fn counts(&self) -> bool {
        !self.left_out && self.waits_for.is_none() && !self.lacks_amount()
    }

    /// Whether it stands in a notice, so that the tax office can get it without its receipt.
    #[must_use]
    pub fn is_notified(&self) -> bool {
        self.sources.iter().any(Source::is_notice)
    }

    /// Whether the notice of the year it is deducted in holds it. One that was paid in another year than it was treated in stands in
    /// the notice of the year before.
    #[must_use]
    pub fn is_in_own_notice(&self) -> bool {
        self.is_notified() && self.tax_year() == self.year
    }

    /// Whether its receipt must be kept although the notice is used: it was typed, corrected, or stands in the notice of
    /// another year.
    #[must_use]
    pub fn needs_receipt(&self) -> bool {
        self.counts() && (!self.is_in_own_notice() || (self.corrected && self.told.is_some()))
    }

    /// For working out the deduction.
    #[must_use]
    pub fn amounts(&self) -> Paid {
        Paid { paid: self.paid(), reimbursed: self.reimbursed }
    }
}
