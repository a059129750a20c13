//! Nothing is dropped or told twice, and each result stands where it belongs.

use proptest::prelude::*;

use super::*;
use crate::domain::checkup::End;
use crate::domain::checkup::answers::all_item_codes;
use crate::domain::checkup::sample::{HBA1C, SBP, coded, day, man, number, range, result, visit};
use crate::domain::checkup::verdict::Verdict;

/// Delivered results that stand in a report, once for each place.
fn told(report: &Report<'_>) -> usize {
    let lines = report.groups.iter().flat_map(|(_, lines)| lines);
    let tests: usize = lines.map(|line| usize::from(line.computed.is_none()) + line.also.len()).sum();
    tests
        + report.others.len()
        + [&report.doctor, &report.questions, &report.recorded, &report.meal]
            .iter()
            .map(|part| part.len())
            .sum::<usize>()
}

#[test]
fn each_result_stands_in_its_part() {
    for (code, wanted) in [
        ("9N021000000000001", Part::Tests(Group::Body)),
        ("9N016160100000001", Part::Tests(Group::Body)),
        (SBP, Part::Tests(Group::BloodPressure)),
        ("9N121000000000001", Part::Tests(Group::HeartEye)),
        ("3F050000002327101", Part::Tests(Group::Lipids)),
        ("3D010129901927201", Part::Tests(Group::Glucose)),
        ("3C015161602399911", Part::Tests(Group::Kidney)),
        ("2A020161001930149", Part::Tests(Group::Blood)),
        ("9A110160800000049", Part::Tests(Group::HeartEye)),
        ("9E160162100000001", Part::Others),
        ("3B339000002399811", Part::Others),
        ("9N056160400000049", Part::Doctor),
        ("9N061000000000011", Part::Doctor),
        ("9N511000000000049", Part::Doctor),
        ("9N516000000000049", Part::Doctor),
        ("9N512000000000011", Part::Others),
        ("9N736000000000011", Part::Questions),
        ("9N946000000000011", Part::Questions),
        ("9N807000000000011", Part::Others),
        ("9N506000000000011", Part::Recorded),
        ("9N141000000000011", Part::Meal),
        ("99999000000000099", Part::Others),
        ("", Part::Others),
    ] {
        assert_eq!(part_of(code), wanted, "{code}");
    }
    // The catalogue and the parts agree.
    for group in Group::ALL {
        for code in group.items().flat_map(|item| item.codes) {
            assert_eq!(part_of(code.code), Part::Tests(group), "{}", code.code);
        }
    }
}

#[test]
fn of_several_readings_one_counts_and_the_others_stand_beside() {
    let visit = visit(
        "2026-05-14",
        vec![
            number("9A751000000000001", "141", "mm[Hg]"),
            number("9A752000000000001", "128", "mm[Hg]"),
            number("9A752000000000001", "127", "mm[Hg]"),
        ],
    );
    let report = report(&visit, &man());
    let [(Group::BloodPressure, lines)] = &report.groups[..] else { panic!("one system") };
    let [line] = &lines[..] else { panic!("one line") };
    assert_eq!((line.method.as_str(), &line.judged.verdict), ("2回目", &Verdict::InRange));
    let also: Vec<_> = line.also.iter().map(|(method, _)| *method).collect();
    assert_eq!(also, ["1回目", "2回目"]);
}

#[test]
fn a_computed_value_says_so_and_is_judged() {
    let results = vec![number("3F050000002327101", "230", "mg/dL"), number("3F070000002327101", "60", "mg/dL")];
    let visit = visit("2026-05-14", results);
    let report = report(&visit, &man());
    let lines = &report.groups[0].1;
    let line = lines.iter().find(|line| line.computed.is_some()).expect("a computed line");
    assert_eq!((line.item.map(|item| item.slug), line.method.as_str()), (Some("non-hdl"), "計算値"));
    assert!(line.judged.verdict.is_out());
    assert!(lines.iter().any(|line| line.item.is_none()), "the cholesterol it comes from stands there too");
}

/// The lines of a visit of which the report's 報告区分 is given, with the same results: one with both kinds of limits, one
/// that the published limits alone can judge, two that the report's range alone can.
#[test]
fn what_decided_stands_with_each_line_and_the_two_kinds_are_counted_apart() {
    use Basis::{Published, Report as Own};
    let within = |result: Measurement, low: &str, high: &str| Measurement { range: Some(range(low, high)), ..result };
    let results = || {
        vec![
            within(number(HBA1C, "6.6", "%"), "4.6", "6.9"),
            number(SBP, "135", "mm[Hg]"),
            within(number("3F050000002327101", "230", "mg/dL"), "142", "219"),
            within(number("5D305000002399801", "25.0", "ng/mL"), "0", "4.0"),
            number("9Z900000000000001", "21.8", "%"),
        ]
    };
    for (kind, hba1c, beside, published, own) in [
        ("10", Published, None, (2, vec!["最高血圧", "HbA1c"]), 2),
        ("40", Own, Some(Verdict::Referral(crate::domain::checkup::verdict::Side::High)), (1, vec!["最高血圧"]), 3),
    ] {
        let visit = Visit { report: Some(kind.into()), ..visit("2026-11-01", results()) };
        let report = report(&visit, &man());
        let of = |code: &str| report.lines().find(|line| line.result.code == code).expect("a line");
        assert_eq!((of(HBA1C).basis(), &of(HBA1C).judged.beside), (Some(hba1c), &beside), "{kind}");
        assert_eq!(of("9Z900000000000001").basis(), None);
        let told = report.count(Published);
        assert_eq!((told.all, told.outside.iter().map(String::as_str).collect::<Vec<_>>()), published, "{kind}");
        let told = report.count(Own);
        assert_eq!((told.all, told.outside.len()), (own, 2), "{kind}: cholesterol and PSA lie outside");
        assert!(of("5D305000002399801").judged.verdict.is_out(), "outside the catalogue, by the report's own range");
    }
}

#[test]
fn ranges_flags_days_and_addresses_in_words() {
    let end = |text: &str| Some(End { text: text.into(), number: text.parse().expect("a number") });
    for (low, high, words) in
        [(end("3.5"), end("8.0"), "3.5〜8.0"), (end("40"), None, "40以上"), (None, end("129"), "129以下")]
    {
        assert_eq!(Range { low, high }.words(), words);
    }
    assert_eq!(Flag::High.words(), "H（高い）");
    let visits = [
        visit("2025-05-14", vec![number(SBP, "120", "mm[Hg]")]),
        visit("2026-05-14", Vec::new()),
        visit("2025-05-14", vec![coded("9N736000000000011", "2003", "2")]),
    ];
    assert_eq!(days(&visits), [day("2026-05-14"), day("2025-05-14")]);
    assert_eq!(whole_day(&visits, day("2025-05-14")).map(|whole| whole.results.len()), Some(2));
    assert_eq!(whole_day(&visits, day("2024-05-14")), None);
    for strange in ["2026-5-14", "2026-02-30", "20260514", "２０２６-05-14", "+2026-05-14", "", "2026-05-14 "] {
        assert_eq!(day_of_address(strange), None, "{strange}");
    }
}

#[test]
fn what_the_list_does_not_name_stands_as_delivered() {
    let named = |code: &str, name: &str| name_of(&Measurement::new(code, name, Value::NotDone));
    assert_eq!(named("9N736000000000011", "なにか"), "喫煙");
    assert_eq!(named("99999000000000099", "未来の検査"), "未来の検査");
    assert_eq!(named("99999000000000099", " "), "99999000000000099");
}

proptest! {
    #[test]
    fn nothing_is_dropped_or_told_twice(codes in proptest::collection::vec(
        prop_oneof![8 => proptest::sample::select(all_item_codes()).prop_map(str::to_owned), 1 => "[0-9A-Z]{0,17}"], 0..60)) {
        let results = codes.iter().map(|code| result(code, Value::Text("x".into()))).collect();
        let visit = visit("2026-05-14", results);
        prop_assert_eq!(told(&report(&visit, &man())), visit.results.len());
    }

    #[test]
    fn a_day_in_an_address_and_back_is_the_same(days in 0u64..40_000) {
        let day = day("1990-01-01") + chrono::Days::new(days);
        prop_assert_eq!(day_of_address(&address_of_day(day)), Some(day));
    }
}
