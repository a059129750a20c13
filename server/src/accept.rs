//! Our own accept loop: no delay on small packets, limits on connections and on waiting, a drain that ends.
//!
//! The framework's own loop has no time limit for headers: anyone could hold connections open for nothing.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio_rustls::TlsAcceptor;
use tracing::{debug, warn};

use crate::progress::Progress;

/// What one listener allows.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Connections at once; more wait in the kernel's queue.
    pub connections: usize,
    /// From the opening of a connection (or the last answer on it) to a complete header; the TLS handshake has as long.
    pub header: Duration,
    /// For a reader who takes nothing of an answer.
    pub write: Duration,
    /// For running requests after the stop signal.
    pub drain: Duration,
}

impl Limits {
    /// The usual limits.
    #[must_use]
    pub fn new(connections: usize) -> Self {
        Self {
            connections,
            header: Duration::from_secs(10),
            write: Duration::from_secs(30),
            drain: Duration::from_secs(30),
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
    let graceful = GracefulShutdown::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        let place = tokio::select! {
            () = &mut stop => break,
            place = Arc::clone(&places).acquire_owned() => place,
        };
        let Ok(place) = place else { break };
        let stream = tokio::select! {
            () = &mut stop => break,
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => stream,
                Err(error) => {
                    // Out of file descriptors, mostly: going on at once would only spin.
                    warn!(%error, "a connection could not be accepted");
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                }
            },
        };
        let (tls, router, watcher) = (tls.clone(), router.clone(), graceful.watcher());
        tokio::spawn(async move {
            connection(stream, tls, router, limits, watcher).await;
            drop(place);
        });
    }
    drop(listener);
    tokio::time::timeout(limits.drain, graceful.shutdown()).await.is_ok()
}

async fn connection(stream: TcpStream, tls: Option<TlsAcceptor>, router: Router, limits: Limits, watcher: Watcher) {
    if stream.set_nodelay(true).is_err() {
        return;
    }
    // Under TLS, so that what counts is what the reader really takes.
    let stream = Progress::new(stream, limits.write);
    let Some(tls) = tls else { return exchange(stream, router, limits, watcher).await };
    match tokio::time::timeout(limits.header, tls.accept(stream)).await {
        Ok(Ok(stream)) => exchange(stream, router, limits, watcher).await,
        Ok(Err(error)) => debug!(%error, "no TLS handshake"),
        Err(_elapsed) => debug!("no TLS handshake in time"),
    }
}

async fn exchange<S>(stream: S, router: Router, limits: Limits, watcher: Watcher)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    // HTTP/1 only: telling versions apart by the first bytes has no time limit.
    let exchange = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.header)
        .max_headers(64)
        .max_buf_size(32 << 10)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router));
    if let Err(error) = watcher.watch(exchange).await {
        debug!(%error, "a connection ended early");
    }
}
