//! What an access token opens: looked up anew at every request, with its consent and its provider, so that whatever has ended
//! has ended at once.

use app::domain::delegation::RecordKind;
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
use crate::store::partner::{ConsentRow, GrantRow, Role};

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
    /// What else the token is bound to.
    pub(super) bound: String,
    /// What opens the consent, for another token to seal.
    pub(super) secret: Vec<u8>,
    /// When the consent ends, Unix seconds.
    pub(super) ends_at: i64,
    /// For the access record.
    pub(super) whose: ProvidedTo,
}

impl Opened {
    /// Whether a resource is: agreed to, and asked for with this token.
    pub(super) fn opens(&self, resource: Resource) -> bool {
        self.scopes.resources.contains(&resource) && self.terms.opens(resource)
    }

    /// Whether records of a kind are: agreed to, and asked for with this token.
    pub(super) fn opens_kind(&self, kind: RecordKind) -> bool {
        self.terms.kinds.contains(&kind) && self.scopes.kinds().contains(&kind)
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
    let grant = portal.store.grant(token.row_id()).await.map_err(|failure| not_readable(&failure))?;
    let grant = grant.filter(|grant| grant.role == Role::Access).ok_or(Closed::Unknown)?;
    let opened = open_by(portal, &token, grant).await?;
    let foreign = headers.get(ORIGIN).is_some_and(|origin| !opened.partner.origins.iter().any(|own| own == origin));
    if foreign { Err(Closed::Known(opened.refused("foreign-origin"))) } else { Ok(opened) }
}

/// Opens what a token opens, of whatever role its row says.
pub(super) async fn open_by(portal: &Portal, token: &Token, grant: GrantRow) -> Result<Opened, Closed> {
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
    let terms: Terms = serde_json::from_str(&consent.facts).map_err(|failure| not_readable(&failure))?;
    // Never more than its entry lets it ask for now.
    let terms = terms.with_only(&found.partner.kinds);
    let secret = token.open(&grant.sealed).ok_or_else(|| closed("token-over"))?;
    let identity = identity(&consent, &secret).map_err(|failure| not_readable(&failure))?;
    Ok(Opened {
        identity: identity.ok_or_else(|| closed("token-over"))?,
        partner: found.partner,
        terms,
        scopes: Scopes::read(&grant.bound),
        bound: grant.bound,
        secret,
        ends_at: consent.ends_at,
        whose: ProvidedTo::of(&consent, ""),
    })
}

/// Whose records a consent is about, and the key to them at the hub, for the secret that a token seals.
pub(super) fn identity(consent: &ConsentRow, secret: &[u8]) -> Result<Option<SignedIn>, serde_json::Error> {
    let opener = std::str::from_utf8(secret).ok().and_then(Token::parse);
    let sealed = opener.and_then(|opener| opener.open(&consent.sealed));
    sealed.map(|sealed| serde_json::from_slice::<Sealed>(&sealed).map(SignedIn::from)).transpose()
}

fn not_readable(failure: &dyn std::fmt::Display) -> Closed {
    error!(%failure, "what a provider's token opens could not be read");
    Closed::NotReadable
}
