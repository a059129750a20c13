//! What stands before the run: the spouse and the two children of `parent` have made `parent` their delegate. The spouse
//! has left checkups out.

use chrono::{Duration, NaiveDate};

use super::{Delegation, State};
use crate::citizen::Citizen;
use crate::citizen::seed::hash;
use crate::records::access::Subject::{self, Checkups, Eligibility, Expenses, Medications};

const GIVERS: [(&str, &[Subject]); 3] = [
    ("spouse", &[Eligibility, Medications, Expenses]),
    ("child", &[Eligibility, Checkups, Medications, Expenses]),
    ("toddler", &[Eligibility, Checkups, Medications, Expenses]),
];

pub(super) fn standing(today: NaiveDate) -> Vec<Delegation> {
    let Some(parent) = Citizen::find("parent") else { return Vec::new() };
    let of = |(giver, kinds): &(&str, &[Subject])| Delegation {
        id: format!("household-{:016x}", hash(giver)),
        giver: (*giver).to_owned(),
        holder: Some(parent.id.clone()),
        holder_birth: parent.birth,
        kinds: kinds.to_vec(),
        from: today - Duration::days(200),
        until: today + Duration::days(160),
        state: State::Standing,
        code: String::new(),
        code_until: today.and_time(chrono::NaiveTime::MIN) - Duration::days(200),
        over_at: None,
        key: None,
        uses: Vec::new(),
    };
    GIVERS.iter().map(of).collect()
}
