//! Where the hub is; or the hub in a box, when nobody named one.

use std::net::SocketAddr;

use chrono::NaiveDate;
use reqwest::Url;

use super::profile::Profile;
use super::{ConfigError, env};

/// The hub's address, or what the hub in a box is started with.
#[derive(Clone, Debug)]
pub struct UpstreamConfig {
    /// `PORTAL_HUB_URL`; unset starts the hub in a box.
    pub hub_url: Option<Url>,
    /// The hub in a box; nothing when a hub is named.
    pub sim: Option<SimConfig>,
}

/// How to start the hub in a box.
#[derive(Clone, Debug)]
pub struct SimConfig {
    /// `HUB_SIM_ADDR`, default `127.0.0.1:3100`.
    pub addr: SocketAddr,
    /// `HUB_SIM_TODAY` (YYYY-MM-DD), default the machine's day in Japan. The demo's pages follow it.
    pub today: Option<NaiveDate>,
    /// `HUB_SIM_FAULTS`, passed on as it is.
    pub faults: Option<String>,
}

impl UpstreamConfig {
    /// Reads the area.
    ///
    /// # Errors
    /// A URL, address or date that cannot be used.
    pub fn from_env(profile: Profile) -> Result<Self, ConfigError> {
        let hub_url: Option<Url> = env::parsed("PORTAL_HUB_URL")?;
        let sim = match profile {
            Profile::Production => None,
            Profile::Demo => Some(SimConfig {
                addr: env::parsed("HUB_SIM_ADDR")?.unwrap_or_else(|| ([127, 0, 0, 1], 3100).into()),
                today: env::parsed("HUB_SIM_TODAY")?,
                faults: env::text("HUB_SIM_FAULTS"),
            }),
        };
        Ok(Self { hub_url, sim })
    }

    /// The hub in a box to start: only when no hub is named.
    #[must_use]
    pub fn sim_to_start(&self) -> Option<&SimConfig> {
        self.sim.as_ref().filter(|_| self.hub_url.is_none())
    }

    /// The day the demo shows, if it is not the machine's.
    #[must_use]
    pub fn shown_day(&self) -> Option<NaiveDate> {
        self.sim.as_ref().and_then(|sim| sim.today)
    }
}
