//! One call to the hub over HTTP: bearer, request name, deadline, one careful retry, size limit, subject echo.
//!
//! Knows bytes, not messages. Keeps nothing of an answer.

use std::error::Error as _;
use std::io;
use std::time::{Duration, Instant};

use app::records::{Service, TroubleKind};
use arc_swap::ArcSwap;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Client, Method, Response, StatusCode, Url};

use super::config::{HubConfig, HubError};
use super::counts::Counts;
use super::health::Health;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const SUBJECT: HeaderName = HeaderName::from_static("x-subject");
const ACTING_FOR: HeaderName = HeaderName::from_static("x-acting-for");
const ACTOR: HeaderName = HeaderName::from_static("x-actor");
const DEADLINE: HeaderName = HeaderName::from_static("x-deadline-ms");
const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// Connections the hub has closed are noticed at once; this bounds those that died silently.
const IDLE_CONNECTION: Duration = Duration::from_secs(30);
/// Pause before the one retry; a refused connection is often a restart.
const RETRY_PAUSE: Duration = Duration::from_millis(50);

/// What one call asks, on whose behalf.
pub(super) struct Call<'a> {
    pub(super) service: Service,
    pub(super) method: Method,
    /// Path and query under the base URL.
    pub(super) path: &'a str,
    pub(super) token: &'a str,
    /// Whose records are asked for.
    pub(super) subject: &'a str,
    /// The delegation by which they are, and the one who asks, where that is somebody else.
    pub(super) acting: Option<(&'a str, &'a str)>,
    /// Makes a POST safe to send again.
    pub(super) idempotency_key: Option<&'a str>,
    /// What is sent along, as JSON.
    pub(super) json: Option<&'a str>,
}

/// Names the attempts of one page's calls: each attempt gets a name of its own.
pub(super) trait Names: Sync {
    fn next_name(&self) -> String;
}

/// The way to the hub.
pub(super) struct Transport {
    config: HubConfig,
    client: ArcSwap<Client>,
    counts: Counts,
    health: Health,
}

/// Why an attempt brought no answer, and whether it may be sent again.
struct Failure {
    kind: TroubleKind,
    /// Nothing was read and the hub cannot have begun to work, or said that it had not.
    untouched: bool,
    /// Says something about the service; 4xx and foreign answers do not.
    counts: bool,
}

impl Failure {
    const fn of_service(kind: TroubleKind) -> Self {
        Self { kind, untouched: false, counts: true }
    }

    const fn of_request(kind: TroubleKind) -> Self {
        Self { kind, untouched: false, counts: false }
    }
}

impl Transport {
    pub(super) fn new(config: HubConfig) -> Result<Self, HubError> {
        // Fails only where some other part of the process has installed one already, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = ArcSwap::from_pointee(client(&config)?);
        let health = Health::new(config.breaker);
        Ok(Self { config, client, counts: Counts::default(), health })
    }

    pub(super) fn counts(&self) -> &Counts {
        &self.counts
    }

    pub(super) fn health(&self) -> &Health {
        &self.health
    }

    pub(super) fn config(&self) -> &HubConfig {
        &self.config
    }

    /// Forgets every pooled connection: one of them has brought an answer that belongs to somebody else, and no one
    /// can tell what the others will bring. Answers already on their way are still checked one by one.
    pub(super) fn drop_connections(&self) {
        match client(&self.config) {
            Ok(fresh) => self.client.store(fresh.into()),
            Err(error) => tracing::error!(%error, "no fresh client could be made"),
        }
    }

    /// The body of a good answer that names this subject and this request.
    pub(super) async fn call(&self, call: &Call<'_>, names: &dyn Names) -> Result<Vec<u8>, TroubleKind> {
        let Some(permit) = self.health.admit(call.service) else {
            self.counts.short_circuits.one();
            return Err(TroubleKind::Down);
        };
        let deadline = Instant::now() + self.config.call_timeout;
        match self.attempts(call, names, deadline).await {
            Ok(body) => {
                permit.succeeded();
                Ok(body)
            }
            Err(failure) => {
                if failure.counts {
                    permit.failed();
                }
                Err(failure.kind)
            }
        }
    }

    async fn attempts(&self, call: &Call<'_>, names: &dyn Names, deadline: Instant) -> Result<Vec<u8>, Failure> {
        let first = self.attempt(call, names, deadline).await;
        let again = call.method == Method::GET || call.idempotency_key.is_some();
        match first {
            Err(Failure { untouched: true, .. }) if again && Instant::now() + RETRY_PAUSE < deadline => {
                self.counts.retries.one();
                tokio::time::sleep(RETRY_PAUSE).await;
                self.attempt(call, names, deadline).await
            }
            outcome => outcome,
        }
    }

    async fn attempt(&self, call: &Call<'_>, names: &dyn Names, deadline: Instant) -> Result<Vec<u8>, Failure> {
        self.counts.calls.one();
        let left = deadline.saturating_duration_since(Instant::now());
        let exchange = self.exchange(call, names.next_name(), left);
        tokio::time::timeout(left, exchange).await.unwrap_or(Err(Failure::of_service(TroubleKind::Slow)))
    }

    async fn exchange(&self, call: &Call<'_>, name: String, left: Duration) -> Result<Vec<u8>, Failure> {
        let headers = headers(call, &name, left).ok_or(Failure::of_request(TroubleKind::Down))?;
        let mut request = self.client.load().request(call.method.clone(), self.config.url(call.path)).headers(headers);
        if let Some(json) = call.json {
            request = request.header(CONTENT_TYPE, "application/json").body(json.to_owned());
        }
        let response = request.send().await.map_err(|error| of_send(&error))?;
        self.check(call, &name, &response)?;
        read_to_end(response, self.config.max_body).await
    }

    /// Status and echo. An error status need not carry the echo, but one that names somebody else is not for us.
    fn check(&self, call: &Call<'_>, name: &str, response: &Response) -> Result<(), Failure> {
        let status = response.status();
        let good = status.is_success();
        let echoed = |header: HeaderName, expected: &str| match response.headers().get(header) {
            Some(value) => value.as_bytes() == expected.as_bytes(),
            None => !good,
        };
        // An answer to a delegate says so, and no other does.
        let actor = match call.acting {
            Some((_, actor)) => echoed(ACTOR, actor),
            None => !response.headers().contains_key(ACTOR),
        };
        if !echoed(REQUEST_ID, name) || !echoed(SUBJECT, call.subject) || !actor {
            return Err(Failure::of_request(TroubleKind::Mismatch));
        }
        match status {
            _ if good => Ok(()),
            StatusCode::UNAUTHORIZED => Err(Failure::of_request(TroubleKind::SignedOut)),
            StatusCode::FORBIDDEN if call.acting.is_some() => Err(Failure::of_request(TroubleKind::NotGranted)),
            StatusCode::FORBIDDEN => Err(Failure::of_request(TroubleKind::Withheld)),
            StatusCode::BAD_GATEWAY | StatusCode::SERVICE_UNAVAILABLE => {
                Err(Failure { untouched: true, ..Failure::of_service(TroubleKind::Down) })
            }
            StatusCode::GATEWAY_TIMEOUT => Err(Failure::of_service(TroubleKind::Slow)),
            _ if status.is_client_error() => Err(Failure::of_request(TroubleKind::Down)),
            _ => Err(Failure::of_service(TroubleKind::Down)),
        }
    }
}

fn client(config: &HubConfig) -> Result<Client, HubError> {
    let builder = Client::builder()
        .connect_timeout(config.connect_timeout)
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .http1_only()
        .tcp_nodelay(true)
        // The one retry is ours to decide.
        .retry(reqwest::retry::never())
        .pool_idle_timeout(IDLE_CONNECTION);
    // A hub on plain HTTP needs no certificates; reading the system's would make each fresh client slow.
    let builder = if config.base_url.scheme() == "https" { builder } else { builder.tls_certs_only([]) };
    builder.build().map_err(|_| HubError::Client)
}

fn headers(call: &Call<'_>, name: &str, left: Duration) -> Option<HeaderMap> {
    let mut headers = HeaderMap::with_capacity(4);
    let mut bearer = HeaderValue::from_str(&format!("Bearer {}", call.token)).ok()?;
    bearer.set_sensitive(true);
    headers.insert(AUTHORIZATION, bearer);
    headers.insert(REQUEST_ID, HeaderValue::from_str(name).ok()?);
    headers.insert(DEADLINE, HeaderValue::from(u64::try_from(left.as_millis()).unwrap_or(u64::MAX)));
    if let Some((delegation, _)) = call.acting {
        headers.insert(ACTING_FOR, HeaderValue::from_str(delegation).ok()?);
    }
    if let Some(key) = call.idempotency_key {
        headers.insert(IDEMPOTENCY_KEY, HeaderValue::from_str(key).ok()?);
    }
    Some(headers)
}

/// Reads the body up to the limit. A body cut short is an answer that cannot be read whole.
async fn read_to_end(mut response: Response, limit: usize) -> Result<Vec<u8>, Failure> {
    let told = response.content_length().and_then(|length| usize::try_from(length).ok()).unwrap_or(0);
    if told > limit {
        return Err(Failure::of_service(TroubleKind::Garbled));
    }
    let mut body = Vec::with_capacity(told);
    while let Some(chunk) = response.chunk().await.map_err(|error| of_body(&error))? {
        if body.len() + chunk.len() > limit {
            return Err(Failure::of_service(TroubleKind::Garbled));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

fn of_send(error: &reqwest::Error) -> Failure {
    let kind = if error.is_timeout() { TroubleKind::Slow } else { TroubleKind::Down };
    Failure { untouched: error.is_connect(), ..Failure::of_service(kind) }
}

fn of_body(error: &reqwest::Error) -> Failure {
    let mut cause = error.source();
    let mut reset = false;
    while let Some(inner) = cause {
        reset |= inner.downcast_ref::<io::Error>().is_some_and(|io| io.kind() == io::ErrorKind::ConnectionReset);
        cause = inner.source();
    }
    Failure::of_service(if reset { TroubleKind::Down } else { TroubleKind::Garbled })
}

impl HubConfig {
    fn url(&self, path: &str) -> Url {
        let mut url = self.base_url.clone();
        let (path, query) = path.split_once('?').map_or((path, None), |(path, query)| (path, Some(query)));
        let whole = format!("{}{path}", url.path().trim_end_matches('/'));
        url.set_path(&whole);
        url.set_query(query);
        url
    }
}
