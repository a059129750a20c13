//! The challenges given out by one process. Each is taken out before anything is looked at, so that a hundred answers at
//! once are one answer and ninety-nine refusals.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, Utc};

use crate::challenge::{Admitted, Challenge, LIFE, Place, nonce_of};
use crate::refusal::Refusal;

/// Most challenges that are remembered; the oldest give way.
const ROOM: usize = 100_000;

enum Entry {
    Open(Challenge),
    /// Answered; kept so long that the second answer is told from a made-up one.
    Used(DateTime<Utc>),
}

impl Entry {
    fn ends(&self) -> DateTime<Utc> {
        match self {
            Self::Open(challenge) => challenge.ends() + LIFE,
            Self::Used(ends) => *ends,
        }
    }
}

/// Challenges given out.
#[derive(Default)]
pub struct Book(Mutex<HashMap<String, Entry>>);

impl Book {
    /// Gives out a challenge with 256 random bits, which the caller draws; the words to sign.
    pub fn give(&self, place: Place<'_>, nonce: [u8; 32], now: DateTime<Utc>) -> String {
        let challenge = Challenge::new(place, nonce, now);
        let text = challenge.text();
        let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if entries.len() >= ROOM {
            entries.retain(|_, entry| entry.ends() > now);
            if entries.len() >= ROOM
                && let Some(oldest) =
                    entries.iter().min_by_key(|(_, entry)| entry.ends()).map(|(nonce, _)| nonce.clone())
            {
                entries.remove(&oldest);
            }
        }
        entries.insert(challenge.nonce(), Entry::Open(challenge));
        text
    }

    /// Uses up the challenge that a signed text names.
    ///
    /// # Errors
    /// When there is none, not any more, or not for this place.
    pub fn admit(&self, text: &str, place: Place<'_>, now: DateTime<Utc>) -> Result<Admitted, Refusal> {
        let nonce = nonce_of(text)?;
        let challenge = {
            let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let entry = entries.get_mut(nonce).ok_or(Refusal::ChallengeUnknown)?;
            let ends = entry.ends();
            match std::mem::replace(entry, Entry::Used(ends)) {
                Entry::Open(challenge) => challenge,
                Entry::Used(_) => return Err(Refusal::ChallengeUsed),
            }
        };
        challenge.admit(text, place, now)
    }
}
