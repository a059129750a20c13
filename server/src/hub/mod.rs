//! The hub client: HTTP and wire formats on one side, `Records` for one person on the other.
//!
//! Keeps nothing personal: no cache, no sharing of calls. What is shared (connections, breakers, counts) knows no
//! person. Another kind of hub is another folder beside `wire`.

mod breaker;
mod config;
mod counts;
mod health;
mod records;
mod transport;
pub mod wire;

use std::sync::Arc;

use app::domain::delegation::Acting;
use app::records::Records;

pub use breaker::BreakerConfig;
pub use config::{HubConfig, HubError};
pub use counts::{Counter, Counts};
pub use records::OnTrouble;
pub(crate) use records::support_code;
use transport::Transport;

use crate::middleware::request_id::RequestId;
use crate::session::identity::SignedIn;

/// The way to the hub, shared by the whole process.
pub struct Hub {
    transport: Transport,
}

impl Hub {
    /// A client for the hub at the configured address. Nothing is sent yet.
    ///
    /// # Errors
    /// [`HubError::Address`] for a URL that is not http or https, [`HubError::Client`] where no HTTP client can be built.
    pub fn new(config: HubConfig) -> Result<Arc<Self>, HubError> {
        if !matches!(config.base_url.scheme(), "http" | "https") || config.base_url.cannot_be_a_base() {
            return Err(HubError::Address);
        }
        Ok(Arc::new(Self { transport: Transport::new(config)? }))
    }

    /// The records of one signed-in person for one page request.
    #[must_use]
    pub fn records(self: &Arc<Self>, identity: &SignedIn, request_id: &RequestId) -> Arc<dyn Records> {
        Arc::new(records::HubRecords::new(Arc::clone(self), identity.clone(), request_id.clone(), Arc::new(|_| {})))
    }

    /// The same, or, for somebody who acts for another (代理人), the records of that one person. `over` is called where the hub
    /// no longer accepts the sign-in.
    #[must_use]
    pub fn records_for(
        self: &Arc<Self>,
        identity: &SignedIn,
        acting: Option<&Arc<Acting>>,
        request_id: &RequestId,
        on_trouble: OnTrouble,
    ) -> Arc<dyn Records> {
        let records = records::HubRecords::new(Arc::clone(self), identity.clone(), request_id.clone(), on_trouble);
        Arc::new(records.acting(acting.cloned()))
    }

    /// What has been counted since the start.
    #[must_use]
    pub fn counts(&self) -> &Counts {
        self.transport.counts()
    }
}
