//! A body that comes in pieces, and may end before it is whole.

use std::collections::VecDeque;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use hyper::body::Frame;
use tokio::time::{Sleep, sleep};

use crate::connection::Cut;

/// How a body ends.
pub(crate) enum End {
    /// Whole.
    Whole,
    /// The connection closes before the body is whole.
    Close,
    /// The connection is reset before the body is whole.
    Reset(Cut),
}

/// A body in pieces.
struct Choppy {
    pieces: VecDeque<Bytes>,
    pause: Duration,
    resting: Option<Pin<Box<Sleep>>>,
    end: End,
}

/// Half of a body, and then the end.
pub(crate) fn half(whole: &Bytes, end: End) -> Body {
    let pieces = VecDeque::from([whole.slice(..whole.len() / 2)]);
    // The pause lets the half reach the wire before the connection ends.
    Body::new(Choppy { pieces, pause: Duration::from_millis(20), resting: None, end })
}

/// A body byte by byte.
pub(crate) fn bytewise(whole: &Bytes, pause: Duration) -> Body {
    let pieces = (0..whole.len()).map(|i| whole.slice(i..=i)).collect();
    Body::new(Choppy { pieces, pause, resting: None, end: End::Whole })
}

impl HttpBody for Choppy {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if let Some(rest) = self.resting.as_mut() {
            std::task::ready!(rest.as_mut().poll(cx));
            self.resting = None;
        }
        if let Some(piece) = self.pieces.pop_front() {
            self.resting = Some(Box::pin(sleep(self.pause)));
            return Poll::Ready(Some(Ok(Frame::data(piece))));
        }
        match &self.end {
            End::Whole => Poll::Ready(None),
            End::Close => Poll::Ready(Some(Err(io::ErrorKind::UnexpectedEof.into()))),
            End::Reset(cut) => {
                cut.reset();
                Poll::Ready(Some(Err(io::ErrorKind::ConnectionReset.into())))
            }
        }
    }
}
