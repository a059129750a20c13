//! The accept loop: plain HTTP/1.1, small answers sent at once, a graceful end.

use std::convert::Infallible;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::TcpListener;

use crate::connection::Connection;
use crate::gate::{self, Dropped};
use crate::hub::Hub;

/// How long running requests may take after the end was asked for.
const GRACE: Duration = Duration::from_secs(2);

/// Serves until `stop` is done, then lets running requests finish.
pub(crate) async fn serve(listener: TcpListener, hub: Arc<Hub>, stop: impl Future<Output = ()>) {
    let router = crate::router::router(Arc::clone(&hub));
    let graceful = GracefulShutdown::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        let stream = match accepted {
            Ok((stream, _)) => stream,
            Err(error) => {
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(Duration::from_millis(20)).await;
                continue;
            }
        };
        // Without this every small answer on a kept connection waits for a delayed acknowledgement.
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "no TCP_NODELAY");
        }
        let (connection, cut) = Connection::new(stream);
        let (hub, router) = (Arc::clone(&hub), router.clone());
        let service = service_fn(move |request: Request<Incoming>| {
            let (hub, router, cut) = (Arc::clone(&hub), router.clone(), cut.clone());
            async move { gate::pass(&hub, router, request.map(Body::new), cut).await }
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(Duration::from_secs(60))
            .serve_connection(TokioIo::new(connection), service);
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            // A dropped connection is what the faults are for.
            let _ = connection.await;
        });
    }
    if tokio::time::timeout(GRACE, graceful.shutdown()).await.is_err() {
        tracing::debug!("connections were still open at the end");
    }
}

/// The type of an answer at the gate.
pub(crate) type Passed = Result<Response<Body>, Dropped>;

impl From<Infallible> for Dropped {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}
