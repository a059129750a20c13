//! Signing in by OpenID Connect: authorization code, PKCE, `private_key_jwt`. Tokens never leave the server.
//!
//! The provider is asked about itself on the first sign-in, so the portal starts and serves while it is down.

pub mod claims;
pub mod client_key;
mod http;
pub mod next;
pub mod transaction;

use std::sync::Arc;
use std::time::{Duration, Instant};

use app::pages::fault::Fault;
use openidconnect::core::{CoreAuthenticationFlow, CoreJwsSigningAlgorithm, CoreProviderMetadata};
use openidconnect::{
    AuthorizationCode, ClientId, CsrfToken, IssuerUrl, Nonce, OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier,
    RedirectUrl, Scope,
};
use reqwest::Url;
use thiserror::Error;
use tokio::sync::Mutex;

use crate::reach::Reach;
use crate::session::identity::SignedIn;
use claims::Client;
use client_key::ClientKey;
use transaction::Transaction;

/// How long the provider's description of itself is believed.
const METADATA_LIFE: Duration = Duration::from_secs(60 * 60);

/// How long a failure to ask is taken for an answer: long enough for those who waited meanwhile, too short to be noticed.
const FAILURE_LIFE: Duration = Duration::from_secs(2);

/// What came of asking the provider about itself, and when.
enum Asked {
    Told(Instant, Arc<CoreProviderMetadata>),
    Failed(Instant, String),
}

/// Why nobody was signed in. The text is for the log and holds nothing personal.
#[derive(Debug, Error)]
pub enum SignInError {
    /// The person turned back, or the provider refused the card.
    #[error("refused at the provider")]
    Refused,
    /// The answer does not belong to a sign-in begun in this browser, or came too late.
    #[error("no sign-in under way: {0}")]
    Stale(&'static str),
    /// The provider cannot be reached or answers nonsense.
    #[error("the provider failed: {0}")]
    Down(String),
    /// This person has signed in more often than anyone does by hand.
    #[error("signed in too often")]
    TooOften,
}

impl SignInError {
    /// What the person is shown.
    #[must_use]
    pub fn fault(&self) -> Fault {
        match self {
            Self::Refused => Fault::SignInRefused,
            Self::Stale(_) => Fault::SignInStale,
            Self::Down(_) => Fault::SignInDown,
            Self::TooOften => Fault::TooOften,
        }
    }
}

/// A finished sign-in.
pub struct Arrival {
    /// Who it is.
    pub identity: SignedIn,
    /// Life of the access token in seconds, where the provider says it.
    pub token_life: Option<i64>,
}

/// The OpenID provider and our standing with it.
pub struct Provider {
    issuer: IssuerUrl,
    client_id: ClientId,
    redirect: RedirectUrl,
    key: ClientKey,
    http: reqwest::Client,
    metadata: Mutex<Option<Asked>>,
    reach: Reach,
}

impl Provider {
    /// Nothing is sent yet.
    ///
    /// # Errors
    /// A URL that cannot be used, or no HTTP client.
    pub fn new(issuer: &str, client_id: &str, redirect: String, key: ClientKey) -> Result<Self, SignInError> {
        let http = http::client().map_err(|error| SignInError::Down(error.to_string()))?;
        let issuer = IssuerUrl::new(issuer.to_owned())
            .map_err(|error| SignInError::Down(format!("PORTAL_OIDC_ISSUER: {error}")))?;
        let described = Url::parse(&format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/')))
            .map_err(|error| SignInError::Down(format!("PORTAL_OIDC_ISSUER: {error}")))?;
        Ok(Self {
            issuer,
            client_id: ClientId::new(client_id.to_owned()),
            redirect: RedirectUrl::new(redirect)
                .map_err(|error| SignInError::Down(format!("PORTAL_PUBLIC_URL: {error}")))?,
            key,
            reach: Reach::new(http.clone(), described, |status| status.is_success()),
            http,
            metadata: Mutex::new(None),
        })
    }

    /// Begins a sign-in: where to send the browser, and what to remember until it comes back.
    ///
    /// # Errors
    /// When the provider does not answer: its description may still be known, but the browser would be sent to nobody.
    pub async fn begin(&self, next: String) -> Result<(String, Transaction), SignInError> {
        let metadata = self.metadata().await?;
        self.reachable().await?;
        let client = self.client(&metadata);
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let (url, state, nonce) = client
            .authorize_url(CoreAuthenticationFlow::AuthorizationCode, CsrfToken::new_random, Nonce::new_random)
            .add_scopes(["name", "birthdate", "gender"].map(|scope| Scope::new(scope.to_owned())))
            .set_pkce_challenge(challenge)
            .url();
        let transaction = Transaction {
            state: state.into_secret(),
            nonce: nonce.secret().clone(),
            verifier: verifier.into_secret(),
            next,
        };
        Ok((url.to_string(), transaction))
    }

    /// Whether the provider answers at this moment; asks for a second at most.
    ///
    /// # Errors
    /// [`SignInError::Down`] when it does not.
    pub async fn reachable(&self) -> Result<(), SignInError> {
        self.reach.check().await.map_err(SignInError::Down)
    }

    /// Exchanges the code and reads the identity from the verified ID token.
    ///
    /// # Errors
    /// When the provider fails, or its token is not one for this very sign-in.
    pub async fn finish(&self, transaction: Transaction, code: String) -> Result<Arrival, SignInError> {
        let metadata = self.metadata().await?;
        let client = self.client(&metadata);
        let endpoint = metadata.token_endpoint().ok_or_else(|| SignInError::Down("names no token endpoint".into()))?;
        let assertion = self
            .key
            .assertion(&self.client_id, endpoint.as_str())
            .map_err(|error| SignInError::Down(error.to_string()))?;
        let http = http::caller(&self.http);
        let answer = client
            .exchange_code(AuthorizationCode::new(code))
            .map_err(|error| SignInError::Down(error.to_string()))?
            .set_pkce_verifier(PkceCodeVerifier::new(transaction.verifier))
            .add_extra_param("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
            .add_extra_param("client_assertion", assertion)
            .request_async(&http)
            .await
            .map_err(|error| match error {
                // The code was used before or is too old: only a new sign-in helps.
                openidconnect::RequestTokenError::ServerResponse(_) => SignInError::Stale("the code was not accepted"),
                other => SignInError::Down(http::without_content(&other)),
            })?;
        let token = answer.extra_fields().id_token().ok_or_else(|| SignInError::Down("sent no ID token".into()))?;
        let nonce = Nonce::new(transaction.nonce);
        let verify = |client: &Client| {
            claims::person(
                token,
                &client.id_token_verifier().set_allowed_algs([CoreJwsSigningAlgorithm::EcdsaP256Sha256]),
                &nonce,
            )
        };
        let person = match verify(&client) {
            Ok(person) => person,
            Err(_) => {
                // Perhaps the provider has changed its keys since we last asked.
                *self.metadata.lock().await = None;
                let fresh = self.metadata().await?;
                verify(&self.client(&fresh)).map_err(SignInError::Down)?
            }
        };
        let token_life = answer.expires_in().and_then(|life| i64::try_from(life.as_secs()).ok());
        Ok(Arrival {
            identity: SignedIn {
                subject: person.subject,
                access_token: answer.access_token().secret().clone(),
                person: person.person,
            },
            token_life,
        })
    }

    fn client(&self, metadata: &CoreProviderMetadata) -> Client {
        Client::from_provider_metadata(metadata.clone(), self.client_id.clone(), None)
            .set_redirect_uri(self.redirect.clone())
    }

    async fn metadata(&self) -> Result<Arc<CoreProviderMetadata>, SignInError> {
        let mut kept = self.metadata.lock().await;
        match kept.as_ref() {
            Some(Asked::Told(since, metadata)) if since.elapsed() < METADATA_LIFE => return Ok(Arc::clone(metadata)),
            Some(Asked::Failed(since, reason)) if since.elapsed() < FAILURE_LIFE => {
                return Err(SignInError::Down(reason.clone()));
            }
            _ => {}
        }
        let http = http::caller(&self.http);
        match CoreProviderMetadata::discover_async(self.issuer.clone(), &http).await {
            Ok(found) => {
                let found = Arc::new(found);
                *kept = Some(Asked::Told(Instant::now(), Arc::clone(&found)));
                Ok(found)
            }
            Err(error) => {
                // Else everybody who waits here would wait for a failure of their own, one after the other.
                let reason = http::without_content(&error);
                *kept = Some(Asked::Failed(Instant::now(), reason.clone()));
                Err(SignInError::Down(reason))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use tokio::net::TcpListener;

    use super::*;

    #[tokio::test]
    async fn those_who_wait_share_one_failure() {
        _ = rustls::crypto::ring::default_provider().install_default();
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let issuer = format!("http://{}/issuer", listener.local_addr().expect("an address"));
        let asked = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&asked);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                count.fetch_add(1, Ordering::SeqCst);
                tokio::time::sleep(Duration::from_millis(100)).await;
                drop(stream);
            }
        });
        let key = ClientKey::generate().expect("a key");
        let redirect = "http://localhost:3000/login/callback".to_owned();
        let provider = Provider::new(&issuer, "client", redirect, key).expect("a provider");
        let begun = futures_util::future::join_all((0..5).map(|_| provider.begin("/".into()))).await;
        assert!(begun.iter().all(|begun| matches!(begun, Err(SignInError::Down(_)))));
        assert_eq!(asked.load(Ordering::SeqCst), 1);
    }
}
