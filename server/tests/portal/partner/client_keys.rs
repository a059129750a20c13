//! Providers with a key: who can prove it gets tokens, once for each proof, and nobody else does.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde_json::{Value, json};

use super::{Ask, EVERYTHING, KINDS, YEARS, code, entry, look, post, redeeming, register, started, text};

/// A P-384 key, and its public half as the registry holds it.
fn key(name: &str) -> (EncodingKey, Value) {
    let pair = rcgen::KeyPair::generate_for(&rcgen::PKCS_ECDSA_P384_SHA384).unwrap();
    let point = rcgen::PublicKeyData::der_bytes(&pair);
    assert_eq!((point.len(), point[0]), (97, 4), "an uncompressed point");
    let part = |from: usize| URL_SAFE_NO_PAD.encode(&point[from..from + 48]);
    let jwk = json!({ "kty": "EC", "crv": "P-384", "alg": "ES384", "kid": name, "x": part(1), "y": part(49) });
    (EncodingKey::from_ec_pem(pair.serialize_pem().as_bytes()).unwrap(), jwk)
}

fn proof(key: &EncodingKey, kid: &str, claims: &Value) -> String {
    encode(&Header { kid: Some(kid.into()), ..Header::new(Algorithm::ES384) }, claims, key).unwrap()
}

/// One whose header names an extension that has to be understood.
fn critical(key: &EncodingKey, claims: &Value) -> String {
    let header =
        Header { kid: Some("k1".into()), crit: Some(vec!["exp-of-tests".into()]), ..Header::new(Algorithm::ES384) };
    encode(&header, claims, key).unwrap()
}

#[tokio::test]
async fn only_a_fresh_proof_by_the_registered_key_opens() {
    let app = started().await;
    let ((own, jwk), (strange, _)) = (key("k1"), key("k1"));
    let mut provider = entry("key-app");
    provider["keys"] = json!({ "keys": [jwk] });
    assert!(register(&app, &provider).status.success());
    let mut client = app.signed_in("changer").await;
    let ask = Ask::of(&app, "key-app", EVERYTHING);
    let now = chrono::Utc::now().timestamp();
    let mut count = 0;
    let mut claims = |name: &str, value: Value| {
        count += 1;
        let mut claims = json!({
            "iss": "key-app", "sub": "key-app", "aud": format!("{}/oauth/token", app.base),
            "jti": format!("proof {count}"), "iat": now, "exp": now + 200,
        });
        if !name.is_empty() {
            claims[name] = value;
        }
        claims
    };
    let good = claims("", Value::Null);
    for (what, proof, passes) in [
        ("another key of that name", proof(&strange, "k1", &claims("", Value::Null)), false),
        ("a key nobody knows", proof(&own, "k2", &claims("", Value::Null)), false),
        ("another audience", proof(&own, "k1", &claims("aud", json!("https://evil.example"))), false),
        ("another issuer", proof(&own, "k1", &claims("iss", json!("sample-app"))), false),
        ("another subject", proof(&own, "k1", &claims("sub", json!("sample-app"))), false),
        ("an old one", proof(&own, "k1", &claims("exp", json!(now - 60))), false),
        ("one for too long", proof(&own, "k1", &claims("exp", json!(now + 3600))), false),
        ("one of later", proof(&own, "k1", &claims("nbf", json!(now + 600))), false),
        ("one not made yet", proof(&own, "k1", &claims("iat", json!(now + 3000))), false),
        ("one with something critical", critical(&own, &claims("", Value::Null)), false),
        ("one without a name", proof(&own, "k1", &claims("jti", json!(""))), false),
        ("none", String::new(), false),
        ("no token at all", "a.b.c".to_owned(), false),
        ("one for this issuer", proof(&own, "k1", &claims("aud", json!(app.base))), true),
        ("one from a moment ago", proof(&own, "k1", &claims("nbf", json!(now - 5))), true),
        ("a good one", proof(&own, "k1", &good), true),
        ("the same again", proof(&own, "k1", &good), false),
    ] {
        let code = code(&mut client, &ask, &KINDS, &YEARS).await;
        let mut fields = redeeming(&code, "key-app");
        fields.push(("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"));
        fields.push(("client_assertion", &proof));
        let (status, answer) = post(&app, &fields).await;
        assert_eq!(status, if passes { 200 } else { 401 }, "{what}: {answer}");
        if passes {
            assert_eq!(look(&app, "/fhir/Patient", text(&answer, "access_token")).await.0, 200);
            let again = text(&answer, "refresh_token").to_owned();
            let bare = [("grant_type", "refresh_token"), ("refresh_token", again.as_str()), ("client_id", "key-app")];
            for fields in [&bare[..], &bare[..2]] {
                assert_eq!(post(&app, fields).await.0, 401, "nor is anything renewed without one");
            }
        } else {
            assert_eq!(text(&answer, "error"), "invalid_client", "{what}");
        }
    }
    // One without a key proves nothing.
    let ask = Ask::of(&app, "sample-app", EVERYTHING);
    let code = code(&mut client, &ask, &KINDS, &YEARS).await;
    let mut fields = redeeming(&code, "sample-app");
    let foreign = proof(&own, "k1", &claims("sub", json!("sample-app")));
    fields.push(("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"));
    fields.push(("client_assertion", &foreign));
    assert_eq!(post(&app, &fields).await.0, 401);
}
