//! Who signs people in.

use std::path::PathBuf;

use super::card::CardConfig;
use super::{ConfigError, env};

/// The OpenID provider and how the portal proves itself to it.
#[derive(Clone, Debug)]
pub struct SignInConfig {
    /// `PORTAL_OIDC_ISSUER`; unset means the hub in a box.
    pub issuer: Option<String>,
    /// `PORTAL_OIDC_CLIENT_ID`, default `portal`.
    pub client_id: String,
    /// `PORTAL_OIDC_KEY`: PEM file (PKCS#8, P-256) of the client's key; unset means a key made at start.
    pub key_file: Option<PathBuf>,
    /// `PORTAL_SIGNIN=jpki`: the portal verifies cards itself, and the provider only gives tokens for them.
    pub cards: Option<CardConfig>,
}

impl SignInConfig {
    /// Reads the area.
    ///
    /// # Errors
    /// A way of signing in that does not exist.
    pub fn from_env() -> Result<Self, ConfigError> {
        let cards = match env::text("PORTAL_SIGNIN").as_deref() {
            None | Some("oidc") => None,
            Some("jpki") => Some(CardConfig::from_env()?),
            Some(other) => {
                return Err(ConfigError(format!("PORTAL_SIGNIN={other} cannot be used: it is `oidc` or `jpki`")));
            }
        };
        Ok(Self {
            issuer: env::text("PORTAL_OIDC_ISSUER"),
            client_id: env::text("PORTAL_OIDC_CLIENT_ID").unwrap_or_else(|| "portal".into()),
            key_file: env::text("PORTAL_OIDC_KEY").map(PathBuf::from),
            cards,
        })
    }
}
