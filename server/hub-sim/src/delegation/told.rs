//! Delegations as the answers have them: for the one who gave, for the one who holds, and as looks for both.

use chrono::NaiveDateTime;
use serde_json::{Value, json};

use super::{Delegation, Delegations, State};
use crate::citizen::Citizen;
use crate::hub::locked;
use crate::records::access::{Ground, Look, Role};
use crate::records::place::Place;
use crate::records::registration::time;

impl Delegations {
    /// All of a citizen's, newest first.
    pub(crate) fn told(&self, citizen: &Citizen, now: NaiveDateTime) -> Vec<Value> {
        let inner = locked(&self.0);
        let mine = inner.all.iter().rev().filter(|one| one.giver == citizen.id || is_held(one, citizen));
        mine.map(|one| tell(one, citizen, now)).collect()
    }

    /// The uses that concern a citizen, as looks, newest first: of those who gave, somebody looked at their records; of
    /// those who hold, they looked at somebody else's.
    pub(crate) fn looks(&self, citizen: &Citizen) -> Vec<Look> {
        let inner = locked(&self.0);
        let mut looks: Vec<Look> = inner
            .all
            .iter()
            .filter_map(|one| {
                let given = one.giver == citizen.id;
                let other = if given { one.holder.as_deref()? } else { one.giver.as_str() };
                (given || is_held(one, citizen)).then_some((one, given, Citizen::find(other)?))
            })
            .flat_map(|(one, given, other)| {
                one.uses.iter().map(move |used| Look {
                    id: used.id.clone(),
                    at: used.at,
                    place: Place { code: format!("delegate-{}", one.id), name: other.name.clone() },
                    role: if given { Role::Delegate } else { Role::Self_ },
                    subjects: vec![used.kind],
                    ground: Ground::Delegation,
                    consent: Some(one.id.clone()),
                })
            })
            .collect();
        looks.sort_by_key(|look| std::cmp::Reverse(look.at));
        looks
    }
}

fn is_held(one: &Delegation, citizen: &Citizen) -> bool {
    one.holder.as_deref() == Some(citizen.id.as_str())
}

fn tell(one: &Delegation, citizen: &Citizen, now: NaiveDateTime) -> Value {
    let given = one.giver == citizen.id;
    let other = if given { one.holder.as_deref() } else { Some(one.giver.as_str()) };
    let waits = given && one.waits(now);
    let state = match one.state {
        State::Offered if one.waits(now) => "offered",
        State::Offered => "lapsed",
        State::Claimed if now.date() > one.until => "lapsed",
        State::Claimed => "claimed",
        State::Standing if now.date() <= one.until => "standing",
        State::Declined => "declined",
        State::Standing | State::Ended => "ended",
    };
    let uses = one.uses.iter().rev().map(|used| json!({ "at": time(used.at), "kind": used.kind }));
    json!({
        "id": one.id,
        "side": if given { "given" } else { "held" },
        "state": state,
        "other": other.and_then(Citizen::find).map(|other| json!({
            "subject": other.subject(),
            "name": other.name,
            "kana": other.kana,
            "birth": other.birth.to_string(),
            "sex": other.sex.code(),
        })),
        "kinds": one.kinds,
        "from": one.from.to_string(),
        "until": one.until.to_string(),
        "code": waits.then(|| one.code.clone()),
        "code_until": waits.then(|| time(one.code_until)),
        "over_at": one.over_at.map(time),
        "uses": uses.collect::<Vec<_>>(),
    })
}
