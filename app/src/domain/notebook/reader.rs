//! The records of a text in their order, put where they belong: a drug under its dispensing, a note under its drug.

use super::lines::{Line, lines};
use super::records::Fields;
use super::{Direction, Dispensed, Doubt, Group, MAX_RECORDS, Notebook, NotebookRefusal, Order, Otc, Unknown};

/// Numbers that records refer to each other by have three digits: nothing further back can be meant.
const LOOKED_BACK: usize = 1_000;

/// Reads the records below the version line.
///
/// # Errors
/// [`NotebookRefusal::Empty`] and [`NotebookRefusal::TooManyRecords`]; a record that cannot be read is no reason.
pub fn read_text(version: u8, direction: Direction, text: &str) -> Result<Notebook, NotebookRefusal> {
    let mut book = Notebook::new(version, direction);
    for (count, line) in lines(text).enumerate() {
        if count >= MAX_RECORDS {
            return Err(NotebookRefusal::TooManyRecords);
        }
        take(&mut book, &line);
    }
    if book.is_empty() { Err(NotebookRefusal::Empty) } else { Ok(book) }
}

/// Puts one record into the notebook.
fn take(book: &mut Notebook, line: &Line<'_>) {
    let Some(misplaced) = put(book, line) else { return };
    let number = line.number;
    book.doubts.note(match misplaced {
        Some(record) => Doubt::Misplaced { line: number, record },
        None => Doubt::Unknown { line: number, number: line.at(0).to_owned() },
    });
    book.unknown.push(Unknown { fields: line.fields.iter().map(|field| (*field).to_owned()).collect() });
}

/// Nothing where the record has found its place; the name of a known record that has none; else that it is not known.
fn put(book: &mut Notebook, line: &Line<'_>) -> Option<Option<&'static str>> {
    let mut doubts = std::mem::take(&mut book.doubts);
    let mut fields = Fields::new(line, &mut doubts);
    let place = match line.at(0) {
        "1" if book.patient.is_none() => {
            book.patient = Some(fields.patient());
            None
        }
        "1" => {
            let again = fields.patient();
            (book.patient.as_ref() != Some(&again)).then_some(Some("患者情報"))
        }
        "2" => {
            book.remarks.push(fields.remark());
            None
        }
        "3" => {
            book.otc.push(fields.otc());
            None
        }
        "31" => {
            let (number, ingredient) = fields.ingredient();
            let owner: Option<&mut Otc> = match number {
                Some(_) => book.otc.iter_mut().rev().take(LOOKED_BACK).find(|otc| otc.number == number),
                None => None,
            };
            match owner {
                Some(otc) => {
                    otc.ingredients.push(ingredient);
                    None
                }
                None => Some(Some("市販薬の成分")),
            }
        }
        "4" => {
            book.memos.push(fields.memo());
            None
        }
        "701" => {
            book.pharmacists.push(fields.pharmacist());
            None
        }
        "5" => {
            book.dispensings.push(fields.dispensed());
            None
        }
        other => match name_in_dispensing(other) {
            None => Some(None),
            Some(name) => {
                let placed = within(&mut book.dispensings, other, &mut fields);
                if placed { None } else { Some(Some(name)) }
            }
        },
    };
    book.doubts = doubts;
    place
}

/// Names of the records that belong to a dispensing.
fn name_in_dispensing(number: &str) -> Option<&'static str> {
    Some(match number {
        "11" => "薬局・病院",
        "15" => "薬剤師・医師",
        "51" => "処方した所",
        "55" => "処方した医師",
        "201" => "お薬",
        "281" => "お薬の補足",
        "291" => "お薬の注意",
        "301" => "飲み方・使い方",
        "311" => "飲み方・使い方の補足",
        "391" => "処方の注意",
        "401" => "服用の注意",
        "411" => "医療機関からの情報",
        "421" => "残った薬の確認",
        "501" => "備考",
        "601" => "本人の記入",
        _ => return None,
    })
}

/// Puts a record into the newest dispensing; whether it found its place.
fn within(dispensings: &mut Vec<Dispensed>, number: &str, fields: &mut Fields<'_, '_>) -> bool {
    let Some(one) = dispensings.last_mut() else { return false };
    match number {
        "11" if one.place.is_none() => one.place = Some(fields.place()),
        "11" => return false,
        "15" => one.staff.push(fields.staff()),
        "51" if one.prescribed_at.is_none() && one.orders.is_empty() => {
            one.prescribed_at = Some(fields.prescribed_at());
        }
        "51" => {
            // Another prescription on the same day at the same place: a dispensing of its own.
            let mut another = Dispensed::new(one.on, one.author);
            another.place = one.place.clone();
            another.prescribed_at = Some(fields.prescribed_at());
            dispensings.push(another);
        }
        "55" => one.orders.push(Order { doctor: Some(fields.doctor()), groups: Vec::new() }),
        "401" => one.cautions.push(fields.note(1, "服用注意")),
        "411" => one.provided.push(fields.provided()),
        "421" => one.leftovers.push(fields.note(1, "残薬確認")),
        "501" => one.notes.push(fields.note(1, "備考")),
        "601" => one.entries.push(fields.entry()),
        _ => {
            let Some(group) = fields.group() else { return false };
            return in_group(one, number, group, fields);
        }
    }
    true
}

/// Puts a record of a drug or its usage into its group.
fn in_group(one: &mut Dispensed, number: &str, group: u16, fields: &mut Fields<'_, '_>) -> bool {
    if number == "201" {
        if one.orders.is_empty() {
            one.orders.push(Order::default());
        }
        let Some(order) = one.orders.last_mut() else { return false };
        let drug = fields.drug();
        match order.groups.iter_mut().find(|known| known.number == group) {
            Some(known) => known.drugs.push(drug),
            None => order.groups.push(Group { drugs: vec![drug], ..Group::new(group) }),
        }
        return true;
    }
    let mut groups = one.orders.iter_mut().rev().take(LOOKED_BACK).flat_map(|order| order.groups.iter_mut());
    let Some(known) = groups.find(|known| known.number == group) else { return false };
    match number {
        "281" | "291" => {
            let Some(drug) = known.drugs.last_mut() else { return false };
            let (notes, field) = if number == "281" {
                (&mut drug.supplements, "お薬の補足")
            } else {
                (&mut drug.cautions, "お薬の注意")
            };
            notes.push(fields.note(2, field));
        }
        "301" if known.usage.is_none() => known.usage = Some(fields.usage()),
        "311" => known.usage_notes.push(fields.note(2, "用法補足")),
        "391" => known.cautions.push(fields.note(2, "処方服用注意")),
        _ => return false,
    }
    true
}
