//! Which provider is at the token endpoint: by its name alone where it has no key, else by `private_key_jwt` (RFC 7523; SMART
//! App Launch 2.2: ES384 of the two it names), with a key of the registry, each proof once.

use app::domain::partner::Partner;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::jwk::Jwk;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::registry::entry;
use super::token::{Refused, TokenForm};
use crate::clock::Clock;
use crate::state::Portal;

/// The one kind of proof.
const JWT_BEARER: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// A proof is good for this long at most, seconds.
const LONGEST: i64 = 300;

/// Clock tolerance, seconds.
const LEEWAY: i64 = 10;

#[derive(Deserialize)]
struct Claims {
    sub: String,
    #[serde(default)]
    jti: String,
    #[serde(default)]
    exp: i64,
    #[serde(default)]
    iat: Option<i64>,
}

/// The provider that sends a form. One that is suspended is none. `by_token` is whose refresh token it sends, where it says nothing
/// more: enough for one without a key (RFC 6749, 6).
pub(super) async fn identify(portal: &Portal, form: &TokenForm, by_token: Option<String>) -> Result<Partner, Refused> {
    let proof = (!form.client_assertion.is_empty()).then_some(form.client_assertion.as_str());
    let claimed = proof.and_then(unproven_name).or(by_token).unwrap_or_else(|| form.client_id.clone());
    if !form.client_id.is_empty() && form.client_id != claimed {
        return Err(Refused::Client);
    }
    let found = entry(portal.store.as_ref(), &claimed).await?.filter(|found| found.active);
    let partner = found.ok_or(Refused::Client)?.partner;
    match (&partner.keys, proof) {
        (None, None) => {}
        (Some(keys), Some(proof)) if form.client_assertion_type == JWT_BEARER => {
            let claims = proven(&partner.id, keys, proof, &portal.config.listen.origin()).ok_or(Refused::Client)?;
            let name: [u8; 32] = Sha256::digest(format!("portal proof 1\0{}\0{}", partner.id, claims.jti)).into();
            if !portal.store.first_proof(name, claims.exp + 2 * LEEWAY).await? {
                return Err(Refused::Client);
            }
        }
        _ => return Err(Refused::Client),
    }
    Ok(partner)
}

/// Whom a proof is said to be of.
fn unproven_name(proof: &str) -> Option<String> {
    let body = URL_SAFE_NO_PAD.decode(proof.split('.').nth(1)?).ok()?;
    serde_json::from_slice::<Claims>(&body).ok().map(|claims| claims.sub)
}

/// What a proof says, if it is one. The key is one of the registry, and its own algorithm is the only one.
fn proven(id: &str, keys: &Value, proof: &str, origin: &str) -> Option<Claims> {
    // What it declares critical would have to be understood, and none of it is (RFC 7515, 4.1.11).
    let header = decode_header(proof).ok().filter(|header| header.crit.is_none())?;
    let name = header.kid?;
    let keys = keys.get("keys")?.as_array()?;
    let key = keys.iter().find(|key| key.get("kid").and_then(Value::as_str) == Some(name.as_str()))?;
    if key.get("alg").and_then(Value::as_str) != Some("ES384") {
        return None;
    }
    let key = DecodingKey::from_jwk(&serde_json::from_value::<Jwk>(key.clone()).ok()?).ok()?;
    let mut rules = Validation::new(Algorithm::ES384);
    rules.leeway = LEEWAY.unsigned_abs();
    // The address itself, or this issuer (FAPI 2.0).
    rules.set_audience(&[&format!("{origin}/oauth/token"), origin]);
    rules.validate_nbf = true;
    rules.set_issuer(&[id]);
    rules.sub = Some(id.to_owned());
    rules.set_required_spec_claims(&["exp", "iss", "sub", "aud"]);
    let claims = decode::<Claims>(proof, &key, &rules).ok()?.claims;
    let now = Clock::machine_now();
    let short = claims.exp <= now + LONGEST + LEEWAY;
    let made = claims.iat.is_none_or(|iat| iat <= now + LEEWAY);
    (short && made && !claims.jti.is_empty()).then_some(claims)
}
