//! What may be said of one result: in range, guidance, referral, or why nothing. Compares with the table; diagnoses nothing.

use chrono::NaiveDate;

use super::answers::answer_words;
use super::items::{Item, same_code};
use super::threshold::{Threshold, is_judged_by_sex, threshold_for};
use super::units::same_unit;
use super::{Value, Visit};
use crate::domain::person::Sex;

/// Which side of the range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// Too high.
    High,
    /// Too low.
    Low,
}

/// Time between the last meal and the sample (採血時間（食後）, code 9N141, list 2202).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Meal {
    /// 2: ten hours or more.
    Fasting,
    /// 3: 3.5 to less than 10 hours.
    Between,
    /// 4: less than 3.5 hours.
    JustAfter,
    /// Not told.
    #[default]
    Unknown,
}

impl Meal {
    /// As recorded at a visit.
    #[must_use]
    pub fn of(visit: &Visit) -> Self {
        visit
            .results
            .iter()
            .find_map(|result| match &result.value {
                Value::Coded { code, oid, .. } if same_code(&result.code, MEAL_CODE) => {
                    Some(match (oid.trim().trim_start_matches("urn:oid:"), code.as_str()) {
                        (MEAL_LIST, "2") => Self::Fasting,
                        (MEAL_LIST, "3") => Self::Between,
                        (MEAL_LIST, "4") => Self::JustAfter,
                        _ => Self::Unknown,
                    })
                }
                _ => None,
            })
            .unwrap_or_default()
    }
}

/// 採血時間（食後）
pub(super) const MEAL_CODE: &str = "9N141000000000011";
/// Its answers.
const MEAL_LIST: &str = "1.2.392.200119.6.2202";

/// Items that are not judged just after a meal (標準的な健診・保健指導プログラム 令和6年度版（案）: 食直後の採血は判定に用いない).
const MEAL_BOUND: [&str; 4] = ["tg", "tg-casual", "glucose", "glucose-casual"];

/// What a judgement needs to know beside the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Circumstances {
    /// Day of the checkup.
    pub day: NaiveDate,
    /// Sex as registered.
    pub sex: Sex,
    /// Time since the meal.
    pub meal: Meal,
}

impl Circumstances {
    /// Those of a visit.
    #[must_use]
    pub fn of(visit: &Visit, sex: Sex) -> Self {
        Self { day: visit.date, sex, meal: Meal::of(visit) }
    }
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
            Self::Guidance(_) | Self::Referral(_) | Self::Urgent(_) => Tone::Out,
            Self::NotJudged(_) | Self::NotDone | Self::NotMeasurable | Self::Recorded(_) => Tone::Plain,
        }
    }

    /// Whether it is beyond any limit.
    #[must_use]
    pub const fn is_out(&self) -> bool {
        matches!(self, Self::Guidance(_) | Self::Referral(_) | Self::Urgent(_))
    }
}

impl NoVerdict {
    /// In a word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::NoStandard => "基準値なし",
            Self::AfterMeal | Self::SexUnknown | Self::OnlyBound | Self::OtherUnit | Self::UnknownAnswer => "判定なし",
        }
    }

    /// In a sentence.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::NoStandard => "この項目には、特定健診の判定のための値がありません。",
            Self::AfterMeal => "食後3時間半たたないうちに採血したため、基準と比べていません。",
            Self::SexUnknown => "基準が性別で違い、性別の登録がないため、比べていません。",
            Self::OnlyBound => "測れる範囲を超えた値なので、基準と比べていません。",
            Self::OtherUnit => "基準と違う単位で届いたため、比べていません。",
            Self::UnknownAnswer => "届いた答えの意味が分からないため、比べていません。",
        }
    }
}

/// Judges a value as one of an item.
#[must_use]
pub fn judge_item(item: &Item, value: &Value, circumstances: Circumstances) -> Verdict {
    let row = threshold_for(item, circumstances.sex, circumstances.day);
    match value {
        Value::NotDone => Verdict::NotDone,
        Value::NotMeasurable => Verdict::NotMeasurable,
        Value::Text(text) => Verdict::Recorded(text.clone()),
        Value::Coded { code, oid, meaning } => match row {
            None => Verdict::Recorded(answer_words(oid, code, meaning)),
            Some(row) => match super::answers::urine_code(oid, code) {
                Some(level) => compare(row, f64::from(level), None),
                None => Verdict::NotJudged(NoVerdict::UnknownAnswer),
            },
        },
        Value::Quantity { number, unit, bound, .. } => {
            let Some(row) = row else {
                let reason = if is_judged_by_sex(item) && circumstances.sex == Sex::Unspecified {
                    NoVerdict::SexUnknown
                } else {
                    NoVerdict::NoStandard
                };
                return Verdict::NotJudged(reason);
            };
            if circumstances.meal == Meal::JustAfter && MEAL_BOUND.contains(&item.slug) {
                return Verdict::NotJudged(NoVerdict::AfterMeal);
            }
            if !number.is_finite() {
                return Verdict::NotJudged(NoVerdict::UnknownAnswer);
            }
            if !same_unit(unit, item.unit) {
                return Verdict::NotJudged(NoVerdict::OtherUnit);
            }
            compare(row, *number, *bound)
        }
    }
}

fn compare(row: &Threshold, number: f64, bound: Option<super::Bound>) -> Verdict {
    let side = if row.guidance.is_floor() { Side::Low } else { Side::High };
    if row.urgent.and_then(|limit| limit.is_hit(number, bound)) == Some(true) {
        return Verdict::Urgent(side);
    }
    match (row.referral.map(|limit| limit.is_hit(number, bound)), row.guidance.is_hit(number, bound)) {
        (Some(Some(true)), _) => Verdict::Referral(side),
        (_, Some(false)) => Verdict::InRange,
        (None | Some(Some(false)), Some(true)) => Verdict::Guidance(side),
        _ => Verdict::NotJudged(NoVerdict::OnlyBound),
    }
}

#[cfg(test)]
mod tests;
