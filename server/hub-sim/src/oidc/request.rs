//! The authorization request: what must be in it, and where its errors go.

use jpki::challenge::Purpose;
use serde::Deserialize;
use thiserror::Error;

use crate::config::Config;

/// An authorization request as it came. Nothing in it is trusted before [`AuthRequest::check`].
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct AuthRequest {
    /// Must be `code`.
    pub(crate) response_type: String,
    /// Must be the one client.
    pub(crate) client_id: String,
    /// Must be the registered address, to the letter.
    pub(crate) redirect_uri: String,
    /// Must contain `openid`.
    pub(crate) scope: String,
    /// Must be there.
    pub(crate) state: String,
    /// Must be there.
    pub(crate) nonce: String,
    /// PKCE challenge, 43 characters.
    pub(crate) code_challenge: String,
    /// Must be `S256`.
    pub(crate) code_challenge_method: String,
    /// `login` asks for the card again; `none` cannot be had, because everybody is asked for a card every time.
    pub(crate) prompt: String,
    /// The oldest sign-in that will do, seconds. Every sign-in is new, so that any will.
    pub(crate) max_age: String,
}

/// What is wrong with a request.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub(crate) enum RequestError {
    /// Unknown client or address: nobody may be sent anywhere.
    #[error("unknown client or redirect_uri")]
    Untrusted,
    /// Told to the client at its address, with the OAuth code.
    #[error("{0}")]
    ToClient(&'static str),
}

impl AuthRequest {
    /// Checks all that the guide requires.
    pub(crate) fn check(&self, config: &Config) -> Result<(), RequestError> {
        if self.client_id != config.client_id || self.redirect_uri != config.redirect_uri {
            return Err(RequestError::Untrusted);
        }
        if self.response_type != "code" {
            return Err(RequestError::ToClient("unsupported_response_type"));
        }
        if !self.scope.split(' ').any(|s| s == "openid") {
            return Err(RequestError::ToClient("invalid_scope"));
        }
        let pkce = self.code_challenge_method == "S256" && self.code_challenge.len() == 43;
        if !pkce || !printable(&self.state) || !printable(&self.nonce) {
            return Err(RequestError::ToClient("invalid_request"));
        }
        let whole = self.max_age.is_empty() || self.max_age.parse::<u32>().is_ok();
        match self.prompt.as_str() {
            "" | "login" if whole => Ok(()),
            "none" if whole => Err(RequestError::ToClient("login_required")),
            _ => Err(RequestError::ToClient("invalid_request")),
        }
    }

    /// Its parts by their names, so that a form can carry them.
    pub(crate) fn fields(&self) -> [(&'static str, &str); 10] {
        [
            ("response_type", &self.response_type),
            ("client_id", &self.client_id),
            ("redirect_uri", &self.redirect_uri),
            ("scope", &self.scope),
            ("state", &self.state),
            ("nonce", &self.nonce),
            ("code_challenge", &self.code_challenge),
            ("code_challenge_method", &self.code_challenge_method),
            ("prompt", &self.prompt),
            ("max_age", &self.max_age),
        ]
    }

    /// What the card is shown for.
    pub(crate) fn purpose(&self) -> Purpose {
        if self.prompt == "login" { Purpose::StepUp } else { Purpose::SignIn }
    }

    /// The address to go back to, with an error.
    pub(crate) fn back_with_error(&self, error: &str) -> String {
        self.back(&[("error", error), ("state", &self.state)])
    }

    /// The address to go back to, with a code.
    pub(crate) fn back_with_code(&self, code: &str, session_state: &str) -> String {
        self.back(&[("code", code), ("state", &self.state), ("session_state", session_state)])
    }

    fn back(&self, pairs: &[(&str, &str)]) -> String {
        let glue = if self.redirect_uri.contains('?') { '&' } else { '?' };
        let query: Vec<String> = pairs.iter().map(|(name, value)| format!("{name}={}", escaped(value))).collect();
        format!("{}{glue}{}", self.redirect_uri, query.join("&"))
    }
}

/// `[\x20-\x7E]{1,255}`, as the guide says.
fn printable(text: &str) -> bool {
    (1..=255).contains(&text.len()) && text.bytes().all(|b| (0x20..=0x7e).contains(&b))
}

/// Percent-encoding of a query value.
fn escaped(text: &str) -> String {
    text.bytes()
        .map(|b| match b {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(b).to_string(),
            b => format!("%{b:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn good(config: &Config) -> AuthRequest {
        AuthRequest {
            response_type: "code".to_owned(),
            client_id: config.client_id.clone(),
            redirect_uri: config.redirect_uri.clone(),
            scope: "openid name".to_owned(),
            state: "a b&c".to_owned(),
            nonce: "n".to_owned(),
            code_challenge: "x".repeat(43),
            code_challenge_method: "S256".to_owned(),
            prompt: "login".to_owned(),
            max_age: "300".to_owned(),
        }
    }

    #[test]
    fn every_required_part_is_required() {
        let config = Config::read(|_| None).expect("defaults");
        assert_eq!(good(&config).check(&config), Ok(()));
        type Spoil = fn(&mut AuthRequest);
        let cases: [(Spoil, RequestError); 12] = [
            (|r| r.client_id.push('x'), RequestError::Untrusted),
            (|r| r.redirect_uri.push('/'), RequestError::Untrusted),
            (|r| r.response_type = "token".to_owned(), RequestError::ToClient("unsupported_response_type")),
            (|r| r.scope = "name".to_owned(), RequestError::ToClient("invalid_scope")),
            (|r| r.state.clear(), RequestError::ToClient("invalid_request")),
            (|r| r.nonce.clear(), RequestError::ToClient("invalid_request")),
            (|r| r.state = "あ".to_owned(), RequestError::ToClient("invalid_request")),
            (|r| r.code_challenge_method = "plain".to_owned(), RequestError::ToClient("invalid_request")),
            (|r| r.code_challenge.clear(), RequestError::ToClient("invalid_request")),
            (|r| r.prompt = "none".to_owned(), RequestError::ToClient("login_required")),
            (|r| r.prompt = "consent".to_owned(), RequestError::ToClient("invalid_request")),
            (|r| r.max_age = "-1".to_owned(), RequestError::ToClient("invalid_request")),
        ];
        for (spoil, expected) in cases {
            let mut request = good(&config);
            spoil(&mut request);
            assert_eq!(request.check(&config), Err(expected), "{request:?}");
        }
    }

    #[test]
    fn the_way_back_is_escaped() {
        let config = Config::read(|_| None).expect("defaults");
        let request = good(&config);
        assert_eq!(
            request.back_with_error("access_denied"),
            "http://localhost:3000/login/callback?error=access_denied&state=a%20b%26c"
        );
        assert_eq!(config.client_origin(), "http://localhost:3000");
    }
}
