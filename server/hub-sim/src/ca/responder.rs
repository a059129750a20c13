//! The responder that is asked about one certificate, with switches for its bad days.

use std::sync::Mutex;
use std::time::Duration;

use jpki_issuer::status::{Answer, Status, try_later};

use super::ledger::Standing;
use super::utc;
use crate::hub::{Hub, locked};

/// How long its word holds.
const GOOD: chrono::Duration = chrono::Duration::minutes(15);

/// How it is doing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Condition {
    /// It does not answer.
    pub(crate) down: bool,
    /// It waits so long before it answers.
    pub(crate) delay: Duration,
}

impl Condition {
    /// Read from `ok`, `down` or `delay=<ms>`; nothing is as good as `ok`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        match text.trim() {
            "" | "ok" => Some(Self::default()),
            "down" => Some(Self { down: true, ..Self::default() }),
            other => {
                let delay = Duration::from_millis(other.strip_prefix("delay=")?.parse().ok()?);
                Some(Self { down: false, delay })
            }
        }
    }
}

/// The responder's condition.
#[derive(Default)]
pub(crate) struct Responder(Mutex<Condition>);

impl Responder {
    /// Puts it into a condition.
    pub(crate) fn set(&self, condition: Condition) {
        *locked(&self.0) = condition;
    }
}

/// Asks about a certificate: the key identifier of its issuer, its serial number, and a nonce of the asker. `None` is
/// silence.
pub(crate) async fn ask(hub: &Hub, issuer_key: &[u8], serial: &[u8], nonce: &[u8]) -> Option<Vec<u8>> {
    let condition = *locked(&hub.responder.0);
    tokio::time::sleep(condition.delay).await;
    if condition.down {
        return None;
    }
    let Some(issuer) = hub.authorities.all().find(|authority| authority.key.id() == issuer_key) else {
        return Some(try_later());
    };
    let now = hub.clock.now();
    let issued_here = match hub.ledger.by_serial(serial) {
        Some(leaf) => std::ptr::eq(leaf.issuer(&hub.authorities), issuer),
        None => std::ptr::eq(&hub.authorities.generations[2], issuer),
    };
    let status = match hub.ledger.standing(serial, now) {
        _ if !issued_here => Status::Unknown,
        Standing::Good => Status::Good,
        Standing::Revoked(at, reason) => Status::Revoked(utc(at), reason.code()),
        Standing::Unknown => Status::Unknown,
    };
    let answer = Answer {
        issuer: issuer.name.clone(),
        serial: serial.to_vec(),
        status,
        from: utc(now),
        until: utc(now + GOOD),
        nonce: nonce.to_vec(),
    };
    Some(answer.sign(&issuer.key))
}
