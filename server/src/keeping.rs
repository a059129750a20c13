//! The door `Keeping` onto the vault: one person, one request.

use app::domain::ceiling::told::ToldClasses;
use app::domain::notice::Marks;
use app::keeping::{Keeping, NotReadable};
use app::records::Pending;
use tracing::error;

use crate::store::RowId;
use crate::vault::{Kept, Vault};

impl Kept for Marks {
    const KIND: &'static str = "notice marks";
}

impl Kept for ToldClasses {
    const KIND: &'static str = "ceiling classes";
}

/// What one person keeps.
pub struct PersonKeeping {
    vault: Vault,
    person: RowId,
}

impl PersonKeeping {
    /// Of a person.
    #[must_use]
    pub fn new(vault: Vault, person: RowId) -> Self {
        Self { vault, person }
    }

    async fn read<T: Kept>(&self) -> Result<T, NotReadable> {
        self.vault.read(self.person).await.map_err(|failure| {
            error!(%failure, kind = T::KIND, "what a person keeps could not be read");
            NotReadable
        })
    }
}

impl Keeping for PersonKeeping {
    fn notice_marks(&self) -> Pending<'_, Result<Marks, NotReadable>> {
        Box::pin(self.read())
    }

    fn ceiling_classes(&self) -> Pending<'_, Result<ToldClasses, NotReadable>> {
        Box::pin(self.read())
    }
}
