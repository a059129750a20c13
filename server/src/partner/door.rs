//! The door `Sharing` for one person: providers, their questions, and this person's consents with each use.

use std::sync::Arc;

use app::domain::partner::Standing;
use app::keeping::NotReadable;
use app::records::Pending;
use app::sharing::{Asked, Given, Listed, NotAsked, Sharing, Used};
use tracing::error;

use super::embed;
use super::fhir::told;
use super::registry::entries;
use super::request::{AuthRequest, Problem};
use crate::clock::Clock;
use crate::state::Portal;
use crate::store::{RowId, Store};

/// Uses of a consent that are read.
const USES: i64 = 50;

/// One person's.
pub struct PersonSharing {
    store: Arc<dyn Store>,
    clock: Clock,
    origin: String,
    person: RowId,
}

impl PersonSharing {
    /// Of a person.
    #[must_use]
    pub fn new(portal: &Portal, person: RowId) -> Self {
        let (store, origin) = (Arc::clone(&portal.store), portal.config.listen.origin());
        Self { store, clock: portal.clock, origin, person }
    }

    async fn all(&self) -> Result<Vec<Given>, Box<dyn std::error::Error + Send + Sync>> {
        let (store, clock) = (self.store.as_ref(), self.clock);
        let registry = entries(store).await?;
        let mut given = Vec::new();
        for row in store.consents_of(self.person).await? {
            let Some(entry) = registry.iter().find(|entry| entry.partner.id == row.partner) else { continue };
            let uses = store.uses_of(row.id, USES).await?;
            let uses = uses.iter().map(|used| Used {
                at: clock.japan(used.at),
                what: embed::told(&used.object).unwrap_or_else(|| told(&used.object)),
                given: used.outcome == "done",
            });
            given.push(Given {
                token: consent_name(&row.id),
                partner: entry.partner.clone(),
                suspended: !entry.active,
                terms: serde_json::from_str(&row.facts)?,
                since: clock.japan(row.given_at),
                until: clock.japan(row.ends_at),
                standing: Standing::of(&row.stopped, row.ends_at, clock.unix_now()),
                stopped_at: row.stopped_at.map(|at| clock.japan(at)),
                uses: uses.collect(),
            });
        }
        Ok(given)
    }
}

/// What a form calls a consent.
fn consent_name(id: &RowId) -> String {
    id.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The consent that a form names.
#[must_use]
pub fn consent_of(name: &str) -> Option<RowId> {
    if name.len() != 64 || !name.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let bytes: Option<Vec<u8>> = (0..32).map(|at| u8::from_str_radix(name.get(at * 2..at * 2 + 2)?, 16).ok()).collect();
    bytes?.try_into().ok()
}

impl Sharing for PersonSharing {
    fn asked<'a>(&'a self, query: &'a str) -> Pending<'a, Result<Asked, NotAsked>> {
        Box::pin(async move {
            let request = AuthRequest::of_query(query);
            match request.question(self.store.as_ref(), &self.origin).await {
                Ok(question) => Ok(Asked {
                    partner: question.partner,
                    kinds: question.kinds,
                    offline: question.scopes.offline,
                    fields: request.fields(),
                }),
                Err(Problem::NotReadable(failure)) => {
                    error!(%failure, "the registry of providers could not be read");
                    Err(NotAsked::NotReadable)
                }
                Err(_) => Err(NotAsked::NoQuestion),
            }
        })
    }

    fn given(&self) -> Pending<'_, Result<Vec<Given>, NotReadable>> {
        Box::pin(async move {
            self.all().await.map_err(|failure| {
                error!(%failure, "a person's consents could not be read");
                NotReadable
            })
        })
    }

    fn listed(&self) -> Pending<'_, Result<Vec<Listed>, NotReadable>> {
        Box::pin(async move {
            let all = entries(self.store.as_ref()).await.map_err(|failure| {
                error!(%failure, "the registry of providers could not be read");
                NotReadable
            })?;
            Ok(all.into_iter().map(|entry| Listed { partner: entry.partner, suspended: !entry.active }).collect())
        })
    }
}
