//! The certificates of a person's card, as far as the registration hangs on them: serials, and how they ended.

use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime};
use jpki::revocation::Reason;

use crate::ca::chip::{Chip, PAST_DAYS};
use crate::ca::ledger::{Ledger, Standing};
use crate::citizen::Citizen;
use crate::citizen::named::Named;

/// Serial number of a user-authentication certificate.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Serial(pub(crate) Vec<u8>);

/// How a certificate ended before its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// Renewed on this day. The hub learns at a moment, if it is told, that the next one is the same person's.
    Superseded { renewed_on: NaiveDate, linked: NaiveDateTime },
    /// Revoked on this day; the next one, if any, is no renewal of it.
    Revoked(NaiveDate),
}

/// The certificates of a person's card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Held {
    /// The one of today.
    pub(crate) current: Serial,
    /// Those before it, oldest first.
    pub(crate) earlier: Vec<(Serial, End)>,
}

impl Held {
    /// The certificates of a citizen's own card.
    pub(crate) fn of(ledger: &Ledger, citizen: &Citizen, now: NaiveDateTime) -> Self {
        let Some(chip) = Chip::find(&citizen.id) else {
            return Self { current: Serial(citizen.id.clone().into_bytes()), earlier: Vec::new() };
        };
        let mut earlier: Vec<(Serial, End)> = before(citizen, now.date()).into_iter().collect();
        for (sequence, renewal) in (1..).zip(ledger.renewals(&chip)) {
            let serial = chip.place.serial(sequence);
            let end = match ledger.standing(&serial, now) {
                Standing::Revoked(at, reason) if reason != Reason::Superseded => End::Revoked(at.date()),
                _ => End::Superseded { renewed_on: renewal.at.date(), linked: renewal.linked },
            };
            earlier.push((Serial(serial), end));
        }
        Self { current: Serial(ledger.current(&chip).serial()), earlier }
    }
}

/// How long a renewal takes to reach the registration, where nothing else is said.
const USUAL: Duration = Duration::days(2);

/// The certificate that somebody had before the first one that the authority's ledger knows.
fn before(citizen: &Citizen, today: NaiveDate) -> Option<(Serial, End)> {
    let ago = |days| today - Duration::days(days);
    let superseded =
        |day: NaiveDate| End::Superseded { renewed_on: day, linked: (day + USUAL).and_time(NaiveTime::MIN) };
    let made_up = || Serial(format!("before {}", citizen.id).into_bytes());
    match citizen.named()? {
        Named::Renewed => Some((Serial(Chip::find("renewed-old")?.place.serial(1)), superseded(ago(PAST_DAYS)))),
        Named::Renewing => Some((made_up(), superseded(ago(1)))),
        Named::Revoked => Some((made_up(), End::Revoked(ago(75)))),
        _ => None,
    }
}
