//! However a name is typed, it is found; and nothing else is.

use proptest::prelude::*;

use super::*;
use crate::domain::medication::{Doctor, DrugSource, Institution};

fn row() -> Dispensing {
    let day = "2026-11-10".parse().expect("a day");
    let mut row = Dispensing::on(DrugSource::Receipt, day, Institution::named("見本調剤薬局　駅前店"));
    row.prescriber = Some(Institution::named("見本総合病院 循環器内科"));
    row.doctor = Some(Doctor { name: "見本　太郎".into(), department: None });
    let drug = |name: &str, ingredient: &str, general: &str| Drug {
        ingredient: Some(ingredient.into()),
        general: (!general.is_empty()).then(|| general.to_owned()),
        ..Drug::named(name)
    };
    row.drugs = vec![
        drug("ノルバスクＯＤ錠５ｍｇ", "アムロジピンベシル酸塩", "【般】アムロジピン口腔内崩壊錠５ｍｇ"),
        drug("酸化マグネシウム錠330mg「見本」", "酸化マグネシウム", ""),
        drug("ツムラ葛根湯エキス顆粒（医療用）", "葛根湯エキス", ""),
        drug("ムコダイン錠", "Ｌ－カルボシステイン", ""),
    ];
    row
}

fn found(typed: &str) -> Vec<usize> {
    let (row, readings) = (row(), Readings::default());
    let hits = Wanted::new(typed).in_dispensing(&row, &readings);
    (0..row.drugs.len()).filter(|at| hits.iter().any(|hit| std::ptr::eq(*hit, &raw const row.drugs[*at]))).collect()
}

#[test]
fn by_name_general_name_kana_and_place_however_it_is_typed() {
    let all = vec![0, 1, 2, 3];
    for (typed, wanted) in [
        ("ノルバスク", vec![0]),
        ("ﾉﾙﾊﾞｽｸ", vec![0]),
        ("のるばすく", vec![0]),
        ("アムロジピン", vec![0]),
        ("あむろじぴん od", vec![0]),
        ("口腔内崩壊", vec![0]),
        ("こうくうないほうかい", vec![0]),
        ("OD錠5mg", vec![0]),
        ("ＯＤ錠　５ｍｇ", vec![0]),
        ("さんかまぐねしうむ", vec![1]),
        ("酸化ﾏｸﾞﾈｼｳﾑ", vec![1]),
        ("３３０ｍｇ", vec![1]),
        ("かっこんとう", vec![2]),
        ("カッコントウ", vec![2]),
        ("葛根湯", vec![2]),
        ("l-かるぼ", vec![3]),
        ("Lカルボ", vec![]),
        ("ノルバスク5", vec![0]),
        ("のるばすく５ｍｇ", vec![0]),
        ("ﾏｸﾞﾈｼｳﾑ３３０", vec![1]),
        ("マグネシウム30", vec![]),
        ("ムコダイン5", vec![]),
        ("循環器", all.clone()),
        ("じゅんかんきないか", all.clone()),
        ("やっきょく", all.clone()),
        ("駅前店 ムコ", vec![3]),
        ("太郎", all.clone()),
        ("", all.clone()),
        ("　", all),
        ("バファリン", vec![]),
        ("ノルバスク バファリン", vec![]),
    ] {
        assert_eq!(found(typed), wanted, "{typed}");
    }
}

#[test]
fn no_word_is_found_across_two_names() {
    assert_eq!(found("ベシル酸塩般"), Vec::<usize>::new());
    assert_eq!(found("\u{1f}"), vec![0, 1, 2, 3], "a control character is nothing");
}

#[test]
fn the_readings_are_of_kanji_and_in_katakana_and_each_word_has_one() {
    let Readings(all) = Readings::default();
    assert!(all.len() > 100);
    for (word, reading) in &all {
        assert!(word.chars().all(is_kanji), "{word}");
        assert!(reading.chars().all(|c| ('ァ'..='ー').contains(&c)), "{reading}");
        assert_eq!(all.iter().filter(|(other, _)| other == word).count(), 1, "{word}");
    }
}

proptest! {
    #[test]
    fn a_part_of_a_name_finds_it_in_any_writing(start in 0usize..12, length in 1usize..12) {
        let name = "アムロジピンＯＤ錠５ｍｇ「トーワ」";
        let part: String = name.chars().skip(start).take(length).collect();
        let keyed = key([name], &Readings::default());
        let narrow: String = part.chars().map(|c| match c {
            '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            c => c,
        }).collect();
        let hiragana: String = part.chars().map(|c| match c {
            'ァ'..='ヶ' => char::from_u32(u32::from(c) - 0x60).unwrap_or(c),
            c => c,
        }).collect();
        for typed in [part.clone(), narrow, hiragana, part.to_uppercase()] {
            prop_assert!(Wanted::new(&typed).is_in(&keyed), "{}", typed);
        }
    }

    #[test]
    fn any_text_can_be_looked_for_and_in(text in any::<String>(), typed in any::<String>()) {
        let keyed = key([text.as_str()], &Readings::default());
        let _ = Wanted::new(&typed).is_in(&keyed);
        let whole: String = text.split_whitespace().next().unwrap_or_default().chars().take(20).collect();
        let lost = whole.chars().count() < text.split_whitespace().next().unwrap_or_default().chars().count();
        prop_assert!(lost || Wanted::new(&whole).is_in(&keyed));
    }
}
