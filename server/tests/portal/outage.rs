//! The hub or the provider goes away while the portal runs: people are told, whoever runs the portal is told, and the hub
//! in a box comes back by itself.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::app::TestApp;
use crate::client::{Answer, Client};
use crate::ports::free_ports;

/// A hub in a box that the portal did not start.
struct Sim(Child);

impl Sim {
    fn start(port: u16) -> Self {
        let mut child = Command::new(Path::new(env!("CARGO_BIN_EXE_portal")).with_file_name("hub-sim"))
            .env("HUB_SIM_ADDR", format!("127.0.0.1:{port}"))
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut String::new()).unwrap();
        Self(child)
    }
}

impl Drop for Sim {
    fn drop(&mut self) {
        // Already ended is as good.
        _ = self.0.kill();
        _ = self.0.wait();
    }
}

async fn ready(app: &TestApp) -> Answer {
    Client::new(&app.admin).get("/readyz").await
}

async fn until_ready(app: &TestApp) {
    let begun = Instant::now();
    while ready(app).await.status != 200 {
        assert!(begun.elapsed() < Duration::from_secs(10), "ready again: {}", app.log());
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// Processes that a process has started and not cleared away, with their state (`Z`: ended).
fn children(parent: u32) -> Vec<(u32, char)> {
    let of = |stat: String| {
        let (head, tail) = stat.rsplit_once(')')?;
        let mut fields = tail.split_whitespace();
        let (state, its_parent) = (fields.next()?.chars().next()?, fields.next()?);
        (its_parent == parent.to_string()).then_some((head.split(' ').next()?.parse().ok()?, state))
    };
    let processes = std::fs::read_dir("/proc").unwrap().flatten();
    processes.filter_map(|process| std::fs::read_to_string(process.path().join("stat")).ok()).filter_map(of).collect()
}

fn signal(process: u32, name: &str) {
    assert!(Command::new("kill").args([name, &process.to_string()]).status().unwrap().success());
}

#[tokio::test]
async fn nobody_is_sent_to_a_provider_that_is_gone() {
    let [port] = free_ports();
    let sim = Sim::start(port);
    let (hub, issuer) = (format!("http://127.0.0.1:{port}"), format!("http://127.0.0.1:{port}/api/realms/main"));
    let app = TestApp::start_with(&[("PORTAL_HUB_URL", &hub), ("PORTAL_OIDC_ISSUER", &issuer)]).await;
    let mut client = app.anonymous();
    assert_eq!(client.get("/login?next=/checkups").await.status, 303, "its description is known from now on");
    drop(sim);
    tokio::time::sleep(Duration::from_millis(600)).await;

    let guarded = client.get("/expenses?year=2025").await.location.unwrap();
    let asked = Instant::now();
    let answer = client.get(&guarded).await;
    assert!(asked.elapsed() < Duration::from_secs(3), "{:?}", asked.elapsed());
    assert_eq!((answer.status, answer.headers["retry-after"].to_str().unwrap()), (503, "60"));
    for says in [
        "ログインの窓口につながりません",
        "あなたの記録は失われていません。",
        "数分おいて、もう一度お試しください。",
        "href=\"/login?next=/expenses%3Fyear%3D2025\"",
        "もう一度試す",
    ] {
        assert!(answer.body.contains(says), "{says}");
    }
    let said = ready(&app).await;
    assert_eq!(said.status, 503);
    assert_eq!(said.body, "the hub does not answer\nthe identity provider does not answer\n");
    assert_eq!(Client::new(&app.admin).get("/healthz").await.status, 200, "it lives all the same");

    let _again = Sim::start(port);
    until_ready(&app).await;
    let answer = client.get(&guarded).await;
    assert!(answer.status == 303 && answer.location.unwrap().starts_with(&issuer), "and the way is open again");
}

#[tokio::test]
async fn a_provider_that_hangs_counts_as_gone() {
    let app = TestApp::start().await;
    assert_eq!(app.anonymous().get("/login").await.status, 303);
    let (sim, _) = children(app.process_id())[0];
    signal(sim, "-STOP");
    tokio::time::sleep(Duration::from_millis(600)).await;
    let asked = Instant::now();
    assert_eq!(app.anonymous().get("/login").await.status, 503);
    assert!(asked.elapsed() < Duration::from_secs(3), "{:?}", asked.elapsed());
    assert_eq!(ready(&app).await.status, 503);
    signal(sim, "-CONT");
    until_ready(&app).await;
    assert_eq!(app.anonymous().get("/login").await.status, 303);
}

#[tokio::test]
async fn a_hub_in_a_box_that_is_killed_comes_back() {
    let app = TestApp::start().await;
    drop(app.signed_in("changer").await);
    for round in 0..2 {
        let (sim, _) = children(app.process_id())[0];
        tokio::time::sleep(Duration::from_millis(600)).await;
        signal(sim, "-KILL");
        let begun = Instant::now();
        let told = ready(&app).await;
        assert!(told.status == 503 && told.body.contains("the hub"), "round {round}: {} {}", told.status, told.body);
        until_ready(&app).await;
        assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
        let now = children(app.process_id());
        assert!(now.len() == 1 && now[0].0 != sim && now[0].1 != 'Z', "cleared away and another in its place: {now:?}");
        // Its keys are new: whoever signs in gets in all the same.
        let mut client = app.signed_in("changer").await;
        assert_eq!(client.get("/insurance").await.status, 200);
    }
    let log = app.log();
    assert!(log.contains("ended by itself") && log.contains("runs again"), "{log}");
}
