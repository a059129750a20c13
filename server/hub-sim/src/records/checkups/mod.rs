//! Checkups (特定健診 and its kin): which visits there were, what they found, and the answer's layout.

mod changer;
mod codes;
mod guidance;
mod laboratory;
mod long;
mod questions;
mod readings;
mod routine;
mod sheet;

use chrono::{Datelike, Months, NaiveDate, NaiveDateTime};

use super::header;
use crate::citizen::Citizen;
use crate::citizen::named::Named;
use crate::wire::xml::Xml;
use sheet::Visit;

/// First day of 第4期: from here the new lists of answers and the new items apply.
const PERIOD4: (i32, u32, u32) = (2024, 4, 1);

/// Whether a day lies in 第4期.
fn in_period4(day: NaiveDate) -> bool {
    (day.year(), day.month(), day.day()) >= PERIOD4
}

/// The XML text of the answer, for visits within `from..=to`, newest first.
pub(crate) fn answer(citizen: &Citizen, from: Option<NaiveDate>, to: Option<NaiveDate>, now: NaiveDateTime) -> String {
    let mut visits = visits(citizen, now.date());
    visits.retain(|v| from.is_none_or(|d| v.date >= d) && to.is_none_or(|d| v.date <= d));
    visits.sort_by_key(|v| std::cmp::Reverse(v.date));
    let mut xml = Xml::new();
    xml.within("XmlMsg", |x| {
        header::write(x, &header::QUALIFICATIONS_INFO, citizen, stated_birth(citizen), now);
        x.within("MessageBody", |x| {
            x.within("SpecificHealthCheckupInfos", |x| {
                for visit in &visits {
                    x.within("SpecificHealthCheckupInfo", |x| visit.write(x, citizen));
                }
            });
        });
    });
    xml.finish()
}

/// The birth date that this answer names. It is another person's for `crossed`, whose answer must be refused.
fn stated_birth(citizen: &Citizen) -> NaiveDate {
    match citizen.named() {
        Some(Named::Crossed) => citizen.birth.checked_add_months(Months::new(13)).unwrap_or(citizen.birth),
        _ => citizen.birth,
    }
}

/// All visits of a citizen up to a day.
fn visits(citizen: &Citizen, today: NaiveDate) -> Vec<Visit> {
    match citizen.named() {
        Some(Named::Changer) => changer::visits(citizen, today),
        Some(Named::Long) => long::visits(citizen, today),
        Some(Named::Empty | Named::Booked | Named::Ward | Named::Uninsured | Named::Newcomer) => Vec::new(),
        Some(Named::Hanako | Named::Gap | Named::Renewed) => routine::visits(citizen, today, 18, 3),
        Some(_) => routine::visits(citizen, today, 40, 6),
        None => routine::visits(citizen, today, 40, 5),
    }
}

#[cfg(test)]
mod tests;
