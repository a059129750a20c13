//! `POST /oauth/token`: a code or a refresh token for an access token (RFC 6749; RFC 7636; RFC 9700, 4.14). Both are good
//! once; a second use of either ends the consent, because somebody else may hold it.

use app::domain::partner::{Ended, Partner, Scopes, Standing, Terms};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Form, Json};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tracing::error;

use super::bearer::{ProvidedTo, identity};
use super::grant::BoundCode;
use super::registry::RegistryError;
use super::{client, standing, told_name};
use crate::middleware::request_id::RequestId;
use crate::session::token::Token;
use crate::state::{Portal, SharedPortal};
use crate::store::StoreError;
use crate::store::partner::{ConsentRow, GrantRow, Role, Taken};

/// An access token is good for this long, seconds.
const ACCESS_LIFE: i64 = 300;

/// The form.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct TokenForm {
    grant_type: String,
    code: String,
    redirect_uri: String,
    code_verifier: String,
    refresh_token: String,
    pub(super) client_id: String,
    pub(super) client_assertion_type: String,
    pub(super) client_assertion: String,
}

/// Why there is no token.
#[derive(Debug)]
pub(super) enum Refused {
    /// No provider has proved itself.
    Client,
    /// The code or token is not good, or not this provider's.
    Grant(Option<ProvidedTo>),
    /// Another kind of grant.
    GrantType,
    /// The store.
    Store(StoreError),
    /// The registry or what is written in it.
    Registry(RegistryError),
}

impl From<StoreError> for Refused {
    fn from(failure: StoreError) -> Self {
        Self::Store(failure)
    }
}

impl From<RegistryError> for Refused {
    fn from(failure: RegistryError) -> Self {
        Self::Registry(failure)
    }
}

impl From<serde_json::Error> for Refused {
    fn from(failure: serde_json::Error) -> Self {
        Self::Registry(failure.into())
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let (status, code, whose) = match self {
            Self::Client => (StatusCode::UNAUTHORIZED, "invalid_client", None),
            Self::Grant(whose) => (StatusCode::BAD_REQUEST, "invalid_grant", whose),
            Self::GrantType => (StatusCode::BAD_REQUEST, "unsupported_grant_type", None),
            Self::Store(failure) => {
                error!(%failure, "a provider's token could not be written or read");
                (StatusCode::SERVICE_UNAVAILABLE, "temporarily_unavailable", None)
            }
            Self::Registry(failure) => {
                error!(%failure, "the registry of providers could not be read");
                (StatusCode::SERVICE_UNAVAILABLE, "temporarily_unavailable", None)
            }
        };
        let mut response = (status, Json(json!({ "error": code }))).into_response();
        if let Some(whose) = whose {
            response.extensions_mut().insert(whose);
        }
        response
    }
}

/// Exchanges.
pub async fn exchange(
    State(portal): State<SharedPortal>,
    Extension(id): Extension<RequestId>,
    Form(form): Form<TokenForm>,
) -> Response {
    match given(&portal, &form, &id).await {
        Ok((tokens, whose)) => (Extension(whose), Json(tokens)).into_response(),
        Err(refused) => refused.into_response(),
    }
}

async fn given(portal: &Portal, form: &TokenForm, id: &RequestId) -> Result<(Value, ProvidedTo), Refused> {
    let (role, token) = match form.grant_type.as_str() {
        "authorization_code" => (Role::Code, &form.code),
        "refresh_token" => (Role::Refresh, &form.refresh_token),
        _ => return Err(Refused::GrantType),
    };
    let token = Token::parse(token);
    let by_token = whose(portal, form, token.as_ref().filter(|_| role == Role::Refresh)).await?;
    let partner = client::identify(portal, form, by_token).await?;
    let token = token.ok_or(Refused::Grant(None))?;
    let now = portal.clock.unix_now();
    let grant = match portal.store.take_grant(token.row_id(), role, now).await? {
        Taken::First(grant) => grant,
        Taken::Again(grant) => {
            portal.store.stop_consent(None, grant.consent, now, Ended::Reused.code()).await?;
            let consent = portal.store.consent(grant.consent).await?;
            return Err(Refused::Grant(consent.map(|consent| ProvidedTo::of(&consent, "token-reused"))));
        }
        Taken::None => return Err(Refused::Grant(None)),
    };
    let Some(consent) = portal.store.consent(grant.consent).await? else { return Err(Refused::Grant(None)) };
    if let Some(reason) = wrong_with(&partner, &consent, &grant, form, now)? {
        return Err(Refused::Grant(Some(ProvidedTo::of(&consent, reason))));
    }
    let scope = match role {
        Role::Code => serde_json::from_str::<BoundCode>(&grant.bound)?.scope,
        _ => grant.bound.clone(),
    };
    let refused = || Refused::Grant(Some(ProvidedTo::of(&consent, "bad-request")));
    let secret = token.open(&grant.sealed).ok_or_else(refused)?;
    let identity = identity(&consent, &secret)?.ok_or_else(refused)?;
    let terms = serde_json::from_str::<Terms>(&consent.facts)?.with_only(&partner.kinds);
    // While the hub says nothing the token may be renewed: without the hub it opens nothing.
    if let Err(trouble) = standing::ask(portal, &identity, &terms.kinds, id).await
        && standing::ends(portal, consent.id, trouble.kind).await
    {
        return Err(Refused::Grant(Some(ProvidedTo::of(&consent, "consent-over"))));
    }
    let tokens = issue(portal, &consent, &terms, &secret, &scope, now).await?.ok_or_else(refused)?;
    Ok((tokens, ProvidedTo::of(&consent, "")))
}

/// Whose a refresh token is, where the form names nobody.
async fn whose(portal: &Portal, form: &TokenForm, token: Option<&Token>) -> Result<Option<String>, Refused> {
    let Some(token) = token.filter(|_| form.client_id.is_empty() && form.client_assertion.is_empty()) else {
        return Ok(None);
    };
    let grant = portal.store.grant(token.row_id()).await?.filter(|grant| grant.role == Role::Refresh);
    let Some(grant) = grant else { return Ok(None) };
    Ok(portal.store.consent(grant.consent).await?.map(|consent| consent.partner))
}

/// Why a token that was good until now gives nothing, if it does not.
fn wrong_with(
    partner: &Partner,
    consent: &ConsentRow,
    grant: &GrantRow,
    form: &TokenForm,
    now: i64,
) -> Result<Option<&'static str>, Refused> {
    if consent.partner != partner.id {
        return Ok(Some("bad-request"));
    }
    if Standing::of(&consent.stopped, consent.ends_at, now) != Standing::InForce {
        return Ok(Some("consent-over"));
    }
    if grant.role == Role::Code {
        let bound: BoundCode = serde_json::from_str(&grant.bound)?;
        if bound.redirect_uri != form.redirect_uri || !verifies(&form.code_verifier, &bound.challenge) {
            return Ok(Some("bad-request"));
        }
    }
    Ok(None)
}

/// PKCE, S256 (RFC 7636, 4.1 and 4.6).
fn verifies(verifier: &str, challenge: &str) -> bool {
    let shaped = (43..=128).contains(&verifier.len())
        && verifier.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte));
    shaped && URL_SAFE_NO_PAD.encode(Sha256::digest(verifier)) == challenge
}

/// New tokens, bound to the scope that was granted first; nothing where the consent has ended meanwhile. What is told
/// is what holds of that scope now.
async fn issue(
    portal: &Portal,
    consent: &ConsentRow,
    terms: &Terms,
    secret: &[u8],
    scope: &str,
    now: i64,
) -> Result<Option<Value>, Refused> {
    let life = ACCESS_LIFE.min(consent.ends_at - now);
    let row = |token: &Token, role: Role, ends_at: i64| GrantRow {
        id: token.row_id(),
        role,
        consent: consent.id,
        sealed: token.seal(secret),
        bound: scope.to_owned(),
        ends_at,
    };
    let scopes = Scopes::read(scope);
    let (access, refresh) = (Token::generate(), scopes.offline.then(Token::generate));
    let mut rows = vec![row(&access, Role::Access, now + life)];
    rows.extend(refresh.as_ref().map(|refresh| row(refresh, Role::Refresh, consent.ends_at)));
    if !portal.store.add_grants(rows).await? {
        return Ok(None);
    }
    let mut tokens = json!({
        "access_token": access.value(),
        "token_type": "Bearer",
        "expires_in": life,
        "scope": scopes.granted(&terms.kinds),
        "patient": told_name(portal, consent.person, &consent.partner, "patient"),
    });
    if let Some(refresh) = refresh {
        tokens["refresh_token"] = Value::from(refresh.value());
    }
    Ok(Some(tokens))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_verifier_of_the_challenge_verifies() {
        let verifier = "v".repeat(43);
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(&verifier));
        assert!(verifies(&verifier, &challenge));
        for wrong in ["", "v", &"w".repeat(43), &format!("{verifier}v"), &challenge, &"v".repeat(129)] {
            assert!(!verifies(wrong, &challenge), "{wrong}");
        }
        assert!(!verifies(&verifier, &verifier), "plain is no way");
    }
}
