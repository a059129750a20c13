//! `lifelong`: thirty years of dispensings, some five thousand of them, for what a page may cost and hold.
//!
//! Seven clinics; every six years another product of the same group.

use chrono::{Datelike, Duration, NaiveDate};

use super::Course;
use crate::records::drugs::{self, Line};
use crate::records::month::day;

/// How many years.
const YEARS: i32 = 30;

/// Years until another product is given.
const PRODUCT: i32 = 6;

/// Clinic, pharmacy, groups of drugs, days between.
const PLACES: [(&str, &str, &[&str], i64); 7] = [
    ("見本内科クリニック", "見本薬局 本店", &["antihypertensive", "statin-lipid"], 14),
    ("見本糖尿病内科", "見本薬局 本店", &["diabetes"], 14),
    ("見本整形外科", "あおば見本薬局", &["osteoporosis"], 14),
    ("見本心療内科", "あおば見本薬局", &["sleep-psych"], 14),
    ("見本消化器内科", "見本調剤薬局 駅前店", &["gastro"], 14),
    ("見本耳鼻咽喉科", "見本調剤薬局 駅前店", &["allergy"], 14),
    ("見本泌尿器科", "見本薬局 本店", &["cardio-other"], 28),
];

/// The first day of which the hub tells.
pub(crate) fn first(to: NaiveDate) -> NaiveDate {
    day(to.year() - YEARS, 1, 1)
}

/// The courses. Which product is given is told by the year alone, so that what was once delivered stays as it was.
pub(super) fn courses(to: NaiveDate) -> Vec<Course> {
    let mut all = Vec::new();
    for year in first(to).year()..=to.year() {
        for (place, (clinic, pharmacy, groups, every)) in PLACES.into_iter().enumerate() {
            let lines = groups.iter().filter_map(|group| {
                let swallowed: Vec<_> = drugs::group(group).iter().filter(|drug| drug.form == "内服").collect();
                let turn = usize::try_from(year / PRODUCT).unwrap_or(0) + place;
                swallowed.get(turn * 5 % swallowed.len().max(1)).map(|drug| Line::usual(drug, every))
            });
            let begin = day(year, 1, 4) + Duration::days(i64::try_from(place).unwrap_or(0));
            let mut course = Course::new(clinic, pharmacy, begin, every, &[]).until(day(year, 12, 31));
            course.lines = lines.collect();
            all.push(course);
        }
    }
    all
}
