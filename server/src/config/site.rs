//! Where the site's files are: style, scripts, icons.

use std::path::PathBuf;

use super::{ConfigError, env};

/// The site directory.
#[derive(Clone, Debug)]
pub struct SiteConfig {
    /// `PORTAL_SITE_DIR`, default `site` beside the executable.
    pub dir: PathBuf,
}

impl SiteConfig {
    /// Reads the area.
    ///
    /// # Errors
    /// When the executable's own place is unknown and the variable is unset.
    pub fn from_env() -> Result<Self, ConfigError> {
        if let Some(dir) = env::text("PORTAL_SITE_DIR") {
            return Ok(Self { dir: dir.into() });
        }
        let exe = std::env::current_exe().map_err(|error| {
            ConfigError(format!("PORTAL_SITE_DIR is not set and the executable's place is unknown: {error}"))
        })?;
        Ok(Self { dir: exe.with_file_name("site") })
    }
}
