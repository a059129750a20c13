//! An OpenID provider that can lie in any one way at a time, and that notes whatever its client does wrong.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use axum::extract::{Query, State};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, LOCATION};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tokio::net::TcpListener;

use super::keys::Keys;
use super::lie::{Lie, Manner};

/// What must never be seen outside the portal's memory.
pub(crate) const SECRET: &str = "access-canary-8731";

/// The code it gives, once a sign-in.
pub(crate) const CODE: &str = "code-canary-4410";

type Fields = BTreeMap<String, String>;

#[derive(Default)]
struct Notes {
    /// What the browser came with last.
    asked: Fields,
    pushed: Fields,
    /// Assertions seen: each may come once.
    assertions: BTreeSet<String>,
    /// What the client did wrong.
    complaints: Vec<String>,
    /// Names of the endpoints that were called.
    called: Vec<&'static str>,
}

struct Inner {
    issuer: String,
    client: DecodingKey,
    keys: Keys,
    lie: Mutex<Lie>,
    notes: Mutex<Notes>,
}

/// A running provider; it ends with the test.
#[derive(Clone)]
pub(crate) struct Provider(Arc<Inner>);

impl Provider {
    /// Listens on a free port. `client` is the public key of its one client.
    pub(crate) async fn start(client: DecodingKey) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let inner = Inner { issuer, client, keys: Keys::new(), lie: Mutex::new(Lie::NONE), notes: Mutex::default() };
        let provider = Self(Arc::new(inner));
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(description))
            .route("/keys", get(keys))
            .route("/authorize", get(authorize))
            .route("/push", post(push))
            .route("/token", post(token).get(token_elsewhere))
            .route("/elsewhere", post(token_elsewhere).get(token_elsewhere))
            .route("/userinfo", get(userinfo))
            .with_state(provider.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        provider
    }

    pub(crate) fn issuer(&self) -> &str {
        &self.0.issuer
    }

    /// From now on it tells this lie; what it noted is forgotten.
    pub(crate) fn tell(&self, lie: Lie) {
        *self.0.lie.lock().unwrap() = lie;
        let mut notes = self.notes();
        let assertions = std::mem::take(&mut notes.assertions);
        *notes = Notes { assertions, ..Notes::default() };
    }

    /// What its client has done wrong.
    pub(crate) fn complaints(&self) -> Vec<String> {
        self.notes().complaints.clone()
    }

    /// The endpoints called, in their order.
    pub(crate) fn called(&self) -> Vec<&'static str> {
        self.notes().called.clone()
    }

    fn lie(&self) -> Lie {
        *self.0.lie.lock().unwrap()
    }

    fn notes(&self) -> MutexGuard<'_, Notes> {
        self.0.notes.lock().unwrap()
    }

    /// Notes a call and what is wrong with its form and its proof of the client (RFC 7523); the form by names.
    fn note_call(&self, name: &'static str, form: Vec<(String, String)>) -> Fields {
        let (sent, form) = (form.len(), Fields::from_iter(form));
        self.check(form.len() == sent, "a field was sent twice");
        let mut notes = self.notes();
        notes.called.push(name);
        let mut rules = Validation::new(Algorithm::ES256);
        rules.leeway = 0;
        rules.set_audience(&[&self.0.issuer]);
        rules.set_issuer(&["portal"]);
        rules.set_required_spec_claims(&["exp", "iss", "sub", "aud"]);
        let assertion = form.get("client_assertion").map_or("", String::as_str);
        let wrong = match jsonwebtoken::decode::<Value>(assertion, &self.0.client, &rules) {
            Err(error) => Some(error.to_string()),
            Ok(token) => {
                let claims = token.claims;
                let life = claims["exp"].as_i64().zip(claims["iat"].as_i64()).map(|(exp, iat)| exp - iat);
                let known = !notes.assertions.insert(claims["jti"].to_string());
                let wrong = [
                    (claims["sub"] != "portal", "another subject"),
                    (!life.is_some_and(|life| (1..=60).contains(&life)), "lives too long"),
                    (known, "used before"),
                ];
                wrong.into_iter().find(|(wrong, _)| *wrong).map(|(_, why)| why.to_owned())
            }
        };
        if let Some(why) = wrong {
            notes.complaints.push(format!("{name}: the client's assertion: {why}"));
        }
        form
    }

    fn check(&self, good: bool, what: &str) {
        if !good {
            self.notes().complaints.push(what.to_owned());
        }
    }

    fn claims(&self, lie: &Lie, nonce: &str) -> Value {
        let now = chrono::Utc::now().timestamp();
        let hash = &Sha256::digest(SECRET)[..16];
        let mut claims = person("sub-1");
        claims["iss"] = self.0.issuer.clone().into();
        claims["aud"] = "portal".into();
        claims["iat"] = now.into();
        claims["exp"] = (now + 300).into();
        claims["auth_time"] = now.into();
        claims["nonce"] = nonce.into();
        claims["at_hash"] = URL_SAFE_NO_PAD.encode(hash).into();
        (lie.claims)(&mut claims);
        claims
    }
}

fn person(subject: &str) -> Value {
    json!({ "sub": subject, "name": "適合 試子", "name_kana": "テキゴウ タメシコ", "birthdate": "19770707", "gender": "2" })
}

/// An answer in its manner. `elsewhere` is where it points if it redirects.
async fn answer(manner: Manner, body: &Value, elsewhere: &str) -> Response {
    tokio::time::sleep(Duration::from_millis(manner.silence)).await;
    if manner.redirects {
        return (StatusCode::TEMPORARY_REDIRECT, [(LOCATION, elsewhere.to_owned())]).into_response();
    }
    let text = body.to_string() + &" ".repeat(manner.padding);
    (manner.status, [(CONTENT_TYPE, manner.media_type)], text).into_response()
}

async fn description(State(provider): State<Provider>) -> Response {
    let (lie, issuer) = (provider.lie(), provider.issuer());
    let mut says = json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/token"),
        "userinfo_endpoint": format!("{issuer}/userinfo"),
        "jwks_uri": format!("{issuer}/keys"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["ES256", "RS256", "HS256", "none"],
        "authorization_response_iss_parameter_supported": true,
    });
    (lie.description)(&mut says);
    answer(lie.description_manner, &says, &format!("{issuer}/elsewhere")).await
}

async fn keys(State(provider): State<Provider>) -> Response {
    let lie = provider.lie();
    let mut set = provider.0.keys.set();
    (lie.keys)(&mut set);
    answer(lie.keys_manner, &set, "/elsewhere").await
}

async fn push(State(provider): State<Provider>, Form(form): Form<Vec<(String, String)>>) -> Response {
    let lie = provider.lie();
    let form = provider.note_call("push", form);
    provider.check(!form.contains_key("request_uri"), "a pushed request names another");
    provider.notes().pushed = form;
    let mut says = json!({ "request_uri": "urn:ietf:params:oauth:request_uri:1", "expires_in": 60 });
    (lie.pushed)(&mut says);
    answer(lie.pushed_manner, &says, "/elsewhere").await
}

/// Asks nobody for a card and sends the browser back.
async fn authorize(State(provider): State<Provider>, Query(query): Query<Fields>) -> Response {
    let lie = provider.lie();
    let asked = if query.contains_key("request_uri") {
        let names: Vec<&str> = query.keys().map(String::as_str).collect();
        provider.check(names == ["client_id", "request_uri"], "more than the name of a pushed request");
        provider.notes().pushed.clone()
    } else {
        query
    };
    let is = |name: &str, value: &str| asked.get(name).is_some_and(|given| given == value);
    provider.check(is("response_type", "code") && is("client_id", "portal"), "no request for a code");
    provider.check(is("code_challenge_method", "S256"), "no PKCE by S256");
    for name in ["state", "nonce", "code_challenge"] {
        provider.check(asked.get(name).is_some_and(|value| value.len() >= 22), name);
    }
    let mut back = json!({ "code": CODE, "state": asked["state"], "iss": provider.issuer() });
    (lie.back)(&mut back);
    let fields = back.as_object().unwrap().iter().map(|(name, value)| (name, value.as_str().unwrap()));
    let address = reqwest::Url::parse_with_params(&asked["redirect_uri"], fields).unwrap();
    provider.notes().asked = asked;
    (StatusCode::SEE_OTHER, [(LOCATION, address.to_string())]).into_response()
}

async fn token(State(provider): State<Provider>, Form(form): Form<Vec<(String, String)>>) -> Response {
    let lie = provider.lie();
    let form = provider.note_call("token", form);
    let asked = provider.notes().asked.clone();
    let field = |name: &str| form.get(name).cloned().unwrap_or_default();
    provider.check(field("redirect_uri") == asked["redirect_uri"], "another redirect_uri");
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(field("code_verifier")));
    provider.check(challenge == asked["code_challenge"], "the verifier does not fit");
    provider.check(!form.contains_key("client_secret"), "a secret was sent");
    if field("code") != CODE {
        let refused = Manner { status: StatusCode::BAD_REQUEST, ..lie.token_manner };
        return answer(refused, &json!({ "error": "invalid_grant" }), "").await;
    }
    answer(lie.token_manner, &tokens(&provider, &lie, &asked["nonce"]), "/elsewhere").await
}

fn tokens(provider: &Provider, lie: &Lie, nonce: &str) -> Value {
    let id_token = provider.0.keys.token(lie, &provider.claims(lie, nonce));
    let mut says = json!({ "access_token": SECRET, "token_type": "Bearer", "expires_in": 3600, "id_token": id_token });
    (lie.tokens)(&mut says);
    says
}

/// Where a redirect leads: it would give what was asked for.
async fn token_elsewhere(State(provider): State<Provider>) -> Response {
    provider.check(false, "a redirect was followed");
    let lie = Lie::NONE;
    let nonce = provider.notes().asked.get("nonce").cloned().unwrap_or_default();
    answer(lie.token_manner, &tokens(&provider, &lie, &nonce), "").await
}

async fn userinfo(State(provider): State<Provider>, headers: HeaderMap) -> Response {
    let lie = provider.lie();
    provider.notes().called.push("userinfo");
    let bearer =
        headers.get(AUTHORIZATION).is_some_and(|value| value.as_bytes() == format!("Bearer {SECRET}").as_bytes());
    provider.check(bearer, "asked about the person without the token");
    let mut says = person("sub-1");
    (lie.userinfo)(&mut says);
    answer(lie.userinfo_manner, &says, "/elsewhere").await
}
