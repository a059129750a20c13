//! What is found and what is not: brands and generics, combinations, routes, codes, hands, times; and the whole vocabulary.

use super::*;
use crate::domain::medication::{CodeSystem, Dispensing, Drug, DrugForm, DrugSource, Institution, merge};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn today() -> NaiveDate {
    day("2026-11-22")
}

fn oral(name: &str, ingredient: &str) -> Drug {
    Drug {
        ingredient: (!ingredient.is_empty()).then(|| ingredient.to_owned()),
        form: DrugForm::Oral,
        times: Some(28),
        ..Drug::named(name)
    }
}

fn external(name: &str, ingredient: &str) -> Drug {
    Drug { form: DrugForm::External, times: Some(1), ..oral(name, ingredient) }
}

fn coded(drug: Drug, code: &str) -> Drug {
    let mut drug = drug;
    drug.add_code(CodeSystem::Yj, code);
    drug
}

fn from(on: &str, clinic: &str, drugs: Vec<Drug>) -> Dispensing {
    let mut row = Dispensing::on(DrugSource::Receipt, day(on), Institution::named("見本薬局"));
    row.prescriber = Some(Institution::named(clinic));
    row.drugs = drugs;
    row
}

/// Of two drugs from two clinics: the ingredients in common with the ground, and the class in common.
fn between(one: Drug, other: Drug) -> (Vec<(Vec<String>, Ground)>, Vec<String>) {
    let rows = [from("2026-11-10", "甲内科", vec![one]), from("2026-11-12", "乙病院", vec![other])];
    let lines = merge(&rows);
    let found = overlaps(&lines, today());
    (
        found.shared.iter().map(|one| (one.ingredients.clone(), one.ground)).collect(),
        found.same_class.iter().map(|one| one.class.clone()).collect(),
    )
}

#[test]
fn brands_generics_and_combinations_of_one_ingredient_are_found_and_neighbours_are_not() {
    let amlodipine = || oral("アムロジピン錠５ｍｇ「見本」", "アムロジピンベシル酸塩");
    for (one, other, shared) in [
        (amlodipine(), oral("ノルバスク錠５ｍｇ", "アムロジピンベシル酸塩"), vec!["アムロジピン"]),
        (amlodipine(), oral("エックスフォージ配合錠", "バルサルタン・アムロジピンベシル酸塩"), vec!["アムロジピン"]),
        (
            oral("ミカムロ配合錠ＡＰ", "テルミサルタン・アムロジピンベシル酸塩"),
            oral("テラムロ配合錠ＡＰ", "テルミサルタン・アムロジピン"),
            vec!["アムロジピン", "テルミサルタン"],
        ),
        (
            oral("エンレスト錠", "サクビトリルバルサルタンナトリウム水和物"),
            oral("ディオバン錠", "バルサルタン"),
            vec!["バルサルタン"],
        ),
        (
            oral("フェブリク錠", "フェブキソスタット"),
            oral("フェブキソスタット錠", "フェブキソスタット水和物"),
            vec!["フェブキソスタット"],
        ),
        (
            oral("カロナール錠", "アセトアミノフェン"),
            external("アンヒバ坐剤", "アセトアミノフェン"),
            vec!["アセトアミノフェン"],
        ),
        (oral("ツムラ葛根湯", "葛根湯エキス"), oral("クラシエ葛根湯", "葛根湯エキス"), vec!["葛根湯エキス"]),
        (amlodipine(), oral("シルニジピン錠", "シルニジピン"), vec![]),
        (
            oral("エソメプラゾール", "エソメプラゾールマグネシウム水和物"),
            oral("オメプラゾール", "オメプラゾール"),
            vec![],
        ),
        (oral("酸化マグネシウム錠", "酸化マグネシウム"), oral("沈降炭酸カルシウム錠", "沈降炭酸カルシウム"), vec![]),
        (oral("ツムラ葛根湯", "葛根湯エキス"), oral("ツムラ芍薬甘草湯", "芍薬甘草湯エキス"), vec![]),
        (oral("見本錠", ""), oral("見本錠", ""), vec![]),
    ] {
        let names = format!("{} {}", one.name, other.name);
        let (found, classes) = between(one, other);
        let parts: Vec<String> = found.into_iter().flat_map(|(parts, _)| parts).collect();
        assert_eq!(parts, shared, "{names}");
        assert!(classes.is_empty(), "{names}: no code, no class");
    }
}

#[test]
fn codes_find_what_names_do_not_and_the_class_stands_apart() {
    // Codes alone.
    let (shared, classes) = between(coded(oral("甲錠", ""), "2171022F2289"), coded(oral("乙錠", ""), "2171022F1029"));
    assert_eq!((shared, classes.len()), (vec![(vec![], Ground::Code)], 0));
    // Codes and names.
    let (shared, _) = between(
        coded(oral("甲錠", "アムロジピン"), "2171022F2289"),
        coded(oral("乙錠", "アムロジピン"), "2171022F1029"),
    );
    assert_eq!(shared, [(vec!["アムロジピン".to_owned()], Ground::Both)]);
    // Another route: the codes differ, the names agree.
    let (shared, _) = between(
        coded(oral("カロナール錠", "アセトアミノフェン"), "1141007F1063"),
        coded(external("アンヒバ坐剤", "アセトアミノフェン"), "1141700J1067"),
    );
    assert_eq!(shared, [(vec!["アセトアミノフェン".to_owned()], Ground::Name)]);
    // Same class, other ingredient.
    let (shared, classes) = between(
        coded(oral("シルニジピン錠", "シルニジピン"), "2149037F2055"),
        coded(oral("バルサルタン錠", "バルサルタン"), "2149041F3236"),
    );
    assert_eq!((shared.len(), classes), (0, vec!["2149".to_owned()]));
    // A receipt's product whose code another record tells.
    let receipt = |name: &str| oral(name, "");
    let rows = [
        from("2026-11-10", "甲内科", vec![receipt("甲錠５ｍｇ")]),
        from("2026-10-10", "甲内科", vec![coded(oral("甲錠５ｍｇ", ""), "2171022F2289")]),
        from("2026-11-12", "乙病院", vec![coded(oral("乙錠", ""), "2171022F1029")]),
    ];
    let lines = merge(&rows);
    assert_eq!(overlaps(&lines, today()).shared.len(), 1);
}

#[test]
fn only_two_hands_at_one_time() {
    let amlodipine = || vec![oral("アムロジピン錠", "アムロジピン")];
    let brand = || vec![oral("ノルバスク錠", "アムロジピン")];
    let count = |rows: &[Dispensing]| overlaps(&merge(rows), today()).shared.len();
    let check = |what: &str, rows: Vec<Dispensing>, wanted: usize| assert_eq!(count(&rows), wanted, "{what}");
    check(
        "one prescriber, early again",
        vec![from("2026-11-01", "甲内科", amlodipine()), from("2026-11-20", "甲内科", brand())],
        0,
    );
    check("two strengths of one prescription", vec![from("2026-11-01", "甲内科", [amlodipine(), brand()].concat())], 0);
    check(
        "one after the other",
        vec![from("2026-10-01", "甲内科", amlodipine()), from("2026-10-29", "乙病院", brand())],
        0,
    );
    check("by one day", vec![from("2026-10-01", "甲内科", amlodipine()), from("2026-10-28", "乙病院", brand())], 1);
    check(
        "again and again, told once",
        vec![
            from("2026-10-01", "甲内科", amlodipine()),
            from("2026-10-29", "甲内科", amlodipine()),
            from("2026-10-10", "乙病院", brand()),
            from("2026-11-07", "乙病院", brand()),
        ],
        1,
    );
    let unknown = |on: &str, pharmacy: &str, drugs: Vec<Drug>| Dispensing {
        drugs,
        ..Dispensing::on(DrugSource::Notebook, day(on), Institution::named(pharmacy))
    };
    check(
        "prescribers untold, one pharmacy",
        vec![unknown("2026-11-01", "甲薬局", amlodipine()), unknown("2026-11-10", "甲薬局", brand())],
        0,
    );
    check(
        "prescribers untold, two pharmacies",
        vec![unknown("2026-11-01", "甲薬局", amlodipine()), unknown("2026-11-10", "乙薬局", brand())],
        1,
    );
    check(
        "nothing told of either",
        vec![unknown("2026-11-01", "", amlodipine()), unknown("2026-11-10", "", brand())],
        0,
    );
    let bought = Dispensing {
        drugs: vec![external("市販のロキソプロフェン", "ロキソプロフェンナトリウム水和物")],
        ..Dispensing::on(DrugSource::OverTheCounter, day("2026-11-15"), Institution::default())
    };
    check(
        "bought beside a prescription",
        vec![bought, from("2026-11-01", "甲内科", vec![oral("ロキソニン錠", "ロキソプロフェンナトリウム水和物")])],
        1,
    );
    let mut waiting = from("2026-11-20", "乙病院", brand());
    (waiting.source, waiting.prescribed_on, waiting.dispensed_on) =
        (DrugSource::Prescription, waiting.dispensed_on, None);
    check("prescribed and not handed over yet", vec![waiting, from("2026-11-01", "甲内科", amlodipine())], 1);
}

#[test]
fn a_finding_is_of_now_while_both_last() {
    let rows = [
        from("2026-08-01", "甲内科", vec![oral("アムロジピン錠", "アムロジピン")]),
        from("2026-08-20", "乙病院", vec![oral("ノルバスク錠", "アムロジピン")]),
    ];
    let lines = merge(&rows);
    let found = overlaps(&lines, today());
    assert_eq!(found.shared[0].days, (day("2026-08-20"), day("2026-08-28")));
    for (at, now) in [("2026-08-19", false), ("2026-08-20", true), ("2026-08-28", true), ("2026-08-29", false)] {
        assert_eq!(found.shared[0].is_now(day(at)), now, "{at}");
    }
    let undated = [
        from("2026-10-25", "甲内科", vec![oral("ロキソニン錠", "ロキソプロフェン")]),
        from("2026-11-01", "乙病院", vec![external("ロキソニンテープ", "ロキソプロフェン")]),
    ];
    let lines = merge(&undated);
    assert!(overlaps(&lines, today()).shared[0].is_now(today()), "how long a plaster lasts is told by nobody");
}

#[test]
fn what_could_not_be_compared_is_said() {
    let rows = [from(
        "2026-11-10",
        "甲内科",
        vec![
            oral("名前だけの錠", ""),
            oral("ツムラ葛根湯", "葛根湯エキス"),
            external("見本テープ", "ケトプロフェン"),
            oral("アムロジピン錠", "アムロジピン"),
            coded(oral("符号だけの錠", ""), "2171022F2289"),
            Drug { form: DrugForm::Material, ..Drug::named("注射針") },
        ],
    )];
    let lines = merge(&rows);
    let found = overlaps(&lines, today());
    let left: Vec<_> = found.not_compared.iter().map(|one| (one.supply.drug.name.as_str(), one.why)).collect();
    assert_eq!(
        left,
        [("名前だけの錠", Why::NoIngredient), ("ツムラ葛根湯", Why::Mixture), ("見本テープ", Why::NoDays)]
    );
    assert_eq!(found.without_class, 4);
    let old = [from("2026-05-10", "甲内科", vec![oral("名前だけの錠", "")])];
    let lines = merge(&old);
    assert!(overlaps(&lines, today()).not_compared.is_empty(), "what ran out long ago is not named");
}

#[test]
fn over_the_whole_vocabulary_names_find_what_codes_find_and_more() {
    let drugs: Vec<Drug> = include_str!("../../../../../server/hub-sim/tables/drugs.tsv")
        .lines()
        .skip(1)
        .map(|line| {
            let fields: Vec<&str> = line.split('\t').collect();
            coded(oral(fields[5], fields[6]), fields[7])
        })
        .collect();
    let (mut by_both, mut by_name, mut by_code) = (0, 0, 0);
    for (place, one) in drugs.iter().enumerate() {
        for other in &drugs[place + 1..] {
            for (parts, ground) in between(one.clone(), other.clone()).0 {
                match ground {
                    Ground::Both => by_both += 1,
                    Ground::Name => by_name += 1,
                    Ground::Code => {
                        by_code += 1;
                        assert!(parts.is_empty());
                    }
                }
            }
        }
    }
    assert_eq!(by_code, 0, "names alone miss nothing that codes find");
    assert_eq!((by_both, by_name), (167, 183), "names find other routes and the parts of combinations besides");
}
