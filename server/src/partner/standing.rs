//! Whether the hub still stands by a consent. It may have ended there first, as after a lost card: then it ends here
//! too, so that nothing more is told by it, not even a name that lies here.

use std::sync::Arc;

use app::domain::delegation::RecordKind;
use app::domain::medication::Span;
use app::domain::partner::Ended;
use app::records::{Records, Trouble, TroubleKind};
use chrono::Datelike;
use tracing::error;

use crate::middleware::request_id::RequestId;
use crate::session::identity::SignedIn;
use crate::state::Portal;
use crate::store::RowId;

/// Asks the hub for the least there is of what a consent holds, and keeps none of it. Where the consent holds nothing
/// there is nothing to ask for, and nothing it opens.
///
/// # Errors
/// What the hub, or its silence, says instead.
pub(super) async fn ask(
    portal: &Portal,
    identity: &SignedIn,
    kinds: &[RecordKind],
    id: &RequestId,
) -> Result<(), Trouble> {
    // Smallest first.
    const BY_SIZE: [RecordKind; 4] =
        [RecordKind::Eligibility, RecordKind::Medications, RecordKind::Expenses, RecordKind::Checkups];
    let records: Arc<dyn Records> = portal.hub.records_for(identity, None, id, Arc::new(|_| {}));
    let today = portal.clock.today();
    match BY_SIZE.into_iter().find(|kind| kinds.contains(kind)) {
        None => Ok(()),
        Some(RecordKind::Eligibility) => records.eligibility().await.map(drop),
        Some(RecordKind::Medications) => records.medications(Span { from: today, to: today }).await.map(drop),
        Some(RecordKind::Expenses) => records.expenses(today.year()).await.map(drop),
        Some(RecordKind::Checkups) => records.checkups().await.map(drop),
    }
}

/// Ends a consent that the hub no longer takes; whether this trouble says so.
pub(super) async fn ends(portal: &Portal, consent: RowId, trouble: TroubleKind) -> bool {
    if trouble != TroubleKind::SignedOut {
        return false;
    }
    let (now, why) = (portal.clock.unix_now(), Ended::Lapsed.code());
    if let Err(failure) = portal.store.stop_consent(None, consent, now, why).await {
        error!(%failure, "a consent that the hub no longer takes could not be ended");
    }
    true
}
