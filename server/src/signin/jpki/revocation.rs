//! Word about revocation: from a responder, or from lists that are fetched now and then. Without either nobody is let in.

use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use jpki::anchor::Anchors;
use jpki::certificate::CertificateId;
use jpki::crl::Lists;
use jpki::refusal::Refusal;
use jpki::revocation::Evidence;
use jpki::verifier::{Examined, Verified};
use reqwest::Url;
use tokio::sync::Mutex;
use tracing::warn;

/// How long anybody is waited for.
pub(super) const PATIENCE: Duration = Duration::from_secs(3);

/// How long lists are relied on before new ones are asked for.
const FRESH: Duration = Duration::from_secs(10 * 60);

/// Largest answer of a responder, bytes.
const LARGEST_ANSWER: usize = 64 << 10;

/// Largest list, bytes.
const LARGEST_LIST: usize = 64 << 20;

/// Where word about revocation comes from.
pub(super) struct Revocation {
    http: reqwest::Client,
    status: Option<Url>,
    urls: Vec<Url>,
    held: Mutex<Held>,
}

#[derive(Default)]
struct Held {
    lists: Lists,
    fetched: Option<Instant>,
}

impl Revocation {
    pub(super) fn new(http: reqwest::Client, status: Option<Url>, urls: Vec<Url>) -> Self {
        Self { http, status, urls, held: Mutex::default() }
    }

    pub(super) fn has_lists(&self) -> bool {
        !self.urls.is_empty()
    }

    /// Settles whether a certificate is revoked.
    pub(super) async fn settle(
        &self,
        examined: Examined<'_>,
        anchors: &Anchors,
        now: DateTime<Utc>,
    ) -> Result<Verified, Refusal> {
        if let Some(url) = &self.status {
            let nonce: [u8; 16] = rand::random();
            match self.ask(url, &examined, &nonce).await {
                Ok(der) => return examined.settle(Evidence::Answer { der: &der, nonce: &nonce }, now),
                Err(reason) => warn!(reason, "the responder about revocation does not answer"),
            }
        }
        if self.urls.is_empty() {
            return examined.settle(Evidence::Unreachable, now);
        }
        let mut held = self.held.lock().await;
        if held.fetched.is_none_or(|fetched| fetched.elapsed() >= FRESH) {
            self.fetch(&mut held, anchors, now).await;
        }
        examined.settle(Evidence::Lists(&held.lists), now)
    }

    /// Fetches the lists; which certificates are on them that were not before.
    pub(super) async fn refresh(&self, anchors: &Anchors, now: DateTime<Utc>) -> Vec<CertificateId> {
        self.fetch(&mut *self.held.lock().await, anchors, now).await
    }

    /// Lists that cannot be had or are none leave what is held as it is; whether that will do is judged when it is used.
    async fn fetch(&self, held: &mut Held, anchors: &Anchors, now: DateTime<Utc>) -> Vec<CertificateId> {
        let mut new = Vec::new();
        let mut all = true;
        for url in &self.urls {
            let fetched = match self.body(self.http.get(url.clone()), LARGEST_LIST).await {
                Ok(der) => held.lists.accept(&der, anchors, now).map_err(|refusal| refusal.to_string()),
                Err(reason) => Err(reason),
            };
            match fetched {
                Ok(found) => new.extend(found),
                Err(reason) => {
                    warn!(%url, reason, "a revocation list cannot be used");
                    all = false;
                }
            }
        }
        // What failed is tried again with the next card.
        held.fetched = all.then(Instant::now).or(held.fetched.filter(|fetched| fetched.elapsed() < FRESH));
        new
    }

    async fn ask(&self, url: &Url, examined: &Examined<'_>, nonce: &[u8]) -> Result<Vec<u8>, String> {
        let question = [
            ("issuer_key", hex(examined.issuer_key())),
            ("serial", hex(&examined.certificate().serial)),
            ("nonce", hex(nonce)),
        ];
        self.body(self.http.post(url.clone()).form(&question), LARGEST_ANSWER).await
    }

    /// The body of a successful answer. Errors do not repeat what was asked.
    async fn body(&self, request: reqwest::RequestBuilder, largest: usize) -> Result<Vec<u8>, String> {
        let reason = |error: reqwest::Error| error.without_url().to_string();
        let mut answer = request.send().await.and_then(reqwest::Response::error_for_status).map_err(reason)?;
        let mut body = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(reason)? {
            if body.len() + chunk.len() > largest {
                return Err("too long".to_owned());
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body)
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
