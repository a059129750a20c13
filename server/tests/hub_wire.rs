//! The decoders of the hub's messages: what hand-typed messages mean, and that no bytes at all make them panic.

use encoding_rs::SHIFT_JIS;
use proptest::prelude::*;
use server::hub::wire::{self, WireError};

const ELIGIBILITY: &str = include_str!("hub_fixtures/eligibility.xml");
const CHECKUPS: &str = include_str!("hub_fixtures/checkups.xml");
const MEDICATIONS: &str = include_str!("hub_fixtures/medications.xml");
const EXPENSES: &str = include_str!("hub_fixtures/expenses.xml");
const REGISTRATION: &str = r#"{"as_of":"2026-11-22T09:15:30","subject":"s1","state":"registered","by":{"since":"2024-02-03T10:11:12","door":"atm"},"link":{"kind":"original"},"steps":[{"name":"linking","state":"done","at":"2024-02-03T10:11:12"}]}"#;
const NOTICES: &str = r#"{"as_of":"2026-11-22T09:15:30","subject":"s1","notices":[{"id":"a","on":"2026-01-01","from":"見本","subject":"古い","body":"x"},{"id":"b","on":"2026-10-01","from":"見本","subject":"新しい","body":"y"}]}"#;
const LOOKS: &str = r#"{"as_of":"2026-11-22T09:15:30","subject":"s1","looks":[{"id":"look-1","at":"2026-01-01T00:00:00","institution":"見本内科","institution_code":"1310000001","role":"doctor","kinds":["medications","expenses"],"ground":"terminal_consent","consent":"consent-1","report":null},{"id":"look-2","at":"2026-06-15T03:24:00","institution":"見本病院","institution_code":"1310000002","role":"robot","kinds":["teeth"],"ground":"curiosity","consent":null,"report":{"number":"2611-203-118","at":"2026-11-20T18:00:00","reason":"not_visited","goes_to":"窓口","answer_by":"2026-12-04","asked_on":null,"answer":null}}]}"#;
const REPORT: &str = r#"{"as_of":"2026-11-22T09:15:30","subject":"s1","look":"look-1","report":{"number":"2611-203-118","at":"2026-11-20T18:00:00","reason":"not_visited","goes_to":"窓口","answer_by":"2026-12-04","asked_on":"2026-11-22","answer":{"on":"2026-12-02","text":"確かめました"}}}"#;
const CONSENTS: &str = r#"{"as_of":"2026-11-22T09:15:30","subject":"s1","consents":[{"id":"c1","kind":"insurer_handover","institution":"見本組合","role":"insurer","kinds":["checkups"],"given_at":"2024-01-01T00:00:00","until":null,"withdrawn_at":null},{"id":"c2","kind":"care","institution":"見本内科","role":"doctor","kinds":["medications"],"given_at":"2026-11-22T09:00:00","until":"2026-11-23T09:00:00","withdrawn_at":"2026-11-22T09:10:00"}]}"#;
const EXCHANGES: &str = r#"{"as_of":"2026-11-22T09:15:30","subject":"s1","exchanges":[{"id":"e1","asked_at":"2025-07-10T03:05:00","answered_at":null,"asker":"見本組合","holder":"見本市","basis":"society_benefit","items":["local_tax","shoe_size"],"outcome":"pending"},{"id":"e2","asked_at":"2026-07-10T03:05:00","answered_at":"2026-07-10T03:08:00","asker":"見本組合","holder":"見本市","basis":"new_law","items":[],"outcome":"provided"}]}"#;

const PAYMENTS: &str = r#"{"as_of":"2026-11-22T09:15:30","subject":"s1","payments":[{"id":"p1","payee":"見本市","for":"国民健康保険料 第6期","amount":12300,"due":"2026-11-30","channel":"payeasy","state":"due","site":"demo-city"},{"id":"p2","payee":"見本市","for":"市民税","amount":500,"due":"2026-10-31","channel":"by_horse","state":"overdue","site":""}]}"#;

fn medications_bytes() -> Vec<u8> {
    SHIFT_JIS.encode(MEDICATIONS).0.into_owned()
}

type Decoder = fn(&[u8]) -> Result<(), WireError>;

/// Every message with a decoder that forgets what it read.
fn messages() -> Vec<(Vec<u8>, Decoder)> {
    vec![
        (ELIGIBILITY.into(), |bytes| wire::eligibility(bytes).map(drop)),
        (CHECKUPS.into(), |bytes| wire::checkups(bytes).map(drop)),
        (medications_bytes(), |bytes| wire::medications(bytes).map(drop)),
        (EXPENSES.into(), |bytes| wire::expenses(bytes, 2026).map(drop)),
        (REGISTRATION.into(), |bytes| wire::registration(bytes).map(drop)),
        (NOTICES.into(), |bytes| wire::notices(bytes).map(drop)),
        (LOOKS.into(), |bytes| wire::looks(bytes).map(drop)),
        (REPORT.into(), |bytes| wire::report(bytes, "look-1").map(drop)),
        (CONSENTS.into(), |bytes| wire::consents(bytes).map(drop)),
        (EXCHANGES.into(), |bytes| wire::exchanges(bytes).map(drop)),
        (PAYMENTS.into(), |bytes| wire::payments(bytes).map(drop)),
    ]
}

fn lines<T: std::fmt::Debug>(items: &[T]) -> String {
    items.iter().map(|item| format!("{item:?}\n")).collect()
}

#[test]
fn reads_eligibility() {
    let message = wire::eligibility(ELIGIBILITY.as_bytes()).expect("eligibility");
    assert_eq!(message.named.len(), 2);
    insta::assert_snapshot!(format!("{} {:?}\n{}", message.as_of, message.value.validity, lines(&message.value.line)), @r#"
    2026-11-22 09:15:30 Valid
    Eligibility { person: Person { name: "見本\u{3000}太郎", kana: "ﾐﾎﾝ ﾀﾛｳ", birth: 1971-08-07, sex: Male }, insurer_number: "01130012", insurer_name: "見本保険者 & 支部", card_class: "01", symbol: None, number: Some("678"), branch: Some("02"), relation: Dependant, valid_from: 2024-04-01, lost_on: None, loss_reason: None, share_percent: Some(20), elderly: Some(ElderlyCertificate { share_percent: 20, from: None, until: None }), insurer_phone: Some("0000-01-0012"), ceiling: Some(CeilingCertificate { kind: "01", class: "A03", from: Some(2026-08-01), until: Some(2027-07-31) }), specific_diseases: [SpecificDiseaseCertificate { category: "1", from: Some(2025-01-01), until: None, self_pay: Some(Yen(10000)) }] }
    Eligibility { person: Person { name: "見本\u{3000}太郎", kana: "ﾐﾎﾝ ﾀﾛｳ", birth: 1971-08-07, sex: Male }, insurer_number: "06130017", insurer_name: "見本前健康保険組合", card_class: "01", symbol: Some("12"), number: Some("345"), branch: Some("00"), relation: Insured, valid_from: 2011-04-01, lost_on: Some(2024-04-01), loss_reason: Some("ほかの健康保険への加入"), share_percent: Some(30), elderly: None, insurer_phone: None, ceiling: None, specific_diseases: [] }
    "#);
}

#[test]
fn reads_checkups() {
    let message = wire::checkups(CHECKUPS.as_bytes()).expect("checkups");
    let days: Vec<_> = message
        .value
        .iter()
        .map(|visit| (visit.date.to_string(), visit.results.len(), visit.facility_name.as_deref()))
        .collect();
    let reports: Vec<_> = message.value.iter().map(|visit| visit.report.as_deref()).collect();
    assert_eq!(reports, [Some("10"), None], "told or not");
    assert_eq!(days, [("2026-05-14".to_owned(), 8, Some("見本健診センター")), ("2025-06-10".to_owned(), 0, None)]);
    insta::assert_snapshot!(format!("{} {:?}\n{}", message.as_of, message.named, lines(&message.value[0].results)), @r#"
    2026-11-22 09:15:30 [Named { name: Some("見本\u{3000}太郎"), kana: Some("ﾐﾎﾝ ﾀﾛｳ"), birth: Some(1971-08-07), sex: Some(Male) }]
    Measurement { code: "3D046000001906202", name: "ＨｂＡ１ｃ", value: Quantity { text: "5.50", number: 5.5, unit: "%", bound: None }, method: Some("免疫学的方法"), range: Some(Range { low: Some(End { text: "4.6", number: 4.6 }), high: Some(End { text: "5.5", number: 5.5 }) }), flag: Some(Normal), origin: Visit }
    Measurement { code: "3F015000002327101", name: "空腹時中性脂肪", value: Quantity { text: "10", number: 10.0, unit: "mg/dL", bound: Some(AtMost) }, method: Some("方法コード 271"), range: Some(Range { low: None, high: Some(End { text: "149", number: 149.0 }) }), flag: None, origin: Visit }
    Measurement { code: "9N736000000000011", name: "喫煙", value: Coded { code: "2", oid: "1.2.392.200119.6.24060", meaning: "以前は吸っていたが最近１か月は吸っていない" }, method: None, range: None, flag: None, origin: Visit }
    Measurement { code: "1A010000000190111", name: "尿蛋白", value: Coded { code: "9", oid: "1.2.392.200119.6.2102", meaning: "" }, method: None, range: None, flag: None, origin: Visit }
    Measurement { code: "9N511000000000049", name: "医師の診断", value: Text("異常なし <再検査不要>"), method: None, range: None, flag: None, origin: Visit }
    Measurement { code: "9E100166000000011", name: "眼底", value: NotDone, method: None, range: None, flag: None, origin: Visit }
    Measurement { code: "3C020000002327101", name: "尿酸", value: NotMeasurable, method: None, range: None, flag: None, origin: Visit }
    Measurement { code: "9A755000000000001", name: "収縮期血圧", value: Text("１２８"), method: None, range: None, flag: None, origin: Visit }
    "#);
}

#[test]
fn reads_every_row_of_every_source_of_medications() {
    let message = wire::medications(&medications_bytes()).expect("medications");
    let rows: Vec<String> = message
        .value
        .rows
        .iter()
        .map(|row| {
            let head = format!(
                "{:?} {} day {:?} of {:?}, {} {}, by {:?}, {:?}, own {:?}, read {:?}",
                row.source,
                row.month,
                row.dispensed_on.map(|day| day.to_string()),
                row.prescribed_on.map(|day| day.to_string()),
                row.dispenser.code,
                row.dispenser.name,
                row.prescriber.as_ref().map(|place| place.name.as_str()),
                row.setting,
                row.own_organisation,
                row.told_on.map(|day| day.to_string()),
            );
            format!("{head}\n{}{}", lines(&row.drugs), lines(&row.treatments))
        })
        .collect();
    let years: Vec<_> = message.value.years.iter().map(|one| (one.year, one.count)).collect();
    assert_eq!(years, [(2026, 2), (2019, 1)]);
    insta::assert_snapshot!(format!("{:?}\n{}", message.named, rows.concat()), @r#"
    [Named { name: Some("見本\u{3000}太郎"), kana: Some("ﾐﾎﾝ ﾀﾛｳ"), birth: Some(1971-08-07), sex: Some(Male) }]
    Prescription 2026年11月 day None of Some("2026-11-20"),  , by Some("見本内科"), None, own None, read Some("2026-11-22")
    Drug { code: "", other_codes: [DrugCode { system: General, value: "6250019M1ZZZ" }], name: "【般】見本カプセル", ingredient: None, general: Some("【般】見本カプセル"), usage: Some("痛いとき"), instruction: None, reason: None, notes: [], amount: "1", unit: "Ｃ", times: Some(10), form: Other }
    Dispensing 2026年11月 day Some("2026-11-05") of None, 1340000011 見本薬局, by Some("見本内科"), Some(Pharmacy), own None, read Some("2026-11-22")
    Drug { code: "620004992", other_codes: [], name: "見本カプセル", ingredient: None, general: None, usage: None, instruction: None, reason: None, notes: [], amount: "3", unit: "Ｃ", times: Some(5), form: AsNeeded }
    Receipt 2026年9月 day Some("2026-09-03") of Some("2026-09-02"), 1340000011 見本薬局, by Some("見本内科"), Some(Pharmacy), own Some(true), read Some("2026-11-22")
    Drug { code: "612170709", other_codes: [], name: "見本錠２．５ｍｇ", ingredient: Some("見本成分"), general: None, usage: Some("１日１回朝食後服用"), instruction: None, reason: None, notes: [], amount: "1", unit: "錠", times: Some(28), form: Oral }
    Drug { code: "662640000", other_codes: [], name: "見本テープ４０ｍｇ", ingredient: None, general: None, usage: None, instruction: None, reason: None, notes: [], amount: "21", unit: "枚", times: Some(1), form: External }
    Treatment { code: "160000000", name: "検査", class: "", amount: "", unit: "", times: None }
    Dispensing 2026年9月 day Some("2026-09-03") of Some("2026-09-02"), 1340000011 見本薬局, by None, Some(Pharmacy), own None, read Some("2026-11-22")
    Drug { code: "", other_codes: [DrugCode { system: PriceOrYj, value: "2171022F1029" }], name: "見本錠２．５ｍｇ", ingredient: None, general: None, usage: None, instruction: None, reason: None, notes: [], amount: "1", unit: "錠", times: Some(28), form: Oral }
    "#);
}

#[test]
fn reads_expenses() {
    let message = wire::expenses(EXPENSES.as_bytes(), 2026).expect("expenses");
    let year = message.value;
    insta::assert_snapshot!(format!("{:?} {:?}\n{}", year.delivered_until, year.insurer_name, lines(&year.rows)), @r#"
    Some(YearMonth { year: 2026, month: 9 }) Some("見本保険者")
    Expense { patient: "見本\u{3000}太郎", month: YearMonth { year: 2026, month: 1 }, kind: "医科外来", days: Some(2), institution: "見本内科", total: Yen(12340), insurer_share: Yen(8638), public_share: Yen(0), counter_share: Yen(3702) }
    Expense { patient: "見本\u{3000}太郎", month: YearMonth { year: 2026, month: 2 }, kind: "あたらしい区分", days: None, institution: "見本薬局", total: Yen(-500), insurer_share: Yen(-350), public_share: Yen(0), counter_share: Yen(-150) }
    "#);
}

#[test]
fn reads_json() {
    let message = wire::registration(REGISTRATION.as_bytes()).expect("registration");
    assert_eq!(message.subject.as_deref(), Some("s1"));
    insta::assert_snapshot!(format!("{} {:?}", message.as_of, message.value), @r#"2026-11-22 09:15:30 Registered { by: By { since: 2024-02-03T10:11:12, door: Atm }, link: Original, steps: [Step { name: Linking, state: Done, at: Some(2024-02-03T10:11:12) }] }"#);
    let notices = wire::notices(NOTICES.as_bytes()).expect("notices").value;
    assert_eq!(notices.iter().map(|notice| notice.subject.as_str()).collect::<Vec<_>>(), ["新しい", "古い"]);
}

#[test]
fn reads_who_looked_and_calls_unknown_what_it_does_not_know() {
    let looks = wire::looks(LOOKS.as_bytes()).expect("looks").value;
    insta::assert_snapshot!(lines(&looks), @r#"
    Look { id: "look-2", at: 2026-06-15T03:24:00, institution: "見本病院", institution_code: "1310000002", role: Unknown, kinds: [Unknown], ground: Unknown, consent: None, report: Some(Report { number: "2611-203-118", at: 2026-11-20T18:00:00, reason: NotVisited, goes_to: "窓口", answer_by: 2026-12-04, asked_on: None, answer: None }) }
    Look { id: "look-1", at: 2026-01-01T00:00:00, institution: "見本内科", institution_code: "1310000001", role: Doctor, kinds: [Medications, Treatment], ground: TerminalConsent, consent: Some("consent-1"), report: None }
    "#);
    insta::assert_snapshot!(format!("{:?}", wire::report(REPORT.as_bytes(), "look-1").expect("a report").value), @r#"Report { number: "2611-203-118", at: 2026-11-20T18:00:00, reason: NotVisited, goes_to: "窓口", answer_by: 2026-12-04, asked_on: Some(2026-11-22), answer: Some(ReportAnswer { on: 2026-12-02, text: "確かめました" }) }"#);
    insta::assert_snapshot!(lines(&wire::consents(CONSENTS.as_bytes()).expect("consents").value), @r#"
    Consent { id: "c2", kind: Care, institution: "見本内科", role: Doctor, kinds: [Medications], given_at: 2026-11-22T09:00:00, until: Some(2026-11-23T09:00:00), withdrawn_at: Some(2026-11-22T09:10:00) }
    Consent { id: "c1", kind: InsurerHandover, institution: "見本組合", role: Insurer, kinds: [Checkups], given_at: 2024-01-01T00:00:00, until: None, withdrawn_at: None }
    "#);
    insta::assert_snapshot!(lines(&wire::exchanges(EXCHANGES.as_bytes()).expect("inquiries").value), @r#"
    Exchange { id: "e2", asked_at: 2026-07-10T03:05:00, answered_at: Some(2026-07-10T03:08:00), asker: "見本組合", holder: "見本市", basis: Unknown, items: [], outcome: Provided }
    Exchange { id: "e1", asked_at: 2025-07-10T03:05:00, answered_at: None, asker: "見本組合", holder: "見本市", basis: SocietyBenefit, items: [LocalTax, Unknown], outcome: Pending }
    "#);
}

#[test]
fn an_id_that_cannot_stand_in_an_address_and_a_report_about_another_look_are_refused() {
    let id = Some(WireError::Garbled("an id that is none"));
    for bad in ["a/../b", "a b", "", "<script>", "見本"] {
        let bad = format!("\"{bad}\"");
        for good in ["\"look-1\"", "\"1310000001\"", "\"consent-1\""] {
            assert_eq!(wire::looks(LOOKS.replacen(good, &bad, 1).as_bytes()).err(), id, "{good} as {bad}");
        }
        assert_eq!(wire::consents(CONSENTS.replacen("\"c1\"", &bad, 1).as_bytes()).err(), id, "{bad}");
        assert_eq!(wire::exchanges(EXCHANGES.replacen("\"e1\"", &bad, 1).as_bytes()).err(), id, "{bad}");
    }
    let another = Some(WireError::Garbled("a report about another look"));
    assert_eq!(wire::report(REPORT.as_bytes(), "look-2").err(), another);
}

#[test]
fn reads_payments() {
    let message = wire::payments(PAYMENTS.as_bytes()).expect("payments");
    insta::assert_snapshot!(lines(&message.value), @r#"
    Payment { id: "p1", payee: "見本市", subject: "国民健康保険料 第6期", amount: Yen(12300), due: 2026-11-30, channel: Payeasy, state: Due, site: "demo-city" }
    Payment { id: "p2", payee: "見本市", subject: "市民税", amount: Yen(500), due: 2026-10-31, channel: Other, state: Overdue, site: "" }
    "#);
    for wrong in [":0,", ":-5,", ":1.5,", ":\"500\","] {
        let text = PAYMENTS.replacen(":500,", wrong, 1);
        assert!(wire::payments(text.as_bytes()).is_err(), "{wrong}");
    }
    assert!(wire::payments(PAYMENTS.replacen("\"due\",", "\"forgiven\",", 1).as_bytes()).is_err(), "an unknown state");
}

#[test]
fn an_answer_about_nobody_is_refused() {
    let unnamed = |text: &str| text.replacen(r#""subject":"s1","#, "", 1).into_bytes();
    let garbled = Some(WireError::Garbled("not the agreed JSON"));
    assert_eq!(wire::registration(&unnamed(REGISTRATION)).err(), garbled);
    assert_eq!(wire::notices(&unnamed(NOTICES)).err(), garbled);
    assert_eq!(wire::looks(&unnamed(LOOKS)).err(), garbled);
    assert_eq!(wire::report(&unnamed(REPORT), "look-1").err(), garbled);
    assert_eq!(wire::consents(&unnamed(CONSENTS)).err(), garbled);
    assert_eq!(wire::exchanges(&unnamed(EXCHANGES)).err(), garbled);
    assert_eq!(wire::payments(&unnamed(PAYMENTS)).err(), garbled);
}

#[test]
fn both_encodings_say_the_same() {
    let shift_jis = CHECKUPS.replacen("UTF-8", "Shift_JIS", 1);
    assert_eq!(wire::checkups(&SHIFT_JIS.encode(&shift_jis).0), wire::checkups(CHECKUPS.as_bytes()));
    let utf8 = MEDICATIONS.replacen("Shift_JIS", "UTF-8", 1);
    assert_eq!(wire::medications(utf8.as_bytes()), wire::medications(&medications_bytes()));
}

#[test]
fn an_empty_answer_needs_no_name() {
    let header = "<MessageHeader><ProcessExecutionTime>20261122000000</ProcessExecutionTime><ResultCode>1</ResultCode></MessageHeader>";
    let empty = format!("<XmlMsg>{header}<MessageBody/></XmlMsg>");
    assert_eq!(wire::checkups(empty.as_bytes()).map(|message| (message.value.len(), message.named)), Ok((0, vec![])));
    assert_eq!(
        wire::medications(empty.as_bytes()).map(|message| (message.value.rows.len(), message.named)),
        Ok((0, vec![]))
    );
    assert_eq!(wire::expenses(empty.as_bytes(), 2026).map(|message| message.named), Ok(vec![]));
    let unnamed = CHECKUPS
        .replace("Birthday", "Other")
        .replace("KanasName", "Other")
        .replace("AdministrativeGenderCode", "Other");
    let unnamed = wire::checkups(unnamed.as_bytes()).expect("well-formed");
    assert!(unnamed.named.iter().all(|named| named.birth.is_none()) && !unnamed.named.is_empty(), "records of nobody");
}

#[test]
fn refuses_what_it_cannot_stand_for() {
    let garbled = |result: Result<(), WireError>| matches!(result, Err(WireError::Garbled(_)));
    let changed = |text: &str, from: &str, to: &str| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1).into_bytes()
    };
    for (from, to) in [
        ("19710807", "19711307"),
        ("<DisqualificationDate></", "<DisqualificationDate>soon</"),
        ("Validity>1<", "Validity>8<"),
        ("20261122091530", ""),
    ] {
        assert!(garbled(wire::eligibility(&changed(ELIGIBILITY, from, to)).map(drop)), "{from} to {to}");
    }
    for (from, to) in [
        ("20260514", ""),
        ("3D046000001906202", ""),
        (">L<", ">X<"),
        ("<XmlMsg>", "<!DOCTYPE XmlMsg><XmlMsg>"),
        ("見本", "&hub;"),
    ] {
        assert!(garbled(wire::checkups(&changed(CHECKUPS, from, to)).map(drop)), "{from} to {to}");
    }
    for (from, to) in [
        ("8638", "86.38"),
        ("202601", "202500"),
        ("202601", "202501"),
        (">3702<", "><"),
        ("12,340", "99999999999999999999"),
        ("12,340", "9223372036854775807"),
        ("12,340", "-9223372036854775808"),
        ("12,340", "-1000000000001"),
    ] {
        assert!(garbled(wire::expenses(&changed(EXPENSES, from, to), 2026).map(drop)), "{from} to {to}");
    }
    assert_eq!(wire::checkups(&changed(CHECKUPS, "<ResultCode>1", "<ResultCode>9")), Err(WireError::Refused));
    assert_eq!(
        wire::eligibility(&changed(ELIGIBILITY, "<SegmentOfResult>1", "<SegmentOfResult>9")),
        Err(WireError::Refused)
    );
}

#[test]
fn a_message_cut_anywhere_is_refused() {
    for (bytes, read) in messages() {
        assert_eq!(read(&bytes), Ok(()));
        let whole = bytes.trim_ascii_end().len();
        for end in 0..whole {
            assert!(read(&bytes[..end]).is_err(), "cut at {end} of {whole}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for (_, read) in messages() {
            let _ = read(&bytes);
        }
    }

    #[test]
    fn mutated_messages_never_panic(which in 0usize..10, edits in prop::collection::vec((any::<prop::sample::Index>(), 0u8..4, any::<u8>(), 0usize..60), 1..6)) {
        let (mut bytes, read) = messages().swap_remove(which);
        for (at, kind, byte, length) in edits {
            if bytes.is_empty() {
                break;
            }
            let at = at.index(bytes.len());
            let end = (at + length).min(bytes.len());
            match kind {
                0 => bytes[at] = byte,
                1 => drop(bytes.drain(at..end)),
                2 => {
                    let copy = bytes[at..end].to_vec();
                    bytes.splice(at..at, copy);
                }
                _ => bytes.insert(at, byte),
            }
        }
        let _ = read(&bytes);
    }
}

/// The corpus of the fuzzer, read again. `FUZZ_SECONDS` makes it go on with random changes for so long.
#[test]
fn the_corpus_of_checkup_answers() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus/checkup_answer");
    let files: Vec<(String, Vec<u8>)> = std::fs::read_dir(folder)
        .expect("a corpus")
        .map(|entry| entry.expect("an entry").path())
        .map(|path| {
            (path.file_name().unwrap_or_default().to_string_lossy().into_owned(), std::fs::read(path).expect("a file"))
        })
        .collect();
    for (name, bytes) in &files {
        let whole = matches!(name.as_str(), "answer.xml" | "shift-jis.xml" | "upside-down.xml");
        assert_eq!(wire::checkups(bytes).is_ok(), whole, "{name}");
    }
    let seconds = std::env::var("FUZZ_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(0);
    let (start, mut state, mut tried) = (std::time::Instant::now(), 7u64, 0u64);
    let mut roll = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below.max(1)
    };
    while start.elapsed() < std::time::Duration::from_secs(seconds) {
        let mut bytes = files[roll(files.len())].1.clone();
        let other = &files[roll(files.len())].1;
        for _ in 0..=roll(8) {
            let at = roll(bytes.len());
            match roll(4) {
                0 if !bytes.is_empty() => bytes[at] = roll(256) as u8,
                1 => bytes.truncate(at),
                2 => {
                    let from = roll(other.len());
                    let piece = other[from..other.len().min(from + roll(300))].to_vec();
                    bytes.splice(at..at, piece);
                }
                _ => drop(bytes.drain(at..bytes.len().min(at + roll(40)))),
            }
        }
        let finite = |visit: &app::domain::checkup::Visit| {
            visit
                .results
                .iter()
                .filter_map(|result| result.range.as_ref())
                .all(|range| [&range.low, &range.high].into_iter().flatten().all(|end| end.number.is_finite()))
        };
        if let Ok(message) = wire::checkups(&bytes) {
            assert!(message.value.iter().all(finite));
        }
        tried += 1;
    }
    println!("checkup_answer: {tried} changed inputs in {:?}", start.elapsed());
}
