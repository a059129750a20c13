//! How the access record is signed, and where its signed heads are written besides the database.

use std::path::{Path, PathBuf};

use super::{ConfigError, env};

/// The access record.
#[derive(Clone, Debug)]
pub struct AuditConfig {
    /// `PORTAL_AUDIT_KEY`: PEM file whose first key (PKCS#8, P-256) signs; former keys, private or public, may follow.
    /// Default a file in the data folder, made with a new key.
    pub key_file: Option<PathBuf>,
    /// `PORTAL_AUDIT_HEADS`: file the signed heads are added to; default `audit-heads.jsonl` in the data folder.
    pub heads_file: Option<PathBuf>,
}

impl AuditConfig {
    /// Reads the area.
    ///
    /// # Errors
    /// None today; the shape is that of every area.
    pub fn from_env() -> Result<Self, ConfigError> {
        Ok(Self {
            key_file: env::text("PORTAL_AUDIT_KEY").map(PathBuf::from),
            heads_file: env::text("PORTAL_AUDIT_HEADS").map(PathBuf::from),
        })
    }

    /// The file of the heads.
    #[must_use]
    pub fn heads(&self, data_dir: &Path) -> PathBuf {
        self.heads_file.clone().unwrap_or_else(|| data_dir.join("audit-heads.jsonl"))
    }

    /// The key in the data folder, where none is named.
    #[must_use]
    pub fn own_key(data_dir: &Path) -> PathBuf {
        data_dir.join("audit.key")
    }
}
