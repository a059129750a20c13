//! Whether a service on the network answers right now: asked cheaply, for a second at most, remembered for a moment.
//!
//! Says nothing about how well it works, and reads nothing of what it says.

use std::time::{Duration, Instant};

use reqwest::{Client, StatusCode, Url};
use tokio::sync::Mutex;

/// Longest wait for an answer. Who is this slow cannot be used by a person either.
const WAIT: Duration = Duration::from_secs(1);

/// How long an answer, or none, holds: long enough for those who ask at the same time, too short to be noticed.
const MEMORY: Duration = Duration::from_millis(500);

/// One address to ask.
pub struct Reach {
    url: Url,
    good: fn(StatusCode) -> bool,
    http: Client,
    last: Mutex<Option<(Instant, Result<(), String>)>>,
}

impl Reach {
    /// Asks nothing yet. `good` tells which answers are those of a service that works.
    #[must_use]
    pub fn new(http: Client, url: Url, good: fn(StatusCode) -> bool) -> Self {
        Self { url, good, http, last: Mutex::new(None) }
    }

    /// Asks, or says again what came of it a moment ago.
    ///
    /// # Errors
    /// The reason, for the log: it holds nothing of the answer.
    pub async fn check(&self) -> Result<(), String> {
        let mut last = self.last.lock().await;
        if let Some((since, said)) = last.as_ref()
            && since.elapsed() < MEMORY
        {
            return said.clone();
        }
        let said = self.ask().await;
        *last = Some((Instant::now(), said.clone()));
        said
    }

    async fn ask(&self) -> Result<(), String> {
        // The body is not read: the connection is dropped with it, which is as well for a question this rare.
        match self.http.get(self.url.clone()).timeout(WAIT).send().await {
            Ok(answer) if (self.good)(answer.status()) => Ok(()),
            Ok(answer) => Err(format!("answers {}", answer.status().as_u16())),
            Err(failure) if failure.is_timeout() => Err("does not answer in time".to_owned()),
            Err(_failure) => Err("cannot be reached".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;

    use super::*;

    /// A server that answers every connection with a status, or keeps silent.
    async fn server(status: Option<u16>) -> Url {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}/", listener.local_addr().expect("an address")).parse().expect("a URL");
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                tokio::spawn(async move {
                    let mut asked = [0; 1024];
                    // A client that went away is answered like any other.
                    _ = stream.read(&mut asked).await;
                    match status {
                        Some(status) => {
                            let answer = format!("HTTP/1.1 {status} x\r\ncontent-length: 0\r\n\r\n");
                            _ = stream.write_all(answer.as_bytes()).await;
                        }
                        None => tokio::time::sleep(WAIT * 10).await,
                    }
                });
            }
        });
        url
    }

    fn reach(url: Url) -> Reach {
        _ = rustls::crypto::ring::default_provider().install_default();
        let http = Client::builder().no_proxy().build().expect("a client");
        Reach::new(http, url, |status| status.is_success())
    }

    #[tokio::test]
    async fn tells_who_answers() {
        for (status, expected) in [
            (Some(200), Ok(())),
            (Some(503), Err("answers 503".to_owned())),
            (None, Err("does not answer in time".to_owned())),
        ] {
            let begun = Instant::now();
            assert_eq!(reach(server(status).await).check().await, expected);
            assert!(begun.elapsed() < WAIT + Duration::from_millis(500), "{status:?}: {:?}", begun.elapsed());
        }
    }

    #[tokio::test]
    async fn believes_a_good_answer_for_a_moment_only() {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url: Url = format!("http://{}/", listener.local_addr().expect("an address")).parse().expect("a URL");
        let reach = reach(url);
        let (asked, ()) = tokio::join!(reach.check(), async {
            let (mut stream, _) = listener.accept().await.expect("a connection");
            assert!(stream.read(&mut [0; 1024]).await.is_ok_and(|read| read > 0), "a request");
            stream.write_all(b"HTTP/1.1 200 x\r\ncontent-length: 0\r\nconnection: close\r\n\r\n").await.expect("sent");
        });
        assert_eq!(asked, Ok(()));
        drop(listener);
        assert_eq!(reach.check().await, Ok(()), "at once");
        tokio::time::sleep(MEMORY).await;
        assert_eq!(reach.check().await, Err("cannot be reached".to_owned()));
    }
}
