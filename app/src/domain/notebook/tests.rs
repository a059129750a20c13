//! Notebooks of every version, whole and in pieces, and what is no notebook.

use encoding_rs::SHIFT_JIS;
use proptest::prelude::*;

use super::*;
use crate::domain::import::own_cp932;
use crate::domain::person::Sex;

/// Every kind of record, with an order of two doctors.
pub(super) const ALL: &str = include_str!("fixtures/all.txt");

fn cp932(text: &str) -> Vec<u8> {
    let text = text.replace('\n', "\r\n");
    let (bytes, _, unmappable) = SHIFT_JIS.encode(&text);
    assert!(!unmappable, "a fixture is cp932");
    bytes.into_owned()
}

fn read_str(text: &str) -> Result<Notebook, NotebookRefusal> {
    read(text.as_bytes(), own_cp932)
}

#[test]
fn every_kind_of_record_finds_its_place() {
    let book = read(&cp932(ALL), own_cp932).expect("a notebook");
    assert_eq!(book.doubts.told(), []);
    assert_eq!((book.version, book.direction), (8, Direction::FromPatient));
    let patient = book.patient.as_ref().expect("a patient");
    assert_eq!((patient.name.as_str(), patient.sex), ("見本　太郎", Some(Sex::Male)));
    assert_eq!(patient.birth.map(|day| day.to_string()).as_deref(), Some("1958-03-03"));
    assert_eq!(
        [&patient.postal_code, &patient.blood_type, &patient.weight, &patient.kana].map(Option::as_deref),
        [Some("100-0001"), Some("Ａ＋"), Some("63.5"), Some("ﾐﾎﾝ ﾀﾛｳ")]
    );
    let remarks: Vec<_> = book.remarks.iter().map(|one| (one.kind, one.text.as_str(), one.author)).collect();
    assert_eq!(
        remarks,
        [
            (RemarkKind::Allergy, "卵", Author::Patient),
            (RemarkKind::SideEffect, "見本薬で発疹", Author::Professional),
            (RemarkKind::PastDisease, "胃潰瘍", Author::Other),
            (RemarkKind::Other, "錠剤が飲みにくい", Author::Unknown),
        ]
    );
    assert_eq!(book.otc.len(), 2);
    assert_eq!(book.otc[0].jan.as_deref(), Some("4900000000016"));
    assert_eq!(book.otc[0].ingredients.len(), 2);
    assert_eq!(book.otc[0].ingredients[1].code.as_deref(), Some("X001"));
    assert_eq!(book.otc[1].number, None);
    assert_eq!(book.memos[0].on.map(|day| day.to_string()).as_deref(), Some("2026-10-20"));
    assert_eq!(book.pharmacists[0].pharmacy.as_deref(), Some("見本薬局　本店"));
    let [first, second] = book.dispensings.as_slice() else { panic!("two dispensings: {:?}", book.dispensings) };
    assert_eq!(first.on.map(|day| day.to_string()).as_deref(), Some("2026-11-01"));
    assert_eq!(first.staff[0].contact.as_deref(), Some("03-0000-0001"));
    assert_eq!(first.prescribed_at.as_ref().and_then(|at| at.table.as_deref()), Some("1"));
    let doctors: Vec<_> =
        first.orders.iter().map(|order| order.doctor.as_ref().map(|doctor| doctor.name.as_str())).collect();
    assert_eq!(doctors, [Some("見本　一郎"), Some("見本　二郎")]);
    let groups: Vec<_> = first.groups().map(|group| (group.number, group.drugs.len())).collect();
    assert_eq!(groups, [(1, 2), (2, 1)]);
    let drug = &first.orders[0].groups[0].drugs[0];
    assert_eq!(drug.code, Some(DrugCode { kind: DrugCodeKind::Receipt, code: "620000001".into() }));
    let general = General { name: "【般】見本塩酸塩錠５ｍｇ".into(), code: Some("1234567F1ZZZ".into()) };
    assert_eq!(drug.general, Some(general));
    assert_eq!((drug.supplements.len(), drug.cautions.len()), (1, 1));
    let group = &first.orders[0].groups[0];
    let usage = group.usage.as_ref().expect("a usage");
    assert_eq!((usage.quantity, usage.form), (Some(28), Some(PreparationForm::Oral)));
    assert_eq!(usage.code.as_deref(), Some("1011000400000000"));
    assert_eq!((group.usage_notes.len(), group.cautions.len()), (1, 1));
    assert_eq!(first.cautions.len(), 1);
    assert_eq!(first.provided[0].kind, Some(ProvidedKind::AfterDischarge));
    assert_eq!((first.leftovers.len(), first.notes.len(), first.entries.len()), (1, 1, 1));
    assert_eq!(second.drug_count(), 1);
    assert_eq!(second.orders[0].doctor, None);
}

#[test]
fn every_version_is_read_and_fields_that_came_later_may_be_missing() {
    for digit in 1..=8u8 {
        let text = format!(
            "JAHISTC0{digit}\n1,見本 太郎,1,S330303\n5,H250901\n11,見本薬局\n201,1,見本錠,1,錠,1\n301,1,朝食後,14,日分,1\n"
        );
        let book = read_str(&text).expect("a notebook");
        assert_eq!((book.version, book.direction), (digit, Direction::ToPatient));
        assert!(book.doubts.is_empty(), "{:?}", book.doubts);
        let one = &book.dispensings[0];
        assert_eq!((one.on.map(|day| day.to_string()).as_deref(), one.author), (Some("2013-09-01"), Author::Unknown));
        assert_eq!(one.orders[0].groups[0].drugs[0].code, None);
    }
}

#[test]
fn what_is_no_notebook_is_refused_by_name() {
    use NotebookRefusal::{BadSplit, Empty, NoHeader, NotText, PartMissing, PartsDiffer, Prescription, UnknownVersion};
    let piece = |place: u16, total: u16, id: &str, body: &str| format!("JAHISTC08,1\n{body}911,{id},{total},{place}\n");
    for (text, why) in [
        ("".to_owned(), NoHeader),
        ("1,見本,1,19580303".to_owned(), NoHeader),
        ("JAHIS10\n1,1,1234567,13,見本病院".to_owned(), Prescription),
        ("JAHIS9\n".to_owned(), Prescription),
        ("JAHISTC09,1\n1,見本,1,19580303".to_owned(), UnknownVersion("JAHISTC09".into())),
        ("JAHISTC00,1\n".to_owned(), UnknownVersion("JAHISTC00".into())),
        ("JAHISTC,1\n".to_owned(), UnknownVersion("JAHISTC".into())),
        ("JAHISTC08,2\r\n\r\n\u{1A}".to_owned(), Empty),
        (piece(1, 3, "1", "4,a,,1\n"), PartMissing { total: 3, missing: vec![2, 3] }),
        (piece(1, 2, "1", "4,a,,1\n") + &piece(1, 2, "1", "4,b,,1\n"), PartsDiffer),
        (piece(1, 2, "1", "4,a,,1\n") + &piece(2, 3, "1", "4,b,,1\n"), PartsDiffer),
        (piece(3, 2, "1", ""), BadSplit),
        (piece(0, 0, "1", ""), BadSplit),
        (piece(1, 1, "x", ""), BadSplit),
        ("JAHISTC08,1\n4,a\u{0}b,,1\n".to_owned(), NotText),
    ] {
        assert_eq!(read_str(&text), Err(why.clone()), "{text}");
        assert!(why.to_string().ends_with('。'), "{why}");
    }
    assert_eq!(read(b"JAHISTC08,1\r\n4,\x81\xFF,,1\r\n", own_cp932), Err(NotText));
    let missing = PartMissing { total: 3, missing: vec![2, 3] }.to_string();
    assert!(missing.contains("3つに分かれていますが、2つ目、3つ目がありません"), "{missing}");
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_is_kept() {
    let text = "JAHISTC08,1\n1,見本,3,S330231\n31,7,成分,1,,1\n201,1,孤児錠\n5,2026年\n11,\n201,0,零錠\n201,1,見本錠,1,錠,5,1,7\n301,2,朝\n\
                301,1,朝,9999,日分,8\n301,1,夕\n999,将来,1\n";
    let book = read_str(text).expect("a notebook");
    let told: Vec<String> = book.doubts.told().iter().map(Doubt::words).collect();
    for part in [
        "2行目：「性別」が読み取れませんでした（3）",
        "2行目：「生年月日」が読み取れませんでした（S330231）",
        "3行目：「市販薬の成分」が、どのお薬のもの",
        "4行目：「お薬」が、どの",
        "5行目：「調剤等年月日」が読み取れませんでした（2026年）",
        "6行目：「薬局・病院の名前」が書かれていません",
        "7行目：「RP番号」が読み取れませんでした（0）",
        "8行目：「薬品コード種別」が読み取れませんでした（5）",
        "8行目：「レコード作成者」が読み取れませんでした（7）",
        "9行目：「飲み方・使い方」が、どの",
        "10行目：「調剤数量」が読み取れませんでした（9999）",
        "10行目：「剤形コード」が読み取れませんでした（8）",
        "11行目：「飲み方・使い方」が、どの",
        "12行目：知らない種類の記録（999）",
    ] {
        assert!(told.iter().any(|words| words.contains(part)), "{part}: {told:#?}");
    }
    assert_eq!(book.unknown.len(), 6, "{:?}", book.unknown);
    assert_eq!(book.unknown.last().map(|one| one.fields.join(",")).as_deref(), Some("999,将来,1"));
    let drug = &book.dispensings[0].orders[0].groups[0].drugs[0];
    assert_eq!((drug.name.as_str(), drug.amount.as_deref(), drug.code.as_ref()), ("見本錠", Some("1"), None));
}

#[test]
fn a_second_prescription_of_the_day_is_a_dispensing_of_its_own() {
    let text = "JAHISTC08,1\n5,20261101,1\n11,見本薬局,,,,,,,1\n51,甲病院,,,,1\n201,1,甲錠,1,錠,1,,1\n301,1,朝,7,日分,1,1,,1\n\
                51,乙医院,,,,1\n201,1,乙錠,1,錠,1,,1\n301,1,夕,7,日分,1,1,,1\n";
    let book = read_str(text).expect("a notebook");
    assert!(book.doubts.is_empty(), "{:?}", book.doubts);
    let told: Vec<_> = book
        .dispensings
        .iter()
        .map(|one| {
            let names = (one.place.as_ref().map(|at| &*at.name), one.prescribed_at.as_ref().map(|at| &*at.name));
            (names.0, names.1, one.orders[0].groups[0].drugs[0].name.as_str())
        })
        .collect();
    assert_eq!(told, [(Some("見本薬局"), Some("甲病院"), "甲錠"), (Some("見本薬局"), Some("乙医院"), "乙錠")]);
}

#[test]
fn a_scanner_that_types_may_end_lines_by_a_carriage_return() {
    let book = read_str(&ALL.replace('\n', "\r")).expect("a notebook");
    assert_eq!(book, read_str(ALL).expect("a notebook"));
}

#[test]
fn doubts_beyond_the_first_are_counted() {
    let text = format!("JAHISTC08,1\n{}", "999,x\n".repeat(50));
    let book = read_str(&text).expect("a notebook");
    assert_eq!(book.doubts.told().len(), 20);
    assert_eq!(book.doubts.words().last().map(String::as_str), Some("ほかに 30か所、読み取れないところがありました。"));
    assert_eq!(book.unknown.len(), 50);
}

#[test]
fn more_records_than_a_life_comes_to_are_refused() {
    let text = format!("JAHISTC08,1\n{}", "4,x,,1\n".repeat(MAX_RECORDS + 1));
    assert_eq!(read_str(&text), Err(NotebookRefusal::TooManyRecords));
}

/// Numbers that lead nowhere are looked for in bounded time.
#[test]
fn a_notebook_of_dead_ends_is_read_quickly() {
    let half = MAX_RECORDS / 2 - 10;
    for (one, other) in [("3,x,,,1,1\n", "31,2,x,1,,1\n"), ("55,x,,1\n", "301,2,x\n"), ("51,x,,,,1\n", "301,2,x\n")] {
        let text = format!("JAHISTC08,1\n5,20261101,1\n{}{}", one.repeat(half), other.repeat(half));
        let start = std::time::Instant::now();
        assert!(read_str(&text).is_ok());
        assert!(start.elapsed() < std::time::Duration::from_secs(8), "{one}: {:?}", start.elapsed());
    }
}

/// Cut at every byte there is, also where the rest looks like a record of its own (`20,錠,…`): no drug is lost.
#[test]
fn a_record_cut_before_digits_and_a_comma_is_joined_again() {
    let text = "JAHISTC08,1\r\n1,見本　太郎,1,19580303\r\n5,20261101,1\r\n11,見本薬局,13,4,0000001,,,,1\r\n51,見本内科,13,1,0000001,1\r\n\
                201,1,アムロジピン錠５ｍｇ,1,錠,2,620007870,1\r\n301,1,朝食後,28,日分,1,1,,1\r\n\
                201,2,レバミピド錠１００ｍｇ,3,錠,2,622533701,1\r\n301,2,毎食後,14,日分,1,1,,1\r\n";
    let bytes = cp932(text);
    let whole = read(&bytes, own_cp932).expect("a notebook");
    assert!(whole.doubts.is_empty() && whole.dispensings[0].orders[0].groups.len() == 2);
    let body = &bytes["JAHISTC08,1\r\n".len()..];
    let begins = |rest: &[u8]| {
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        (1..=3).contains(&digits) && rest.get(digits) == Some(&b',')
    };
    let cuts: Vec<usize> = (1..body.len()).filter(|cut| body[cut - 1] != b'\n' && begins(&body[*cut..])).collect();
    assert!(cuts.len() > 20, "{cuts:?}");
    for cut in cuts {
        let pieces = String::from_utf8_lossy(&body[cut..body.len().min(cut + 12)]).into_owned();
        let joined = read(&in_pieces_to_patient(body, &[cut]), own_cp932).expect("a notebook");
        assert_eq!(joined.dispensings, whole.dispensings, "cut before {pieces}");
        assert!(joined.doubts.is_empty(), "cut before {pieces}");
    }
}

fn in_pieces_to_patient(body: &[u8], cuts: &[usize]) -> Vec<u8> {
    let bytes = in_pieces(body, cuts, 0);
    let (from, to): (&[u8], &[u8]) = (b"JAHISTC08,2", b"JAHISTC08,1");
    let mut out = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at..].starts_with(from) {
            out.extend_from_slice(to);
            at += from.len();
        } else {
            out.push(bytes[at]);
            at += 1;
        }
    }
    out
}

/// Cut at any byte, shuffled, some doubled.
fn in_pieces(body: &[u8], cuts: &[usize], order: u64) -> Vec<u8> {
    let mut ends: Vec<usize> = cuts.iter().map(|cut| cut % (body.len() + 1)).collect();
    ends.push(body.len());
    ends.sort_unstable();
    let mut from = 0;
    let total = ends.len();
    let mut pieces: Vec<Vec<u8>> = ends
        .iter()
        .enumerate()
        .map(|(place, end)| {
            let mut piece = b"JAHISTC08,2\r\n".to_vec();
            piece.extend_from_slice(&body[from..*end]);
            if !piece.ends_with(b"\n") {
                piece.extend_from_slice(b"\r\n");
            }
            piece.extend_from_slice(format!("911,20261122093000,{total},{}\r\n", place + 1).as_bytes());
            from = *end;
            piece
        })
        .collect();
    let mut seed = order;
    for at in (1..pieces.len()).rev() {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        pieces.swap(at, (seed >> 33) as usize % (at + 1));
    }
    pieces.push(pieces[0].clone());
    pieces.concat()
}

proptest! {
    /// At the ends of records, in any order: what comes out is what went in.
    #[test]
    fn pieces_in_any_order_make_the_notebook(marks in prop::collection::vec(any::<prop::sample::Index>(), 0..12), order in any::<u64>()) {
        let bytes = cp932(ALL);
        let body = &bytes["JAHISTC08,2\r\n".len()..];
        let ends: Vec<usize> =
            body.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1).collect();
        let cuts: Vec<usize> = marks.iter().map(|mark| ends[mark.index(ends.len())]).collect();
        let joined = read(&in_pieces(body, &cuts, order), own_cp932);
        prop_assert_eq!(joined, read(&bytes, own_cp932));
    }

    /// In the middle of a character or field, as some vendors cut: the same, where what follows is no number and comma.
    #[test]
    fn pieces_cut_inside_a_record_are_joined_before_they_are_decoded(at in any::<prop::sample::Index>(), order in any::<u64>()) {
        let bytes = cp932(ALL);
        let body = &bytes["JAHISTC08,2\r\n".len()..];
        let inside: Vec<usize> = (1..body.len())
            .filter(|cut| !body[*cut].is_ascii_digit() && !matches!(body[*cut], b'\r' | b'\n') && body[cut - 1] != b'\n')
            .collect();
        let cut = inside[at.index(inside.len())];
        let joined = read(&in_pieces(body, &[cut], order), own_cp932);
        prop_assert_eq!(joined, read(&bytes, own_cp932));
    }

    #[test]
    fn no_bytes_break_it(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        _ = read(&bytes, own_cp932);
        _ = read(&[b"JAHISTC08,1\r\n", bytes.as_slice()].concat(), own_cp932);
    }

    #[test]
    fn no_records_break_it(lines in prop::collection::vec((prop::sample::select(vec![1, 2, 3, 31, 4, 5, 11, 15, 51, 55, 201, 281, 291, 301, 311, 391, 401, 411, 421, 501, 601, 701, 911, 999]), ".{0,30}"), 0..60)) {
        let text: String = lines.iter().map(|(number, rest)| format!("{number},{rest}\n")).collect();
        if let Ok(book) = read_str(&format!("JAHISTC07,1\n{text}")) {
            prop_assert!(!book.is_empty());
        }
    }
}
