//! What the process is told by its environment: one file per area, each with `from_env()`.
//!
//! Every field names its variable. Nothing else in the crate reads the environment.

mod env;
pub mod listen;
pub mod profile;
pub mod signin;
pub mod site;
pub mod store;
pub mod upstream;

use std::net::IpAddr;

use thiserror::Error;

use listen::ListenConfig;
use profile::Profile;
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
    /// Who signs people in.
    pub signin: SignInConfig,
    /// Where the hub is.
    pub upstream: UpstreamConfig,
    /// Where sessions are kept.
    pub store: StoreConfig,
    /// Where the site's files are.
    pub site: SiteConfig,
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
        let config = Self {
            profile,
            listen: ListenConfig::from_env()?,
            upstream: UpstreamConfig::from_env(profile)?,
            signin: SignInConfig::from_env()?,
            store: StoreConfig::from_env()?,
            site: SiteConfig::from_env()?,
        };
        config.check_profile()?;
        Ok(config)
    }

    /// Production means: a real hub, a real provider, and no plain HTTP to browsers, hub or provider.
    fn check_profile(&self) -> Result<(), ConfigError> {
        if self.profile == Profile::Demo {
            return Ok(());
        }
        let refuse = |why: &str| Err(ConfigError(format!("PORTAL_PROFILE=production: {why}")));
        let Some(hub) = &self.upstream.hub_url else {
            return refuse("PORTAL_HUB_URL is not set; the hub in a box is for the demo only");
        };
        if hub.scheme() != "https" {
            return refuse("PORTAL_HUB_URL must be https");
        }
        let Some(issuer) = &self.signin.issuer else {
            return refuse("PORTAL_OIDC_ISSUER is not set; the hub in a box is for the demo only");
        };
        if !issuer.starts_with("https://") {
            return refuse("PORTAL_OIDC_ISSUER must be https");
        }
        if self.signin.key_file.is_none() {
            return refuse("PORTAL_OIDC_KEY is not set; a key made at start is for the demo only");
        }
        if self.listen.public_url.scheme() != "https" {
            return refuse("PORTAL_PUBLIC_URL must be https");
        }
        // A proxy on the same machine may speak plain HTTP to us; a network may not.
        let local =
            matches!(self.listen.addr.ip(), IpAddr::V4(ip) if ip.is_loopback()) || self.listen.addr.ip().is_loopback();
        if self.listen.tls.is_none() && !local {
            return refuse("PORTAL_ADDR is not a loopback address and PORTAL_TLS_CERT is not set");
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn production() -> Config {
        Config {
            profile: Profile::Production,
            listen: ListenConfig {
                addr: ([127, 0, 0, 1], 3000).into(),
                admin_addr: ([127, 0, 0, 1], 3001).into(),
                public_url: "https://portal.example/".parse().expect("a URL"),
                tls: None,
                max_connections: 10,
            },
            signin: SignInConfig {
                issuer: Some("https://id.example/realm".into()),
                client_id: "portal".into(),
                key_file: Some("key.pem".into()),
            },
            upstream: UpstreamConfig { hub_url: Some("https://hub.example/".parse().expect("a URL")), sim: None },
            store: StoreConfig { data_dir: "data".into(), database_url: None },
            site: SiteConfig { dir: "site".into() },
        }
    }

    #[test]
    fn production_refuses_what_belongs_to_the_demo() {
        assert_eq!(production().check_profile(), Ok(()));
        type Spoil = fn(&mut Config);
        let spoil: &[(&str, Spoil)] = &[
            ("PORTAL_HUB_URL", |c| c.upstream.hub_url = None),
            ("PORTAL_HUB_URL", |c| c.upstream.hub_url = Some("http://hub.example/".parse().expect("a URL"))),
            ("PORTAL_OIDC_ISSUER", |c| c.signin.issuer = None),
            ("PORTAL_OIDC_ISSUER", |c| c.signin.issuer = Some("http://id.example".into())),
            ("PORTAL_OIDC_KEY", |c| c.signin.key_file = None),
            ("PORTAL_PUBLIC_URL", |c| c.listen.public_url = "http://portal.example/".parse().expect("a URL")),
            ("PORTAL_ADDR", |c| c.listen.addr = ([0, 0, 0, 0], 3000).into()),
        ];
        for (variable, change) in spoil {
            let mut config = production();
            change(&mut config);
            let error = config.check_profile().expect_err(variable).0;
            assert!(error.contains(variable), "{error}");
            config.profile = Profile::Demo;
            assert_eq!(config.check_profile(), Ok(()), "{variable}");
        }
    }
}
