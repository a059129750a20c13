//! The whole sign-in through the gate: card page, code, token, and what is refused on the way.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::keys::SigningKey;
use super::random_text;
use crate::probe::{Answer, Probe};

const VERIFIER: &str = "a-verifier-that-is-at-least-forty-three-characters-long";
const CALLBACK: &str = "http://localhost:3000/login/callback";
const BASE: &str = "/api/realms/main/protocol/openid-connect";

struct Client {
    probe: Probe,
    key: SigningKey,
}

impl Client {
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

    fn query() -> String {
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(VERIFIER));
        format!(
            "response_type=code&client_id=portal&redirect_uri={CALLBACK}&scope=openid+name&state=S&nonce=N\
             &code_challenge={challenge}&code_challenge_method=S256"
        )
    }

    /// Presents a card and gives the code.
    async fn code(&self, card: &str) -> String {
        let answer = self.post(&format!("{BASE}/auth"), &format!("{}&card={card}&pin=1234", Self::query())).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        let location = answer.header("location");
        assert!(location.starts_with(&format!("{CALLBACK}?code=")) && location.contains("&state=S&session_state="));
        location.split(['=', '&']).nth(1).unwrap_or_default().to_owned()
    }

    async fn token(&self, code: &str, verifier: &str, redirect: &str) -> Answer {
        let now = chrono::Utc::now().timestamp();
        let issuer = self.probe.hub.config.issuer();
        let claims = json!({ "iss": "portal", "sub": "portal", "aud": issuer, "jti": random_text(), "exp": now + 60 });
        let assertion = self.key.sign(&claims).expect("signed");
        let kind = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
        let form = format!(
            "grant_type=authorization_code&code={code}&redirect_uri={redirect}&code_verifier={verifier}\
             &client_assertion_type={kind}&client_assertion={assertion}"
        );
        self.post(&format!("{BASE}/token"), &form).await
    }
}

fn claims(id_token: &Value) -> Value {
    let part = id_token.as_str().and_then(|t| t.split('.').nth(1)).unwrap_or_default();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).expect("base64")).expect("JSON")
}

#[tokio::test]
async fn a_card_becomes_a_token_that_opens_the_records_of_that_person_only() {
    let client = Client::new();
    for card in ["hanako", "n-000000123"] {
        let code = client.code(card).await;
        let answer = client.token(&code, VERIFIER, CALLBACK).await;
        assert_eq!(answer.status, StatusCode::OK);
        let tokens = answer.json();
        let claims = claims(&tokens["id_token"]);
        assert_eq!((&claims["nonce"], &claims["aud"]), (&json!("N"), &json!("portal")));
        assert_eq!(claims["birthdate"].as_str().map(str::len), Some(8));
        assert_eq!(claims["certificate_id"].as_str().map(str::len), Some(64));
        assert_eq!(claims["sid"].as_str().map(str::len), Some(43));
        let now = chrono::Utc::now().timestamp();
        assert!((now - 5..=now).contains(&claims["auth_time"].as_i64().expect("seconds")), "{claims}");
        assert!(claims["certificate_expires"].as_i64().is_some_and(|end| end > now), "{claims}");
        let request = Request::get("/v1/eligibility")
            .header("authorization", format!("Bearer {}", tokens["access_token"].as_str().unwrap_or_default()))
            .header("x-request-id", "abc");
        let answer = client.probe.send(request.body(Body::empty()).expect("a request")).await.expect("an answer");
        assert_eq!(answer.header("x-subject"), claims["sub"].as_str().unwrap_or_default());
        assert_eq!(answer.header("x-request-id"), "abc");
    }
}

#[tokio::test]
async fn a_code_is_good_once_and_only_with_its_verifier_and_address() {
    let client = Client::new();
    let code = client.code("hanako").await;
    assert_eq!(client.token(&code, VERIFIER, CALLBACK).await.status, StatusCode::OK);
    for (verifier, redirect) in [(VERIFIER, CALLBACK), ("x", CALLBACK), (VERIFIER, "http://localhost:3000/")] {
        let code =
            if verifier == VERIFIER && redirect == CALLBACK { code.clone() } else { client.code("hanako").await };
        let answer = client.token(&code, verifier, redirect).await;
        assert_eq!((answer.status, answer.json()), (StatusCode::BAD_REQUEST, json!({ "error": "invalid_grant" })));
    }
}

#[tokio::test]
async fn without_proof_of_the_client_there_is_no_token() {
    let client = Client::new();
    let stranger = Client { probe: Probe::new(&[]), key: SigningKey::generate() };
    let code = client.code("hanako").await;
    let answer = client.post(&format!("{BASE}/token"), &format!("grant_type=authorization_code&code={code}")).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    let code = stranger.code("hanako").await;
    assert_eq!(stranger.token(&code, VERIFIER, CALLBACK).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn the_card_page_keeps_what_was_typed_and_allows_the_way_back() {
    let client = Client::new();
    let page = client.post(&format!("{BASE}/auth"), &format!("{}&card=changer&pin=9999", Client::query())).await;
    assert_eq!(page.status, StatusCode::OK);
    let text = page.text();
    assert!(text.contains("あと2回") && text.contains("value=\"changer\"") && !text.contains("9999"));
    assert!(text.contains("error=access_denied&amp;state=S"));
    let policy = page.header("content-security-policy");
    assert!(policy.contains("form-action 'self' http://localhost:3000;") && policy.contains("default-src 'none'"));
}

#[tokio::test]
async fn requests_of_strangers_lead_nowhere_and_others_lead_back() {
    let client = Client::new();
    let get = async |query: String| {
        let request = Request::get(format!("{BASE}/auth?{query}")).body(Body::empty()).expect("a request");
        client.probe.send(request).await.expect("an answer")
    };
    let good = Client::query();
    assert_eq!(get(good.clone()).await.status, StatusCode::OK);
    for bad in [good.replace("client_id=portal", "client_id=x"), good.replace("/callback", "/elsewhere"), String::new()]
    {
        let answer = get(bad).await;
        assert_eq!((answer.status, answer.header("location")), (StatusCode::BAD_REQUEST, ""));
    }
    let answer = get(good.replace("S256", "plain")).await;
    assert_eq!(answer.header("location"), format!("{CALLBACK}?error=invalid_request&state=S"));
    let answer = get(format!("{good}&prompt=none")).await;
    assert_eq!(answer.header("location"), format!("{CALLBACK}?error=login_required&state=S"));
    let page = get(format!("{good}&prompt=login&max_age=300")).await.text();
    assert!(page.contains("もう一度") && page.contains(r#"name="prompt" value="login""#), "{page}");
}

#[tokio::test]
async fn a_certificate_that_is_revoked_before_its_code_is_used_gets_no_token() {
    let client = Client::new();
    let code = client.code("hanako").await;
    client.post("/sim/cards/hanako/report-loss", "").await;
    assert_eq!(client.token(&code, VERIFIER, CALLBACK).await.status, StatusCode::BAD_REQUEST);
}
