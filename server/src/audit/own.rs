//! The door `Trail` onto the access record, for one person.

use std::sync::Arc;

use app::domain::trail::{Act, Deed, Outcome};
use app::keeping::NotReadable;
use app::records::Pending;
use app::trail::{AT_ONCE, Shown, Trail};
use tracing::error;

use super::{Audit, BY_DELEGATE};
use crate::clock::Clock;
use crate::partner::{Entry, entries};
use crate::session::browser;
use crate::state::Portal;
use crate::store::audit::EntryRow;
use crate::store::{RowId, Store};

/// One person's entries.
pub struct PersonTrail {
    audit: Audit,
    store: Arc<dyn Store>,
    clock: Clock,
    person: RowId,
}

impl PersonTrail {
    /// Of a person.
    #[must_use]
    pub fn new(portal: &Portal, person: RowId) -> Self {
        Self { audit: portal.audit.clone(), store: Arc::clone(&portal.store), clock: portal.clock, person }
    }

    async fn read(&self, before: Option<i64>) -> Result<Shown, NotReadable> {
        // What was done a moment ago may still be on its way. Where it takes long, what stands is shown.
        _ = self.audit.settled().await;
        let one_more = AT_ONCE + 1;
        let rows = self.store.entries_of(self.person, before, one_more as i64).await.map_err(|failure| {
            error!(%failure, "a person's entries in the access record could not be read");
            NotReadable
        })?;
        let more = rows.len() > AT_ONCE;
        let registry = if rows.iter().any(|row| browser::provider(&row.browser).is_some()) {
            // Without it a provider is called what programs call it.
            entries(self.store.as_ref()).await.unwrap_or_default()
        } else {
            Vec::new()
        };
        let deeds = rows.into_iter().take(AT_ONCE).filter_map(|row| self.deed(row, &registry)).collect();
        Ok(Shown { deeds, more })
    }

    /// An entry of a later version of this program may hold words that are unknown here.
    fn deed(&self, row: EntryRow, registry: &[Entry]) -> Option<Deed> {
        let provider = browser::provider(&row.browser).map(|id| {
            let known = registry.iter().find(|entry| entry.partner.id == id);
            let name = known.map_or(id, |entry| entry.partner.name.as_str());
            let purpose = known.map(|entry| format!("（目的：{}）", entry.partner.purpose.label()));
            format!("PHR事業者「{name}」{}", purpose.unwrap_or_default())
        });

        Some(Deed {
            sequence: row.sequence,
            at: self.clock.japan(row.at.div_euclid(1000)),
            sitting: row.sitting,
            browser: match provider {
                Some(provider) => provider,
                None if row.reason == BY_DELEGATE => "代理人の画面".to_owned(),
                None => browser::phrase(&row.browser),
            },
            act: Act::parse(&row.act)?,
            object: row.object,
            outcome: Outcome::parse(&row.outcome)?,
            reason: row.reason,
        })
    }
}

impl Trail for PersonTrail {
    fn newest(&self, before: Option<i64>) -> Pending<'_, Result<Shown, NotReadable>> {
        Box::pin(self.read(before))
    }
}
