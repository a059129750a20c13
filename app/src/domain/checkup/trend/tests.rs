//! The trend of an item: points, breaks, direction and streaks.

use chrono::Datelike;

use super::*;
use crate::domain::checkup::Bound;
use crate::domain::checkup::items::item_by_slug;
use crate::domain::checkup::sample::{HBA1C, SBP, bounded, coded, number, range, result, visit};
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
            Some("2017年5月 118 → 2026年5月 138（間は 121〜136）"),
        ),
        (&["138", "118"], Some("2017年5月 138 → 2018年5月 118")),
        // Two alike ends are not called unchanged where something else lies between them.
        (&["120", "130", "120"], Some("2017年5月 120 → 2019年5月 120（間は 130）")),
        (&["127", "122", "129", "124", "127"], Some("2017年5月 127 → 2021年5月 127（間は 122〜129）")),
        (&["120"], None),
        (&[], None),
    ] {
        assert_eq!(trend("sbp", &yearly(2017, values)).direction().as_deref(), wanted);
    }
}

#[test]
fn the_direction_ends_with_the_newest_value_also_where_that_is_a_bound() {
    let ggt = |date: &str, text: &str, bound| visit(date, vec![bounded("3B090000002327101", text, "U/L", bound)]);
    for (last, between, wanted) in [
        (Some(Bound::AtLeast), None, "2024年5月 28 → 2026年9月 1999以上（間は 46）"),
        (None, Some(Bound::AtMost), "2024年5月 28 → 2026年9月 1999（間は 46以下）"),
    ] {
        let visits = [ggt("2024-05-14", "28", None), ggt("2025-05-14", "46", between), ggt("2026-09-01", "1999", last)];
        assert_eq!(trend("ggt", &visits).direction().as_deref(), Some(wanted));
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
    assert_eq!(
        trend.direction().as_deref(),
        Some("2023年5月 5.3 → 2026年5月 5.6（間は 5.4〜5.5）（途中で測り方が変わりました）")
    );
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
    assert_eq!(trend.direction().as_deref(), Some("2025年5月 95 → 2026年5月 99"));
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
    let again = trend("sbp", &yearly(2020, &["118", "138", "119"]));
    assert_eq!(
        again.since().map(|since| since.sentence()).as_deref(),
        Some("基準値の範囲内に戻ったのは、今回（2022年5月）からです。")
    );
    // A value that has no verdict is none of those that are counted, and is not hidden by "all".
    let mut unjudged = yearly(2020, &["138", "139", "140"]);
    unjudged[2].results = vec![number(SBP, "18.4", "kPa")];
    assert_eq!(
        trend("sbp", &unjudged).since().map(|since| since.sentence()).as_deref(),
        Some("2021年5月から、判定のある2回すべて基準値の外です。")
    );
    let mut gap = yearly(2020, &["118", "138", "139"]);
    gap[1].results = vec![result(SBP, Value::NotDone)];
    assert_eq!(trend("sbp", &gap).since().map(|since| since.count), Some(1), "a visit without a value is skipped");
    assert_eq!(trend("waist", &[visit("2026-05-14", vec![number("9N016160100000001", "84", "cm")])]).since(), None);
}

/// One visit a May: whether a 特定健診, and the number; another checkup brings its own range 4.6〜6.9.
fn mixed(values: &[(bool, &str)]) -> Vec<Visit> {
    let of = |(place, (program, text)): (usize, &(bool, &str))| {
        let mut measurement = number(HBA1C, text, "%");
        if !program {
            measurement.range = Some(range("4.6", "6.9"));
        }
        let report = Some(if *program { "10" } else { "40" }.into());
        Visit { report, ..visit(&format!("{}-05-14", 2022 + place as i32), vec![measurement]) }
    };
    values.iter().enumerate().map(of).collect()
}

#[test]
fn verdicts_of_different_limits_are_no_run() {
    for (values, wanted) in [
        (&[(true, "5.9"), (false, "6.6")][..], "2023年5月の値は基準値の範囲内です。比べ方が前回と違います。"),
        (
            &[(true, "5.9"), (false, "5.8"), (true, "5.7"), (true, "5.8")],
            "2024年5月から、2回続けて基準値の外です。その前の健診とは、比べ方が違います。",
        ),
        (
            &[(true, "5.4"), (true, "5.7"), (true, "5.8")],
            "基準値の外になったのは、2023年5月の健診からです（2回続いています）。",
        ),
        (
            &[(true, "5.8"), (false, "5.8"), (false, "7.0"), (false, "5.9")],
            "基準値の範囲内に戻ったのは、今回（2025年5月）からです。",
        ),
        (&[(false, "5.8"), (false, "5.9")], "記録のある2022年5月から、2回すべて基準値の範囲内です。"),
    ] {
        let trend = trend("hba1c", &mixed(values));
        assert_eq!(trend.since().map(|since| since.sentence()).as_deref(), Some(wanted), "{values:?}");
    }
}

/// `40以上` is the same whether the program says it or the report.
#[test]
fn limits_that_read_the_same_are_the_same_yardstick() {
    let hdl = |date: &str, low: &str| {
        let own = Measurement { range: Some(range(low, "")), ..number("3F070000002327101", "55", "mg/dL") };
        Visit { report: Some("40".into()), ..visit(date, vec![own]) }
    };
    let program = visit("2025-05-14", vec![number("3F070000002327101", "56", "mg/dL")]);
    for (low, wanted) in [
        ("40", "記録のある2024年5月から、2回すべて基準値の範囲内です。"),
        ("41", "2025年5月の値は基準値の範囲内です。比べ方が前回と違います。"),
    ] {
        let trend = trend("hdl", &[hdl("2024-05-14", low), program.clone()]);
        assert_eq!(trend.since().map(|since| since.sentence()).as_deref(), Some(wanted), "{low}");
        assert_eq!(trend.points[0].same_yardstick(&trend.points[1]), low == "40");
    }
}

#[test]
fn a_value_the_report_takes_in_says_when_the_published_limit_would_send_to_a_doctor() {
    let item = item_by_slug("hba1c");
    for (program, text, wanted) in
        [(false, "6.6", Some("6.5以上")), (false, "6.4", None), (false, "7.2", None), (true, "6.6", None)]
    {
        let point = trend("hba1c", &mixed(&[(program, text)])).points.remove(0);
        assert_eq!(point.advised(item).as_deref(), wanted, "{program} {text}");
    }
}

#[test]
fn one_number_in_another_unit_does_not_make_the_others_disappear() {
    let of = |units: &[&str]| {
        let visit = |(place, unit): (usize, &&str)| {
            visit(&format!("{}-05-14", 2020 + place as i32), vec![number("3F070000002327101", "50", unit)])
        };
        let visits: Vec<Visit> = units.iter().enumerate().map(visit).collect();
        let trend = trend("hdl", &visits);
        (unit_of(&trend.points).map(str::to_owned), trend.direction())
    };
    for (units, wanted, span) in [
        (&["mg/dL", "mg/dL", "mmol/L"][..], Some("mg/dL"), Some("2020年5月 50 → 2021年5月 50")),
        (&["mg/dL", "mmol/L"], Some("mmol/L"), None),
        (&["mg/dL", "mg/dL", "mg/dL", "mmol/L", "mmol/L"], Some("mmol/L"), Some("2023年5月 50 → 2024年5月 50")),
        (&[], None, None),
    ] {
        assert_eq!(of(units), (wanted.map(str::to_owned), span.map(str::to_owned)), "{units:?}");
    }
}
