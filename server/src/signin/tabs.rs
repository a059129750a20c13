//! The sign-ins under way in one browser: each tab may have one, and finishing one leaves the others to be finished.
//!
//! The cookie holds them newest first, `tag.token` each with `~` between. The tag is a digest of the state that comes back
//! with the browser, and says which token is meant; the token alone opens what was put away.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use crate::session::token::Token;

/// As many sign-ins are remembered at once; older ones have to be begun anew.
const MOST: usize = 4;

/// The cookie with one more sign-in.
#[must_use]
pub fn with(cookie: Option<&str>, state: &str, token: &Token) -> String {
    let new = format!("{}.{}", tag(state), token.value());
    let others = cookie.into_iter().flat_map(|cookie| cookie.split('~')).filter(|entry| entry.contains('.'));
    std::iter::once(new.as_str()).chain(others.take(MOST - 1)).collect::<Vec<_>>().join("~")
}

/// The token of the sign-in that a state belongs to, and the cookie that is left without it.
///
/// Where there is but one sign-in it is meant, whatever the state: a wrong answer to it ends it.
#[must_use]
pub fn meant<'c>(cookie: Option<&'c str>, state: &str) -> (Option<&'c str>, Option<String>) {
    let entries: Vec<(&str, &str)> =
        cookie.into_iter().flat_map(|cookie| cookie.split('~')).filter_map(|entry| entry.split_once('.')).collect();
    let wanted = tag(state);
    let found = match entries[..] {
        [(_, only)] => Some(only),
        _ => entries.iter().find(|(tag, _)| *tag == wanted).map(|(_, token)| *token),
    };
    let left: Vec<String> = entries
        .iter()
        .filter(|(_, token)| Some(*token) != found)
        .map(|(tag, token)| format!("{tag}.{token}"))
        .collect();
    (found, (!left.is_empty()).then(|| left.join("~")))
}

/// Names a state; says nothing about it.
fn tag(state: &str) -> String {
    let digest = Sha256::digest(format!("portal sign-in tab 1\0{state}"));
    URL_SAFE_NO_PAD.encode(&digest[..9])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_tab_finds_its_own_and_leaves_the_others() {
        let tokens: Vec<Token> = (0..6).map(|_| Token::generate()).collect();
        let mut cookie = None;
        for (at, token) in tokens.iter().enumerate() {
            cookie = Some(with(cookie.as_deref(), &format!("state {at}"), token));
        }
        let cookie = cookie.expect("a cookie");
        assert_eq!(cookie.split('~').count(), MOST);
        assert_eq!(meant(Some(&cookie), "state 0").0, None, "the oldest had to go");
        assert_eq!(meant(Some(&cookie), "another"), (None, Some(cookie.clone())));
        let (found, left) = meant(Some(&cookie), "state 3");
        assert_eq!(found, Some(tokens[3].value().as_str()));
        let left = left.expect("three are left");
        assert_eq!(left.split('~').count(), MOST - 1);
        assert_eq!(meant(Some(&left), "state 3").0, None);
        assert_eq!(meant(Some(&left), "state 5").0, Some(tokens[5].value().as_str()));
    }

    #[test]
    fn a_single_sign_in_is_ended_by_any_answer() {
        let token = Token::generate();
        let cookie = with(None, "mine", &token);
        assert_eq!(meant(Some(&cookie), "forged"), (Some(token.value().as_str()), None));
        for nothing in [None, Some(""), Some("no entry")] {
            assert_eq!(meant(nothing, "mine"), (None, None));
        }
    }
}
