//! The registrations of this run. Whether somebody may register, and whether it has begun already, is decided under one
//! lock, so that however often and from wherever it is asked for, it happens once.

use std::collections::HashMap;
use std::sync::Mutex;

use chrono::{Duration, NaiveDateTime};
use serde_json::{Map, Value, json};

use crate::ca::ledger::Ledger;
use crate::citizen::Citizen;
use crate::hub::locked;
use crate::records::registration::certificate::Held;
use crate::records::registration::steps::Attempt;
use crate::records::registration::tables::{Registered, SerialRow, Tables, link_number};
use crate::records::registration::{Standing, answer, standing};

/// Registrations of this run.
#[derive(Default)]
pub(crate) struct Registry(Mutex<Inner>);

/// How somebody asks to be registered.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Asked<'a> {
    /// What makes the same press the same.
    pub(crate) key: Option<&'a str>,
    /// `portal` or `clinic_terminal`.
    pub(crate) door: &'static str,
    /// The step at which it is to stop, by the fault `step`.
    pub(crate) fails_at: Option<usize>,
}

#[derive(Default)]
struct Inner {
    tables: Tables,
    attempts: HashMap<String, Vec<Attempt>>,
}

/// When it is asked, and what is known of the cards then.
#[derive(Clone, Copy)]
pub(crate) struct At<'a> {
    /// What happened to the cards.
    pub(crate) ledger: &'a Ledger,
    /// Now.
    pub(crate) now: NaiveDateTime,
    /// How long a step takes.
    pub(crate) step: Duration,
}

impl Inner {
    /// Where a citizen stands, after what is due by now has been written into the tables.
    fn standing(&mut self, citizen: &Citizen, held: &Held, at: At<'_>) -> Standing {
        self.tables.enter(citizen, held, at.now);
        let last = self.attempts.get(&citizen.id).and_then(|all| all.last());
        if let Some((last, since)) = last.and_then(|last| Some((last, last.linked(at.now, at.step)?)))
            && !self.tables.serials.contains_key(&last.serial)
        {
            let registered = Registered { since, door: last.door };
            let row = SerialRow { link: link_number(citizen), registered, carried: None, ended: None };
            self.tables.serials.insert(last.serial.clone(), row);
            // The certificate may have been renewed since it lay in the reader.
            self.tables.enter(citizen, held, at.now);
        }
        standing(&self.tables, citizen, held, at.now.date())
    }
}

impl Registry {
    /// Begins a registration where one may begin and none is under way, and says whether it did. The same key never begins a
    /// second one.
    pub(crate) fn begin(&self, citizen: &Citizen, asked: Asked<'_>, at: At<'_>) -> bool {
        let held = Held::of(at.ledger, citizen, at.now);
        let mut inner = locked(&self.0);
        let standing = inner.standing(citizen, &held, at);
        let attempts = inner.attempts.entry(citizen.id.clone()).or_default();
        let failed = attempts.last().is_some_and(|last| last.failed(at.now, at.step));
        let under_way = attempts.last().is_some_and(|last| !last.over(at.now, at.step)) && !failed;
        let known_key = asked.key.is_some() && attempts.iter().any(|one| one.key.as_deref() == asked.key);
        let begins = (standing.may_register() || failed) && !under_way && !known_key;
        if begins {
            let Asked { key, door, fails_at } = asked;
            let (key, serial) = (key.map(str::to_owned), held.current);
            attempts.push(Attempt { key, serial, door, began: at.now, fails_at });
        }
        begins
    }

    /// The answer about a citizen's registration.
    pub(crate) fn told(&self, citizen: &Citizen, at: At<'_>) -> Value {
        let held = Held::of(at.ledger, citizen, at.now);
        let mut inner = locked(&self.0);
        let standing = inner.standing(citizen, &held, at);
        let last = inner.attempts.get(&citizen.id).and_then(|all| all.last());
        match last {
            Some(last) if last.over(at.now, at.step) => answer(&standing, &last.told(at.now, at.step)),
            Some(last) => json!({ "state": "in_progress", "steps": last.told(at.now, at.step) }),
            None => answer(&standing, &[]),
        }
    }

    /// Whether a citizen's card is registered by now.
    pub(crate) fn registered(&self, citizen: &Citizen, at: At<'_>) -> bool {
        let held = Held::of(at.ledger, citizen, at.now);
        locked(&self.0).standing(citizen, &held, at).registered()
    }

    /// Whether a citizen's card serves at a counter by now.
    pub(crate) fn serves(&self, citizen: &Citizen, at: At<'_>) -> bool {
        let held = Held::of(at.ledger, citizen, at.now);
        locked(&self.0).standing(citizen, &held, at).serves()
    }

    /// How many registrations each citizen has begun in this run, but for those that stopped half-way.
    pub(crate) fn counts(&self, now: NaiveDateTime, step: Duration) -> Value {
        let inner = locked(&self.0);
        let counts = inner.attempts.iter().filter_map(|(id, all)| {
            let count = all.iter().filter(|one| !one.failed(now, step)).count();
            (count > 0).then(|| (id.clone(), Value::from(count)))
        });
        Value::Object(counts.collect::<Map<_, _>>())
    }

    /// Forgets all.
    pub(crate) fn forget(&self) {
        *locked(&self.0) = Inner::default();
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::ca::chip::Chip;

    struct Scene {
        registry: Registry,
        ledger: Ledger,
        citizen: Citizen,
    }

    impl Scene {
        fn with(id: &str) -> Self {
            let ledger = Ledger::open(None, noon().date()).expect("a ledger");
            Self { registry: Registry::default(), ledger, citizen: Citizen::find(id).expect("a citizen") }
        }

        fn at(&self, milliseconds: i64) -> At<'_> {
            let now = noon() + Duration::milliseconds(milliseconds);
            At { ledger: &self.ledger, now, step: Duration::milliseconds(100) }
        }

        fn press(&self, milliseconds: i64, key: Option<&str>, fails_at: Option<usize>) {
            self.registry.begin(&self.citizen, Asked { key, door: "portal", fails_at }, self.at(milliseconds));
        }

        fn told(&self, milliseconds: i64) -> Value {
            self.registry.told(&self.citizen, self.at(milliseconds))
        }

        fn count(&self, milliseconds: i64) -> u64 {
            let at = self.at(milliseconds);
            self.registry.counts(at.now, at.step)[&self.citizen.id].as_u64().unwrap_or(0)
        }
    }

    fn noon() -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2026, 11, 22).and_then(|day| day.and_hms_opt(12, 0, 0)).expect("a moment")
    }

    #[test]
    fn one_registration_whatever_is_pressed() {
        // (moment, key, fails at): each press in order, then the count and the state two seconds later.
        type Press = (i64, Option<&'static str>, Option<usize>);
        let cases: [(&str, &[Press], u64, &str); 10] = [
            ("hanako", &[(0, None, None)], 1, "registered"),
            ("hanako", &[(0, Some("a"), None), (0, Some("a"), None)], 1, "registered"),
            ("hanako", &[(0, Some("a"), None), (10, Some("b"), None), (1000, Some("c"), None)], 1, "registered"),
            ("hanako", &[(0, Some("a"), Some(1))], 0, "in_progress"),
            ("hanako", &[(0, Some("a"), Some(1)), (500, Some("a"), None)], 0, "in_progress"),
            ("hanako", &[(0, Some("a"), Some(1)), (500, Some("b"), None)], 1, "registered"),
            ("hanako", &[(0, Some("a"), Some(3)), (500, Some("b"), None)], 1, "registered"),
            ("renewing", &[(0, None, None), (5, None, None)], 1, "registered"),
            ("revoked", &[(0, None, None), (5, None, None)], 1, "registered"),
            ("changer", &[(0, None, None)], 0, "registered"),
        ];
        for (id, presses, count, state) in cases {
            let scene = Scene::with(id);
            for (moment, key, fails_at) in presses {
                scene.press(*moment, *key, *fails_at);
            }
            assert_eq!(scene.count(2000), count, "{id} {presses:?}");
            assert_eq!(scene.told(2000)["state"], state, "{id} {presses:?}");
        }
    }

    #[test]
    fn registering_anew_takes_the_present_certificate() {
        for (id, before) in [("renewing", "on_its_way"), ("revoked", "lapsed")] {
            let scene = Scene::with(id);
            assert!(scene.told(0).to_string().contains(before), "{id}");
            scene.press(0, None, None);
            let told = scene.told(1000);
            assert_eq!((&told["link"]["kind"], &told["by"]["door"]), (&json!("original"), &json!("portal")), "{id}");
        }
    }

    #[test]
    fn a_renewal_during_the_registration_is_carried_over_too() {
        let scene = Scene::with("hanako");
        scene.press(0, None, None);
        let chip = Chip::find("hanako").expect("a card");
        scene.ledger.renew(&chip, scene.at(50).now, Duration::milliseconds(5000)).expect("renewed");
        assert_eq!(scene.told(1000)["link"]["kind"], "on_its_way");
        assert_eq!(scene.told(6000)["link"]["kind"], "carried_over");
        assert_eq!(scene.count(6000), 1);
    }

    #[test]
    fn nobody_registers_who_may_not() {
        for id in ["booked", "gap", "uninsured", "ward", "blocked"] {
            let scene = Scene::with(id);
            let before = scene.told(0);
            scene.press(0, None, None);
            assert_eq!(scene.told(1000), before, "{id}");
            assert_eq!(scene.count(1000), 0, "{id}");
        }
    }
}
