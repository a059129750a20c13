//! A nonce is worth something only if nobody can know it beforehand: no two answers carry the same.

use std::collections::HashSet;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use crate::app::TestApp;

/// Connections at once.
const CONNECTIONS: usize = 8;

/// Questions sent in one go.
const BATCH: usize = 250;

/// Answers in all: a test under optimisation asks for as many as the requirement names.
const ANSWERS: usize = if cfg!(debug_assertions) { 10_000 } else { 100_000 };

/// The nonces of many answers without a body, over one connection.
async fn ask(authority: String, count: usize) -> Vec<String> {
    let mut stream = TcpStream::connect(authority.replace("localhost", "127.0.0.1")).await.unwrap();
    let questions = format!("HEAD /robots.txt HTTP/1.1\r\nhost: {authority}\r\n\r\n").repeat(BATCH);
    let (mut found, mut text) = (Vec::with_capacity(count), String::new());
    while found.len() < count {
        stream.write_all(questions.as_bytes()).await.unwrap();
        let goal = found.len() + BATCH;
        while found.len() < goal {
            let mut piece = [0; 4 << 10];
            let read = stream.read(&mut piece).await.unwrap();
            assert!(read > 0, "the connection ended after {} answers", found.len());
            text.push_str(std::str::from_utf8(&piece[..read]).unwrap());
            while let Some((head, rest)) = text.split_once("\r\n\r\n") {
                found.push(nonce_of(head).to_owned());
                text = rest.to_owned();
            }
        }
    }
    found
}

fn nonce_of(head: &str) -> &str {
    let (_, rest) = head.split_once("'nonce-").expect("a policy with a nonce");
    rest.split_once('\'').expect("the nonce's end").0
}

#[tokio::test]
async fn no_nonce_comes_twice() {
    let app = TestApp::start().await;
    let authority = app.base.strip_prefix("http://").unwrap().to_owned();
    let mut asking = JoinSet::new();
    for _ in 0..CONNECTIONS {
        asking.spawn(ask(authority.clone(), ANSWERS / CONNECTIONS));
    }
    let nonces: Vec<String> = asking.join_all().await.into_iter().flatten().collect();
    assert!(nonces.len() >= ANSWERS, "{}", nonces.len());
    // 18 bytes in base64url: 144 bits.
    assert!(nonces.iter().all(|nonce| nonce.len() == 24), "{:?}", nonces.first());
    let distinct: HashSet<&String> = nonces.iter().collect();
    assert_eq!(distinct.len(), nonces.len());
    // Random in every place: each of the 64 letters comes up about as often as any other.
    let letters = nonces.iter().flat_map(|nonce| nonce.bytes());
    let mut counts = [0_usize; 256];
    letters.for_each(|letter| counts[usize::from(letter)] += 1);
    let expected = nonces.len() * 24 / 64;
    let used: Vec<usize> = counts.into_iter().filter(|&count| count > 0).collect();
    assert_eq!(used.len(), 64);
    assert!(used.iter().all(|&count| count.abs_diff(expected) < expected / 10), "{used:?}");
}
