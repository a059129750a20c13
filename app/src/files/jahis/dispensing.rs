//! One dispensing as records: 5, 11, 15, 51, then by doctor (55) each group with its drugs and usage, then notes.

use super::book::{day, told};
use super::layout::{self, Layout};
use super::pen::{NOT_TOLD, Pen};
use super::shape::{is_ascii, is_code_of};
use crate::domain::notebook::{Author, Dispensed, DrugLine, Group, Note, Order, ProvidedKind};

/// Writes one whose groups have good numbers.
pub(super) fn dispensed(pen: &mut Pen, one: &Dispensed) {
    pen.record(&layout::DAY, &[&day(one.on), one.author.code()]);
    place(pen, one);
    for staff in &one.staff {
        pen.record(&layout::STAFF, &[&staff.name, told(&staff.contact), staff.author.code()]);
    }
    prescribed_at(pen, one);
    for order in &one.orders {
        self::order(pen, order);
    }
    notes(pen, &layout::CAUTION, &one.cautions);
    for provided in &one.provided {
        let kind = provided.kind.unwrap_or(ProvidedKind::Other).code();
        pen.note(&layout::PROVIDED, &[], &provided.text, &[kind, provided.author.code()]);
    }
    notes(pen, &layout::LEFTOVER, &one.leftovers);
    notes(pen, &layout::NOTE, &one.notes);
    for beside in pen.take_beside() {
        pen.note(&layout::NOTE, &[], &beside, &[Author::Other.code()]);
    }
    for entry in &one.entries {
        pen.note(&layout::ENTRY, &[], &entry.text, &[&day(entry.on)]);
    }
}

fn place(pen: &mut Pen, one: &Dispensed) {
    let Some(place) = &one.place else {
        pen.record(&layout::PLACE, &[NOT_TOLD, "", "", "", "", "", "", Author::Other.code()]);
        return;
    };
    let codes = place_codes(pen, [&place.prefecture, &place.table, &place.code], &["1", "3", "4"]);
    let values = [
        place.name.as_str(),
        &codes[0],
        &codes[1],
        &codes[2],
        told(&place.postal_code),
        told(&place.address),
        told(&place.phone),
        place.author.code(),
    ];
    pen.record(&layout::PLACE, &values);
}

/// 51 stands where drugs came from a pharmacy, also where nobody said who prescribed them.
fn prescribed_at(pen: &mut Pen, one: &Dispensed) {
    if let Some(at) = &one.prescribed_at {
        let codes = place_codes(pen, [&at.prefecture, &at.table, &at.code], &["1", "3"]);
        pen.record(&layout::PRESCRIBED_AT, &[&at.name, &codes[0], &codes[1], &codes[2], at.author.code()]);
        return;
    }
    let from_pharmacy = one.place.as_ref().is_some_and(|place| place.table.as_deref() == Some("4"));
    if from_pharmacy && one.drug_count() > 0 {
        pen.record(&layout::PRESCRIBED_AT, &[NOT_TOLD, "", "", "", Author::Other.code()]);
    }
}

/// 都道府県, 点数表 and code, all or none: one alone names no place.
fn place_codes(pen: &mut Pen, codes: [&Option<String>; 3], tables: &[&str]) -> [String; 3] {
    let [prefecture, table, code] = codes.map(told);
    let is_prefecture =
        prefecture.len() == 2 && prefecture.parse::<u8>().is_ok_and(|number| (1..=47).contains(&number));
    let is_code = code.len() == 7 && code.bytes().all(|byte| byte.is_ascii_digit());
    if is_prefecture && tables.contains(&table) && is_code {
        return [prefecture, table, code].map(str::to_owned);
    }
    let whole = [prefecture, table, code].concat();
    if !whole.is_empty() {
        pen.set_beside("医療機関等コード", &whole);
    }
    Default::default()
}

fn order(pen: &mut Pen, order: &Order) {
    if let Some(doctor) = &order.doctor {
        pen.record(&layout::DOCTOR, &[&doctor.name, told(&doctor.department), doctor.author.code()]);
    }
    for group in &order.groups {
        let number = group.number.to_string();
        for drug in &group.drugs {
            self::drug(pen, &number, drug);
        }
        usage(pen, &number, group);
    }
}

fn drug(pen: &mut Pen, number: &str, one: &DrugLine) {
    // What stands beside so far belongs to the dispensing; what this drug adds goes right below it.
    let earlier = pen.take_beside();
    let code = one.code.as_ref().filter(|code| is_code_of(code.kind, &code.code));
    let kind = code.map_or("1", |code| code.kind.code());
    let general = one.general.as_ref();
    let general_code = general.and_then(|general| general.code.as_deref()).filter(|code| is_ascii(code, 12));
    let general_kind = match (general, general_code) {
        (None, _) => "",
        (Some(_), None) => "1",
        (Some(_), Some(_)) => "2",
    };
    let values = [
        number,
        &one.name,
        told(&one.amount),
        told(&one.unit),
        kind,
        code.map_or("", |code| &code.code),
        one.author.code(),
        general.map_or("", |general| &general.name),
        general_kind,
        general_code.unwrap_or_default(),
    ];
    pen.record(&layout::DRUG, &values);
    if let (None, Some(odd)) = (code, one.code.as_ref().filter(|odd| !odd.code.is_empty())) {
        pen.set_beside("薬品コード", &odd.code);
    }
    if let (None, Some(odd)) = (general_code, general.and_then(|general| general.code.as_deref()))
        && !odd.is_empty()
    {
        pen.set_beside("一般名コード", odd);
    }
    for note in &one.supplements {
        pen.note(&layout::SUPPLEMENT, &[number], &note.text, &[note.author.code()]);
    }
    for beside in pen.take_beside() {
        pen.note(&layout::SUPPLEMENT, &[number], &beside, &[Author::Other.code()]);
    }
    for note in &one.cautions {
        pen.note(&layout::DRUG_CAUTION, &[number], &note.text, &[note.author.code()]);
    }
    pen.put_back(earlier);
}

fn usage(pen: &mut Pen, number: &str, group: &Group) {
    let earlier = pen.take_beside();
    match &group.usage {
        None => pen.record(&layout::USAGE, &[number, "", "", "", "", "", "", Author::Other.code()]),
        Some(one) => {
            let quantity = one.quantity.filter(|days| *days <= 999);
            let code = one.code.as_deref().filter(|code| is_ascii(code, 16));
            // The kind of the code stands wherever the form does, as in what institutions write.
            let kind = match (code, one.form) {
                (Some(_), _) => "2",
                (None, Some(_)) => "1",
                (None, None) => "",
            };
            let values = [
                number,
                told(&one.name),
                &quantity.map(|days| days.to_string()).unwrap_or_default(),
                told(&one.unit),
                one.form.map_or("", |form| form.code()),
                kind,
                code.unwrap_or_default(),
                one.author.code(),
            ];
            pen.record(&layout::USAGE, &values);
            if let (None, Some(days)) = (quantity, one.quantity) {
                pen.set_beside("調剤数量", &days.to_string());
            }
            if let (None, Some(odd)) = (code, one.code.as_deref().filter(|odd| !odd.is_empty())) {
                pen.set_beside("用法コード", odd);
            }
        }
    }
    for note in &group.usage_notes {
        pen.note(&layout::USAGE_NOTE, &[number], &note.text, &[note.author.code()]);
    }
    for beside in pen.take_beside() {
        pen.note(&layout::USAGE_NOTE, &[number], &beside, &[Author::Other.code()]);
    }
    for note in &group.cautions {
        pen.note(&layout::GROUP_CAUTION, &[number], &note.text, &[note.author.code()]);
    }
    pen.put_back(earlier);
}

fn notes(pen: &mut Pen, layout: &'static Layout, all: &[Note]) {
    for note in all {
        pen.note(layout, &[], &note.text, &[note.author.code()]);
    }
}
