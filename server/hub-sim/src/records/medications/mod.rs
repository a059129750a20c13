//! Dispensed drugs: which hand-outs there were, and the answer's layout with its three sources.

mod courses;
mod episodes;
mod in_house;
mod layout;

use std::collections::BTreeMap;

use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime};

use super::drugs::Line;
use super::header;
use super::month::{arrived_until, first_day};
use super::place::Place;
use crate::citizen::Citizen;
use crate::citizen::named::Named;
use crate::wire::xml::Xml;

pub(crate) use courses::handouts;
pub(crate) use episodes::episodes;

/// How long the electronic prescription service shows prescriptions and dispensings.
const ELECTRONIC_DAYS: i64 = 100;

/// Drugs handed over on one day by one pharmacy.
#[derive(Clone, Debug)]
pub(crate) struct Handout {
    /// Day of dispensing.
    pub(crate) on: NaiveDate,
    /// Day of the prescription.
    pub(crate) prescribed: NaiveDate,
    /// Who prescribed.
    pub(crate) clinic: Place,
    /// Who dispensed.
    pub(crate) pharmacy: Place,
    /// By electronic prescription: the dispensing is known the same day.
    pub(crate) electronic: bool,
    /// The drugs.
    pub(crate) lines: Vec<Line>,
}

/// The XML text of the answer, for dispensings within `from..=to`.
pub(crate) fn answer(citizen: &Citizen, from: Option<NaiveDate>, to: Option<NaiveDate>, now: NaiveDateTime) -> String {
    let today = now.date();
    let kept = kept_since(citizen, today);
    let from = from.unwrap_or(kept).max(kept);
    let to = to.unwrap_or(today).min(today);
    let mut handouts = handouts(citizen, from, to);
    handouts.sort_by(|a, b| (b.on, &b.pharmacy, &b.clinic).cmp(&(a.on, &a.pharmacy, &a.clinic)));
    let until = arrived_until(today, 1);
    let receipts: Vec<_> = handouts.iter().filter(|h| first_day(h.on) <= until).collect();
    let fresh: Vec<_> =
        handouts.iter().filter(|h| h.electronic && h.on >= today - Duration::days(ELECTRONIC_DAYS)).collect();
    let own: Vec<_> =
        in_house::in_house(citizen, from, to).into_iter().filter(|one| first_day(one.on) <= until).collect();
    let waiting = waiting(citizen, today).filter(|h| (from..=to).contains(&h.prescribed));
    let mut xml = Xml::new();
    xml.within("XmlMsg", |x| {
        header::write(x, &header::QUA_INF, citizen, citizen.birth, now);
        x.within("MessageBody", |x| {
            layout::receipts(x, citizen, &receipts, &own);
            layout::dispensings(x, citizen, &fresh);
            layout::prescriptions(x, citizen, waiting.as_ref());
            layout::years(x, &years(citizen, kept, today));
        });
    });
    xml.finish()
}

/// The first day of which the hub tells: five years back, of `lifelong` thirty.
fn kept_since(citizen: &Citizen, today: NaiveDate) -> NaiveDate {
    match citizen.named() {
        Some(Named::Lifelong) => courses::lifelong::first(today),
        _ => today - Duration::days(5 * 366),
    }
}

/// How many dispensings there are in each year, whatever is asked for.
fn years(citizen: &Citizen, from: NaiveDate, today: NaiveDate) -> BTreeMap<i32, u32> {
    let until = arrived_until(today, 1);
    let mut years: BTreeMap<i32, u32> = BTreeMap::new();
    let handed = handouts(citizen, from, today).into_iter().filter(|h| h.electronic || first_day(h.on) <= until);
    let own = in_house::in_house(citizen, from, today).into_iter();
    let own = own.filter(|one| !one.lines.is_empty() && first_day(one.on) <= until);
    for on in handed.map(|h| h.on).chain(own.map(|one| one.on)) {
        *years.entry(on.year()).or_default() += 1;
    }
    years
}

/// A prescription that nobody has dispensed yet.
fn waiting(citizen: &Citizen, today: NaiveDate) -> Option<Handout> {
    let waits = match citizen.named() {
        Some(Named::Changer | Named::Hostile) => true,
        Some(_) => false,
        None => citizen.dice("waiting", 0).chance(5),
    };
    waits.then(|| courses::prescription(citizen, today - Duration::days(1)))
}

#[cfg(test)]
mod tests;
