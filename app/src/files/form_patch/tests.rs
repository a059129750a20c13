//! A blank form as a person brings it: one that a program of another make could have written, with parts nobody here knows of.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use proptest::prelude::*;

use super::*;
use crate::domain::import::crc32;
use crate::domain::tax::form::Certainty;
use crate::domain::tax::mode::Mode;
use crate::files::form_layout::{FIRST_ROW, LAST_ROW, VERSION_TEXT};
use crate::files::form_xlsx;
use crate::files::stamp::sample::whole;
use crate::files::zip::Archive;

/// Name and content of each part, in order. Stored parts alone: what our own writer makes.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let container = Container::open(bytes).expect("an archive");
    let name = |part: &container::Part| part.name().to_owned();
    container
        .parts()
        .iter()
        .map(name)
        .map(|name| {
            let raw = container.raw(&name).expect("there").to_vec();
            (name, raw)
        })
        .collect()
}

fn row(person: &str, institution: &str, category: Category, paid: i64, reimbursed: i64) -> FormRow {
    FormRow {
        person: person.into(),
        institution: institution.into(),
        category,
        certainty: Certainty::Certain,
        paid: Yen(paid),
        reimbursed: Yen(reimbursed),
        paid_on: None,
        source_rows: 1,
    }
}

/// A blank form with deflated parts, a remark at its end, a record after a part, and parts that are none of ours.
fn blank() -> Vec<u8> {
    let own = form_xlsx::write(&[], Mode::WithoutNotice, &whole()).expect("written");
    let mut all = parts(&own);
    all.push(("xl/media/image1.png".into(), b"\x89PNG picture".to_vec()));
    all.push(("xl/printerSettings/printerSettings1.bin".into(), vec![0, 1, 2, 255]));
    deflated(&all, b"a remark")
}

/// An archive as Excel writes it: deflated, some parts with their sizes in a record behind them.
fn deflated(parts: &[(String, Vec<u8>)], remark: &[u8]) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for (nth, (name, content)) in parts.iter().enumerate() {
        let packed = miniz_oxide::deflate::compress_to_vec(content, 6);
        let behind = nth % 2 == 1;
        let flags: u16 = if behind { 1 << 3 } else { 0 };
        let sizes = [crc32(content), packed.len() as u32, content.len() as u32];
        let start = bytes.len() as u32;
        let mut common: Vec<u8> = [20u16, flags, 8, 0, 0x21].iter().flat_map(|value| value.to_le_bytes()).collect();
        let mut head = common.clone();
        head.extend(sizes.iter().flat_map(|size| if behind { [0; 4] } else { size.to_le_bytes() }));
        common.extend(sizes.iter().flat_map(|size| size.to_le_bytes()));
        for (record, extra) in [(&mut head, 4u16), (&mut common, 0)] {
            record.extend((name.len() as u16).to_le_bytes());
            record.extend(extra.to_le_bytes());
        }
        bytes.extend(b"PK\x03\x04");
        bytes.extend(head);
        bytes.extend(name.as_bytes());
        bytes.extend([0xFF, 0xFF, 0, 0]);
        bytes.extend(packed);
        if behind {
            bytes.extend(b"PK\x07\x08");
            bytes.extend(sizes.iter().flat_map(|size| size.to_le_bytes()));
        }
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(common);
        directory.extend([0; 10]);
        directory.extend(start.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let start = bytes.len() as u32;
    bytes.extend(&directory);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    for count in [parts.len() as u16, parts.len() as u16] {
        bytes.extend(count.to_le_bytes());
    }
    for value in [directory.len() as u32, start] {
        bytes.extend(value.to_le_bytes());
    }
    bytes.extend((remark.len() as u16).to_le_bytes());
    bytes.extend(remark);
    bytes
}

/// A form whose entry sheet's text was changed.
fn with_sheet(change: impl Fn(&str) -> String) -> Vec<u8> {
    with_part("sheet1.xml", change)
}

/// A form of which one part's text was changed.
fn with_part(part: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let own = form_xlsx::write(&[], Mode::WithoutNotice, &whole()).expect("written");
    let mut archive = Archive::default();
    for (name, content) in parts(&own) {
        let text = String::from_utf8(content).expect("text");
        archive.add(&name, if name.ends_with(part) { change(&text) } else { text }.as_bytes());
    }
    archive.finish()
}

fn cell(bytes: &[u8], row: u32, column: u32) -> Data {
    let mut book = Xlsx::new(Cursor::new(bytes.to_vec())).expect("opens");
    let sheet = book.worksheet_range(ENTRY_SHEET).expect("the entry sheet");
    sheet.get_value((row, column)).cloned().unwrap_or(Data::Empty)
}

#[test]
fn only_the_entry_sheet_changes_and_of_it_only_the_filled_cells() {
    let form = blank();
    let mut rows = vec![
        row("番号　花子", "見本内科", Category::Treatment, 12_340, 0),
        row("=1+1", "<b>&\"見本\"</b>", Category::Other, 860, 500),
    ];
    rows[1].paid_on = chrono::NaiveDate::from_ymd_opt(2025, 6, 1);
    let filled = fill(&form, &rows).expect("filled");
    let (before, after) = (Container::open(&form).expect("opens"), Container::open(&filled).expect("opens"));
    let names: Vec<&str> = before.parts().iter().map(|part| part.name()).collect();
    assert_eq!(after.parts().iter().map(|part| part.name()).collect::<Vec<_>>(), names);
    for name in names.iter().filter(|name| !name.ends_with("sheet1.xml")) {
        assert_eq!(
            after.raw(name).expect("there"),
            before.raw(name).expect("there"),
            "{name}: packed bytes, name and all"
        );
    }
    assert!(filled.ends_with(b"a remark"));
    for (at, value) in [
        ((0, 0), Data::String(VERSION_TEXT.into())),
        ((8, 1), Data::String("番号　花子".into())),
        ((8, 2), Data::String("見本内科".into())),
        ((8, 3), Data::String("該当する".into())),
        ((8, 4), Data::Empty),
        ((8, 7), Data::Float(12_340.0)),
        ((8, 8), Data::Empty),
        ((8, 9), Data::Empty),
        ((9, 1), Data::String("=1+1".into())),
        ((9, 2), Data::String("<b>&\"見本\"</b>".into())),
        ((9, 6), Data::String("該当する".into())),
        ((9, 8), Data::Float(500.0)),
        ((9, 9), Data::String("2025/6/1".into())),
        ((2, 2), Data::Float(13_200.0)),
        ((3, 2), Data::Float(500.0)),
        ((10, 1), Data::Empty),
    ] {
        assert_eq!(cell(&filled, at.0, at.1), value, "{at:?}");
    }
    // Outside of the filled cells the sheet's text is what it was: taking the filled ones out again gives the blank sheet.
    let part = "xl/worksheets/sheet1.xml";
    let (was, is) = (before.text(part).expect("text"), after.text(part).expect("text"));
    for kept in ["<sheetProtection", "<dataValidations", "<mergeCells", "<pane ", "<pageSetup", "IF(0=SUM(H9:H1003)"] {
        let from = |text: &str| text[text.find(kept).expect(kept)..].split('>').next().map(str::to_owned);
        assert_eq!(from(&is), from(&was), "{kept}");
    }
    let rest = |text: &str| text[text.find("<row r=\"11\"").expect("row 11")..].to_owned();
    assert_eq!(rest(&is), rest(&was));
    let mut book = Xlsx::new(Cursor::new(filled)).expect("opens");
    let formulas = book.worksheet_formula(ENTRY_SHEET).expect("formulas");
    assert_eq!(formulas.get_value((9, 1)).map_or("", String::as_str), "", "a name is no formula");
    assert_eq!(formulas.get_value((2, 2)).map(String::as_str), Some("IF(0=SUM(H9:H1003),\"\",SUM(H9:H1003))"));
}

#[test]
fn the_last_row_is_filled_and_one_more_is_refused() {
    let form = blank();
    let full: Vec<FormRow> = (0..MAX_ROWS as i64).map(|n| row("花子", "見本", Category::Care, n + 1, 0)).collect();
    let filled = fill(&form, &full).expect("filled");
    assert_eq!(cell(&filled, LAST_ROW - 1, 7), Data::Float(995.0));
    let over: Vec<FormRow> = full.iter().cloned().chain([full[0].clone()]).collect();
    assert_eq!(fill(&form, &over), Err(PatchRefusal::TooManyRows(996)));
    assert_eq!(cell(&fill(&form, &[]).expect("filled"), FIRST_ROW - 1, 1), Data::Empty);
}

#[test]
fn a_cell_that_is_missing_is_put_in_its_place() {
    let form = with_sheet(|text| {
        let start = text.find("<c r=\"C9\"").expect("C9");
        let end = start + text[start..].find("/>").expect("its end") + 2;
        format!("{}{}", &text[..start], &text[end..])
    });
    let filled = fill(&form, &[row("花子", "見本", Category::Treatment, 5, 0)]).expect("filled");
    assert_eq!((cell(&filled, 8, 1), cell(&filled, 8, 2)), (Data::String("花子".into()), Data::String("見本".into())));
}

#[test]
fn everything_else_is_refused_with_its_reason_and_nothing_is_written() {
    let rows = [row("花子", "見本", Category::Treatment, 5, 0)];
    let filled = fill(&blank(), &rows).expect("filled");
    let other_book = {
        let mut archive = Archive::default();
        archive.add("xl/workbook.xml", b"<workbook><sheets><sheet name=\"Sheet1\" id=\"r1\"/></sheets></workbook>");
        archive.add("xl/_rels/workbook.xml.rels", b"<Relationships/>");
        archive.finish()
    };
    let bomb = {
        let own = form_xlsx::write(&[], Mode::WithoutNotice, &whole()).expect("written");
        let mut all = parts(&own);
        for (name, content) in &mut all {
            if name.ends_with("sheet1.xml") {
                *content = vec![b' '; 40 << 20];
            }
        }
        deflated(&all, b"")
    };
    assert!(bomb.len() < 100_000, "small as it lies there");
    for (form, why) in [
        (Vec::new(), PatchRefusal::Empty),
        (vec![b'x'; MAX_FORM + 1], PatchRefusal::TooLarge),
        (bomb, PatchRefusal::TooLarge),
        (b"%PDF-1.7".to_vec(), PatchRefusal::NotAWorkbook),
        (blank()[..5_000].to_vec(), PatchRefusal::NotAWorkbook),
        (other_book, PatchRefusal::NoSheet),
        (with_sheet(|text| text.replace("<c r=\"A1\"", "<c r=\"Z1\"")), PatchRefusal::OtherForm("A1", VERSION_TEXT)),
        (
            with_part("sharedStrings.xml", |text| text.replace("Ver.3.1", "Ver.3.2")),
            PatchRefusal::OtherForm("A1", VERSION_TEXT),
        ),
        (
            with_part("sharedStrings.xml", |text| text.replace("Ver.3.1", "Ver.3.10")),
            PatchRefusal::OtherForm("A1", VERSION_TEXT),
        ),
        (
            with_sheet(|text| text.replace("<c r=\"H6\"", "<c r=\"Z6\"")),
            PatchRefusal::OtherForm("H6", "支払った医療費の金額"),
        ),
        (
            with_part("sharedStrings.xml", |text| text.replace("左のうち、補填される金額", "備考")),
            PatchRefusal::OtherForm("I6", "左のうち、補填される金額"),
        ),
        (
            with_sheet(|text| text.replace("<c r=\"F7\"", "<c r=\"Z7\"")),
            PatchRefusal::OtherForm("F7", "介護保険サービス"),
        ),
        (with_sheet(|text| format!("<!DOCTYPE x>{text}")), PatchRefusal::NotAWorkbook),
        (filled, PatchRefusal::NotBlank(9)),
    ] {
        assert_eq!(fill(&form, &rows), Err(why.clone()));
        assert!(why.to_string().ends_with('。'), "{why}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_damage_is_fatal(hits in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8), cut in any::<prop::sample::Index>(), cuts in any::<bool>()) {
        let mut form = blank();
        for (at, byte) in hits {
            let at = at.index(form.len());
            form[at] = byte;
        }
        if cuts {
            form.truncate(cut.index(form.len()));
        }
        let _ = fill(&form, &[row("花子", "見本", Category::Treatment, 5, 0)]);
    }
}
