//! What a judgement needs to know beside the value: day, sex, time since the meal, kind of checkup.

use chrono::NaiveDate;

use crate::domain::checkup::items::same_code;
use crate::domain::checkup::{Value, Visit};
use crate::domain::person::Sex;

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
pub(in crate::domain::checkup) const MEAL_CODE: &str = "9N141000000000011";
/// Its answers.
const MEAL_LIST: &str = "1.2.392.200119.6.2202";

/// 報告区分 of 特定健診.
const REPORT: &str = "10";
/// Program code of 特定健診.
const PROGRAM: &str = "010";

/// Whether a visit is a 特定健診: by its 報告区分, and where none came by its program. A workplace's or a municipality's checkup
/// that was sent on as one says so in the 報告区分.
fn is_by_program(visit: &Visit) -> bool {
    match &visit.report {
        Some(report) => report == REPORT,
        None => visit.program == PROGRAM,
    }
}

/// Items that are not judged just after a meal (標準的な健診・保健指導プログラム 令和6年度版（案）: 食直後の採血は判定に用いない).
pub(super) const MEAL_BOUND: [&str; 4] = ["tg", "tg-casual", "glucose", "glucose-casual"];

/// What a judgement needs to know beside the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Circumstances {
    /// Day of the checkup.
    pub day: NaiveDate,
    /// Sex as registered.
    pub sex: Sex,
    /// Time since the meal.
    pub meal: Meal,
    /// A 特定健診: its published limits come before the report's own range.
    pub by_program: bool,
}

impl Circumstances {
    /// Those of a visit.
    #[must_use]
    pub fn of(visit: &Visit, sex: Sex) -> Self {
        Self { day: visit.date, sex, meal: Meal::of(visit), by_program: is_by_program(visit) }
    }
}
