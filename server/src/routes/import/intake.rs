//! What people send here lies in memory until it is read, so all senders together get a fixed room. It is taken byte by
//! byte as they come: who sends slowly takes little of it and keeps nobody else out.

use app::pages::fault::Fault;
use axum::body::{Body, Bytes};
use futures_util::StreamExt;
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::middleware::fault::Faulted;

/// The room in pieces of [`PIECE`]: sixteen of the largest forms.
const PIECES: usize = 16 * 96;

/// One piece, bytes.
const PIECE: usize = 64 << 10;

static ROOM: Semaphore = Semaphore::const_new(PIECES);

/// The part of the room that one sender holds. Given back when dropped.
pub(super) struct Held {
    room: &'static Semaphore,
    permit: Option<SemaphorePermit<'static>>,
    bytes: usize,
}

impl Held {
    /// Nothing yet.
    pub(super) fn new() -> Self {
        Self { room: &ROOM, permit: None, bytes: 0 }
    }

    /// Room for so many bytes more.
    pub(super) fn grow(&mut self, bytes: usize) -> Result<(), Fault> {
        let before = self.bytes.div_ceil(PIECE);
        self.bytes = self.bytes.saturating_add(bytes);
        let more = u32::try_from(self.bytes.div_ceil(PIECE) - before).map_err(|_| Fault::TooLarge)?;
        if more > 0 {
            let permit = self.room.try_acquire_many(more).map_err(|_| Fault::Busy)?;
            match &mut self.permit {
                Some(held) => held.merge(permit),
                none => *none = Some(permit),
            }
        }
        Ok(())
    }
}

/// The whole body, which the route has limited, and the room it lies in.
pub(super) async fn whole(body: Body) -> Result<(Bytes, Held), Faulted> {
    let (mut held, mut bytes, mut pieces) = (Held::new(), Vec::new(), body.into_data_stream());
    while let Some(piece) = pieces.next().await {
        let piece = piece.map_err(|error| Faulted(fault_of(&error)))?;
        held.grow(piece.len()).map_err(Faulted)?;
        bytes.extend_from_slice(&piece);
    }
    Ok((bytes.into(), held))
}

fn fault_of(error: &(dyn std::error::Error + 'static)) -> Fault {
    let mut cause = Some(error);
    while let Some(inner) = cause {
        if inner.is::<http_body_util::LengthLimitError>() {
            return Fault::TooLarge;
        }
        cause = inner.source();
    }
    Fault::BadRequest
}

#[cfg(test)]
mod tests {
    use super::*;

    static SMALL: Semaphore = Semaphore::const_new(3);

    #[test]
    fn room_is_taken_as_it_is_needed_and_given_back() {
        let held = || Held { room: &SMALL, permit: None, bytes: 0 };
        let (mut one, mut other) = (held(), held());
        for _ in 0..PIECE {
            assert_eq!(one.grow(1), Ok(()));
        }
        assert_eq!(SMALL.available_permits(), 2, "the first piece holds them all");
        assert_eq!(one.grow(PIECE + 1), Ok(()));
        assert_eq!(other.grow(1), Err(Fault::Busy));
        drop(one);
        assert_eq!(held().grow(3 * PIECE), Ok(()));
        assert_eq!(SMALL.available_permits(), 3);
    }
}
