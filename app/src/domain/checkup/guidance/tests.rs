//! The level by the known vectors, what is missing, and the laws of the rule.

use proptest::prelude::*;

use super::*;
use crate::domain::checkup::sample::{bounded, coded, day, number, result, visit};
use crate::domain::checkup::{Bound, verdict::MEAL_CODE};
use crate::domain::checkup::{Measurement, Value};

pub(in crate::domain::checkup) const WAIST: &str = "9N016160100000001";
const AREA: &str = "9N021000000000001";
const BMI_CODE: &str = "9N011000000000001";
const HIGH: &str = "9A755000000000001";
const LOW: &str = "9A765000000000001";
const FASTING_TG: &str = "3F015000002327101";
const CASUAL_TG: &str = "3F015129902327101";
const HDL_CODE: &str = "3F070000002327101";
const FPG: &str = "3D010000001927201";
const CASUAL: &str = "3D010129901927201";
const A1C: &str = "3D046000001920402";
const SMOKING: &str = "9N736000000000011";
const DRUG: [&str; 3] = ["9N701000000000011", "9N706000000000011", "9N711000000000011"];

fn unit(code: &str) -> &'static str {
    match code {
        WAIST => "cm",
        AREA => "cm2",
        BMI_CODE => "kg/m2",
        HIGH | LOW => "mm[Hg]",
        A1C => "%",
        _ => "mg/dL",
    }
}

/// Nobody's values: no risk at all, aged 45 at the end of the fiscal year.
fn base() -> Vec<Measurement> {
    let numbers = [
        (WAIST, "80.0"),
        (BMI_CODE, "24.0"),
        (HIGH, "118"),
        (LOW, "76"),
        (FASTING_TG, "90"),
        (HDL_CODE, "55"),
        (FPG, "92"),
        (A1C, "5.3"),
    ];
    let mut all: Vec<_> = numbers.map(|(code, text)| number(code, text, unit(code))).into();
    all.push(coded(SMOKING, "24060", "3"));
    all.extend(DRUG.map(|code| coded(code, "2003", "2")));
    all
}

/// The base with some results in the place of others; an empty text takes one away.
fn with(changes: &[(&str, &str)]) -> Visit {
    let mut all = base();
    for (code, text) in changes {
        all.retain(|result| result.code != *code);
        match *code {
            _ if text.is_empty() => {}
            SMOKING => all.push(coded(code, "24060", text)),
            code if DRUG.contains(&code) => all.push(coded(code, "2003", text)),
            code => all.push(number(code, text, unit(code))),
        }
    }
    visit("2026-05-14", all)
}

fn person(age: i32, sex: Sex) -> Person {
    let birth = day(&format!("{}-10-01", 2026 - age));
    Person { name: String::new(), kana: String::new(), birth, sex }
}

fn code(visit: &Visit, person: &Person) -> &'static str {
    match guidance(visit, person).outcome {
        Outcome::Judged(level) => level.code(),
        Outcome::Undecided => "4",
        Outcome::NotApplicable => "-",
    }
}

/// Changes to the base, whose they are, and the code they lead to.
type Case<'c> = (&'c [(&'c str, &'c str)], Person, &'c str);

#[test]
fn the_known_vectors() {
    let man = |age| person(age, Sex::Male);
    let woman = || person(45, Sex::Female);
    #[rustfmt::skip]
    let cases: &[Case<'_>] = &[
        (&[(WAIST, "84.9"), (BMI_CODE, "24.9")], man(45), "3"),
        (&[(WAIST, "85.0")], man(45), "3"),
        (&[(WAIST, "85.0"), (SMOKING, "1")], man(45), "3"),
        (&[(WAIST, "85.0"), (HIGH, "130")], man(45), "2"),
        (&[(WAIST, "85.0"), (HIGH, "130"), (SMOKING, "1")], man(45), "1"),
        (&[(WAIST, "85.0"), (HIGH, "130"), (SMOKING, "2")], man(45), "2"),
        (&[(WAIST, "85.0"), (HIGH, "130"), (FASTING_TG, "150")], man(45), "1"),
        (&[(WAIST, "85.0"), (HIGH, "130"), (FASTING_TG, "150")], man(64), "1"),
        (&[(WAIST, "85.0"), (HIGH, "130"), (FASTING_TG, "150")], man(65), "2"),
        (&[(WAIST, "85.0"), (HIGH, "130"), (FASTING_TG, "150")], man(74), "2"),
        (&[(WAIST, "89.9"), (BMI_CODE, "25.0"), (LOW, "85")], woman(), "2"),
        (&[(WAIST, "89.9"), (BMI_CODE, "25.0"), (LOW, "85"), (HDL_CODE, "39")], woman(), "2"),
        (&[(WAIST, "89.9"), (BMI_CODE, "25.0"), (LOW, "85"), (HDL_CODE, "39"), (SMOKING, "1")], woman(), "1"),
        (&[(WAIST, "89.9"), (BMI_CODE, "25.0"), (LOW, "85"), (HDL_CODE, "39"), (FPG, "100")], woman(), "1"),
        (&[(WAIST, "89.9"), (BMI_CODE, "25.0")], woman(), "3"),
        (&[(WAIST, "90.0"), (LOW, "85")], woman(), "2"),
        (&[(WAIST, "85.0"), (HDL_CODE, "40")], man(45), "3"),
        (&[(WAIST, "85.0"), (FPG, "99"), (A1C, "5.6")], man(45), "3"),
        (&[(WAIST, "85.0"), (FPG, ""), (A1C, "5.6")], man(45), "2"),
        (&[(WAIST, "85.0"), (FPG, ""), (A1C, "5.5"), (CASUAL, "140")], man(45), "3"),
        (&[(WAIST, "85.0"), (FPG, ""), (A1C, ""), (CASUAL, "100")], man(45), "2"),
        (&[(WAIST, "85.0"), (FASTING_TG, ""), (CASUAL_TG, "174")], man(45), "3"),
        (&[(WAIST, "85.0"), (FASTING_TG, ""), (CASUAL_TG, "175")], man(45), "2"),
        (&[(WAIST, "80.0"), (AREA, "100.0"), (HIGH, "130")], man(45), "2"),
        (&[(WAIST, "95.0"), (AREA, "99.9"), (HIGH, "130")], man(45), "3"),
        (&[(WAIST, "85.0"), (HIGH, "130"), (FASTING_TG, "150"), (DRUG[0], "1")], man(45), "3"),
        (&[(WAIST, "85.0"), (HIGH, "130"), (FASTING_TG, "150"), (DRUG[2], "1")], man(45), "3"),
        (&[(WAIST, "")], man(45), "4"),
        (&[], man(75), "-"),
        (&[], man(39), "-"),
        (&[], man(40), "3"),
    ];
    for (changes, person, wanted) in cases {
        assert_eq!(code(&with(changes), person), *wanted, "{changes:?} {:?} born {}", person.sex, person.birth);
    }
}

#[test]
fn what_is_missing_leaves_open_only_what_it_may_change() {
    let man = person(45, Sex::Male);
    #[rustfmt::skip]
    let cases: &[(&[(&str, &str)], &str)] = &[
        // BMI decides only where the waist does not.
        (&[(WAIST, "84.9"), (BMI_CODE, "")], "4"),
        (&[(WAIST, "85.0"), (BMI_CODE, "")], "3"),
        // Smoking counts only beside another risk.
        (&[(WAIST, "85.0"), (SMOKING, "")], "3"),
        (&[(WAIST, "85.0"), (HIGH, "130"), (SMOKING, "")], "4"),
        (&[(WAIST, "85.0"), (HIGH, "130"), (FPG, "100"), (SMOKING, "")], "1"),
        // A risk that cannot be read.
        (&[(WAIST, "85.0"), (FASTING_TG, "")], "4"),
        (&[(WAIST, "85.0"), (HIGH, "130"), (FASTING_TG, "")], "4"),
        (&[(WAIST, "85.0"), (HIGH, "130"), (FPG, "100"), (FASTING_TG, "")], "1"),
        (&[(WAIST, "85.0"), (HIGH, "130"), (LOW, "")], "2"),
        (&[(WAIST, "85.0"), (LOW, "")], "4"),
        (&[(WAIST, "80.0"), (FASTING_TG, ""), (FPG, ""), (A1C, "")], "3"),
        // Drugs can only take out.
        (&[(WAIST, "85.0"), (DRUG[1], "")], "3"),
        (&[(WAIST, "85.0"), (HIGH, "130"), (DRUG[1], "")], "4"),
        (&[(WAIST, "85.0"), (HIGH, "130"), (DRUG[1], ""), (DRUG[2], "1")], "3"),
    ];
    for (changes, wanted) in cases {
        assert_eq!(code(&with(changes), &man), *wanted, "{changes:?}");
    }
    // Of 65 and over nobody gets 積極的支援: a second risk changes nothing.
    let eased = with(&[(WAIST, "85.0"), (HIGH, "130"), (FASTING_TG, "")]);
    assert_eq!(code(&eased, &person(66, Sex::Male)), "2");
}

#[test]
fn the_circumstances_of_a_value_decide_whether_it_is_used() {
    let man = person(45, Sex::Male);
    let add = |changes: &[(&str, &str)], more: Vec<Measurement>| {
        let mut visit = with(changes);
        visit.results.extend(more);
        code(&visit, &man)
    };
    let waist = (WAIST, "85.0");
    // Just after a meal neither fat nor sugar counts; HbA1c does.
    let after = || vec![coded(MEAL_CODE, "2202", "4")];
    assert_eq!(add(&[waist, (FASTING_TG, ""), (CASUAL_TG, "400")], after()), "4");
    assert_eq!(add(&[waist, (FASTING_TG, ""), (CASUAL_TG, "400"), (HDL_CODE, "39"), (FPG, "")], after()), "2");
    assert_eq!(add(&[waist, (FPG, ""), (A1C, ""), (CASUAL, "300"), (HDL_CODE, "39")], after()), "4");
    // その他 before 2回目 before 1回目.
    let readings = |codes: &[&str]| codes.iter().map(|code| number(code, "135", "mm[Hg]")).collect::<Vec<_>>();
    assert_eq!(add(&[waist], readings(&["9A751000000000001", "9A752000000000001"])), "3");
    assert_eq!(add(&[waist, (HIGH, "")], readings(&["9A751000000000001"])), "2");
    // Smoking by the list on the value: 3 is no answer of the older list.
    for (list, answer, wanted) in
        [("2003", "1", "1"), ("2003", "2", "2"), ("2003", "3", "4"), ("24060", "2", "2"), ("24060", "1", "1")]
    {
        let answers = vec![coded(SMOKING, list, answer)];
        assert_eq!(add(&[waist, (HIGH, "130"), (SMOKING, "")], answers), wanted, "{list} {answer}");
    }
    // The insurer asked again: drugs are taken after all.
    assert_eq!(add(&[waist, (HIGH, "130")], vec![coded("9N702167200000049", "24020", "1")]), "3");
    // BMI follows from height and weight where it was not recorded.
    let body = || vec![number("9N001000000000001", "170.0", "cm"), number("9N006000000000001", "75.0", "kg")];
    assert_eq!(add(&[(BMI_CODE, ""), (HIGH, "130")], body()), "2");
    // A bound decides what it can; another unit decides nothing.
    let bound = |side| vec![bounded(FASTING_TG, "149", "mg/dL", Some(side))];
    assert_eq!(add(&[waist, (FASTING_TG, "")], bound(Bound::AtMost)), "3");
    assert_eq!(add(&[waist, (FASTING_TG, "")], bound(Bound::AtLeast)), "4");
    assert_eq!(add(&[waist, (FPG, ""), (A1C, "")], vec![number(FPG, "5.0", "mmol/L")]), "4");
    assert_eq!(add(&[waist, (FPG, "")], vec![result(FPG, Value::NotMeasurable)]), "3");
}

#[test]
fn the_day_chooses_the_edition_and_the_year_end_the_age() {
    let casual = with(&[(WAIST, "85.0"), (FASTING_TG, ""), (CASUAL_TG, "300")]);
    let before = Visit { date: day("2024-03-31"), ..casual.clone() };
    assert_eq!((code(&casual, &person(45, Sex::Male)), code(&before, &person(45, Sex::Male))), ("2", "4"));
    assert!(guidance(&before, &person(45, Sex::Male)).rule.version.contains("第3期"));
    for (birth, on, age) in [
        ("1962-03-31", "2026-05-14", 65),
        ("1962-04-01", "2026-05-14", 64),
        ("1962-03-31", "2026-03-31", 64),
        ("1962-03-31", "2026-04-01", 65),
        ("1964-02-29", "2026-05-14", 63),
    ] {
        assert_eq!(age_at_year_end(day(birth), day(on)), age, "{birth} {on}");
    }
}

#[test]
fn an_unregistered_sex_leaves_open_what_it_decides() {
    let nobody = person(45, Sex::Unspecified);
    for (waist, wanted) in [("84.9", "3"), ("85.0", "4"), ("89.9", "4"), ("90.0", "2")] {
        assert_eq!(code(&with(&[(WAIST, waist), (HIGH, "130")]), &nobody), wanted, "{waist}");
    }
}

#[test]
fn the_steps_say_what_was_compared() {
    let found = guidance(&with(&[(WAIST, "86.0"), (HIGH, "132"), (SMOKING, "1")]), &person(66, Sex::Male));
    let said: Vec<_> = found.steps.iter().map(|step| (step.words.as_str(), step.counts)).collect();
    assert_eq!(
        said,
        [
            ("腹囲 86.0 cm ≥ 85 cm", Some(true)),
            ("血圧：最高血圧 132 mmHg ≥ 130 mmHg、最低血圧 76 mmHg ＜ 85 mmHg", Some(true)),
            ("脂質：空腹時中性脂肪 90 mg/dL ＜ 150 mg/dL、HDLコレステロール 55 mg/dL ≥ 40 mg/dL", Some(false)),
            ("血糖：空腹時血糖 92 mg/dL ＜ 100 mg/dL", Some(false)),
            ("喫煙：吸っている", Some(true)),
            ("服薬：血圧の薬 飲んでいない、血糖の薬 飲んでいない、脂質の薬 飲んでいない", Some(false)),
            ("年度末の年齢 66歳（積極的支援は、動機付け支援になる）", Some(true)),
        ]
    );
    assert_eq!(found.rule.name, "特定保健指導の階層化");
    let bare = guidance(&with(&[(WAIST, "")]), &person(45, Sex::Male));
    assert_eq!(bare.steps[0].words, "腹囲 使える値がありません");
}

/// Everything the rule asks, answered: each question by one of the results that can answer it. The groups are questions.
pub(in crate::domain::checkup) fn answered() -> impl Strategy<Value = Vec<Vec<Measurement>>> {
    let near = |code: &'static str, values: &'static [&'static str]| {
        proptest::sample::select(values).prop_map(move |text| vec![number(code, text, unit(code))])
    };
    let yes_no = |code: &'static str| {
        proptest::sample::select(vec!["1", "2"]).prop_map(move |answer| vec![coded(code, "2003", answer)])
    };
    let size = prop_oneof![near(WAIST, &["84.9", "85.0", "89.9", "90.0"]), near(AREA, &["99.9", "100.0"]),];
    let fat = prop_oneof![near(FASTING_TG, &["149", "150"]), near(CASUAL_TG, &["174", "175"])];
    let sugar = prop_oneof![
        near(FPG, &["99", "100", "109", "110"]),
        near(A1C, &["5.5", "5.6", "5.9", "6.0"]),
        near(CASUAL, &["99", "100"]),
    ];
    let smoking = prop_oneof![
        proptest::sample::select(vec!["1", "2", "3"]).prop_map(|answer| vec![coded(SMOKING, "24060", answer)]),
        yes_no(SMOKING),
    ];
    let measured = (
        size,
        near(BMI_CODE, &["24.9", "25.0"]),
        near(HIGH, &["129", "130"]),
        near(LOW, &["84", "85"]),
        fat,
        near(HDL_CODE, &["39", "40"]),
        sugar,
    );
    let asked = (smoking, yes_no(DRUG[0]), yes_no(DRUG[1]), yes_no(DRUG[2]));
    (measured, asked).prop_map(|((size, bmi, high, low, fat, hdl, sugar), (smoking, one, two, three))| {
        vec![size, bmi, high, low, fat, hdl, sugar, smoking, one, two, three]
    })
}

pub(in crate::domain::checkup) fn anybody() -> impl Strategy<Value = Person> {
    let sexes = vec![Sex::Male, Sex::Female, Sex::Unspecified];
    (38i32..78, proptest::sample::select(sexes)).prop_map(|(age, sex)| person(age, sex))
}

/// The same with one answer worse: HDL lower, every other amount higher, はい for every question.
pub(in crate::domain::checkup) fn worsened(
    mut questions: Vec<Vec<Measurement>>,
    at: usize,
    by: f64,
) -> Vec<Vec<Measurement>> {
    match &mut questions[at][0].value {
        Value::Quantity { number, text, .. } => {
            *number += if at == 5 { -by } else { by };
            *text = number.to_string();
        }
        Value::Coded { code, .. } => *code = "1".into(),
        _ => unreachable!("numbers and answers"),
    }
    questions
}

/// A visit of those questions that are answered.
pub(in crate::domain::checkup) fn visit_of(questions: &[Vec<Measurement>], kept: &[bool]) -> Visit {
    let kept = questions.iter().zip(kept).filter(|(_, kept)| **kept).flat_map(|(results, _)| results.clone());
    visit("2026-05-14", kept.collect())
}

pub(in crate::domain::checkup) const QUESTIONS: usize = 11;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// Whatever is left out: a level that is given nevertheless is the one that the whole would give.
    #[test]
    fn a_hole_never_gives_another_level_than_the_whole(
        questions in answered(),
        kept in proptest::collection::vec(proptest::bool::weighted(0.8), QUESTIONS),
        person in anybody(),
    ) {
        let whole = guidance(&visit_of(&questions, &[true; QUESTIONS]), &person).outcome;
        let part = guidance(&visit_of(&questions, &kept), &person).outcome;
        prop_assert!(part == whole || part == Outcome::Undecided, "{part:?} {whole:?}");
    }

    /// With everything answered, a worse value never lowers the level, and there always is one, but for an unregistered sex.
    #[test]
    fn a_worse_value_never_lowers_the_level(questions in answered(), at in 0usize..8, by in 0.1f64..60.0, person in anybody()) {
        let before = guidance(&visit_of(&questions, &[true; QUESTIONS]), &person).outcome;
        let after = guidance(&visit_of(&worsened(questions, at, by), &[true; QUESTIONS]), &person).outcome;
        match (before, after) {
            (Outcome::Judged(before), Outcome::Judged(after)) => prop_assert!(after >= before),
            (Outcome::NotApplicable, after) => prop_assert_eq!(after, Outcome::NotApplicable),
            _ => prop_assert_eq!(person.sex, Sex::Unspecified),
        }
    }
}
