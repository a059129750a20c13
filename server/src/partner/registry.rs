//! The registry as the portal reads it.

use app::domain::partner::Partner;
use thiserror::Error;

use crate::store::partner::PartnerRow;
use crate::store::{Store, StoreError};

/// A provider and whether it may have anything now.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The provider.
    pub partner: Partner,
    /// Whether it is not suspended.
    pub active: bool,
}

/// The registry cannot be read.
#[derive(Debug, Error)]
pub enum RegistryError {
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// An entry of another version.
    #[error("an entry of the registry cannot be read: {0}")]
    Shape(#[from] serde_json::Error),
}

/// All providers.
///
/// # Errors
/// When the store fails.
pub async fn entries(store: &dyn Store) -> Result<Vec<Entry>, RegistryError> {
    store.partners().await?.iter().map(read).collect()
}

/// One of them.
///
/// # Errors
/// When the store fails.
pub async fn entry(store: &dyn Store, id: &str) -> Result<Option<Entry>, RegistryError> {
    store.partner(id).await?.as_ref().map(read).transpose()
}

fn read(row: &PartnerRow) -> Result<Entry, RegistryError> {
    Ok(Entry { partner: serde_json::from_str(&row.facts)?, active: row.active })
}
