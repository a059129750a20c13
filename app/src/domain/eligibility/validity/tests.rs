//! Every code of list 006, with dates that agree and with dates that do not.

use super::super::example::{cover, date};
use super::*;

const TODAY: &str = "20261122";

fn told_of(code: &str, line: Vec<Eligibility>) -> (Told, bool) {
    let status = EligibilityStatus { validity: Validity::from_code(code).expect("a code"), line, hidden: Vec::new() };
    (status.told(date(TODAY)), status.valid_today(date(TODAY)).is_some())
}

#[test]
fn every_code_has_its_sentence_and_way_on() {
    let now = || cover("06130017", "20200401", None);
    let over = || cover("06130017", "20180401", Some("20261022"));
    let aid = || Eligibility { card_class: "A1".into(), share_percent: None, ..now() };
    let twice = || vec![now(), cover("138057", "20190401", None)];
    // Code, what came, the sentence, the way on, the page that leads on, whether one is shown as valid.
    let cases = [
        ("1", vec![now(), over()], "今日（2026年11月22日）、この資格は有効です。", "マイナンバーカード", "", true),
        ("1", vec![aid()], "医療扶助（生活保護）", "福祉事務所", "", true),
        ("1", vec![over()], "どの健康保険の資格かが届いていません", "確かめて", "", false),
        ("2", vec![over()], "2026年10月21日で終わり", "国民健康保険の届け出", "/insurance/history", false),
        ("2", vec![now()], "「無効」と記録されています", "1週間ほど", "/insurance/history", false),
        ("2", vec![], "登録されていません", "任意継続", "/insurance/history", false),
        ("3", vec![now(), over()], "新しい資格が有効です", "前の健康保険に返して", "", true),
        ("3", vec![over()], "まだここに届いていません", "新しく加入した健康保険", "", false),
        ("4", vec![], "ひとつも見つかりませんでした", "市区町村", "", false),
        ("5", twice(), "2つ重なって", "届け出をするまで続きます", "/insurance/history", false),
        ("5", vec![now()], "2つ以上重なって", "電話し", "/insurance/history", false),
        ("6", vec![now()], "利用登録）は、まだです", "資格確認書", "/registration", true),
        ("6", vec![aid()], "医療扶助（生活保護）", "福祉事務所", "", true),
        ("6", vec![], "どの健康保険の資格かが届いていません", "勤め先", "", false),
    ];
    for (code, line, sentence, way, link, valid) in cases {
        let (told, shown) = told_of(code, line);
        assert!(told.sentence.contains(sentence), "{code}: {}", told.sentence);
        assert!(told.way.concat().contains(way), "{code}: {:?}", told.way);
        assert_eq!(told.link.map_or("", |(to, _)| to), link, "{code}");
        assert_eq!(shown, valid, "{code}");
    }
}

#[test]
fn who_is_without_for_long_is_not_told_to_wait() {
    for (lost, waits) in [("20261115", true), ("20261108", true), ("20261107", false), ("20260621", false)] {
        let (told, _) = told_of("2", vec![cover("06130017", "20180401", Some(lost))]);
        assert_eq!(told.way.concat().contains("1週間ほど待っても"), waits, "{lost}");
        assert_eq!(told.way.concat().contains("待たずに"), !waits, "{lost}");
    }
}

#[test]
fn no_two_codes_share_a_sentence() {
    let line = || vec![cover("06130017", "20200401", None)];
    let mut sentences: Vec<String> =
        ["1", "2", "3", "4", "5", "6"].iter().map(|code| told_of(code, line()).0.sentence).collect();
    sentences.sort();
    sentences.dedup();
    assert_eq!(sentences.len(), 6);
    for code in ["0", "7", "", "有効"] {
        assert_eq!(Validity::from_code(code), None, "{code}");
    }
}

#[test]
fn only_where_it_is_valid_the_sentence_says_so() {
    for code in ["1", "2", "3", "4", "5", "6"] {
        for line in
            [vec![], vec![cover("06130017", "20180401", Some("20261022"))], vec![cover("06130017", "20200401", None)]]
        {
            let (told, valid) = told_of(code, line);
            assert_eq!(told.sentence.contains("有効です。"), valid, "{code}: {}", told.sentence);
        }
    }
}
