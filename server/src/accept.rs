//! Our own accept loop: no delay on small packets, limits on connections and on waiting, a drain that ends.
//!
//! The framework's own loop has no time limit for headers: anyone could hold connections open for nothing.

pub(crate) mod bare;
mod exchange;
mod neighbours;
mod voice;

pub(crate) use neighbours::household;

use std::future::Future;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, mpsc, watch};
use tokio_rustls::TlsAcceptor;
use tracing::{debug, warn};

use crate::progress::Progress;
use exchange::exchange;
use neighbours::Neighbours;

/// Who sent a request: the address at the other end of its connection. Only a named proxy's word goes beyond it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Peer(pub IpAddr);

/// What one listener allows.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Connections at once; more wait in the kernel's queue.
    pub connections: usize,
    /// Connections at once from one address; more are closed. None: as many as there are places.
    pub per_address: Option<usize>,
    /// From the opening of a connection (or the last answer on it) to a complete header; the TLS handshake has as long.
    pub header: Duration,
    /// For a reader who takes nothing of an answer.
    pub write: Duration,
    /// For running requests after the stop signal.
    pub drain: Duration,
    /// Whether browsers reach the portal by https: what is answered here says so too.
    pub https: bool,
}

impl Limits {
    /// The usual limits.
    #[must_use]
    pub fn new(connections: usize) -> Self {
        Self {
            connections,
            per_address: None,
            header: Duration::from_secs(10),
            write: Duration::from_secs(30),
            drain: Duration::from_secs(30),
            https: false,
        }
    }
}

/// Accepts until `stop` is ready, then lets running requests end. Returns whether all of them did.
pub async fn serve(
    listener: TcpListener,
    tls: Option<TlsAcceptor>,
    router: Router,
    limits: Limits,
    stop: impl Future<Output = ()>,
) -> bool {
    let places = Arc::new(Semaphore::new(limits.connections));
    let neighbours = limits.per_address.map(Neighbours::new);
    let (say_stop, stopping) = watch::channel(false);
    let (alive, mut gone) = mpsc::channel::<()>(1);
    let mut stop = std::pin::pin!(stop);
    loop {
        let place = tokio::select! {
            () = &mut stop => break,
            place = Arc::clone(&places).acquire_owned() => place,
        };
        let Ok(place) = place else { break };
        let (stream, peer) = tokio::select! {
            () = &mut stop => break,
            accepted = listener.accept() => match accepted {
                Ok((stream, address)) => (stream, Peer(address.ip().to_canonical())),
                Err(error) => {
                    // Out of file descriptors, mostly: going on at once would only spin.
                    warn!(%error, "a connection could not be accepted");
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                }
            },
        };
        let seat = match &neighbours {
            None => None,
            Some(neighbours) => match neighbours.seat(peer.0) {
                Some(seat) => Some(seat),
                // Closed without a word: an answer would cost more than the question.
                None => continue,
            },
        };
        let (tls, router, stopping, alive) = (tls.clone(), router.clone(), stopping.clone(), alive.clone());
        tokio::spawn(async move {
            connection(stream, peer, tls, router, limits, stopping).await;
            drop((place, seat, alive));
        });
    }
    drop((listener, alive));
    // Nobody listens where no connection is open.
    _ = say_stop.send(true);
    tokio::time::timeout(limits.drain, gone.recv()).await.is_ok()
}

async fn connection(
    stream: TcpStream,
    peer: Peer,
    tls: Option<TlsAcceptor>,
    router: Router,
    limits: Limits,
    stopping: watch::Receiver<bool>,
) {
    if stream.set_nodelay(true).is_err() {
        return;
    }
    // Under TLS, so that what counts is what the reader really takes.
    let stream = Progress::new(stream, limits.write);
    let Some(tls) = tls else { return exchange(stream, peer, router, limits, stopping).await };
    match tokio::time::timeout(limits.header, tls.accept(stream)).await {
        Ok(Ok(stream)) => exchange(stream, peer, router, limits, stopping).await,
        Ok(Err(error)) => debug!(%error, "no TLS handshake"),
        Err(_elapsed) => debug!("no TLS handshake in time"),
    }
}
