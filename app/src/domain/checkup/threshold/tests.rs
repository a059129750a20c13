//! The table of limits: one row for an item, a sex and a day, and what its words say.

use super::*;
use crate::domain::checkup::items::{all_items, item_by_slug};
use crate::domain::checkup::sample::day;

fn row_of(slug: &str, sex: Sex, date: &str) -> Option<&'static Threshold> {
    threshold_for(item_by_slug(slug).expect("an item"), sex, day(date))
}

#[test]
fn the_period_changes_with_april_2024() {
    for (date, period, referral, casual) in
        [("2024-03-31", Period::Third, Some("34以下"), false), ("2024-04-01", Period::Fourth, None, true)]
    {
        assert_eq!(Period::of(day(date)), period);
        let hdl = item_by_slug("hdl").expect("an item");
        assert_eq!(row_of("hdl", Sex::Male, date).and_then(|row| row.referral_words(hdl)).as_deref(), referral);
        assert_eq!(row_of("tg-casual", Sex::Male, date).is_some(), casual);
    }
}

#[test]
fn days_before_any_limits_of_their_own_say_that_the_third_periods_stand_in() {
    for (date, words) in [
        ("2017-05-18", "第3期の値をあてはめています"),
        ("2018-03-31", "第3期の値をあてはめています"),
        ("2018-04-01", "第3期"),
        ("2024-03-31", "第3期"),
        ("2024-04-01", "第4期"),
    ] {
        assert_eq!(Period::words(day(date)), words, "{date}");
    }
}

#[test]
fn words_say_the_range_without_signs() {
    for (slug, sex, range, referral) in [
        ("sbp", Sex::Male, "130未満", Some("140以上")),
        ("hba1c", Sex::Female, "5.6未満", Some("6.5以上")),
        ("hdl", Sex::Male, "40以上", None),
        ("egfr", Sex::Male, "60以上", Some("45未満")),
        ("hemoglobin", Sex::Male, "13.1以上", Some("12未満")),
        ("hemoglobin", Sex::Female, "12.1以上", Some("11未満")),
        ("urine-protein", Sex::Male, "陰性（－）", Some("陽性（＋）以上")),
    ] {
        let item = item_by_slug(slug).expect("an item");
        let row = row_of(slug, sex, "2026-05-14").expect("a row");
        assert_eq!(row.range_words(item), range);
        assert_eq!(row.referral_words(item).as_deref(), referral);
    }
}

#[test]
fn at_most_one_row_holds_for_an_item_a_sex_and_a_day() {
    for item in all_items() {
        for sex in [Sex::Male, Sex::Female, Sex::Unspecified] {
            for date in ["2010-01-01", "2018-04-01", "2024-03-31", "2024-04-01", "2030-01-01"] {
                let day = day(date);
                let rows = THRESHOLDS.iter().filter(|row| {
                    row.item == item.slug
                        && row.sex.is_none_or(|wanted| wanted == sex)
                        && row.from.is_none_or(|from| from <= day)
                        && row.until.is_none_or(|until| day < until)
                });
                assert!(rows.count() <= 1, "{} {sex:?} {date}", item.slug);
            }
        }
    }
}

#[test]
fn every_row_names_an_item_and_referral_lies_beyond_guidance() {
    for row in THRESHOLDS {
        assert!(item_by_slug(row.item).is_some(), "{}", row.item);
        if let Some(referral) = row.referral {
            assert_eq!(row.guidance.is_hit(referral.number, None), Some(true), "{}", row.item);
            assert_eq!(referral.is_floor(), row.guidance.is_floor());
        }
        if let (Some(referral), Some(urgent)) = (row.referral, row.urgent) {
            assert_eq!(referral.is_hit(urgent.number, None), Some(true), "{}", row.item);
        }
        assert_eq!(row.urgent.is_some(), matches!(row.item, "sbp" | "dbp"), "a third step for blood pressure alone");
    }
}

#[test]
fn the_disputed_edge_of_haemoglobin_is_one_row_a_sex_with_its_source() {
    for (sex, guidance, referral) in [(Sex::Male, 13.0, 12.0), (Sex::Female, 12.0, 11.0)] {
        let rows: Vec<_> = THRESHOLDS.iter().filter(|row| row.item == "hemoglobin" && row.sex == Some(sex)).collect();
        let [row] = rows[..] else { panic!("one row") };
        assert_eq!((row.guidance, row.referral), (at_most(guidance), Some(below(referral))));
        assert!(row.source.contains("滋賀県") && row.unverified.is_some_and(|note| note.contains("境目")));
    }
}

#[test]
fn a_bound_decides_only_what_it_can() {
    use Bound::{AtLeast, AtMost};
    let (ceiling, floor) = (at_least(300.0), below(40.0));
    for (limit, value, bound, wanted) in [
        (ceiling, 500.0, Some(AtLeast), Some(true)),
        (ceiling, 200.0, Some(AtLeast), None),
        (ceiling, 10.0, Some(AtMost), Some(false)),
        (ceiling, 300.0, Some(AtMost), None),
        (floor, 10.0, Some(AtMost), Some(true)),
        (floor, 50.0, Some(AtMost), None),
        (floor, 40.0, Some(AtLeast), Some(false)),
        (floor, 39.9, Some(AtLeast), None),
        (floor, 39.9, None, Some(true)),
    ] {
        assert_eq!(limit.is_hit(value, bound), wanted, "{limit:?} {value} {bound:?}");
    }
}
