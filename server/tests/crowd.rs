//! Two thousand connections that are slow on purpose, and what everybody else notices of it. A program of its own, so that
//! no other test runs beside the measurement.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop where it stands")]
#![expect(dead_code, reason = "the portal's tests share their tools; this one needs few of them")]

#[path = "portal/app.rs"]
mod app;
#[path = "portal/client.rs"]
mod client;
#[path = "portal/ports.rs"]
mod ports;

use std::time::{Duration, Instant};

use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::task::JoinHandle;

use crate::app::TestApp;

/// Slow connections.
const CROWD: usize = 2000;
/// Pages that others ask for in one measurement.
const PAGES: usize = 400;
/// Others who ask at a time.
const OTHERS: usize = 4;
/// Measurements at most. What else a machine does meanwhile makes some of them worse, never better.
const TRIES: usize = 8;
/// What is added to the bar in a build that is not made for speed; nothing in one that is.
const SLACK: Duration = Duration::from_millis(if cfg!(debug_assertions) { 500 } else { 0 });
/// How often a slow connection sends its next piece; the crowd is spread evenly over it.
const PACE: Duration = Duration::from_millis(2000);

/// How many files a process may have open, by the kernel's word.
fn open_files() -> usize {
    let limits = std::fs::read_to_string("/proc/self/limits").unwrap();
    let line = limits.lines().find(|line| line.starts_with("Max open files")).unwrap();
    line.split_whitespace().nth(3).unwrap().parse().unwrap_or(usize::MAX)
}

fn address(app: &TestApp) -> String {
    app.base.trim_start_matches("http://").replace("localhost", "127.0.0.1")
}

/// The slowest but one in a hundred of many pages.
async fn p99(app: &TestApp) -> Duration {
    let mut others = Vec::new();
    for _ in 0..OTHERS {
        let mut client = app.anonymous();
        others.push(tokio::spawn(async move {
            let mut took = Vec::new();
            for _ in 0..PAGES / OTHERS {
                let begun = Instant::now();
                assert_eq!(client.get("/help").await.status, 200);
                took.push(begun.elapsed());
            }
            took
        }));
    }
    let mut took = Vec::new();
    for other in others {
        took.extend(other.await.unwrap());
    }
    took.sort();
    took[took.len() * 99 / 100]
}

/// One of four ways to be slow, for as long as it lasts, begun at its own moment. Who is cut comes again.
async fn slow(address: String, way: usize, key: String) {
    tokio::time::sleep(PACE * u32::try_from(way).unwrap() / u32::try_from(CROWD).unwrap()).await;
    loop {
        let Ok(mut stream) = TcpStream::connect(&address).await else { return };
        let (begin, piece) = match way % 4 {
            // A header that never ends.
            0 => ("GET /help HTTP/1.1\r\nhost: x\r\n".to_owned(), "x-slow: 1\r\n"),
            // A body that never ends.
            1 => (
                format!(
                    "POST /import/export/csv HTTP/1.1\r\nhost: x\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: 9000\r\n\r\nform_key={key}&book="
                ),
                "x",
            ),
            // Nothing at all.
            2 => (String::new(), ""),
            // Files that nobody reads, and ever more of them asked for.
            _ => ("GET /icon.svg HTTP/1.1\r\nhost: x\r\n\r\n".to_owned(), "GET /icon.svg HTTP/1.1\r\nhost: x\r\n\r\n"),
        };
        if stream.write_all(begin.as_bytes()).await.is_err() {
            continue;
        }
        for _ in 0..20 {
            tokio::time::sleep(PACE).await;
            if stream.write_all(piece.as_bytes()).await.is_err() {
                break;
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_crowd_of_slow_connections_makes_nobody_else_slow() {
    let app = TestApp::start().await;
    let key = app.anonymous().form_key().await;
    let files = open_files();
    assert!(
        files >= CROWD + 200,
        "{files} files may be open, too few for {CROWD} connections: raise it with `ulimit -n`"
    );
    p99(&app).await;
    // The first measurement that holds counts.
    let mut seen = Vec::new();
    for _ in 0..TRIES {
        let alone = p99(&app).await;
        let slow: Vec<JoinHandle<()>> =
            (0..CROWD).map(|way| tokio::spawn(slow(address(&app), way, key.clone()))).collect();
        // All are there, and every one of them has sent once more.
        tokio::time::sleep(PACE * 2).await;
        let crowded = p99(&app).await;
        for connection in slow {
            connection.abort();
        }
        println!("{CROWD} slow connections: p99 of others {alone:?} alone, {crowded:?} beside them");
        if crowded <= alone * 2 + SLACK {
            return;
        }
        seen.push((alone, crowded));
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    panic!("others were made slow: {seen:?}");
}
