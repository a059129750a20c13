//! Stopping: a polite signal ends the portal well, and the hub in a box with it.

use std::process::Command;
use std::time::{Duration, Instant};

use crate::app::TestApp;

#[tokio::test]
async fn a_stop_signal_ends_the_portal_and_its_hub() {
    let mut app = TestApp::start().await;
    let begun = app.anonymous().get("/login").await.location.unwrap();
    let hub = reqwest::Url::parse(&begun).unwrap();
    let hub = format!("{}:{}", hub.host_str().unwrap(), hub.port().unwrap());
    assert!(std::net::TcpStream::connect(&hub).is_ok(), "the hub in a box listens");
    assert!(Command::new("kill").args(["-TERM", &app.process_id().to_string()]).status().unwrap().success());
    let asked = Instant::now();
    assert!(app.wait(), "it ended well: {}", app.log());
    assert!(asked.elapsed() < Duration::from_secs(5), "with nothing running it ends at once: {:?}", asked.elapsed());
    assert!(std::net::TcpStream::connect(&hub).is_err(), "the hub in a box is gone");
}

#[tokio::test]
async fn a_portal_that_is_killed_leaves_no_hub_behind() {
    let mut app = TestApp::start().await;
    let begun = app.anonymous().get("/login").await.location.unwrap();
    let hub = reqwest::Url::parse(&begun).unwrap();
    let hub = format!("{}:{}", hub.host_str().unwrap(), hub.port().unwrap());
    assert!(Command::new("kill").args(["-KILL", &app.process_id().to_string()]).status().unwrap().success());
    assert!(!app.wait());
    for _ in 0..100 {
        if std::net::TcpStream::connect(&hub).is_err() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the hub in a box still listens on {hub}");
}
