//! Documents of made-up visits, read again as any program would read them.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use proptest::prelude::*;
use serde_json::Value as Read;

use super::{Facts, document};
use crate::domain::checkup::{Bound, End, Flag, Measurement, Origin, Range, Source, Value, Visit};
use crate::domain::eligibility::{Eligibility, Relation};
use crate::domain::person::{Person, Sex};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("YYYY-MM-DD")
}

fn person(name: &str) -> Person {
    Person { name: name.into(), kana: "ﾐﾎﾝ ﾊﾅｺ".into(), birth: day("1980-02-03"), sex: Sex::Female }
}

fn eligibility(from: &str, lost_on: Option<&str>) -> Eligibility {
    Eligibility {
        person: person("見本　花子"),
        insurer_number: "06130017".into(),
        insurer_name: "見本健康保険組合".into(),
        card_class: "01".into(),
        symbol: Some("12-3".into()),
        number: Some("4567".into()),
        branch: Some("01".into()),
        relation: Relation::Dependant,
        valid_from: day(from),
        lost_on: lost_on.map(day),
        loss_reason: None,
        share_percent: None,
        elderly: None,
        insurer_phone: None,
        ceiling: None,
        specific_diseases: Vec::new(),
    }
}

fn quantity(text: &str, unit: &str, bound: Option<Bound>) -> Value {
    Value::Quantity { text: text.into(), number: text.parse().unwrap_or(0.0), unit: unit.into(), bound }
}

fn coded(code: &str, list: &str, meaning: &str) -> Value {
    Value::Coded { code: code.into(), oid: format!("1.2.392.200119.6.{list}"), meaning: meaning.into() }
}

fn end(text: &str) -> Option<End> {
    Some(End { text: text.into(), number: text.parse().expect("a number") })
}

fn visit(results: Vec<Measurement>) -> Visit {
    Visit {
        insurer_name: Some("見本健康保険組合".into()),
        facility_name: Some("見本健診センター".into()),
        sources: vec![Source::Hub],
        results,
        ..Visit::new(day("2026-05-14"), "010")
    }
}

fn read(person: &Person, visit: &Visit, eligibilities: &[Eligibility]) -> Read {
    let made = day("2026-11-22").and_hms_opt(9, 5, 0).expect("a time");
    let bytes = document(&Facts { person, visit, eligibilities, made });
    assert_eq!(bytes, document(&Facts { person, visit, eligibilities, made }), "the same facts give the same file");
    serde_json::from_slice(&bytes).expect("JSON")
}

fn resources<'a>(bundle: &'a Read, kind: &str) -> Vec<&'a Read> {
    let entries = bundle["entry"].as_array().expect("entries");
    entries.iter().map(|entry| &entry["resource"]).filter(|one| one["resourceType"] == kind).collect()
}

/// The observation of one value.
fn observed(result: Measurement) -> Read {
    resources(&read(&person("見本　花子"), &visit(vec![result]), &[]), "Observation")[0].clone()
}

#[test]
fn a_number_keeps_digits_unit_bound_range_reading_and_method() {
    let result = Measurement {
        method: Some("可視吸光光度法".into()),
        range: Some(Range { low: end("0.46"), high: end("0.80") }),
        flag: Some(Flag::High),
        ..Measurement::new("3C015000002327101", "血清クレアチニン", quantity("0.90", "mg/dl", Some(Bound::AtLeast)))
    };
    let made = day("2026-11-22").and_hms_opt(9, 5, 0).expect("a time");
    let facts = (person("見本　花子"), visit(vec![result.clone()]));
    let facts = Facts { person: &facts.0, visit: &facts.1, eligibilities: &[], made };
    let text = String::from_utf8(document(&facts)).expect("UTF-8");
    assert!(text.contains(r#""valueQuantity":{"value":0.90,"comparator":">=","unit":"mg/dl","system":"#));
    let one = observed(result);
    assert_eq!(one["valueQuantity"]["code"], "mg/dL");
    assert_eq!(one["interpretation"][0]["coding"][0]["code"], "H");
    assert_eq!(one["method"]["text"], "可視吸光光度法");
    assert_eq!(one["referenceRange"][0]["low"]["value"], 0.46);
    assert_eq!(one["referenceRange"][0]["high"]["code"], "mg/dL");
    assert_eq!(one["category"][0]["coding"][0]["code"], "laboratory");
    assert_eq!(one["effectiveDateTime"], "2026-05-14");
}

#[test]
fn readings_and_reasons_by_value() {
    for (value, flag, interpretation, absent) in [
        (quantity("5", "U/L", Some(Bound::AtMost)), None, Some("LX"), None),
        (quantity("5", "U/L", Some(Bound::AtLeast)), None, Some("HX"), None),
        (quantity("5", "U/L", None), Some(Flag::Low), Some("L"), None),
        (quantity("5", "U/L", None), Some(Flag::Normal), Some("N"), None),
        (quantity("5", "U/L", None), None, None, None),
        (Value::NotDone, Some(Flag::High), None, Some("not-performed")),
        (Value::NotMeasurable, None, None, Some("error")),
        (Value::Text(" ".into()), None, None, Some("unknown")),
    ] {
        let one = observed(Measurement { flag, ..Measurement::new("3B035000002327201", "AST", value.clone()) });
        let code = |name: &str| one.get(name).map(|part| part.get(0).unwrap_or(part)["coding"][0]["code"].clone());
        assert_eq!(code("interpretation").as_ref().and_then(Read::as_str), interpretation, "{value:?}");
        assert_eq!(code("dataAbsentReason").as_ref().and_then(Read::as_str), absent, "{value:?}");
        assert_eq!(one.as_object().is_some_and(|one| one.keys().any(|key| key.starts_with("value"))), absent.is_none());
    }
}

#[test]
fn of_two_sources_that_differ_each_observation_names_its_own() {
    let told = |source, text: &str| Measurement {
        origin: Origin::Source(source),
        ..Measurement::new("3B035000002327201", "AST", quantity(text, "U/L", None))
    };
    let mut both = visit(vec![told(Source::Hub, "20"), told(Source::Document, "21")]);
    both.sources = vec![Source::Hub, Source::Document];
    let notes = |visit: &Visit| -> Vec<Option<String>> {
        let bundle = read(&person("見本　花子"), visit, &[]);
        resources(&bundle, "Observation").iter().map(|one| one["note"][0]["text"].as_str().map(str::to_owned)).collect()
    };
    let named = |source: Source| Some(format!("出典：{}", source.label()));
    assert_eq!(notes(&both), [named(Source::Hub), named(Source::Document)]);
    both.results.pop();
    assert_eq!(notes(&both), [None]);
}

#[test]
fn answers_name_their_list_and_what_fits_no_list_stays_in_words() {
    let one = observed(Measurement::new("9N736000000000011", "喫煙", coded("2", "24060", "")));
    let coding = &one["valueCodeableConcept"]["coding"][0];
    assert_eq!((&coding["system"], &coding["code"]), (&"urn:oid:1.2.392.200119.6.24060".into(), &"2".into()));
    assert!(coding["display"].as_str().is_some_and(|words| words.contains("以前は")));
    let odd = Value::Coded { code: " ".into(), oid: "<script>".into(), meaning: "はい".into() };
    let one = observed(Measurement::new("<b>", "何か", odd));
    assert_eq!(one["valueCodeableConcept"], serde_json::json!({ "text": "はい" }));
    assert_eq!(one["code"], serde_json::json!({ "text": "何か" }));
}

#[test]
fn questions_have_their_own_section_and_recorded_judgements_stand_among_the_results() {
    let bundle = read(
        &person("見本　花子"),
        &visit(vec![
            Measurement::new("9N736000000000011", "喫煙", coded("3", "24060", "いいえ")),
            Measurement::new("9N501000000000011", "メタボリックシンドローム判定", coded("3", "1008", "非該当")),
            Measurement::new("2A030000001930101", "血色素量", quantity("13.2", "g/dL", None)),
            Measurement::new("2A020161001930149", "貧血検査（実施理由）", Value::Text("医師の判断".into())),
            Measurement::new("9N511000000000049", "医師の診断", Value::Text("異常なし".into())),
            Measurement::new("9N516000000000049", "医師の氏名", Value::Text("見本　医師".into())),
        ]),
        &[eligibility("2020-04-01", Some("2026-10-01"))],
    );
    let composition = resources(&bundle, "Composition")[0];
    let sections = composition["section"].as_array().expect("sections");
    let codes: Vec<_> = sections.iter().map(|one| one["code"]["coding"][0]["code"].as_str().expect("a code")).collect();
    assert_eq!(codes, ["01011", "01012"]);
    assert_eq!(sections[1]["entry"].as_array().map(Vec::len), Some(1));
    // Five results, one group, one coverage.
    assert_eq!(sections[0]["entry"].as_array().map(Vec::len), Some(7));
    let group = resources(&bundle, "Observation")[0];
    assert_eq!(group["code"]["coding"][0]["code"], "2A000");
    let kinds: Vec<_> = (0..2).map(|place| group["hasMember"][place]["extension"][0]["valueCode"].clone()).collect();
    assert_eq!(kinds, ["COMP", "RSON"]);
    let judged: Vec<_> =
        resources(&bundle, "Observation").into_iter().filter(|one| one.get("performer").is_some()).collect();
    assert_eq!(judged.len(), 1, "only the judgement is a doctor's by name");
    assert_eq!(resources(&bundle, "Practitioner")[0]["name"][0]["text"], "見本　医師");
    let coverage = resources(&bundle, "Coverage")[0];
    assert_eq!(coverage["identifier"][0]["value"], "06130017:１２－３:４５６７:01");
    assert_eq!(resources(&bundle, "Patient")[0]["identifier"], coverage["identifier"]);
    assert_eq!(coverage["relationship"]["coding"][0]["code"], "2");
    assert_eq!(coverage["period"], serde_json::json!({ "start": "2020-04-01", "end": "2026-09-30" }));
}

#[test]
fn an_insurance_that_did_not_hold_or_is_another_insurers_is_not_written_down() {
    let weight = || vec![Measurement::new("9N006000000000001", "体重", quantity("60.0", "kg", None))];
    let named = |name: Option<&str>| Visit { insurer_name: name.map(Into::into), ..visit(weight()) };
    let numbered = |number: &str| Visit { insurer_number: Some(number.into()), ..named(None) };
    for (visit, eligibility, expected) in [
        (numbered("06130017"), eligibility("2020-04-01", None), 1),
        (numbered("6130017"), eligibility("2020-04-01", None), 1),
        (numbered("06139999"), eligibility("2020-04-01", None), 0),
        (named(Some("見本健康保険組合")), eligibility("2020-04-01", None), 1),
        (named(Some("見本健康保険組合")), eligibility("2026-05-15", None), 0),
        (named(Some("見本健康保険組合")), eligibility("2020-04-01", Some("2026-05-14")), 0),
        (named(Some("別の保険者")), eligibility("2020-04-01", None), 0),
        (named(None), eligibility("2020-04-01", None), 0),
    ] {
        let bundle = read(&person("見本　花子"), &visit, &[eligibility]);
        assert_eq!(resources(&bundle, "Coverage").len(), expected);
        assert_eq!(resources(&bundle, "Organization").len(), 1 + expected);
    }
}

#[test]
fn what_is_not_known_is_said_to_be_unknown() {
    let bare = Visit::new(day("2026-05-14"), "999");
    let bundle = read(&person("みほん"), &bare, &[]);
    let patient = resources(&bundle, "Patient")[0];
    assert_eq!(patient["identifier"][0]["value"], patient["id"], "named by the document itself");
    let absent = |part: &Read| part["extension"][0]["valueCode"] == "unknown";
    assert_eq!(patient["name"][0]["family"], "みほん");
    assert!(absent(&patient["name"][0]["_given"][0]) && absent(&patient["address"][0]));
    assert!(absent(&resources(&bundle, "Practitioner")[0]["name"][0]));
    assert!(absent(&resources(&bundle, "Organization")[0]["_name"]));
    let composition = resources(&bundle, "Composition")[0];
    assert_eq!(composition["event"][0]["code"][0]["coding"][0]["code"], "000");
    assert!(composition.get("section").is_none());
    assert!(composition["text"]["div"].as_str().is_some_and(|text| text.contains("報告書ではありません")));
}

fn any_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        (any::<String>(), any::<String>()).prop_map(|(text, unit)| quantity(&text, &unit, None)),
        (any::<String>(), any::<String>(), any::<String>()).prop_map(|(code, oid, meaning)| Value::Coded {
            code,
            oid,
            meaning
        }),
        any::<String>().prop_map(Value::Text),
        Just(Value::NotDone),
        Just(Value::NotMeasurable),
    ]
}

/// Every text below a value.
fn texts<'a>(value: &'a Read, out: &mut Vec<&'a str>) {
    match value {
        Read::String(text) => out.push(text),
        Read::Array(items) => items.iter().for_each(|item| texts(item, out)),
        Read::Object(members) => members.values().for_each(|item| texts(item, out)),
        _ => {}
    }
}

proptest! {
    #[test]
    fn whatever_was_delivered_makes_a_whole_document(
        name in ".+",
        results in prop::collection::vec(("[0-9A-Z]{17}|.*", any::<String>(), any_value()), 0..12),
    ) {
        let results: Vec<_> =
            results.into_iter().map(|(code, name, value)| Measurement::new(code, name, value)).collect();
        let count = results.len();
        let bundle = read(&person(&name), &visit(results), &[eligibility("2020-04-01", None)]);
        let entries = bundle["entry"].as_array().expect("entries");
        let names: BTreeSet<&str> = entries.iter().filter_map(|entry| entry["fullUrl"].as_str()).collect();
        prop_assert_eq!(names.len(), entries.len(), "every name once");
        prop_assert_eq!(&entries[0]["resource"]["resourceType"], "Composition");
        prop_assert!(resources(&bundle, "Observation").len() >= count);
        let mut all = Vec::new();
        texts(&bundle, &mut all);
        for text in all {
            prop_assert!(!text.trim().is_empty(), "no empty text");
            prop_assert!(!text.chars().any(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r')));
            if text.starts_with("urn:uuid:") {
                prop_assert!(names.contains(text), "a reference leads to a resource of the document");
            }
        }
    }
}
