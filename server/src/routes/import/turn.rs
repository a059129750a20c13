//! Anyone may send files here, and each takes a processor for a moment: only a few at a time, the others wait shortly or
//! are told to come again.

use std::time::Duration;

use app::pages::fault::Fault;
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::middleware::fault::Faulted;

/// Requests that are worked on at a time.
const AT_ONCE: usize = 4;

/// How long one waits for its turn.
const WAIT: Duration = Duration::from_secs(4);

static TURNS: Semaphore = Semaphore::const_new(AT_ONCE);

/// Waits for a turn, which lasts as long as it is kept. Taken when the whole body is there: who sends slowly holds none.
pub(crate) async fn turn() -> Result<SemaphorePermit<'static>, Faulted> {
    turn_of(&TURNS, WAIT).await
}

async fn turn_of(turns: &Semaphore, wait: Duration) -> Result<SemaphorePermit<'_>, Faulted> {
    match tokio::time::timeout(wait, turns.acquire()).await {
        Ok(Ok(permit)) => Ok(permit),
        _ => Err(Faulted(Fault::Busy)),
    }
}

/// Does work that keeps a processor busy where it holds up no other request.
pub(crate) async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Faulted> {
    tokio::task::spawn_blocking(work).await.map_err(|_panic| Faulted(Fault::Broken))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn who_finds_no_turn_is_told_to_come_again() {
        let turns = Semaphore::new(1);
        let wait = Duration::from_millis(20);
        let held = turn_of(&turns, wait).await.expect("a free turn");
        assert!(matches!(turn_of(&turns, wait).await, Err(Faulted(Fault::Busy))));
        drop(held);
        assert!(turn_of(&turns, wait).await.is_ok());
    }
}
