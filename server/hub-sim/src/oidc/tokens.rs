//! Access tokens: opaque, bound to one person, good for twelve hours. They are the hub's bearer tokens.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};
use std::time::{Duration, Instant};

use super::login::Login;
use super::random_text;
use crate::citizen::Citizen;

/// Seconds an access token is good.
pub(crate) const LIFE_SECONDS: u64 = 43_200;

/// Access tokens.
#[derive(Default)]
pub(crate) struct Tokens(RwLock<HashMap<String, (Instant, Login)>>);

impl Tokens {
    /// A token for a sign-in.
    pub(crate) fn issue(&self, login: Login) -> String {
        let token = random_text();
        let mut tokens = self.0.write().unwrap_or_else(PoisonError::into_inner);
        tokens.insert(token.clone(), (Instant::now(), login));
        token
    }

    /// The citizen a token belongs to, while it is good.
    pub(crate) fn citizen(&self, token: &str) -> Option<Citizen> {
        Citizen::find(&self.login(token)?.citizen)
    }

    /// The sign-in a token belongs to, while it is good.
    pub(crate) fn login(&self, token: &str) -> Option<Login> {
        let tokens = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let (issued, login) = tokens.get(token)?;
        fresh(*issued).then(|| login.clone())
    }

    /// Takes back every token of which this is true; the sign-ins they belonged to, as far as they were still good.
    pub(crate) fn take_back(&self, which: impl Fn(&Login) -> bool) -> Vec<Login> {
        let mut tokens = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let gone = tokens.extract_if(|_, (_, login)| which(login));
        gone.map(|(_, held)| held).filter(|(issued, _)| fresh(*issued)).map(|(_, login)| login).collect()
    }
}

fn fresh(issued: Instant) -> bool {
    issued.elapsed() < Duration::from_secs(LIFE_SECONDS)
}
