//! Judges an ID token: what the library checks (OpenID Connect Core 1.0, 3.1.3.7), and what it leaves to its caller.

use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use openidconnect::core::{CoreJsonWebKey, CoreJwsSigningAlgorithm};
use openidconnect::{AccessToken, AccessTokenHash, IdTokenVerifier, Nonce};
use serde_json::Value;

use super::claims::{Claims, Token};
use super::refusal::Refusal;

/// How far the provider's clock may be ahead of ours.
const AHEAD: TimeDelta = TimeDelta::seconds(60);

/// How long ago a token may have been made: it was made for the code that was redeemed just now.
const OLDEST: TimeDelta = TimeDelta::minutes(10);

/// Header members that bring a key along. Keys come from the provider's published set only (RFC 8725, 3.10).
const OWN_KEYS: [&str; 4] = ["jwk", "jku", "x5u", "x5c"];

/// Longest subject, characters (OpenID Connect Core 1.0, 2).
const LONGEST_SUBJECT: usize = 255;

/// Reads a token without believing it.
///
/// # Errors
/// Anything that is no ID token signed by ES256 with a published key, by its shape alone.
pub fn read(text: &str) -> Result<Token, Refusal> {
    let mut parts = text.split('.');
    let (Some(header), Some(payload), Some(_), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
        return Err(Refusal::IdTokenNotReadable);
    };
    let header = json(header)?;
    if let Some(member) = OWN_KEYS.into_iter().find(|member| header.get(member).is_some()) {
        return Err(Refusal::HeaderMember(member));
    }
    if header.get("crit").is_some() {
        return Err(Refusal::HeaderMember("crit"));
    }
    if header.get("alg").and_then(Value::as_str) != Some("ES256") {
        return Err(Refusal::Algorithm);
    }
    if json(payload)?.get("sub").is_none() {
        return Err(Refusal::SubjectMissing);
    }
    Token::from_str(text).map_err(|_| Refusal::IdTokenNotReadable)
}

/// What a token must fit to.
pub struct Expected<'a> {
    /// Knows the issuer, the client and the published keys.
    pub verifier: IdTokenVerifier<'a, CoreJsonWebKey>,
    /// The portal's name with the provider.
    pub client_id: &'a str,
    /// The sign-in's own.
    pub nonce: &'a Nonce,
    /// What came beside the token.
    pub access_token: &'a AccessToken,
    /// Now.
    pub now: DateTime<Utc>,
}

/// The claims of a token that fits in every way.
///
/// # Errors
/// The first way in which it does not.
pub fn judge<'t>(token: &'t Token, expected: &Expected<'_>) -> Result<&'t Claims, Refusal> {
    let verifier = expected.verifier.clone().set_allowed_algs([CoreJwsSigningAlgorithm::EcdsaP256Sha256]);
    let without = std::cell::Cell::new(false);
    let nonce = |given: Option<&Nonce>| {
        without.set(given.is_none());
        // Both are random; that they differ tells nothing, however long the comparison takes.
        if given.map(Nonce::secret) == Some(expected.nonce.secret()) { Ok(()) } else { Err(String::new()) }
    };
    let claims = token.claims(&verifier, nonce).map_err(|error| match Refusal::from(error) {
        Refusal::NonceOther if without.get() => Refusal::NonceMissing,
        refusal => refusal,
    })?;
    if claims.authorized_party().is_some_and(|party| party.as_str() != expected.client_id) {
        return Err(Refusal::AuthorizedParty);
    }
    let made = claims.issue_time();
    if made > expected.now + AHEAD {
        return Err(Refusal::IssuedInFuture);
    }
    if made < expected.now - OLDEST {
        return Err(Refusal::IssuedLongAgo);
    }
    if claims.additional_claims().nbf.is_some_and(|begin| begin > (expected.now + AHEAD).timestamp()) {
        return Err(Refusal::NotYetValid);
    }
    let subject = claims.subject().as_str();
    if subject.is_empty() || subject.len() > LONGEST_SUBJECT || !subject.is_ascii() {
        return Err(Refusal::SubjectShape);
    }
    if let Some(hash) = claims.access_token_hash() {
        let (algorithm, key) = (token.signing_alg()?, token.signing_key(&verifier)?);
        let right = AccessTokenHash::from_token(expected.access_token, algorithm, key).map_err(|_| Refusal::Other)?;
        if *hash != right {
            return Err(Refusal::AccessTokenHash);
        }
    }
    Ok(claims)
}

fn json(part: &str) -> Result<Value, Refusal> {
    let bytes = URL_SAFE_NO_PAD.decode(part).map_err(|_| Refusal::IdTokenNotReadable)?;
    serde_json::from_slice(&bytes).map_err(|_| Refusal::IdTokenNotReadable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_refused_by_its_shape() {
        let part = |text: &str| URL_SAFE_NO_PAD.encode(text);
        let claims = part(r#"{"iss":"https://id.example","sub":"a","aud":"portal","exp":1,"iat":1}"#);
        let with = |header: &str| format!("{}.{claims}.c2ln", part(header));
        for (text, expected) in [
            (String::new(), Refusal::IdTokenNotReadable),
            ("a.b".to_owned(), Refusal::IdTokenNotReadable),
            ("a.b.c.d".to_owned(), Refusal::IdTokenNotReadable),
            (with(r#"{"alg":"none"}"#), Refusal::Algorithm),
            (with(r#"{"alg":"es256"}"#), Refusal::Algorithm),
            (with(r#"{"alg":["ES256"]}"#), Refusal::Algorithm),
            (with(r#"{"alg":"ES256","jwk":{}}"#), Refusal::HeaderMember("jwk")),
            (with(r#"{"alg":"ES256","x5c":[]}"#), Refusal::HeaderMember("x5c")),
            (with(r#"{"alg":"ES256","crit":["b64"],"b64":false}"#), Refusal::HeaderMember("crit")),
            (format!("{}.{}.c2ln", part(r#"{"alg":"ES256"}"#), part("{}")), Refusal::SubjectMissing),
            (format!("{}.{}.c2ln", part(r#"{"alg":"ES256"}"#), part(r#"{"sub":"a"}"#)), Refusal::IdTokenNotReadable),
        ] {
            assert_eq!(read(&text).err(), Some(expected), "{text}");
        }
        assert!(read(&with(r#"{"alg":"ES256"}"#)).is_ok());
    }
}
