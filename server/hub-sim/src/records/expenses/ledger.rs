//! What visits and drugs cost, gathered by month, institution and kind of care.

use chrono::{Datelike, Months, NaiveDate};

use super::{counter, last_day};
use crate::citizen::Citizen;
use crate::citizen::named::Named;
use crate::citizen::seed::Dice;
use crate::records::insurance::{self, Coverage};
use crate::records::medications::{self, Handout};
use crate::records::month::{first_day, ym};
use crate::records::place::Place;
use crate::wire::xml::Xml;

/// One row of the notice.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// Who was treated, not yet in anybody's voice.
    pub(super) patient: Patient,
    /// First day of the month of treatment.
    pub(super) month: NaiveDate,
    /// 診療区分
    pub(super) category: &'static str,
    /// Days.
    pub(super) days: i64,
    /// Institution.
    pub(super) institution: String,
    /// Whole cost: ten yen a point.
    pub(super) total: i64,
    /// 保険者の負担額
    pub(super) insurer: i64,
    /// その他の公費の負担額
    pub(super) public: i64,
    /// 窓口相当負担額
    pub(super) counter: i64,
}

/// Whom a row is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Patient {
    /// The person who asks.
    Own,
    /// Somebody of the household, by name.
    Family(&'static str),
}

/// How costs are shared.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Terms {
    /// Share at the counter in percent.
    pub(super) share: i64,
    /// Public funds pay the person's share.
    pub(super) subsidy: bool,
    /// The class of the certificate that stops the bill at one institution (list 012); the insurer pays the rest.
    pub(super) class: Option<&'static str>,
    /// The most paid a month for a specific disease at the institution that treats it.
    pub(super) disease: Option<i64>,
}

/// Where `chronic` is treated.
const DIALYSIS_CLINIC: &str = "見本腎クリニック";

impl Row {
    /// A row that costs so many points.
    pub(super) fn new(
        patient: Patient,
        month: NaiveDate,
        category: &'static str,
        days: i64,
        institution: &str,
        points: i64,
        terms: Terms,
    ) -> Self {
        let total = points * 10;
        let full = points * terms.share / 10;
        let most = match terms.disease {
            Some(most) if institution == DIALYSIS_CLINIC => Some(most),
            _ => terms.class.and_then(|class| counter::most(class, month, category, total)),
        };
        let own = most.map_or(full, |most| full.min(most));
        let counter = if terms.subsidy { 0 } else { own };
        Self {
            patient,
            month: first_day(month),
            category,
            days,
            institution: institution.to_owned(),
            total,
            insurer: total - own,
            public: own - counter,
            counter,
        }
    }

    /// Writes the row with the eight fields of the notice and the name of the patient.
    pub(super) fn write(&self, x: &mut Xml, citizen: &Citizen) {
        let patient = match self.patient {
            Patient::Own => citizen.name.clone(),
            Patient::Family(name) => citizen.say(name),
        };
        x.leaf("PatientName", &patient);
        x.leaf("TreatmentMonth", &ym(self.month));
        x.leaf("TreatmentCategory", self.category);
        x.number("TreatmentDays", self.days);
        x.leaf("InstitutionName", &citizen.say(&self.institution));
        x.number("TotalAmount", self.total);
        x.number("InsurerAmount", self.insurer);
        x.number("PublicAmount", self.public);
        x.number("CounterAmount", self.counter);
    }
}

/// The citizen's own rows of the months `from..=to`.
pub(super) fn own(citizen: &Citizen, from: NaiveDate, to: NaiveDate, today: NaiveDate) -> Vec<Row> {
    let history = insurance::history(citizen, today);
    // Each month by the insurance of its first day; the months of one insurance together.
    let mut spans: Vec<(Terms, NaiveDate, NaiveDate)> = Vec::new();
    let months = (0..).map_while(|later| first_day(from).checked_add_months(Months::new(later)));
    for month in months.take_while(|month| *month <= to) {
        let terms = terms_on(&history, month);
        match spans.last_mut() {
            Some((same, _, last)) if *same == terms => *last = month,
            _ => spans.push((terms, month, month)),
        }
    }
    spans.into_iter().flat_map(|(terms, from, to)| under(citizen, from, to, terms)).collect()
}

/// How costs are shared in a month that begins on a day; before and after any insurance as in the newest.
fn terms_on(history: &[Coverage], first: NaiveDate) -> Terms {
    let coverage = insurance::on(history, first).or(history.first());
    Terms {
        share: coverage.map_or(30, |c| c.share),
        subsidy: false,
        class: coverage.and_then(|c| c.ceiling).map(|(_, class)| class),
        disease: coverage.and_then(|c| c.disease).map(|(_, most)| most),
    }
}

/// The rows of months in which costs are shared alike.
fn under(citizen: &Citizen, from: NaiveDate, to: NaiveDate, terms: Terms) -> Vec<Row> {
    let handouts = medications::handouts(citizen, from, last_day(to));
    let mut rows = from_handouts(&Patient::Own, citizen.seed, &handouts, terms);
    rows.extend(other_care(citizen, from, to, terms));
    if terms.disease.is_some() { one_bill(rows, terms) } else { rows }
}

/// Visits and dialysis at the clinic that treats a specific disease are one bill a month.
fn one_bill(rows: Vec<Row>, terms: Terms) -> Vec<Row> {
    let (treated, mut others): (Vec<Row>, Vec<Row>) =
        rows.into_iter().partition(|row| row.institution == DIALYSIS_CLINIC);
    let mut months: Vec<(NaiveDate, &'static str, i64, i64)> = Vec::new();
    for row in &treated {
        match months.iter_mut().find(|one| (one.0, one.1) == (row.month, row.category)) {
            Some(one) => (one.2, one.3) = (one.2 + row.days, one.3 + row.total / 10),
            None => months.push((row.month, row.category, row.days, row.total / 10)),
        }
    }
    others.extend(months.into_iter().map(|(month, category, days, points)| {
        Row::new(Patient::Own, month, category, days, DIALYSIS_CLINIC, points, terms)
    }));
    others
}

/// A prescription costs a visit at the clinic and the drugs at the pharmacy.
pub(super) fn from_handouts(patient: &Patient, seed: u64, handouts: &[Handout], terms: Terms) -> Vec<Row> {
    let mut gathered: Vec<(NaiveDate, &Place, &'static str, i64, i64)> = Vec::new();
    for handout in handouts {
        let month = first_day(handout.on);
        let mut dice = Dice::new(seed, "visit cost", i64::from(handout.on.num_days_from_ce()));
        let drugs: i64 = handout.lines.iter().map(crate::records::drugs::Line::yen).sum();
        let visit = (&handout.clinic, "医科外来", dice.between(370, 1280));
        let drugs = (&handout.pharmacy, "調剤", 95 + dice.between(0, 40) + drugs / 10);
        for (place, category, points) in [visit, drugs] {
            match gathered.iter_mut().find(|g| g.0 == month && g.1 == place && g.2 == category) {
                Some(row) => (row.3, row.4) = (row.3 + 1, row.4 + points),
                None => gathered.push((month, place, category, 1, points)),
            }
        }
    }
    gathered
        .into_iter()
        .map(|(month, place, category, days, points)| {
            Row::new(patient.clone(), month, category, days, &place.name, points, terms)
        })
        .collect()
}

/// Teeth, stays in hospital, dialysis: care without a prescription.
fn other_care(citizen: &Citizen, from: NaiveDate, to: NaiveDate, terms: Terms) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut month = from;
    while month <= to {
        let mut dice = citizen.dice("other care", i64::from(month.year() * 12 + month.month0() as i32));
        let mut add = |category, days, institution: &str, points| {
            rows.push(Row::new(Patient::Own, month, category, days, institution, points, terms));
        };
        if dice.chance(12) && citizen.named() != Some(Named::Hanako) {
            add("歯科外来", dice.between(1, 3), "見本歯科医院", dice.between(450, 1900));
        }
        match citizen.named() {
            Some(Named::Elder) => elder(month, dice.chance(50), &mut add),
            Some(Named::Chronic) => chronic(month, &mut add),
            Some(Named::Changer) if month.month() == 5 => add("医科入院", 4, "見本総合病院", 21_540),
            Some(Named::Hanako) if month.month() == 3 => add("医科外来", 2, "見本整形外科", 2_310),
            _ => {}
        }
        month = match month.checked_add_months(chrono::Months::new(1)) {
            Some(next) => next,
            None => break,
        };
    }
    rows
}

/// A row of other care: category, days, institution, points.
type Add<'a> = dyn FnMut(&'static str, i64, &str, i64) + 'a;

/// Two stays a year; in other months a nurse's visits, and injections into the eye, with which the clinics together pass the
/// outpatient ceiling that each of them keeps.
fn elder(month: NaiveDate, nurse: bool, add: &mut Add<'_>) {
    match month.month() {
        2 | 7 => add("医科入院", 9, "見本総合病院", 48_210),
        1 | 3 | 5 | 8 | 9 | 11 => {
            add("医科外来", 1, "見本眼科クリニック", 7_860);
            add("訪問看護", 4, "見本訪問看護ステーション", 3_420);
        }
        _ if nurse => add("訪問看護", 4, "見本訪問看護ステーション", 3_420),
        _ => {}
    }
}

/// Dialysis every month; in even years the access is mended in hospital four times, so that the fourth bill is one of
/// 多数回該当, which that hospital does not know.
fn chronic(month: NaiveDate, add: &mut Add<'_>) {
    add("医科外来", 13, DIALYSIS_CLINIC, 38_650);
    if month.year() % 2 == 0 && matches!(month.month(), 2 | 5 | 7 | 9) {
        add("医科入院", 6, "見本総合病院", 62_480);
    }
    if month.year() % 2 == 0 && month.month() == 7 {
        add("医科外来", 2, "見本循環器病院", 9_120);
    }
}
