//! Token exchange (RFC 8693) for a portal that verifies cards itself: the card's whole answer for the person's tokens. The
//! hub believes the card, not the portal, and judges the answer again.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::Utc;
use jpki::algorithm::Scheme;
use jpki::challenge::{Challenge, Place};
use jpki::refusal::Refusal;
use serde::Deserialize;

use super::login::Login;
use crate::card::component::CardAnswer;
use crate::card::door::judge;
use crate::hub::Hub;

/// The grant.
pub(super) const GRANT: &str = "urn:ietf:params:oauth:grant-type:token-exchange";

/// The one kind of token that is exchanged. Ours.
pub(super) const CARD_ANSWER: &str = "urn:kenko-techo:token-type:card-answer";

/// A card's answer as it comes: the text, the scheme's name, and two byte strings in base64url.
#[derive(Deserialize)]
struct Sent {
    challenge: String,
    scheme: String,
    signature: String,
    certificate: String,
}

/// The sign-in of whoever signed, and the nonce of the challenge. A challenge is good here once, whatever comes of it.
///
/// # Errors
/// Why the answer is refused.
pub(super) async fn login(hub: &Hub, subject_token: &str) -> Result<(Login, String), Refusal> {
    let bytes = |text: &str| URL_SAFE_NO_PAD.decode(text).map_err(|_| Refusal::ChallengeMalformed);
    let sent: Sent = serde_json::from_slice(&bytes(subject_token)?).map_err(|_| Refusal::ChallengeMalformed)?;
    let challenge = Challenge::restate(&sent.challenge)?;
    let nonce = challenge.nonce();
    let now = Utc::now();
    if !hub.seen.first_time(&format!("card {nonce}"), challenge.ends().timestamp(), now.timestamp()) {
        return Err(Refusal::ChallengeUsed);
    }
    let place = Place { origin: hub.config.client_origin(), purpose: challenge.purpose(), binding: "" };
    let admitted = challenge.admit(&sent.challenge, place, now)?;
    let answer = CardAnswer {
        scheme: Scheme::from_name(&sent.scheme).ok_or(Refusal::SchemeDiffers)?,
        signature: bytes(&sent.signature)?,
        certificate: bytes(&sent.certificate)?,
    };
    Ok((Login::of(judge(hub, admitted, &answer).await?), nonce))
}
