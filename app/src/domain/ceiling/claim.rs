//! Until when a benefit can be claimed.

use chrono::NaiveDate;

use crate::domain::calendar::YearMonth;

/// Where the period of claiming is written.
pub const SOURCE: &str = "健康保険法193条（国民健康保険・後期高齢者医療も2年）";

/// The last day of claiming: two years from the first of the month after the treatment (健康保険法193条; not read in its own
/// text). Where the bill was paid later, the two years begin on the day after paying, which no record tells.
#[must_use]
pub fn claim_until(month: YearMonth) -> NaiveDate {
    let over = month.plus(25).day(1).unwrap_or(NaiveDate::MAX);
    over.pred_opt().unwrap_or(over)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_years_from_the_first_of_the_month_after() {
        for (month, last) in
            [("202608", "2028-08-31"), ("202601", "2028-01-31"), ("202512", "2027-12-31"), ("202402", "2026-02-28")]
        {
            let month = YearMonth::from_digits(month).expect("a month");
            assert_eq!(claim_until(month).to_string(), last, "{month}");
        }
    }
}
