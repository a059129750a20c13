//! The path from a card to an insurance, as three linked tables:
//! certificate serial -> link number (紐付番号) -> individual insured number (個人単位被保険者番号) -> insurance.
//!
//! What stood before this run is computed and entered when a citizen is first asked for; this run adds to it.

use std::collections::{HashMap, HashSet};

use chrono::{Duration, NaiveDate, NaiveDateTime};

use super::certificate::{End, Held, Serial};
use crate::citizen::named::Named;
use crate::citizen::{Citizen, Kind, population};
use crate::records::insurance;
use crate::records::month::day;

/// Number under which the insurers' intermediate server knows a person, whoever insures them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct LinkNumber(pub(crate) String);

/// Insurer, symbol, number and branch: one person's alone.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct InsuredNumber(pub(crate) String);

/// When a person registered, and through which door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Registered {
    /// The moment.
    pub(crate) since: NaiveDateTime,
    /// `portal`, `clinic_terminal` or `atm`.
    pub(crate) door: &'static str,
}

/// A row of the first table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SerialRow {
    /// Where the path goes on.
    pub(crate) link: LinkNumber,
    /// The registration that made this row, or that it was carried over from.
    pub(crate) registered: Registered,
    /// The day of the renewal and the day the row was carried over to this serial.
    pub(crate) carried: Option<(NaiveDate, NaiveDate)>,
    /// How the certificate ended, for a row that leads nowhere any more.
    pub(crate) ended: Option<End>,
}

/// The three tables.
#[derive(Default)]
pub(crate) struct Tables {
    /// Certificate serial -> link number.
    pub(crate) serials: HashMap<Serial, SerialRow>,
    /// Link number -> individual insured number, as the insurer in charge has entered it.
    pub(crate) links: HashMap<LinkNumber, InsuredNumber>,
    /// Individual insured number -> the citizen whose eligibility stands behind it.
    pub(crate) insured: HashMap<InsuredNumber, String>,
    entered: HashSet<String>,
}

impl Tables {
    /// Enters what stood before this run, and carries the path over to certificates that came since.
    pub(crate) fn enter(&mut self, citizen: &Citizen, held: &Held, now: NaiveDateTime) {
        if self.entered.insert(citizen.id.clone()) {
            let link = link_number(citizen);
            if let Some(number) = insured_number(citizen, now.date()) {
                self.links.insert(link.clone(), number.clone());
                self.insured.insert(number, citizen.id.clone());
            }
            if let Some(registered) = before(citizen) {
                let first = held.earlier.first().map_or(&held.current, |(serial, _)| serial);
                self.serials.insert(first.clone(), SerialRow { link, registered, carried: None, ended: None });
            }
        }
        let next = held.earlier.iter().skip(1).map(|(serial, _)| serial).chain([&held.current]);
        for ((serial, end), next) in held.earlier.iter().zip(next) {
            let Some(row) = self.serials.get_mut(serial) else { continue };
            row.ended = Some(*end);
            if let End::Superseded { renewed_on, linked } = *end
                && linked <= now
            {
                let carried = Some((renewed_on, linked.date()));
                let row = SerialRow { carried, ended: None, ..row.clone() };
                self.serials.entry(next.clone()).or_insert(row);
            }
        }
    }

    /// Where the path from a serial leads: the insured person behind it, if it leads to the end.
    pub(crate) fn follow(&self, serial: &Serial) -> Option<&str> {
        let row = self.serials.get(serial).filter(|row| row.ended.is_none())?;
        self.insured.get(self.links.get(&row.link)?).map(String::as_str)
    }
}

/// The link number of a citizen. It stays the same whatever insurer and certificate they have.
pub(crate) fn link_number(citizen: &Citizen) -> LinkNumber {
    let mut dice = citizen.dice("link number", 0);
    LinkNumber(format!("{:016x}", dice.between(0, i64::MAX - 1)))
}

/// The individual insured number in force on a day. There is none without an insurance, nor for 医療扶助.
fn insured_number(citizen: &Citizen, today: NaiveDate) -> Option<InsuredNumber> {
    let history = insurance::history(citizen, today);
    let now = insurance::on(&history, today).filter(|now| now.card_class != "A1")?;
    Some(InsuredNumber(format!("{}-{}-{}-{}", now.insurer.number, now.symbol, now.number, now.branch)))
}

/// The registration that a citizen had made before this run.
fn before(citizen: &Citizen) -> Option<Registered> {
    let door = match citizen.kind {
        Kind::Named(
            Named::Hanako | Named::Booked | Named::Ward | Named::Uninsured | Named::Newcomer | Named::Blocked,
        ) => return None,
        Kind::Named(Named::Clinic) => "clinic_terminal",
        Kind::Named(Named::Elder) => "atm",
        Kind::Named(_) => "portal",
        Kind::Number(number) if population::registered(number) => {
            ["portal", "clinic_terminal", "atm"][number as usize % 3]
        }
        Kind::Number(_) => return None,
    };
    let mut dice = citizen.dice("registration", 0);
    let date = (day(2021, 10, 20) + Duration::days(dice.between(0, 1500))).max(citizen.birth + Duration::days(60));
    let since = date.and_hms_opt(dice.between(8, 20) as u32, dice.between(0, 59) as u32, 0).unwrap_or_default();
    Some(Registered { since, door })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ca::chip::Chip;
    use crate::ca::ledger::Ledger;
    use crate::citizen::named::PROFILES;

    fn noon() -> NaiveDateTime {
        day(2026, 11, 22).and_hms_opt(12, 0, 0).expect("a moment")
    }

    #[test]
    fn each_path_leads_to_one_person_and_nobody_shares_a_number() {
        let ledger = Ledger::open(None, noon().date()).expect("a ledger");
        let named = PROFILES.iter().filter_map(|profile| Citizen::find(profile.id));
        let people: Vec<(Citizen, Held)> = named
            .chain((1..2000).map(population::compute))
            .map(|citizen| (citizen.clone(), Held::of(&ledger, &citizen, noon())))
            .collect();
        let mut tables = Tables::default();
        for (citizen, held) in &people {
            tables.enter(citizen, held, noon());
        }
        for (citizen, held) in &people {
            let registered = before(citizen).is_some() && insured_number(citizen, noon().date()).is_some();
            let there = tables.follow(&held.current);
            let expected = registered && !matches!(citizen.named(), Some(Named::Renewing | Named::Revoked));
            assert_eq!(there, expected.then_some(citizen.id.as_str()), "{}", citizen.id);
        }
        let count = |what: &str, all: HashSet<Vec<u8>>| assert_eq!(all.len(), people.len(), "{what}");
        count("link numbers", people.iter().map(|(one, _)| link_number(one).0.into_bytes()).collect());
        count("serials", people.iter().map(|(_, held)| held.current.0.clone()).collect());
        assert_eq!(tables.links.len(), tables.insured.len(), "insured numbers are one to one");
    }

    #[test]
    fn an_ended_certificate_leads_nowhere() {
        let ledger = Ledger::open(None, noon().date()).expect("a ledger");
        for id in ["renewed", "renewing", "revoked"] {
            let citizen = Citizen::find(id).expect("a citizen");
            let held = Held::of(&ledger, &citizen, noon());
            let mut tables = Tables::default();
            tables.enter(&citizen, &held, noon());
            let (earlier, _) = held.earlier.first().expect("an earlier certificate");
            assert!(tables.serials.contains_key(earlier), "{id}: it is told apart from one that never was there");
            assert_eq!(tables.follow(earlier), None, "{id}");
        }
    }

    #[test]
    fn a_renewal_is_carried_over_when_the_hub_learns_of_it_even_over_two_in_a_row() {
        let ledger = Ledger::open(None, noon().date()).expect("a ledger");
        let citizen = Citizen::find("changer").expect("a citizen");
        let chip = Chip::find("changer").expect("a card");
        let (mut tables, hours) = (Tables::default(), |n| noon() + Duration::hours(n));
        let leads = |tables: &mut Tables, now| {
            let held = Held::of(&ledger, &citizen, now);
            tables.enter(&citizen, &held, now);
            tables.follow(&held.current).is_some()
        };
        assert!(leads(&mut tables, hours(0)));
        ledger.renew(&chip, hours(1), Duration::hours(10)).expect("renewed");
        assert!(!leads(&mut tables, hours(1)), "on its way");
        ledger.renew(&chip, hours(2), Duration::hours(20)).expect("renewed again");
        assert!(!leads(&mut tables, hours(12)), "the second is still on its way");
        assert!(leads(&mut tables, hours(22)));
        assert_eq!(tables.serials.len(), 3, "each has its row, and one leads on");
    }
}
