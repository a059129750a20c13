//! What is found and what is not: brands and generics, combinations, routes, codes, hands, times; and the whole vocabulary.

use super::*;
use crate::domain::medication::{CodeSystem, Dispensing, Drug, DrugForm, DrugSource, Institution, merge};
use crate::domain::notebook::{Author, Otc, OtcIngredient, otc_row};

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

pub(super) fn today() -> NaiveDate {
    day("2026-11-22")
}

pub(super) fn oral(name: &str, ingredient: &str) -> Drug {
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

pub(super) fn from(on: &str, clinic: &str, drugs: Vec<Drug>) -> Dispensing {
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
fn the_same_product_is_found_though_nobody_tells_what_is_in_it() {
    let receipt = |drug: Drug, code: &str| Drug { code: code.into(), ..drug };
    let notebook = |name: &str, code: &str| receipt(oral(name, ""), code);
    let rebamipide = "レバミピド錠１００ｍｇ「オーツカ」";
    let told = || receipt(oral(rebamipide, "レバミピド"), "622533701");
    let named = || vec!["レバミピド".to_owned()];
    for (what, one, other, wanted) in [
        ("one tells it", told(), notebook(rebamipide, "622533701"), Some((named(), Ground::Name))),
        ("by the digits alone", told(), notebook("レバミピド", "622533701"), Some((named(), Ground::Name))),
        ("by the name alone", told(), notebook("ﾚﾊﾞﾐﾋﾟﾄﾞ錠100mg「ｵｰﾂｶ」", ""), Some((named(), Ground::Name))),
        ("neither tells it", notebook("甲", "622533701"), notebook("乙", "622533701"), Some((vec![], Ground::Product))),
        ("neither, by name", notebook(rebamipide, ""), notebook(rebamipide, ""), Some((vec![], Ground::Product))),
        ("other digits", notebook("甲", "622533701"), notebook("乙", "622533702"), None),
        ("no digits", notebook("甲", ""), notebook("乙", ""), None),
    ] {
        let (shared, classes) = between(one, other);
        assert_eq!((shared, classes.len()), (wanted.into_iter().collect(), 0), "{what}");
    }
    // A third record tells the ingredient, long before.
    let rows = [
        from("2026-11-10", "甲内科", vec![notebook(rebamipide, "622533701")]),
        from("2026-11-12", "乙病院", vec![oral("ムコスタ錠１００ｍｇ", "レバミピド")]),
        from("2025-01-10", "甲内科", vec![told()]),
    ];
    let lines = merge(&rows);
    let found = overlaps(&lines, today());
    assert_eq!((found.shared.len(), &found.shared[0].ingredients), (1, &named()));
    assert!(found.not_compared.is_empty(), "{:?}", found.not_compared);
}

#[test]
fn what_a_row_told_that_a_receipt_took_the_place_of_is_not_forgotten() {
    let receipt = |name: &str| oral(name, "");
    let fresh = |row: &Dispensing, code: &str| Dispensing {
        source: DrugSource::Dispensing,
        drugs: vec![coded(row.drugs[0].clone(), code)],
        ..row.clone()
    };
    let one = from("2026-11-10", "甲内科", vec![receipt("甲錠５ｍｇ")]);
    let other = from("2026-11-12", "乙病院", vec![receipt("乙錠")]);
    let mut rows = vec![fresh(&one, "2189101F1020"), fresh(&other, "2189010F2353"), one, other];
    for _ in 0..rows.len() {
        rows.rotate_left(1);
        let lines = merge(&rows);
        assert_eq!(lines.len(), 2, "receipts stand");
        let found = overlaps(&lines, today());
        let classes: Vec<&str> = found.same_class.iter().map(|one| one.class.as_str()).collect();
        assert_eq!((classes, found.without_class), (vec!["2189"], 0));
    }
}

#[test]
fn what_was_bought_is_compared_over_the_days_that_the_person_wrote() {
    let otc = |from: Option<&str>, until: Option<&str>| Otc {
        name: "ロキソニンＳ".into(),
        from: from.map(day),
        until: until.map(day),
        author: Author::Patient,
        number: None,
        jan: None,
        ingredients: vec![OtcIngredient {
            name: "ロキソプロフェンナトリウム水和物".into(),
            code: None,
            author: Author::Patient,
        }],
    };
    let given = || from("2026-11-10", "甲内科", vec![oral("ロキソニン錠", "ロキソプロフェンナトリウム水和物")]);
    for (start, until, days, left) in [
        (Some("2026-11-01"), Some("2026-11-15"), Some(("2026-11-10", "2026-11-15")), None),
        (Some("2026-11-01"), Some("2026-11-09"), None, None),
        (Some("2026-11-01"), None, Some(("2026-11-10", "2026-11-22")), None),
        (Some("2026-11-20"), Some("2026-12-31"), Some(("2026-11-20", "2026-12-07")), None),
        (Some("2026-11-23"), None, Some(("2026-11-23", "2026-11-23")), None),
        (None, Some("2026-11-12"), Some(("2026-11-12", "2026-11-12")), None),
        (None, None, None, Some(Why::Undated)),
    ] {
        let rows = [given(), otc_row(&otc(start, until), today())];
        let lines = merge(&rows);
        let found = overlaps(&lines, today());
        let shared: Vec<_> = found.shared.iter().map(|one| one.days).collect();
        assert_eq!(shared, days.map(|(first, last)| (day(first), day(last))).into_iter().collect::<Vec<_>>());
        let told: Vec<_> = found.not_compared.iter().map(|one| one.why).collect();
        assert_eq!(told, left.into_iter().collect::<Vec<_>>(), "{start:?} {until:?}");
        let lasting = Supply::all(&lines).into_iter().filter(|one| one.lasts_on(today())).count();
        assert_eq!(lasting, 1, "nobody handed out what was bought");
        let open = Supply::all_by(&lines, today()).iter().filter(|one| one.is_open).count();
        let has_begun = start.is_some_and(|start| day(start) <= today());
        assert_eq!(open, usize::from(has_begun && until.is_none()), "{start:?} {until:?}");
    }
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
                    Ground::Product => panic!("{}: every ingredient is told", one.name),
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
