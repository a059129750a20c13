//! Delegations (代理人): who may look at whose records, at which kinds, until when. Given by the one with their card,
//! taken by the other with theirs; either ends it at once. Every use is written down for both.

pub(crate) mod handlers;
mod household;
#[cfg(test)]
mod tests;
mod told;

use std::collections::HashMap;
use std::sync::Mutex;

use chrono::{Duration, Months, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use crate::citizen::Citizen;
use crate::hub::locked;
use crate::oidc::random_text;
use crate::records::access::Subject;
use crate::records::registration::blocked;

/// How long a code can be entered.
const CODE_LIFE: Duration = Duration::minutes(15);
/// How many wrong codes one person may enter within [`CODE_LIFE`].
const WRONG_CODES: usize = 5;
/// The longest term.
const LONGEST: Months = Months::new(12);
/// Letters and digits that are not taken for each other.
const LETTERS: &[u8] = b"ABCDEFGHJKMNPQRSTUVWXYZ23456789";
/// How many of them make a code.
const CODE_LENGTH: usize = 8;
/// Looks at the same kind within this time are one use.
const ONE_USE: Duration = Duration::minutes(1);

/// How far a delegation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Its code waits to be entered.
    Offered,
    /// Entered; its holder has still to say yes.
    Claimed,
    Standing,
    Declined,
    Ended,
}

/// One delegation.
#[derive(Clone, Debug)]
struct Delegation {
    id: String,
    giver: String,
    holder: Option<String>,
    /// Only somebody born on this day can enter the code.
    holder_birth: NaiveDate,
    kinds: Vec<Subject>,
    from: NaiveDate,
    /// The last day.
    until: NaiveDate,
    state: State,
    code: String,
    code_until: NaiveDateTime,
    /// When it was ended or declined.
    over_at: Option<NaiveDateTime>,
    /// Idempotency-Key of the offer.
    key: Option<String>,
    uses: Vec<Use>,
}

/// One use.
#[derive(Clone, Debug)]
struct Use {
    id: String,
    at: NaiveDateTime,
    kind: Subject,
}

/// What is offered.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Offer {
    pub(crate) kinds: Vec<Subject>,
    pub(crate) until: NaiveDate,
    pub(crate) holder_birth: NaiveDate,
}

/// What came of it, as the answer says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Outcome {
    Done,
    /// No code of anybody's, or of somebody for whom it is not meant. Which, is not said.
    UnknownCode,
    /// Too many wrong codes; there is a pause.
    TooMany,
    /// Kinds or term are none that can be given, or nothing can be given at all.
    NotAllowed,
    /// No delegation of this person, or one with which this cannot be done any more.
    NotThere,
}

/// All delegations.
pub(crate) struct Delegations(Mutex<Inner>);

struct Inner {
    all: Vec<Delegation>,
    wrong: HashMap<String, Vec<NaiveDateTime>>,
}

impl Delegation {
    fn stands(&self, today: NaiveDate) -> bool {
        self.state == State::Standing && (self.from..=self.until).contains(&today)
    }

    fn waits(&self, now: NaiveDateTime) -> bool {
        self.state == State::Offered && now < self.code_until
    }

    fn over(&mut self, state: State, now: NaiveDateTime) {
        self.state = state;
        self.over_at = Some(now);
    }
}

impl Delegations {
    /// With those that stand before the run.
    pub(crate) fn new(today: NaiveDate) -> Self {
        Self(Mutex::new(Inner { all: household::standing(today), wrong: HashMap::new() }))
    }

    /// Forgets what happened in this run.
    pub(crate) fn forget(&self, today: NaiveDate) {
        *locked(&self.0) = Inner { all: household::standing(today), wrong: HashMap::new() };
    }

    /// Offers one. A new offer takes the place of one that still waits; the same key offers nothing a second time.
    pub(crate) fn offer(&self, giver: &Citizen, offer: Offer, key: Option<&str>, now: NaiveDateTime) -> Outcome {
        let today = now.date();
        let last = today.checked_add_months(LONGEST).unwrap_or(today);
        if blocked(giver) || offer.kinds.is_empty() || !(today..=last).contains(&offer.until) {
            return Outcome::NotAllowed;
        }
        let mut inner = locked(&self.0);
        if key.is_some() && inner.all.iter().any(|one| one.giver == giver.id && one.key.as_deref() == key) {
            return Outcome::Done;
        }
        for one in inner.all.iter_mut().filter(|one| one.giver == giver.id && one.state == State::Offered) {
            one.over(State::Ended, now);
        }
        inner.all.push(Delegation {
            id: random_text(),
            giver: giver.id.clone(),
            holder: None,
            holder_birth: offer.holder_birth,
            kinds: offer.kinds,
            from: today,
            until: offer.until,
            state: State::Offered,
            code: code(),
            code_until: now + CODE_LIFE,
            over_at: None,
            key: key.map(str::to_owned),
            uses: Vec::new(),
        });
        Outcome::Done
    }

    /// Enters a code: good once, for the person it is meant for, and not for long.
    pub(crate) fn claim(&self, holder: &Citizen, code: &str, now: NaiveDateTime) -> Outcome {
        let mut inner = locked(&self.0);
        let Inner { all, wrong } = &mut *inner;
        let tries = wrong.entry(holder.id.clone()).or_default();
        tries.retain(|at| now - *at < CODE_LIFE);
        if tries.len() >= WRONG_CODES {
            return Outcome::TooMany;
        }
        let meant = |one: &&mut Delegation| {
            one.waits(now) && one.code == code && one.giver != holder.id && one.holder_birth == holder.birth
        };
        match all.iter_mut().find(meant) {
            Some(found) if !blocked(holder) => {
                found.holder = Some(holder.id.clone());
                found.state = State::Claimed;
                Outcome::Done
            }
            _ => {
                tries.push(now);
                Outcome::UnknownCode
            }
        }
    }

    /// The holder says yes or no. One that stands between the same two gives way to the new one.
    pub(crate) fn answer(&self, holder: &Citizen, id: &str, yes: bool, now: NaiveDateTime) -> Outcome {
        let mut inner = locked(&self.0);
        let own = |one: &Delegation| one.holder.as_deref() == Some(holder.id.as_str());
        let Some(at) = inner.all.iter().position(|one| one.id == id && own(one)) else { return Outcome::NotThere };
        match (inner.all[at].state, yes) {
            (State::Claimed, true) if inner.all[at].until >= now.date() => {
                let giver = inner.all[at].giver.clone();
                for one in
                    inner.all.iter_mut().filter(|one| one.giver == giver && own(one) && one.state == State::Standing)
                {
                    one.over(State::Ended, now);
                }
                inner.all[at].state = State::Standing;
                Outcome::Done
            }
            (State::Claimed, false) => {
                inner.all[at].over(State::Declined, now);
                Outcome::Done
            }
            // A second press.
            (State::Standing, true) | (State::Declined, false) => Outcome::Done,
            _ => Outcome::NotThere,
        }
    }

    /// Either side ends it, or the giver takes an offer back.
    pub(crate) fn end(&self, citizen: &Citizen, id: &str, now: NaiveDateTime) -> Outcome {
        let mut inner = locked(&self.0);
        let own = |one: &&mut Delegation| {
            one.id == id && (one.giver == citizen.id || one.holder.as_deref() == Some(citizen.id.as_str()))
        };
        match inner.all.iter_mut().find(own) {
            None => Outcome::NotThere,
            Some(one) => {
                if !matches!(one.state, State::Ended | State::Declined) {
                    one.over(State::Ended, now);
                }
                Outcome::Done
            }
        }
    }

    /// Whose records a holder may look at now through a delegation; the use is written down. Nothing where it does not
    /// stand or does not cover this kind.
    pub(crate) fn open(&self, holder: &Citizen, id: &str, kind: Subject, now: NaiveDateTime) -> Option<Citizen> {
        let mut inner = locked(&self.0);
        let one = inner.all.iter_mut().find(|one| one.id == id)?;
        let held = one.holder.as_deref() == Some(holder.id.as_str());
        if !held || !one.stands(now.date()) || !one.kinds.contains(&kind) {
            return None;
        }
        let giver = Citizen::find(&one.giver).filter(|giver| !blocked(giver) && !blocked(holder))?;
        if !one.uses.iter().any(|used| used.kind == kind && now - used.at < ONE_USE) {
            let id = format!("use-{:016x}", rand::random::<u64>());
            one.uses.push(Use { id, at: now, kind });
        }
        Some(giver)
    }
}

/// A code that nobody can guess within its life.
fn code() -> String {
    (0..CODE_LENGTH).map(|_| char::from(LETTERS[rand::random_range(0..LETTERS.len())])).collect()
}
