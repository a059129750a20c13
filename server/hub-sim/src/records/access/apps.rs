//! Apps that people connect (民間PHRサービス): a consent for ninety days, and records fetched once a month while it is good.

use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime};

use super::{Consent, ConsentKind, History, Role, Subject, id};
use crate::citizen::Citizen;
use crate::citizen::named::Named;
use crate::records::place::Place;

/// How long a consent to an app is good, days.
const GOOD: i64 = 90;

/// Apps: code and name.
const APPS: [(&str, &str); 3] =
    [("phr-karada-note", "見本からだノート"), ("phr-okusuri-log", "見本おくすりログ"), ("phr-aruku", "見本あるく日記")];

/// The apps of a citizen up to a moment: every autumn for those who are there to show it, now and then for one in four of
/// the others. `clinic` took the consent of the year before back.
pub(super) fn add(history: &mut History, citizen: &Citizen, now: NaiveDateTime) {
    let shows = matches!(citizen.named(), Some(Named::Changer | Named::Clinic | Named::Hostile));
    let user = shows || citizen.named().is_none() && citizen.dice("access-app", 0).chance(25);
    if !user {
        return;
    }
    for year in 2023..=now.year() {
        let mut dice = citizen.dice("access-app", i64::from(year));
        let (start, again) = (dice.between(0, 300), dice.chance(50));
        let (code, name) = dice.pick(&APPS);
        let from =
            if shows { NaiveDate::from_ymd_opt(year, 10, 5) } else { NaiveDate::from_yo_opt(year, 1 + start as u32) };
        let Some(given_at) = from.and_then(|from| from.and_hms_opt(21, 40, 0)).filter(|_| shows || again) else {
            continue;
        };
        let withdrawn_at =
            (citizen.named() == Some(Named::Clinic) && year % 2 == 1).then(|| given_at + Duration::days(40));
        let subjects = vec![Subject::Medications, Subject::Checkups];
        let consent = Consent {
            id: id("consent", citizen, &format!("app-{year}")),
            kind: ConsentKind::PhrApp,
            place: Place { code: code.to_owned(), name: name.to_owned() },
            role: Role::PhrApp,
            subjects: subjects.clone(),
            given_at,
            until: Some(given_at + Duration::days(GOOD)),
            withdrawn_at,
        };
        let fetched = [0, 30, 60].map(|days| given_at + Duration::days(days) + Duration::minutes(2));
        let fetched = fetched.into_iter().filter(|at| withdrawn_at.is_none_or(|over| *at < over));
        history.add(citizen, consent, fetched.map(|at| (at, subjects.clone())).collect());
    }
}
