//! Checkups that go from one insurer to the next, with the person's consent.

use chrono::{Duration, NaiveDateTime};

use super::{Consent, ConsentKind, History, Role, Subject, first_day, id};
use crate::citizen::Citizen;
use crate::records::insurance;
use crate::records::place::Place;

/// The handovers of a citizen's changes of insurer. A named citizen always consents, of the others seven in ten; of those
/// some take it back later.
pub(super) fn add(history: &mut History, citizen: &Citizen, now: NaiveDateTime) {
    let line = insurance::history(citizen, now.date());
    for (index, pair) in line.windows(2).rev().enumerate() {
        let newer = &pair[0];
        let mut dice = citizen.dice("access-handover", index as i64);
        let (agrees, later) = (dice.chance(70), dice.between(10, 50));
        let regrets = citizen.named().is_none() && dice.chance(20);
        let given_at = (newer.from + Duration::days(later)).and_hms_opt(20, 12, 0).unwrap_or_default();
        if !(agrees || citizen.named().is_some()) || given_at.date() < first_day() {
            continue;
        }
        let consent = Consent {
            id: id("consent", citizen, &format!("handover-{index}")),
            kind: ConsentKind::InsurerHandover,
            place: Place { code: newer.insurer.number.clone(), name: newer.insurer.name.clone() },
            role: Role::Insurer,
            subjects: vec![Subject::Checkups],
            given_at,
            until: None,
            withdrawn_at: regrets.then(|| given_at + Duration::days(120)),
        };
        history.add(citizen, consent, vec![(given_at + Duration::days(3), vec![Subject::Checkups])]);
    }
}
