//! Authorization codes: good once, for sixty seconds.

use std::collections::HashMap;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use super::login::Login;
use super::random_text;
use crate::hub::locked;

/// How long a code is good.
const LIFE: Duration = Duration::from_secs(60);

/// What a code stands for.
#[derive(Clone, Debug)]
pub(crate) struct Grant {
    /// Who signed in.
    pub(crate) login: Login,
    /// Nonce of the request.
    pub(crate) nonce: String,
    /// PKCE challenge.
    pub(crate) challenge: String,
    /// Address of the request.
    pub(crate) redirect_uri: String,
}

/// Codes that wait to be used.
#[derive(Default)]
pub(crate) struct Codes(Mutex<HashMap<String, (Instant, Grant)>>);

impl Codes {
    /// A code for a grant.
    pub(crate) fn issue(&self, grant: Grant, now: Instant) -> String {
        let code = random_text();
        let mut codes = locked(&self.0);
        codes.retain(|_, (issued, _)| now.duration_since(*issued) < LIFE);
        codes.insert(code.clone(), (now, grant));
        code
    }

    /// The grant of a code. A code asked for once is gone, whatever comes of it.
    pub(crate) fn take(&self, code: &str, now: Instant) -> Option<Grant> {
        let (issued, grant) = locked(&self.0).remove(code)?;
        (now.duration_since(issued) < LIFE).then_some(grant)
    }

    /// Takes back the codes that a certificate got.
    pub(crate) fn take_back(&self, certificate: &str) {
        locked(&self.0).retain(|_, (_, grant)| grant.login.certificate != certificate);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_good_once_and_for_sixty_seconds() {
        let grant = Grant {
            login: Login::default(),
            nonce: String::new(),
            challenge: String::new(),
            redirect_uri: String::new(),
        };
        let codes = Codes::default();
        let now = Instant::now();
        let code = codes.issue(grant.clone(), now);
        assert!(codes.take("other", now).is_none());
        assert!(codes.take(&code, now + Duration::from_secs(59)).is_some());
        assert!(codes.take(&code, now).is_none(), "used twice");
        let code = codes.issue(grant, now);
        assert!(codes.take(&code, now + LIFE).is_none(), "too old");
    }
}
