//! Forms under way: each is carried through whether or not anybody still waits for its answer, and the portal does not stop
//! before they are written down.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::task::JoinHandle;
use tokio::time::timeout;

/// More than ever are under way at once.
const ALL: u32 = 1 << 20;

/// Those under way.
#[derive(Debug)]
pub struct Deeds(Arc<Semaphore>);

impl Default for Deeds {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(ALL as usize)))
    }
}

impl Deeds {
    /// Begins one, which goes on by itself.
    pub fn begin<D>(&self, deed: D) -> JoinHandle<D::Output>
    where
        D: Future + Send + 'static,
        D::Output: Send,
    {
        let counted = Arc::clone(&self.0).try_acquire_owned();
        tokio::spawn(async move {
            let done = deed.await;
            drop(counted);
            done
        })
    }

    /// Waits until none is under way; says whether that came about in time.
    pub async fn ended(&self, patience: Duration) -> bool {
        timeout(patience, self.0.acquire_many(ALL)).await.is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_has_begun_goes_on_unwaited_for_and_is_waited_for_at_the_end() {
        let deeds = Deeds::default();
        let (told, hears) = tokio::sync::oneshot::channel::<()>();
        let (said, heard) = tokio::sync::oneshot::channel();
        drop(deeds.begin(async move {
            _ = hears.await;
            said.send(()).expect("somebody listens");
        }));
        assert!(!deeds.ended(Duration::from_millis(20)).await, "one is under way");
        told.send(()).expect("it still waits");
        assert!(deeds.ended(Duration::from_secs(5)).await);
        heard.await.expect("it was carried through");
    }
}
