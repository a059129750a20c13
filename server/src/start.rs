//! From configuration to a running portal, and back: everything `main` does, in an order that fails early and clearly.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use thiserror::Error;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tokio_rustls::TlsAcceptor;
use tracing::warn;

use crate::accept::{Limits, serve};
use crate::assets::{Site, SiteError};
use crate::audit::{Audit, AuditError, AuditKeys, HeadsFile};
use crate::clock::Clock;
use crate::config::Config;
use crate::config::audit::AuditConfig;
use crate::config::profile::Profile;
use crate::deeds::Deeds;
use crate::form_key::FormKeys;
use crate::hub::{Hub, HubConfig, HubError};
use crate::hub_sim::{HubSim, Launch, RunningSim, SimError};
use crate::metrics::Metrics;
use crate::rate::Rates;
use crate::reach::Reach;
use crate::session::Sessions;
use crate::session::cookie::CookieRules;
use crate::session::limits::Limits as SessionLimits;
use crate::signin::client_key::{ClientKey, KeyError};
use crate::signin::jpki::watch::watch;
use crate::signin::jpki::{CardDoor, DoorError};
use crate::signin::{Provider, SignInError};
use crate::state::{Portal, SharedPortal};
use crate::store::StoreError;
use crate::tls::{TlsError, acceptor};
use crate::vault::{KeyFileError, Vault, VaultKeys};
use crate::{admin, plain, render, router, store};

/// How often what is over is dropped from the store.
const SWEEP: Duration = Duration::from_secs(60);

/// Connections at once to the admin address.
const ADMIN_CONNECTIONS: usize = 64;

/// How long stopping waits for forms under way.
const DEEDS_AT_THE_END: Duration = Duration::from_secs(15);

/// Why the portal cannot start. Each text says what to do.
#[derive(Debug, Error)]
pub enum StartError {
    /// The site's files.
    #[error(transparent)]
    Site(#[from] SiteError),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The hub client.
    #[error("PORTAL_HUB_URL cannot be used: {0}")]
    Hub(#[from] HubError),
    /// The hub in a box.
    #[error(transparent)]
    Sim(#[from] SimError),
    /// The client's key.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The keys of what people keep.
    #[error(transparent)]
    DataKey(#[from] KeyFileError),
    /// The access record.
    #[error(transparent)]
    Audit(#[from] AuditError),
    /// The provider's address.
    #[error(transparent)]
    SignIn(#[from] SignInError),
    /// The second door.
    #[error(transparent)]
    Door(#[from] DoorError),
    /// TLS.
    #[error(transparent)]
    Tls(#[from] TlsError),
    /// An address that cannot be listened on.
    #[error("{variable}={addr} cannot be listened on: {source}")]
    Listen {
        /// Which variable.
        variable: &'static str,
        /// Which address.
        addr: SocketAddr,
        /// Why.
        source: std::io::Error,
    },
    /// Signals.
    #[error("the stop signal cannot be awaited: {0}")]
    Signal(std::io::Error),
    /// The address of a URL.
    #[error("an address cannot be made into a URL: {0}")]
    Url(String),
}

/// A portal that listens.
pub struct Running {
    portal: SharedPortal,
    listener: TcpListener,
    admin: TcpListener,
    redirect: Option<TcpListener>,
    embed: Option<TcpListener>,
    tls: Option<TlsAcceptor>,
    sim: Option<RunningSim>,
}

/// Starts everything that must stand before the first request.
///
/// # Errors
/// The first thing that does not work.
pub async fn start(config: Config) -> Result<Running, StartError> {
    // Another part of the process may have done either already; that is as good.
    _ = rustls::crypto::ring::default_provider().install_default();
    _ = render::prepare();

    let clock = Clock::new(config.upstream.shown_day());
    let clock = if config.session.test_clock { clock.stoppable() } else { clock };
    let site = Site::open(&config.site.dir)?;
    let key = match &config.signin.key_file {
        Some(file) => ClientKey::from_file(file)?,
        None => ClientKey::generate()?,
    };
    // Every node of a portal is given the same key; what is made at start serves the demo's one node.
    let form_keys = match &config.signin.key_file {
        Some(file) => FormKeys::from_secret(&std::fs::read(file).map_err(KeyError::File)?),
        None => FormKeys::generate(),
    };
    let redirect = format!("{}/login/callback", config.listen.origin());
    let sim_addr = config.upstream.sim.as_ref().map_or_else(|| ([127, 0, 0, 1], 3100).into(), |sim| sim.addr);
    let sim = match config.upstream.sim_to_start() {
        None => None,
        Some(sim) => Some(HubSim::start(Launch {
            addr: sim.addr,
            today: clock.today(),
            faults: sim.faults.clone(),
            client_id: config.signin.client_id.clone(),
            client_jwk: key.public_jwk().to_owned(),
            redirect_uri: redirect.clone(),
            data_dir: config.store.data_dir.join("hub-sim"),
            logout_uri: format!("{}/login/backchannel", config.listen.inner_url()),
        })?),
    };
    // The child gets ready while we open the rest.
    let store = store::open(&config.store).await?;
    let data_keys = match &config.store.key_file {
        Some(file) => VaultKeys::from_file(file)?,
        None => VaultKeys::from_own_file(&config.store.data_dir.join("data.key"))?,
    };
    let audit_keys = match &config.audit.key_file {
        Some(file) => AuditKeys::from_file(file),
        None => AuditKeys::from_own_file(&AuditConfig::own_key(&config.store.data_dir)),
    };
    let heads = HeadsFile::at(config.audit.heads(&config.store.data_dir));
    let audit = Audit::start(Arc::clone(&store), audit_keys.map_err(AuditError::from)?, heads).await?;
    let hub_url = match &config.upstream.hub_url {
        Some(url) => url.clone(),
        None => format!("http://{sim_addr}").parse().map_err(|error| StartError::Url(format!("{error}")))?,
    };
    let issuer = config.signin.issuer.clone().unwrap_or_else(|| format!("http://{sim_addr}/api/realms/main"));
    let provider = Provider::new(&issuer, &config.signin.client_id, redirect, key)?;
    let tls = config.listen.tls.as_ref().map(acceptor).transpose()?;
    let redirect = match config.listen.redirect_addr {
        Some(addr) => Some(listen("PORTAL_REDIRECT_ADDR", addr).await?),
        None => None,
    };
    let cards = config.signin.cards.as_ref().map(|cards| {
        let real = config.profile == Profile::Production;
        CardDoor::new(cards, config.listen.origin(), &hub_url, real, clock)
    });
    let cards = cards.transpose()?;
    let listener = listen("PORTAL_ADDR", config.listen.addr).await?;
    let admin = listen("PORTAL_ADMIN_ADDR", config.listen.admin_addr).await?;
    let embed = match &config.embed {
        Some(embed) => Some(listen("PORTAL_EMBED_ADDR", embed.addr).await?),
        None => None,
    };
    let portal = Arc::new(Portal {
        clock,
        site,
        cookies: CookieRules::new(config.listen.is_https()),
        sessions: Sessions::new(Arc::clone(&store), clock, SessionLimits::new(config.session.kiosk)),
        audit,
        vault: Vault::new(Arc::clone(&store), data_keys),
        store,
        hub_reach: Reach::new(plain_client()?, hub_url.clone(), |status| !status.is_server_error()),
        hub: Hub::new(HubConfig::new(hub_url, clock))?,
        provider,
        cards,
        form_keys,
        rates: Rates::new(&config.limits),
        deeds: Deeds::default(),
        metrics: Metrics::default(),
        config,
    });
    let sim = match sim {
        Some(sim) => Some(sim.ready().await?),
        None => None,
    };
    Ok(Running { portal, listener, admin, redirect, embed, tls, sim })
}

/// For asking whether the hub is there: follows nothing, keeps no connection.
fn plain_client() -> Result<reqwest::Client, HubError> {
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).pool_max_idle_per_host(0);
    client.no_proxy().build().map_err(|_| HubError::Client)
}

async fn listen(variable: &'static str, addr: SocketAddr) -> Result<TcpListener, StartError> {
    TcpListener::bind(addr).await.map_err(|source| StartError::Listen { variable, addr, source })
}

impl Running {
    /// The portal's own parts.
    #[must_use]
    pub fn portal(&self) -> &Portal {
        &self.portal
    }

    /// Serves until SIGTERM or SIGINT, lets running requests end, and stops the hub in a box.
    ///
    /// # Errors
    /// When the signals cannot be used.
    pub async fn serve(self) -> Result<(), StartError> {
        let (stop, stopped) = watch::channel(false);
        let mut terminate = signal(SignalKind::terminate()).map_err(StartError::Signal)?;
        let mut interrupt = signal(SignalKind::interrupt()).map_err(StartError::Signal)?;
        tokio::spawn(async move {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
            // No receiver is left only when serving has ended already.
            _ = stop.send(true);
        });
        let sweeper = tokio::spawn(sweep(Arc::clone(&self.portal)));
        let watcher = tokio::spawn(watch(Arc::clone(&self.portal)));
        let admin = tokio::spawn(serve(
            self.admin,
            None,
            admin::router(Arc::clone(&self.portal)),
            Limits::new(ADMIN_CONNECTIONS),
            until(stopped.clone()),
        ));
        let limits = Limits {
            https: self.portal.config.listen.is_https(),
            // A proxy holds the connections of everybody.
            per_address: self
                .portal
                .config
                .limits
                .connections
                .filter(|_| self.portal.config.listen.tls_proxy.is_empty()),
            ..Limits::new(self.portal.config.listen.max_connections.min(open_files()))
        };
        let redirect = self.redirect.map(|listener| {
            let router = plain::router(self.portal.config.listen.origin());
            tokio::spawn(serve(listener, None, router, Limits { https: false, ..limits }, until(stopped.clone())))
        });
        let embed = self.embed.map(|listener| {
            let router = router::embeds(&self.portal);
            tokio::spawn(serve(listener, self.tls.clone(), router, limits, until(stopped.clone())))
        });
        let ended = serve(self.listener, self.tls, router::router(&self.portal), limits, until(stopped)).await;
        let embeds_ended = match embed {
            Some(embed) => embed.await.unwrap_or(false),
            None => true,
        };
        if !(ended && embeds_ended) {
            warn!("some requests did not end in time");
        }
        // Those whose browser has gone belong to no connection any more.
        if !self.portal.deeds.ended(DEEDS_AT_THE_END).await {
            warn!("some forms were not carried through in time");
        }
        self.portal.audit.stop().await;
        sweeper.abort();
        watcher.abort();
        admin.abort();
        if let Some(redirect) = redirect {
            redirect.abort();
        }
        if let Some(sim) = self.sim {
            sim.stop().await;
        }
        Ok(())
    }
}

/// Files that the system lets this process have open, less what it needs besides connections: without that margin, a
/// crowd at the door would keep the portal from its own hub and store.
fn open_files() -> usize {
    let limits = std::fs::read_to_string("/proc/self/limits").unwrap_or_default();
    let line = limits.lines().find(|line| line.starts_with("Max open files"));
    let soft = line.and_then(|line| line.split_whitespace().nth(3)).and_then(|soft| soft.parse::<usize>().ok());
    soft.map_or(usize::MAX >> 4, |soft| soft.saturating_sub(256).max(64))
}

async fn until(mut stopped: watch::Receiver<bool>) {
    // An error means that nobody can say "stop" any more, which is a stop too.
    _ = stopped.wait_for(|&stop| stop).await;
}

async fn sweep(portal: SharedPortal) {
    loop {
        tokio::time::sleep(SWEEP).await;
        if let Err(failure) = portal.sessions.sweep().await {
            warn!(%failure, "the session store could not be swept");
        }
    }
}
