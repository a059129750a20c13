//! What an access token opens: looked up anew at every request, with its consent and its provider, so that whatever has ended
//! has ended at once.

use app::domain::partner::{Partner, Resource, Scopes, Standing, Terms};
use axum::http::HeaderMap;
use axum::http::header::{AUTHORIZATION, ORIGIN};
use tracing::error;

use super::grant::Sealed;
use super::registry::entry;
use crate::session::identity::SignedIn;
use crate::session::token::Token;
use crate::state::Portal;
use crate::store::RowId;
use crate::store::partner::{ConsentRow, Role};

/// Beside an answer to a provider: for the access record.
#[derive(Clone, Debug)]
pub struct ProvidedTo {
    /// Digest of the person.
    pub person: RowId,
    /// The consent.
    pub consent: RowId,
    /// The provider.
    pub partner: String,
    /// Why it was refused: a closed code, else empty.
    pub reason: &'static str,
}

impl ProvidedTo {
    /// By a consent.
    pub(super) fn of(consent: &ConsentRow, reason: &'static str) -> Self {
        Self { person: consent.person, consent: consent.id, partner: consent.partner.clone(), reason }
    }
}

/// What is open.
pub(super) struct Opened {
    /// The person, and the key to their records.
    pub(super) identity: SignedIn,
    /// To whom.
    pub(super) partner: Partner,
    /// What.
    pub(super) terms: Terms,
    scopes: Scopes,
    /// For the access record.
    pub(super) whose: ProvidedTo,
}

impl Opened {
    /// Whether a resource is: agreed to, and asked for with this token.
    pub(super) fn opens(&self, resource: Resource) -> bool {
        self.scopes.resources.contains(&resource) && self.terms.opens(resource)
    }

    /// For the access record: refused for a reason.
    pub(super) fn refused(&self, reason: &'static str) -> ProvidedTo {
        ProvidedTo { reason, ..self.whose.clone() }
    }
}

/// Why nothing is.
pub(super) enum Closed {
    /// No token, or none that is known.
    Unknown,
    /// A known one that opens nothing: whose it was, and why.
    Known(ProvidedTo),
    /// Nobody can tell now.
    NotReadable,
}

/// Opens what a request's token opens.
pub(super) async fn open(portal: &Portal, headers: &HeaderMap) -> Result<Opened, Closed> {
    let token = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()).and_then(|value| {
        let (scheme, token) = value.split_once(' ')?;
        scheme.eq_ignore_ascii_case("Bearer").then(|| Token::parse(token))?
    });
    let token = token.ok_or(Closed::Unknown)?;
    let not_readable = |failure: &dyn std::fmt::Display| {
        error!(%failure, "what a provider's token opens could not be read");
        Closed::NotReadable
    };
    let grant = portal.store.grant(token.row_id()).await.map_err(|failure| not_readable(&failure))?;
    let grant = grant.filter(|grant| grant.role == Role::Access).ok_or(Closed::Unknown)?;
    let consent = portal.store.consent(grant.consent).await.map_err(|failure| not_readable(&failure))?;
    let consent = consent.ok_or(Closed::Unknown)?;
    let closed = |reason| Closed::Known(ProvidedTo::of(&consent, reason));
    let now = portal.clock.unix_now();
    if Standing::of(&consent.stopped, consent.ends_at, now) != Standing::InForce {
        return Err(closed("consent-over"));
    }
    let found = entry(portal.store.as_ref(), &consent.partner).await.map_err(|failure| not_readable(&failure))?;
    let Some(found) = found.filter(|found| found.active) else { return Err(closed("provider-suspended")) };
    if grant.ends_at <= now {
        return Err(closed("token-over"));
    }
    let foreign = headers.get(ORIGIN).is_some_and(|origin| !found.partner.origins.iter().any(|own| own == origin));
    if foreign {
        return Err(closed("foreign-origin"));
    }
    let terms: Terms = serde_json::from_str(&consent.facts).map_err(|failure| not_readable(&failure))?;
    let secret = token.open(&grant.sealed).and_then(|secret| Token::parse(std::str::from_utf8(&secret).ok()?));
    let sealed = secret.and_then(|secret| secret.open(&consent.sealed)).ok_or_else(|| closed("token-over"))?;
    let sealed: Sealed = serde_json::from_slice(&sealed).map_err(|failure| not_readable(&failure))?;
    Ok(Opened {
        identity: sealed.into(),
        partner: found.partner,
        terms,
        scopes: Scopes::read(&grant.bound),
        whose: ProvidedTo::of(&consent, ""),
    })
}
