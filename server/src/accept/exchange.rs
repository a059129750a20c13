//! One connection: requests in, answers out, and a last word where there was no request to answer.

use std::convert::Infallible;
use std::future::poll_fn;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::header::HOST;
use axum::http::{Response, StatusCode, Version};
use futures_util::FutureExt;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::sync::watch;
use tower::ServiceExt;
use tracing::{debug, error, info};

use super::voice::{Spoken, Turn, Voice};
use super::{Limits, Peer, bare};
use crate::middleware::request_id::RequestId;

/// How long a sender is listened to after the last word, so that the word arrives and is not torn up by what still comes.
const LINGER: Duration = Duration::from_secs(1);
/// Bytes dropped meanwhile, at most.
const LINGER_BYTES: usize = 1 << 20;

/// Serves requests until the other side, the time or the stop signal ends it.
pub(super) async fn exchange<S>(
    stream: S,
    peer: Peer,
    router: Router,
    limits: Limits,
    mut stopping: watch::Receiver<bool>,
) where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let turn = Turn::default();
    let voice = Voice::new(stream, turn.clone());
    let service = service_fn(move |mut request: axum::http::Request<Incoming>| {
        turn.begin();
        request.extensions_mut().insert(peer);
        let (router, turn) = (router.clone(), turn.clone());
        Box::pin(async move {
            if !names_one_host(&request) {
                let id = RequestId::generate();
                info!(request.id = %id.0, response.status = 400, "a request named no host, or several");
                let answer = bare::answer(&id, StatusCode::BAD_REQUEST, limits.https);
                return Ok::<_, Infallible>(answer.map(|body| Spoken::new(body, turn)));
            }
            let answered = AssertUnwindSafe(router.oneshot(request.map(Body::new))).catch_unwind().await;
            let response: Response<Body> = match answered {
                Ok(Ok(response)) => response,
                Ok(Err(never)) => match never {},
                // Handlers have their own net; this one is under everything else.
                Err(_panic) => {
                    let id = RequestId::generate();
                    error!(request.id = %id.0, "a request broke outside its handler");
                    bare::answer(&id, StatusCode::INTERNAL_SERVER_ERROR, limits.https)
                }
            };
            Ok::<_, Infallible>(response.map(|body| Spoken::new(body, turn)))
        })
    });
    // HTTP/1 only: telling versions apart by the first bytes has no time limit.
    let mut running = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.header)
        .max_headers(64)
        .max_buf_size(32 << 10)
        .serve_connection(TokioIo::new(voice), service);
    let ended = tokio::select! {
        ended = poll_fn(|cx| running.poll_without_shutdown(cx)) => Some(ended),
        _ = stopping.wait_for(|&stop| stop) => None,
    };
    let ended = match ended {
        Some(ended) => ended,
        None => {
            Pin::new(&mut running).graceful_shutdown();
            poll_fn(|cx| running.poll_without_shutdown(cx)).await
        }
    };
    let (stream, held_back, heard) = running.into_parts().io.into_inner().into_parts();
    let late = matches!(&ended, Err(error) if error.is_timeout()) && heard;
    let status = held_back.or(late.then_some(StatusCode::REQUEST_TIMEOUT));
    if let Err(error) = ended {
        debug!(%error, "a connection ended early");
    }
    // Whoever takes nothing or goes on sending is left behind after a moment.
    _ = tokio::time::timeout(LINGER, last_word(stream, status, limits.https)).await;
}

/// Whether a request says for whom it is, once, as RFC 9112 3.2 asks of HTTP/1.1: two names are how one program in a chain is
/// made to see another request than the next.
fn names_one_host<B>(request: &axum::http::Request<B>) -> bool {
    match request.headers().get_all(HOST).iter().count() {
        0 => request.version() < Version::HTTP_11,
        count => count == 1,
    }
}

/// Says what is left to say, closes our half, and drops what still comes for a moment.
async fn last_word<S: AsyncRead + AsyncWrite + Unpin>(
    mut stream: S,
    status: Option<StatusCode>,
    https: bool,
) -> std::io::Result<()> {
    if let Some(status) = status {
        let (id, wire) = bare::bytes(status, https).await;
        info!(request.id = %id.0, response.status = status.as_u16(), "answered what was no request");
        stream.write_all(&wire).await?;
    }
    stream.flush().await?;
    stream.shutdown().await?;
    let (mut dropped, mut piece) = (0, vec![0; 16 << 10]);
    while dropped < LINGER_BYTES {
        match stream.read(&mut piece).await? {
            0 => break,
            read => dropped += read,
        }
    }
    Ok(())
}
