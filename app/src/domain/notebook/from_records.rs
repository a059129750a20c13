//! A person's drug history as a notebook to hand over: what was dispensed, each with the source it was made from.
//!
//! Nobody at a pharmacy wrote it in this form, so its records say 8 (その他) as their author; what the person or a notebook
//! they added says keeps its own.

use super::{
    Author, Direction, Dispensed, Doctor, DrugCode, DrugCodeKind, DrugLine, General, Group, Note, Notebook, Order,
    Patient, Place, PreparationForm, PrescribedAt, Usage,
};
use crate::domain::medication::{CodeSystem, Dispensing, Drug, DrugForm, DrugSource, Institution, merge};
use crate::domain::notebook::added::Told;
use crate::domain::person::{Person, Sex};

/// Who wrote what is made here.
const OURS: Author = Author::Other;

/// The notebook of a person. What was only prescribed is left out: nobody has handed it over yet. What was bought without
/// prescription stands among what the person told.
#[must_use]
pub fn notebook_of(person: &Person, sex: Sex, rows: &[Dispensing], told: &Told) -> Notebook {
    let patient = Patient {
        name: person.name.clone(),
        sex: Some(sex),
        birth: Some(person.birth),
        kana: (!person.kana.trim().is_empty()).then(|| person.kana.clone()),
        ..Patient::default()
    };
    let dispensings =
        merge(rows).into_iter().map(|line| line.row).filter(|row| is_handed_over(row)).map(dispensed).collect();
    Notebook {
        patient: Some(patient),
        remarks: told.remarks.clone(),
        otc: told.otc.clone(),
        memos: told.memos.clone(),
        pharmacists: told.pharmacists.clone(),
        dispensings,
        ..Notebook::new(8, Direction::FromPatient)
    }
}

/// Whether a row belongs among the dispensings of a notebook.
#[must_use]
pub fn is_handed_over(row: &Dispensing) -> bool {
    !matches!(row.source, DrugSource::Prescription | DrugSource::OverTheCounter) && !row.drugs.is_empty()
}

fn dispensed(row: &Dispensing) -> Dispensed {
    let [prefecture, table, code] = parts_of(&row.dispenser);
    let place = Place {
        name: row.dispenser.name.clone(),
        prefecture,
        table,
        code,
        postal_code: None,
        address: None,
        phone: None,
        author: OURS,
    };
    let doctor = row.doctor.as_ref().map(|doctor| Doctor {
        name: doctor.name.clone(),
        department: doctor.department.clone(),
        author: OURS,
    });
    let mut notes: Vec<Note> = row.notes.iter().map(|text| note(text.clone())).collect();
    notes.push(note(format!("{}から作成", row.source_words())));
    Dispensed {
        place: Some(place),
        prescribed_at: row.prescriber.as_ref().filter(|at| !at.is_unknown()).map(prescribed_at),
        orders: vec![Order { doctor, groups: groups(&row.drugs) }],
        notes,
        ..Dispensed::new(row.dispensed_on, OURS)
    }
}

fn prescribed_at(at: &Institution) -> PrescribedAt {
    let [prefecture, table, code] = parts_of(at);
    PrescribedAt { name: at.name.clone(), prefecture, table, code, author: OURS }
}

/// 都道府県, 点数表 and number of a ten-digit code.
fn parts_of(place: &Institution) -> [Option<String>; 3] {
    let code = place.code.trim();
    if code.len() != 10 || !code.bytes().all(|byte| byte.is_ascii_digit()) {
        return [None, None, (!code.is_empty()).then(|| code.to_owned())];
    }
    [Some(code[..2].to_owned()), Some(code[2..3].to_owned()), Some(code[3..].to_owned())]
}

fn note(text: String) -> Note {
    Note { text, author: OURS }
}

/// Drugs one after the other that are taken alike stand in one group, as pharmacies write them.
fn groups(drugs: &[Drug]) -> Vec<Group> {
    let alike = |one: &Drug, other: &Drug| {
        (one.form, &one.usage, &one.instruction, one.times)
            == (other.form, &other.usage, &other.instruction, other.times)
    };
    drugs
        .chunk_by(alike)
        .zip(1u16..)
        .map(|(drugs, number)| Group {
            drugs: drugs.iter().map(line).collect(),
            usage: drugs.first().map(usage),
            usage_notes: drugs.first().and_then(|drug| drug.instruction.clone()).map(note).into_iter().collect(),
            ..Group::new(number)
        })
        .collect()
}

fn usage(drug: &Drug) -> Usage {
    let form = form_of(drug.form);
    let (quantity, unit) = match (form, drug.times.and_then(|times| u16::try_from(times).ok())) {
        (Some(_), Some(days)) if drug.form.counts_days() => (Some(days), Some("日分")),
        (Some(PreparationForm::AsNeeded), Some(doses)) => (Some(doses), Some("回分")),
        (Some(form), _) if !drug.form.counts_days() && form != PreparationForm::AsNeeded => (Some(1), Some("調剤")),
        _ => (None, None),
    };
    Usage { name: drug.usage.clone(), quantity, unit: unit.map(str::to_owned), form, code: None, author: OURS }
}

/// Nothing where the record does not say.
fn form_of(form: DrugForm) -> Option<PreparationForm> {
    if form == DrugForm::Other { None } else { PreparationForm::from_code(form.code()) }
}

fn line(drug: &Drug) -> DrugLine {
    let general =
        drug.general.clone().map(|name| General { name, code: drug.code_in(CodeSystem::General).map(str::to_owned) });
    let reason = drug.reason.iter().map(|reason| format!("使う理由：{reason}"));
    // A code of which nobody says whose it is must not stand under either name.
    let unsure = drug.code_in(CodeSystem::PriceOrYj).map(|code| format!("薬価基準コードかYJコード：{code}"));
    let code = code_of(drug);
    let unsure = unsure.filter(|_| code.is_none());
    DrugLine {
        name: drug.name.clone(),
        amount: (!drug.amount.is_empty()).then(|| drug.amount.clone()),
        unit: (!drug.unit.is_empty()).then(|| drug.unit.clone()),
        code,
        author: OURS,
        general,
        supplements: reason.chain(unsure).chain(drug.notes.iter().cloned()).map(note).collect(),
        cautions: Vec::new(),
    }
}

/// The first that is there, in the order in which pharmacies use them.
fn code_of(drug: &Drug) -> Option<DrugCode> {
    [
        (CodeSystem::Receipt, DrugCodeKind::Receipt),
        (CodeSystem::Yj, DrugCodeKind::Yj),
        (CodeSystem::Price, DrugCodeKind::PriceList),
        (CodeSystem::Hot, DrugCodeKind::Hot),
    ]
    .into_iter()
    .find_map(|(system, kind)| Some(DrugCode { kind, code: drug.code_in(system)?.to_owned() }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::import::own_cp932;
    use crate::domain::notebook::{read, rows_of};

    const ALL: &str = include_str!("fixtures/all.txt");

    fn taro() -> Person {
        let birth = chrono::NaiveDate::from_ymd_opt(1958, 3, 3).expect("a day");
        Person { name: "見本　太郎".into(), kana: "ミホン　タロウ".into(), birth, sex: Sex::Male }
    }

    /// What a notebook says of drugs survives the way through the history and back.
    #[test]
    fn a_notebook_becomes_rows_and_rows_a_notebook() {
        let book = read(ALL.as_bytes(), own_cp932).expect("a notebook");
        let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day");
        let told = Told { remarks: book.remarks.clone(), otc: book.otc.clone(), ..Told::default() };
        let back = notebook_of(&taro(), Sex::Male, &rows_of(&book, today), &told);
        assert_eq!((&back.remarks, &back.otc), (&book.remarks, &book.otc));
        let drugs = |book: &Notebook| -> Vec<String> {
            let lines = book.dispensings.iter().flat_map(|one| one.orders.iter().map(move |order| (one, order)));
            lines
                .flat_map(|(one, order)| {
                    order
                        .groups
                        .iter()
                        .flat_map(move |group| group.drugs.iter().map(move |drug| (one, order, group, drug)))
                })
                .map(|(one, order, group, drug)| {
                    let usage = group.usage.as_ref().expect("a usage");
                    format!(
                        "{:?} {:?} {:?} {:?} {} {:?}{:?} {:?} {:?} {:?} {:?}{:?} {:?}",
                        one.on,
                        one.place.as_ref().map(|at| (&at.name, &at.prefecture, &at.table, &at.code)),
                        one.prescribed_at.as_ref().map(|at| (&at.name, &at.code)),
                        order.doctor.as_ref().map(|doctor| (&doctor.name, &doctor.department)),
                        drug.name,
                        drug.amount,
                        drug.unit,
                        drug.code,
                        drug.general,
                        usage.name,
                        usage.quantity,
                        usage.unit,
                        usage.form,
                    )
                })
                .collect()
        };
        let (mut there, mut here) = (drugs(&book), drugs(&back));
        there.sort();
        here.sort();
        assert_eq!(here, there);
        let notes: Vec<&str> =
            back.dispensings.iter().flat_map(|one| &one.notes).map(|note| note.text.as_str()).collect();
        assert!(notes.contains(&"あなたが加えたお薬手帳から作成"), "{notes:?}");
    }

    #[test]
    fn what_nobody_has_handed_over_or_prescribed_is_no_dispensing() {
        let book = read(ALL.as_bytes(), own_cp932).expect("a notebook");
        let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day");
        let mut rows = rows_of(&book, today);
        rows.iter_mut().for_each(|row| row.source = DrugSource::Prescription);
        assert!(notebook_of(&taro(), Sex::Male, &rows, &Told::default()).dispensings.is_empty());
    }

    #[test]
    fn what_counts_and_whose_code_it_is_by_what_the_record_says() {
        let drug = |form: DrugForm, times: Option<u32>| Drug { form, times, ..Drug::named("見本") };
        for (form, times, quantity, unit) in [
            (DrugForm::Oral, Some(28), Some(28), Some("日分")),
            (DrugForm::Oral, None, None, None),
            (DrugForm::AsNeeded, Some(10), Some(10), Some("回分")),
            (DrugForm::AsNeeded, None, None, None),
            (DrugForm::External, Some(3), Some(1), Some("調剤")),
            (DrugForm::Other, Some(3), None, None),
        ] {
            let usage = usage(&drug(form, times));
            assert_eq!((usage.quantity, usage.unit.as_deref()), (quantity, unit), "{form:?} {times:?}");
        }
        let coded = |system, value: &str| {
            let mut one = drug(DrugForm::Oral, None);
            one.add_code(system, value);
            line(&one)
        };
        assert_eq!(coded(CodeSystem::Hot, "103835401").code.map(|code| code.kind), Some(DrugCodeKind::Hot));
        let unsure = coded(CodeSystem::PriceOrYj, "2171022F2289");
        assert_eq!(
            (unsure.code, unsure.supplements[0].text.as_str()),
            (None, "薬価基準コードかYJコード：2171022F2289")
        );
    }
}
