//! Ends the sessions of certificates that appear on the revocation lists.

use std::time::Duration;

use tracing::{info, warn};

use crate::state::SharedPortal;

/// How often the lists are fetched to look.
const EVERY: Duration = Duration::from_secs(10 * 60);

/// Looks for ever. Where there is no second door, or it has no lists, there is nothing to look at.
pub async fn watch(portal: SharedPortal) {
    let Some(door) = portal.cards.as_ref().filter(|door| door.has_lists()) else { return };
    loop {
        tokio::time::sleep(EVERY).await;
        let revoked = match door.newly_revoked().await {
            Ok(revoked) => revoked,
            Err(reason) => {
                warn!(reason, "the revocation lists could not be looked at");
                continue;
            }
        };
        for certificate in revoked {
            match portal.sessions.end_of_certificate(&certificate).await {
                Ok(0) => {}
                Ok(sessions) => info!(sessions, "sessions ended with their certificate"),
                Err(failure) => warn!(%failure, "the sessions of a revoked certificate could not be ended"),
            }
        }
    }
}
