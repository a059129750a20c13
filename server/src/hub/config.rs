//! How to reach the hub, and how long to wait for it.

use std::time::Duration;

use reqwest::Url;
use thiserror::Error;

use super::breaker::BreakerConfig;
use crate::clock::Clock;

/// Settings of the hub client.
#[derive(Clone, Debug)]
pub struct HubConfig {
    /// Base URL; calls go to `/v1/…` under it.
    pub base_url: Url,
    /// Longest wait for a connection.
    pub connect_timeout: Duration,
    /// Longest wait for a whole answer, retry included. The rest of it is passed on as `X-Deadline-Ms`.
    pub call_timeout: Duration,
    /// Largest body read, in bytes.
    pub max_body: usize,
    /// When a failing service is left alone.
    pub breaker: BreakerConfig,
    /// Tells people since when a service has been failing.
    pub clock: Clock,
}

impl HubConfig {
    /// The usual settings: connect in 1 s, answer in 3 s, at most 8 MB.
    #[must_use]
    pub fn new(base_url: Url, clock: Clock) -> Self {
        Self {
            base_url,
            connect_timeout: Duration::from_secs(1),
            call_timeout: Duration::from_secs(3),
            max_body: 8 << 20,
            breaker: BreakerConfig::default(),
            clock,
        }
    }
}

/// Why the hub client cannot start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum HubError {
    /// The base URL cannot carry paths.
    #[error("the hub's address must be an http or https URL")]
    Address,
    /// The HTTP client refuses its settings.
    #[error("the HTTP client for the hub cannot be built")]
    Client,
}
