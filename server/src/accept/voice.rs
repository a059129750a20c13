//! The stream under one exchange. It knows when the HTTP library speaks by itself, and says it better.
//!
//! The library answers what is no request with a bare status line. That happens only between two answers of the portal:
//! then what it writes is held back, and its status kept for the answer that follows.

use std::io::{IoSlice, Result};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::task::{Context, Poll};

use axum::body::{Body, Bytes, HttpBody};
use axum::http::StatusCode;
use hyper::body::{Frame, SizeHint};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// Nothing is being answered.
const QUIET: u8 = 0;
/// The portal works on an answer, or its body is being sent.
const ANSWERING: u8 = 1;
/// The answer is complete, but perhaps not all on its way yet.
const SAID: u8 = 2;

/// What the stream and the service of one exchange tell each other.
#[derive(Clone, Default)]
pub(super) struct Turn(Arc<AtomicU8>);

impl Turn {
    /// The portal begins to answer.
    pub(super) fn begin(&self) {
        self.0.store(ANSWERING, Ordering::Relaxed);
    }

    fn end(&self) {
        self.0.store(SAID, Ordering::Relaxed);
    }
}

/// The body of an answer; its end is the end of the turn.
pub(super) struct Spoken {
    inner: Body,
    turn: Turn,
}

impl Spoken {
    pub(super) fn new(inner: Body, turn: Turn) -> Self {
        Self { inner, turn }
    }
}

impl Drop for Spoken {
    fn drop(&mut self) {
        self.turn.end();
    }
}

impl HttpBody for Spoken {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<std::result::Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.inner).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}

/// The stream.
pub(super) struct Voice<S> {
    inner: S,
    turn: Turn,
    /// Bytes of a request have come since the last answer.
    heard: bool,
    /// Its first line has come whole.
    heard_line: bool,
    /// What the library wanted to say by itself.
    held_back: Option<StatusCode>,
}

impl<S> Voice<S> {
    pub(super) fn new(inner: S, turn: Turn) -> Self {
        Self { inner, turn, heard: false, heard_line: false, held_back: None }
    }

    /// The status that the library wanted to answer with, if it did; and the stream, to answer better.
    pub(super) fn into_parts(self) -> (S, Option<StatusCode>, bool) {
        // An address that does not end is too long for its line; the library sees a header that is too large.
        let status = match self.held_back {
            Some(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE) if !self.heard_line => Some(StatusCode::URI_TOO_LONG),
            other => other,
        };
        (self.inner, status, self.heard)
    }

    /// Whether these bytes are the library's own answer, which are then taken and not sent.
    fn holds_back(&mut self, bytes: &[u8]) -> bool {
        if self.held_back.is_none() && self.turn.0.load(Ordering::Relaxed) == QUIET {
            self.held_back = bytes
                .strip_prefix(b"HTTP/1.")
                .and_then(|line| line.get(2..5))
                .and_then(|code| StatusCode::from_bytes(code).ok())
                .filter(StatusCode::is_client_error);
        }
        self.held_back.is_some()
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Voice<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<Result<()>> {
        let before = buf.filled().len();
        let polled = Pin::new(&mut self.inner).poll_read(cx, buf);
        let came = &buf.filled()[before..];
        if !came.is_empty() && self.turn.0.load(Ordering::Relaxed) == QUIET {
            if !self.heard {
                (self.heard, self.heard_line) = (true, false);
            }
            self.heard_line = self.heard_line || came.contains(&b'\n');
        }
        polled
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Voice<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<Result<usize>> {
        if self.holds_back(bytes) {
            return Poll::Ready(Ok(bytes.len()));
        }
        self.heard = false;
        Pin::new(&mut self.inner).poll_write(cx, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        parts: &[IoSlice<'_>],
    ) -> Poll<Result<usize>> {
        if self.holds_back(parts.iter().find(|part| !part.is_empty()).map_or(&[], |part| &part[..])) {
            return Poll::Ready(Ok(parts.iter().map(|part| part.len()).sum()));
        }
        self.heard = false;
        Pin::new(&mut self.inner).poll_write_vectored(cx, parts)
    }

    fn is_write_vectored(&self) -> bool {
        self.inner.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        let polled = Pin::new(&mut self.inner).poll_flush(cx);
        if polled.is_ready() {
            // Whatever was said is out.
            _ = self.turn.0.compare_exchange(SAID, QUIET, Ordering::Relaxed, Ordering::Relaxed);
        }
        polled
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.inner).poll_shutdown(cx)
    }
}
