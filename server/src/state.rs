//! What every handler may reach: the portal as configured and started.

use std::sync::Arc;

use crate::assets::Site;
use crate::audit::Audit;
use crate::clock::Clock;
use crate::config::Config;
use crate::deeds::Deeds;
use crate::form_key::FormKeys;
use crate::hub::Hub;
use crate::metrics::Metrics;
use crate::rate::Rates;
use crate::reach::Reach;
use crate::session::Sessions;
use crate::session::cookie::CookieRules;
use crate::signin::Provider;
use crate::signin::jpki::CardDoor;
use crate::store::Store;
use crate::vault::Vault;

/// The running portal. Shared, never changed: what changes lies behind the store, the provider and the metrics.
pub struct Portal {
    /// As configured.
    pub config: Config,
    /// Time.
    pub clock: Clock,
    /// Names of the site's files.
    pub site: Site,
    /// How cookies are written.
    pub cookies: CookieRules,
    /// Who is signed in.
    pub sessions: Sessions,
    /// What makes forms ours.
    pub form_keys: FormKeys,
    /// Behind the sessions; here for readiness.
    pub store: Arc<dyn Store>,
    /// Who did what.
    pub audit: Audit,
    /// What people asked to be kept.
    pub vault: Vault,
    /// The way to records.
    pub hub: Arc<Hub>,
    /// Whether the hub answers; for readiness.
    pub hub_reach: Reach,
    /// Who signs people in.
    pub provider: Provider,
    /// The second door, where this portal verifies cards itself.
    pub cards: Option<CardDoor>,
    /// Who has asked how much.
    pub rates: Rates,
    /// Forms under way.
    pub deeds: Deeds,
    /// Counters.
    pub metrics: Metrics,
}

/// The state of all routers.
pub type SharedPortal = Arc<Portal>;
