//! Who looked at a citizen's data (閲覧記録), and the consents that it went through: computed by the calendar, so that what
//! has once been told stays as it was when the day moves on.

mod apps;
mod handovers;
mod told;
mod visits;

pub(crate) use visits::DAY;

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::place::Place;
use crate::citizen::Citizen;
use crate::citizen::named::Named;
use crate::citizen::seed::hash;
use crate::citizen::{Kind, population};

/// As what somebody looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Role {
    /// A doctor.
    Doctor,
    /// A pharmacist.
    Pharmacist,
    /// Somebody in a disaster, without the person's card.
    Disaster,
    /// The reception desk.
    Reception,
    /// An insurer.
    Insurer,
    /// An app.
    PhrApp,
    /// Somebody whom the person has made their delegate (代理人).
    Delegate,
    /// The person, at the records of somebody who has made them their delegate.
    #[serde(rename = "self")]
    Self_,
}

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Subject {
    /// Eligibility.
    Eligibility,
    /// Drugs.
    Medications,
    /// Checkups.
    Checkups,
    /// Treatment, as the receipts have it.
    Expenses,
}

/// Why somebody could look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Ground {
    /// The person consented at a terminal.
    TerminalConsent,
    /// The person registered their card at a terminal.
    Registration,
    /// A disaster.
    Disaster,
    /// Checkups went to the next insurer.
    InsurerHandover,
    /// An app fetched them.
    PhrApp,
    /// A delegation (代理人).
    Delegation,
}

/// What is consented to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ConsentKind {
    /// Doctors and pharmacists, for one visit.
    Care,
    /// From one insurer to the next.
    InsurerHandover,
    /// An app.
    PhrApp,
}

/// A look at somebody's records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Look {
    /// Stable id.
    pub(crate) id: String,
    /// When.
    pub(crate) at: NaiveDateTime,
    /// Where.
    pub(crate) place: Place,
    /// As what.
    pub(crate) role: Role,
    /// At what.
    pub(crate) subjects: Vec<Subject>,
    /// Why.
    pub(crate) ground: Ground,
    /// Through which consent.
    pub(crate) consent: Option<String>,
}

/// A consent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Consent {
    /// Stable id.
    pub(crate) id: String,
    /// To what.
    pub(crate) kind: ConsentKind,
    /// To whom.
    pub(crate) place: Place,
    /// As what they look.
    pub(crate) role: Role,
    /// At what.
    pub(crate) subjects: Vec<Subject>,
    /// When it was given.
    pub(crate) given_at: NaiveDateTime,
    /// When it ends by itself.
    pub(crate) until: Option<NaiveDateTime>,
    /// When it was taken back.
    pub(crate) withdrawn_at: Option<NaiveDateTime>,
}

impl Consent {
    /// Whether it is good at a moment.
    pub(crate) fn is_good(&self, now: NaiveDateTime) -> bool {
        self.withdrawn_at.is_none() && self.until.is_none_or(|until| now < until)
    }

    /// A look through it.
    pub(crate) fn look(&self, id: String, at: NaiveDateTime, subjects: Vec<Subject>) -> Look {
        let ground = match self.kind {
            ConsentKind::Care => Ground::TerminalConsent,
            ConsentKind::InsurerHandover => Ground::InsurerHandover,
            ConsentKind::PhrApp => Ground::PhrApp,
        };
        let consent = Some(self.id.clone());
        Look { id, at, place: self.place.clone(), role: self.role, subjects, ground, consent }
    }
}

/// What is known of a citizen.
#[derive(Default)]
pub(crate) struct History {
    /// Looks.
    pub(crate) looks: Vec<Look>,
    /// Consents.
    pub(crate) consents: Vec<Consent>,
}

impl History {
    /// A consent and the looks through it; each by a subject and an index, which make its id.
    fn add(&mut self, citizen: &Citizen, consent: Consent, looks: Vec<(NaiveDateTime, Vec<Subject>)>) {
        for (index, (at, subjects)) in looks.into_iter().enumerate() {
            let id = id("look", citizen, &format!("{}-{index}", consent.id));
            self.looks.push(consent.look(id, at, subjects));
        }
        self.consents.push(consent);
    }
}

/// An id that is the same each time: of whom, of what.
fn id(prefix: &str, citizen: &Citizen, of: &str) -> String {
    format!("{prefix}-{:016x}", hash(&format!("{}:{prefix}:{of}", citizen.id)))
}

/// The first day on which doctors and pharmacists could look at checkups and drugs.
fn first_day() -> NaiveDate {
    super::month::day(2021, 10, 20)
}

/// Whether a citizen uses the card at counters. Who has not registered it cannot consent there.
fn uses_the_card(citizen: &Citizen) -> bool {
    match citizen.kind {
        Kind::Number(number) => population::registered(number),
        Kind::Named(who) => !matches!(
            who,
            Named::Empty
                | Named::Booked
                | Named::Uninsured
                | Named::Newcomer
                | Named::Hanako
                | Named::Ward
                | Named::Blocked
        ),
    }
}

/// All looks and consents of a citizen up to a moment, newest first. Nothing of what happens in this run.
pub(crate) fn history(citizen: &Citizen, now: NaiveDateTime) -> History {
    let mut history = History::default();
    if uses_the_card(citizen) {
        visits::add(&mut history, citizen, now);
        handovers::add(&mut history, citizen, now);
        apps::add(&mut history, citizen, now);
    }
    visits::add_disasters(&mut history, citizen);
    history.looks.retain(|look| look.at <= now);
    history.consents.retain(|consent| consent.given_at <= now);
    for consent in &mut history.consents {
        consent.withdrawn_at = consent.withdrawn_at.filter(|at| *at <= now);
    }
    history.looks.sort_by_key(|look| std::cmp::Reverse(look.at));
    history.consents.sort_by_key(|consent| std::cmp::Reverse(consent.given_at));
    history
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use chrono::Duration;

    use super::*;
    use crate::records::month::day;

    fn at(year: i32, month: u32, on: u32) -> NaiveDateTime {
        day(year, month, on).and_hms_opt(12, 0, 0).expect("a moment")
    }

    fn of(id: &str, now: NaiveDateTime) -> History {
        history(&Citizen::find(id).expect("a citizen"), now)
    }

    #[test]
    fn what_was_once_told_stays_as_it_was() {
        for id in ["changer", "clinic", "elder", "parent", "n-000000821", "n-000000823"] {
            let (before, after) = (of(id, at(2026, 3, 1)), of(id, at(2026, 11, 22)));
            let later: Vec<&Look> = after.looks.iter().filter(|look| look.at <= at(2026, 3, 1)).collect();
            let fixed =
                |look: &&Look| look.ground != Ground::InsurerHandover || id != "changer" && !id.starts_with('n');
            let (before, later): (Vec<&Look>, Vec<&Look>) =
                (before.looks.iter().filter(fixed).collect(), later.into_iter().filter(fixed).collect());
            assert_eq!(before, later, "{id}");
            assert!(after.looks.len() > later.len(), "{id}: and goes on");
        }
    }

    #[test]
    fn the_named_have_every_ground_over_years() {
        let now = at(2026, 11, 22);
        for (id, grounds) in [
            ("changer", &["TerminalConsent", "InsurerHandover", "PhrApp"][..]),
            ("clinic", &["TerminalConsent", "Disaster", "PhrApp"]),
            ("elder", &["TerminalConsent", "InsurerHandover"]),
        ] {
            let looks = of(id, now).looks;
            let found: BTreeSet<String> = looks.iter().map(|look| format!("{:?}", look.ground)).collect();
            assert!(grounds.iter().all(|ground| found.contains(*ground)), "{id}: {found:?}");
            assert!(looks.last().is_some_and(|first| first.at < now - Duration::days(4 * 365)), "{id}: over years");
        }
        assert_eq!(of("clinic", now).looks.iter().filter(|look| look.ground == Ground::Disaster).count(), 1);
        for id in ["empty", "hanako", "booked", "uninsured", "ward", "n-000000820"] {
            assert!(of(id, now).consents.is_empty(), "{id}");
        }
    }

    #[test]
    fn every_look_but_in_a_disaster_goes_through_a_consent_that_was_good_and_covers_it() {
        let people = (1..400).map(|number| format!("n-{number:09}"));
        for id in people.chain(["changer", "clinic", "elder", "chronic", "hostile"].map(str::to_owned)) {
            let history = of(&id, at(2026, 11, 22));
            let ids: BTreeSet<&str> = history.looks.iter().map(|look| look.id.as_str()).collect();
            assert_eq!(ids.len(), history.looks.len(), "{id}: each its own id");
            for look in &history.looks {
                let Some(consent) = &look.consent else {
                    assert_eq!(look.ground, Ground::Disaster, "{id}");
                    continue;
                };
                let consent = history.consents.iter().find(|one| one.id == *consent).expect("its consent");
                let good = consent.given_at <= look.at
                    && consent.until.is_none_or(|until| look.at < until)
                    && consent.withdrawn_at.is_none_or(|at| look.at < at);
                assert!(good && look.subjects.iter().all(|one| consent.subjects.contains(one)), "{id}: {look:?}");
                assert_eq!((&look.place, look.role), (&consent.place, consent.role), "{id}");
            }
        }
    }

    #[test]
    fn treatment_was_first_seen_in_september_2022() {
        for number in 1..400 {
            for look in of(&format!("n-{number:09}"), at(2026, 11, 22)).looks {
                let treatment = look.subjects.contains(&Subject::Expenses);
                assert!(!treatment || look.at.date() >= day(2022, 9, 11), "{look:?}");
                assert!(look.at.date() >= first_day(), "{look:?}");
            }
        }
    }
}
