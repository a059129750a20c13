//! What the provider says about itself: asked on the first sign-in, believed for an hour, and only where it names
//! addresses on the configured issuer's own origin. Nothing else is ever called.

use std::sync::Arc;
use std::time::{Duration, Instant};

use openidconnect::core::{
    CoreAuthDisplay, CoreClaimName, CoreClaimType, CoreClientAuthMethod, CoreGrantType, CoreJsonWebKey,
    CoreJweContentEncryptionAlgorithm, CoreJweKeyManagementAlgorithm, CoreResponseMode, CoreResponseType,
    CoreSubjectIdentifierType,
};
use openidconnect::{AdditionalProviderMetadata, DiscoveryError, IssuerUrl, ProviderMetadata};
use reqwest::Url;
use serde::{Deserialize, Serialize};
use tokio::sync::Mutex;

use super::SignInError;
use super::http::{CallError, Caller, without_content};
use super::refusal::Refusal;

/// How long the description is believed.
const LIFE: Duration = Duration::from_secs(60 * 60);

/// How long a failure to ask is taken for an answer: long enough for those who waited meanwhile, too short to be noticed.
const FAILURE_LIFE: Duration = Duration::from_secs(2);

/// How old a description must be to be asked for again because of a key it does not name.
const OLD_ENOUGH: Duration = Duration::from_secs(10);

/// What a description may say beyond the standard's first edition.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(super) struct Extras {
    /// Where a request is handed over before the browser leaves (RFC 9126).
    #[serde(default)]
    pub pushed_authorization_request_endpoint: Option<String>,
    /// Whether the browser's way back names the issuer (RFC 9207).
    #[serde(default)]
    pub authorization_response_iss_parameter_supported: bool,
}

impl AdditionalProviderMetadata for Extras {}

/// The description, with the keys it leads to.
pub(super) type Metadata = ProviderMetadata<
    Extras,
    CoreAuthDisplay,
    CoreClientAuthMethod,
    CoreClaimName,
    CoreClaimType,
    CoreGrantType,
    CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm,
    CoreJsonWebKey,
    CoreResponseMode,
    CoreResponseType,
    CoreSubjectIdentifierType,
>;

/// What came of asking, and when.
enum Asked {
    Told(Instant, Arc<Metadata>),
    Failed(Instant, SignInError),
}

/// The description and its age.
pub(super) struct Description {
    issuer: IssuerUrl,
    asked: Mutex<Option<Asked>>,
}

impl Description {
    /// Asks nothing yet.
    pub(super) fn new(issuer: IssuerUrl) -> Self {
        Self { issuer, asked: Mutex::new(None) }
    }

    /// The description, asked for when there is none or it is old. Those who wait share one answer, and one failure.
    pub(super) async fn get(&self, caller: &Caller) -> Result<Arc<Metadata>, SignInError> {
        let mut asked = self.asked.lock().await;
        match asked.as_ref() {
            Some(Asked::Told(since, metadata)) if since.elapsed() < LIFE => return Ok(Arc::clone(metadata)),
            Some(Asked::Failed(since, failure)) if since.elapsed() < FAILURE_LIFE => return Err(failure.clone()),
            _ => {}
        }
        match self.ask(caller).await {
            Ok(metadata) => {
                let metadata = Arc::new(metadata);
                *asked = Some(Asked::Told(Instant::now(), Arc::clone(&metadata)));
                Ok(metadata)
            }
            Err(failure) => {
                // Else everybody who waits here would wait for a failure of their own, one after the other.
                *asked = Some(Asked::Failed(Instant::now(), failure.clone()));
                Err(failure)
            }
        }
    }

    /// Asks again next time.
    pub(super) async fn forget(&self) {
        *self.asked.lock().await = None;
    }

    /// The same, but not more often than every ten seconds: anyone may name a key that does not exist.
    pub(super) async fn forget_if_old(&self) -> bool {
        let mut asked = self.asked.lock().await;
        let old = matches!(asked.as_ref(), Some(Asked::Told(since, _)) if since.elapsed() >= OLD_ENOUGH);
        if old {
            *asked = None;
        }
        old
    }

    async fn ask(&self, caller: &Caller) -> Result<Metadata, SignInError> {
        let call = caller.function();
        let metadata = Metadata::discover_async(self.issuer.clone(), &call).await.map_err(failure)?;
        // The caller itself goes nowhere else; this one is for the browser.
        if metadata.authorization_endpoint().url().origin() != self.issuer.url().origin() {
            return Err(Refusal::EndpointElsewhere.into());
        }
        Ok(metadata)
    }
}

/// The address for pushed requests, where the provider offers them.
pub(super) fn pushed_endpoint(metadata: &Metadata) -> Result<Option<Url>, Refusal> {
    let address = metadata.additional_metadata().pushed_authorization_request_endpoint.as_deref();
    address.map(Url::parse).transpose().map_err(|_| Refusal::AnswerNotReadable)
}

/// Where codes are redeemed.
pub(super) fn token_endpoint(metadata: &Metadata) -> Result<&Url, Refusal> {
    metadata.token_endpoint().map(|endpoint| endpoint.url()).ok_or(Refusal::EndpointMissing)
}

fn failure(error: DiscoveryError<CallError>) -> SignInError {
    match error {
        DiscoveryError::Request(error) => error.into(),
        DiscoveryError::Validation(_) => Refusal::DescriptionIssuerOther.into(),
        DiscoveryError::Parse(_) => Refusal::AnswerNotReadable.into(),
        other => SignInError::Down(without_content(&other)),
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
        let issuer = IssuerUrl::new(issuer).expect("an issuer");
        let caller = Caller::new(issuer.url()).expect("a client");
        let description = Description::new(issuer);
        let told = futures_util::future::join_all((0..5).map(|_| description.get(&caller))).await;
        assert!(told.iter().all(|told| matches!(told, Err(SignInError::Down(_)))));
        assert_eq!(asked.load(Ordering::SeqCst), 1);
    }
}
