//! The second door: the portal verifies cards itself (`PORTAL_SIGNIN=jpki`), for operators who are certified verifiers.

use std::path::PathBuf;

use reqwest::Url;

use super::{ConfigError, env};

/// What the portal needs to verify cards.
#[derive(Clone, Debug, Default)]
pub struct CardConfig {
    /// `PORTAL_JPKI_ANCHORS`: PEM file, or folder of `*.pem`, of the authorities for signing in; unset asks the hub in a box.
    pub anchors: Option<PathBuf>,
    /// `PORTAL_JPKI_COMPONENT_URL`: the page of the card component; unset is the hub in a box's. The portal must reach it as
    /// browsers do: it asks whether the page is there before it leads anybody to it.
    pub component: Option<Url>,
    /// `PORTAL_JPKI_STATUS_URL`: who is asked about one certificate.
    pub status: Option<Url>,
    /// `PORTAL_JPKI_CRL_URL`: revocation lists, one for each generation, separated by commas. Relied on when `status` is not
    /// set or does not answer.
    pub lists: Vec<Url>,
}

impl CardConfig {
    /// Reads the area.
    ///
    /// # Errors
    /// A URL that cannot be used.
    pub fn from_env() -> Result<Self, ConfigError> {
        let lists = env::text("PORTAL_JPKI_CRL_URL").unwrap_or_default();
        let lists = lists.split(',').map(str::trim).filter(|url| !url.is_empty()).map(|url| {
            url.parse().map_err(|error| ConfigError(format!("PORTAL_JPKI_CRL_URL: {url} cannot be used: {error}")))
        });
        Ok(Self {
            anchors: env::text("PORTAL_JPKI_ANCHORS").map(PathBuf::from),
            component: env::parsed("PORTAL_JPKI_COMPONENT_URL")?,
            status: env::parsed("PORTAL_JPKI_STATUS_URL")?,
            lists: lists.collect::<Result<_, _>>()?,
        })
    }
}
