//! Where the portal listens and how browsers reach it.

use std::net::SocketAddr;
use std::path::PathBuf;

use reqwest::Url;

use super::networks::Networks;
use super::{ConfigError, env};

/// Addresses, public URL and TLS.
#[derive(Clone, Debug)]
pub struct ListenConfig {
    /// `PORTAL_ADDR`, default `127.0.0.1:3000`.
    pub addr: SocketAddr,
    /// `PORTAL_ADMIN_ADDR`, default `127.0.0.1:3001`: health and metrics, never public.
    pub admin_addr: SocketAddr,
    /// `PORTAL_REDIRECT_ADDR`, unset: an address without TLS that sends browsers to the public URL.
    pub redirect_addr: Option<SocketAddr>,
    /// `PORTAL_PUBLIC_URL`, default `http://localhost:3000`: how browsers reach the portal; has no path.
    pub public_url: Url,
    /// `PORTAL_TLS_CERT` and `PORTAL_TLS_KEY`: PEM files; both or none.
    pub tls: Option<TlsFiles>,
    /// `PORTAL_TLS_PROXY`: addresses of the proxies that speak TLS for us; only these are believed about who asks.
    pub tls_proxy: Networks,
    /// `PORTAL_MAX_CONNECTIONS`, default 4096; more wait in the kernel's queue.
    pub max_connections: usize,
}

/// The files for serving TLS.
#[derive(Clone, Debug)]
pub struct TlsFiles {
    /// Certificate chain, own certificate first.
    pub cert: PathBuf,
    /// Private key.
    pub key: PathBuf,
}

impl ListenConfig {
    /// Reads the area.
    ///
    /// # Errors
    /// An address or URL that cannot be used, or half of the TLS pair.
    pub fn from_env() -> Result<Self, ConfigError> {
        let public_url: Url = match env::parsed("PORTAL_PUBLIC_URL")? {
            Some(url) => url,
            None => Url::parse("http://localhost:3000").map_err(|error| ConfigError(error.to_string()))?,
        };
        if !matches!(public_url.scheme(), "http" | "https") || public_url.path() != "/" || public_url.query().is_some()
        {
            return Err(ConfigError(
                "PORTAL_PUBLIC_URL cannot be used: it is http:// or https://, host and port, without a path".into(),
            ));
        }
        let tls = match (env::text("PORTAL_TLS_CERT"), env::text("PORTAL_TLS_KEY")) {
            (Some(cert), Some(key)) => Some(TlsFiles { cert: cert.into(), key: key.into() }),
            (None, None) => None,
            _ => {
                return Err(ConfigError(
                    "PORTAL_TLS_CERT and PORTAL_TLS_KEY belong together: one of them is not set".into(),
                ));
            }
        };
        Ok(Self {
            addr: env::parsed("PORTAL_ADDR")?.unwrap_or_else(|| ([127, 0, 0, 1], 3000).into()),
            admin_addr: env::parsed("PORTAL_ADMIN_ADDR")?.unwrap_or_else(|| ([127, 0, 0, 1], 3001).into()),
            redirect_addr: env::parsed("PORTAL_REDIRECT_ADDR")?,
            public_url,
            tls,
            tls_proxy: env::parsed("PORTAL_TLS_PROXY")?.unwrap_or_default(),
            max_connections: env::parsed("PORTAL_MAX_CONNECTIONS")?.unwrap_or(4096),
        })
    }

    /// Whether browsers speak TLS to us, directly or through a proxy.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.public_url.scheme() == "https"
    }

    /// Scheme, host and port by which a neighbour on this machine reaches us, without the way that browsers take: where we
    /// speak TLS ourselves, he need not know our certificate.
    #[must_use]
    pub fn inner_url(&self) -> String {
        format!("http://{}", if self.tls.is_some() { self.admin_addr } else { self.addr })
    }

    /// Scheme, host and port as a browser's `Origin` says them.
    #[must_use]
    pub fn origin(&self) -> String {
        self.public_url.origin().ascii_serialization()
    }
}
