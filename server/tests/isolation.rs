//! Nobody ever sees anybody else's record: a thousand citizens, two hundred clients at once, browsers that go away in
//! the middle, and a hub that swaps, delays and repeats answers.
//!
//! Every text of a computed citizen carries their mark, so that one foreign mark in one body is proof. The seed is
//! printed; `ISOLATION_SEED` replays the same choices, `ISOLATION_REQUESTS` makes it longer.

#[path = "isolation/launch.rs"]
mod launch;
#[path = "isolation/marks.rs"]
mod marks;
#[path = "portal/ports.rs"]
mod ports;
#[path = "isolation/steer.rs"]
mod steer;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant, SystemTime};

use launch::Portal;
use marks::{SIGN, marks};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use reqwest::Client;
use reqwest::header::COOKIE;

const CITIZENS: usize = 1_000;
const CLIENTS: usize = 200;
const REQUESTS: usize = 20_000;
const FAULTS: &str = "swap@0.05,late@0.05,slow=150@0.05";
const PAGES: [&str; 16] = [
    "/",
    "/insurance",
    "/insurance/history",
    "/insurance/certificates",
    "/checkups",
    "/checkups/items/sbp",
    "/medications",
    "/medications/index",
    "/medications?q=%E9%8C%A0",
    "/expenses",
    "/expenses/ceiling",
    "/tax",
    "/registration",
    "/access",
    "/notices",
    "/me",
];

/// One signed-in browser.
struct Citizen {
    number: u32,
    cookie: String,
}

/// What the clients counted together.
#[derive(Default)]
struct Tally {
    whole: AtomicUsize,
    aborted: AtomicUsize,
    own_marks: AtomicUsize,
    bodies_with_own: AtomicUsize,
    failed: AtomicUsize,
}

/// How one client treats one answer.
#[derive(Clone, Copy)]
enum Patience {
    Whole,
    /// Goes away after so long, whatever has come.
    Until(Duration),
    /// Goes away after so many bytes of the body.
    Bytes(usize),
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_page_ever_holds_another_persons_mark() {
    let seed = from_env("ISOLATION_SEED")
        .unwrap_or_else(|| SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(1, |since| since.as_secs()));
    let requests = from_env("ISOLATION_REQUESTS").map_or(REQUESTS, |count| usize::try_from(count).expect("a count"));
    println!("ISOLATION_SEED={seed}");
    let begun = Instant::now();
    let program = Path::new(env!("CARGO_BIN_EXE_portal"));
    let portal = Arc::new(Portal::start(program, &[("RUST_LOG", "info".as_ref())]).await);
    let http = launch::client();
    let citizens = Arc::new(sign_everybody_in(&portal, &http, seed).await);
    println!(
        "portal {}: {} citizens signed in after {:.1} s",
        portal.id(),
        citizens.len(),
        begun.elapsed().as_secs_f32()
    );

    portal.set_faults(&http, FAULTS).await;
    let tally = Arc::new(Tally::default());
    let next = Arc::new(AtomicUsize::new(0));
    let clients: Vec<_> = (0..CLIENTS as u64)
        .map(|client| {
            let (portal, http, citizens) = (Arc::clone(&portal), http.clone(), Arc::clone(&citizens));
            let (tally, next) = (Arc::clone(&tally), Arc::clone(&next));
            tokio::spawn(async move {
                let mut dice = StdRng::seed_from_u64(seed ^ (client << 32));
                while next.fetch_add(1, Ordering::Relaxed) < requests {
                    let citizen = &citizens[dice.random_range(0..citizens.len())];
                    let page = PAGES[dice.random_range(0..PAGES.len())];
                    let patience = match dice.random_range(0..10) {
                        0 => Patience::Until(Duration::from_micros(dice.random_range(0..60_000))),
                        1 => Patience::Bytes(dice.random_range(1..30_000)),
                        _ => Patience::Whole,
                    };
                    let body = visit(&http, &portal.base, page, citizen, patience, &tally).await;
                    judge(&body, citizen.number, &format!("seed {seed}, client {client}, page {page}"), &tally);
                }
            })
        })
        .collect();
    for client in clients {
        client.await.expect("no client saw a foreign mark");
    }

    let count = |counter: &AtomicUsize| counter.load(Ordering::Relaxed);
    let mismatches = portal.metric(&http, "portal_hub_mismatches_total").await;
    let calls = portal.metric(&http, "portal_hub_calls_total").await;
    println!(
        "requests {requests}: whole {}, given up {}, failed {}; bodies with own marks {}, own marks {}; foreign marks 0; \
         hub calls {calls}, foreign answers thrown away {mismatches}; {:.1} s",
        count(&tally.whole),
        count(&tally.aborted),
        count(&tally.failed),
        count(&tally.bodies_with_own),
        count(&tally.own_marks),
        begun.elapsed().as_secs_f32()
    );
    assert!(mismatches > 0, "the hub's faults did not reach the portal: nothing was tested");
    assert!(count(&tally.aborted) > requests / 50, "too few clients went away: nothing was tested");
    assert!(count(&tally.failed) <= requests / 100, "too many requests were not answered");
    assert!(count(&tally.bodies_with_own) > requests / 2, "too few pages showed their own person: nothing was tested");
    assert!(count(&tally.own_marks) > requests * 3, "the pages showed too little to be a test");
    nothing_written_down(&portal);
}

fn from_env(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// Signs a thousand citizens in, many at a time. Which ones, the seed decides.
async fn sign_everybody_in(portal: &Arc<Portal>, http: &Client, seed: u64) -> Vec<Citizen> {
    let first = StdRng::seed_from_u64(seed).random_range(1..123_000_000_u32);
    let next = Arc::new(AtomicUsize::new(0));
    let desks: Vec<_> = (0..32)
        .map(|_| {
            let (portal, http, next) = (Arc::clone(portal), http.clone(), Arc::clone(&next));
            tokio::spawn(async move {
                let mut mine = Vec::new();
                loop {
                    let place = next.fetch_add(1, Ordering::Relaxed);
                    if place >= CITIZENS {
                        return mine;
                    }
                    let number = first + u32::try_from(place).expect("a small number");
                    let cookie = portal.sign_in(&http, &format!("n-{number:09}")).await;
                    mine.push(Citizen { number, cookie });
                }
            })
        })
        .collect();
    let mut citizens = Vec::with_capacity(CITIZENS);
    for desk in desks {
        citizens.extend(desk.await.expect("everybody can sign in"));
    }
    citizens.sort_by_key(|citizen| citizen.number);
    citizens
}

/// Asks for a page and reads as much of it as patience lasts.
async fn visit(http: &Client, base: &str, page: &str, citizen: &Citizen, patience: Patience, tally: &Tally) -> Vec<u8> {
    let mut body = Vec::new();
    let reading = async {
        let Ok(mut answer) = http.get(format!("{base}{page}")).header(COOKIE, &citizen.cookie).send().await else {
            return false;
        };
        let good = !answer.status().is_server_error();
        while let Ok(piece) = answer.chunk().await {
            match piece {
                None => return good,
                Some(piece) => body.extend_from_slice(&piece),
            }
            if let Patience::Bytes(limit) = patience
                && body.len() > limit
            {
                return good;
            }
        }
        false
    };
    let finished = match patience {
        Patience::Until(end) => tokio::time::timeout(end, reading).await.ok(),
        Patience::Whole | Patience::Bytes(_) => Some(reading.await),
    };
    let counter = match (finished, patience) {
        (Some(false), _) => &tally.failed,
        (None, _) | (_, Patience::Bytes(_)) => &tally.aborted,
        _ => &tally.whole,
    };
    counter.fetch_add(1, Ordering::Relaxed);
    body
}

/// The one rule.
fn judge(body: &[u8], own: u32, what: &str, tally: &Tally) {
    let found = marks(body);
    if let Some(foreign) = found.iter().find(|number| **number != own) {
        panic!("{what}: the page of n-{own:09} holds the mark of n-{foreign:09}");
    }
    tally.own_marks.fetch_add(found.len(), Ordering::Relaxed);
    tally.bodies_with_own.fetch_add(usize::from(!found.is_empty()), Ordering::Relaxed);
}

/// No mark in the log, none in plain text in the data folder.
fn nothing_written_down(portal: &Portal) {
    let log = portal.log();
    assert!(!log.is_empty() && !log.contains(SIGN), "a person's text stands in the log");
    let mut folders = vec![portal.folder.path().join("data")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("the data folder").flatten() {
            if entry.path().is_dir() {
                folders.push(entry.path());
            } else {
                let bytes = std::fs::read(entry.path()).unwrap_or_default();
                assert!(marks(&bytes).is_empty(), "a person's text stands in {}", entry.file_name().display());
            }
        }
    }
}
