//! Medical expenses: the rows of the notice (医療費通知情報) and the answer's layout, which is ours: no published one
//! was found. It has the eight fields of the notice.

mod counter;
mod household;
mod ledger;

use chrono::{Datelike, Months, NaiveDate, NaiveDateTime};

use super::month::{arrived_until, day, ym};
use super::{header, insurance};
use crate::citizen::Citizen;
use crate::citizen::named::Named;
use crate::wire::xml::Xml;
use ledger::{Patient, Row};

/// How far back the notice goes.
const YEARS: u32 = 5;

/// The XML text of the answer, for months of treatment within `from..=to` (first days of months).
pub(crate) fn answer(citizen: &Citizen, from: Option<NaiveDate>, to: Option<NaiveDate>, now: NaiveDateTime) -> String {
    let today = now.date();
    let until = arrived_until(today, 2);
    let oldest = until.checked_sub_months(Months::new(YEARS * 12)).unwrap_or(until);
    let (from, to) = (from.map_or(oldest, |f| f.max(oldest)), to.map_or(until, |t| t.min(until)));
    let rows = rows(citizen, from, to, today);
    let history = insurance::history(citizen, today);
    let insurer = insurance::on(&history, today).or(history.first()).map(|c| &c.insurer);
    let mut xml = Xml::new();
    xml.within("XmlMsg", |x| {
        header::write(x, &header::QUALIFICATIONS_INFO, citizen, citizen.birth, now);
        x.within("MessageBody", |x| {
            x.leaf("InsurerNumber", insurer.map_or("", |i| &i.number));
            x.leaf("InsurerName", &insurer.map(|i| citizen.say(&i.name)).unwrap_or_default());
            x.leaf("DeliveredUntil", &ym(until));
            x.within("MedicalExpenseInfos", |x| {
                for row in &rows {
                    x.within("MedicalExpenseInfo", |x| row.write(x, citizen));
                }
            });
        });
    });
    xml.finish()
}

/// All rows of the months `from..=to`, oldest month first.
fn rows(citizen: &Citizen, from: NaiveDate, to: NaiveDate, today: NaiveDate) -> Vec<Row> {
    if from > to
        || matches!(
            citizen.named(),
            Some(Named::Empty | Named::Booked | Named::Ward | Named::Uninsured | Named::Newcomer)
        )
    {
        return Vec::new();
    }
    // The same rows that stand in the answers of `parent`.
    if citizen.named() == Some(Named::Household) {
        let own = |row: &Row| matches!(row.patient, Patient::Family(name) if name == citizen.name);
        let mut rows: Vec<Row> = household::rows(from, to).into_iter().filter(own).collect();
        rows.iter_mut().for_each(|row| row.patient = Patient::Own);
        rows.sort_by_key(|row| row.month);
        return rows;
    }
    let mut rows = ledger::own(citizen, from, to, today);
    if citizen.named() == Some(Named::Parent) {
        rows.extend(household::rows(from, to));
    }
    rows.sort_by(|a, b| (a.month, &a.patient).cmp(&(b.month, &b.patient)));
    rows
}

/// The last day of a month given by its first day.
fn last_day(first: NaiveDate) -> NaiveDate {
    let next = first.checked_add_months(Months::new(1)).unwrap_or(first);
    next.pred_opt().unwrap_or_else(|| day(first.year(), first.month(), 28))
}

#[cfg(test)]
mod tests;
