//! What is one checkup, and the laws of putting visits together.

use proptest::prelude::*;

use super::*;
use crate::domain::checkup::Origin;
use crate::domain::checkup::sample::{HBA1C, SBP, coded, number, result, visit};

fn from(source: Source, facility: &str, results: Vec<Measurement>) -> Visit {
    let facility_name = (!facility.is_empty()).then(|| facility.to_owned());
    Visit { sources: vec![source], facility_name, insurer_name: None, ..visit("2026-05-14", results) }
}

const CODES: [&str; 6] =
    [SBP, HBA1C, "3F015000002327101", "3F070000002327101", "3F077000002327101", "3B035000002327201"];

/// Five or six results, of which the last `differing` are other than usual.
fn values(count: usize, differing: usize) -> Vec<Measurement> {
    let value = |at: usize| if at + differing >= count { "99" } else { "50" };
    (0..count).map(|at| number(CODES[at], value(at), "mg/dL")).collect()
}

#[test]
fn the_same_checkup_is_known_by_its_place_or_by_its_values() {
    use Source::{Document, Hub};
    let cases = [
        ("place", from(Hub, "見本 健診センター", vec![]), from(Document, "見本　健診センター", vec![]), true),
        ("kana", from(Hub, "ﾐﾎﾝｸﾘﾆｯｸ", vec![]), from(Document, "ミホンクリニック", vec![]), true),
        ("nothing", from(Hub, "", vec![]), from(Document, "", vec![]), false),
        ("4 of 5", from(Hub, "甲", values(5, 0)), from(Document, "乙", values(5, 1)), true),
        ("3 of 5", from(Hub, "甲", values(5, 0)), from(Document, "乙", values(5, 2)), false),
        ("4 of 6", from(Hub, "甲", values(6, 0)), from(Document, "乙", values(6, 2)), false),
        ("too few shared", from(Hub, "甲", values(4, 0)), from(Document, "乙", values(4, 0)), false),
        ("both of the hub", from(Hub, "甲", values(5, 0)), from(Hub, "甲", values(5, 0)), false),
        ("two files", from(Document, "甲", values(5, 0)), from(Document, "甲", values(5, 5)), true),
    ];
    for (what, one, other, expected) in cases {
        assert_eq!(is_same_checkup(&one, &other), expected, "{what}");
        assert_eq!(is_same_checkup(&other, &one), expected, "{what}, the other way round");
    }
    let other_day =
        Visit { date: crate::domain::checkup::sample::day("2026-05-15"), ..from(Document, "甲", values(5, 0)) };
    assert!(!is_same_checkup(&from(Hub, "甲", values(5, 0)), &other_day));
}

#[test]
fn two_sources_stand_as_one_visit_and_both_values_where_they_disagree() {
    let range = Range::of(Some("4.6"), Some("5.5"));
    let hub = Visit {
        insurer_name: Some("見本健康保険組合".into()),
        ..from(
            Source::Hub,
            "甲",
            vec![number(SBP, "138", "mmHg"), number(HBA1C, "5.50", "%"), coded("1A010000000191111", "2102", "1")],
        )
    };
    let file = from(
        Source::Document,
        "甲",
        vec![
            Measurement { range: range.clone(), name: "HbA1c".into(), ..number(HBA1C, "5.5", "%") },
            Measurement { name: "最高血圧".into(), ..number(SBP, "136", "mm[Hg]") },
            result("ZZ", Value::NotDone),
        ],
    );
    let all = merged(vec![file, hub]);
    assert_eq!(all.len(), 1);
    let visit = &all[0];
    assert_eq!(visit.sources, [Source::Hub, Source::Document]);
    assert_eq!(visit.insurer_name.as_deref(), Some("見本健康保険組合"));
    let told: Vec<(&str, Option<String>)> = visit
        .results
        .iter()
        .map(|one| (one.code.as_str(), crate::domain::checkup::summary::value_words(&one.value)))
        .collect();
    let words = |text: &str| Some(text.to_owned());
    assert_eq!(
        told,
        [
            (SBP, words("138 mmHg")),
            (HBA1C, words("5.50 %")),
            ("1A010000000191111", words("陰性（－）")),
            (SBP, words("136 mmHg")),
            ("ZZ", words("未実施")),
        ]
    );
    assert_eq!(visit.results[1].range, range, "what one source tells more");
    assert_eq!(disagreements(visit), ["最高血圧"]);
    let (hub, file) = (Origin::Source(Source::Hub), Origin::Source(Source::Document));
    let origins: Vec<Origin> = visit.results.iter().map(|one| one.origin).collect();
    assert_eq!(origins, [hub, Origin::Visit, hub, file, file]);
    assert_eq!(visit.source_apart(&visit.results[3]), Some(Source::Document));
    assert_eq!(visit.source_apart(&visit.results[4]), None, "only one source names it");
}

#[test]
fn of_two_methods_the_insurers_value_is_taken_and_the_files_is_named() {
    let (ldl_hub, ldl_file) = ("3F077000002391901", "3F077000002327101");
    let hub = from(Source::Hub, "甲", vec![number(ldl_hub, "142", "mg/dL"), number(SBP, "138", "mm[Hg]")]);
    let file = from(Source::Document, "甲", vec![number(ldl_file, "100", "mg/dL"), number(SBP, "138", "mm[Hg]")]);
    let all = merged(vec![file, hub]);
    let item = item_of_code(ldl_file).expect("an item").0;
    let (picked, variant) = item.pick(&all[0]).expect("a value");
    assert_eq!((picked.code.as_str(), variant.code), (ldl_hub, ldl_hub), "whatever the catalogue prefers");
    assert_eq!(disagreements(&all[0]), ["LDLコレステロール"]);
    let told: Vec<(Source, &str)> =
        all[0].told_otherwise(picked).map(|(source, other)| (source, other.code.as_str())).collect();
    assert_eq!(told, [(Source::Document, ldl_file)]);
}

fn any_visit() -> impl Strategy<Value = Visit> {
    let value = prop_oneof![
        (0u8..3).prop_map(|number| Value::Quantity {
            text: number.to_string(),
            number: f64::from(number),
            unit: "mg/dL".into(),
            bound: None
        }),
        Just(Value::NotDone),
        Just(Value::Text("語".into())),
    ];
    let range = prop_oneof![Just(None), Just(Range::of(Some("1"), Some("2"))), Just(Range::of(None, Some("3")))];
    let result = (0..CODES.len(), value, range)
        .prop_map(|(code, value, range)| Measurement { range, ..Measurement::new(CODES[code], "", value) });
    let results = prop::collection::vec(result, 0..9);
    (0u32..2, any::<bool>(), prop::option::of("[甲乙]"), results).prop_map(|(day, hub, facility, results)| Visit {
        date: chrono::NaiveDate::from_ymd_opt(2026, 5, 14 + day).expect("a day"),
        sources: vec![if hub { Source::Hub } else { Source::Document }],
        facility_name: facility,
        results,
        ..Visit::new(chrono::NaiveDate::MIN, "010")
    })
}

proptest! {
    #[test]
    fn the_order_plays_no_part(visits in prop::collection::vec(any_visit(), 0..7), seed in any::<u64>()) {
        let mut shuffled = visits.clone();
        let mut state = seed;
        for place in (1..shuffled.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            shuffled.swap(place, (state >> 33) as usize % (place + 1));
        }
        prop_assert_eq!(merged(shuffled), merged(visits));
    }

    #[test]
    fn twice_is_once(visits in prop::collection::vec(any_visit(), 0..7)) {
        let once = merged(visits);
        prop_assert_eq!(merged(once.clone()), once);
    }

    #[test]
    fn nothing_is_lost_and_nothing_is_made_up(visits in prop::collection::vec(any_visit(), 0..7)) {
        let all = merged(visits.clone());
        prop_assert!(all.is_sorted_by(|a, b| a.date >= b.date));
        let found = |one: &Visit, result: &Measurement, among: &[Visit]| among.iter().any(|other| {
            other.date == one.date && other.results.iter().any(|known| {
                known.code == result.code && same_value(&known.value, &result.value)
                    && (result.range.is_none() || known.range == result.range)
            })
        });
        for visit in &visits {
            prop_assert!(visit.results.iter().all(|result| found(visit, result, &all)));
            prop_assert!(all.iter().any(|one| one.date == visit.date && visit.sources.iter().all(|source| one.sources.contains(source))));
        }
        for visit in &all {
            prop_assert!(visit.results.iter().all(|result| found(visit, result, &visits)));
        }
        prop_assert!(all.len() <= visits.len());
    }

    #[test]
    fn each_result_is_of_who_told_it(visits in prop::collection::vec(any_visit(), 0..7)) {
        for one in merged(visits.clone()) {
            for result in &one.results {
                if let Origin::Source(source) = result.origin {
                    prop_assert!(one.sources.len() > 1);
                    prop_assert!(visits.iter().any(|visit| visit.sources == [source]
                        && visit.date == one.date
                        && visit.results.iter().any(|told| told.code == result.code && same_value(&told.value, &result.value))));
                }
                for source in one.sources_of(result) {
                    prop_assert!(one.sources.contains(&source));
                }
            }
        }
    }

    #[test]
    fn the_hubs_own_visits_stay_as_they_are(visits in prop::collection::vec(any_visit(), 0..7)) {
        let hub: Vec<Visit> = visits.into_iter().filter(|visit| visit.sources == [Source::Hub]).collect();
        let all = merged(hub.clone());
        prop_assert_eq!(all.len(), hub.len());
        prop_assert!(hub.iter().all(|visit| all.contains(visit)));
    }
}
