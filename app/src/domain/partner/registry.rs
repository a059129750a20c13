//! A provider as the registry holds it, and what an entry must be like.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use thiserror::Error;

use super::purpose::Purpose;
use crate::domain::delegation::RecordKind;

/// One provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Partner {
    /// Its name towards programs (`client_id`).
    pub id: String,
    /// Its name towards people.
    pub name: String,
    /// What it wants records for.
    pub purpose: Purpose,
    /// The same in a sentence of its own.
    pub purpose_words: String,
    /// Kinds of records it may ask for.
    pub kinds: Vec<RecordKind>,
    /// Whether it may have symbol and number of the insured.
    #[serde(default)]
    pub insured_number: bool,
    /// Origins of its pages.
    pub origins: Vec<String>,
    /// Addresses that a browser may be sent back to, to the letter.
    pub redirect_uris: Vec<String>,
    /// Its public keys (JWKS). A provider without keys cannot prove who it is (a public client).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keys: Option<Value>,
    /// Where people reach it.
    pub contact: String,
    /// Address of its privacy policy.
    pub privacy_policy: String,
}

impl Partner {
    /// Whether a consent to one entry is a consent to the other: people agreed to a name, a purpose and its words, and to
    /// whether the insured number is among it.
    #[must_use]
    pub fn is_agreed_as(&self, other: &Self) -> bool {
        (&self.name, self.purpose, &self.purpose_words, self.insured_number)
            == (&other.name, other.purpose, &other.purpose_words, other.insured_number)
    }
}

/// What is wrong with an entry.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Wrong {
    /// The id.
    #[error("id: 3 to 40 small letters, digits and hyphens")]
    Id,
    /// A text that is empty or too long.
    #[error("{0}: 1 to 200 characters, none of them a control character, unseen, or turning the direction of writing")]
    Text(&'static str),
    /// No kind.
    #[error("kinds: at least one of eligibility, checkups, medications, expenses, each once")]
    Kinds,
    /// The insured number for something else than health insurance.
    #[error("insured_number: only for the purpose health-insurance, and with the kind eligibility")]
    InsuredNumber,
    /// An origin.
    #[error("origins: {0} is no origin (https://host, or http on this machine)")]
    Origin(String),
    /// No origin.
    #[error("origins: at least one")]
    NoOrigin,
    /// An address to come back to.
    #[error("redirect_uris: {0} does not lie on one of the origins, or cannot be used")]
    Redirect(String),
    /// None.
    #[error("redirect_uris: at least one")]
    NoRedirect,
    /// Keys.
    #[error("keys: a JWKS with at least one public key, each with kid and alg ES384, none with private parts")]
    Keys,
    /// The privacy policy.
    #[error("privacy_policy: an https address, or http on this machine")]
    Policy,
}

/// Control characters, and those by which a name can look like another: without a width, or turning the direction of writing.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

impl Partner {
    /// Whether it proves who it is by a key.
    #[must_use]
    pub fn is_confidential(&self) -> bool {
        self.keys.is_some()
    }

    /// Whether it may have symbol and number of the insured.
    #[must_use]
    pub fn has_insured_number(&self) -> bool {
        self.insured_number && self.purpose.may_have_insured_number()
    }

    /// The entry, if there is nothing wrong with it.
    ///
    /// # Errors
    /// The first thing that is.
    pub fn checked(self) -> Result<Self, Wrong> {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if !(3..=40).contains(&self.id.len()) || !self.id.chars().all(plain) {
            return Err(Wrong::Id);
        }
        for (name, text) in [("name", &self.name), ("purpose_words", &self.purpose_words), ("contact", &self.contact)] {
            if text.trim().is_empty() || text.chars().count() > 200 || text.chars().any(is_unseen) {
                return Err(Wrong::Text(name));
            }
        }
        let mut kinds = self.kinds.clone();
        kinds.sort();
        kinds.dedup();
        if kinds.is_empty() || kinds.len() != self.kinds.len() {
            return Err(Wrong::Kinds);
        }
        let may = self.purpose.may_have_insured_number() && kinds.contains(&RecordKind::Eligibility);
        if self.insured_number && !may {
            return Err(Wrong::InsuredNumber);
        }
        if let Some(origin) = self.origins.iter().find(|origin| !is_origin(origin)) {
            return Err(Wrong::Origin(origin.clone()));
        }
        if self.origins.is_empty() {
            return Err(Wrong::NoOrigin);
        }
        if let Some(address) = self.redirect_uris.iter().find(|address| !self.is_own(address)) {
            return Err(Wrong::Redirect(address.clone()));
        }
        if self.redirect_uris.is_empty() {
            return Err(Wrong::NoRedirect);
        }
        if self.keys.as_ref().is_some_and(|keys| !are_keys(keys)) {
            return Err(Wrong::Keys);
        }
        if !is_address(&self.privacy_policy) || origin_of(&self.privacy_policy).is_none() {
            return Err(Wrong::Policy);
        }
        Ok(self)
    }

    /// An address on one of its origins, without a fragment.
    fn is_own(&self, address: &str) -> bool {
        is_address(address) && origin_of(address).is_some_and(|origin| self.origins.iter().any(|own| own == origin))
    }
}

/// Visible ASCII without what would end it early in a header, an attribute or an address.
fn is_address(text: &str) -> bool {
    text.len() <= 200
        && text.bytes().all(|b| b.is_ascii_graphic() && !matches!(b, b'#' | b'"' | b'\'' | b'<' | b'>' | b'\\'))
}

/// The origin that an address begins with; what follows it begins with a slash.
fn origin_of(address: &str) -> Option<&str> {
    let (scheme, rest) = address.split_once("://")?;
    let host = rest.split('/').next()?;
    let end = scheme.len() + 3 + host.len();
    let origin = &address[..end];
    (is_origin(origin) && address[end..].starts_with('/')).then_some(origin)
}

/// `https://host[:port]`; over http only on this machine.
fn is_origin(text: &str) -> bool {
    let Some((scheme, authority)) = text.split_once("://") else { return false };
    let (host, port) = authority.split_once(':').map_or((authority, None), |(host, port)| (host, Some(port)));
    let label = |label: &str| {
        !label.is_empty() && label.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    let port_fits =
        port.is_none_or(|port| port.parse::<u16>().is_ok_and(|number| number > 0 && number.to_string() == port));
    let local = matches!(host, "localhost" | "127.0.0.1");
    port_fits && host.split('.').all(label) && (scheme == "https" || (scheme == "http" && local))
}

fn are_keys(keys: &Value) -> bool {
    let Some(keys) = keys.get("keys").and_then(Value::as_array) else { return false };
    let text = |key: &Value, name: &str| key.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let fits = |key: &Value| {
        let private = ["d", "p", "q", "dp", "dq", "qi", "k"].iter().any(|part| key.get(part).is_some());
        !private && !text(key, "kid").is_empty() && text(key, "alg") == "ES384"
    };
    !keys.is_empty() && keys.iter().all(fits)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn entry() -> Partner {
        Partner {
            id: "sample-app".into(),
            name: "見本ノート".into(),
            purpose: Purpose::SelfCare,
            purpose_words: "健診の移り変わりを見せます".into(),
            kinds: vec![RecordKind::Checkups],
            insured_number: false,
            origins: vec!["http://127.0.0.1:3200".into(), "https://app.example".into()],
            redirect_uris: vec!["http://127.0.0.1:3200/".into(), "https://app.example/back?x=1".into()],
            keys: None,
            contact: "03-0000-0000".into(),
            privacy_policy: "https://app.example/privacy".into(),
        }
    }

    #[test]
    fn an_entry_is_taken_whole_or_not_at_all() {
        assert_eq!(entry().checked(), Ok(entry()));
        let keys = json!({ "keys": [{ "kty": "EC", "kid": "1", "alg": "ES384" }] });
        assert!(Partner { keys: Some(keys.clone()), ..entry() }.checked().is_ok());
        let number = Partner { insured_number: true, kinds: vec![RecordKind::Eligibility], ..entry() };
        assert!(Partner { purpose: Purpose::HealthInsurance, ..number.clone() }.checked().is_ok());
        let with = |change: &dyn Fn(&mut Partner)| {
            let mut one = entry();
            change(&mut one);
            one.checked().expect_err("something is wrong")
        };
        for (wrong, expected) in [
            (with(&|one| one.id = "A b".into()), Wrong::Id),
            (with(&|one| one.name = " ".into()), Wrong::Text("name")),
            (with(&|one| one.name = "見本\u{202e}ノート".into()), Wrong::Text("name")),
            (with(&|one| one.contact = "a\nb".into()), Wrong::Text("contact")),
            (with(&|one| one.kinds = Vec::new()), Wrong::Kinds),
            (with(&|one| one.kinds = vec![RecordKind::Checkups; 2]), Wrong::Kinds),
            (number.checked().expect_err("another purpose"), Wrong::InsuredNumber),
            (with(&|one| one.origins = Vec::new()), Wrong::NoOrigin),
            (with(&|one| one.redirect_uris = Vec::new()), Wrong::NoRedirect),
            (with(&|one| one.keys = Some(json!({ "keys": [] }))), Wrong::Keys),
            (with(&|one| one.keys = Some(json!({ "keys": [{ "kid": "1", "alg": "ES384", "d": "x" }] }))), Wrong::Keys),
            (with(&|one| one.keys = Some(json!({ "keys": [{ "kid": "1", "alg": "HS256" }] }))), Wrong::Keys),
            (with(&|one| one.privacy_policy = "javascript:alert(1)".into()), Wrong::Policy),
        ] {
            assert_eq!(wrong, expected);
        }
        for origin in ["http://app.example", "https://app.example/", "https://*.example", "https://a.example:0", "null"]
        {
            assert_eq!(with(&|one| one.origins = vec![origin.into()]), Wrong::Origin(origin.into()));
        }
        for address in [
            "https://other.example/back",
            "https://app.example",
            "https://app.example.evil.example/",
            "https://app.example@evil.example/",
            "https://app.example/back#x",
            "https://app.example/a b",
            "javascript:alert(1)",
        ] {
            assert_eq!(with(&|one| one.redirect_uris = vec![address.into()]), Wrong::Redirect(address.into()));
        }
    }
}
