//! The portal's figures, side by side with a reference in the same run. One line each: name, ours, reference, ratio.
//!
//! Everything runs on this machine at once: the load, the portal, the hub in a box or the bare server. The portal is
//! therefore charged for the hub's work too. Processes are the real ones; nothing is switched off.

#[path = "parts/fhir.rs"]
mod fhir;
#[path = "../tests/isolation/launch.rs"]
mod launch;
#[path = "../tests/portal/ports.rs"]
mod ports;
#[path = "parts/process.rs"]
mod process;
#[path = "parts/raw.rs"]
mod raw;

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use axum::serve::ListenerExt;
use launch::Portal;
use p256::SecretKey;
use p256::pkcs8::{EncodePrivateKey, LineEnding};
use raw::Raw;
use server::signin::client_key::ClientKey;
use server::signin::{Provider, WayBack};

/// Connections that ask for pages at the same time.
const CONNECTIONS: usize = 32;
/// How long each rate is measured.
const SPAN: Duration = Duration::from_secs(8);
/// Answers measured for the latencies.
const SAMPLES: usize = 2_000;
/// Sessions for the memory figure.
const SESSIONS: usize = 10_000;
/// The page measured, and the citizen who opens it.
const PAGE: &str = "/checkups";
/// The hub call that the page is made of.
const HUB_CALL: &str = "/v1/checkups";
const CARD: &str = "changer";
/// The citizen with forty years of sixty items.
const LONG_CARD: &str = "long";

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let threads = std::thread::available_parallelism().map_or(4, |cores| cores.get().max(4));
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(threads).enable_all().build();
    let runtime = runtime.expect("a runtime");
    match arguments.iter().position(|argument| argument == "--bare") {
        Some(at) => runtime.block_on(bare(Path::new(&arguments[at + 1]), &arguments[at + 2])),
        // `scripts/bench.sh fhir` measures that part alone.
        None => runtime.block_on(measure(arguments.iter().any(|argument| argument == "fhir"))),
    }
}

/// The reference: an axum server that answers every request with the same bytes from memory.
async fn bare(body: &Path, address: &str) {
    let body = axum::body::Bytes::from(std::fs::read(body).expect("the bytes"));
    let answer = move || async move { ([(CONTENT_TYPE, "text/html; charset=utf-8")], body).into_response() };
    let listener = tokio::net::TcpListener::bind(address).await.expect("an address");
    let listener = listener.tap_io(|socket| drop(socket.set_nodelay(true)));
    axum::serve(listener, axum::Router::new().route(PAGE, axum::routing::get(answer))).await.expect("served");
}

async fn measure(fhir_alone: bool) {
    let program = PathBuf::from(env!("CARGO_BIN_EXE_portal"));
    println!(
        "# {} cores; name ours reference ratio (target)",
        std::thread::available_parallelism().map_or(0, Into::into)
    );
    if !fhir_alone {
        start_to_first_page(&program).await;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let key = folder.path().join("key.pem");
    write_key(&key);
    let portal = Arc::new(Portal::start(&program, &[("PORTAL_OIDC_KEY", key.as_os_str())]).await);
    let http = launch::client();
    if fhir_alone {
        let bearer = bearer(&portal, &http, &key).await;
        return fhir::measure(&portal, &program, &http, &bearer).await;
    }
    let cookie = portal.sign_in(&http, CARD).await;
    let header = format!("cookie: {cookie}\r\n");
    // Idle: ready, nobody signed in but one, nothing asked for yet.
    tokio::time::sleep(Duration::from_secs(1)).await;
    against_target("rss-idle-mb", process::resident_mb(portal.id()), 40.0);

    let portal_address = portal.base.trim_start_matches("http://").to_owned();
    let page = Raw::connect(&portal_address).await.expect("the portal").get(PAGE, &header).await.expect("the page");
    assert_eq!(page.status, 200);
    let bare = rates(&portal, &portal_address, &header, &page.body).await;
    long_record(&portal, &http, &portal_address).await;
    let bearer = bearer(&portal, &http, &key).await;
    hub_alone(&portal, &bearer, bare).await;
    latencies(&portal, &portal_address, &header, &bearer).await;
    fhir::measure(&portal, &program, &http, &bearer).await;
    sessions(&portal, &http).await;
}

/// A key of the portal's that this program knows too: with it the hub can be asked without the portal.
fn write_key(file: &Path) {
    let key = loop {
        // Nearly every number is a key.
        if let Ok(key) = SecretKey::from_slice(&rand::random::<[u8; 32]>()) {
            break key;
        }
    };
    let pem = key.to_pkcs8_pem(LineEnding::LF).expect("a key in words");
    std::fs::write(file, pem.as_bytes()).expect("a file");
}

fn line(name: &str, ours: f64, reference: f64, target: &str) {
    println!("{name} {ours:.2} {reference:.2} {:.3} ({target})", ours / reference);
}

/// A figure without another program beside it: the reference is the target.
fn against_target(name: &str, ours: f64, target: f64) {
    line(name, ours, target, &format!("reference is the target: at most {target}"));
}

/// From starting the process to the last byte of the first page, hub in a box included. The median of seven.
async fn start_to_first_page(program: &Path) {
    let mut times = Vec::new();
    for _ in 0..7 {
        let begun = Instant::now();
        let portal = Portal::spawn(program, &[]);
        let address = portal.base.trim_start_matches("http://").to_owned();
        loop {
            if let Ok(mut raw) = Raw::connect(&address).await
                && raw.get("/", "").await.is_ok_and(|answer| answer.status == 200)
            {
                break;
            }
            assert!(begun.elapsed() < Duration::from_secs(20), "no page: {}", portal.log());
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        times.push(begun.elapsed());
    }
    against_target("first-page-ms", percentile(&mut times, 50), 150.0);
}

/// Pages a second under load, and what each costs the portal's process. Gives the bare server's rate.
async fn rates(portal: &Portal, address: &str, header: &str, page: &[u8]) -> f64 {
    load(address, PAGE, header, Duration::from_secs(2)).await;
    let (cpu, begun) = (process::cpu_ms(portal.id()), Instant::now());
    let pages = load(address, PAGE, header, SPAN).await;
    let cpu = process::cpu_ms(portal.id()) - cpu;
    let ours = pages as f64 / begun.elapsed().as_secs_f64();

    let bytes = portal.folder.path().join("page.html");
    std::fs::write(&bytes, page).expect("the bytes");
    let bare = Bare::start(&bytes).await;
    load(&bare.address, PAGE, header, Duration::from_secs(2)).await;
    let begun = Instant::now();
    let reference = load(&bare.address, PAGE, header, SPAN).await as f64 / begun.elapsed().as_secs_f64();
    println!("# {PAGE} of {CARD}: {} bytes; bare axum in a process of its own answers the same bytes", page.len());
    line("pages-per-second", ours, reference, "at least 0.1");
    against_target("cpu-ms-per-page", cpu / pages as f64, 2.0);
    reference
}

/// What the same page costs the portal's process for a person with four times as many checkups and twice as many items.
async fn long_record(portal: &Portal, http: &reqwest::Client, address: &str) {
    let cookie = portal.sign_in(http, LONG_CARD).await;
    let header = format!("cookie: {cookie}\r\n");
    load(address, PAGE, &header, Duration::from_secs(2)).await;
    let cpu = process::cpu_ms(portal.id());
    let pages = load(address, PAGE, &header, SPAN).await;
    let cpu = process::cpu_ms(portal.id()) - cpu;
    line(
        "cpu-ms-per-long-page",
        cpu / pages as f64,
        2.0,
        "no target: 40 years of 60 items beside what 10 years may cost",
    );
}

/// How many of the page's main hub calls the hub in a box answers with no portal in between: on one machine no page that
/// asks the hub each time can come more often.
async fn hub_alone(portal: &Portal, bearer: &str, bare: f64) {
    let sim = portal.sim.trim_start_matches("http://");
    let header = format!("{bearer}x-request-id: bench\r\n");
    load(sim, HUB_CALL, &header, Duration::from_secs(2)).await;
    let begun = Instant::now();
    let ours = load(sim, HUB_CALL, &header, SPAN).await as f64 / begun.elapsed().as_secs_f64();
    line("hub-alone-per-second", ours, bare, "no target: the most that pages-per-second can be here");
}

/// Asks for a path over many connections until the time is over; how many answers came.
async fn load(address: &str, path: &'static str, header: &str, span: Duration) -> usize {
    let (count, end) = (Arc::new(AtomicUsize::new(0)), Instant::now() + span);
    let clients: Vec<_> = (0..CONNECTIONS)
        .map(|_| {
            let (count, address, header) = (Arc::clone(&count), address.to_owned(), header.to_owned());
            tokio::spawn(async move {
                let mut raw = Raw::connect(&address).await.expect("a connection");
                while Instant::now() < end {
                    let answer = raw.get(path, &header).await.expect("an answer");
                    assert_eq!(answer.status, 200);
                    count.fetch_add(1, Ordering::Relaxed);
                }
            })
        })
        .collect();
    for client in clients {
        client.await.expect("a client");
    }
    count.load(Ordering::Relaxed)
}

/// The bare server, gone when dropped.
struct Bare {
    child: Child,
    address: String,
}

impl Bare {
    async fn start(bytes: &Path) -> Self {
        let held = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = held.local_addr().expect("an address").to_string();
        drop(held);
        let program = std::env::current_exe().expect("this program");
        let child = Command::new(program).arg("--bare").arg(bytes).arg(&address).stdin(Stdio::null()).spawn();
        let bare = Self { child: child.expect("the bare server"), address };
        while Raw::connect(&bare.address).await.is_err() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        bare
    }
}

impl Drop for Bare {
    fn drop(&mut self) {
        // Fails only if it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What the portal adds to the hub's own answers: the page against the same calls made directly, at once, in turns.
async fn latencies(portal: &Portal, address: &str, header: &str, bearer: &str) {
    let http = launch::client();
    let sim = portal.sim.trim_start_matches("http://").to_owned();
    let calls = calls_of_page(portal, &http, address, header).await;
    let mut page = Raw::connect(address).await.expect("the portal");
    let mut lines = Vec::new();
    for _ in &calls {
        lines.push(Raw::connect(&sim).await.expect("the hub"));
    }
    let (mut pages, mut hub) = (Vec::new(), Vec::new());
    for sample in 0..SAMPLES + SAMPLES / 10 {
        let begun = Instant::now();
        assert_eq!(page.get(PAGE, header).await.expect("the page").status, 200);
        let of_page = begun.elapsed();
        let begun = Instant::now();
        let asked = lines.iter_mut().zip(&calls).map(|(line, path)| {
            let headers = format!("{bearer}x-request-id: bench-{sample}\r\n");
            async move { line.get(path, &headers).await.map(|answer| answer.status) }
        });
        for answer in futures_util::future::join_all(asked).await {
            assert_eq!(answer.expect("the hub"), 200);
        }
        if sample >= SAMPLES / 10 {
            pages.push(of_page);
            hub.push(begun.elapsed());
        }
    }
    println!("# one at a time; the reference makes the page's own hub calls directly: {}", calls.join(" "));
    for (rank, target) in [(50, 1.0), (99, 5.0)] {
        let (ours, reference) = (percentile(&mut pages, rank), percentile(&mut hub, rank));
        line(&format!("page-p{rank}-ms"), ours, reference, "see added");
        against_target(&format!("added-p{rank}-ms"), ours - reference, target);
    }
}

/// A token for the citizen from the hub in a box, got with the portal's own key.
async fn bearer(portal: &Portal, http: &reqwest::Client, key: &Path) -> String {
    let redirect = format!("{}/login/callback", portal.base.replace("127.0.0.1", "localhost"));
    let issuer = format!("{}/api/realms/main", portal.sim);
    let key = ClientKey::from_file(key).expect("the key");
    let provider = Provider::new(&issuer, "portal", redirect, key).expect("a provider");
    let (address, transaction) = provider.begin("/".into(), false).await.expect("a sign-in");
    let code = launch::present_card(http, &address, CARD).await;
    let code = code.query_pairs().find(|(name, _)| name == "code").expect("a code").1.into_owned();
    let arrival = provider.finish(transaction, WayBack { code, issuer: None }).await.expect("a token");
    format!("authorization: Bearer {}\r\n", arrival.identity.access_token)
}

/// Which of the hub's services one page asks, as paths.
async fn calls_of_page(portal: &Portal, http: &reqwest::Client, address: &str, header: &str) -> Vec<&'static str> {
    const PATHS: [(&str, &str); 5] = [
        ("eligibility", "/v1/eligibility"),
        ("checkups", "/v1/checkups"),
        ("registration", "/v1/registration"),
        ("notices", "/v1/notices"),
        ("access", "/v1/access"),
    ];
    let before = stats(portal, http).await;
    let mut raw = Raw::connect(address).await.expect("the portal");
    raw.get(PAGE, header).await.expect("the page");
    let after = stats(portal, http).await;
    let asked = |service: &str| after[service].as_u64().unwrap_or(0) - before[service].as_u64().unwrap_or(0);
    let calls: Vec<_> = PATHS.iter().flat_map(|(service, path)| (0..asked(service)).map(move |_| *path)).collect();
    let all: u64 = after.as_object().map_or(0, |services| services.keys().map(|service| asked(service)).sum());
    assert_eq!(calls.len() as u64, all, "the page asks a service that stands not in the list");
    calls
}

async fn stats(portal: &Portal, http: &reqwest::Client) -> serde_json::Value {
    let answer = http.get(format!("{}/sim/stats", portal.sim)).send().await.expect("the hub in a box");
    answer.json().await.expect("counts")
}

/// Memory with ten thousand people signed in.
async fn sessions(portal: &Arc<Portal>, http: &reqwest::Client) {
    let next = Arc::new(AtomicUsize::new(1));
    let desks: Vec<_> = (0..16)
        .map(|_| {
            let (portal, http, next) = (Arc::clone(portal), http.clone(), Arc::clone(&next));
            tokio::spawn(async move {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number > SESSIONS {
                        return;
                    }
                    portal.sign_in(&http, &format!("n-{number:09}")).await;
                }
            })
        })
        .collect();
    for desk in desks {
        desk.await.expect("everybody can sign in");
    }
    tokio::time::sleep(Duration::from_secs(2)).await;
    println!("# {SESSIONS} signed in, after the load above; there is no target");
    let resident = process::resident_mb(portal.id());
    line("rss-10000-sessions-mb", resident, 40.0, "reference is the target of the idle process");
}

fn percentile(times: &mut [Duration], rank: usize) -> f64 {
    times.sort();
    times[(times.len() - 1) * rank / 100].as_secs_f64() * 1e3
}
