//! The dispensings of a notebook as rows of a person's drug history.

use chrono::NaiveDate;

use super::{Dispensed, DrugCodeKind, DrugLine, Group, Note, Notebook, Otc, Place, PreparationForm, PrescribedAt};
use crate::domain::calendar::{YearMonth, long_date};
use crate::domain::medication::{CodeSystem, Dispensing, Doctor, Drug, DrugForm, DrugSource, Institution, Setting};

/// The rows of a notebook, one a doctor where a dispensing names several. One whose day could not be read is undated.
#[must_use]
pub fn rows_of(book: &Notebook, told_on: NaiveDate) -> Vec<Dispensing> {
    book.dispensings.iter().flat_map(|one| rows(one, told_on)).collect()
}

fn rows(one: &Dispensed, told_on: NaiveDate) -> Vec<Dispensing> {
    let place = one.place.as_ref().map(dispenser).unwrap_or_default();
    let base = Dispensing {
        prescriber: one.prescribed_at.as_ref().map(prescriber),
        setting: Setting::of(None, &place),
        told_on: Some(told_on),
        dispensed_on: one.on,
        ..Dispensing::on(DrugSource::Notebook, one.on.unwrap_or(told_on), place)
    };
    let of = |order: &super::Order| Dispensing {
        doctor: order
            .doctor
            .as_ref()
            .map(|doctor| Doctor { name: doctor.name.clone(), department: doctor.department.clone() }),
        drugs: order.groups.iter().flat_map(drugs).collect(),
        ..base.clone()
    };
    let mut rows: Vec<Dispensing> = one.orders.iter().map(of).filter(|row| !row.drugs.is_empty()).collect();
    let notes = notes(one);
    match rows.first_mut() {
        Some(first) => first.notes = notes,
        None if notes.is_empty() => {}
        None => rows.push(Dispensing { notes, ..base }),
    }
    rows
}

/// What the notebook says besides the drugs, each with what it is.
fn notes(one: &Dispensed) -> Vec<String> {
    let staff = one.staff.iter().map(|staff| format!("担当：{}", staff.name));
    let cautions = one.cautions.iter().map(|note| note.text.clone());
    let provided = one.provided.iter().map(|one| match one.kind {
        Some(kind) => format!("{}：{}", kind.label(), one.text),
        None => one.text.clone(),
    });
    let leftovers = one.leftovers.iter().map(|note| format!("残った薬：{}", note.text));
    let others = one.notes.iter().map(|note| note.text.clone());
    let entries = one.entries.iter().map(|entry| match entry.on {
        Some(day) => format!("本人の記入（{}）：{}", long_date(day), entry.text),
        None => format!("本人の記入：{}", entry.text),
    });
    staff
        .chain(cautions)
        .chain(provided)
        .chain(leftovers)
        .chain(others)
        .chain(entries)
        .filter(|text| !text.is_empty())
        .collect()
}

fn drugs(group: &Group) -> Vec<Drug> {
    let usage = group.usage.as_ref();
    let form = usage.and_then(|usage| usage.form).map_or(DrugForm::Other, form_of);
    let instruction: Vec<&str> = group.usage_notes.iter().map(|note| note.text.as_str()).collect();
    let drug = |line: &DrugLine| {
        let mut drug = Drug {
            general: line.general.as_ref().map(|general| general.name.clone()),
            usage: usage.and_then(|usage| usage.name.clone()),
            instruction: (!instruction.is_empty()).then(|| instruction.join("　")),
            notes: texts(line.supplements.iter().chain(&line.cautions).chain(&group.cautions)),
            amount: line.amount.clone().unwrap_or_default(),
            unit: line.unit.clone().unwrap_or_default(),
            times: usage.and_then(|usage| usage.quantity).map(u32::from),
            form,
            ..Drug::named(line.name.clone())
        };
        if let Some(code) = &line.code {
            drug.add_code(system_of(code.kind), &code.code);
        }
        if let Some(code) = line.general.as_ref().and_then(|general| general.code.as_deref()) {
            drug.add_code(CodeSystem::General, code);
        }
        drug
    };
    group.drugs.iter().map(drug).collect()
}

fn texts<'n>(notes: impl Iterator<Item = &'n Note>) -> Vec<String> {
    notes.map(|note| note.text.clone()).filter(|text| !text.is_empty()).collect()
}

/// Which numbering a kind of code is.
const fn system_of(kind: DrugCodeKind) -> CodeSystem {
    match kind {
        DrugCodeKind::Receipt => CodeSystem::Receipt,
        DrugCodeKind::PriceList => CodeSystem::Price,
        DrugCodeKind::Yj => CodeSystem::Yj,
        DrugCodeKind::Hot => CodeSystem::Hot,
    }
}

fn form_of(form: PreparationForm) -> DrugForm {
    DrugForm::from_code(form.code())
}

fn dispenser(place: &Place) -> Institution {
    Institution { code: whole_code([&place.prefecture, &place.table, &place.code]), name: place.name.clone() }
}

fn prescriber(at: &PrescribedAt) -> Institution {
    Institution { code: whole_code([&at.prefecture, &at.table, &at.code]), name: at.name.clone() }
}

/// Ten digits where all three parts are there; else none, because a part alone names no place.
fn whole_code(parts: [&Option<String>; 3]) -> String {
    let whole: String = parts.into_iter().flatten().map(String::as_str).collect();
    if whole.len() == 10 && whole.bytes().all(|byte| byte.is_ascii_digit()) { whole } else { String::new() }
}

/// A drug bought without prescription as a row. Where no day is told it stands in the month it was put down.
#[must_use]
pub fn otc_row(otc: &Otc, told_on: NaiveDate) -> Dispensing {
    let ingredients: Vec<&str> = otc.ingredients.iter().map(|one| one.name.as_str()).collect();
    let mut drug = Drug {
        ingredient: (!ingredients.is_empty()).then(|| ingredients.join("・")),
        notes: days_words(otc).into_iter().collect(),
        times: days_taken(otc),
        ..Drug::named(otc.name.clone())
    };
    if let Some(jan) = &otc.jan {
        drug.add_code(CodeSystem::Jan, jan);
    }
    let day = otc.from.or(otc.until);
    let month = YearMonth::of(day.unwrap_or(told_on));
    let base = Dispensing::on(DrugSource::OverTheCounter, day.unwrap_or(told_on), Institution::default());
    Dispensing { dispensed_on: day, month, told_on: Some(told_on), drugs: vec![drug], ..base }
}

/// Over how many days it was taken, first and last among them. Of one of which only the last day is told, that day alone; nothing
/// where the end is open.
fn days_taken(otc: &Otc) -> Option<u32> {
    let until = otc.until?;
    let before = until.signed_duration_since(otc.from.unwrap_or(until)).num_days();
    u32::try_from(before).ok()?.checked_add(1)
}

/// From when until when, in words; nothing where neither is told.
#[must_use]
pub fn days_words(otc: &Otc) -> Option<String> {
    match (otc.from, otc.until) {
        (Some(from), Some(until)) => Some(format!("{}から{}まで", long_date(from), long_date(until))),
        (Some(from), None) => Some(format!("{}から", long_date(from))),
        (None, Some(until)) => Some(format!("{}まで", long_date(until))),
        (None, None) => None,
    }
}
