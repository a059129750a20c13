//! The second door: the portal makes the challenge, a card signs it in the card component, and the crate `jpki` judges the
//! answer here. The PIN never comes this way.

pub mod anchors;
pub mod handed;
pub mod revocation;
#[cfg(test)]
mod tests;
pub mod watch;

use chrono::{DateTime, TimeDelta, Utc};
use jpki::anchor::Anchors;
use jpki::challenge::{Challenge, Place, Purpose};
use jpki::profile::Profile;
use jpki::refusal::Refusal;
use jpki::verifier::{Answer, Verified, Verifier};
use reqwest::Url;
use thiserror::Error;
use tokio::sync::OnceCell;

use crate::clock::Clock;
use crate::config::card::CardConfig;
use crate::reach::Reach;
use anchors::Source;
use handed::Handed;
use revocation::Revocation;

/// Why there is no second door.
#[derive(Debug, Error)]
pub enum DoorError {
    /// The authorities cannot be used.
    #[error("PORTAL_JPKI_ANCHORS cannot be used: {0}")]
    Anchors(String),
    /// Authorities for tests, where real people sign in.
    #[error("PORTAL_JPKI_ANCHORS: authorities of a hierarchy for tests are for the demo only")]
    ForTests,
    /// No HTTP client.
    #[error("no HTTP client for PORTAL_SIGNIN=jpki: {0}")]
    Client(#[from] reqwest::Error),
}

/// The second door.
pub struct CardDoor {
    origin: String,
    component: Url,
    reach: Reach,
    source: Source,
    profile: Profile,
    verifier: OnceCell<Verifier>,
    revocation: Revocation,
    clock: Clock,
}

impl CardDoor {
    /// For a portal at an origin. `demo` is the address of the hub in a box, whose parts stand in for what is not set.
    ///
    /// # Errors
    /// When something that is set cannot be used.
    pub fn new(config: &CardConfig, origin: String, demo: &Url, real: bool, clock: Clock) -> Result<Self, DoorError> {
        let http = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .timeout(revocation::PATIENCE)
            .no_proxy()
            .build()?;
        let of_demo = |path: &str| demo.join(path).map_err(|error| DoorError::Anchors(error.to_string()));
        let verifier = OnceCell::new();
        let source = match &config.anchors {
            Some(path) => {
                let anchors = anchors::of_files(path).map_err(DoorError::Anchors)?;
                if real && anchors.any_for_tests() {
                    return Err(DoorError::ForTests);
                }
                _ = verifier.set(Verifier::new(anchors, profile(real)));
                Source::Given
            }
            None => Source::Asked { http: http.clone(), url: of_demo("/jpki/anchors.pem")? },
        };
        let (mut status, lists) = (config.status.clone(), config.lists.clone());
        if status.is_none() && lists.is_empty() {
            status = Some(of_demo("/jpki/status")?);
        }
        let component = config.component.clone().map_or_else(|| of_demo("/card"), Ok)?;
        Ok(Self {
            origin,
            reach: Reach::new(http.clone(), component.clone(), |status| !status.is_server_error()),
            component,
            source,
            profile: profile(real),
            verifier,
            revocation: Revocation::new(http, status, lists),
            clock,
        })
    }

    /// A fresh challenge.
    #[must_use]
    pub fn challenge(&self, again: bool) -> Challenge {
        Challenge::new(self.place(again), rand::random(), self.machine_now())
    }

    /// Whether the card component answers: nobody is led to a page that is not there.
    ///
    /// # Errors
    /// The reason, for the log.
    pub async fn reached(&self) -> Result<(), String> {
        self.reach.check().await
    }

    /// Where the browser takes a challenge.
    #[must_use]
    pub fn address(&self, challenge: &Challenge) -> String {
        use base64::Engine as _;
        let encoded = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(challenge.text());
        let mut url = self.component.clone();
        url.query_pairs_mut().append_pair("challenge", &encoded);
        url.into()
    }

    /// Whether a request came from the card component.
    #[must_use]
    pub fn is_component(&self, origin: &str) -> bool {
        self.component.origin().ascii_serialization() == origin
    }

    /// Judges an answer to a challenge that has been taken out of the store. Nobody else can have it any more.
    ///
    /// # Errors
    /// The first thing that is wrong; also when nobody can be asked about revocation or for the authorities.
    pub async fn judge(&self, challenge: Challenge, handed: &Handed) -> Result<Verified, Refusal> {
        let again = challenge.purpose() == Purpose::StepUp;
        let admitted = challenge.admit(&handed.challenge, self.place(again), self.machine_now())?;
        let verifier = self.verifier().await.map_err(|_| Refusal::RevocationUnavailable)?;
        let now = self.now();
        let (signature, certificate) = (&handed.signature, &handed.certificate);
        let answer = Answer { scheme: handed.scheme, signature, certificate };
        let examined = verifier.examine(admitted, answer, now)?;
        self.revocation.settle(examined, verifier.anchors(), now).await
    }

    /// Whom it trusts; asked for once.
    ///
    /// # Errors
    /// When the authorities cannot be had now.
    async fn verifier(&self) -> Result<&Verifier, String> {
        self.verifier
            .get_or_try_init(|| async { Ok(Verifier::new(self.source.ask().await?, self.profile.clone())) })
            .await
    }

    /// The certificates that the lists name and did not name before; nothing where there are no lists.
    ///
    /// # Errors
    /// When the lists cannot be had now.
    pub async fn newly_revoked(&self) -> Result<Vec<String>, String> {
        let anchors: &Anchors = self.verifier().await?.anchors();
        Ok(self
            .revocation
            .refresh(anchors, self.now())
            .await
            .iter()
            .map(jpki::certificate::CertificateId::digest)
            .collect())
    }

    /// Whether there are lists to look at.
    #[must_use]
    pub fn has_lists(&self) -> bool {
        self.revocation.has_lists()
    }

    fn place(&self, again: bool) -> Place<'_> {
        // Bound to the browser by its cookie, which alone opens the row that holds the challenge.
        let purpose = if again { Purpose::StepUp } else { Purpose::SignIn };
        Place { origin: &self.origin, purpose, binding: "" }
    }

    fn machine_now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp(self.clock.unix_now(), 0).unwrap_or_default()
    }

    /// The moment by which certificates are judged: the demo's calendar counts.
    fn now(&self) -> DateTime<Utc> {
        (self.clock.japan(self.clock.unix_now()) - TimeDelta::hours(9)).and_utc()
    }
}

fn profile(real: bool) -> Profile {
    if real { Profile::japan() } else { Profile::simulation() }
}
