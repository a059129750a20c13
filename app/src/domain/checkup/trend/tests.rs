//! The trend of an item: points, breaks, direction and streaks.

use chrono::Datelike;

use super::*;
use crate::domain::checkup::Bound;
use crate::domain::checkup::items::item_by_slug;
use crate::domain::checkup::sample::{HBA1C, SBP, bounded, coded, number, result, visit};
use crate::domain::checkup::threshold::Period;

fn trend(slug: &str, visits: &[Visit]) -> Trend {
    Trend::of(item_by_slug(slug).expect("an item"), visits, Sex::Male)
}

/// One visit each May from a first year on.
fn yearly(first: i32, values: &[&str]) -> Vec<Visit> {
    values
        .iter()
        .enumerate()
        .map(|(place, text)| visit(&format!("{}-05-14", first + place as i32), vec![number(SBP, text, "mm[Hg]")]))
        .rev()
        .collect()
}

#[test]
fn points_run_from_old_to_new_with_their_own_verdict_and_range() {
    let trend = trend("sbp", &yearly(2025, &["128", "138"]));
    let shown: Vec<_> = trend
        .points
        .iter()
        .map(|point| (point.text.as_str(), point.unit.as_str(), point.verdict.word(), point.range.as_deref()))
        .collect();
    assert_eq!(
        shown,
        [
            ("128", "mmHg", "範囲内".to_owned(), Some("130未満")),
            ("138", "mmHg", "少し高め".to_owned(), Some("130未満"))
        ]
    );
    assert_eq!(trend.previous().map(|point| point.month_words()).as_deref(), Some("2025年5月"));
}

#[test]
fn the_direction_compares_first_and_last() {
    for (values, wanted) in [
        (
            &["118", "121", "124", "122", "128", "130", "133", "131", "136", "138"][..],
            Some("10年で 118 から 138 へ上がっています"),
        ),
        (&["138", "118"], Some("2年で 138 から 118 へ下がっています")),
        (&["120", "130", "120"], Some("3年で 120 のまま変わっていません")),
        (&["120"], None),
        (&[], None),
    ] {
        assert_eq!(trend("sbp", &yearly(2017, values)).direction().as_deref(), wanted);
    }
}

#[test]
fn a_streak_counts_changes_in_one_way() {
    for (values, wanted) in [
        (&["133", "131", "136", "138"][..], Some("2年続けて上がっています。")),
        (&["125", "128", "131", "136", "138"], Some("4年続けて上がっています。")),
        (&["140", "135", "130"], Some("2年続けて下がっています。")),
        (&["130", "135", "135"], None),
        (&["130", "135"], None),
    ] {
        assert_eq!(trend("sbp", &yearly(2020, values)).streak().map(Streak::sentence).as_deref(), wanted, "{values:?}");
    }
    let mut gap = yearly(2020, &["120", "125", "130", "135"]);
    gap.retain(|visit| visit.date.year() != 2022);
    assert_eq!(trend("sbp", &gap).streak().map(Streak::sentence).as_deref(), Some("2回続けて上がっています。"));
}

#[test]
fn a_change_of_method_is_marked_and_ends_a_streak_but_not_the_line() {
    let visits = [
        visit("2023-05-14", vec![number("3D046000001906202", "5.3", "%")]),
        visit("2024-05-14", vec![number("3D046000001906202", "5.4", "%")]),
        visit("2025-05-14", vec![number(HBA1C, "5.5", "%")]),
        visit("2026-05-14", vec![number(HBA1C, "5.6", "%")]),
    ];
    let trend = trend("hba1c", &visits);
    assert_eq!(trend.points[1].breaks, [Break::Period { to: Period::Fourth }]);
    assert_eq!(trend.points[2].breaks, [Break::Method { from: "免疫学的方法".into() }]);
    assert_eq!(trend.streak(), None);
    assert_eq!(trend.direction().as_deref(), Some("4年で 5.3 から 5.6 へ上がっています（途中で測り方が変わりました）"));
}

#[test]
fn fasting_casual_and_jds_never_join() {
    let visits = [
        visit("2012-05-14", vec![number("3D045000001920402", "5.2", "%")]),
        visit("2025-05-14", vec![number("3D010129901927201", "140", "mg/dL")]),
        visit("2026-05-14", vec![number("3D010000001927201", "95", "mg/dL"), number(HBA1C, "5.5", "%")]),
    ];
    for slug in ["glucose", "glucose-casual", "hba1c"] {
        assert_eq!(trend(slug, &visits).points.len(), 1, "{slug}");
    }
}

#[test]
fn another_unit_is_marked_and_not_compared() {
    let visits = [
        visit("2024-05-14", vec![number("3D010000001927201", "5.4", "mmol/L")]),
        visit("2025-05-14", vec![number("3D010000001927201", "95", "mg/dL")]),
        visit("2026-05-14", vec![number("3D010000001927201", "99", "mg/dl")]),
    ];
    let trend = trend("glucose", &visits);
    assert_eq!(trend.points[1].breaks, [Break::Unit { from: "mmol/L".into(), comparable: false }]);
    assert_eq!(trend.points[2].breaks, [Break::Unit { from: "mg/dL".into(), comparable: true }]);
    assert_eq!(trend.direction().as_deref(), Some("2年で 95 から 99 へ上がっています"));
}

#[test]
fn bounds_gaps_and_answers_keep_their_kind() {
    let tg = trend(
        "tg",
        &[
            visit("2024-05-14", vec![bounded("3F015000002327101", "10", "mg/dL", Some(Bound::AtMost))]),
            visit("2025-05-14", vec![result("3F015000002327101", Value::NotDone)]),
            visit("2026-05-14", vec![result("3F015000002327101", Value::NotMeasurable)]),
        ],
    );
    assert_eq!(
        tg.points.iter().map(|point| point.text.as_str()).collect::<Vec<_>>(),
        ["10以下", "未実施", "測定できず"]
    );
    assert!(tg.points.iter().all(|point| point.number().is_none()));
    assert_eq!(tg.direction(), None);
    let urine = trend("urine-protein", &[visit("2026-05-14", vec![coded("1A010000000191111", "2102", "3")])]);
    assert_eq!((urine.points[0].value.clone(), urine.points[0].text.as_str()), (PointValue::Level(3), "陽性（＋）"));
}

#[test]
fn a_change_of_insurer_is_marked() {
    let mut visits = yearly(2025, &["120", "121"]);
    visits[0].insurer_name = Some("別の保険者".into());
    assert_eq!(trend("sbp", &visits).points[1].breaks, [Break::Insurer]);
}

#[test]
fn the_last_years_are_cut_by_fiscal_year() {
    let trend = trend("sbp", &yearly(2017, &["118", "121", "124", "122", "128", "130", "133", "131", "136", "138"]));
    assert_eq!(trend.last_years(5).len(), 5);
    assert_eq!(trend.last_years(10).len(), 10);
    assert_eq!(trend.last_years(5)[0].text, "130");
}

#[test]
fn a_method_that_the_source_names_breaks_like_a_code_and_an_unnamed_one_does_not() {
    let named = |date: &str, method: Option<&str>| {
        let mut measurement = number(HBA1C, "5.5", "%");
        measurement.method = method.map(Into::into);
        visit(date, vec![measurement])
    };
    let trend = trend(
        "hba1c",
        &[
            named("2020-05-14", None),
            named("2021-05-14", Some("HPLC法")),
            named("2022-05-14", Some("酵素法")),
            named("2023-05-14", None),
        ],
    );
    let broken: Vec<bool> = trend
        .points
        .iter()
        .map(|point| point.breaks.iter().any(|change| matches!(change, Break::Method { .. })))
        .collect();
    assert_eq!(broken, [false, false, true, false]);
    assert_eq!((trend.points[2].method.as_ref(), trend.points[3].method.as_ref()), ("酵素法", "HPLC"));
}

#[test]
fn since_when_counts_the_judged_visits_and_says_where_the_record_ends() {
    for (values, wanted) in [
        (
            &["118", "131", "128", "133", "136"][..],
            Some("基準値の外になったのは、2023年5月の健診からです（2回続いています）。"),
        ),
        (&["118", "138"], Some("基準値の外になったのは、今回（2021年5月）からです。")),
        (&["138", "118"], Some("基準値の範囲内になったのは、今回（2021年5月）からです。")),
        (&["118", "119", "120"], Some("記録のある2020年5月から、3回すべて基準値の範囲内です。")),
        (&["140"], Some("比べられる記録は、2020年5月の1回だけです。")),
        (&[], None),
    ] {
        let trend = trend("sbp", &yearly(2020, values));
        assert_eq!(trend.since().map(|since| since.sentence()).as_deref(), wanted, "{values:?}");
    }
    let mut gap = yearly(2020, &["118", "138", "139"]);
    gap[1].results = vec![result(SBP, Value::NotDone)];
    assert_eq!(trend("sbp", &gap).since().map(|since| since.count), Some(1), "a visit without a value is skipped");
    assert_eq!(trend("waist", &[visit("2026-05-14", vec![number("9N016160100000001", "84", "cm")])]).since(), None);
}
