//! Two whole documents, what each change to them does, and that no bytes at all make the reader panic.

use encoding_rs::SHIFT_JIS;
use proptest::prelude::*;

use super::*;
use crate::domain::checkup::answers::answer_words;
use crate::domain::checkup::{Bound, Flag};
use crate::domain::import::own_cp932;

const V08: &str = include_str!("fixtures/v08.xml");
const V07: &str = include_str!("fixtures/v07.xml");

fn read_text(text: &str) -> Result<Document, DocumentRefusal> {
    read(text.as_bytes(), own_cp932)
}

fn lines(document: &Document) -> String {
    document.visit.results.iter().map(|result| format!("{result:?}\n")).collect()
}

fn result<'a>(document: &'a Document, code: &str) -> &'a Measurement {
    document.visit.results.iter().find(|result| result.code == code).expect(code)
}

#[test]
fn reads_everything_of_a_document() {
    let document = read_text(V08).expect("a document");
    insta::assert_snapshot!(format!("{:?} {:?} {:?} {:?}", document.version, document.created, document.holder, document.insurer_number), @r#"Some(V08) Some(2026-06-01) Holder { name: "ミホン\u{3000}イチロウ", birth: 1974-06-12, sex: Male } Some("06130017")"#);
    insta::assert_snapshot!(format!("{:?}", Visit { results: Vec::new(), ..document.visit.clone() }), @r#"Visit { date: 2026-05-14, program: "010", report: Some("10"), sources: [Document], insurer_name: None, insurer_number: None, facility_name: Some("見本総合病院 健診部"), results: [] }"#);
    insta::assert_snapshot!(format!("{:?}", document.sections), @r#"[Section { code: "01010", title: "検査・問診結果セクション", results: 13 }, Section { code: "01990", title: "任意追加項目セクション", results: 2 }]"#);
    insta::assert_snapshot!(lines(&document), @r#"
    Measurement { code: "9N001000000000001", name: "身長", value: Quantity { text: "168.0", number: 168.0, unit: "cm", bound: None }, method: None, range: None, flag: None, origin: Visit }
    Measurement { code: "9A755000000000001", name: "収縮期血圧(その他)", value: Quantity { text: "138", number: 138.0, unit: "mm[Hg]", bound: None }, method: None, range: None, flag: None, origin: Visit }
    Measurement { code: "3F015000002327101", name: "空腹時中性脂肪(トリグリセリド)", value: Quantity { text: "10", number: 10.0, unit: "mg/dL", bound: Some(AtMost) }, method: Some("可視吸光光度法"), range: Some(Range { low: Some(End { text: "30", number: 30.0 }), high: Some(End { text: "149", number: 149.0 }) }), flag: Some(Low), origin: Visit }
    Measurement { code: "3F077000002327101", name: "LDLコレステロール", value: Quantity { text: "142", number: 142.0, unit: "mg/dL", bound: None }, method: Some("方法コード 1"), range: Some(Range { low: None, high: Some(End { text: "119", number: 119.0 }) }), flag: Some(High), origin: Visit }
    Measurement { code: "3F070000002327101", name: "HDLコレステロール", value: Quantity { text: "59", number: 59.0, unit: "mg/dL", bound: None }, method: None, range: None, flag: Some(Normal), origin: Visit }
    Measurement { code: "3B090000002327101", name: "γ-GT(γ-GTP)", value: NotMeasurable, method: None, range: None, flag: None, origin: Visit }
    Measurement { code: "3C020000002327101", name: "血清尿酸", value: NotDone, method: None, range: None, flag: None, origin: Visit }
    Measurement { code: "1A010000000191111", name: "尿蛋白", value: Coded { code: "1", oid: "1.2.392.200119.6.2102", meaning: "" }, method: None, range: None, flag: None, origin: Visit }
    Measurement { code: "9N736000000000011", name: "喫煙", value: Coded { code: "2", oid: "1.2.392.200119.6.24060", meaning: "" }, method: None, range: None, flag: None, origin: Visit }
    Measurement { code: "9A110160700000011", name: "心電図(所見の有無)", value: Coded { code: "1", oid: "1.2.392.200119.6.2002", meaning: "" }, method: None, range: None, flag: None, origin: Visit }
    Measurement { code: "9A110160800000049", name: "心電図(所見)", value: Text("軽度の左軸偏位"), method: None, range: None, flag: None, origin: Visit }
    Measurement { code: "9A110161000000049", name: "心電図(実施理由)", value: Text("医師の判断 & 希望"), method: None, range: None, flag: None, origin: Visit }
    Measurement { code: "9N511000000000049", name: "医師の診断(判定)", value: Text("生活習慣の改善をおすすめします。"), method: None, range: None, flag: None, origin: Visit }
    Measurement { code: "5C095000002302301", name: "前立腺特異抗原(PSA)", value: Quantity { text: "0.82", number: 0.82, unit: "ng/mL", bound: None }, method: None, range: None, flag: None, origin: Visit }
    Measurement { code: "ZZ-LOCAL-0001", name: "見本だけの検査", value: Text("異常なし"), method: None, range: None, flag: None, origin: Visit }
    Measurement { code: "9N516000000000049", name: "健康診断を実施した医師の氏名", value: Text("見本\u{3000}健"), method: None, range: None, flag: None, origin: Visit }
    "#);
}

#[test]
fn the_older_version_reads_the_same_in_shift_jis_and_its_answers_mean_what_they_meant() {
    let old = read_text(V07).expect("a document");
    let shift_jis = V07.replace("encoding=\"UTF-8\"", "encoding=\"Shift_JIS\"");
    assert_eq!(read(&SHIFT_JIS.encode(&shift_jis).0, own_cp932).as_ref(), Ok(&old));
    assert_eq!((old.version, old.visit.date.to_string().as_str()), (Some(Version::V07), "2023-05-18"));
    let smoking = |document: &Document| match &result(document, "9N736000000000011").value {
        Value::Coded { code, oid, meaning } => answer_words(oid, code, meaning),
        other => panic!("{other:?}"),
    };
    assert_eq!(smoking(&old), "いいえ");
    assert_eq!(smoking(&read_text(V08).expect("a document")), "以前は吸っていたが、最近1ヶ月間は吸っていない");
}

#[test]
fn another_prefix_says_the_same() {
    let text = V08.replace("xmlns=\"urn:hl7-org:v3\"", "xmlns:n=\"urn:hl7-org:v3\"");
    let text = text.replace("</", "</n:").replace('<', "<n:").replace("<n:/n:", "</n:").replace("<n:?", "<?");
    assert_eq!(read_text(&text), read_text(V08));
    // A foreign element is not taken for ours.
    let mixed = V08.replace("<patient>", "<x:patient xmlns:x=\"urn:x\"><name>ベツジン</name></x:patient><patient>");
    assert_eq!(read_text(&mixed), read_text(V08));
}

#[test]
fn refuses_whole_with_the_reason() {
    use DocumentRefusal::{CutShort, Deletion, Forbidden, Guidance, Missing, NoResults, OtherDocument, UnknownVersion};
    let report = |code: &str| V08.replace("<code code=\"10\"", &format!("<code code=\"{code}\""));
    let body = V08.find("<component><structuredBody>").expect("a body");
    for (text, why) in [
        (V08[..V08.len() / 2].to_owned(), CutShort),
        (V08[..V08.len() - 3].to_owned(), CutShort),
        (V08.replace("1.2.392.200119.6.1001", "2.16.840.1.113883.6.1"), OtherDocument),
        (V08.replace("urn:hl7-org:v3\"", "urn:hl7-org:v2\""), OtherDocument),
        (V08.replace("hc08_V08", "hc08_V09"), UnknownVersion("hc08_V09".into())),
        (report("19"), Deletion),
        (report("21"), Guidance),
        (V08.replace("<birthTime value=\"19740612\"/>", ""), Missing("生年月日")),
        (V08.replace("<name>ミホン　イチロウ</name>", "<name/>"), Missing("氏名")),
        (
            V08.replace("<effectiveTime value=\"20260514\"/>", "<effectiveTime value=\"20260231\"/>"),
            Missing("健診を受けた日"),
        ),
        (V08[..body].to_owned() + "</ClinicalDocument>", NoResults),
        (V08.replace("<ClinicalDocument", "<!DOCTYPE x><ClinicalDocument"), Forbidden),
    ] {
        assert_eq!(read_text(&text).map(|_| ()), Err(why));
    }
    for why in [CutShort, OtherDocument, Guidance, UnknownVersion("hc08_V09".into()), Missing("氏名")] {
        assert!(why.to_string().ends_with('。'), "{why}");
    }
}

#[test]
fn a_version_need_not_be_named() {
    let text = V08.replace("hc08_V08.xsd", "CDA.xsd");
    assert_eq!(read_text(&text).map(|document| document.version), Ok(None));
}

#[test]
fn what_is_odd_about_a_value_does_not_cost_the_value() {
    let changed = |from: &str, to: &str| {
        assert!(V08.contains(from), "{from}");
        read_text(&V08.replacen(from, to, 1)).expect("a document")
    };
    let hdl = |document: &Document| result(document, "3F070000002327101").clone();
    // The wrong way round in the file as it is.
    assert_eq!(hdl(&read_text(V08).expect("a document")).range, None);
    let words = changed("value=\"59\" unit=\"mg/dL\"", "value=\"約59\" unit=\"mg/dL\"");
    assert_eq!(hdl(&words).value, Value::Text("約59 mg/dL".into()));
    for infinite in ["NaN", "inf", "1e400", "9999999999999999999"] {
        let odd = changed("value=\"59\" unit", &format!("value=\"{infinite}\" unit"));
        assert_eq!(hdl(&odd).value, Value::Text(format!("{infinite} mg/dL")));
    }
    let wide = changed("value=\"59\" unit=\"mg/dL\"", "value=\"５９．５\" unit=\"mg/dL\"");
    let quantity = Value::Quantity { text: "59.5".into(), number: 59.5, unit: "mg/dL".into(), bound: None };
    assert_eq!(hdl(&wide).value, quantity, "full-width digits are the same number");
    let empty = changed("value=\"59\" unit=\"mg/dL\"", "value=\"\" unit=\"mg/dL\"");
    assert_eq!(hdl(&empty).value, Value::Text("記録なし".into()), "an amount that was left empty has its row");
    let bound_only = changed("<value xsi:type=\"PQ\" value=\"10\" unit=\"mg/dL\"/>", "");
    assert_eq!(result(&bound_only, "3F015000002327101").value, Value::Text("入力最小値以下".into()));
    let high = changed(
        "code=\"L\" codeSystem=\"2.16.840.1.113883.5.83\"/><interp",
        "code=\"H\" codeSystem=\"2.16.840.1.113883.5.83\"/><interp",
    );
    let tg = result(&high, "3F015000002327101");
    assert!(matches!(tg.value, Value::Quantity { bound: Some(Bound::AtLeast), .. }));
    assert_eq!(tg.flag, Some(Flag::Low), "what the report reads is its own word");
}

#[test]
fn every_item_of_the_standard_is_known_by_name_and_no_other_is_dropped() {
    let names = include_str!("../names.tsv");
    let entries: String = names
        .lines()
        .map(|line| line.split_once('\t').expect("a row"))
        .map(|(code, _)| {
            format!("<entry><observation><code code=\"{code}\"/><value xsi:type=\"ST\">x</value></observation></entry>")
        })
        .collect();
    let text = V08.replacen("<text/>", &format!("<text/>{entries}"), 1);
    let document = read_text(&text).expect("a document");
    let many = names.lines().count();
    assert!(many >= 322, "{many}");
    assert_eq!(document.sections[1].results, many + 2);
    for line in names.lines() {
        let (code, name) = line.split_once('\t').expect("a row");
        assert!(document.visit.results.iter().any(|one| one.code == code && one.name == name), "{code}");
    }
    assert_eq!(result(&document, "ZZ-LOCAL-0001").name, "見本だけの検査");
}

#[test]
fn a_document_is_told_from_other_files() {
    for (bytes, expected) in [
        (V08.as_bytes(), true),
        (b"<?xml version='1.0'?><n:ClinicalDocument", true),
        ("医療費,ClinicalDocument".as_bytes(), false),
        (b"<?xml version='1.0'?><TEG700/>", false),
        (b"", false),
    ] {
        assert_eq!(looks_like_one(bytes), expected);
    }
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        _ = read(&bytes, own_cp932);
        _ = looks_like_one(&bytes);
    }

    #[test]
    fn no_change_makes_it_panic_and_what_is_read_is_sound(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0u8..3), 1..8),
        old in any::<bool>(),
    ) {
        let mut bytes = if old { V07 } else { V08 }.as_bytes().to_vec();
        for (place, byte, how) in changes {
            let at = place.index(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => { bytes.remove(at); }
                _ => bytes.insert(at, byte),
            }
        }
        if let Ok(document) = read(&bytes, own_cp932) {
            prop_assert!(!document.visit.results.is_empty());
            for result in &document.visit.results {
                prop_assert!(!result.code.is_empty() && !result.name.is_empty());
                if let Value::Quantity { number, .. } = result.value {
                    prop_assert!(number.is_finite());
                }
            }
        }
    }

    #[test]
    fn half_a_document_is_never_a_document(end in 0usize..V08.len() - 2) {
        prop_assert!(read(&V08.as_bytes()[..end], own_cp932).is_err());
    }
}
