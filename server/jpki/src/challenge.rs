//! The words that a card signs: built by the server, for one purpose, at one place, in one browser, once.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::certificate::hex;
use crate::refusal::Refusal;

/// The longest life of a challenge.
pub const LIFE: TimeDelta = TimeDelta::minutes(5);

/// The longest text that is looked at, bytes.
const LONGEST: usize = 1024;

/// First line of every challenge.
const HEADING: &str = "Kenko Techo card challenge 1";

/// How moments are written.
const TIME: &str = "%Y-%m-%dT%H:%M:%SZ";

/// What a signature is for. One for signing in opens nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Purpose {
    /// Signing in.
    SignIn,
    /// Showing the card again before something weighty.
    StepUp,
}

impl Purpose {
    fn word(self) -> &'static str {
        match self {
            Self::SignIn => "sign-in",
            Self::StepUp => "step-up",
        }
    }
}

/// A challenge given out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Challenge {
    origin: String,
    purpose: Purpose,
    binding: String,
    nonce: [u8; 32],
    issued: DateTime<Utc>,
}

/// Where an answer came in.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The server's own origin.
    pub origin: &'a str,
    /// What the answer shall open.
    pub purpose: Purpose,
    /// Names the browser or session; the same as when the challenge was made.
    pub binding: &'a str,
}

impl Challenge {
    /// A challenge with 256 random bits, which the caller draws.
    #[must_use]
    pub fn new(place: Place<'_>, nonce: [u8; 32], now: DateTime<Utc>) -> Self {
        let Place { origin, purpose, binding } = place;
        Self { origin: origin.to_owned(), purpose, binding: binding.to_owned(), nonce, issued: now }
    }

    /// The challenge that a text is, for a party that did not give it out: the card component, which shows who asks, and
    /// whoever is handed an answer by somebody who has verified it. It has no binding.
    ///
    /// # Errors
    /// When the text is no challenge to the letter.
    pub fn restate(text: &str) -> Result<Self, Refusal> {
        let nonce = nonce_of(text)?;
        let line = |at: usize, name: &str| text.split('\n').nth(at)?.strip_prefix(name)?.strip_prefix(": ");
        let restated = || {
            let word = line(2, "purpose")?;
            let mut bytes = [0; 32];
            for (at, byte) in bytes.iter_mut().enumerate() {
                *byte = u8::from_str_radix(&nonce[at * 2..at * 2 + 2], 16).ok()?;
            }
            Some(Self {
                origin: line(1, "origin")?.to_owned(),
                purpose: [Purpose::SignIn, Purpose::StepUp].into_iter().find(|purpose| purpose.word() == word)?,
                binding: String::new(),
                nonce: bytes,
                issued: NaiveDateTime::parse_from_str(line(4, "issued")?, TIME).ok()?.and_utc(),
            })
        };
        restated().filter(|challenge| challenge.text() == text).ok_or(Refusal::ChallengeMalformed)
    }

    /// The origin that asks.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// What the answer shall open.
    #[must_use]
    pub fn purpose(&self) -> Purpose {
        self.purpose
    }

    /// The words to be signed.
    #[must_use]
    pub fn text(&self) -> String {
        format!(
            "{HEADING}\norigin: {}\npurpose: {}\nnonce: {}\nissued: {}\nexpires: {}\n",
            self.origin,
            self.purpose.word(),
            self.nonce(),
            self.issued.format(TIME),
            self.ends().format(TIME),
        )
    }

    /// Its nonce, in hexadecimal. Names it in a store.
    #[must_use]
    pub fn nonce(&self) -> String {
        hex(&self.nonce)
    }

    /// The moment from which it is worth nothing.
    #[must_use]
    pub fn ends(&self) -> DateTime<Utc> {
        self.issued + LIFE
    }

    /// Whether a signed text answers this challenge, here and now. Whoever calls this has taken the challenge out of the
    /// store before: whatever comes of it, it is used up.
    ///
    /// # Errors
    /// In what it differs.
    pub fn admit(self, text: &str, place: Place<'_>, now: DateTime<Utc>) -> Result<Admitted, Refusal> {
        let own = self.text();
        if text != own {
            let line = |text: &str, at: usize| text.split('\n').nth(at).map(str::to_owned);
            nonce_of(text)?;
            return Err(if line(text, 1) != line(&own, 1) {
                Refusal::ChallengeOrigin
            } else if line(text, 2) != line(&own, 2) {
                Refusal::ChallengePurpose
            } else {
                Refusal::ChallengeAltered
            });
        }
        if self.origin != place.origin {
            return Err(Refusal::ChallengeOrigin);
        }
        if self.purpose != place.purpose {
            return Err(Refusal::ChallengePurpose);
        }
        if self.binding != place.binding {
            return Err(Refusal::ChallengeOfAnotherSession);
        }
        if now >= self.ends() || now < self.issued {
            return Err(Refusal::ChallengeExpired);
        }
        Ok(Admitted { text: own })
    }
}

/// A challenge that has been used up and whose text is the right one. Only with it a signature is looked at.
#[derive(Debug)]
pub struct Admitted {
    pub(crate) text: String,
}

/// The nonce that a signed text names, in hexadecimal: with it the challenge is taken out of the store.
///
/// # Errors
/// When the text is no challenge.
pub fn nonce_of(text: &str) -> Result<&str, Refusal> {
    if text.len() > LONGEST {
        return Err(Refusal::TooLarge);
    }
    let mut lines = text.split('\n');
    if lines.next() != Some(HEADING) {
        return Err(Refusal::ChallengeMalformed);
    }
    lines
        .nth(2)
        .and_then(|line| line.strip_prefix("nonce: "))
        .filter(|nonce| nonce.len() == 64 && nonce.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')))
        .ok_or(Refusal::ChallengeMalformed)
}
