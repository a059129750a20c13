//! The terminal at the counter of a clinic or pharmacy (資格確認端末, 顔認証付きカードリーダー): who may look at whose
//! records, and the record of it. It hands nothing over, for there is nobody behind this counter.

pub(crate) mod handlers;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::Mutex;

use chrono::{Duration, NaiveDateTime};
use serde::{Deserialize, Serialize};

use crate::hub::locked;

/// How long a consent is good: for the visit, not for the next one.
const CONSENT: Duration = Duration::hours(24);

/// Who looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Role {
    /// A doctor.
    Doctor,
    /// A pharmacist.
    Pharmacist,
    /// Somebody in a disaster, without the person's card.
    Disaster,
}

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Subject {
    /// Drugs.
    Medications,
    /// Checkups.
    Checkups,
    /// Treatment, as the receipts have it.
    Expenses,
}

impl Role {
    /// Whether this role may ever look at this.
    fn may(self, subject: Subject) -> bool {
        match self {
            Self::Doctor => true,
            Self::Pharmacist => subject == Subject::Medications,
            Self::Disaster => subject != Subject::Expenses,
        }
    }
}

/// A consent that somebody gave at a counter.
#[derive(Clone, Debug)]
struct Consent {
    citizen: String,
    institution: String,
    role: Role,
    subjects: Vec<Subject>,
    until: NaiveDateTime,
}

/// A look at somebody's records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Look {
    /// When.
    pub(crate) at: NaiveDateTime,
    /// Where, as the institution is called.
    pub(crate) institution: String,
    /// Who.
    pub(crate) role: Role,
    /// At what.
    pub(crate) subjects: Vec<Subject>,
}

/// What the counters remember.
#[derive(Default)]
pub(crate) struct Terminal(Mutex<Inner>);

#[derive(Default)]
struct Inner {
    consents: HashMap<String, Consent>,
    looks: HashMap<String, Vec<Look>>,
    disaster: bool,
}

/// Why a look is not allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Denied {
    /// No such consent, or not any more.
    NoConsent,
    /// The person did not consent to this, or the role may never see it.
    NotThis,
    /// There is no disaster.
    NoDisaster,
}

impl Terminal {
    fn consented(&self, id: &str, consent: Consent) {
        let mut inner = locked(&self.0);
        let now = consent.until - CONSENT;
        inner.consents.retain(|_, held| held.until > now);
        inner.consents.insert(id.to_owned(), consent);
    }

    /// Looks with a consent, and writes it down: whose records, and what the record says.
    fn look(&self, consent: &str, subjects: &[Subject], now: NaiveDateTime) -> Result<(String, Look), Denied> {
        let mut inner = locked(&self.0);
        let held = inner.consents.get(consent).filter(|held| now < held.until).ok_or(Denied::NoConsent)?.clone();
        if subjects.is_empty() || !subjects.iter().all(|subject| held.subjects.contains(subject)) {
            return Err(Denied::NotThis);
        }
        let look = Look { at: now, institution: held.institution, role: held.role, subjects: subjects.to_vec() };
        inner.looks.entry(held.citizen.clone()).or_default().push(look.clone());
        Ok((held.citizen, look))
    }

    /// Looks in a disaster, without card or consent, and writes it down.
    fn look_in_disaster(&self, citizen: &str, look: Look) -> Result<Look, Denied> {
        let mut inner = locked(&self.0);
        if !inner.disaster {
            return Err(Denied::NoDisaster);
        }
        if look.subjects.is_empty() || !look.subjects.iter().all(|subject| Role::Disaster.may(*subject)) {
            return Err(Denied::NotThis);
        }
        inner.looks.entry(citizen.to_owned()).or_default().push(look.clone());
        Ok(look)
    }

    /// The looks of this run at somebody's records, newest first.
    pub(crate) fn looks(&self, citizen: &str) -> Vec<Look> {
        let mut looks = locked(&self.0).looks.get(citizen).cloned().unwrap_or_default();
        looks.reverse();
        looks
    }

    /// Whether there is a disaster.
    pub(crate) fn set_disaster(&self, disaster: bool) {
        locked(&self.0).disaster = disaster;
    }

    /// Forgets all.
    pub(crate) fn forget(&self) {
        *locked(&self.0) = Inner::default();
    }
}
