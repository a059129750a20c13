//! The component for a portal that verifies cards itself, and what its answers are worth at the hub.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{TimeDelta, Utc};
use jpki::challenge::{Challenge, Place, Purpose};
use serde_json::{Value, json};

use crate::oidc::keys::SigningKey;
use crate::oidc::random_text;
use crate::probe::{Answer, Probe};

struct Portal {
    probe: Probe,
    key: SigningKey,
}

impl Portal {
    fn new() -> Self {
        let key = SigningKey::generate();
        let jwk = key.public().to_string();
        Self { probe: Probe::new(&[("HUB_SIM_CLIENT_JWK", &jwk)]), key }
    }

    async fn post(&self, path: &str, form: &str) -> Answer {
        let request = Request::post(path).header("content-type", "application/x-www-form-urlencoded");
        let request = request.body(Body::from(form.to_owned())).expect("a request");
        self.probe.send(request).await.expect("an answer")
    }

    /// The fields that the component hands over for a card.
    async fn signed(&self, text: &str, card: &str) -> [String; 3] {
        let encoded = URL_SAFE_NO_PAD.encode(text);
        let page = self.post("/card", &format!("challenge={encoded}&card={card}&pin=1234")).await.text();
        assert!(!page.contains(r#"name="pin""#), "the PIN stays in the component");
        ["scheme", "signature", "certificate"].map(|name| {
            let start = format!(r#"name="{name}" value=""#);
            let rest = page.split(&start).nth(1).unwrap_or_else(|| panic!("{name}: {page}"));
            rest.split('"').next().unwrap_or_default().to_owned()
        })
    }

    async fn exchange(&self, text: &str, [scheme, signature, certificate]: [String; 3]) -> Answer {
        let now = Utc::now().timestamp();
        let issuer = self.probe.hub.config.issuer();
        let claims = json!({ "iss": "portal", "sub": "portal", "aud": issuer, "jti": random_text(), "exp": now + 60 });
        let assertion = self.key.sign(&claims).expect("signed");
        let answer = json!({
            "challenge": text, "scheme": scheme, "signature": signature, "certificate": certificate,
        });
        let form = format!(
            "grant_type=urn:ietf:params:oauth:grant-type:token-exchange\
             &subject_token_type=urn:kenko-techo:token-type:card-answer&subject_token={}\
             &client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer&client_assertion={assertion}",
            URL_SAFE_NO_PAD.encode(answer.to_string())
        );
        self.post("/api/realms/main/protocol/openid-connect/token", &form).await
    }
}

fn challenge(origin: &str, age: i64) -> String {
    let place = Place { origin, purpose: Purpose::SignIn, binding: "" };
    Challenge::new(place, rand::random(), Utc::now() - TimeDelta::seconds(age)).text()
}

const PORTAL: &str = "http://localhost:3000";

#[tokio::test]
async fn an_answer_is_worth_a_token_once_while_it_is_fresh_and_for_the_one_who_signed() {
    let portal = Portal::new();
    let text = challenge(PORTAL, 0);
    let of_a = portal.signed(&text, "hanako").await;
    let of_b = portal.signed(&text, "changer").await;
    let given = portal.exchange(&text, of_a.clone()).await;
    assert_eq!(given.status, StatusCode::OK, "{}", given.text());
    let id_token = given.json()["id_token"].as_str().expect("a token").to_owned();
    let claims = URL_SAFE_NO_PAD.decode(id_token.split('.').nth(1).expect("claims")).expect("base64");
    let claims: Value = serde_json::from_slice(&claims).expect("JSON");
    assert_eq!(claims["name"], "番号　花子");
    assert!(text.contains(claims["nonce"].as_str().expect("a nonce")));

    let refused = async |text: &str, parts: [String; 3], why: &str| {
        let answer = portal.exchange(text, parts).await;
        assert_eq!(
            (answer.status, answer.json()),
            (StatusCode::BAD_REQUEST, json!({ "error": "invalid_grant" })),
            "{why}"
        );
    };
    refused(&text, of_a.clone(), "a second time").await;
    refused(&text, of_b.clone(), "another card for the same challenge").await;
    let fresh = challenge(PORTAL, 0);
    refused(&fresh, of_a.clone(), "signed another challenge").await;
    let fresh = challenge(PORTAL, 0);
    let [scheme, signature, _] = portal.signed(&fresh, "hanako").await;
    refused(&fresh, [scheme, signature, of_b[2].clone()], "the certificate of B").await;
    let old = challenge(PORTAL, 301);
    refused(&old, portal.signed(&old, "hanako").await, "too old").await;
    let fresh = challenge(PORTAL, 0);
    refused(&fresh, portal.signed(&fresh, "lost").await, "suspended").await;
}

#[tokio::test]
async fn only_the_portals_own_challenges_are_shown_and_signed() {
    let portal = Portal::new();
    let elsewhere = challenge("https://elsewhere.example", 0);
    for text in [elsewhere.as_str(), "pay 1,000,000 yen", ""] {
        let encoded = URL_SAFE_NO_PAD.encode(text);
        let request = Request::get(format!("/card?challenge={encoded}")).body(Body::empty()).expect("a request");
        assert_eq!(portal.probe.send(request).await.expect("an answer").status, StatusCode::BAD_REQUEST, "{text}");
        let answer = portal.post("/card", &format!("challenge={encoded}&card=hanako&pin=1234")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{text}");
        assert!(!answer.text().contains("signature"));
    }
    let text = challenge(PORTAL, 0);
    let encoded = URL_SAFE_NO_PAD.encode(&text);
    let wrong = portal.post("/card", &format!("challenge={encoded}&card=hanako&pin=9753")).await;
    let policy = wrong.header("content-security-policy");
    assert!(policy.contains("form-action 'self' http://localhost:3000;"), "{policy}");
    assert!(wrong.text().contains("あと2回") && !wrong.text().contains("9753"));
}
