//! The judgement by the known vectors, what is missing, how it differs from 階層化, and the laws of the rule.

use proptest::prelude::*;

use super::*;
use crate::domain::checkup::guidance::tests::{QUESTIONS, answered, anybody, visit_of, worsened};
use crate::domain::checkup::guidance::{self};
use crate::domain::checkup::sample::{coded, day, number, visit};

const DRUG: [&str; 3] = ["9N701000000000011", "9N706000000000011", "9N711000000000011"];

fn man() -> Person {
    Person { name: String::new(), kana: String::new(), birth: day("1981-10-01"), sex: Sex::Male }
}

/// waist, SBP, DBP, TG, HDL, FPG, HbA1c; an empty text is missing. Then the drugs.
fn of(texts: [&str; 7], drugs: [&str; 3]) -> Visit {
    let codes = [
        ("9N016160100000001", "cm"),
        ("9A755000000000001", "mm[Hg]"),
        ("9A765000000000001", "mm[Hg]"),
        ("3F015000002327101", "mg/dL"),
        ("3F070000002327101", "mg/dL"),
        ("3D010000001927201", "mg/dL"),
        ("3D046000001920402", "%"),
    ];
    let numbers = codes.into_iter().zip(texts).filter(|(_, text)| !text.is_empty());
    let answers = DRUG.into_iter().zip(drugs).filter(|(_, answer)| !answer.is_empty());
    let results = numbers
        .map(|((code, unit), text)| number(code, text, unit))
        .chain(answers.map(|(code, answer)| coded(code, "2003", answer)));
    visit("2026-05-14", results.collect())
}

fn code(visit: &Visit) -> &'static str {
    match metabolic(visit, &man()).outcome {
        Outcome::Judged(found) => found.code(),
        Outcome::Undecided => "4",
        Outcome::NotApplicable => "-",
    }
}

const NONE: [&str; 3] = ["2", "2", "2"];

#[test]
fn the_known_vectors() {
    for (texts, drugs, wanted) in [
        (["85.0", "130", "76", "90", "55", "110", "5.3"], NONE, "1"),
        (["85.0", "130", "76", "90", "55", "109", "6.5"], NONE, "2"),
        (["84.9", "180", "110", "400", "30", "200", "9.0"], NONE, "3"),
        (["85.0", "118", "76", "90", "55", "92", "5.3"], ["1", "2", "1"], "1"),
        (["85.0", "118", "76", "90", "55", "92", "5.3"], ["2", "1", "2"], "2"),
        (["85.0", "118", "76", "90", "55", "", "6.0"], NONE, "2"),
        (["85.0", "118", "76", "90", "55", "", "5.9"], NONE, "3"),
        (["85.0", "118", "85", "150", "55", "92", "5.3"], NONE, "1"),
        (["85.0", "118", "76", "90", "39", "92", "5.3"], NONE, "2"),
        (["85.0", "118", "76", "90", "40", "92", "5.3"], NONE, "3"),
    ] {
        assert_eq!(code(&of(texts, drugs)), wanted, "{texts:?} {drugs:?}");
    }
}

#[test]
fn what_is_missing_leaves_open_only_what_it_may_change() {
    for (texts, drugs, wanted) in [
        (["", "130", "76", "90", "55", "110", "5.3"], NONE, "4"),
        (["84.9", "", "", "", "", "", ""], ["", "", ""], "3"),
        (["85.0", "130", "", "90", "55", "110", ""], NONE, "1"),
        (["85.0", "130", "76", "", "55", "92", ""], NONE, "4"),
        (["85.0", "130", "76", "", "55", "110", ""], NONE, "1"),
        (["85.0", "118", "76", "90", "55", "92", ""], ["", "2", "2"], "4"),
        (["85.0", "130", "76", "90", "55", "110", ""], ["2", "2", ""], "1"),
    ] {
        assert_eq!(code(&of(texts, drugs)), wanted, "{texts:?} {drugs:?}");
    }
}

#[test]
fn fat_area_counts_beside_the_waist_and_the_sex_chooses_its_limit() {
    let mut area = of(["84.9", "130", "76", "90", "55", "92", ""], NONE);
    area.results.push(number("9N021000000000001", "100.0", "cm2"));
    assert_eq!(code(&area), "2");
    area.results.retain(|result| result.code != "9N016160100000001");
    assert_eq!(code(&area), "2");
    let at = |waist, sex| {
        let found = metabolic(&of([waist, "130", "76", "90", "55", "92", ""], NONE), &Person { sex, ..man() });
        found.outcome
    };
    assert_eq!(at("89.9", Sex::Female), Outcome::Judged(Syndrome::Absent));
    assert_eq!(at("90.0", Sex::Female), Outcome::Judged(Syndrome::Borderline));
    assert_eq!(at("87.0", Sex::Unspecified), Outcome::Undecided);
}

#[test]
fn sugar_and_drugs_are_read_otherwise_than_for_the_level_of_support() {
    let person = man();
    let level = |visit: &Visit| guidance::guidance(visit, &person).outcome;
    let mut sugar = of(["85.0", "118", "76", "90", "55", "105", "5.3"], NONE);
    sugar.results.push(coded("9N736000000000011", "24060", "3"));
    assert_eq!(level(&sugar), Outcome::Judged(guidance::Level::Motivational));
    assert_eq!(code(&sugar), "3");
    let mut drugs = of(["85.0", "118", "76", "90", "55", "92", "5.3"], ["1", "1", "2"]);
    drugs.results.push(coded("9N736000000000011", "24060", "3"));
    assert_eq!(level(&drugs), Outcome::Judged(guidance::Level::Information));
    assert_eq!(code(&drugs), "1");
}

#[test]
fn the_steps_say_what_was_compared() {
    let found = metabolic(&of(["86.0", "132", "80", "90", "", "", "6.1"], ["1", "2", ""]), &man());
    let said: Vec<_> = found.steps.iter().map(|step| (step.words.as_str(), step.counts)).collect();
    assert_eq!(
        said,
        [
            ("腹囲 86.0 cm ≥ 85 cm", Some(true)),
            ("血圧：最高血圧 132 mmHg ≥ 130 mmHg、最低血圧 80 mmHg ＜ 85 mmHg、薬を飲んでいる", Some(true)),
            ("血糖：HbA1c 6.1 % ≥ 6 %、薬は飲んでいない", Some(true)),
            (
                "脂質：空腹時中性脂肪 90 mg/dL ＜ 150 mg/dL、HDLコレステロール 使える値がありません、薬の答えがありません",
                None
            ),
        ]
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn a_hole_never_gives_another_outcome_than_the_whole(
        questions in answered(),
        kept in proptest::collection::vec(proptest::bool::weighted(0.8), QUESTIONS),
        person in anybody(),
    ) {
        let whole = metabolic(&visit_of(&questions, &[true; QUESTIONS]), &person).outcome;
        let part = metabolic(&visit_of(&questions, &kept), &person).outcome;
        // A casual sample answers the other rule's question, not this one's: then the whole may be open too.
        prop_assert!(part == whole || part == Outcome::Undecided, "{part:?} {whole:?}");
    }

    #[test]
    fn a_worse_value_never_lowers_the_outcome(questions in answered(), at in 0usize..8, by in 0.1f64..60.0, person in anybody()) {
        let before = metabolic(&visit_of(&questions, &[true; QUESTIONS]), &person).outcome;
        let after = metabolic(&visit_of(&worsened(questions, at, by), &[true; QUESTIONS]), &person).outcome;
        if let (Outcome::Judged(before), Outcome::Judged(after)) = (before, after) {
            prop_assert!(after >= before);
        }
    }
}
