//! A notebook as records in the order of the format: version, 1, 2, 3 with 31, 4, then each dispensing, newest first, 701.

use chrono::NaiveDate;

use super::NotWritten;
use super::numbers::{self, otc_numbers};
use super::pen::{NOT_TOLD, Pen};
use super::shape::is_ascii;
use super::{dispensing, layout};
use crate::domain::notebook::{Author, Dispensed, Notebook, Otc, OtcIngredient, Patient, day_text};
use crate::domain::person::Sex;

/// Writes all of a notebook but its unknown records.
pub(super) fn records(book: &Notebook) -> Result<Pen, NotWritten> {
    let patient = book.patient.as_ref().ok_or(NotWritten::NoPatient)?;
    let mut pen = Pen::default();
    let mut memos = Vec::new();
    self::patient(&mut pen, patient)?;
    memos.extend(pen.take_beside());
    for one in &book.remarks {
        pen.note(&layout::REMARK, &[one.kind.code()], &one.text, &[one.author.code()]);
    }
    otc(&mut pen, &book.otc);
    memos.extend(pen.take_beside());
    for memo in &book.memos {
        pen.note(&layout::MEMO, &[], &memo.text, &[&day(memo.on), memo.author.code()]);
    }
    for memo in memos {
        pen.note(&layout::MEMO, &[], &memo, &["", Author::Other.code()]);
    }
    // The format has no place for what nobody knows the day of.
    let (mut dated, undated): (Vec<&Dispensed>, Vec<&Dispensed>) =
        book.dispensings.iter().partition(|one| one.on.is_some());
    for one in undated {
        for words in undated_words(one) {
            pen.note(&layout::MEMO, &[], &words, &["", Author::Other.code()]);
        }
    }
    dated.sort_by_key(|one| std::cmp::Reverse(one.on));
    let memo_end = pen.records.len();
    for one in dated {
        for part in numbers::parts(one) {
            dispensing::dispensed(&mut pen, &part);
        }
    }
    pharmacists(&mut pen, book);
    // Notes on what did not fit the last records stand with the memos.
    let late = pen.take_beside();
    if !late.is_empty() {
        let after = pen.records.split_off(memo_end);
        for memo in late {
            pen.note(&layout::MEMO, &[], &memo, &["", Author::Other.code()]);
        }
        pen.records.extend(after);
    }
    Ok(pen)
}

/// A day; empty where there is none.
pub(super) fn day(day: Option<NaiveDate>) -> String {
    day.map(day_text).unwrap_or_default()
}

/// A text; empty where there is none.
pub(super) fn told(text: &Option<String>) -> &str {
    text.as_deref().unwrap_or_default()
}

fn patient(pen: &mut Pen, one: &Patient) -> Result<(), NotWritten> {
    let sex = match one.sex {
        Some(Sex::Male) => "1",
        Some(Sex::Female) => "2",
        Some(Sex::Unspecified) | None => return Err(NotWritten::NoSex),
    };
    let birth = day(Some(one.birth.ok_or(NotWritten::NoPatient)?));
    let values = [
        &one.name,
        sex,
        &birth,
        told(&one.postal_code),
        told(&one.address),
        told(&one.phone),
        told(&one.emergency_contact),
        told(&one.blood_type),
        told(&one.weight),
        told(&one.kana),
    ];
    pen.record(&layout::PATIENT, &values);
    Ok(())
}

/// All 3, then all 31.
fn otc(pen: &mut Pen, all: &[Otc]) {
    let numbers: Vec<String> = otc_numbers(all)
        .into_iter()
        .map(|number| number.map(|number| number.to_string()).unwrap_or_default())
        .collect();
    for (one, number) in all.iter().zip(&numbers) {
        let days = [day(one.from), day(one.until)];
        let values = [&one.name, days[0].as_str(), &days[1], one.author.code(), number, told(&one.jan)];
        pen.record(&layout::OTC, &values);
    }
    for (one, number) in all.iter().zip(&numbers) {
        one.ingredients.iter().for_each(|ingredient| self::ingredient(pen, &one.name, number, ingredient));
    }
}

fn ingredient(pen: &mut Pen, of: &str, number: &str, one: &OtcIngredient) {
    if number.is_empty() {
        return pen.set_beside("市販薬の成分", &format!("{of} {}", one.name));
    }
    let code = one.code.as_deref().filter(|code| is_ascii(code, 20));
    let kind = if code.is_some() { "2" } else { "1" };
    pen.record(&layout::INGREDIENT, &[number, &one.name, kind, code.unwrap_or_default(), one.author.code()]);
    if let (None, Some(odd)) = (code, one.code.as_deref().filter(|code| !code.is_empty())) {
        pen.set_beside("市販薬の成分のコード", &format!("{} {odd}", one.name));
    }
}

fn pharmacists(pen: &mut Pen, book: &Notebook) {
    for one in &book.pharmacists {
        let values =
            [&one.name, told(&one.pharmacy), told(&one.contact), &day(one.from), &day(one.until), one.author.code()];
        pen.record(&layout::PHARMACIST, &values);
    }
}

/// A dispensing of an unknown day in words: where, then each drug.
fn undated_words(one: &Dispensed) -> Vec<String> {
    let place = one.place.as_ref().map_or(NOT_TOLD, |place| &place.name);
    let mut words = vec![format!("日にちの記録がない調剤：{place}")];
    for group in one.groups() {
        let usage = group.usage.as_ref().and_then(|usage| usage.name.as_deref()).unwrap_or_default();
        for drug in &group.drugs {
            words.push(format!("（日にちなし）{} {}{} {usage}", drug.name, told(&drug.amount), told(&drug.unit)));
        }
    }
    let notes = one.notes.iter().map(|note| format!("（日にちなし）{}", note.text));
    words.extend(notes);
    words
}
