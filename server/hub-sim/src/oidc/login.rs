//! One sign-in: who, with which certificate, when. It lives from the code to the end of the token.

use chrono::Utc;

use super::random_text;
use crate::card::door::Holder;

/// A sign-in.
#[derive(Clone, Debug, Default)]
pub(crate) struct Login {
    /// The citizen's id.
    pub(crate) citizen: String,
    /// The card.
    pub(crate) card: String,
    /// Names this sign-in to the client (`sid`).
    pub(crate) sid: String,
    /// The opaque name of the certificate.
    pub(crate) certificate: String,
    /// Its last moment, Unix seconds of the simulated calendar.
    pub(crate) expires: i64,
    /// When the card was presented, Unix seconds.
    pub(crate) auth_time: i64,
}

impl Login {
    /// The sign-in of somebody whose card has just been judged.
    pub(crate) fn of(holder: Holder) -> Self {
        Self {
            citizen: holder.citizen.id,
            card: holder.card,
            sid: random_text(),
            certificate: holder.certificate,
            expires: holder.expires.timestamp(),
            auth_time: Utc::now().timestamp(),
        }
    }
}
