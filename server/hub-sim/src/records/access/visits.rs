//! Visits to clinics and pharmacies: a consent by card at each counter, good for a day, and a look through it. And looks in
//! a disaster, without any.

use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime, Weekday};

use super::{Consent, ConsentKind, Ground, History, Look, Role, Subject, first_day, id};
use crate::citizen::Citizen;
use crate::citizen::named::Named;
use crate::citizen::seed::Dice;
use crate::records::month::day;
use crate::records::place::{Place, clinic, pharmacy};

/// How long a consent at a counter is good.
pub(crate) const DAY: Duration = Duration::hours(24);

/// Visits a year (at least, at most), and how many clinics they spread over.
fn habits(citizen: &Citizen) -> (i64, i64, i64) {
    match citizen.named() {
        Some(Named::Elder) => (14, 18, 4),
        Some(Named::Chronic) => (12, 12, 1),
        Some(Named::Changer | Named::Clinic) => (3, 5, 2),
        _ => (1, 4, 2),
    }
}

/// All visits up to a moment.
pub(super) fn add(history: &mut History, citizen: &Citizen, now: NaiveDateTime) {
    let (least, most, clinics) = habits(citizen);
    let home = citizen.dice("access-home", 0).between(0, 5);
    for year in first_day().year()..=now.year() {
        let mut dice = citizen.dice("access", i64::from(year));
        let visits = dice.between(least, most);
        for visit in 0..visits {
            let step = 365 / visits;
            let start = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default();
            let on = weekday(start + Duration::days(visit * step + dice.between(0, step - 2)));
            let at = on.and_hms_opt(9, 0, 0).unwrap_or_default() + Duration::minutes(dice.between(0, 420));
            let place = clinic(home + dice.between(0, clinics - 1));
            let key = format!("{year}-{visit}");
            let subjects = seen_by_a_doctor(&mut dice, on, visit == 0);
            let fills = dice.chance(70);
            let drugs_at = at + Duration::minutes(dice.between(25, 70));
            if on < first_day() {
                continue;
            }
            counter(history, citizen, &format!("doctor-{key}"), (place, Role::Doctor), at, subjects);
            if fills {
                let place = pharmacy(home % 3);
                let role = (place, Role::Pharmacist);
                counter(history, citizen, &format!("pharmacist-{key}"), role, drugs_at, vec![Subject::Medications]);
            }
        }
    }
}

fn seen_by_a_doctor(dice: &mut Dice, on: NaiveDate, first: bool) -> Vec<Subject> {
    let (checkups, treatment) = (dice.chance(60), dice.chance(40));
    let chosen = [
        (first, Subject::Eligibility),
        (true, Subject::Medications),
        (checkups, Subject::Checkups),
        (treatment && on >= day(2022, 9, 11), Subject::Expenses),
    ];
    chosen.into_iter().filter(|(chosen, _)| *chosen).map(|(_, subject)| subject).collect()
}

/// One counter: the card is shown, the person consents, somebody looks.
fn counter(
    history: &mut History,
    citizen: &Citizen,
    key: &str,
    (place, role): (Place, Role),
    at: NaiveDateTime,
    subjects: Vec<Subject>,
) {
    let consent = Consent {
        id: id("consent", citizen, key),
        kind: ConsentKind::Care,
        place,
        role,
        subjects: subjects.clone(),
        given_at: at - Duration::minutes(8),
        until: Some(at - Duration::minutes(8) + DAY),
        withdrawn_at: None,
    };
    history.add(citizen, consent, vec![(at, subjects)]);
}

/// Clinics are closed on Sundays.
fn weekday(on: NaiveDate) -> NaiveDate {
    if on.weekday() == Weekday::Sun { on + Duration::days(1) } else { on }
}

/// Looks in a disaster: one of `clinic`, and of two in a hundred of the population.
pub(super) fn add_disasters(history: &mut History, citizen: &Citizen) {
    let on = match citizen.named() {
        Some(Named::Clinic) => day(2026, 6, 15),
        None if citizen.dice("access-disaster", 0).chance(2) => day(2024, 9, 2),
        _ => return,
    };
    history.looks.push(Look {
        id: id("look", citizen, "disaster"),
        at: on.and_hms_opt(3, 24, 0).unwrap_or_default(),
        place: Place::medical(9001, "見本県災害拠点病院"),
        role: Role::Disaster,
        subjects: vec![Subject::Medications],
        ground: Ground::Disaster,
        consent: None,
    });
}
