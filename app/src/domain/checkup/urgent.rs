//! Where the program advises to see a doctor at once, not only to see one: a third mark beyond 受診勧奨判定値.
//!
//! Only rows that an authority prints. LDL 180 and 中性脂肪 500 are told of here and there, and were not found in the program.

use chrono::NaiveDate;

use super::items::Item;
use super::threshold::Limit;
use super::threshold::at_least;

/// One row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Urgent {
    /// Slug of the item.
    pub item: &'static str,
    /// First day of checkup it holds for.
    pub from: Option<NaiveDate>,
    /// From where on.
    pub limit: Limit,
    /// Where it stands.
    pub source: &'static str,
}

const SOURCE: &str = "標準的な健診・保健指導プログラム（令和6年度版・案）の血圧のフィードバック文例（160/100以上はすぐに医療機関へ）";
/// The edition of the fourth period; older ones were not looked at.
const FROM: Option<NaiveDate> = NaiveDate::from_ymd_opt(2024, 4, 1);

/// The table.
pub const URGENT: [Urgent; 2] = [
    Urgent { item: "sbp", from: FROM, limit: at_least(160.0), source: SOURCE },
    Urgent { item: "dbp", from: FROM, limit: at_least(100.0), source: SOURCE },
];

/// The row for an item and a day of checkup.
#[must_use]
pub fn urgent_for(item: &Item, day: NaiveDate) -> Option<&'static Urgent> {
    URGENT.iter().find(|row| row.item == item.slug && row.from.is_none_or(|from| from <= day))
}

#[cfg(test)]
mod tests {
    use super::super::items::item_by_slug;
    use super::super::sample::day;
    use super::*;
    use crate::domain::checkup::threshold::threshold_for;
    use crate::domain::person::Sex;

    #[test]
    fn the_third_mark_is_for_blood_pressure_of_the_fourth_period_and_lies_beyond_the_second() {
        for (slug, date, wanted) in [
            ("sbp", "2026-05-14", Some(160.0)),
            ("dbp", "2024-04-01", Some(100.0)),
            ("sbp", "2024-03-31", None),
            ("ldl", "2026-05-14", None),
        ] {
            let item = item_by_slug(slug).expect("an item");
            assert_eq!(urgent_for(item, day(date)).map(|row| row.limit.number), wanted, "{slug} {date}");
        }
        for row in URGENT {
            let item = item_by_slug(row.item).expect("an item");
            let second = threshold_for(item, Sex::Male, day("2026-05-14")).and_then(|row| row.referral).expect("a second");
            assert_eq!(second.is_hit(row.limit.number, None), Some(true));
        }
    }
}
