//! What the process is told by its environment: one file per area, each with `from_env()`.
//!
//! Every field names its variable. Nothing else in the crate reads the environment.

pub mod audit;
pub mod card;
pub mod embed;
mod env;
pub mod limits;
pub mod listen;
pub mod networks;
mod path;
mod production;
pub mod profile;
pub mod session;
pub mod signin;
pub mod site;
pub mod store;
pub mod upstream;

use thiserror::Error;

use audit::AuditConfig;
use embed::EmbedConfig;
use limits::LimitsConfig;
use listen::ListenConfig;
use profile::Profile;
use session::SessionConfig;
use signin::SignInConfig;
use site::SiteConfig;
use store::StoreConfig;
use upstream::UpstreamConfig;

/// Everything the environment says.
#[derive(Clone, Debug)]
pub struct Config {
    /// Demo or production.
    pub profile: Profile,
    /// Where to listen and how browsers reach it.
    pub listen: ListenConfig,
    /// Where pages inside providers' pages are served, if they are.
    pub embed: Option<EmbedConfig>,
    /// How much anyone may ask for.
    pub limits: LimitsConfig,
    /// Who signs people in.
    pub signin: SignInConfig,
    /// Where the hub is.
    pub upstream: UpstreamConfig,
    /// Where sessions are kept.
    pub store: StoreConfig,
    /// How the access record is signed.
    pub audit: AuditConfig,
    /// Where the site's files are.
    pub site: SiteConfig,
    /// How long a session may rest.
    pub session: SessionConfig,
}

/// A setting that cannot be used. The text names the variable and says what would be right.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{0}")]
pub struct ConfigError(pub String);

impl Config {
    /// Reads all areas, and refuses a production that is not one.
    ///
    /// # Errors
    /// Any variable that cannot be used.
    pub fn from_env() -> Result<Self, ConfigError> {
        let profile = Profile::from_env()?;
        let listen = ListenConfig::from_env()?;
        let config = Self {
            profile,
            embed: EmbedConfig::from_env(profile, &listen)?,
            listen,
            limits: LimitsConfig::from_env(profile)?,
            upstream: UpstreamConfig::from_env(profile)?,
            signin: SignInConfig::from_env()?,
            store: StoreConfig::from_env()?,
            audit: AuditConfig::from_env()?,
            site: SiteConfig::from_env()?,
            session: SessionConfig::from_env()?,
        };
        config.check_profile()?;
        Ok(config)
    }
}
