//! The accept loop under clients that mean harm, and under a stop in the middle of work.

use std::time::{Duration, Instant};

use axum::Router;
use axum::routing::get;
use server::accept::{Limits, serve};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

const HEADER: Duration = Duration::from_millis(300);
const WRITE: Duration = Duration::from_millis(300);

/// More than the buffers of both sides hold.
const BIG: usize = 64 << 20;

struct Loop {
    address: std::net::SocketAddr,
    stop: oneshot::Sender<()>,
    ended: JoinHandle<bool>,
}

fn limits(connections: usize, drain: Duration) -> Limits {
    Limits { header: HEADER, write: WRITE, drain, https: true, ..Limits::new(connections) }
}

async fn start(connections: usize, drain: Duration) -> Loop {
    start_with(limits(connections, drain)).await
}

async fn start_with(limits: Limits) -> Loop {
    let router = Router::new()
        .route("/", get(|| async { "fast" }))
        .route("/big", get(|| async { vec![b'x'; BIG] }))
        .route(
            "/broken",
            get(|| async {
                if true {
                    panic!("secret")
                }
            }),
        )
        .route(
            "/slow",
            get(|| async {
                tokio::time::sleep(Duration::from_millis(400)).await;
                "slow"
            }),
        );
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let (stop, stopped) = oneshot::channel();
    let ended = tokio::spawn(serve(listener, None, router, limits, async {
        _ = stopped.await;
    }));
    Loop { address, stop, ended }
}

async fn ask(address: std::net::SocketAddr, path: &str) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(format!("GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").as_bytes()).await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    Ok(answer)
}

#[tokio::test]
async fn a_connection_that_never_completes_its_header_is_closed() {
    let running = start(10, Duration::from_secs(1)).await;
    for sent in ["", "G", "GET / HTTP/1.1\r\nhost: x\r\nx-slow: "] {
        let mut stream = TcpStream::connect(running.address).await.expect("connected");
        stream.write_all(sent.as_bytes()).await.expect("sent");
        let begun = Instant::now();
        let mut rest = Vec::new();
        // An error is a closed connection too.
        _ = tokio::time::timeout(HEADER * 10, stream.read_to_end(&mut rest)).await.expect("closed in time");
        assert!(begun.elapsed() >= HEADER / 2 && begun.elapsed() < HEADER * 8, "{sent:?}: {:?}", begun.elapsed());
    }
    assert!(ask(running.address, "/").await.expect("an answer").ends_with("fast"), "others are served");
}

#[tokio::test]
async fn a_header_that_trickles_in_is_closed_too() {
    let running = start(10, Duration::from_secs(1)).await;
    let mut stream = TcpStream::connect(running.address).await.expect("connected");
    let begun = Instant::now();
    for byte in b"GET / HTTP/1.1\r\nx-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa: b\r\n\r\n" {
        if stream.write_all(&[*byte]).await.is_err() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(30)).await;
        if begun.elapsed() > HEADER * 3 {
            break;
        }
    }
    let mut rest = Vec::new();
    _ = tokio::time::timeout(HEADER * 10, stream.read_to_end(&mut rest)).await.expect("closed in time");
    assert!(!rest.ends_with(b"fast"), "it was not served");
}

#[tokio::test]
async fn a_reader_who_takes_nothing_loses_its_place() {
    let running = start(1, Duration::from_secs(1)).await;
    let mut idle = TcpStream::connect(running.address).await.expect("connected");
    idle.write_all(b"GET /big HTTP/1.1\r\nhost: x\r\n\r\n").await.expect("sent");
    let begun = Instant::now();
    let next = tokio::time::timeout(WRITE * 20, ask(running.address, "/")).await.expect("a place in time");
    assert!(next.expect("an answer").ends_with("fast"));
    assert!(begun.elapsed() >= WRITE, "it had its time: {:?}", begun.elapsed());
}

#[tokio::test]
async fn a_slow_reader_gets_the_whole_answer() {
    let running = start(1, Duration::from_secs(1)).await;
    let mut slow = TcpStream::connect(running.address).await.expect("connected");
    let request = b"GET /big HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
    slow.write_all(request).await.expect("sent");
    let (mut taken, mut piece, begun) = (0, vec![0; 4 << 20], Instant::now());
    loop {
        let read = slow.read(&mut piece).await.expect("read");
        if read == 0 {
            break;
        }
        taken += read;
        if begun.elapsed() < WRITE * 3 {
            tokio::time::sleep(WRITE / 10).await;
        }
    }
    assert!(taken > BIG, "{taken}");
}

#[tokio::test]
async fn a_running_request_ends_before_the_loop_does() {
    let running = start(10, Duration::from_secs(5)).await;
    let asked = tokio::spawn(ask(running.address, "/slow"));
    tokio::time::sleep(Duration::from_millis(100)).await;
    running.stop.send(()).expect("running");
    assert!(asked.await.expect("asked").expect("an answer").ends_with("slow"));
    assert!(running.ended.await.expect("ended"), "everything ended in time");
    assert!(TcpStream::connect(running.address).await.is_err(), "nobody listens any more");
}

#[tokio::test]
async fn a_request_that_does_not_end_is_given_up() {
    let running = start(10, Duration::from_millis(50)).await;
    let asked = tokio::spawn(ask(running.address, "/slow"));
    tokio::time::sleep(Duration::from_millis(100)).await;
    running.stop.send(()).expect("running");
    assert!(!running.ended.await.expect("ended"), "it says that something was left");
    _ = asked.await;
}

#[tokio::test]
async fn one_connection_too_many_waits_for_its_place() {
    let running = start(1, Duration::from_secs(1)).await;
    let first = tokio::spawn(ask(running.address, "/slow"));
    tokio::time::sleep(Duration::from_millis(50)).await;
    let begun = Instant::now();
    assert!(ask(running.address, "/").await.expect("an answer").ends_with("fast"));
    assert!(begun.elapsed() >= Duration::from_millis(200), "it waited: {:?}", begun.elapsed());
    assert!(first.await.expect("asked").expect("an answer").ends_with("slow"));
}

/// Sends bytes as they are; all that comes back.
async fn say(address: std::net::SocketAddr, sent: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).await.expect("connected");
    // Refused half-way is fine: the answer counts.
    _ = stream.write_all(sent).await;
    let mut answer = Vec::new();
    _ = tokio::time::timeout(HEADER * 10, stream.read_to_end(&mut answer)).await.expect("closed in time");
    String::from_utf8(answer).expect("text")
}

/// What every answer carries.
const ALWAYS: &[&str] = &[
    "strict-transport-security: max-age=63072000; includesubdomains",
    "x-content-type-options: nosniff",
    "referrer-policy: no-referrer",
    "frame-ancestors 'none'",
    "cross-origin-resource-policy: same-origin",
    "cross-origin-opener-policy: same-origin",
    "cross-origin-embedder-policy: require-corp",
    "permissions-policy: ",
    "cache-control: no-store",
    "content-type: text/html; charset=utf-8",
    "x-request-id: ",
];

#[tokio::test]
async fn what_is_no_request_is_answered_in_words_with_all_headers() {
    let running = start(10, Duration::from_secs(1)).await;
    let long = "a".repeat(200 << 10);
    let many = "x-a: b\r\n".repeat(80);
    for (sent, status) in [
        ("\r\n\r\nnonsense\r\n\r\n".to_owned(), 400),
        ("GET / HTTP/9.9\r\n\r\n".to_owned(), 400),
        ("GET / HTTP/1.1\r\nhost x\r\n\r\n".to_owned(), 400),
        ("GET /\u{1}<script> HTTP/1.1\r\nhost: x\r\n\r\n".to_owned(), 400),
        ("POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab".to_owned(), 400),
        ("\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}".to_owned(), 400),
        ("GET / HTTP/1.1\r\n\r\n".to_owned(), 400),
        ("GET / HTTP/1.1\r\nhost: x\r\nhost: x\r\n\r\n".to_owned(), 400),
        ("GET / HTTP/1.1\r\nhost: x\r\nhost: y\r\n\r\n".to_owned(), 400),
        (format!("GET /{long} HTTP/1.1\r\nhost: x\r\n\r\n"), 414),
        (format!("GET / HTTP/1.1\r\nx-long: {long}\r\n\r\n"), 431),
        (format!("GET / HTTP/1.1\r\n{many}\r\n"), 431),
        ("GET / HTTP/1.1\r\nhost: x\r\nx-slow: ".to_owned(), 408),
        // After a good one, in one piece.
        ("GET / HTTP/1.1\r\nhost: x\r\n\r\nnonsense\r\n\r\n".to_owned(), 400),
    ] {
        let answer = say(running.address, sent.as_bytes()).await;
        let asked: String = sent.chars().take(40).collect();
        let last = answer.rfind("HTTP/1.1 ").map(|at| &answer[at..]).unwrap_or_default();
        assert!(last.starts_with(&format!("HTTP/1.1 {status} ")), "{asked:?}: {answer}");
        let (head, body) = last.split_once("\r\n\r\n").expect("a head");
        let head = head.to_lowercase();
        for wanted in ALWAYS {
            assert!(head.contains(wanted), "{asked:?}: {wanted} is missing: {head}");
        }
        let number = head.split("x-request-id: ").nth(1).and_then(|rest| rest.lines().next()).expect("a number");
        assert!(body.contains(number) && body.contains("記録は失われていません"), "{asked:?}: {body}");
        assert!(!body.contains("<script>"), "nothing of what was sent");
    }
}

#[tokio::test]
async fn whoever_says_nothing_is_told_nothing() {
    let running = start(10, Duration::from_secs(1)).await;
    assert_eq!(say(running.address, b"").await, "", "a browser that connects ahead");
    let kept = say(running.address, b"GET / HTTP/1.1\r\nhost: x\r\n\r\n").await;
    assert!(kept.ends_with("fast"), "a connection that is kept and not used: {kept}");
}

#[tokio::test]
async fn a_panic_outside_any_handler_is_answered_and_survived() {
    let running = start(10, Duration::from_secs(1)).await;
    for _ in 0..3 {
        let answer = ask(running.address, "/broken").await.expect("an answer");
        assert!(answer.starts_with("HTTP/1.1 500 ") && answer.contains("問い合わせ番号"), "{answer}");
        assert!(!answer.contains("secret"), "nothing of why: {answer}");
        let head = answer.to_lowercase();
        assert!(ALWAYS.iter().all(|wanted| head.contains(wanted)), "{head}");
    }
    assert!(ask(running.address, "/").await.expect("an answer").ends_with("fast"), "others are served");
}

#[tokio::test]
async fn one_address_has_so_many_connections_and_no_more() {
    let running = start_with(Limits { per_address: Some(3), ..limits(10, Duration::from_secs(1)) }).await;
    let mut held = Vec::new();
    for _ in 0..3 {
        held.push(TcpStream::connect(running.address).await.expect("connected"));
    }
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert!(ask(running.address, "/").await.map_or(true, |answer| answer.is_empty()), "the fourth is closed");
    drop(held);
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert!(ask(running.address, "/").await.expect("an answer").ends_with("fast"), "seats are given back");
}
