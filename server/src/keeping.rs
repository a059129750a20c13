//! The door `Keeping` onto the vault: one person, one request.

use app::domain::notice::Marks;
use app::domain::notice::feed::Look;
use app::domain::outside_site::OutsideLinks;
use app::keeping::{Keeping, NotReadable};
use app::records::Pending;
use tracing::error;

use crate::feed;
use crate::store::RowId;
use crate::vault::{Kept, Vault};

impl Kept for Marks {
    const KIND: &'static str = "notice marks";
}

impl Kept for OutsideLinks {
    const KIND: &'static str = "outside links";
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

    fn outside_links(&self) -> Pending<'_, Result<OutsideLinks, NotReadable>> {
        Box::pin(self.read())
    }

    fn has_feed(&self) -> Pending<'_, Result<bool, NotReadable>> {
        Box::pin(async {
            self.vault.store().has_feed(self.person).await.map_err(|failure| {
                error!(%failure, "whether a person has a feed could not be read");
                NotReadable
            })
        })
    }

    fn note_look(&self, look: Look) -> Pending<'_, ()> {
        Box::pin(async move {
            // The feed then tells of the look before: nothing is lost by it.
            if let Err(failure) = feed::note_look(&self.vault, self.person, &look).await {
                error!(%failure, "a look could not be noted for the feed");
            }
        })
    }
}
