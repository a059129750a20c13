//! Where the portal keeps sessions, and what people asked it to keep.

use std::path::PathBuf;

use super::{ConfigError, env};

/// Database and data folder.
#[derive(Clone, Debug)]
pub struct StoreConfig {
    /// `PORTAL_DATA_DIR`, default `./data`; made if absent.
    pub data_dir: PathBuf,
    /// `PORTAL_DATABASE_URL`: `sqlite:<file>` or `postgres://…`; default a file in the data folder.
    pub database_url: Option<String>,
    /// `PORTAL_DATA_KEY`: file of the keys that seal what people keep, one a line in base64url, the newest first; default a
    /// file in the data folder, made with a new key.
    pub key_file: Option<PathBuf>,
}

impl StoreConfig {
    /// Reads the area.
    ///
    /// # Errors
    /// None today; the shape is that of every area.
    pub fn from_env() -> Result<Self, ConfigError> {
        Ok(Self {
            data_dir: env::text("PORTAL_DATA_DIR").unwrap_or_else(|| "./data".into()).into(),
            database_url: env::text("PORTAL_DATABASE_URL"),
            key_file: env::text("PORTAL_DATA_KEY").map(PathBuf::from),
        })
    }
}
