//! What clinics, dentists and hospitals give and do themselves: treatments (診療) with and without drugs, as their own receipts
//! tell it. It costs nothing here: the ledger of expenses has its own rows.
//!
//! Codes of treatments are plausible only.

use chrono::{Datelike, NaiveDate};

use crate::citizen::Citizen;
use crate::citizen::named::Named;
use crate::records::drugs::{self, Line};
use crate::records::month::day;
use crate::records::place::Place;

/// Code, name, 診療識別 of a treatment.
type Treatment = (&'static str, &'static str, &'static str);

/// One day at one place.
#[derive(Clone, Debug)]
pub(crate) struct InHouse {
    /// Where.
    pub(crate) place: Place,
    /// In hospital.
    pub(crate) stay: bool,
    /// When.
    pub(crate) on: NaiveDate,
    /// Drugs given there.
    pub(crate) lines: Vec<Line>,
    /// What was done.
    pub(crate) treatments: &'static [Treatment],
}

const REVISIT: Treatment = ("112007410", "再診料", "12");
const BLOOD: Treatment = ("160008010", "末梢血液一般検査", "60");

/// First year of which treatments are told (June 2022).
const FIRST: (i32, u32, u32) = (2022, 6, 1);

/// All within `from..=to`.
pub(crate) fn in_house(citizen: &Citizen, from: NaiveDate, to: NaiveDate) -> Vec<InHouse> {
    let mut all = Vec::new();
    for year in FIRST.0..=to.year() {
        match citizen.named() {
            Some(Named::Chronic) => chronic(year, &mut all),
            Some(Named::Changer) => changer(year, &mut all),
            _ => {}
        }
    }
    let first = day(FIRST.0, FIRST.1, FIRST.2);
    all.retain(|one| one.on >= first && (from..=to).contains(&one.on));
    all
}

/// An injection with the dialysis each month, and a stay each July with what is given there.
fn chronic(year: i32, all: &mut Vec<InHouse>) {
    let clinic = Place::medical(Place::index_of("見本腎クリニック"), "見本腎クリニック");
    for month in 1..=12 {
        all.push(InHouse {
            place: clinic.clone(),
            stay: false,
            on: day(year, month, 5),
            lines: drugs::lines(&["622199701"], 1),
            treatments: &[REVISIT, ("140007710", "人工腎臓（慢性維持透析）", "40"), BLOOD],
        });
    }
    all.push(InHouse {
        place: Place::medical(Place::index_of("見本総合病院"), "見本総合病院"),
        stay: true,
        on: day(year, 7, 11),
        lines: drugs::lines(&["622081001", "622533701"], 6),
        treatments: &[("190117710", "入院料", "90")],
    });
}

/// A dentist who gives the drugs himself, and a stay in May.
fn changer(year: i32, all: &mut Vec<InHouse>) {
    all.push(InHouse {
        place: Place::dental(Place::index_of("見本歯科医院"), "見本歯科医院"),
        stay: false,
        on: day(year, 10, 6),
        lines: drugs::lines(&["620006919"], 3),
        treatments: &[("302000110", "再診", "12"), ("313000710", "抜歯手術", "50")],
    });
    all.push(InHouse {
        place: Place::medical(Place::index_of("見本駅前クリニック"), "見本駅前クリニック"),
        stay: false,
        on: day(year, 6, 8),
        lines: Vec::new(),
        treatments: &[REVISIT, BLOOD],
    });
}
