//! Whose document may be added, what is kept of it, and that nothing unsound comes in from a browser.

use super::*;
use crate::domain::checkup::document;
use crate::domain::checkup::sample::{SBP, day, number, visit};
use crate::domain::import::own_cp932;

const V08: &str = include_str!("../document/fixtures/v08.xml");

fn sample() -> Document {
    document::read(V08.as_bytes(), own_cp932).expect("a document")
}

fn person(name: &str, kana: &str, birth: &str, sex: Sex) -> Person {
    Person { name: name.into(), kana: kana.into(), birth: day(birth), sex }
}

#[test]
fn only_the_persons_own_document_is_added() {
    let today = day("2026-11-22");
    let born = "1974-06-12";
    for (known, expected) in [
        (person("見本　一郎", "ミホン　イチロウ", born, Sex::Male), Ok(())),
        (person("見本　一郎", "ﾐﾎﾝ ｲﾁﾛｳ", born, Sex::Unspecified), Ok(())),
        // Another family name since.
        (person("新姓　一郎", "シンセイ　イチロウ", born, Sex::Male), Ok(())),
        // Nothing to compare with.
        (person("見本　一郎", "", born, Sex::Male), Ok(())),
        (person("見本　一郎", "ミホン　イチロウ", "1974-06-13", Sex::Male), Err(NotAdded::OtherBirth)),
        (person("見本　一郎", "ミホン　イチロウ", born, Sex::Female), Err(NotAdded::OtherSex)),
        (person("見本　次郎", "ミホン　ジロウ", born, Sex::Male), Err(NotAdded::OtherName)),
        (person("見本　次郎", "ミホンジロウ", born, Sex::Male), Err(NotAdded::OtherName)),
    ] {
        assert_eq!(may_be_added(&sample(), &known, today), expected, "{known:?}");
    }
    let own = person("見本　一郎", "ミホン　イチロウ", born, Sex::Male);
    assert_eq!(may_be_added(&sample(), &own, day("2026-05-13")), Err(NotAdded::InFuture));
    assert_eq!(may_be_added(&sample(), &own, day("2026-05-14")), Ok(()));
    let mut early = sample();
    early.visit.date = day("1974-06-11");
    assert_eq!(may_be_added(&early, &own, today), Err(NotAdded::BeforeBirth));
}

#[test]
fn what_no_document_holds_is_not_added() {
    assert!(is_sound(&sample()));
    let changes: [fn(&mut Document); 7] = [
        |one| one.visit.results.clear(),
        |one| one.visit.sources = vec![Source::Hub],
        |one| one.visit.results[0].value = Value::Text("x".repeat(MOST_WORDS + 1)),
        |one| one.visit.facility_name = Some("a\0b".into()),
        |one| one.visit.results[0].code.clear(),
        |one| {
            one.visit.results[0].value =
                Value::Quantity { text: "168".into(), number: 18.0, unit: "cm".into(), bound: None };
        },
        |one| one.visit.results = vec![number(SBP, "1", "mmHg"); MOST_RESULTS + 1],
    ];
    for (which, change) in changes.into_iter().enumerate() {
        let mut document = sample();
        change(&mut document);
        assert!(!is_sound(&document), "{which}");
    }
}

#[test]
fn a_document_is_kept_once_without_its_person_and_taken_out_again() {
    let mut added = AddedCheckups::default();
    assert_eq!(added.add(sample(), day("2026-11-22")), Adding::Kept);
    assert_eq!(added.add(sample(), day("2026-11-23")), Adding::Known);
    let written = serde_json::to_string(&added).expect("written");
    assert!(!written.contains("イチロウ") && !written.contains("1974"), "{written}");
    let read: AddedCheckups = serde_json::from_str(&written).expect("read");
    assert_eq!(read, added);
    let shown = added.beside(Vec::new());
    assert_eq!(shown[0].insurer_words().as_deref(), Some("保険者番号 06130017"));
    let mut hubs = sample().visit;
    (hubs.sources, hubs.insurer_name) = (vec![Source::Hub], Some("見本健康保険組合".to_owned()));
    let shown = added.beside(vec![hubs]);
    assert_eq!((shown.len(), shown[0].insurer_words().as_deref()), (1, Some("見本健康保険組合")));
    let mut older = sample();
    older.visit.date = day("2020-05-14");
    assert_eq!(added.add(older, day("2026-11-23")), Adding::Kept);
    assert_eq!(
        added.all().iter().map(|one| one.visit.date.to_string()).collect::<Vec<_>>(),
        ["2026-05-14", "2020-05-14"]
    );
    let name = added.all()[0].name();
    assert_eq!(added.remove(|one| one.name() == name), 1);
    assert_eq!(added.all().len(), 1);
}

#[test]
fn there_is_an_end_to_what_is_kept() {
    let mut added = AddedCheckups::default();
    let mut large = sample();
    large.visit.results[0].value = Value::Text("あ".repeat(MOST_WORDS));
    let many = (0..400).map(|at| {
        let mut one = large.clone();
        one.visit.facility_name = Some(at.to_string());
        one
    });
    let last = many.map(|one| added.add(one, day("2026-11-22"))).last();
    assert_eq!(last, Some(Adding::Full));
    assert!(added.all().len() <= MOST_ADDED && added.all().len() > 10);
}

#[test]
fn the_line_holds_the_hubs_and_the_added_ones() {
    let hub = vec![visit("2026-05-14", vec![]), visit("2025-05-20", vec![])];
    assert_eq!(AddedCheckups::default().beside(hub.clone()), hub);
    let mut added = AddedCheckups::default();
    added.add(sample(), day("2026-11-22"));
    let hub = vec![
        Visit {
            sources: vec![Source::Hub],
            facility_name: Some("見本総合病院　健診部".into()),
            ..visit("2026-05-14", vec![])
        },
        Visit { sources: vec![Source::Hub], ..visit("2025-05-20", vec![]) },
    ];
    let line = added.beside(hub);
    assert_eq!(line.iter().map(|visit| visit.sources.len()).collect::<Vec<_>>(), [2, 1]);
}
