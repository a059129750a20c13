//! The door `Records` with what is not the person's left out, and the checkups that they added put in: pages, forms and files all go through it, so that none can
//! forget it. Where the list cannot be read nothing is shown, because it would be shown as if it were whole.

mod list;
mod records;

pub use list::{DisownedList, Full};
pub use records::{Added, OwnRecords};

use std::sync::Arc;

use app::records::Records;

use crate::hub::support_code;
use crate::middleware::request_id::RequestId;
use crate::session::{Session, person_key};
use crate::state::Portal;

/// The records of a session's person, or of the one for whom they act, without those that are not that person's. A
/// person's own come with the checkups that they added.
#[must_use]
pub fn own_records(portal: &Portal, session: &Session, id: &RequestId) -> Arc<dyn Records> {
    let added = if session.acting.is_some() { Added::LeftOut } else { Added::Shown };
    Arc::new(records(portal, session, id, added))
}

/// The same from the hub alone, for the copy: it keeps what the hub deletes, and what was added is kept already.
#[must_use]
pub fn hub_records(portal: &Portal, session: &Session, id: &RequestId) -> Arc<dyn Records> {
    Arc::new(records(portal, session, id, Added::LeftOut))
}

fn records(portal: &Portal, session: &Session, id: &RequestId, added: Added) -> OwnRecords {
    let acting = session.acting.as_ref();
    OwnRecords::new(
        portal.hub.records_for(&session.identity, acting, id),
        portal.vault.clone(),
        acting.map_or(session.person, |acting| person_key(&acting.subject)),
        portal.clock.japan(portal.clock.unix_now()),
        portal.clock.today(),
        support_code(&id.0),
        added,
    )
}
