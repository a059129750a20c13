//! Every limit on both sides of its edge, and what is not judged.

use super::*;
use crate::domain::checkup::items::{item_by_slug, item_of_code};
use crate::domain::checkup::sample::{bounded, coded, day, number, range, result, visit};
use crate::domain::checkup::{Bound, Flag, Measurement, Value, Visit};
use crate::domain::person::Sex;

fn on(date: &str, sex: Sex, meal: Meal) -> Circumstances {
    Circumstances { day: day(date), sex, meal, by_program: true }
}

/// Verdict on a result, by the item its code belongs to.
fn judge(measurement: &Measurement, circumstances: Circumstances) -> Verdict {
    let (item, _) = item_of_code(&measurement.code).expect("an item of the catalogue");
    super::judge(Some(item), measurement, circumstances).verdict
}

/// Verdict on a number of an item, in the item's own unit.
fn of(slug: &str, text: &str, circumstances: Circumstances) -> Verdict {
    let item = item_by_slug(slug).expect("an item");
    judge(&number(item.codes[0].code, text, item.unit), circumstances)
}

#[test]
fn every_limit_is_judged_on_both_sides_of_its_edge() {
    use Side::{High, Low};
    use Verdict::{Guidance, InRange, Referral};
    for (slug, values) in [
        ("sbp", [("129", InRange), ("130", Guidance(High)), ("139", Guidance(High)), ("140", Referral(High))]),
        ("dbp", [("84", InRange), ("85", Guidance(High)), ("89", Guidance(High)), ("90", Referral(High))]),
        ("tg", [("149", InRange), ("150", Guidance(High)), ("299", Guidance(High)), ("300", Referral(High))]),
        ("tg-casual", [("174", InRange), ("175", Guidance(High)), ("299", Guidance(High)), ("300", Referral(High))]),
        ("hdl", [("40", InRange), ("39", Guidance(Low)), ("34", Guidance(Low)), ("1", Guidance(Low))]),
        ("ldl", [("119", InRange), ("120", Guidance(High)), ("139", Guidance(High)), ("140", Referral(High))]),
        ("non-hdl", [("149", InRange), ("150", Guidance(High)), ("169", Guidance(High)), ("170", Referral(High))]),
        ("glucose", [("99", InRange), ("100", Guidance(High)), ("125", Guidance(High)), ("126", Referral(High))]),
        (
            "glucose-casual",
            [("99", InRange), ("100", Guidance(High)), ("125", Guidance(High)), ("126", Referral(High))],
        ),
        ("hba1c", [("5.5", InRange), ("5.6", Guidance(High)), ("6.4", Guidance(High)), ("6.5", Referral(High))]),
        ("ast", [("30", InRange), ("31", Guidance(High)), ("50", Guidance(High)), ("51", Referral(High))]),
        ("alt", [("30", InRange), ("31", Guidance(High)), ("50", Guidance(High)), ("51", Referral(High))]),
        ("ggt", [("50", InRange), ("51", Guidance(High)), ("100", Guidance(High)), ("101", Referral(High))]),
        ("hemoglobin", [("13.1", InRange), ("13.0", Guidance(Low)), ("12.0", Guidance(Low)), ("11.9", Referral(Low))]),
        ("egfr", [("60.0", InRange), ("59.9", Guidance(Low)), ("45.0", Guidance(Low)), ("44.9", Referral(Low))]),
    ] {
        for (text, wanted) in values {
            assert_eq!(of(slug, text, on("2026-05-14", Sex::Male, Meal::Fasting)), wanted, "{slug} {text}");
        }
    }
}

#[test]
fn blood_pressure_has_a_third_step() {
    let at = on("2026-05-14", Sex::Male, Meal::Unknown);
    for (slug, text, wanted) in [
        ("sbp", "159", Verdict::Referral(Side::High)),
        ("sbp", "160", Verdict::Urgent(Side::High)),
        ("dbp", "99", Verdict::Referral(Side::High)),
        ("dbp", "100", Verdict::Urgent(Side::High)),
        // However high: the program says no more of them.
        ("tg", "900", Verdict::Referral(Side::High)),
        ("ldl", "300", Verdict::Referral(Side::High)),
        ("glucose", "400", Verdict::Referral(Side::High)),
    ] {
        let verdict = of(slug, text, at);
        assert_eq!(verdict, wanted, "{slug} {text}");
        assert!(verdict.is_out() && verdict.tone() == Tone::Out);
    }
    let bound = |text, side| judge(&bounded("9A755000000000001", text, "mm[Hg]", Some(side)), at);
    assert_eq!(bound("170", Bound::AtLeast), Verdict::Urgent(Side::High));
    assert_eq!(bound("150", Bound::AtLeast), Verdict::Referral(Side::High));
}

#[test]
fn haemoglobin_depends_on_the_sex() {
    for (sex, text, wanted) in [
        (Sex::Female, "12.1", Verdict::InRange),
        (Sex::Female, "12.0", Verdict::Guidance(Side::Low)),
        (Sex::Female, "10.9", Verdict::Referral(Side::Low)),
        (Sex::Unspecified, "10.9", Verdict::NotJudged(NoVerdict::SexUnknown)),
    ] {
        assert_eq!(of("hemoglobin", text, on("2026-05-14", sex, Meal::Unknown)), wanted);
    }
}

#[test]
fn the_day_of_the_checkup_chooses_the_limit() {
    assert_eq!(of("hdl", "34", on("2024-03-31", Sex::Male, Meal::Unknown)), Verdict::Referral(Side::Low));
    assert_eq!(of("hdl", "34", on("2024-04-01", Sex::Male, Meal::Unknown)), Verdict::Guidance(Side::Low));
    assert_eq!(
        of("tg-casual", "400", on("2024-03-31", Sex::Male, Meal::Unknown)),
        Verdict::NotJudged(NoVerdict::NoStandard)
    );
}

#[test]
fn samples_just_after_a_meal_are_not_judged() {
    for slug in ["tg", "tg-casual", "glucose", "glucose-casual"] {
        assert_eq!(
            of(slug, "400", on("2026-05-14", Sex::Male, Meal::JustAfter)),
            Verdict::NotJudged(NoVerdict::AfterMeal)
        );
    }
    assert_eq!(of("ldl", "150", on("2026-05-14", Sex::Male, Meal::JustAfter)), Verdict::Referral(Side::High));
    let after = visit("2026-05-14", vec![coded(MEAL_CODE, "2202", "4")]);
    assert_eq!(Meal::of(&after), Meal::JustAfter);
    assert_eq!(Meal::of(&visit("2026-05-14", Vec::new())), Meal::Unknown);
    let other_list = visit("2026-05-14", vec![coded(MEAL_CODE, "2203", "4")]);
    assert_eq!(Meal::of(&other_list), Meal::Unknown, "the list decides what a code means");
}

#[test]
fn not_done_not_measurable_and_zero_are_three_things() {
    let at = on("2026-05-14", Sex::Male, Meal::Unknown);
    assert_eq!(judge(&result("9A755000000000001", Value::NotDone), at).word(), "未実施");
    assert_eq!(judge(&result("9A755000000000001", Value::NotMeasurable), at).word(), "測定できず");
    assert_eq!(of("sbp", "0", at).word(), "範囲内");
}

#[test]
fn coded_results_are_judged_by_their_own_list_or_stand_as_recorded() {
    let at = on("2026-05-14", Sex::Male, Meal::Unknown);
    for (code, list, answer, word, tone) in [
        ("1A010000000191111", "2102", "1", "範囲内", Tone::In),
        ("1A010000000191111", "2102", "2", "少し高め", Tone::Out),
        ("1A020000000190111", "2102", "3", "高め", Tone::Out),
        ("1A020000000190111", "2102", "5", "高め", Tone::Out),
        ("1A020000000190111", "2102", "9", "判定なし", Tone::Plain),
        ("1A020000000190111", "9999", "1", "判定なし", Tone::Plain),
        ("9A110160700000011", "2002", "1", "所見あり", Tone::Plain),
        ("9A110160700000011", "2002", "2", "所見なし", Tone::Plain),
        ("9E100166600000011", "18080", "2", "軽度", Tone::Plain),
    ] {
        let verdict = judge(&coded(code, list, answer), at);
        assert_eq!((verdict.word().as_str(), verdict.tone()), (word, tone), "{code} {list} {answer}");
    }
}

#[test]
fn another_unit_or_an_open_bound_is_not_judged() {
    let at = on("2026-05-14", Sex::Male, Meal::Fasting);
    assert_eq!(judge(&number("3D010000001926101", "5.4", "mmol/L"), at), Verdict::NotJudged(NoVerdict::OtherUnit));
    assert_eq!(
        judge(&number("3B035000002327201", "-5", "U/L"), at),
        Verdict::NotJudged(NoVerdict::UnknownAnswer),
        "no amount is below nothing"
    );
    assert_eq!(judge(&number("3B035000002327201", "60", "IU/L"), at), Verdict::Referral(Side::High));
    assert_eq!(
        judge(&bounded("3F015000002327101", "200", "mg/dL", Some(Bound::AtLeast)), at),
        Verdict::NotJudged(NoVerdict::OnlyBound)
    );
    assert_eq!(judge(&bounded("3F015000002327101", "10", "mg/dL", Some(Bound::AtMost)), at), Verdict::InRange);
    assert_eq!(
        judge(&bounded("3F015000002327101", "2000", "mg/dL", Some(Bound::AtLeast)), at),
        Verdict::Referral(Side::High)
    );
}

#[test]
fn items_without_limits_are_not_judged() {
    for slug in ["height", "weight", "bmi", "waist", "rbc", "hematocrit", "creatinine", "uric-acid"] {
        assert_eq!(of(slug, "99", on("2026-05-14", Sex::Male, Meal::Fasting)).word(), "基準値なし", "{slug}");
    }
}

/// A measurement whose report gives a range and a mark.
fn reported(measurement: Measurement, low: &str, high: &str, flag: Option<Flag>) -> Measurement {
    let range = range(low, high);
    Measurement { range: (range.low.is_some() || range.high.is_some()).then_some(range), flag, ..measurement }
}

const URIC_ACID: &str = "3C020000002327101";

#[test]
fn an_item_without_published_limits_is_judged_by_the_range_of_its_report() {
    use Side::{High, Low};
    use Verdict::{InRange, NotJudged, Outside};
    let at = on("2026-05-14", Sex::Male, Meal::Fasting);
    for (text, low, high, bound, wanted) in [
        ("7.0", "3.6", "7.0", None, InRange),
        ("7.1", "3.6", "7.0", None, Outside(High)),
        ("3.6", "3.6", "7.0", None, InRange),
        ("3.5", "3.6", "7.0", None, Outside(Low)),
        ("9.9", "3.6", "", None, InRange),
        ("3.5", "3.6", "", None, Outside(Low)),
        ("0.1", "", "7.0", None, InRange),
        ("7.1", "", "7.0", None, Outside(High)),
        ("5.0", "3.6", "7.0", Some(Bound::AtLeast), NotJudged(NoVerdict::OnlyBound)),
        ("8.0", "3.6", "7.0", Some(Bound::AtLeast), Outside(High)),
        ("5.0", "", "", None, NotJudged(NoVerdict::NoStandard)),
        // Upside down: as if none had come.
        ("5.0", "7.0", "3.6", None, NotJudged(NoVerdict::NoStandard)),
    ] {
        let measurement = reported(bounded(URIC_ACID, text, "mg/dL", bound), low, high, None);
        assert_eq!(judge(&measurement, at), wanted, "{text} in {low}..{high} {bound:?}");
        // The same outside the catalogue.
        let other = reported(bounded("3F050000002327101", text, "mg/dL", bound), low, high, None);
        assert_eq!(super::judge(None, &other, at).verdict, wanted);
    }
}

#[test]
fn published_limits_decide_for_the_program_and_the_report_for_any_other_checkup() {
    let sbp = |text: &str| reported(number("9A755000000000001", text, "mm[Hg]"), "90", "139", None);
    let item = item_by_slug("sbp").expect("an item");
    let on = |by_program| Circumstances { by_program, ..on("2026-05-14", Sex::Male, Meal::Unknown) };
    for (text, program, other) in [
        ("120", Verdict::InRange, Verdict::InRange),
        ("135", Verdict::Guidance(Side::High), Verdict::InRange),
        ("140", Verdict::Referral(Side::High), Verdict::Outside(Side::High)),
        ("80", Verdict::InRange, Verdict::Outside(Side::Low)),
    ] {
        let (by, without) =
            (super::judge(Some(item), &sbp(text), on(true)), super::judge(Some(item), &sbp(text), on(false)));
        assert_eq!((by.verdict, by.basis), (program, Some(Basis::Published)), "{text}");
        assert_eq!((without.verdict, without.basis), (other, Some(Basis::Report)), "{text}");
    }
    // Without a range of its own another checkup is held against the published limits, and that is said.
    let bare = super::judge(Some(item), &number("9A755000000000001", "135", "mm[Hg]"), on(false));
    assert_eq!((bare.verdict, bare.basis), (Verdict::Guidance(Side::High), Some(Basis::Published)));
}

#[test]
fn the_kind_of_checkup_is_told_by_its_report_and_else_by_its_program() {
    for (report, program, wanted) in [
        (Some("10"), "990", true),
        (Some("40"), "010", false),
        (None, "010", true),
        (None, "020", false),
        (None, "030", false),
        (None, "000", false),
    ] {
        let visit = Visit { report: report.map(Into::into), ..Visit::new(day("2026-05-14"), program) };
        assert_eq!(Circumstances::of(&visit, Sex::Male).by_program, wanted, "{report:?} {program}");
    }
}

#[test]
fn limits_in_another_unit_or_for_an_unknown_sex_leave_the_report_to_decide() {
    let at = on("2026-05-14", Sex::Unspecified, Meal::Fasting);
    let other_unit = reported(number("3D010000001926101", "7.4", "mmol/L"), "3.9", "6.1", None);
    assert_eq!(judge(&other_unit, at), Verdict::Outside(Side::High));
    let sex = reported(number("2A030000001930101", "11.0", "g/dL"), "11.5", "", None);
    assert_eq!(judge(&sex, at), Verdict::Outside(Side::Low));
}

#[test]
fn a_report_that_contradicts_itself_is_not_judged_and_a_mark_alone_is() {
    let at = on("2026-05-14", Sex::Male, Meal::Fasting);
    let own = |text, low, high, flag| judge(&reported(number(URIC_ACID, text, "mg/dL"), low, high, flag), at);
    assert_eq!(own("7.4", "3.6", "7.0", Some(Flag::High)), Verdict::Outside(Side::High));
    assert_eq!(own("7.4", "3.6", "7.0", Some(Flag::Normal)), Verdict::NotJudged(NoVerdict::Disagrees));
    assert_eq!(own("6.0", "3.6", "7.0", Some(Flag::High)), Verdict::NotJudged(NoVerdict::Disagrees));
    assert_eq!(own("3.0", "3.6", "7.0", Some(Flag::High)), Verdict::NotJudged(NoVerdict::Disagrees));
    assert_eq!(own("7.4", "", "", Some(Flag::High)), Verdict::Outside(Side::High));
    assert_eq!(own("7.4", "", "", Some(Flag::Normal)), Verdict::InRange);
    let bound = bounded(URIC_ACID, "5.0", "mg/dL", Some(Bound::AtLeast));
    assert_eq!(judge(&reported(bound, "3.6", "7.0", Some(Flag::High)), at), Verdict::Outside(Side::High));
}

#[test]
fn a_sample_just_after_a_meal_is_not_held_against_the_report_either() {
    let at = Circumstances { by_program: false, ..on("2026-05-14", Sex::Male, Meal::JustAfter) };
    let tg = reported(number("3F015000002327101", "400", "mg/dL"), "30", "149", Some(Flag::High));
    assert_eq!(judge(&tg, at), Verdict::NotJudged(NoVerdict::AfterMeal));
}

/// What the published limits advise where the report contradicts itself (the range says one thing and the mark another), or
/// leaves a bound open.
#[test]
fn a_report_that_contradicts_itself_does_not_silence_the_published_limits() {
    let at = Circumstances { by_program: false, ..on("2026-05-14", Sex::Male, Meal::Fasting) };
    let a1c = |text, low, high, flag| {
        let item = item_by_slug("hba1c").expect("an item");
        super::judge(Some(item), &reported(number(item.codes[0].code, text, "%"), low, high, flag), at)
    };
    for (text, low, high, flag, advised) in [
        ("6.6", "4.6", "6.2", Some(Flag::Normal), true),
        ("6.6", "4.6", "6.9", Some(Flag::High), true),
        ("6.6", "4.6", "6.9", None, true),
        ("6.4", "4.6", "6.2", Some(Flag::Normal), false),
        // What the report itself calls high is out already.
        ("6.6", "4.6", "6.2", Some(Flag::High), false),
    ] {
        let judged = a1c(text, low, high, flag);
        assert_eq!(judged.is_advised_beside(), advised, "{text} {low} {high} {flag:?}");
    }
    let item = item_by_slug("ggt").expect("an item");
    let open = reported(bounded(item.codes[0].code, "110", "U/L", Some(Bound::AtLeast)), "10", "150", None);
    let judged = super::judge(Some(item), &open, at);
    assert_eq!(judged.verdict, Verdict::NotJudged(NoVerdict::OnlyBound));
    assert!(judged.is_advised_beside());
}

#[test]
fn what_lies_beyond_all_that_may_be_entered_is_beyond_the_limits_too() {
    use Side::{High, Low};
    let at = on("2026-05-14", Sex::Male, Meal::Fasting);
    let of = |slug: &str, words: &str| {
        judge(&result(item_by_slug(slug).expect("an item").codes[0].code, Value::Text(words.into())), at)
    };
    for (slug, words, wanted) in [
        ("ggt", "入力最大値以上", Verdict::Referral(High)),
        ("ggt", "入力最小値以下", Verdict::InRange),
        ("sbp", "入力最大値以上", Verdict::Urgent(High)),
        ("hdl", "入力最大値以上", Verdict::InRange),
        ("hdl", "入力最小値以下", Verdict::Guidance(Low)),
        ("egfr", "入力最小値以下", Verdict::Referral(Low)),
        ("uric-acid", "入力最大値以上", Verdict::NotJudged(NoVerdict::NoStandard)),
        ("urine-protein", "入力最大値以上", Verdict::Recorded("入力最大値以上".into())),
        ("ggt", "検体不良", Verdict::Recorded("検体不良".into())),
    ] {
        assert_eq!(of(slug, words), wanted, "{slug} {words}");
    }
    let own = reported(result(URIC_ACID, Value::Text("入力最大値以上".into())), "3.6", "7.0", None);
    assert_eq!(judge(&own, at), Verdict::Outside(High));
    let just_after = on("2026-05-14", Sex::Male, Meal::JustAfter);
    let tg = result("3F015000002327101", Value::Text("入力最大値以上".into()));
    assert_eq!(judge(&tg, just_after), Verdict::NotJudged(NoVerdict::AfterMeal));
}
