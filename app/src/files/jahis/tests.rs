//! Files that are written, read again and checked: nothing changes on the way, and what we write keeps every rule.

use chrono::NaiveDate;
use proptest::prelude::*;

use super::arbitrary::{Made, notebook};
use super::text::bytes;
use super::*;
use crate::domain::import::own_cp932;
use crate::domain::notebook::{self as book, NotebookRefusal, Patient};
use crate::domain::person::Sex;

const ALL: &str = include_str!("../../domain/notebook/fixtures/all.txt");

fn read(bytes: &[u8]) -> Result<Notebook, NotebookRefusal> {
    book::read(bytes, own_cp932)
}

fn made() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, 22).and_then(|day| day.and_hms_opt(9, 30, 0)).expect("a time")
}

#[test]
fn a_file_of_every_record_comes_back_as_it_was() {
    let read_first = read(&bytes(&ALL.replace('\n', "\r\n"))).expect("a notebook");
    let written = write(&read_first).expect("written");
    assert_eq!(written.changes, Changes::default());
    let text = own_cp932(&written.file()).expect("cp932");
    let expected = ALL.replace("S330303", "19580303").replace("R080804", "20260804").replace('\n', "\r\n");
    assert_eq!(text, expected);
    assert_eq!(read(&written.file()), Ok(read_first));
}

fn small(name: &str, drug: &str) -> Notebook {
    let text = "JAHISTC08,2\n1,NAME,1,19580303\n5,20261101,1\n11,見本薬局,,,,,,,1\n201,1,DRUG,1,錠,1,,1\n301,1,朝,7,日分,1,1,,1\n";
    let mut book = read(text.as_bytes()).expect("a notebook");
    book.patient = Some(Patient { name: name.into(), ..book.patient.expect("a patient") });
    book.dispensings[0].orders[0].groups[0].drugs[0].name = drug.into();
    book
}

#[test]
fn what_cannot_be_written_is_told_with_where_it_stands() {
    let written = write(&small("𠮟　太郎", "見本😀錠")).expect("written");
    let told: Vec<_> =
        written.changes.replaced.iter().map(|one| (one.character, one.with, one.record, one.text.as_str())).collect();
    assert_eq!(told, [('𠮟', "叱", "患者情報", "𠮟　太郎"), ('😀', MARK, "お薬", "見本😀錠")]);
    let text = own_cp932(&written.file()).expect("cp932");
    assert!(text.contains("1,叱　太郎,") && text.contains("201,1,見本〓錠,"), "{text}");
    assert_eq!(broken(&written.file()), []);
}

#[test]
fn what_is_too_long_goes_on_in_a_note_whole() {
    let (name, drug) = ("寿限無".repeat(20), "長い名前の錠剤".repeat(12));
    let written = write(&small(&name, &drug)).expect("written");
    assert_eq!(written.changes.continued, [("氏名", name.clone()), ("お薬の名前", drug.clone())], "both are told");
    let text = own_cp932(&written.file()).expect("cp932");
    assert!(text.contains(&format!("4,氏名：{name},,8\r\n")), "{text}");
    let supplements: String = text.lines().filter_map(|line| line.strip_prefix("281,1,")?.strip_suffix(",8")).collect();
    assert_eq!(supplements, format!("お薬の名前：{drug}"));
    assert_eq!(broken(&written.file()), []);
}

#[test]
fn a_dispensing_of_an_unknown_day_stands_among_the_memos() {
    let mut book = small("見本　太郎", "見本錠");
    book.dispensings[0].on = None;
    let text = own_cp932(&write(&book).expect("written").file()).expect("cp932");
    assert!(text.contains("4,日にちの記録がない調剤：見本薬局,,8\r\n4,（日にちなし）見本錠 1錠 朝,,8\r\n"), "{text}");
    assert!(!text.contains("\r\n5,"));
}

#[test]
fn nobody_or_an_unknown_sex_cannot_be_written() {
    let mut book = small("見本　太郎", "見本錠");
    if let Some(patient) = &mut book.patient {
        patient.sex = Some(Sex::Unspecified);
    }
    assert_eq!(write(&book), Err(NotWritten::NoSex));
    book.patient = None;
    assert_eq!(write(&book), Err(NotWritten::NoPatient));
}

#[test]
fn parts_are_small_keep_the_rules_and_are_read_in_any_order() {
    let book = read(&bytes(&ALL.replace('\n', "\r\n"))).expect("a notebook");
    let written = write(&book).expect("written");
    assert_eq!(written.parts(made(), MOST_BYTES).len(), 1);
    let mut parts = written.parts(made(), 300);
    assert!(parts.len() > 4 && parts.iter().all(|part| part.len() <= 300), "{:?}", parts.iter().map(Vec::len));
    for part in &parts {
        assert_eq!(broken(part), [], "{}", own_cp932(part).unwrap_or_default());
    }
    let tail = own_cp932(&parts[1]).expect("cp932");
    assert!(tail.starts_with("JAHISTC08,2\r\n"));
    assert!(tail.ends_with(&format!("911,20261122093000,{},2\r\n", parts.len())), "{tail}");
    parts.reverse();
    assert_eq!(read(&parts.concat()), Ok(book));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Round trip of every kind of record.
    #[test]
    fn what_fits_comes_back_as_it_was(book in notebook(Made::Fitting)) {
        let written = write(&book).expect("written");
        prop_assert_eq!(&written.changes, &Changes::default());
        prop_assert_eq!(broken(&written.file()), []);
        prop_assert_eq!(read(&written.file()), Ok(book.clone()));
        let parts = written.parts(made(), 1_000);
        prop_assert!(parts.iter().all(|part| part.len() <= 1_000));
        prop_assert_eq!(read(&parts.concat()), Ok(book));
    }

    /// Whatever stands in the records of others, our file keeps every rule, and what was changed is told.
    #[test]
    fn what_we_write_keeps_every_rule(book in notebook(Made::Anyhow)) {
        let written = write(&book).expect("written");
        let file = written.file();
        prop_assert_eq!(broken(&file), [], "{}", own_cp932(&file).unwrap_or_default());
        let back = read(&file).expect("a notebook");
        prop_assert!(back.doubts.is_empty(), "{:?}", back.doubts);
        let drugs = |book: &Notebook| book.dispensings.iter().filter(|one| one.on.is_some()).map(|one| one.drug_count()).sum::<usize>();
        prop_assert_eq!(drugs(&back), drugs(&book));
        for part in written.parts(made(), 600) {
            prop_assert_eq!(broken(&part), [], "{}", own_cp932(&part).unwrap_or_default());
        }
    }
}
