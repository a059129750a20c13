//! What stands in the rows below a small newest visit: values of earlier visits that lay outside.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::calendar::fiscal_year;
use crate::domain::checkup::trend::Point;
use crate::domain::checkup::trends::Trends;
use crate::domain::checkup::verdict::Verdict;

/// `ほかに、2026年5月の健診で 4項目 が範囲の外でした。`: counted as the rows show them, the newest day first.
pub(super) fn earlier(trends: &Trends, newest: NaiveDate) -> Option<String> {
    let known = trends.items.iter().filter_map(|trend| trend.told());
    let all = known.chain(trends.others.iter().filter_map(|trend| trend.told()));
    let mut days: BTreeMap<NaiveDate, (String, usize)> = BTreeMap::new();
    for point in all.filter(|point| stands_in(point, newest)) {
        days.entry(point.date).or_insert_with(|| (point.month_words(), 0)).1 += 1;
    }
    let said: Vec<String> =
        days.into_values().rev().map(|(month, count)| format!("{month}の健診で {count}項目")).collect();
    (!said.is_empty()).then(|| format!("ほかに、{} が範囲の外でした。", said.join("、")))
}

/// Names with the month of what earlier visits found where a visit to a doctor is advised, or is `urgent`: as far as two fiscal
/// years back, and only of what the newest visit does not name.
pub(super) fn advised(trends: &Trends, newest: NaiveDate, urgent: bool) -> Vec<String> {
    let recent = |point: &Point| fiscal_year(point.date) >= fiscal_year(newest) - 2;
    let wanted = |point: &&Point| {
        stands_in(point, newest)
            && recent(point)
            && point.verdict.is_grave()
            && matches!(point.verdict, Verdict::Urgent(_)) == urgent
    };
    let named = |name: &str, point: &Point| format!("{name}（{}）", point.month_words());
    let known = trends.items.iter().filter_map(|trend| Some((trend.item.name, trend.told().filter(wanted)?)));
    known.map(|(name, point)| named(name, point)).collect()
}

/// Whether an earlier value outside its range stands in a row for one that the newest visit lacks.
fn stands_in(point: &Point, newest: NaiveDate) -> bool {
    point.date < newest && !point.is_past(newest) && point.verdict.is_out()
}
