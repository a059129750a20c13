//! The table: each lie by its name, the page a person is shown, and the refusal's name in the log.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::lie::{Lie, Signature};

/// What a person is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Page {
    /// The provider is not believed. One page, whatever it said.
    Unproven,
    /// This browser has no such sign-in under way.
    Stale,
    /// The provider does not work.
    Down,
}

/// One lie.
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) tell: fn(&mut Lie),
    pub(crate) page: Page,
    /// Stands in the log.
    pub(crate) log: &'static str,
}

const fn row(name: &'static str, page: Page, log: &'static str, tell: fn(&mut Lie)) -> Row {
    Row { name, tell, page, log }
}

fn now() -> i64 {
    chrono::Utc::now().timestamp()
}

fn take(value: &mut Value, name: &str) {
    value.as_object_mut().unwrap().remove(name).expect("it was there");
}

use Page::{Down, Stale, Unproven};

/// Lies told after the browser has left: about the way back, the tokens and the person.
pub(crate) const ANSWERS: &[Row] = &[
    // The way back.
    row("iss missing on the way back", Unproven, "response-issuer-missing", |lie| lie.back = |back| take(back, "iss")),
    row("iss of another provider on the way back", Unproven, "response-issuer-other", |lie| {
        lie.back = |back| back["iss"] = "http://id.example".into();
    }),
    row("no code on the way back", Unproven, "response-code-missing", |lie| lie.back = |back| take(back, "code")),
    row("another state", Stale, "another state", |lie| {
        lie.back = |back| back["state"] = "AAAAAAAAAAAAAAAAAAAAAA".into()
    }),
    row("no state", Stale, "another state", |lie| lie.back = |back| take(back, "state")),
    row("a code that was used before", Stale, "the code was not accepted", |lie| {
        lie.back = |back| back["code"] = "used-before".into();
    }),
    // The token endpoint.
    row("token endpoint redirects", Unproven, "answer-redirects", |lie| lie.token_manner.redirects = true),
    row("token answer of 300 kB", Unproven, "answer-too-long", |lie| lie.token_manner.padding = 300 << 10),
    row("token answer as HTML", Unproven, "answer-media-type", |lie| lie.token_manner.media_type = "text/html"),
    row("token answer without a type", Unproven, "answer-media-type", |lie| lie.token_manner.media_type = ""),
    row("token answer is a list", Unproven, "answer-not-readable", |lie| lie.tokens = |says| *says = json!([1])),
    row("token endpoint is broken", Down, "an answer of status 500", |lie| {
        lie.token_manner.status = StatusCode::INTERNAL_SERVER_ERROR;
    }),
    row("token endpoint does not know the portal", Down, "does not know the portal", |lie| {
        lie.token_manner.status = StatusCode::UNAUTHORIZED;
        lie.tokens = |says| *says = json!({ "error": "invalid_client" });
    }),
    row("token of the type MAC", Unproven, "token-type", |lie| lie.tokens = |says| says["token_type"] = "mac".into()),
    row("token of no type", Unproven, "token-type", |lie| lie.tokens = |says| take(says, "token_type")),
    row("no access token", Unproven, "access-token", |lie| lie.tokens = |says| take(says, "access_token")),
    row("access token with a line break", Unproven, "access-token", |lie| {
        lie.tokens = |says| says["access_token"] = "a\r\nx-injected: 1".into();
    }),
    row("no ID token", Unproven, "id-token-missing", |lie| lie.tokens = |says| take(says, "id_token")),
    row("ID token is null", Unproven, "id-token-missing", |lie| lie.tokens = |says| says["id_token"] = Value::Null),
    // The ID token's shape and signature.
    row("ID token cut short", Unproven, "id-token-not-readable", |lie| {
        lie.cut = |token| token[..token.find('.').unwrap() + 20].to_owned();
    }),
    row("ID token's signature cut short", Unproven, "id-token-signature", |lie| {
        lie.cut = |token| token[..token.len() - 4].to_owned();
    }),
    row("ID token without its signature", Unproven, "id-token-signature", |lie| {
        lie.cut = |token| token[..=token.rfind('.').unwrap()].to_owned();
    }),
    row("alg none", Unproven, "id-token-algorithm", |lie| lie.signature = Signature::Nobody),
    row("HS256 with the public key as secret", Unproven, "id-token-algorithm", |lie| {
        lie.signature = Signature::PublicKeyAsSecret;
    }),
    row("RS256 by a published key", Unproven, "id-token-algorithm", |lie| lie.signature = Signature::Rsa),
    row("ES384 by name", Unproven, "id-token-algorithm", |lie| lie.header = |header| header["alg"] = "ES384".into()),
    row("signed by another key", Unproven, "id-token-signature", |lie| lie.signature = Signature::OtherKey),
    row("signature with one bit changed", Unproven, "id-token-signature", |lie| lie.signature = Signature::Damaged),
    row("kid of no published key", Unproven, "id-token-key-unknown", |lie| {
        lie.header = |header| header["kid"] = "x".into()
    }),
    row("kid of the RSA key", Unproven, "id-token-key-unknown", |lie| {
        lie.header = |header| header["kid"] = "rsa".into()
    }),
    row("its own key in the header (jwk)", Unproven, "id-token-header-jwk", |lie| {
        lie.signature = Signature::OtherKey;
        lie.header = |header| header["jwk"] = true.into();
    }),
    row("the address of its key in the header (jku)", Unproven, "id-token-header-jku", |lie| {
        lie.signature = Signature::OtherKey;
        lie.header = |header| header["jku"] = "http://id.example/keys".into();
    }),
    row("the address of its certificate in the header (x5u)", Unproven, "id-token-header-x5u", |lie| {
        lie.header = |header| header["x5u"] = "http://id.example/chain".into();
    }),
    row("its certificate in the header (x5c)", Unproven, "id-token-header-x5c", |lie| {
        lie.header = |header| header["x5c"] = json!(["AAAA"]);
    }),
    row("a critical extension", Unproven, "id-token-header-crit", |lie| {
        lie.header = |header| {
            header["crit"] = json!(["b64"]);
            header["b64"] = false.into();
        };
    }),
    row("a log-out token", Unproven, "id-token-type", |lie| lie.header = |header| header["typ"] = "logout+jwt".into()),
    row("an access token", Unproven, "id-token-type", |lie| lie.header = |header| header["typ"] = "at+jwt".into()),
    // The ID token's claims.
    row("iss of another provider", Unproven, "id-token-issuer", |lie| {
        lie.claims = |c| c["iss"] = "http://id.example".into()
    }),
    row("iss with a slash more", Unproven, "id-token-issuer", |lie| {
        lie.claims = |c| c["iss"] = format!("{}/", c["iss"].as_str().unwrap()).into();
    }),
    row("aud of another client", Unproven, "id-token-audience", |lie| lie.claims = |c| c["aud"] = "other".into()),
    row("aud of the portal and of another client", Unproven, "id-token-audience", |lie| {
        lie.claims = |c| c["aud"] = json!(["portal", "other"]);
    }),
    row("aud of nobody", Unproven, "id-token-audience", |lie| lie.claims = |c| c["aud"] = json!([])),
    row("azp of another client", Unproven, "id-token-authorized-party", |lie| {
        lie.claims = |c| c["azp"] = "other".into()
    }),
    row("aud twice, azp of another client", Unproven, "id-token-authorized-party", |lie| {
        lie.claims = |c| {
            c["aud"] = json!(["portal", "portal"]);
            c["azp"] = "other".into();
        };
    }),
    row("exp past", Unproven, "id-token-expired", |lie| lie.claims = |c| c["exp"] = (now() - 1).into()),
    row("no exp", Unproven, "id-token-not-readable", |lie| lie.claims = |c| take(c, "exp")),
    row("nbf in the future", Unproven, "id-token-not-yet-valid", |lie| {
        lie.claims = |c| c["nbf"] = (now() + 600).into()
    }),
    row("iat in the future", Unproven, "id-token-issued-in-future", |lie| {
        lie.claims = |c| c["iat"] = (now() + 600).into()
    }),
    row("iat of an hour ago", Unproven, "id-token-issued-long-ago", |lie| {
        lie.claims = |c| c["iat"] = (now() - 3600).into()
    }),
    row("no iat", Unproven, "id-token-not-readable", |lie| lie.claims = |c| take(c, "iat")),
    row("no nonce", Unproven, "id-token-nonce-missing", |lie| lie.claims = |c| take(c, "nonce")),
    row("nonce of another sign-in", Unproven, "id-token-nonce-other", |lie| {
        lie.claims = |c| c["nonce"] = "AAAAAAAAAAAAAAAAAAAAAA".into();
    }),
    row("at_hash of another access token", Unproven, "id-token-access-token-hash", |lie| {
        lie.claims = |c| c["at_hash"] = "AAAAAAAAAAAAAAAAAAAAAA".into();
    }),
    row("no sub", Unproven, "id-token-subject-missing", |lie| lie.claims = |c| take(c, "sub")),
    row("empty sub", Unproven, "id-token-subject-shape", |lie| lie.claims = |c| c["sub"] = "".into()),
    row("sub of 256 characters", Unproven, "id-token-subject-shape", |lie| {
        lie.claims = |c| c["sub"] = "s".repeat(256).into()
    }),
    row("birthdate that does not exist", Unproven, "person-not-named", |lie| {
        lie.claims = |c| c["birthdate"] = "20230229".into()
    }),
    // The answer about the person, which is asked for only when the ID token names nobody.
    row("sub of somebody else at userinfo", Unproven, "userinfo-subject", |lie| {
        lie.claims = |c| take(c, "name");
        lie.userinfo = |says| says["sub"] = "sub-2".into();
    }),
    row("no sub at userinfo", Unproven, "answer-not-readable", |lie| {
        lie.claims = |c| take(c, "name");
        lie.userinfo = |says| take(says, "sub");
    }),
    row("nobody named anywhere", Unproven, "person-not-named", |lie| {
        lie.claims = |c| take(c, "name");
        lie.userinfo = |says| take(says, "name");
    }),
    row("userinfo redirects", Unproven, "answer-redirects", |lie| {
        lie.claims = |c| take(c, "name");
        lie.userinfo_manner.redirects = true;
    }),
    row("userinfo as a signed token", Unproven, "answer-media-type", |lie| {
        lie.claims = |c| take(c, "name");
        lie.userinfo_manner.media_type = "application/jwt";
    }),
];

/// Lies told before the browser leaves: about the provider itself, and about a pushed request.
pub(crate) const DESCRIPTIONS: &[Row] = &[
    row("description of another issuer", Unproven, "description-issuer-other", |lie| {
        lie.description = |says| says["issuer"] = "http://id.example".into();
    }),
    row("description redirects", Unproven, "answer-redirects", |lie| lie.description_manner.redirects = true),
    row("description as HTML", Unproven, "answer-media-type", |lie| lie.description_manner.media_type = "text/html"),
    row("description of 300 kB", Unproven, "answer-too-long", |lie| lie.description_manner.padding = 300 << 10),
    row("description is a list", Unproven, "answer-not-readable", |lie| lie.description = |says| *says = json!([])),
    row("sign-in page on another origin", Unproven, "description-endpoint-elsewhere", |lie| {
        lie.description = |says| says["authorization_endpoint"] = "http://id.example/authorize".into();
    }),
    row("keys on another origin", Unproven, "description-endpoint-elsewhere", |lie| {
        lie.description = |says| says["jwks_uri"] = "http://127.0.0.1:1/keys".into();
    }),
    row("keys redirect", Unproven, "answer-redirects", |lie| lie.keys_manner.redirects = true),
    row("keys as HTML", Unproven, "answer-media-type", |lie| lie.keys_manner.media_type = "text/html"),
    row("pushed requests on another origin", Unproven, "description-endpoint-elsewhere", |lie| {
        lie.description = |says| says["pushed_authorization_request_endpoint"] = "http://id.example/push".into();
    }),
    row("a pushed request under no name", Unproven, "pushed-request-name", |lie| {
        offer_pushing(lie);
        lie.pushed = |says| says["request_uri"] = "".into();
    }),
    row("a pushed request redirects", Unproven, "answer-redirects", |lie| {
        offer_pushing(lie);
        lie.pushed_manner.redirects = true;
    }),
    row("a pushed request is refused", Down, "does not take a pushed request: 400", |lie| {
        offer_pushing(lie);
        lie.pushed_manner.status = StatusCode::BAD_REQUEST;
    }),
];

/// Lies in the description that show only when the browser is back.
pub(crate) const LATE_DESCRIPTIONS: &[Row] = &[
    row("no token endpoint", Unproven, "description-endpoint-missing", |lie| {
        lie.description = |says| take(says, "token_endpoint");
    }),
    row("token endpoint on another origin", Unproven, "description-endpoint-elsewhere", |lie| {
        lie.description = |says| says["token_endpoint"] = "http://127.0.0.1:1/token".into();
    }),
    row("no keys at all", Unproven, "id-token-key-unknown", |lie| lie.keys = |set| set["keys"] = json!([])),
    row("a secret among the keys", Unproven, "id-token-algorithm", |lie| {
        lie.keys = |set| set["keys"] = json!([{ "kty": "oct", "kid": "ec", "k": "c2VjcmV0" }]);
        lie.signature = Signature::PublicKeyAsSecret;
    }),
];

/// Lies about when the card was presented, where it was asked for again.
pub(crate) const FRESHNESS: &[Row] = &[
    row("no auth_time", Unproven, "id-token-auth-time", |lie| lie.claims = |c| take(c, "auth_time")),
    row("auth_time of six minutes ago", Unproven, "id-token-auth-time", |lie| {
        lie.claims = |c| c["auth_time"] = (now() - 360).into();
    }),
    row("auth_time in the future", Unproven, "id-token-auth-time", |lie| {
        lie.claims = |c| c["auth_time"] = (now() + 600).into();
    }),
];

/// The provider takes pushed requests.
pub(crate) fn offer_pushing(lie: &mut Lie) {
    lie.description = |says| {
        says["pushed_authorization_request_endpoint"] = format!("{}/push", says["issuer"].as_str().unwrap()).into();
    };
}
