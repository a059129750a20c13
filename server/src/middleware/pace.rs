//! Bodies that come too slowly are cut, so that nobody holds a place, or what they have sent so far, for nothing.
//!
//! A sender has some seconds of patience. Waiting uses them up, and bytes earn them back, never more than at first: who
//! stops after a quick beginning is cut as soon as who trickles.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use app::pages::fault::Fault;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::Request;
use axum::http::HeaderValue;
use axum::http::header::CONNECTION;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::{Stream, StreamExt, stream};
use thiserror::Error;
use tokio::time::{Instant, timeout};

use super::fault::Faulted;

/// Waiting at most, in a row or not made up for.
const PATIENCE: Duration = Duration::from_secs(10);

/// Bytes that earn a second: a tenth of the slowest connection that people still use.
const SPEED: u32 = 4 << 10;

/// The sender was too slow.
#[derive(Debug, Error)]
#[error("the body came too slowly")]
struct TooSlow;

/// Watches the body. Whatever the handler makes of one that was cut, the answer says that it was.
pub async fn watch(request: Request, next: Next) -> Response {
    if request.body().is_end_stream() {
        return next.run(request).await;
    }
    let cut = Arc::new(AtomicBool::new(false));
    let told = Arc::clone(&cut);
    let request = request.map(|body| {
        Body::from_stream(paced(body.into_data_stream(), PATIENCE).inspect(move |piece| {
            if matches!(piece, Err(error) if is_too_slow(error)) {
                told.store(true, Ordering::Relaxed);
            }
        }))
    });
    let mut response = next.run(request).await;
    if cut.load(Ordering::Relaxed) {
        response = Faulted(Fault::SentTooSlowly).into_response();
        // The rest of the body would be taken for the next request.
        response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    }
    response
}

fn is_too_slow(error: &axum::Error) -> bool {
    std::error::Error::source(error).is_some_and(|source| source.is::<TooSlow>())
}

/// The body with its sender held to the speed; an error ends it.
fn paced(
    body: impl Stream<Item = Result<Bytes, axum::Error>> + Unpin + Send + 'static,
    patience: Duration,
) -> impl Stream<Item = Result<Bytes, axum::Error>> + Send + 'static {
    stream::unfold((Some(body), patience), move |(body, left)| async move {
        let mut body = body?;
        let begun = Instant::now();
        match timeout(left, body.next()).await {
            Ok(Some(Ok(piece))) => {
                let earned = Duration::from_secs(1) * u32::try_from(piece.len()).unwrap_or(u32::MAX) / SPEED;
                let left = (left.saturating_sub(begun.elapsed()) + earned).min(patience);
                Some((Ok(piece), (Some(body), left)))
            }
            Ok(Some(Err(error))) => Some((Err(error), (None, left))),
            Ok(None) => None,
            Err(_elapsed) => Some((Err(axum::Error::new(TooSlow)), (None, left))),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHORT: Duration = Duration::from_millis(200);

    /// How long the body took to end or to be cut, and whether it was whole. `pieces` are (milliseconds before it, bytes).
    async fn sent(pieces: Vec<(u64, usize)>) -> (Duration, bool) {
        let begun = Instant::now();
        let body = stream::iter(pieces).then(|(wait, bytes)| async move {
            tokio::time::sleep(Duration::from_millis(wait)).await;
            Ok(Bytes::from(vec![0; bytes]))
        });
        let pieces: Vec<_> = paced(Box::pin(body), SHORT).collect().await;
        (begun.elapsed(), pieces.iter().all(Result::is_ok))
    }

    #[tokio::test]
    async fn only_steady_senders_are_heard_out() {
        let trickle = vec![(20, 1); 600];
        let steady = vec![(20, 8 << 10); 30];
        let quick_then_still = vec![(0, 6 << 20), (6_000, 1)];
        let paused_now_and_then = vec![(0, 1 << 20), (120, 1 << 20), (120, 1 << 20)];
        for (name, pieces, least, whole) in [
            ("empty", vec![], 0, true),
            ("late", vec![(100, 1)], 100, true),
            ("silent", vec![(6_000, 1)], 200, false),
            ("trickle", trickle, 200, false),
            ("steady", steady, 600, true),
            ("quick, then still", quick_then_still, 200, false),
            ("pauses", paused_now_and_then, 240, true),
        ] {
            let (took, was_whole) = sent(pieces).await;
            assert_eq!(was_whole, whole, "{name}");
            let least = Duration::from_millis(least);
            assert!(took >= least && took < least * 3 + SHORT, "{name}: {took:?}");
        }
    }
}
