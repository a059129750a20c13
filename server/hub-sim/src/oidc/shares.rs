//! Lasting access tokens: for one person who lets a provider read while they are not signed in. Bound to kinds of records,
//! for reading alone, until their end.

use std::collections::HashMap;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use super::login::Login;
use super::random_text;
use crate::citizen::Citizen;
use crate::hub::locked;
use crate::records::access::Subject;

/// The kind of token that is handed in for one: an access token of the person's (RFC 8693, 3).
pub(super) const ACCESS_TOKEN: &str = "urn:ietf:params:oauth:token-type:access_token";

/// The longest life, seconds: ninety days.
const LONGEST: u64 = 90 * 24 * 60 * 60;

/// So long after the card was presented one is given, seconds.
const FRESH: i64 = 600;

/// What one is for.
#[derive(Clone, Debug)]
struct Share {
    login: Login,
    kinds: Vec<Subject>,
    ends: Instant,
}

/// Lasting tokens.
#[derive(Default)]
pub(crate) struct Shares(Mutex<HashMap<String, Share>>);

impl Shares {
    /// A token for a sign-in whose card was presented just now. Nothing for an old sign-in, for no kind, or for longer than
    /// one may last.
    pub(crate) fn issue(&self, login: Login, kinds: Vec<Subject>, life: u64, now: i64) -> Option<String> {
        if kinds.is_empty() || life == 0 || life > LONGEST || now - login.auth_time > FRESH {
            return None;
        }
        let token = random_text();
        let ends = Instant::now() + Duration::from_secs(life);
        let mut shares = locked(&self.0);
        shares.retain(|_, share| share.ends > Instant::now());
        shares.insert(token.clone(), Share { login, kinds, ends });
        Some(token)
    }

    /// Whose records of a kind a token opens, while it is good.
    pub(crate) fn citizen(&self, token: &str, kind: Subject) -> Option<Citizen> {
        let shares = locked(&self.0);
        let share = shares.get(token).filter(|share| share.ends > Instant::now() && share.kinds.contains(&kind))?;
        Citizen::find(&share.login.citizen)
    }

    /// A certificate was renewed, and it is known whose the new one is: what was given goes on with that one, for the same
    /// kinds and to the same end, and is taken back with it.
    pub(crate) fn carry_over(&self, old: &str, new: &str) {
        for share in locked(&self.0).values_mut().filter(|share| share.login.certificate == old) {
            new.clone_into(&mut share.login.certificate);
        }
    }

    /// Takes back what was given with a certificate that is worth nothing any more.
    pub(crate) fn take_back(&self, certificate: &str) {
        locked(&self.0).retain(|_, share| share.login.certificate != certificate);
    }
}

/// Kinds by the names of their services, separated by blanks; nothing where one is unknown.
pub(super) fn kinds_of(scope: &str) -> Option<Vec<Subject>> {
    scope
        .split_ascii_whitespace()
        .map(|name| match name {
            "eligibility" => Some(Subject::Eligibility),
            "checkups" => Some(Subject::Checkups),
            "medications" => Some(Subject::Medications),
            "expenses" => Some(Subject::Expenses),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_opens_its_kinds_alone_and_is_given_for_a_fresh_card_alone() {
        let login = Login { citizen: "changer".into(), certificate: "c".into(), auth_time: 1_000, ..Login::default() };
        let shares = Shares::default();
        let give = |kinds: Vec<Subject>, life, now| shares.issue(login.clone(), kinds, life, now);
        for (kinds, life, now) in [
            (vec![], 60, 1_000),
            (vec![Subject::Checkups], 0, 1_000),
            (vec![Subject::Checkups], LONGEST + 1, 1_000),
            (vec![Subject::Checkups], 60, 1_601),
        ] {
            assert!(give(kinds.clone(), life, now).is_none(), "{kinds:?} {life} {now}");
        }
        let token = give(vec![Subject::Checkups], 60, 1_100).expect("a token");
        assert!(shares.citizen(&token, Subject::Checkups).is_some());
        assert!(shares.citizen(&token, Subject::Medications).is_none());
        assert!(shares.citizen("other", Subject::Checkups).is_none());
        shares.take_back("other");
        assert!(shares.citizen(&token, Subject::Checkups).is_some());
        shares.carry_over("other", "d");
        shares.carry_over("c", "d");
        shares.take_back("c");
        assert!(shares.citizen(&token, Subject::Checkups).is_some(), "it has gone over to the renewed certificate");
        assert!(shares.citizen(&token, Subject::Medications).is_none(), "with nothing added");
        shares.take_back("d");
        assert!(shares.citizen(&token, Subject::Checkups).is_none());
    }

    #[test]
    fn kinds_are_named_by_their_services() {
        assert_eq!(kinds_of("checkups expenses"), Some(vec![Subject::Checkups, Subject::Expenses]));
        assert_eq!(kinds_of("checkups openid"), None);
        assert_eq!(kinds_of(""), Some(Vec::new()));
    }
}
