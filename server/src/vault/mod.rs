//! What a person asked the portal to keep, sealed so that only the portal's key opens it, and only in its own place.
//!
//! Whoever holds the database alone reads nothing in it, and moving a sealed value to another person or kind makes it
//! worthless.

mod key;

use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;
use thiserror::Error;

pub use key::{KeyFileError, VaultKeys};

use crate::store::kept::{Held, KeptRow};
use crate::store::{RowId, Store, StoreError};

/// How often a change is tried again when somebody else was quicker.
const TRIES: usize = 8;

/// A kind of thing that is kept, one value for each person. What was never kept is the default.
pub trait Kept: Serialize + DeserializeOwned + Default + Send {
    /// Its name in the store. Never changed: values are sealed under it.
    const KIND: &'static str;
}

/// Why something kept cannot be had or changed.
#[derive(Debug, Error)]
pub enum VaultError {
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Sealed with a key that this portal does not have, or changed since.
    #[error("a kept value cannot be opened: PORTAL_DATA_KEY holds another key, or the database was changed")]
    Sealed,
    /// Of a later version of this program.
    #[error("a kept value cannot be read by this version: {0}")]
    Shape(#[from] serde_json::Error),
    /// Changed by others again and again.
    #[error("a kept value was changed by others at the same time, again and again")]
    Busy,
}

/// Keeps values for people.
#[derive(Clone)]
pub struct Vault {
    store: Arc<dyn Store>,
    keys: Arc<VaultKeys>,
}

impl Vault {
    /// Over a store.
    #[must_use]
    pub fn new(store: Arc<dyn Store>, keys: VaultKeys) -> Self {
        Self { store, keys: Arc::new(keys) }
    }

    /// The store underneath, for what is found by something else than its person.
    pub(crate) fn store(&self) -> &dyn Store {
        &*self.store
    }

    /// What a person keeps of a kind.
    ///
    /// # Errors
    /// When the store fails or the value cannot be opened.
    pub async fn read<T: Kept>(&self, person: RowId) -> Result<T, VaultError> {
        Ok(self.find(person).await?.1)
    }

    /// Changes what a person keeps of a kind; the answer is the change's own. `change` may be called more than once, each
    /// time with what is kept then.
    ///
    /// # Errors
    /// When the store fails or the value cannot be opened; nothing is changed then.
    pub async fn change<T: Kept, R>(
        &self,
        person: RowId,
        change: impl Fn(&mut T) -> R + Send,
    ) -> Result<R, VaultError> {
        for _ in 0..TRIES {
            let (version, mut value) = self.find::<T>(person).await?;
            let answer = change(&mut value);
            let sealed = self.keys.seal(person, T::KIND, &serde_json::to_vec(&value)?);
            if self.store.keep(person, T::KIND, KeptRow { version: version + 1, sealed }).await? {
                return Ok(answer);
            }
        }
        Err(VaultError::Busy)
    }

    /// Forgets what a person keeps of one kind.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn forget<T: Kept>(&self, person: RowId) -> Result<(), VaultError> {
        Ok(self.store.forget_one(person, T::KIND).await?)
    }

    /// What there is of a person, counted.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn held(&self, person: RowId) -> Result<Held, VaultError> {
        Ok(self.store.held(person).await?)
    }

    /// What a form or an address may call something of a person: the same each time, and it leads back to nothing.
    #[must_use]
    pub fn token(&self, person: RowId, text: &str) -> String {
        hex(self.keys.token(person, text))
    }

    /// The same for many texts of one person at once.
    pub fn tokens(&self, person: RowId) -> impl Fn(&str) -> String + Send + Sync + use<> {
        let tokens = self.keys.tokens(person);
        move |text| hex(tokens.of(text))
    }

    /// Forgets everything about a person; how many values there were.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn erase(&self, person: RowId) -> Result<u64, VaultError> {
        Ok(self.store.forget_kept(person).await?)
    }

    async fn find<T: Kept>(&self, person: RowId) -> Result<(i64, T), VaultError> {
        let Some(row) = self.store.kept(person, T::KIND).await? else { return Ok((0, T::default())) };
        let plain = self.keys.open(person, T::KIND, &row.sealed).ok_or(VaultError::Sealed)?;
        Ok((row.version, serde_json::from_slice(&plain)?))
    }
}

fn hex(bytes: [u8; 16]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.map(|digit| char::from(DIGITS[usize::from(digit)])).collect()
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;
    use crate::store::sql::SqlStore;

    #[derive(Default, Serialize, Deserialize)]
    struct Counted(u32);

    impl Kept for Counted {
        const KIND: &'static str = "counted";
    }

    #[derive(Default, Serialize, Deserialize)]
    struct Noted(String);

    impl Kept for Noted {
        const KIND: &'static str = "noted";
    }

    async fn vault() -> (Vault, Arc<dyn Store>, tempfile::TempDir) {
        let folder = tempfile::tempdir().expect("a folder");
        let store: Arc<dyn Store> =
            Arc::new(SqlStore::open(&folder.path().join("kept.sqlite")).await.expect("a store"));
        (Vault::new(Arc::clone(&store), VaultKeys::generate()), store, folder)
    }

    #[tokio::test]
    async fn what_is_kept_is_this_persons_until_it_is_erased() {
        let (vault, _, _folder) = vault().await;
        vault.change([1; 32], |noted: &mut Noted| noted.0 = "一".into()).await.expect("kept");
        vault.change([2; 32], |noted: &mut Noted| noted.0 = "二".into()).await.expect("kept");
        assert_eq!(vault.read::<Noted>([1; 32]).await.expect("read").0, "一");
        assert_eq!(vault.read::<Counted>([1; 32]).await.expect("read").0, 0, "another kind");
        assert_eq!(vault.erase([1; 32]).await.expect("erased"), 1);
        assert_eq!(vault.read::<Noted>([1; 32]).await.expect("read").0, "");
        assert_eq!(vault.read::<Noted>([2; 32]).await.expect("read").0, "二");
    }

    #[tokio::test]
    async fn changes_at_the_same_time_are_all_kept() {
        let (vault, _, _folder) = vault().await;
        let all: Vec<_> = (0..6)
            .map(|_| {
                let vault = vault.clone();
                tokio::spawn(async move { vault.change([1; 32], |counted: &mut Counted| counted.0 += 1).await })
            })
            .collect();
        for one in all {
            one.await.expect("ran").expect("kept");
        }
        assert_eq!(vault.read::<Counted>([1; 32]).await.expect("read").0, 6);
    }

    #[tokio::test]
    async fn a_sealed_value_opens_in_its_own_place_only() {
        let (vault, store, _folder) = vault().await;
        vault.change([1; 32], |noted: &mut Noted| noted.0 = "一".into()).await.expect("kept");
        let row = store.kept([1; 32], Noted::KIND).await.expect("read").expect("a row");
        assert!(!row.sealed.windows(3).any(|bytes| bytes == "一".as_bytes()), "nothing to be read in the file");
        store.keep([2; 32], Noted::KIND, row.clone()).await.expect("moved");
        assert!(matches!(vault.read::<Noted>([2; 32]).await, Err(VaultError::Sealed)), "another person's place");
        store.keep([1; 32], Counted::KIND, row).await.expect("moved");
        assert!(matches!(vault.read::<Counted>([1; 32]).await, Err(VaultError::Sealed)), "another kind's place");
    }
}
