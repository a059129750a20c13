//! The provider's message that a session or a person's standing has ended (OpenID Connect Back-Channel Logout 1.0, 2.4).
//! A revoked certificate ends live sessions this way.

use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use openidconnect::core::CoreJsonWebKeySet;
use serde::Deserialize;
use serde_json::Value;

use crate::session::own::Ended;

/// The event that makes a token a logout token.
const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

/// How far the provider's clock may be from ours, seconds.
const SKEW: i64 = 60;

/// Longest life of a message, seconds; the standard recommends two minutes.
const LONGEST_LIFE: i64 = 10 * 60;

/// Longest `jti`, `sub` and `sid`, bytes.
const LONGEST_NAME: usize = 255;

/// Why a message is not believed. Names for the log; none shows anything of the message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No such token, or another kind of one.
    Form,
    /// Signed by a key the provider does not list.
    UnknownKey,
    /// Not signed by that key.
    Signature,
    /// From somebody else, or to somebody else.
    Parties,
    /// Too old, too new, or good for too long.
    Time,
    /// Not a logout token, or one that names nobody.
    Content,
}

impl Refusal {
    /// For the log.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Form => "a logout token of another form",
            Self::UnknownKey => "a logout token signed by an unknown key",
            Self::Signature => "a logout token with a wrong signature",
            Self::Parties => "a logout token from or to somebody else",
            Self::Time => "a logout token out of its time",
            Self::Content => "a token that is no logout token",
        }
    }
}

#[derive(Deserialize)]
struct Claims {
    iss: String,
    aud: Audience,
    iat: i64,
    exp: i64,
    jti: String,
    events: serde_json::Map<String, Value>,
    sub: Option<String>,
    sid: Option<String>,
    nonce: Option<Value>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Several(Vec<String>),
}

impl Audience {
    fn contains(&self, client: &str) -> bool {
        match self {
            Self::One(one) => one == client,
            Self::Several(several) => several.iter().any(|one| one == client),
        }
    }
}

/// Verifies a message. `keys` are the provider's own, from its pre-configured address; `now` is in Unix seconds.
///
/// # Errors
/// The first thing that is wrong.
pub fn read(token: &str, keys: &CoreJsonWebKeySet, issuer: &str, client_id: &str, now: i64) -> Result<Ended, Refusal> {
    let header = jsonwebtoken::decode_header(token).map_err(|_| Refusal::Form)?;
    let typed = header.typ.as_deref().is_some_and(|kind| kind.eq_ignore_ascii_case("logout+jwt"));
    if !typed || header.alg != Algorithm::ES256 {
        return Err(Refusal::Form);
    }
    let keys: JwkSet = serde_json::to_value(keys).and_then(serde_json::from_value).map_err(|_| Refusal::UnknownKey)?;
    let key = match &header.kid {
        Some(id) => keys.find(id),
        None if keys.keys.len() == 1 => keys.keys.first(),
        None => None,
    };
    let key = key.and_then(|key| DecodingKey::from_jwk(key).ok()).ok_or(Refusal::UnknownKey)?;
    let mut rules = Validation::new(Algorithm::ES256);
    // Times and parties are judged below, by our own clock and names.
    rules.validate_exp = false;
    rules.validate_aud = false;
    rules.required_spec_claims.clear();
    let claims = jsonwebtoken::decode::<Claims>(token, &key, &rules)
        .map_err(|error| match error.kind() {
            jsonwebtoken::errors::ErrorKind::InvalidSignature => Refusal::Signature,
            _ => Refusal::Content,
        })?
        .claims;
    if claims.iss != issuer || !claims.aud.contains(client_id) {
        return Err(Refusal::Parties);
    }
    let in_time = claims.iat <= now + SKEW
        && claims.exp > now - SKEW
        && (0..=LONGEST_LIFE).contains(&claims.exp.saturating_sub(claims.iat));
    if !in_time {
        return Err(Refusal::Time);
    }
    let named = |name: &String| (1..=LONGEST_NAME).contains(&name.len());
    let right = named(&claims.jti)
        && claims.nonce.is_none()
        && claims.events.get(EVENT).is_some_and(Value::is_object)
        && (claims.sub.is_some() || claims.sid.is_some())
        && claims.sub.iter().chain(&claims.sid).all(named);
    if !right {
        return Err(Refusal::Content);
    }
    Ok(Ended { name: claims.jti, good_until: claims.exp + SKEW, subject: claims.sub, provider_session: claims.sid })
}

#[cfg(test)]
mod tests {
    use jsonwebtoken::{EncodingKey, Header};
    use p256::SecretKey;
    use p256::pkcs8::{EncodePrivateKey, LineEnding};
    use serde_json::json;

    use super::*;

    const NOW: i64 = 1_795_000_000;

    struct Signer {
        key: EncodingKey,
        keys: CoreJsonWebKeySet,
    }

    fn signer(kid: &str) -> Signer {
        let secret = SecretKey::from_slice(&[7; 32]).expect("a key");
        let pem = secret.to_pkcs8_pem(LineEnding::LF).expect("a PEM");
        let mut jwk: Value = serde_json::from_str(&secret.public_key().to_jwk_string()).expect("a JWK");
        for (name, value) in [("kid", kid), ("alg", "ES256"), ("use", "sig")] {
            jwk[name] = value.into();
        }
        Signer {
            key: EncodingKey::from_ec_pem(pem.as_bytes()).expect("a key"),
            keys: serde_json::from_value(json!({ "keys": [jwk] })).expect("keys"),
        }
    }

    fn good() -> Value {
        json!({
            "iss": "https://id.example/realm", "aud": "portal", "iat": NOW, "exp": NOW + 120, "jti": "j",
            "events": { EVENT: {} }, "sub": "s", "sid": "i",
        })
    }

    fn header() -> Header {
        Header { typ: Some("logout+jwt".into()), kid: Some("k".into()), ..Header::new(Algorithm::ES256) }
    }

    fn judge(header: &Header, claims: &Value) -> Result<Ended, Refusal> {
        let Signer { key, keys } = signer("k");
        let token = jsonwebtoken::encode(header, claims, &key).expect("signed");
        read(&token, &keys, "https://id.example/realm", "portal", NOW)
    }

    #[test]
    fn a_right_message_names_what_ended() {
        let ended = judge(&header(), &good()).expect("believed");
        assert_eq!(
            ended,
            Ended {
                name: "j".into(),
                good_until: NOW + 180,
                subject: Some("s".into()),
                provider_session: Some("i".into())
            }
        );
        let mut several = good();
        several["aud"] = json!(["other", "portal"]);
        several["sid"] = Value::Null;
        assert!(judge(&header(), &several).is_ok());
    }

    #[test]
    fn each_wrong_message_has_its_refusal() {
        let cases: [(&str, Value, Refusal); 17] = [
            ("iss", json!("https://id.example/realm/"), Refusal::Parties),
            ("iss", json!("https://evil.example"), Refusal::Parties),
            ("aud", json!("other"), Refusal::Parties),
            ("aud", json!([]), Refusal::Parties),
            ("iat", json!(NOW + 61), Refusal::Time),
            ("exp", json!(NOW - 60), Refusal::Time),
            ("exp", json!(NOW + 601), Refusal::Time),
            ("iat", json!(NOW + 10_000), Refusal::Time),
            ("iat", json!("now"), Refusal::Content),
            ("exp", Value::Null, Refusal::Content),
            ("jti", json!(""), Refusal::Content),
            ("jti", Value::Null, Refusal::Content),
            ("events", json!({}), Refusal::Content),
            ("events", json!({ EVENT: "x" }), Refusal::Content),
            ("events", json!({ "http://schemas.openid.net/event/other": {} }), Refusal::Content),
            ("nonce", json!("n"), Refusal::Content),
            ("sub", json!("x".repeat(256)), Refusal::Content),
        ];
        for (name, value, expected) in cases {
            let mut claims = good();
            claims[name] = value.clone();
            assert_eq!(judge(&header(), &claims), Err(expected), "{name}: {value}");
        }
        let mut nobody = good();
        (nobody["sub"], nobody["sid"]) = (Value::Null, Value::Null);
        assert_eq!(judge(&header(), &nobody), Err(Refusal::Content));
        for kind in [None, Some("JWT"), Some("at+jwt")] {
            let header = Header { typ: kind.map(str::to_owned), ..header() };
            assert_eq!(judge(&header, &good()), Err(Refusal::Form), "{kind:?}");
        }
        let other_key = Header { kid: Some("other".into()), ..header() };
        assert_eq!(judge(&other_key, &good()), Err(Refusal::UnknownKey));
    }

    #[test]
    fn a_changed_byte_anywhere_is_refused() {
        let Signer { key, keys } = signer("k");
        let token = jsonwebtoken::encode(&header(), &good(), &key).expect("signed");
        let read_it = |token: &str| read(token, &keys, "https://id.example/realm", "portal", NOW);
        assert!(read_it(&token).is_ok());
        for at in 0..token.len() - 1 {
            let mut changed = token.clone().into_bytes();
            changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
            assert!(read_it(&String::from_utf8(changed).expect("text")).is_err(), "byte {at}");
        }
        let symmetric = jsonwebtoken::encode(
            &Header { alg: Algorithm::HS256, ..header() },
            &good(),
            &EncodingKey::from_secret(b"portal"),
        );
        assert_eq!(read_it(&symmetric.expect("signed")), Err(Refusal::Form));
        for nonsense in ["", "a.b.c", "eyJhbGciOiJub25lIiwidHlwIjoibG9nb3V0K2p3dCJ9.e30."] {
            assert_eq!(read_it(nonsense), Err(Refusal::Form), "{nonsense}");
        }
    }
}
