//! Access tokens: opaque, bound to one person, good for twelve hours. They are the hub's bearer tokens.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};
use std::time::{Duration, Instant};

use super::random_text;
use crate::citizen::Citizen;

/// Seconds an access token is good.
pub(crate) const LIFE_SECONDS: u64 = 43_200;

/// Access tokens.
#[derive(Default)]
pub(crate) struct Tokens(RwLock<HashMap<String, (Instant, String)>>);

impl Tokens {
    /// A token for a citizen.
    pub(crate) fn issue(&self, citizen: &str) -> String {
        let token = random_text();
        let mut tokens = self.0.write().unwrap_or_else(PoisonError::into_inner);
        tokens.insert(token.clone(), (Instant::now(), citizen.to_owned()));
        token
    }

    /// The citizen a token belongs to, while it is good.
    pub(crate) fn citizen(&self, token: &str) -> Option<Citizen> {
        let tokens = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let (issued, id) = tokens.get(token)?;
        (issued.elapsed() < Duration::from_secs(LIFE_SECONDS)).then(|| Citizen::find(id)).flatten()
    }
}
