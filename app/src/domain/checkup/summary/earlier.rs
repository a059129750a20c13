//! What stands in the rows below a small newest visit: values of earlier visits that lay outside.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::calendar::{fiscal_year, long_date};
use crate::domain::checkup::items::Item;
use crate::domain::checkup::subject::Subject;
use crate::domain::checkup::trend::{Point, Trend, when_words};
use crate::domain::checkup::trends::Trends;
use crate::domain::checkup::verdict::Verdict;

/// `ほかに、2026年5月の健診で 4項目 が範囲の外でした。`: counted as the rows show them, the newest day first. Of two days of one
/// month each says its day.
pub(super) fn earlier(trends: &Trends, newest: NaiveDate) -> Option<String> {
    let known = trends.items.iter().filter_map(|trend| trend.told());
    let all = known.chain(trends.others.iter().filter_map(|trend| trend.told()));
    let mut days: BTreeMap<NaiveDate, usize> = BTreeMap::new();
    for point in all.filter(|point| stands_in(point, newest) && point.verdict.is_out()) {
        *days.entry(point.date).or_default() += 1;
    }
    let when = |day: NaiveDate| when_words(day, days.keys().copied().chain([newest]).filter(|other| *other != day));
    let said: Vec<String> =
        days.iter().rev().map(|(day, count)| format!("{}の健診で {count}項目", when(*day))).collect();
    (!said.is_empty()).then(|| format!("ほかに、{} が範囲の外でした。", said.join("、")))
}

/// Names with the day of what earlier visits found where a visit to a doctor is advised, or is `urgent`: as far as two fiscal
/// years back, and only of what the newest visit does not name.
pub(super) fn advised(trends: &Trends, newest: NaiveDate, urgent: bool) -> Vec<String> {
    let recent = |point: &Point| fiscal_year(point.date) >= fiscal_year(newest) - 2;
    let wanted = |item: &Item, point: &Point| {
        let grave = point.verdict.is_grave() || point.advised(Some(item)).is_some();
        stands_in(point, newest) && recent(point) && grave && matches!(point.verdict, Verdict::Urgent(_)) == urgent
    };
    let named = |name: &str, point: &Point| format!("{name}（{}）", when_words(point.date, [newest]));
    let told = trends.items.iter().filter_map(|trend| Some((trend.item, trend.told()?)));
    told.filter(|(item, point)| wanted(item, point)).map(|(item, point)| named(item.name, point)).collect()
}

/// What visits before a day found outside, or beyond where a doctor is advised, of items that no visit from that day on names:
/// name, value, day. As far as two fiscal years back from the newest.
#[must_use]
pub fn outside_before(trends: &Trends, first: NaiveDate, newest: NaiveDate) -> Vec<String> {
    fn told<S: Subject>(trend: &Trend<S>, first: NaiveDate, newest: NaiveDate) -> Option<String> {
        let point = trend.told().filter(|point| point.date < first)?;
        let recent = fiscal_year(point.date) >= fiscal_year(newest) - 2;
        let outside = point.verdict.is_out() || point.advised(trend.item.item()).is_some();
        (recent && outside).then(|| format!("{} {}（{}）", trend.item.name(), point.amount(), long_date(point.date)))
    }
    let known = trends.items.iter().filter_map(|trend| told(trend, first, newest));
    known.chain(trends.others.iter().filter_map(|trend| told(trend, first, newest))).collect()
}

/// Whether an earlier value stands in a row for one that the newest visit lacks.
fn stands_in(point: &Point, newest: NaiveDate) -> bool {
    point.date < newest && !point.is_past(newest)
}
