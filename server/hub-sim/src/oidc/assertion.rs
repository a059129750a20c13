//! Checks the client's proof of itself: `private_key_jwt`, ES256, short-lived, used once.

use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode};
use serde::Deserialize;

use super::replay::Seen;
use crate::config::Config;

/// The only kind of assertion.
pub(super) const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// The longest life of an assertion, seconds.
const LONGEST: i64 = 300;

/// Clock tolerance, seconds.
const LEEWAY: i64 = 10;

#[derive(Deserialize)]
struct Claims {
    jti: String,
    exp: i64,
}

/// Whether an assertion proves the client.
pub(super) fn proves_client(assertion: &str, config: &Config, seen: &Seen, now: i64) -> bool {
    let Some(jwk) = &config.client_key else {
        tracing::warn!("HUB_SIM_CLIENT_JWK is not set: no client can be told from another");
        return false;
    };
    let Ok(key) = DecodingKey::from_jwk(jwk) else { return false };
    let issuer = config.issuer();
    let mut rules = Validation::new(Algorithm::ES256);
    rules.leeway = LEEWAY.unsigned_abs();
    rules.set_audience(&[format!("{issuer}/protocol/openid-connect/token"), issuer]);
    rules.set_issuer(&[&config.client_id]);
    rules.sub = Some(config.client_id.clone());
    rules.set_required_spec_claims(&["exp", "iss", "sub", "aud"]);
    match decode::<Claims>(assertion, &key, &rules) {
        Ok(token) => {
            let claims = token.claims;
            claims.exp <= now + LONGEST + LEEWAY
                && !claims.jti.is_empty()
                && seen.first_time(&claims.jti, claims.exp, now)
        }
        Err(error) => {
            tracing::info!(%error, "a client assertion was refused");
            false
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::keys::SigningKey;
    use super::*;
    use serde_json::{Value, json};

    #[test]
    fn only_a_fresh_assertion_of_the_client_for_this_provider_passes() {
        let key = SigningKey::generate();
        let other = SigningKey::generate();
        let jwk = key.public().to_string();
        let config = Config::read(|n| (n == "HUB_SIM_CLIENT_JWK").then(|| jwk.clone())).expect("settings");
        let now = chrono::Utc::now().timestamp();
        let issuer = config.issuer();
        let good = json!({ "iss": "portal", "sub": "portal", "aud": issuer, "jti": "1", "iat": now, "exp": now + 60 });
        let with = |name: &str, value: Value| {
            let mut claims = good.clone();
            claims[name] = value;
            claims
        };
        let to_endpoint = with("aud", json!([format!("{issuer}/protocol/openid-connect/token")]));
        for (what, claims, signer, passes) in [
            ("good", good.clone(), &key, true),
            ("token endpoint as audience", to_endpoint, &key, true),
            ("other key", good.clone(), &other, false),
            ("other issuer", with("iss", json!("x")), &key, false),
            ("other subject", with("sub", json!("x")), &key, false),
            ("other audience", with("aud", json!("http://elsewhere")), &key, false),
            ("expired", with("exp", json!(now - 60)), &key, false),
            ("too long", with("exp", json!(now + 900)), &key, false),
            ("no id", with("jti", json!("")), &key, false),
        ] {
            let assertion = signer.sign(&claims).expect("signed");
            assert_eq!(proves_client(&assertion, &config, &Seen::default(), now), passes, "{what}");
        }
        let seen = Seen::default();
        let assertion = key.sign(&good).expect("signed");
        assert!(proves_client(&assertion, &config, &seen, now));
        assert!(!proves_client(&assertion, &config, &seen, now), "used twice");
    }
}
