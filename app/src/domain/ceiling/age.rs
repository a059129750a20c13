//! Whose rules hold in a month: those of under 70 or of 70 and over, and the month of turning 75.

use chrono::{Datelike, Months, NaiveDate};

use crate::domain::calendar::YearMonth;

/// Which half of the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AgeGroup {
    /// 70歳未満
    Under70,
    /// 70歳以上
    From70,
}

/// The day on which an age is reached: the day before the birthday (年齢計算ニ関スル法律). Somebody born on 29 February
/// reaches it on the 28th, in every year.
#[must_use]
pub fn reached_on(birth: NaiveDate, age: u32) -> NaiveDate {
    let birthday = birth.checked_add_months(Months::new(age * 12)).unwrap_or(NaiveDate::MAX);
    // The month's last day stands in for a 29th that is not there.
    if birthday.day() == birth.day() { birthday.pred_opt().unwrap_or(birthday) } else { birthday }
}

/// The rules of a month: those of 70 and over begin in the month after the one in which 70 is reached (健康保険法74条
/// 「七十歳に達する日の属する月の翌月」), and hold for everybody whom the late-stage scheme (後期高齢者医療) insures.
#[must_use]
pub fn age_group(birth: NaiveDate, month: YearMonth, late_stage: bool) -> AgeGroup {
    if late_stage || month > YearMonth::of(reached_on(birth, 70)) { AgeGroup::From70 } else { AgeGroup::Under70 }
}

/// Whether every ceiling is half in a month: the one of turning 75, but for a birthday on the 1st. Not read in the
/// order's own text, so said to be unconfirmed.
#[must_use]
pub fn halved_in(birth: NaiveDate, month: YearMonth) -> bool {
    let first = reached_on(birth, 75).succ_opt().unwrap_or(NaiveDate::MAX);
    YearMonth::of(first) == month && first.day() != 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn month(digits: &str) -> YearMonth {
        YearMonth::from_digits(digits).expect("a month")
    }

    #[test]
    fn the_rules_of_70_begin_in_the_month_after_it_is_reached() {
        use AgeGroup::{From70, Under70};
        for (birth, at, late, expected) in [
            ("1956-09-15", "202609", false, Under70),
            ("1956-09-15", "202610", false, From70),
            // Born on the 1st: 70 is reached in the month before.
            ("1956-09-01", "202608", false, Under70),
            ("1956-09-01", "202609", false, From70),
            ("1956-09-30", "202609", false, Under70),
            ("1956-02-29", "202602", false, Under70),
            ("1956-02-29", "202603", false, From70),
            ("1956-03-01", "202602", false, Under70),
            ("1956-03-01", "202603", false, From70),
            // Insured late-stage before 70, with a certified disability.
            ("1959-05-05", "202609", true, From70),
        ] {
            assert_eq!(age_group(day(birth), month(at), late), expected, "{birth} in {at}");
        }
    }

    #[test]
    fn ceilings_are_half_in_the_month_of_turning_75() {
        for (birth, at, half) in [
            ("1951-09-15", "202609", true),
            ("1951-09-15", "202608", false),
            ("1951-09-15", "202610", false),
            ("1951-09-01", "202609", false),
            ("1951-09-01", "202608", false),
            ("1951-09-02", "202609", true),
            ("1951-09-30", "202609", true),
            // 75 on 1 March, for want of a 29th.
            ("1952-02-29", "202702", false),
            ("1952-02-29", "202703", false),
        ] {
            assert_eq!(halved_in(day(birth), month(at)), half, "{birth} in {at}");
        }
    }
}
