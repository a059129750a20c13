//! The door `Sharing` for one person: providers, their questions, and this person's consents with each use.

use std::ops::Range;
use std::sync::Arc;

use app::domain::partner::Standing;
use app::keeping::NotReadable;
use app::records::Pending;
use app::sharing::{Asked, Given, Listed, NotAsked, Sharing, USES, Used};
use tracing::error;

use super::embed;
use super::fhir::told;
use super::registry::entries;
use super::request::{AuthRequest, Problem};
use crate::clock::Clock;
use crate::state::Portal;
use crate::store::partner::{DONE, REFUSED, UseRow};
use crate::store::{RowId, Store};

type Failed = Box<dyn std::error::Error + Send + Sync>;

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

    async fn all(&self) -> Result<Vec<Given>, Failed> {
        let (store, clock) = (self.store.as_ref(), self.clock);
        let registry = entries(store).await?;
        let mut given = Vec::new();
        for row in store.consents_of(self.person).await? {
            let Some(entry) = registry.iter().find(|entry| entry.partner.id == row.partner) else { continue };
            let last = |used: Option<UseRow>| used.map(|used| self.used(&used));
            given.push(Given {
                token: consent_name(&row.id),
                partner: entry.partner.clone(),
                suspended: !entry.active,
                terms: serde_json::from_str(&row.facts)?,
                since: clock.japan(row.given_at),
                until: clock.japan(row.ends_at),
                standing: Standing::of(&row.stopped, row.ends_at, clock.unix_now()),
                stopped_at: row.stopped_at.map(|at| clock.japan(at)),
                uses: self.some(row.id, 0..USES).await?,
                use_count: usize::try_from(store.count_uses(row.id).await?)?,
                last_given: last(store.last_use(row.id, DONE).await?),
                last_refused: last(store.last_use(row.id, REFUSED).await?),
                open_until: store.open_until(row.id, clock.unix_now()).await?.map(|at| clock.japan(at)),
            });
        }
        Ok(given)
    }

    /// Uses of a consent in these places.
    async fn some(&self, consent: RowId, places: Range<usize>) -> Result<Vec<Used>, Failed> {
        let (skip, count) = (i64::try_from(places.start)?, i64::try_from(places.len())?);
        Ok(self.store.uses_of(consent, skip, count).await?.iter().map(|used| self.used(used)).collect())
    }

    fn used(&self, used: &UseRow) -> Used {
        Used {
            at: self.clock.japan(used.at),
            what: embed::told(&used.object).unwrap_or_else(|| told(&used.object)),
            given: used.outcome == DONE,
        }
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

    fn uses<'a>(&'a self, consent: &'a str, places: Range<usize>) -> Pending<'a, Result<Vec<Used>, NotReadable>> {
        Box::pin(async move {
            let own = async {
                let Some(id) = consent_of(consent) else { return Ok(Vec::new()) };
                let row = self.store.consent(id).await?.filter(|row| row.person == self.person);
                if row.is_some() { self.some(id, places).await } else { Ok(Vec::new()) }
            };
            own.await.map_err(|failure: Failed| {
                error!(%failure, "the uses of a consent could not be read");
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
