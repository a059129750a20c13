//! Where pages inside providers' pages are served: an origin of their own, so that the portal's session never comes there.

use std::net::SocketAddr;

use reqwest::Url;

use super::listen::ListenConfig;
use super::profile::Profile;
use super::{ConfigError, env};

/// Address and public URL. In production there are none unless both are set.
#[derive(Clone, Debug)]
pub struct EmbedConfig {
    /// `PORTAL_EMBED_ADDR`, in the demo `127.0.0.1:3002`: pages inside providers' pages, and nothing else.
    pub addr: SocketAddr,
    /// `PORTAL_EMBED_PUBLIC_URL`, in the demo `http://127.0.0.1:` and the port of the address (https where the portal speaks TLS itself,
    /// `localhost` where it is `127.0.0.1`): how browsers reach those. Another host than the portal's, because cookies ignore ports.
    pub public_url: Url,
}

impl EmbedConfig {
    /// Reads the area; nothing where these pages are not served.
    ///
    /// # Errors
    /// An address or URL that cannot be used, half of the pair in production, or the portal's own host.
    pub fn from_env(profile: Profile, listen: &ListenConfig) -> Result<Option<Self>, ConfigError> {
        let addr: Option<SocketAddr> = env::parsed("PORTAL_EMBED_ADDR")?;
        let url: Option<Url> = env::parsed("PORTAL_EMBED_PUBLIC_URL")?;
        let (addr, public_url) = match (profile, addr, url) {
            (_, Some(addr), Some(url)) => (addr, url),
            (Profile::Production, None, None) => return Ok(None),
            (Profile::Production, ..) => {
                let why = "PORTAL_EMBED_ADDR and PORTAL_EMBED_PUBLIC_URL belong together: one of them is not set";
                return Err(ConfigError(why.into()));
            }
            (Profile::Demo, addr, url) => {
                let addr = addr.unwrap_or_else(|| ([127, 0, 0, 1], 3002).into());
                let host = if listen.public_url.host_str() == Some("127.0.0.1") { "localhost" } else { "127.0.0.1" };
                let scheme = if listen.tls.is_some() { "https" } else { "http" };
                let usual = || Url::parse(&format!("{scheme}://{host}:{}", addr.port()));
                let url = url.map_or_else(usual, Ok).map_err(|error| ConfigError(error.to_string()))?;
                (addr, url)
            }
        };
        let bare = public_url.path() == "/" && public_url.query().is_none();
        if !matches!(public_url.scheme(), "http" | "https") || !bare {
            return Err(ConfigError(
                "PORTAL_EMBED_PUBLIC_URL cannot be used: it is http:// or https://, host and port, without a path"
                    .into(),
            ));
        }
        if public_url.host() == listen.public_url.host() {
            return Err(ConfigError(
                "PORTAL_EMBED_PUBLIC_URL must have another host than PORTAL_PUBLIC_URL: cookies ignore ports".into(),
            ));
        }
        Ok(Some(Self { addr, public_url }))
    }

    /// Whether browsers speak TLS there.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.public_url.scheme() == "https"
    }

    /// Scheme, host and port as a browser's `Origin` says them.
    #[must_use]
    pub fn origin(&self) -> String {
        self.public_url.origin().ascii_serialization()
    }
}
