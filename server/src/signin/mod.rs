//! Signing in by OpenID Connect: authorization code, PKCE, `private_key_jwt`. Tokens never leave the server.
//!
//! The provider is asked about itself on the first sign-in, so the portal starts and serves while it is down.

pub mod claims;
pub mod client_key;
mod exchange;
mod http;
pub mod id_token;
pub mod jpki;
pub mod kept;
pub mod logout_token;
mod metadata;
pub mod next;
mod pushed;
pub mod refusal;
pub mod tabs;
pub mod transaction;
mod userinfo;

use app::pages::fault::Fault;
use chrono::Utc;
use openidconnect::{
    ClientId, CsrfToken, IdTokenVerifier, IssuerUrl, Nonce, PkceCodeChallenge, RedirectUrl, SubjectIdentifier,
};
use reqwest::Url;
use thiserror::Error;

use crate::clock::Clock;
use crate::reach::Reach;
use crate::session::identity::{Arrival, Certificate, SignedIn};
use crate::session::limits::FRESH_SECONDS;
use crate::session::own::Ended;
use claims::Told;
use client_key::{ClientKey, Proof};
use exchange::Tokens;
use http::Caller;
use id_token::Expected;
use jpki::handed::Handed;
use metadata::{Description, Metadata, pushed_endpoint, token_endpoint};
use refusal::Refusal;
use transaction::Transaction;

/// What the portal asks to know.
const SCOPES: &str = "openid name birthdate gender";

/// Why nobody was signed in. The text is for the log and holds nothing personal.
#[derive(Clone, Debug, Error)]
pub enum SignInError {
    /// The person turned back, or the provider refused the card.
    #[error("refused at the provider")]
    Refused,
    /// The answer does not belong to a sign-in begun in this browser, or came too late.
    #[error("no sign-in under way: {0}")]
    Stale(&'static str),
    /// The provider cannot be reached or does not work.
    #[error("the provider failed: {0}")]
    Down(String),
    /// This person has signed in more often than anyone does by hand.
    #[error("signed in too often")]
    TooOften,
    /// The provider's answer is not what an honest provider says to this very sign-in.
    #[error("the provider is not believed: {0}")]
    Unproven(#[from] Refusal),
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
            Self::Unproven(_) => Fault::SignInUnproven,
        }
    }
}

/// What the browser brings back from the provider.
pub struct WayBack {
    /// To be redeemed once.
    pub code: String,
    /// Whose answer it says to be (RFC 9207).
    pub issuer: Option<String>,
}

/// What a verified ID token says.
struct Judged {
    subject: SubjectIdentifier,
    told: Told,
    authenticated_at: Option<i64>,
    provider_session: Option<String>,
    certificate: Option<Certificate>,
}

/// The OpenID provider and our standing with it.
pub struct Provider {
    issuer: IssuerUrl,
    client_id: ClientId,
    redirect: RedirectUrl,
    key: ClientKey,
    caller: Caller,
    description: Description,
    reach: Reach,
}

impl Provider {
    /// Nothing is sent yet.
    ///
    /// # Errors
    /// A URL that cannot be used, or no HTTP client.
    pub fn new(issuer: &str, client_id: &str, redirect: String, key: ClientKey) -> Result<Self, SignInError> {
        let issuer = IssuerUrl::new(issuer.to_owned())
            .map_err(|error| SignInError::Down(format!("PORTAL_OIDC_ISSUER: {error}")))?;
        let caller = Caller::new(issuer.url()).map_err(|error| SignInError::Down(error.to_string()))?;
        let described = Url::parse(&format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/')))
            .map_err(|error| SignInError::Down(format!("PORTAL_OIDC_ISSUER: {error}")))?;
        Ok(Self {
            client_id: ClientId::new(client_id.to_owned()),
            redirect: RedirectUrl::new(redirect)
                .map_err(|error| SignInError::Down(format!("PORTAL_PUBLIC_URL: {error}")))?,
            key,
            reach: Reach::new(caller.client().clone(), described, |status| status.is_success()),
            caller,
            description: Description::new(issuer.clone()),
            issuer,
        })
    }

    /// Begins a sign-in: where to send the browser, and what to remember until it comes back. `again` asks for the card
    /// even where the provider still knows the person.
    ///
    /// # Errors
    /// When the provider does not answer: its description may still be known, but the browser would be sent to nobody.
    pub async fn begin(&self, next: String, again: bool) -> Result<(String, Transaction), SignInError> {
        let metadata = self.description.get(&self.caller).await?;
        self.reachable().await?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let (state, nonce) = (CsrfToken::new_random(), Nonce::new_random());
        let mut address = metadata.authorization_endpoint().url().clone();
        address
            .query_pairs_mut()
            .append_pair("response_type", "code")
            .append_pair("client_id", &self.client_id)
            .append_pair("redirect_uri", &self.redirect)
            .append_pair("scope", SCOPES)
            .append_pair("state", state.secret())
            .append_pair("nonce", nonce.secret())
            .append_pair("code_challenge", challenge.as_str())
            .append_pair("code_challenge_method", challenge.method());
        if again {
            let fresh = FRESH_SECONDS.to_string();
            address.query_pairs_mut().append_pair("prompt", "login").append_pair("max_age", &fresh);
        }
        if let Some(endpoint) = pushed_endpoint(&metadata)? {
            address = pushed::push(&self.caller, &endpoint, &address, &self.client_id, &self.proof()?).await?;
        }
        let transaction = Transaction {
            state: state.into_secret(),
            nonce: nonce.secret().clone(),
            verifier: verifier.into_secret(),
            next,
            again,
            former: None,
        };
        Ok((address.to_string(), transaction))
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
    pub async fn finish(&self, transaction: Transaction, back: WayBack) -> Result<Arrival, SignInError> {
        let metadata = self.description.get(&self.caller).await?;
        self.comes_from(&metadata, back.issuer.as_deref())?;
        let endpoint = token_endpoint(&metadata)?;
        let (code, verifier) = (back.code.as_str(), transaction.verifier.as_str());
        let tokens = exchange::redeem(&self.caller, endpoint, &self.redirect, code, verifier, &self.proof()?).await?;
        let arrival = self.arrival(&metadata, tokens, &Nonce::new(transaction.nonce)).await?;
        if transaction.again && !is_fresh(arrival.authenticated_at) {
            return Err(Refusal::AuthTime.into());
        }
        Ok(arrival)
    }

    /// The person whose card this portal has judged itself, and their tokens. A certificate for signing in holds no name:
    /// who it is, the hub says.
    ///
    /// # Errors
    /// When the hub fails, refuses, or its token is not one for this very answer and certificate.
    pub async fn redeem(&self, handed: &Handed, nonce: String, certificate: &str) -> Result<Arrival, SignInError> {
        let metadata = self.description.get(&self.caller).await?;
        let tokens = exchange::redeem_card(&self.caller, token_endpoint(&metadata)?, handed, &self.proof()?).await?;
        let arrival = self.arrival(&metadata, tokens, &Nonce::new(nonce)).await?;
        match &arrival.certificate {
            Some(told) if told.id == certificate => Ok(arrival),
            _ => Err(SignInError::Down("speaks of another certificate".into())),
        }
    }

    /// A token for the hub that outlives a sign-in: for reading the services named in `scope`, for so many seconds.
    ///
    /// # Errors
    /// When the provider fails or gives none.
    pub async fn lasting(&self, access_token: &str, scope: &str, life: i64) -> Result<String, SignInError> {
        let metadata = self.description.get(&self.caller).await?;
        exchange::last(&self.caller, token_endpoint(&metadata)?, (access_token, scope, life), &self.proof()?).await
    }

    async fn arrival(&self, metadata: &Metadata, tokens: Tokens, nonce: &Nonce) -> Result<Arrival, SignInError> {
        let judged = match self.judge(metadata, &tokens, nonce) {
            Err(refusal) if refusal.may_be_old_keys() => {
                self.description.forget().await;
                let fresh = self.description.get(&self.caller).await?;
                self.judge(&fresh, &tokens, nonce)?
            }
            judged => judged?,
        };
        let Judged { subject, told, authenticated_at, provider_session, certificate } = judged;
        let told = match metadata.userinfo_endpoint() {
            Some(endpoint) if !told.names_somebody() => {
                userinfo::ask(&self.caller, endpoint.url(), &tokens.access_token, &subject).await?
            }
            _ => told,
        };
        Ok(Arrival {
            identity: SignedIn {
                subject: subject.to_string(),
                access_token: tokens.access_token.into_secret(),
                person: told.person()?,
            },
            token_life: tokens.life,
            authenticated_at,
            provider_session,
            certificate,
        })
    }

    /// Whether an answer is the provider's, as far as it says so itself: another provider's code must not be sent to
    /// this one (RFC 9207).
    fn comes_from(&self, metadata: &Metadata, issuer: Option<&str>) -> Result<(), Refusal> {
        match issuer {
            Some(issuer) if issuer == self.issuer.as_str() => Ok(()),
            Some(_) => Err(Refusal::ResponseIssuerOther),
            None if metadata.additional_metadata().authorization_response_iss_parameter_supported => {
                Err(Refusal::ResponseIssuerMissing)
            }
            None => Ok(()),
        }
    }

    fn judge(&self, metadata: &Metadata, tokens: &Tokens, nonce: &Nonce) -> Result<Judged, Refusal> {
        let token = id_token::read(&tokens.id_token)?;
        let keys = metadata.jwks().clone();
        let claims = id_token::judge(
            &token,
            &Expected {
                verifier: IdTokenVerifier::new_public_client(self.client_id.clone(), self.issuer.clone(), keys),
                client_id: &self.client_id,
                nonce,
                access_token: &tokens.access_token,
                now: Utc::now(),
            },
        )?;
        let extra = claims.additional_claims();
        let expires = extra.certificate_expires;
        Ok(Judged {
            subject: claims.subject().clone(),
            told: Told::from(claims),
            authenticated_at: claims.auth_time().map(|at| at.timestamp()),
            provider_session: extra.sid.clone(),
            certificate: extra.certificate_id.clone().map(|id| Certificate { id, expires }),
        })
    }

    /// Verifies the provider's message that something has ended.
    ///
    /// # Errors
    /// When the message is not one of the provider to us, or its keys cannot be had.
    pub async fn ended(&self, logout_token: &str) -> Result<Ended, SignInError> {
        let metadata = self.description.get(&self.caller).await?;
        let read = |metadata: &Metadata| {
            logout_token::read(logout_token, metadata.jwks(), &self.issuer, &self.client_id, Clock::machine_now())
        };
        match read(&metadata) {
            Err(logout_token::Refusal::UnknownKey) if self.description.forget_if_old().await => {
                read(&*self.description.get(&self.caller).await?)
            }
            other => other,
        }
        .map_err(|refusal| SignInError::Stale(refusal.words()))
    }

    fn proof(&self) -> Result<Proof, SignInError> {
        self.key.proof(&self.client_id, &self.issuer).map_err(|error| SignInError::Down(error.to_string()))
    }
}

/// Whether an authentication is of the last minutes, by the machine's clock, as the provider dates it.
fn is_fresh(authenticated_at: Option<i64>) -> bool {
    authenticated_at.is_some_and(|at| (-60..=FRESH_SECONDS).contains(&(Clock::machine_now() - at)))
}
