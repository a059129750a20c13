//! Settings, read from the environment once.

use std::net::SocketAddr;
use std::path::PathBuf;

use axum::http::Uri;
use chrono::NaiveDate;
use jsonwebtoken::jwk::Jwk;
use thiserror::Error;

use crate::faults::spec::{self, Fault};

/// What may be wrong with a setting. Values are not repeated: a key may be among them.
#[derive(Debug, Error)]
pub(crate) enum ConfigError {
    /// A variable cannot be read.
    #[error("{0} cannot be read: {1}")]
    Unreadable(&'static str, String),
}

/// The settings.
#[derive(Clone, Debug)]
pub(crate) struct Config {
    /// HUB_SIM_ADDR: where to listen.
    pub(crate) addr: SocketAddr,
    /// HUB_SIM_TODAY: the simulated day; the day in Japan when unset.
    pub(crate) today: Option<NaiveDate>,
    /// HUB_SIM_FAULTS: faults from the start.
    pub(crate) faults: Vec<Fault>,
    /// HUB_SIM_STEP_MS: how long a step of the registration takes.
    pub(crate) step: chrono::Duration,
    /// HUB_SIM_CLIENT_ID: the one client of the OpenID provider.
    pub(crate) client_id: String,
    /// HUB_SIM_CLIENT_JWK: its public key. Without one nobody gets a token.
    pub(crate) client_key: Option<Jwk>,
    /// HUB_SIM_REDIRECT_URI: where people are sent back to; compared to the letter.
    pub(crate) redirect_uri: String,
    /// HUB_SIM_BACKCHANNEL_LOGOUT_URI: where the client is told that a session has ended. Only plain HTTP is spoken; a
    /// client behind TLS is not told.
    pub(crate) logout_uri: Option<Uri>,
    /// HUB_SIM_DATA_DIR: where it is kept what happened to cards; in memory only when unset.
    pub(crate) data_dir: Option<PathBuf>,
}

impl Config {
    /// Reads the environment.
    pub(crate) fn from_env() -> Result<Self, ConfigError> {
        Self::read(|name| std::env::var(name).ok().filter(|v| !v.is_empty()))
    }

    /// Reads settings by name from anywhere.
    pub(crate) fn read(get: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        let addr = get("HUB_SIM_ADDR").unwrap_or_else(|| "127.0.0.1:3100".to_owned());
        let today = get("HUB_SIM_TODAY").map(|v| NaiveDate::parse_from_str(&v, "%Y-%m-%d")).transpose();
        let step = get("HUB_SIM_STEP_MS").map_or(Ok(400), |v| v.parse::<u32>());
        let logout_uri = get("HUB_SIM_BACKCHANNEL_LOGOUT_URI").map(|v| logout_uri(&v)).transpose()?;
        let client_key = get("HUB_SIM_CLIENT_JWK").map(|v| serde_json::from_str(&v)).transpose();
        Ok(Self {
            addr: addr.parse().map_err(|e| unreadable("HUB_SIM_ADDR", e))?,
            today: today.map_err(|e| unreadable("HUB_SIM_TODAY", e))?,
            faults: spec::parse(&get("HUB_SIM_FAULTS").unwrap_or_default())
                .map_err(|e| unreadable("HUB_SIM_FAULTS", e))?,
            step: chrono::Duration::milliseconds(step.map_err(|e| unreadable("HUB_SIM_STEP_MS", e))?.into()),
            client_id: get("HUB_SIM_CLIENT_ID").unwrap_or_else(|| "portal".to_owned()),
            client_key: client_key.map_err(|e| unreadable("HUB_SIM_CLIENT_JWK", e))?,
            redirect_uri: get("HUB_SIM_REDIRECT_URI")
                .unwrap_or_else(|| "http://localhost:3000/login/callback".to_owned()),
            logout_uri: logout_uri.flatten(),
            data_dir: get("HUB_SIM_DATA_DIR").map(PathBuf::from),
        })
    }

    /// The origin of its pages.
    pub(crate) fn origin(&self) -> String {
        format!("http://{}", self.addr)
    }

    /// The origin of the one client.
    pub(crate) fn client_origin(&self) -> &str {
        let after_scheme = self.redirect_uri.find("://").map_or(0, |at| at + 3);
        let end = self.redirect_uri[after_scheme..].find('/').map_or(self.redirect_uri.len(), |at| after_scheme + at);
        &self.redirect_uri[..end]
    }

    /// The issuer of the OpenID provider.
    pub(crate) fn issuer(&self) -> String {
        format!("{}/api/realms/main", self.origin())
    }
}

/// An address of plain HTTP with a host; nothing where it is one of TLS.
fn logout_uri(text: &str) -> Result<Option<Uri>, ConfigError> {
    const NAME: &str = "HUB_SIM_BACKCHANNEL_LOGOUT_URI";
    let uri: Uri = text.parse().map_err(|error| unreadable(NAME, error))?;
    match (uri.scheme_str(), uri.host()) {
        (Some("http"), Some(_)) => Ok(Some(uri)),
        (Some("https"), Some(_)) => {
            tracing::warn!("{NAME} is https: the client will not be told when a session ends");
            Ok(None)
        }
        _ => Err(unreadable(NAME, "it must begin with http:// and name a host")),
    }
}

fn unreadable(name: &'static str, error: impl ToString) -> ConfigError {
    ConfigError::Unreadable(name, error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_hold_and_nonsense_is_named() {
        let config = Config::read(|_| None).expect("defaults");
        assert_eq!(config.issuer(), "http://127.0.0.1:3100/api/realms/main");
        assert_eq!(config.step.num_milliseconds(), 400);
        let names = [
            "HUB_SIM_ADDR",
            "HUB_SIM_TODAY",
            "HUB_SIM_FAULTS",
            "HUB_SIM_STEP_MS",
            "HUB_SIM_CLIENT_JWK",
            "HUB_SIM_BACKCHANNEL_LOGOUT_URI",
        ];
        for name in names {
            let error = Config::read(|n| (n == name).then(|| "nonsense".to_owned())).expect_err(name);
            assert!(error.to_string().contains(name));
        }
    }
}
