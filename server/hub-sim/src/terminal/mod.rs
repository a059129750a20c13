//! The terminal at the counter of a clinic or pharmacy (資格確認端末, 顔認証付きカードリーダー): who may look at whose
//! records, and the record of it. It hands nothing over, for there is nobody behind this counter.

pub(crate) mod handlers;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::Mutex;

use chrono::NaiveDateTime;

use crate::hub::locked;
use crate::oidc::random_text;
use crate::records::access::{Consent, Look, Role, Subject};

impl Role {
    /// Whether this role may ever look at this from a counter.
    fn may(self, subject: Subject) -> bool {
        match self {
            Self::Doctor => true,
            Self::Pharmacist => matches!(subject, Subject::Medications | Subject::Eligibility),
            Self::Disaster => matches!(subject, Subject::Medications | Subject::Checkups),
            Self::Reception | Self::Insurer | Self::PhrApp | Self::Delegate | Self::Self_ => false,
        }
    }
}

/// What the counters remember.
#[derive(Default)]
pub(crate) struct Terminal(Mutex<Inner>);

#[derive(Default)]
struct Inner {
    /// By id, each with its citizen, in the order they were given.
    consents: Vec<(String, Consent)>,
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
    /// The card is not registered.
    NotRegistered,
}

impl Terminal {
    fn consented(&self, citizen: &str, consent: Consent) {
        locked(&self.0).consents.push((citizen.to_owned(), consent));
    }

    /// Writes a look down that needs nobody's leave here: the card itself was shown.
    fn looked(&self, citizen: &str, look: Look) {
        locked(&self.0).looks.entry(citizen.to_owned()).or_default().push(look);
    }

    /// Looks with a consent, and writes it down: whose records, and what the record says.
    fn look(&self, consent: &str, subjects: &[Subject], now: NaiveDateTime) -> Result<(String, Look), Denied> {
        let mut inner = locked(&self.0);
        let held = inner.consents.iter().find(|(_, held)| held.id == consent && held.is_good(now));
        let (citizen, held) = held.ok_or(Denied::NoConsent)?.clone();
        if subjects.is_empty() || !subjects.iter().all(|subject| held.subjects.contains(subject)) {
            return Err(Denied::NotThis);
        }
        let look = held.look(new_id(), now, subjects.to_vec());
        inner.looks.entry(citizen.clone()).or_default().push(look.clone());
        Ok((citizen, look))
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

    /// The consents of this run of somebody, newest first.
    pub(crate) fn consents(&self, citizen: &str) -> Vec<Consent> {
        let inner = locked(&self.0);
        inner.consents.iter().rev().filter(|(whose, _)| whose == citizen).map(|(_, consent)| consent.clone()).collect()
    }

    /// Takes a consent of this run back; the first time counts. Says whether there is such a one.
    pub(crate) fn withdraw(&self, citizen: &str, consent: &str, now: NaiveDateTime) -> bool {
        let mut inner = locked(&self.0);
        let held = inner.consents.iter_mut().find(|(whose, held)| whose == citizen && held.id == consent);
        held.map(|(_, held)| held.withdrawn_at.get_or_insert(now)).is_some()
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

/// An id of a look of this run.
fn new_id() -> String {
    format!("look-{}", random_text())
}
