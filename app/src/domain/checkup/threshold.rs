//! Judgement limits (判定値) as a table over item, sex and day of the checkup. A new period is new rows, never an `if` on a year.
//!
//! Sources: 標準的な健診・保健指導プログラム 令和6年度版（案） for the fourth period, its 平成30年度版 for the third; directions
//! (以上/未満) after insurers' and prefectures' sheets, because the committee's table prints bare numbers.

use chrono::NaiveDate;

use super::Bound;
use super::items::Item;
use crate::domain::person::Sex;

/// How a value is compared with a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparator {
    /// 以上
    AtLeast,
    /// 以下
    AtMost,
    /// 未満
    Below,
}

/// A limit: out of range when the value stands in this relation to the number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limit {
    /// Relation.
    pub comparator: Comparator,
    /// The number, in the item's unit; for urine the answer's code (1 − … 5 ＋＋＋).
    pub number: f64,
}

/// Period of the 特定健診 program whose limits hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Period {
    /// 第3期 (fiscal 2018–2023). Its rows also serve earlier days: for the common items the numbers were the same (unverified).
    Third,
    /// 第4期 (fiscal 2024 on).
    Fourth,
}

impl Period {
    /// `第4期`.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Third => "第3期",
            Self::Fourth => "第4期",
        }
    }

    /// How the limits of a day are called: `第4期`, and of a day before there were any of its own, whose stand in.
    #[must_use]
    pub fn words(day: NaiveDate) -> &'static str {
        match Self::of(day) {
            Self::Third if THIRD_FROM.is_some_and(|from| day < from) => "第3期の値をあてはめています",
            period => period.label(),
        }
    }

    /// The period a day lies in, by the table of periods.
    #[must_use]
    pub fn of(day: NaiveDate) -> Self {
        PERIODS.iter().find(|(_, from)| from.is_none_or(|from| from <= day)).map_or(Self::Third, |(period, _)| *period)
    }
}

/// First day of the third period.
const THIRD_FROM: Option<NaiveDate> = NaiveDate::from_ymd_opt(2018, 4, 1);
/// First day of the fourth period.
const FOURTH_FROM: Option<NaiveDate> = NaiveDate::from_ymd_opt(2024, 4, 1);

/// Periods with their first day, newest first.
const PERIODS: [(Period, Option<NaiveDate>); 2] = [(Period::Fourth, FOURTH_FROM), (Period::Third, None)];

/// One row of the table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Threshold {
    /// Slug of the item.
    pub item: &'static str,
    /// Sex it holds for; nothing: both.
    pub sex: Option<Sex>,
    /// First day of checkup it holds for.
    pub from: Option<NaiveDate>,
    /// First day it no longer holds for.
    pub until: Option<NaiveDate>,
    /// 保健指導判定値
    pub guidance: Limit,
    /// 受診勧奨判定値; nothing where the program gives none.
    pub referral: Option<Limit>,
    /// すぐに医療機関の受診を: the third step of the advice (フィードバック文例集), which the program has for blood pressure alone.
    pub urgent: Option<Limit>,
    /// Where it stands.
    pub source: &'static str,
    /// What is not settled about this row, in words; nothing when it is.
    pub unverified: Option<&'static str>,
}

const PROGRAM_R6: &str = "標準的な健診・保健指導プログラム（令和6年度版・案）";
const PROGRAM_H30: &str = "標準的な健診・保健指導プログラム（平成30年度版）";
const PROGRAM_BOTH: &str = "標準的な健診・保健指導プログラム（平成30年度版、令和6年度版・案）";
const SHIGA: &str = "標準的な健診・保健指導プログラム。境界の値は滋賀県の資料による";
const HB_NOTE: &str = "ちょうど境目の値（男性13.0、女性12.0）をどちらに入れるかは、資料によって違います。";
const URINE_NOTE: &str = "この項目の境目は国の検討会の表になく、保険者などの資料によります。";

pub(super) const fn at_least(number: f64) -> Limit {
    Limit { comparator: Comparator::AtLeast, number }
}
pub(super) const fn below(number: f64) -> Limit {
    Limit { comparator: Comparator::Below, number }
}
const fn at_most(number: f64) -> Limit {
    Limit { comparator: Comparator::AtMost, number }
}

/// A row that holds in both periods.
const fn row(item: &'static str, guidance: Limit, referral: Option<Limit>) -> Threshold {
    Threshold {
        item,
        sex: None,
        from: None,
        until: None,
        guidance,
        referral,
        urgent: None,
        source: PROGRAM_BOTH,
        unverified: None,
    }
}

/// The table.
pub const THRESHOLDS: &[Threshold] = &[
    Threshold { urgent: Some(at_least(160.0)), ..row("sbp", at_least(130.0), Some(at_least(140.0))) },
    Threshold { urgent: Some(at_least(100.0)), ..row("dbp", at_least(85.0), Some(at_least(90.0))) },
    row("tg", at_least(150.0), Some(at_least(300.0))),
    // New with the fourth period.
    Threshold { from: FOURTH_FROM, source: PROGRAM_R6, ..row("tg-casual", at_least(175.0), Some(at_least(300.0))) },
    // The fourth period dropped the referral limit.
    Threshold { until: FOURTH_FROM, source: PROGRAM_H30, ..row("hdl", below(40.0), Some(at_most(34.0))) },
    Threshold { from: FOURTH_FROM, source: PROGRAM_R6, ..row("hdl", below(40.0), None) },
    row("ldl", at_least(120.0), Some(at_least(140.0))),
    row("non-hdl", at_least(150.0), Some(at_least(170.0))),
    row("glucose", at_least(100.0), Some(at_least(126.0))),
    row("glucose-casual", at_least(100.0), Some(at_least(126.0))),
    row("hba1c", at_least(5.6), Some(at_least(6.5))),
    row("ast", at_least(31.0), Some(at_least(51.0))),
    row("alt", at_least(31.0), Some(at_least(51.0))),
    row("ggt", at_least(51.0), Some(at_least(101.0))),
    Threshold {
        sex: Some(Sex::Male),
        source: SHIGA,
        unverified: Some(HB_NOTE),
        ..row("hemoglobin", at_most(13.0), Some(below(12.0)))
    },
    Threshold {
        sex: Some(Sex::Female),
        source: SHIGA,
        unverified: Some(HB_NOTE),
        ..row("hemoglobin", at_most(12.0), Some(below(11.0)))
    },
    row("egfr", below(60.0), Some(below(45.0))),
    // Codes of list 2102: 2 is ±, 3 is ＋.
    Threshold { unverified: Some(URINE_NOTE), ..row("urine-glucose", at_least(2.0), Some(at_least(3.0))) },
    Threshold { unverified: Some(URINE_NOTE), ..row("urine-protein", at_least(2.0), Some(at_least(3.0))) },
];

/// The row for an item, a sex and a day of checkup.
#[must_use]
pub fn threshold_for(item: &Item, sex: Sex, day: NaiveDate) -> Option<&'static Threshold> {
    THRESHOLDS.iter().find(|row| {
        row.item == item.slug
            && row.sex.is_none_or(|wanted| wanted == sex)
            && row.from.is_none_or(|from| from <= day)
            && row.until.is_none_or(|until| day < until)
    })
}

/// Whether the item is judged at all on a day, for any sex.
#[must_use]
pub fn is_judged_by_sex(item: &Item) -> bool {
    THRESHOLDS.iter().any(|row| row.item == item.slug && row.sex.is_some())
}

impl Limit {
    /// Whether a value is beyond the limit; nothing where a bound leaves it open.
    #[must_use]
    pub fn is_hit(self, value: f64, bound: Option<Bound>) -> Option<bool> {
        let hit = match self.comparator {
            Comparator::AtLeast => value >= self.number,
            Comparator::AtMost => value <= self.number,
            Comparator::Below => value < self.number,
        };
        let decided = match (bound, self.comparator) {
            (None, _) => true,
            (Some(Bound::AtLeast), Comparator::AtLeast)
            | (Some(Bound::AtMost), Comparator::AtMost | Comparator::Below) => hit,
            (Some(Bound::AtMost), Comparator::AtLeast)
            | (Some(Bound::AtLeast), Comparator::AtMost | Comparator::Below) => !hit,
        };
        decided.then_some(hit)
    }

    /// Whether the limit is a floor (too low) rather than a ceiling.
    #[must_use]
    pub const fn is_floor(self) -> bool {
        matches!(self.comparator, Comparator::AtMost | Comparator::Below)
    }

    /// The limit in words: `140以上`.
    #[must_use]
    pub fn words(self, item: &Item) -> String {
        let word = match self.comparator {
            Comparator::AtLeast => "以上",
            Comparator::AtMost => "以下",
            Comparator::Below => "未満",
        };
        format!("{}{word}", number_words(self.number, item))
    }

    /// What is not beyond the limit, in words: `130未満`. `13.0以下` leaves `13.1以上`, one step of the item further.
    #[must_use]
    pub fn inside_words(self, item: &Item) -> String {
        match self.comparator {
            Comparator::AtLeast => format!("{}未満", number_words(self.number, item)),
            Comparator::Below => format!("{}以上", number_words(self.number, item)),
            Comparator::AtMost => {
                format!("{}以上", number_words(self.number + 10f64.powi(-i32::from(item.decimals)), item))
            }
        }
    }
}

/// The number as people say it: whole limits without a fraction, `60` rather than `60.0`.
fn number_words(number: f64, item: &Item) -> String {
    if item.unit.is_empty() {
        return super::answers::urine_level(number).to_owned();
    }
    let decimals = if number.fract() == 0.0 { 0 } else { usize::from(item.decimals) };
    format!("{number:.decimals$}")
}

impl Threshold {
    /// The reference range in words: `130未満`; for urine `陰性（－）`.
    #[must_use]
    pub fn range_words(&self, item: &Item) -> String {
        if item.unit.is_empty() {
            super::answers::urine_level(1.0).to_owned()
        } else {
            self.guidance.inside_words(item)
        }
    }

    /// The referral limit in words: `140以上`.
    #[must_use]
    pub fn referral_words(&self, item: &Item) -> Option<String> {
        self.referral.map(|limit| limit.words(item))
    }
}

#[cfg(test)]
mod tests;
