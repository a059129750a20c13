//! What may be said of one result: in range, guidance, referral, or why nothing. Compares with the table; diagnoses nothing.

use chrono::NaiveDate;

use super::answers::answer_words;
use super::items::{Item, item_of_code};
use super::threshold::{Threshold, is_judged_by_sex, threshold_for};
use super::units::same_unit;
use super::{Measurement, Value, Visit};
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
                Value::Coded { code, .. } if result.code == MEAL_CODE => Some(match code.as_str() {
                    "2" => Self::Fasting,
                    "3" => Self::Between,
                    "4" => Self::JustAfter,
                    _ => Self::Unknown,
                }),
                _ => None,
            })
            .unwrap_or_default()
    }
}

/// 採血時間（食後）
pub(super) const MEAL_CODE: &str = "9N141000000000011";

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
            Self::Guidance(_) | Self::Referral(_) => Tone::Out,
            Self::NotJudged(_) | Self::NotDone | Self::NotMeasurable | Self::Recorded(_) => Tone::Plain,
        }
    }

    /// Whether it is beyond either limit.
    #[must_use]
    pub const fn is_out(&self) -> bool {
        matches!(self, Self::Guidance(_) | Self::Referral(_))
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

/// Judges one result. An item outside the catalogue is recorded, never judged.
#[must_use]
pub fn judge(measurement: &Measurement, circumstances: Circumstances) -> Verdict {
    match item_of_code(&measurement.code) {
        Some((item, _)) => judge_item(item, &measurement.value, circumstances),
        None => match &measurement.value {
            Value::NotDone => Verdict::NotDone,
            Value::NotMeasurable => Verdict::NotMeasurable,
            Value::Quantity { .. } => Verdict::NotJudged(NoVerdict::NoStandard),
            Value::Coded { code, oid, meaning } => Verdict::Recorded(answer_words(oid, code, meaning)),
            Value::Text(text) => Verdict::Recorded(text.clone()),
        },
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
            if !same_unit(unit, item.unit) {
                return Verdict::NotJudged(NoVerdict::OtherUnit);
            }
            compare(row, *number, *bound)
        }
    }
}

fn compare(row: &Threshold, number: f64, bound: Option<super::Bound>) -> Verdict {
    let side = if row.guidance.is_floor() { Side::Low } else { Side::High };
    match (row.referral.map(|limit| limit.is_hit(number, bound)), row.guidance.is_hit(number, bound)) {
        (Some(Some(true)), _) => Verdict::Referral(side),
        (_, Some(false)) => Verdict::InRange,
        (None | Some(Some(false)), Some(true)) => Verdict::Guidance(side),
        _ => Verdict::NotJudged(NoVerdict::OnlyBound),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Bound;
    use super::super::items::item_by_slug;
    use super::super::sample::{bounded, coded, day, number, result, visit};
    use super::*;

    fn on(date: &str, sex: Sex, meal: Meal) -> Circumstances {
        Circumstances { day: day(date), sex, meal }
    }

    /// Verdict on a number of an item, in the item's own unit.
    fn of(slug: &str, text: &str, circumstances: Circumstances) -> Verdict {
        let item = item_by_slug(slug).expect("an item");
        judge(&number(item.codes[0].code, text, item.unit), circumstances)
    }

    #[test]
    fn every_limit_is_judged_on_both_sides_of_its_edge() {
        use Side::{High, Low};
        use Verdict::{Guidance, InRange, Referral};
        for (slug, values) in [
            ("sbp", [("129", InRange), ("130", Guidance(High)), ("139", Guidance(High)), ("140", Referral(High))]),
            ("dbp", [("84", InRange), ("85", Guidance(High)), ("89", Guidance(High)), ("90", Referral(High))]),
            ("tg", [("149", InRange), ("150", Guidance(High)), ("299", Guidance(High)), ("300", Referral(High))]),
            (
                "tg-casual",
                [("174", InRange), ("175", Guidance(High)), ("299", Guidance(High)), ("300", Referral(High))],
            ),
            ("hdl", [("40", InRange), ("39", Guidance(Low)), ("34", Guidance(Low)), ("1", Guidance(Low))]),
            ("ldl", [("119", InRange), ("120", Guidance(High)), ("139", Guidance(High)), ("140", Referral(High))]),
            ("non-hdl", [("149", InRange), ("150", Guidance(High)), ("169", Guidance(High)), ("170", Referral(High))]),
            ("glucose", [("99", InRange), ("100", Guidance(High)), ("125", Guidance(High)), ("126", Referral(High))]),
            (
                "glucose-casual",
                [("99", InRange), ("100", Guidance(High)), ("125", Guidance(High)), ("126", Referral(High))],
            ),
            ("hba1c", [("5.5", InRange), ("5.6", Guidance(High)), ("6.4", Guidance(High)), ("6.5", Referral(High))]),
            ("ast", [("30", InRange), ("31", Guidance(High)), ("50", Guidance(High)), ("51", Referral(High))]),
            ("alt", [("30", InRange), ("31", Guidance(High)), ("50", Guidance(High)), ("51", Referral(High))]),
            ("ggt", [("50", InRange), ("51", Guidance(High)), ("100", Guidance(High)), ("101", Referral(High))]),
            (
                "hemoglobin",
                [("13.1", InRange), ("13.0", Guidance(Low)), ("12.0", Guidance(Low)), ("11.9", Referral(Low))],
            ),
            ("egfr", [("60.0", InRange), ("59.9", Guidance(Low)), ("45.0", Guidance(Low)), ("44.9", Referral(Low))]),
        ] {
            for (text, wanted) in values {
                assert_eq!(of(slug, text, on("2026-05-14", Sex::Male, Meal::Fasting)), wanted, "{slug} {text}");
            }
        }
    }

    #[test]
    fn haemoglobin_depends_on_the_sex() {
        for (sex, text, wanted) in [
            (Sex::Female, "12.1", Verdict::InRange),
            (Sex::Female, "12.0", Verdict::Guidance(Side::Low)),
            (Sex::Female, "10.9", Verdict::Referral(Side::Low)),
            (Sex::Unspecified, "10.9", Verdict::NotJudged(NoVerdict::SexUnknown)),
        ] {
            assert_eq!(of("hemoglobin", text, on("2026-05-14", sex, Meal::Unknown)), wanted);
        }
    }

    #[test]
    fn the_day_of_the_checkup_chooses_the_limit() {
        assert_eq!(of("hdl", "34", on("2024-03-31", Sex::Male, Meal::Unknown)), Verdict::Referral(Side::Low));
        assert_eq!(of("hdl", "34", on("2024-04-01", Sex::Male, Meal::Unknown)), Verdict::Guidance(Side::Low));
        assert_eq!(
            of("tg-casual", "400", on("2024-03-31", Sex::Male, Meal::Unknown)),
            Verdict::NotJudged(NoVerdict::NoStandard)
        );
    }

    #[test]
    fn samples_just_after_a_meal_are_not_judged() {
        for slug in ["tg", "tg-casual", "glucose", "glucose-casual"] {
            assert_eq!(
                of(slug, "400", on("2026-05-14", Sex::Male, Meal::JustAfter)),
                Verdict::NotJudged(NoVerdict::AfterMeal)
            );
        }
        assert_eq!(of("ldl", "150", on("2026-05-14", Sex::Male, Meal::JustAfter)), Verdict::Referral(Side::High));
        let after = visit("2026-05-14", vec![coded(MEAL_CODE, "2202", "4")]);
        assert_eq!(Meal::of(&after), Meal::JustAfter);
        assert_eq!(Meal::of(&visit("2026-05-14", Vec::new())), Meal::Unknown);
    }

    #[test]
    fn not_done_not_measurable_and_zero_are_three_things() {
        let at = on("2026-05-14", Sex::Male, Meal::Unknown);
        assert_eq!(judge(&result("9A755000000000001", Value::NotDone), at).word(), "未実施");
        assert_eq!(judge(&result("9A755000000000001", Value::NotMeasurable), at).word(), "測定できず");
        assert_eq!(of("sbp", "0", at).word(), "範囲内");
    }

    #[test]
    fn coded_results_are_judged_by_their_own_list_or_stand_as_recorded() {
        let at = on("2026-05-14", Sex::Male, Meal::Unknown);
        for (code, list, answer, word, tone) in [
            ("1A010000000191111", "2102", "1", "範囲内", Tone::In),
            ("1A010000000191111", "2102", "2", "少し高め", Tone::Out),
            ("1A020000000190111", "2102", "3", "高め", Tone::Out),
            ("1A020000000190111", "2102", "5", "高め", Tone::Out),
            ("1A020000000190111", "2102", "9", "判定なし", Tone::Plain),
            ("1A020000000190111", "9999", "1", "判定なし", Tone::Plain),
            ("9A110160700000011", "2002", "1", "所見あり", Tone::Plain),
            ("9A110160700000011", "2002", "2", "所見なし", Tone::Plain),
            ("9E100166600000011", "18080", "2", "軽度", Tone::Plain),
            ("9N736000000000011", "2003", "2", "いいえ", Tone::Plain),
            ("9N736000000000011", "24060", "2", "以前は吸っていたが、最近1ヶ月間は吸っていない", Tone::Plain),
        ] {
            let verdict = judge(&coded(code, list, answer), at);
            assert_eq!((verdict.word().as_str(), verdict.tone()), (word, tone), "{code} {list} {answer}");
        }
    }

    #[test]
    fn another_unit_or_an_open_bound_is_not_judged() {
        let at = on("2026-05-14", Sex::Male, Meal::Fasting);
        assert_eq!(judge(&number("3D010000001926101", "5.4", "mmol/L"), at), Verdict::NotJudged(NoVerdict::OtherUnit));
        assert_eq!(judge(&number("3B035000002327201", "60", "IU/L"), at), Verdict::Referral(Side::High));
        assert_eq!(
            judge(&bounded("3F015000002327101", "200", "mg/dL", Some(Bound::AtLeast)), at),
            Verdict::NotJudged(NoVerdict::OnlyBound)
        );
        assert_eq!(judge(&bounded("3F015000002327101", "10", "mg/dL", Some(Bound::AtMost)), at), Verdict::InRange);
        assert_eq!(
            judge(&bounded("3F015000002327101", "2000", "mg/dL", Some(Bound::AtLeast)), at),
            Verdict::Referral(Side::High)
        );
    }

    #[test]
    fn items_without_limits_are_not_judged() {
        for slug in ["height", "weight", "bmi", "waist", "rbc", "hematocrit", "creatinine", "uric-acid"] {
            assert_eq!(of(slug, "99", on("2026-05-14", Sex::Male, Meal::Fasting)).word(), "基準値なし", "{slug}");
        }
    }
}
