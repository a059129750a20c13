//! What may be said of one result: in range, guidance, referral, outside the report's own range, or why nothing. Compares;
//! diagnoses nothing.
//!
//! Two things can be held against a value: the published limits (判定値) and the reference range of the very report. For
//! 特定健診 the published limits decide, because it is by them that the program advises; the report's range is shown beside
//! them. Of any other checkup the report's own range decides, because only the laboratory knows its method; the published
//! limits stand in where it sent none. One of the two alone decides by itself. Which one decided stands with each verdict.

mod circumstances;
mod judging;

pub(super) use circumstances::MEAL_CODE;
pub use circumstances::{Circumstances, Meal};
pub(super) use judging::is_advised_beside;
pub use judging::{Basis, Judged, judge};

/// Which side of the range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// Too high.
    High,
    /// Too low.
    Low,
}

/// The verdict on one result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// 範囲内
    InRange,
    /// Beyond 保健指導判定値, not beyond 受診勧奨判定値.
    Guidance(Side),
    /// Beyond 受診勧奨判定値.
    Referral(Side),
    /// So far beyond that the program says to see a doctor at once; blood pressure alone.
    Urgent(Side),
    /// Outside the report's own reference range.
    Outside(Side),
    /// Has a value, but there is no judging it.
    NotJudged(NoVerdict),
    /// 未実施
    NotDone,
    /// 測定不可能
    NotMeasurable,
    /// Words or an answer that stands as recorded.
    Recorded(String),
}

/// Why a value is not judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoVerdict {
    /// The program has no limit for this item on that day.
    NoStandard,
    /// Sample taken within 3.5 hours of a meal.
    AfterMeal,
    /// The limit depends on the sex, which is not registered.
    SexUnknown,
    /// Only known to lie beyond the input range, which leaves the limit open.
    OnlyBound,
    /// Delivered in a unit other than the limit's.
    OtherUnit,
    /// An answer the list does not know.
    UnknownAnswer,
    /// The report's own reading is not what its own range says.
    Disagrees,
}

/// How a verdict is drawn: a filled disc, a hollow diamond, or no shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// In range.
    In,
    /// Out of range.
    Out,
    /// No verdict.
    Plain,
}

impl Verdict {
    /// In a word or two: `少し高め`.
    #[must_use]
    pub fn word(&self) -> String {
        match self {
            Self::InRange => "範囲内",
            Self::Guidance(Side::High) => "少し高め",
            Self::Guidance(Side::Low) => "少し低め",
            Self::Referral(Side::High) => "高め",
            Self::Referral(Side::Low) => "低め",
            Self::Urgent(Side::High) => "かなり高め",
            Self::Urgent(Side::Low) => "かなり低め",
            Self::Outside(Side::High) => "範囲より高い",
            Self::Outside(Side::Low) => "範囲より低い",
            Self::NotJudged(reason) => reason.word(),
            Self::NotDone => "未実施",
            Self::NotMeasurable => "測定できず",
            Self::Recorded(text) => return text.clone(),
        }
        .to_owned()
    }

    /// How it is drawn.
    #[must_use]
    pub const fn tone(&self) -> Tone {
        match self {
            Self::InRange => Tone::In,
            Self::Guidance(_) | Self::Referral(_) | Self::Urgent(_) | Self::Outside(_) => Tone::Out,
            Self::NotJudged(_) | Self::NotDone | Self::NotMeasurable | Self::Recorded(_) => Tone::Plain,
        }
    }

    /// Whether it is beyond any limit.
    #[must_use]
    pub const fn is_out(&self) -> bool {
        matches!(self, Self::Guidance(_) | Self::Referral(_) | Self::Urgent(_) | Self::Outside(_))
    }

    /// Whether a visit to a doctor is advised by the published limits.
    #[must_use]
    pub const fn is_advised(&self) -> bool {
        matches!(self, Self::Referral(_) | Self::Urgent(_))
    }

    /// Whether the published limits advise a visit to a doctor.
    #[must_use]
    pub const fn is_grave(&self) -> bool {
        matches!(self, Self::Urgent(_) | Self::Referral(_))
    }

    /// Whether it says in or out at all.
    #[must_use]
    pub const fn is_told(&self) -> bool {
        matches!(self, Self::InRange) || self.is_out()
    }
}

impl NoVerdict {
    /// In a word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::NoStandard => "基準値なし",
            Self::AfterMeal
            | Self::SexUnknown
            | Self::OnlyBound
            | Self::OtherUnit
            | Self::UnknownAnswer
            | Self::Disagrees => "判定なし",
        }
    }

    /// In a sentence.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::NoStandard => "この項目には、特定健診の判定のための値がなく、健診の記録にも基準値がありません。",
            Self::AfterMeal => "食後3時間半たたないうちに採血したため、基準と比べていません。",
            Self::SexUnknown => "基準が性別で違い、性別の登録がないため、比べていません。",
            Self::OnlyBound => "測れる範囲を超えた値なので、基準と比べていません。",
            Self::OtherUnit => "基準と違う単位で届いたため、比べていません。",
            Self::UnknownAnswer => "届いた答えの意味が分からないため、比べていません。",
            Self::Disagrees => "健診の記録のなかで、範囲と「高い・低い」の印が合わないため、判定していません。",
        }
    }
}

#[cfg(test)]
mod tests;
