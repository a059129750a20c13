//! The door: a challenge, the card's answer to it, and the judgement of the crate `jpki`. Who comes in is read from the
//! certificate, never from what was typed.

use std::time::Duration;

use chrono::{DateTime, Utc};
use jpki::challenge::{Admitted, Place, Purpose};
use jpki::refusal::Refusal;
use jpki::revocation::Evidence;
use jpki::verifier::Answer;

use super::component::{self, CardAnswer, NoAnswer, Proof};
use crate::ca::{responder, utc};
use crate::citizen::Citizen;
use crate::hub::Hub;

/// How long the responder is waited for.
const PATIENCE: Duration = Duration::from_secs(3);

/// Somebody whose card has proved who they are.
#[derive(Clone, Debug)]
pub(crate) struct Holder {
    /// Who it is.
    pub(crate) citizen: Citizen,
    /// The card.
    pub(crate) card: String,
    /// The opaque name of the certificate.
    pub(crate) certificate: String,
    /// Its last moment.
    pub(crate) expires: DateTime<Utc>,
}

/// Why the door stays shut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shut {
    /// The card did not sign.
    Card(NoAnswer),
    /// It signed, and is refused.
    Refused(Refusal),
}

/// Presents a card at the provider's own door. `binding` names the sign-in that is under way.
///
/// # Errors
/// Why the door stays shut.
pub(crate) async fn enter(
    hub: &Hub,
    card: &str,
    proof: Proof<'_>,
    purpose: Purpose,
    binding: &str,
) -> Result<Holder, Shut> {
    let origin = hub.config.origin();
    let place = Place { origin: &origin, purpose, binding };
    let text = hub.challenges.give(place, rand::random(), Utc::now());
    let answer = component::answer(hub, card, proof, &text).await.map_err(Shut::Card)?;
    let admitted = hub.challenges.admit(&text, place, Utc::now()).map_err(Shut::Refused)?;
    judge(hub, admitted, &answer).await.map_err(Shut::Refused)
}

/// Judges an answer to a challenge that has been used up. The simulated calendar counts.
///
/// # Errors
/// The first thing that is wrong; also when nobody can be asked about revocation.
pub(crate) async fn judge(hub: &Hub, admitted: Admitted, answer: &CardAnswer) -> Result<Holder, Refusal> {
    let CardAnswer { scheme, signature, certificate } = answer;
    let now = utc(hub.clock.now());
    let answer = Answer { scheme: *scheme, signature, certificate };
    let examined = hub.verifier.examine(admitted, answer, now)?;
    let nonce: [u8; 16] = rand::random();
    let asked = responder::ask(hub, examined.issuer_key(), &examined.certificate().serial, &nonce);
    let word = tokio::time::timeout(PATIENCE, asked).await.ok().flatten();
    let evidence = word.as_ref().map_or(Evidence::Unreachable, |der| Evidence::Answer { der, nonce: &nonce });
    let verified = examined.settle(evidence, now)?;
    let leaf = hub.ledger.by_serial(&verified.certificate.serial).ok_or(Refusal::StatusUnknown)?;
    Ok(Holder {
        citizen: leaf.chip.citizen,
        card: leaf.chip.id,
        certificate: verified.certificate.digest(),
        expires: verified.expires,
    })
}
