//! Every rule by example: a file that keeps all, and one change for each way to break one.

use std::collections::BTreeSet;

use super::Rule::*;
use super::text::bytes;
use super::{Rule, broken};

const GOOD: &str = include_str!("../../domain/notebook/fixtures/all.txt");

fn file(text: &str) -> Vec<u8> {
    bytes(&text.replace('\n', "\r\n"))
}

fn rules(bytes: &[u8]) -> Vec<Rule> {
    broken(bytes).into_iter().map(|one| one.rule).collect()
}

/// What an institution gives: everything the stricter category asks for.
fn to_patient() -> String {
    GOOD.replace("JAHISTC08,2", "JAHISTC08,1")
}

#[test]
fn good_files_break_nothing() {
    assert_eq!(broken(&file(GOOD)), []);
    assert_eq!(broken(&file(&to_patient())), []);
    let synthetic = "JAHISTC08,2\n1,鈴木　太郎,1,19580303,,,,,,,\n5,20261101,8\n11,株式会社　見本薬局,13,4,1234567,,,,8\n51,医療法人　見本病院,13,1,7654321,8\n201,1,アムロジピン錠５ｍｇ,1,錠,2,620000000,8,,,\n301,1,【分１　朝食後服用】,28,日分,1,1,,8\n501,オンライン資格確認の調剤情報（電子処方箋）から作成,8\n";
    assert_eq!(broken(&file(synthetic)), []);
}

/// Rule, the part of the good file that is changed (first place only), what stands there instead.
const CHANGES: [(Rule, &str, &str); 63] = [
    (FirstLine, "JAHISTC08,2", "JAHISTC07,2"),
    (FirstLine, "JAHISTC08,2", "JAHISTC08,3"),
    (FirstLine, "JAHISTC08,2", "JAHISTC08"),
    (Cp932, "胃潰瘍", "胃\u{1}潰瘍"),
    (KnownRecord, "501,正しい", "502,正しい"),
    (KnownRecord, "2,1,卵,2\n", "101,1,卵,2\n"),
    (FieldCount, "2,1,卵,2\n", "2,1,卵,2,\n"),
    (FieldCount, "2,1,卵,2\n", "2,1,卵\n"),
    (FieldCount, "胃潰瘍", "胃,潰瘍"),
    (FieldBytes, "見本　太郎", "見本太郎見本太郎見本太郎見本太郎見本太郎見"),
    (FieldBytes, ",錠,2,620", ",１２３４５６７,2,620"),
    (FieldBytes, "5,20261101,1", "5,20261101,11"),
    (FieldKind, "5,20261101,1", "5,20261101,１"),
    (FieldKind, "03-0000-0002", "03(0000)0002"),
    (FieldKind, "201,1,見本", "201,一,見本"),
    (Required, "2,1,卵,2", "2,1,,2"),
    (Required, "1,見本　太郎,", "1,,"),
    (Required, "太郎,1,S330303", "太郎,,S330303"),
    (Required, "太郎,1,S330303", "太郎,1,"),
    (Required, "5,20261101,1", "5,20261101,"),
    (Required, "55,見本　一郎", "55,"),
    (Day, "5,20261101", "5,20261131"),
    (Day, "S330303", "S330231"),
    (Day, "20261010,20261013", "20261010,X081013"),
    (ListedCode, "太郎,1,S33", "太郎,3,S33"),
    (ListedCode, "2,1,卵", "2,4,卵"),
    (ListedCode, "卵,2", "卵,7"),
    (ListedCode, "駅前店,13,4", "駅前店,48,4"),
    (ListedCode, "駅前店,13,4", "駅前店,13,2"),
    (ListedCode, "見本病院,13,1", "見本病院,13,4"),
    (FieldKind, "13,4,1234567", "13,4,123456"),
    (ListedCode, "錠,2,620000001", "錠,5,620000001"),
    (ListedCode, "日分,1,2,", "日分,8,2,"),
    (ListedCode, "投与,31", "投与,32"),
    (FieldKind, "4900000000016", "490000000001"),
    (FieldKind, "100-0001", "100-001"),
    (CodeWithKind, "錠,2,620000001", "錠,2,"),
    (CodeWithKind, "g,1,,1", "g,1,620000001,1"),
    (CodeWithKind, "第二成分,2,X001", "第二成分,2,"),
    (CodeWithKind, ",2,1234567F1ZZZ", ",1,1234567F1ZZZ"),
    (CodeWithKind, "1,2,1011000400000000", "1,1,1011000400000000"),
    (CodeShape, "620000001", "62000001"),
    (CodeShape, "4,1234567F1011", "4,1234567F101"),
    (Amount, "「見本」,1,錠", "「見本」,1234567,錠"),
    (Amount, "「見本」,1,錠", "「見本」,1.123456,錠"),
    (Amount, "「見本」,1,錠", "「見本」,-1,錠"),
    (GroupNumber, "201,2,見本軟膏", "201,0,見本軟膏"),
    (
        OnePatient,
        "1,見本　太郎,1,S330303,100-0001,東京都見本区見本１－２－３,03-0000-0000,090-0000-0000（妻）,Ａ＋,63.5,ﾐﾎﾝ ﾀﾛｳ\n",
        "",
    ),
    (OnePatient, "2,1,卵,2\n", "1,見本　次郎,1,S330303,,,,,,,\n2,1,卵,2\n"),
    (RecordOrder, "5,20261101,1\n", "2,1,卵,1\n5,20261101,1\n2,1,卵,1\n"),
    (RecordOrder, "55,見本　一郎", "15,見本　三郎,,1\n55,見本　一郎"),
    (RecordOrder, "401,", "501,先に備考,1\n401,"),
    (RecordOrder, "5,R080804", "701,早すぎる,,,,,1\n5,R080804"),
    (NewestFirst, "5,R080804", "5,R081102"),
    (PlaceInEach, "11,見本薬局　駅前店,13,4,1234567,,,,1\n", ""),
    (PrescriberForPharmacy, "1\n51,医療法人　見本病院,13,1,7654321,1\n201", "1\n201"),
    (UsageForGroup, "301,2,【患部に塗布】,1,調剤,5,1,,1\n", ""),
    (UsageForGroup, "301,2,【患部", "301,3,【患部"),
    (NotesFollowDrug, "281,1,朝：１錠,1\n", "281,2,朝：１錠,1\n"),
    (NotesFollowUsage, "311,1,一包化", "311,2,一包化"),
    (RecordOrder, "3,見本目薬,,,2,,\n31,1,見本成分,1,,8\n", "31,1,見本成分,1,,8\n3,見本目薬,,,2,,\n"),
    (IngredientOfOtc, "31,1,第二成分", "31,2,第二成分"),
    (IngredientOfOtc, "3,見本目薬,,,2,,", "3,見本目薬,,,2,1,"),
];

#[test]
fn each_change_breaks_its_rule() {
    for (rule, part, other) in CHANGES {
        assert!(GOOD.contains(part), "{part}");
        let changed = GOOD.replacen(part, other, 1);
        let found = rules(&file(&changed));
        assert!(found.contains(&rule), "{rule:?} {part} -> {other}: {found:?}");
        assert!(found.len() <= 4, "{rule:?} {part} -> {other}: {found:?}");
    }
}

#[test]
fn what_an_institution_gives_must_say_more() {
    for (rule, part, other) in [
        (Required, "駅前店,13,4,1234567", "駅前店,,,"),
        (Required, ",1,錠,2,620000001", ",,錠,2,620000001"),
        (Required, "28,日分,1,2,1011000400000000", ",日分,1,2,1011000400000000"),
        (UsageInWords, "【分１ 朝食後服用】", ""),
    ] {
        let changed = |text: &str| file(&text.replacen(part, other, 1));
        assert_eq!(rules(&changed(&to_patient())), [rule], "{part}");
        assert_eq!(rules(&changed(GOOD)), [], "{part}");
    }
    let material = to_patient().replace("301,2,【患部に塗布】,1,調剤,5", "301,2,,1,調剤,9");
    assert_eq!(rules(&file(&material)), []);
}

#[test]
fn what_is_wrong_with_the_whole_file() {
    let good = file(GOOD);
    let cut = &good[..good.len() - 2];
    let part = |tail: &str| file(&format!("JAHISTC08,2\n4,x,,1\n{tail}"));
    for (bytes, rule) in [
        (b"\x81\xFF".to_vec(), Cp932),
        (cut.to_vec(), LineEnds),
        (bytes(GOOD), LineEnds),
        (file("JAHISTC08,2\n"), NotEmpty),
        (part("911,20261122093000,2,3\n"), Control),
        (part("911,2026112209300,2,1\n"), FieldKind),
        (part("911,20261122093000,2,1\n4,y,,1\n"), Control),
        (Vec::new(), FirstLine),
    ] {
        let found = rules(&bytes);
        assert!(found.contains(&rule), "{rule:?}: {found:?}");
    }
    assert_eq!(rules(&part("911,20261122093000,2,1\n")), [], "in a part nothing of the others is missed");
}

#[test]
fn every_rule_has_its_example() {
    let shown: BTreeSet<Rule> =
        CHANGES.iter().map(|(rule, ..)| *rule).chain([LineEnds, NotEmpty, Control, UsageInWords]).collect();
    assert_eq!(shown, Rule::ALL.into_iter().collect());
}
