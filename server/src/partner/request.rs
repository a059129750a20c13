//! A provider's question as it comes in an address (RFC 6749, 4.1.1; RFC 7636; SMART App Launch 2.2, 2.0.9), and what makes it
//! one that may be put to a person.

use app::domain::delegation::RecordKind;
use app::domain::partner::{Partner, Scopes};
use reqwest::Url;

use super::fhir_base;
use super::registry::{RegistryError, entry};
use crate::store::Store;

/// Longest question, characters; it has to come through a sign-in.
const LONGEST: usize = 1_800;

/// The parts of a question, in the order in which they are written.
const PARTS: [&str; 8] =
    ["client_id", "redirect_uri", "response_type", "scope", "state", "aud", "code_challenge", "code_challenge_method"];

/// What was asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuthRequest {
    parts: [String; PARTS.len()],
    twice: bool,
}

/// Why a question is not put.
#[derive(Debug)]
pub enum Problem {
    /// Nobody is told but the person: who asks, or where to lead back, is not known.
    Unknown,
    /// The provider is suspended.
    Suspended,
    /// The provider is told, by this code.
    Told(&'static str),
    /// Nobody can tell now.
    NotReadable(RegistryError),
}

impl From<RegistryError> for Problem {
    fn from(error: RegistryError) -> Self {
        Self::NotReadable(error)
    }
}

/// A question that may be put.
#[derive(Clone, Debug)]
pub struct Question {
    /// Who asks.
    pub partner: Partner,
    /// What it asks for.
    pub scopes: Scopes,
    /// The kinds of that which it may have at all.
    pub kinds: Vec<RecordKind>,
}

impl AuthRequest {
    /// From pairs of names and values. What else they say is left away.
    pub fn read<N: AsRef<str>, V: Into<String>>(pairs: impl IntoIterator<Item = (N, V)>) -> Self {
        let mut request = Self::default();
        for (name, value) in pairs {
            let Some(place) = PARTS.iter().position(|part| *part == name.as_ref()) else { continue };
            request.twice |= !request.parts[place].is_empty();
            request.parts[place] = value.into();
        }
        request
    }

    /// From the query of an address.
    #[must_use]
    pub fn of_query(query: &str) -> Self {
        let mut url = Url::parse("question:").ok();
        if let Some(url) = &mut url {
            url.set_query(Some(query));
        }
        let pairs = url.iter().flat_map(Url::query_pairs).map(|(name, value)| (name.into_owned(), value.into_owned()));
        Self::read(pairs)
    }

    fn part(&self, name: &str) -> &str {
        PARTS.iter().position(|part| *part == name).map_or("", |place| &self.parts[place])
    }

    /// The parts, for a form.
    #[must_use]
    pub fn fields(&self) -> Vec<(&'static str, String)> {
        PARTS.into_iter().zip(self.parts.iter().cloned()).collect()
    }

    /// As a query, of nothing but letters, digits, `-_.~*` and escapes.
    #[must_use]
    pub fn query(&self) -> String {
        let mut url = Url::parse("question:").ok();
        if let Some(url) = &mut url {
            url.query_pairs_mut().extend_pairs(self.fields());
        }
        url.and_then(|url| url.query().map(str::to_owned)).unwrap_or_default()
    }

    /// The address to lead back to.
    #[must_use]
    pub fn redirect_uri(&self) -> &str {
        self.part("redirect_uri")
    }

    /// The challenge of the code's proof.
    #[must_use]
    pub fn challenge(&self) -> &str {
        self.part("code_challenge")
    }

    /// Whether, and how, it may be put to a person. `origin` is the portal's.
    ///
    /// # Errors
    /// Why not, and who is told.
    pub async fn question(&self, store: &dyn Store, origin: &str) -> Result<Question, Problem> {
        let found = entry(store, self.part("client_id")).await?;
        let found = found.filter(|found| found.partner.redirect_uris.iter().any(|known| known == self.redirect_uri()));
        let Some(found) = found else { return Err(Problem::Unknown) };
        if !found.active {
            return Err(Problem::Suspended);
        }
        let scopes = self.sound(&fhir_base(origin)).map_err(Problem::Told)?;
        let asked = scopes.kinds();
        let kinds: Vec<RecordKind> = RecordKind::ALL
            .into_iter()
            .filter(|kind| asked.contains(kind) && found.partner.kinds.contains(kind))
            .collect();
        if kinds.is_empty() {
            return Err(Problem::Told("invalid_scope"));
        }
        Ok(Question { partner: found.partner, scopes, kinds })
    }

    /// What is asked for, where the rest is as it must be.
    fn sound(&self, base: &str) -> Result<Scopes, &'static str> {
        if self.twice || self.query().len() > LONGEST {
            return Err("invalid_request");
        }
        if self.part("response_type") != "code" {
            return Err("unsupported_response_type");
        }
        let state = self.part("state");
        let state_fits = (1..=256).contains(&state.len()) && state.bytes().all(|byte| (0x20..=0x7e).contains(&byte));
        // SHA-256 in base64url without padding.
        let challenge = self.challenge();
        let challenge_fits = challenge.len() == 43
            && challenge.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
        let audience = self.part("aud").trim_end_matches('/') == base;
        if !state_fits || !challenge_fits || self.part("code_challenge_method") != "S256" || !audience {
            return Err("invalid_request");
        }
        Ok(Scopes::read(self.part("scope")))
    }

    /// The address that tells the provider something; only for one whose address to lead back to is known.
    #[must_use]
    pub fn back(&self, origin: &str, name: &str, value: &str) -> Option<String> {
        let mut url = Url::parse(self.redirect_uri()).ok()?;
        url.query_pairs_mut()
            .append_pair(name, value)
            .append_pair("state", self.part("state"))
            .append_pair("iss", origin);
        Some(url.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &str = "https://portal.example/fhir";

    fn good() -> Vec<(&'static str, String)> {
        vec![
            ("client_id", "sample".into()),
            ("redirect_uri", "https://app.example/?a=b&c".into()),
            ("response_type", "code".into()),
            ("scope", "launch/patient patient/Observation.rs".into()),
            ("state", "s t&=%".into()),
            ("aud", BASE.into()),
            ("code_challenge", "A".repeat(43)),
            ("code_challenge_method", "S256".into()),
        ]
    }

    #[test]
    fn a_question_comes_back_from_its_own_address() {
        let request = AuthRequest::read(good());
        let query = request.query();
        assert!(query.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.~*=&%+".contains(&b)), "{query}");
        assert_eq!(AuthRequest::of_query(&query), request);
        assert!(request.sound(BASE).is_ok());
    }

    #[test]
    fn what_must_be_there_is_there() {
        for (name, value, code) in [
            ("response_type", "token", "unsupported_response_type"),
            ("state", "", "invalid_request"),
            ("state", "\u{e9}", "invalid_request"),
            ("aud", "https://evil.example/fhir", "invalid_request"),
            ("aud", "", "invalid_request"),
            ("code_challenge", "", "invalid_request"),
            ("code_challenge", "short", "invalid_request"),
            ("code_challenge_method", "plain", "invalid_request"),
            ("code_challenge_method", "", "invalid_request"),
        ] {
            let changed =
                good().into_iter().map(|(known, was)| (known, if known == name { value.to_owned() } else { was }));
            assert_eq!(AuthRequest::read(changed).sound(BASE), Err(code), "{name}={value}");
        }
        let long = good().into_iter().chain([("scope", "patient/Patient.rs ".repeat(200))]);
        assert_eq!(AuthRequest::read(long).sound(BASE), Err("invalid_request"), "twice, and too long");
    }
}
