//! Senders who take their time, on raw connections: they are cut, and until then they keep nobody else out.

use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::app::TestApp;

const DIVIDER: &str = "divider-of-this-test";

/// The beginning of a form that promises much more.
async fn begin(app: &TestApp, path: &str, kind: &str, sent: &str) -> TcpStream {
    let host = app.base.trim_start_matches("http://");
    let mut stream = TcpStream::connect(host.replace("localhost", "127.0.0.1")).await.unwrap();
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: {host}\r\norigin: {}\r\ncontent-type: {kind}\r\ncontent-length: 60000\r\n\r\n{sent}",
        app.base
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    stream
}

fn multipart(key: &str) -> (String, String) {
    let kind = format!("multipart/form-data; boundary={DIVIDER}");
    (
        kind,
        format!(
            "--{DIVIDER}\r\ncontent-disposition: form-data; name=\"form_key\"\r\n\r\n{key}\r\n--{DIVIDER}\r\ncontent-disposition: form-data; name=\"files\"; filename=\"a.csv\"\r\n\r\n"
        ),
    )
}

#[tokio::test]
async fn slow_senders_do_not_make_others_busy() {
    let app = TestApp::start().await;
    let key = app.anonymous().form_key().await;
    let (kind, start) = multipart(&key);
    let rows_start = format!("form_key={key}&book=");
    let rows = "application/x-www-form-urlencoded";
    let mut slow = vec![];
    for _ in 0..24 {
        slow.push(begin(&app, "/import", &kind, &start).await);
        slow.push(begin(&app, "/import/export/csv", rows, &rows_start).await);
    }
    tokio::time::sleep(Duration::from_millis(300)).await;
    let asked = Instant::now();
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let form = reqwest::Client::post(&http, format!("{}/import", app.base))
        .header("content-type", &kind)
        .body(format!("{start}not what is wanted\r\n--{DIVIDER}--\r\n"));
    let answer = form.send().await.unwrap();
    assert_eq!(answer.status(), 200);
    assert!(answer.text().await.unwrap().contains("読み取れません"));
    let answer = app.anonymous().post("/import/export/csv", &[("book", crate::crawl::BOOK)]).await;
    assert_eq!(answer.status, 200);
    assert!(asked.elapsed() < Duration::from_secs(3), "at once: {:?}", asked.elapsed());
    drop(slow);
}

#[tokio::test]
async fn a_sender_who_stops_or_trickles_is_cut_and_told() {
    let app = TestApp::start().await;
    let key = app.anonymous().form_key().await;
    let (kind, start) = multipart(&key);
    let rows_start = format!("form_key={key}&book=");
    let form = "application/x-www-form-urlencoded";
    let mut cut = vec![];
    for (path, kind, start, trickles) in [
        ("/import", kind.as_str(), start.as_str(), false),
        ("/import", &kind, &start, true),
        ("/import/export/csv", form, rows_start.as_str(), true),
    ] {
        let mut stream = begin(&app, path, kind, start).await;
        cut.push(async move {
            let (begun, mut answer, mut piece) = (Instant::now(), Vec::new(), vec![0; 64 << 10]);
            loop {
                tokio::select! {
                    read = stream.read(&mut piece) => match read {
                        Ok(0) | Err(_) => break,
                        Ok(length) => answer.extend_from_slice(&piece[..length]),
                    },
                    () = tokio::time::sleep(Duration::from_millis(500)), if trickles && answer.is_empty() => {
                        // Refused when it has been cut.
                        _ = stream.write_all(b"x").await;
                    }
                }
            }
            (path, begun.elapsed(), String::from_utf8_lossy(&answer).into_owned())
        });
    }
    for (path, after, answer) in futures_util::future::join_all(cut).await {
        assert!(after > Duration::from_secs(8) && after < Duration::from_secs(16), "{path}: {after:?}");
        assert!(answer.starts_with("HTTP/1.1 408"), "{path}: {}", answer.lines().next().unwrap_or_default());
        assert!(answer.contains("\r\nconnection: close\r\n"), "{path}");
        assert!(answer.contains("最後まで受け取れませんでした") && answer.contains("もう一度送ってください"), "{path}");
    }
}
