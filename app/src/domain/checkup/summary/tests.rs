//! What is said first about a visit, and what is compared with what.

use std::collections::HashSet;

use proptest::prelude::*;

use super::*;
use crate::domain::checkup::derived::completed;
use crate::domain::checkup::items::{all_items, item_by_slug};
use crate::domain::checkup::sample::{HBA1C, SBP, bounded, coded, man, number, range, result, visit};
use crate::domain::checkup::subject::{Family, Other};
use crate::domain::checkup::verdict::MEAL_CODE;
use crate::domain::checkup::{Bound, Flag, Measurement};
use crate::domain::person::Sex;

pub(super) fn texts(visits: &[Visit]) -> Vec<String> {
    summary(visits, &man()).expect("a visit").sentences.iter().map(Sentence::text).collect()
}

pub(super) fn may(year: i32, results: Vec<Measurement>) -> Visit {
    visit(&format!("{year}-05-14"), results)
}

#[test]
fn says_what_stands_out_and_what_came_back_into_range() {
    let visits: Vec<Visit> =
        [(2022, "125", "5.4"), (2023, "128", "5.5"), (2024, "131", "5.6"), (2025, "136", "5.7"), (2026, "138", "5.5")]
            .map(|(year, sbp, hba1c)| {
                may(
                    year,
                    vec![
                        number(SBP, sbp, "mm[Hg]"),
                        number(HBA1C, hba1c, "%"),
                        number("3B035000002327201", "20", "U/L"),
                        number("9N001000000000001", "170.0", "cm"),
                    ],
                )
            })
            .into();
    assert_eq!(
        texts(&visits),
        [
            "最高血圧は 138 で、基準値（130未満）より少し高めです。4年続けて上がっています。",
            "HbA1c は 5.5 で、前回（5.7）より下がり、基準値（5.6未満）に入りました。",
            "ほかの 1項目 は基準値の範囲内です。",
        ]
    );
    let summary = summary(&visits, &man()).expect("a visit");
    assert_eq!((summary.in_range, summary.out_of_range, summary.not_judged), (2, 1, 1));
}

#[test]
fn what_cannot_wait_what_was_found_and_what_a_small_visit_leaves_out_is_named() {
    const ECG: &str = "9A110160700000011";
    let big = |results: Vec<Measurement>| visit("2026-05-14", results);
    let all = |visits: &[Visit]| {
        let told = summary(visits, &man()).expect("a visit");
        (told.urgent, told.referral, told.findings)
    };
    let none: Vec<String> = Vec::new();
    let named = |name: &str| vec![name.to_owned()];
    let may = big(vec![
        number(SBP, "165", "mm[Hg]"),
        number(HBA1C, "7.0", "%"),
        Measurement { name: "心電図".into(), ..coded(ECG, "2002", "1") },
    ]);
    let (urgent, referral, findings) = all(std::slice::from_ref(&may));
    assert_eq!((urgent, referral), (named("最高血圧"), named("HbA1c")));
    assert_eq!(findings.len(), 1, "{findings:?}");
    // Two weeks later somewhere else, of one test: what was told in May still stands, with its month.
    let june = visit("2026-06-01", vec![number("3F070000002327101", "60", "mg/dL")]);
    let (urgent, referral, findings) = all(&[june.clone(), may]);
    assert_eq!((urgent, referral), (named("最高血圧（2026年5月）"), named("HbA1c（2026年5月）")));
    assert_eq!(findings, none, "not of the newest");
    // What is years old is told by its row alone.
    let old = visit("2023-05-14", vec![number(HBA1C, "7.0", "%")]);
    assert_eq!(all(&[june, old]), (none.clone(), none.clone(), none));
}

#[test]
fn of_two_visits_of_one_day_the_insurers_comes_first() {
    let hub = Visit { sources: vec![Source::Hub], ..visit("2026-05-14", Vec::new()) };
    let file = Visit { sources: vec![Source::Document], ..hub.clone() };
    for visits in [[hub.clone(), file.clone()], [file, hub]] {
        assert_eq!(newest_of(&visits).map(|visit| visit.sources.clone()), Some(vec![Source::Hub]));
    }
}

#[test]
fn never_more_than_three_sentences_and_the_rest_is_counted() {
    let visits = [may(
        2026,
        vec![
            number(SBP, "150", "mm[Hg]"),
            number("9A765000000000001", "95", "mm[Hg]"),
            number(HBA1C, "7.0", "%"),
            number("3F070000002327101", "35", "mg/dL"),
            number("3B035000002327201", "20", "U/L"),
        ],
    )];
    assert_eq!(
        texts(&visits),
        [
            "最高血圧は 150 で、基準値（130未満）より高めです。",
            "最低血圧は 95 で、基準値（85未満）より高めです。",
            "HbA1c は 7.0 で、基準値（5.6未満）より高めです。ほかに HDLコレステロール が基準値から外れ、1項目 は範囲内です。"
        ]
    );
    let referral = |visits: &[Visit]| summary(visits, &man()).expect("a visit").referral;
    assert_eq!(referral(&visits), ["最高血圧", "最低血圧", "HbA1c"], "each for which a visit to a doctor is advised");
    assert_eq!(referral(&[may(2026, vec![number(SBP, "139", "mm[Hg]")])]), Vec::<String>::new());
}

#[test]
fn a_good_change_stands_beside_what_is_out_of_range() {
    let all = |year, a1c: &str| {
        let ldl = number("3F077000002327101", "150", "mg/dL");
        may(
            year,
            vec![number(HBA1C, a1c, "%"), ldl, number(SBP, "150", "mm[Hg]"), number("3B035000002327201", "20", "U/L")],
        )
    };
    assert_eq!(
        texts(&[all(2025, "5.7"), all(2026, "5.5")]),
        [
            "最高血圧は 150 で、基準値（130未満）より高めです。",
            "LDLコレステロールは 150 で、基準値（120未満）より高めです。",
            "HbA1c は 5.5 で、前回（5.7）より下がり、基準値（5.6未満）に入りました。ほかの 1項目 は基準値の範囲内です。",
        ]
    );
}

/// Whatever else there is to tell, good news too: nothing worse is left out for it.
#[test]
fn the_worst_is_always_among_the_three() {
    let (ldl, tg, hdl, ggt) = ("3F077000002327101", "3F015000002327101", "3F070000002327101", "3B090000002327101");
    let mild = [number(SBP, "131", "mm[Hg]"), number(ldl, "125", "mg/dL"), number(ggt, "60", "U/L")];
    let grave = [number(SBP, "150", "mm[Hg]"), number(ldl, "150", "mg/dL"), number(ggt, "150", "U/L")];
    let came_in = |year: i32| number(HBA1C, if year == 2025 { "5.7" } else { "5.5" }, "%");
    for (what, results, third) in [
        ("three mild ones keep the third from being good news", &mild[..], "ほかに "),
        ("of three grave ones the third is said whole", &grave[..], " 150 で、"),
    ] {
        let visits = [2025, 2026].map(|year| may(year, results.iter().cloned().chain([came_in(year)]).collect()));
        let texts = texts(&visits);
        assert_eq!(texts.len(), 3, "{what}: {texts:?}");
        assert!(texts[2].contains(third) && !texts.iter().any(|text| text.contains("HbA1c")), "{what}: {texts:?}");
    }
    // Of many grave ones those that are not said whole are named first.
    let many = [
        number(SBP, "150", "mm[Hg]"),
        number("9A765000000000001", "95", "mm[Hg]"),
        number(ldl, "150", "mg/dL"),
        number(tg, "350", "mg/dL"),
        number(HBA1C, "7.0", "%"),
        number(ggt, "60", "U/L"),
        number(hdl, "38", "mg/dL"),
        number("3B035000002327201", "33", "U/L"),
    ];
    let said = texts(&[may(2026, many.to_vec())]);
    assert!(said[2].contains("など 5項目 が基準値から外れています。"), "{said:?}");
    let all = said.concat();
    for name in ["最高血圧", "最低血圧", "LDLコレステロール", "中性脂肪", "HbA1c"] {
        assert!(all.contains(name), "{name}: {said:?}");
    }
}

#[test]
fn two_good_changes_are_told_each_once() {
    let tg = "3F015000002327101";
    let visits = [(2025, "5.7", "160"), (2026, "5.5", "140")]
        .map(|(year, a1c, fat)| may(year, vec![number(HBA1C, a1c, "%"), number(tg, fat, "mg/dL")]));
    assert_eq!(
        texts(&visits),
        [
            "HbA1c は 5.5 で、前回（5.7）より下がり、基準値（5.6未満）に入りました。",
            "中性脂肪は 140 で、前回（160）より下がり、基準値（150未満）に入りました。",
        ]
    );
}

#[test]
fn all_well_is_one_sentence_and_nothing_is_no_summary() {
    assert_eq!(
        texts(&[may(2026, vec![number(SBP, "120", "mm[Hg]"), number(HBA1C, "5.0", "%")])]),
        ["2項目 は基準値の範囲内です。"]
    );
    assert_eq!(texts(&[may(2026, vec![number("9N001000000000001", "170.0", "cm")])]), Vec::<String>::new());
    assert_eq!(summary(&[], &man()), None);
}

#[test]
fn classification_stands_as_the_insurer_recorded_it() {
    let visits = [may(
        2026,
        vec![
            coded(METABOLIC_CODE, "1008", "2"),
            coded(GUIDANCE_CODE, "3001", "1"),
            result(SBP, Value::NotDone),
            result(HBA1C, Value::NotMeasurable),
        ],
    )];
    let summary = summary(&visits, &man()).expect("a visit");
    assert_eq!(
        (summary.metabolic.as_deref(), summary.guidance_level.as_deref()),
        (Some("予備群該当"), Some("積極的支援"))
    );
    assert_eq!(summary.not_done.iter().map(|item| item.slug).collect::<Vec<_>>(), ["sbp"]);
    assert_eq!(summary.not_measurable.iter().map(|item| item.slug).collect::<Vec<_>>(), ["hba1c"]);
}

#[test]
fn the_item_page_says_now_and_last_time() {
    let sentence = |slug: &str, visits: &[Visit]| {
        item_sentence(&Trend::of(item_by_slug(slug).expect("an item"), visits, Sex::Male))
            .map(|sentence| sentence.text())
    };
    let visits = [
        may(2025, vec![number(SBP, "136", "mm[Hg]"), coded("9A110160700000011", "2002", "2")]),
        may(2026, vec![number(SBP, "138", "mm[Hg]"), coded("9A110160700000011", "2002", "1")]),
    ];
    assert_eq!(
        sentence("sbp", &visits).as_deref(),
        Some("最高血圧は 138 mmHg で、基準値（130未満）より少し高めです。前回（2025年5月）は 136 でした。")
    );
    assert_eq!(
        sentence("ecg", &visits).as_deref(),
        Some("心電図の記録は「所見あり」です。前回（2025年5月）は 所見なし でした。")
    );
    assert_eq!(sentence("hba1c", &visits), None);
    let missing = [may(2025, vec![number(SBP, "136", "mm[Hg]")]), may(2026, vec![result(SBP, Value::NotDone)])];
    assert_eq!(
        sentence("sbp", &missing).as_deref(),
        Some("最高血圧は、2026年5月の健診では行われませんでした（未実施）。前回（2025年5月）は 136 mmHg でした。")
    );
    let waist = [may(2026, vec![number("9N016160100000001", "84.5", "cm")])];
    assert_eq!(
        sentence("waist", &waist).as_deref(),
        Some(
            "おなか周りは 84.5 cm です。この項目には、特定健診の判定のための値がなく、健診の記録にも基準値がありません。"
        )
    );
}

#[test]
fn the_reports_own_range_says_that_it_is_that_and_amounts_outside_the_catalogue_stand_out_too() {
    let with =
        |measurement: Measurement, low: &str, high: &str| Measurement { range: Some(range(low, high)), ..measurement };
    let year = |year, uric: &str, total: &str| {
        may(
            year,
            vec![
                with(number("3C020000002327101", uric, "mg/dL"), "3.6", "7.0"),
                with(number("3F050000002327101", total, "mg/dL"), "142", "219"),
                number(SBP, "120", "mm[Hg]"),
            ],
        )
    };
    let visits = [year(2025, "7.2", "200"), year(2026, "6.8", "230")];
    assert_eq!(
        texts(&visits),
        [
            "総コレステロールは 230 で、この健診の基準値（142〜219）より高い値です。",
            "尿酸は 6.8 で、前回（7.2）より下がり、この健診の基準値（3.6〜7.0）に入りました。",
            "ほかの 1項目 は基準値の範囲内です。",
        ]
    );
    let summary = summary(&visits, &man()).expect("a visit");
    assert_eq!((summary.in_range, summary.out_of_range, summary.by_report), (2, 1, true));
    let about: Vec<Option<&str>> =
        summary.sentences.iter().map(|said| said.about.as_ref().map(|(_, address)| address.as_str())).collect();
    assert_eq!(about, [Some("3F050000002327101"), Some("uric-acid"), None]);
}

/// Visits as a careless or hostile sender might deliver them.
fn any_visits() -> impl Strategy<Value = Vec<Visit>> {
    let codes: Vec<&'static str> = all_items()
        .iter()
        .flat_map(|item| item.codes)
        .map(|code| code.code)
        .chain([METABOLIC_CODE, GUIDANCE_CODE, MEAL_CODE, "9N736000000000011", "", "9X9"])
        .collect();
    let units = vec!["mm[Hg]", "mg/dL", "%", "U/L", "mmol/L", "", "10*4/mm3", "cm"];
    let quantity =
        (prop::num::f64::ANY, proptest::sample::select(units), 0usize..3).prop_map(|(number, unit, bound)| {
            let bound = [None, Some(Bound::AtMost), Some(Bound::AtLeast)][bound];
            Value::Quantity { text: number.to_string(), number, unit: unit.into(), bound }
        });
    let coded = ("[0-9]{0,2}", proptest::sample::select(vec!["2102", "2002", "2202", "1008", "24060", "x"])).prop_map(
        |(code, list)| Value::Coded { code, oid: format!("1.2.392.200119.6.{list}"), meaning: String::new() },
    );
    let value = prop_oneof![4 => quantity, 2 => coded, 1 => Just(Value::NotDone), 1 => Just(Value::NotMeasurable), 1 => "[a-z<>]{0,6}".prop_map(Value::Text)];
    let ends =
        prop::option::of((0..90u32, 0..90u32).prop_map(|(low, high)| range(&low.to_string(), &high.to_string())));
    let flag = proptest::sample::select(vec![None, Some(Flag::Low), Some(Flag::Normal), Some(Flag::High)]);
    let results = proptest::collection::vec(
        (proptest::sample::select(codes), value, ends, flag).prop_map(|(code, value, range, flag)| Measurement {
            range,
            flag,
            ..result(code, value)
        }),
        0..25,
    );
    proptest::collection::vec((2012i32..2030, results).prop_map(|(year, results)| may(year, results)), 0..6)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn whatever_was_delivered_the_counts_agree_and_nothing_panics(visits in any_visits(), sex in proptest::sample::select(vec![Sex::Male, Sex::Female, Sex::Unspecified])) {
        let person = Person { sex, ..man() };
        let Some(summary) = summary(&visits, &person) else {
            prop_assert!(visits.is_empty());
            return Ok(());
        };
        let visits: Vec<Visit> = visits.iter().map(|visit| completed(visit, &person)).collect();
        let counted = summary.in_range + summary.out_of_range + summary.not_judged + summary.not_done.len() + summary.not_measurable.len();
        let newest = visits.iter().map(|visit| visit.date).max();
        let named = all_items().iter().filter(|item| visits.iter().any(|visit| Some(visit.date) == newest && item.pick(visit).is_some())).count();
        let of_newest = visits.iter().filter(|visit| Some(visit.date) == newest);
        let others: HashSet<Family> = of_newest.flat_map(Other::picks).map(|result| Family::of(&result.code)).collect();
        prop_assert_eq!(counted, named + others.len());
        prop_assert!(summary.sentences.len() <= 3);
        for item in all_items() {
            let trend = Trend::of(item, &visits, sex);
            prop_assert!(trend.points.is_sorted_by_key(|point| point.date));
            let _ = (trend.direction(), trend.streak(), trend.last_years(5));
            for sentence in summary.sentences.iter().cloned().chain(item_sentence(&trend)) {
                prop_assert!(sentence.text().ends_with('。'), "{}", sentence.text());
            }
        }
    }
}

#[test]
fn a_pressure_that_cannot_wait_is_said_first_and_how() {
    let visits = [may(2026, vec![number(HBA1C, "7.0", "%"), number(SBP, "165", "mm[Hg]")])];
    assert_eq!(texts(&visits)[0], "最高血圧は 165 で、基準値（130未満）よりかなり高めです。");
    let note = crate::domain::checkup::next_step::URGENT;
    assert!(note.contains("すぐに医療機関を受診") && note.contains("すぐに病気とは限りません"));
}

#[test]
fn a_computed_value_says_so_in_every_sentence() {
    let body = |year: i32, weight: &str| {
        may(year, vec![number("3F050000002327101", weight, "mg/dL"), number("3F070000002327101", "50", "mg/dL")])
    };
    let visits = [body(2025, "195"), body(2026, "205")];
    assert_eq!(texts(&visits)[0], "Non-HDLコレステロールは 155（計算値）で、基準値（150未満）より少し高めです。");
    let trends = Trends::of(&visits, &man());
    let item = trends.find("non-hdl").expect("an item");
    assert_eq!(
        item_sentence(&item).expect("a sentence").text(),
        "Non-HDLコレステロールは 155 mg/dL（計算値）で、基準値（150未満）より少し高めです。前回（2025年5月）は 145（計算値）でした。"
    );
    assert!(item.direction().expect("a direction").contains("（計算値を含みます）"));
    // What is recorded is never replaced, and a method that a source calls 計算値 is no mark.
    let mut recorded = body(2026, "205");
    recorded
        .results
        .push(Measurement { method: Some("計算値".into()), ..number("3F069000002391901", "140", "mg/dL") });
    let point = &Trends::of(&[recorded], &man()).find("non-hdl").expect("an item").points[0];
    assert_eq!((point.text.as_str(), point.computed), ("140", false));
}

#[test]
fn a_bound_says_its_side_behind_the_unit_and_an_answer_of_a_letter_its_scale() {
    let visits = [may(
        2026,
        vec![bounded("3F015000002327101", "10", "mg/dL", Some(Bound::AtMost)), coded("9E100166000000011", "2110", "1")],
    )];
    let trends = Trends::of(&visits, &man());
    let said = |slug: &str| item_sentence(&trends.find(slug).expect("an item")).expect("a sentence").text();
    assert_eq!(said("tg"), "中性脂肪は 10 mg/dL以下で、基準値（150未満）の範囲内です。");
    assert_eq!(said("fundus"), "眼底（キースワグナー分類）の記録は「0」です。");
    assert_eq!(value_words(&visits[0].results[0].value).as_deref(), Some("10 mg/dL以下"));
}

/// A full checkup of November with the laboratory's own ranges, after a 特定健診 of May.
pub(super) fn dock(year: i32, results: Vec<Measurement>) -> Visit {
    Visit { report: Some("40".into()), ..visit(&format!("{year}-11-01"), results) }
}

pub(super) fn within(measurement: Measurement, low: &str, high: &str) -> Measurement {
    Measurement { range: Some(range(low, high)), ..measurement }
}

#[test]
fn another_yardstick_makes_no_good_news() {
    const LDL: &str = "3F077000002327101";
    let a1c = |text| within(number(HBA1C, text, "%"), "4.6", "6.9");
    let ldl = |text, high| within(number(LDL, text, "mg/dL"), "70", high);
    for (before, after, wanted) in [
        (
            may(2026, vec![number(HBA1C, "5.9", "%")]),
            dock(2026, vec![a1c("6.6")]),
            &[
                "HbA1c は 6.6 で、この健診の基準値（4.6〜6.9）の範囲内ですが、特定健診で受診をすすめる値（6.5以上）にあたります。医師に確かめてください。",
            ][..],
        ),
        // In by the report, out before by the published limits: neither came in, nor anything else to tell.
        (may(2026, vec![number(HBA1C, "5.9", "%")]), dock(2026, vec![a1c("5.8")]), &["1項目 は基準値の範囲内です。"]),
        // Of two reports with different ranges too.
        (dock(2025, vec![ldl("130", "125")]), dock(2026, vec![ldl("132", "135")]), &["1項目 は基準値の範囲内です。"]),
        (
            dock(2025, vec![ldl("136", "135")]),
            dock(2026, vec![ldl("130", "135")]),
            &["LDLコレステロールは 130 で、前回（136）より下がり、この健診の基準値（70〜135）に入りました。"],
        ),
    ] {
        assert_eq!(texts(&[before, after]), wanted);
    }
    // The item page says so, and what the value was before.
    let visits = [may(2026, vec![number(HBA1C, "5.9", "%")]), dock(2026, vec![a1c("6.6")])];
    let trend = Trend::of(item_by_slug("hba1c").expect("an item"), &visits, Sex::Male);
    let said = item_sentence(&trend).expect("a sentence").text();
    assert!(said.contains("受診をすすめる値（6.5以上）にあたります。医師に確かめてください。"), "{said}");
    assert!(said.ends_with("前回（2026年5月）は 5.9 でした。比べ方が前回と違います。"), "{said}");
}

#[test]
fn what_is_beyond_the_published_limits_is_named_where_there_is_no_room_for_it() {
    let results = vec![
        number(SBP, "150", "mm[Hg]"),
        number("9A765000000000001", "95", "mm[Hg]"),
        within(number(HBA1C, "6.6", "%"), "4.6", "6.9"),
        within(number("3B035000002327201", "20", "U/L"), "10", "40"),
    ];
    let said = texts(&[dock(2026, results)]);
    assert_eq!(
        said[2],
        "ほかの 1項目 は基準値の範囲内です。HbA1c は、特定健診で受診をすすめる値にあたります。医師に確かめてください。"
    );
}

#[test]
fn a_small_visit_does_not_hide_what_an_earlier_one_found_outside() {
    let may_results = vec![
        number(SBP, "135", "mm[Hg]"),
        number(HBA1C, "5.8", "%"),
        number("3F077000002327101", "100", "mg/dL"),
        within(number("3F050000002327101", "230", "mg/dL"), "142", "219"),
    ];
    let old = visit("2014-05-14", vec![number("3B035000002327201", "60", "U/L")]);
    for (newest, wanted) in [
        (dock(2026, vec![number(HBA1C, "5.4", "%")]), Some("ほかに、2026年5月の健診で 2項目 が範囲の外でした。")),
        (dock(2026, vec![result(SBP, Value::NotDone)]), Some("ほかに、2026年5月の健診で 3項目 が範囲の外でした。")),
        (dock(2026, may_results.clone()), None),
    ] {
        let visits = [old.clone(), may(2026, may_results.clone()), newest];
        assert_eq!(summary(&visits, &man()).expect("a visit").earlier.as_deref(), wanted);
    }
    let visits = [
        may(2025, vec![number(SBP, "135", "mm[Hg]")]),
        may(2026, vec![number(HBA1C, "5.8", "%")]),
        dock(2026, vec![number("3F077000002327101", "100", "mg/dL")]),
    ];
    let said = summary(&visits, &man()).expect("a visit").earlier;
    assert_eq!(said.as_deref(), Some("ほかに、2026年5月の健診で 1項目、2025年5月の健診で 1項目 が範囲の外でした。"));
}
