//! Names without salts and hydrates, and what must not be taken away.

use proptest::prelude::*;

use super::*;

fn parts(text: &str) -> Vec<String> {
    Named::of_ingredient(text).parts().to_vec()
}

#[test]
fn salts_and_hydrates_go_and_what_carries_the_effect_stays() {
    for (given, wanted) in [
        ("アムロジピンベシル酸塩", &["アムロジピン"][..]),
        ("アムロジピンベシル酸塩・アトルバスタチンカルシウム水和物", &["アトルバスタチン", "アムロジピン"]),
        ("フェブキソスタット水和物", &["フェブキソスタット"]),
        ("コハク酸ソリフェナシン", &["ソリフェナシン"]),
        ("ソリフェナシンコハク酸塩", &["ソリフェナシン"]),
        ("エドキサバントシル酸塩水和物", &["エドキサバン"]),
        ("ダビガトランエテキシラートメタンスルホン酸塩", &["ダビガトラン"]),
        ("ダパグリフロジンプロピレングリコール水和物", &["ダパグリフロジン"]),
        ("チオトロピウム臭化物水和物", &["チオトロピウム"]),
        ("テネリグリプチン臭化水素酸塩水和物・カナグリフロジン水和物", &["カナグリフロジン", "テネリグリプチン"]),
        ("ビランテロールトリフェニル酢酸塩", &["ビランテロール"]),
        ("インスリンリスプロ（遺伝子組換え）", &["インスリンリスプロ"]),
        ("セフカペン　ピボキシル塩酸塩水和物", &["セフカペン"]),
        ("バルプロ酸ナトリウム", &["バルプロ酸"]),
        ("精製ヒアルロン酸ナトリウム", &["ヒアルロン酸"]),
        ("Ｌ－カルボシステイン", &["カルボシステイン"]),
        ("ベタメタゾン・ｄ－クロルフェニラミンマレイン酸塩", &["クロルフェニラミン", "ベタメタゾン"]),
        ("サクビトリルバルサルタンナトリウム水和物", &["サクビトリル", "バルサルタン"]),
        ("塩酸セルトラリン", &["セルトラリン"]),
        ("ｱﾑﾛｼﾞﾋﾟﾝﾍﾞｼﾙ酸塩", &["アムロジピン"]),
        // What is left as it is.
        ("酸化マグネシウム", &["酸化マグネシウム"]),
        ("塩化カリウム", &["塩化カリウム"]),
        ("沈降炭酸カルシウム", &["沈降炭酸カルシウム"]),
        ("炭酸ランタン水和物", &["炭酸ランタン"]),
        ("クエン酸第二鉄水和物", &["クエン酸第二鉄"]),
        ("クエン酸カリウム・クエン酸ナトリウム水和物", &["クエン酸カリウム", "クエン酸ナトリウム"]),
        ("硫酸マグネシウム", &["硫酸マグネシウム"]),
        ("硝酸イソソルビド", &["硝酸イソソルビド"]),
        ("イコサペント酸エチル", &["イコサペント酸エチル"]),
        ("トラネキサム酸", &["トラネキサム酸"]),
        ("カンデサルタンシレキセチル", &["カンデサルタン"]),
        ("ベタメタゾン酪酸エステルプロピオン酸エステル", &["ベタメタゾン酪酸エステルプロピオン酸エステル"]),
        ("カリウム", &["カリウム"]),
        ("水和物", &["水和物"]),
        ("", &[]),
        ("・", &[]),
    ] {
        assert_eq!(parts(given), wanted, "{given}");
    }
}

#[test]
fn a_name_for_several_is_held_against_itself_only() {
    for name in ["葛根湯エキス", "非ピリン系感冒剤"] {
        assert_eq!(Named::of_ingredient(name), Named::Mixture(name.into()));
    }
    assert_ne!(Named::of_ingredient("葛根湯エキス"), Named::of_ingredient("五苓散エキス"));
}

#[test]
fn the_general_name_stands_in_where_no_ingredient_is_told() {
    for (general, wanted) in [
        ("【般】アムロジピン錠５ｍｇ", &["アムロジピン"][..]),
        ("【般】アムロジピン口腔内崩壊錠５ｍｇ", &["アムロジピン"]),
        ("【般】ロキソプロフェンＮａテープ１００ｍｇ（１０×１４ｃｍ非温）", &["ロキソプロフェン"]),
        ("【般】ロサルタンＫ錠５０ｍｇ", &["ロサルタン"]),
        ("【般】テルミサルタン４０ｍｇ・アムロジピン配合錠", &["アムロジピン", "テルミサルタン"]),
        ("【般】ビソプロロールフマル酸塩錠２．５ｍｇ", &["ビソプロロール"]),
        ("【般】沈降炭酸カルシウム錠５００ｍｇ（高リン血症用）", &["沈降炭酸カルシウム"]),
        ("【般】ヒアルロン酸Ｎａ点眼液０．１％５ｍＬ", &["ヒアルロン酸"]),
        ("【般】ブデソニド・ホルモテロール配合吸入粉末剤６０吸入", &["ブデソニド", "ホルモテロール"]),
    ] {
        let mut drug = Drug::named("見本");
        drug.general = Some(general.into());
        assert_eq!(Named::of(&drug).parts(), wanted, "{general}");
    }
    let mut both = Drug::named("見本");
    both.general = Some("【般】アムロジピン錠５ｍｇ".into());
    both.ingredient = Some("バルサルタン".into());
    assert_eq!(Named::of(&both).parts(), ["バルサルタン"], "the ingredient is more exact");
    assert_eq!(Named::of(&Drug::named("見本錠")), Named::Unknown);
}

/// The vocabulary of the hub in a box: name, ingredient, price code, general name.
fn vocabulary() -> Vec<(&'static str, &'static str, &'static str, &'static str)> {
    include_str!("../../../../../server/hub-sim/tables/drugs.tsv")
        .lines()
        .skip(1)
        .map(|line| {
            let fields: Vec<&str> = line.split('\t').collect();
            (fields[5], fields[6], fields[7], fields[8])
        })
        .collect()
}

#[test]
fn over_the_whole_vocabulary_one_seven_digit_group_is_one_ingredient() {
    let all = vocabulary();
    assert_eq!(all.len(), 269);
    for (name, ingredient, code, general) in &all {
        let named = Named::of_ingredient(ingredient);
        assert!(!named.parts().is_empty(), "{name}");
        for (other, others, other_code, _) in &all {
            if code[..7] == other_code[..7] {
                assert_eq!(named, Named::of_ingredient(others), "{name} {other}");
            }
        }
        if general.is_empty() || matches!(named, Named::Mixture(_)) {
            continue;
        }
        let mut drug = Drug::named(*name);
        drug.general = Some((*general).to_owned());
        // The general name of a steroid's ester leaves the ester out: モメタゾン for モメタゾンフランカルボン酸エステル.
        for part in Named::of(&drug).parts() {
            assert!(named.parts().iter().any(|known| known.starts_with(part.as_str())), "{general} {named:?}");
        }
    }
}

proptest! {
    #[test]
    fn any_text_gives_names_that_stay_as_they_are(text in "[ァ-ヶ酸塩水和物化・ 　（）a-z]{0,24}") {
        for part in Named::of_ingredient(&text).parts() {
            prop_assert!(!part.is_empty());
            prop_assert_eq!(base(part), part.clone(), "what is left cannot be shortened again");
        }
    }

    #[test]
    fn the_order_of_a_combination_does_not_matter(mut parts in prop::collection::vec("[ァ-ヶ]{3,8}", 1..4)) {
        let one = Named::of_ingredient(&parts.join("・"));
        parts.reverse();
        prop_assert_eq!(one, Named::of_ingredient(&parts.join("・")));
    }
}
