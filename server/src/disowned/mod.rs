//! The door `Records` with what is not the person's left out, and the checkups and drugs that they added put in: pages, forms and files all go through it, so that none can
//! forget it. Where the list cannot be read nothing is shown, because it would be shown as if it were whole.

mod list;
mod records;

pub use list::{DisownedList, Full};
pub use records::{Added, OwnRecords};

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use app::domain::delegation::Acting;
use app::domain::registration::{Door, Registration};
use app::records::{Records, TroubleKind};
use chrono::NaiveDateTime;

use crate::hub::{OnTrouble, support_code};
use crate::middleware::request_id::RequestId;
use crate::session::{Session, person_key};
use crate::state::Portal;

/// What was learned of a person's records in one request: set by the door, read by the access record.
#[derive(Clone, Debug, Default)]
pub struct Learned(Arc<Flags>);

#[derive(Debug, Default)]
struct Flags {
    lacking: AtomicBool,
    registered: OnceLock<NaiveDateTime>,
}

impl Learned {
    /// Whether a page could not show all of what it stands for.
    #[must_use]
    pub fn is_lacking(&self) -> bool {
        self.0.lacking.load(Ordering::Relaxed)
    }

    /// Since when (Japan time) the hub said that a registration by a portal stands.
    #[must_use]
    pub fn registered_since(&self) -> Option<NaiveDateTime> {
        self.0.registered.get().copied()
    }

    fn lacks(&self) {
        self.0.lacking.store(true, Ordering::Relaxed);
    }

    fn stands(&self, registration: &Registration) {
        // One that is under way does not say by which door it began.
        if let Registration::Registered { by, .. } = registration
            && by.door == Door::Portal
        {
            _ = self.0.registered.set(by.since);
        }
    }
}

/// Ends a session whose sign-in the hub no longer accepts: the card was lost or revoked, or its time is over. The page that
/// learns of it still says so; the next one is nobody's.
/// Whatever else was not had is noted.
fn watching(portal: &Portal, session: &Session, learned: &Learned) -> OnTrouble {
    let (sessions, row, learned) = (portal.sessions.clone(), session.row_id(), learned.clone());
    Arc::new(move |kind| {
        // What a delegation does not cover is not missing: it was never to be had.
        if kind != TroubleKind::NotGranted {
            learned.lacks();
        }
        if kind != TroubleKind::SignedOut {
            return;
        }
        let sessions = sessions.clone();
        tokio::spawn(async move {
            if let Err(failure) = sessions.close(row).await {
                tracing::error!(%failure, "a session that the hub no longer accepts could not be ended");
            }
        });
    })
}

/// The records of a session's person, or of the one for whom they act, without those that are not that person's. A
/// person's own come with the checkups and drugs that they added.
#[must_use]
pub fn own_records(portal: &Portal, session: &Session, id: &RequestId, learned: &Learned) -> Arc<dyn Records> {
    let added = if session.acting.is_some() { Added::ForAnother } else { Added::Shown };
    Arc::new(records(portal, session, id, learned, added))
}

/// The same from the hub alone, for the copy: it keeps what the hub deletes, and what was added is kept already.
#[must_use]
pub fn hub_records(portal: &Portal, session: &Session, id: &RequestId) -> Arc<dyn Records> {
    Arc::new(records(portal, session, id, &Learned::default(), Added::LeftOut))
}

fn records(portal: &Portal, session: &Session, id: &RequestId, learned: &Learned, added: Added) -> OwnRecords {
    let acting = session.acting.as_ref();
    OwnRecords::new(
        portal.hub.records_for(&session.identity, acting, id, watching(portal, session, learned)),
        portal.vault.clone(),
        acting.map_or(session.person, |acting| person_key(&acting.subject)),
        portal.clock.japan(portal.clock.unix_now()),
        portal.clock.today(),
        support_code(&id.0),
        added,
    )
    .telling(learned)
}

/// The records of somebody for whom a person may act, for one look without acting: what is hidden there stays hidden.
#[must_use]
pub fn records_under(portal: &Portal, session: &Session, acting: &Arc<Acting>, id: &RequestId) -> Arc<dyn Records> {
    Arc::new(OwnRecords::new(
        portal.hub.records_for(&session.identity, Some(acting), id, watching(portal, session, &Learned::default())),
        portal.vault.clone(),
        person_key(&acting.subject),
        portal.clock.japan(portal.clock.unix_now()),
        portal.clock.today(),
        support_code(&id.0),
        Added::LeftOut,
    ))
}
