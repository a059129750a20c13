//! The way to the hub against a hub that misbehaves: whose answers are shown, what is sent twice, what is left alone.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use app::domain::medication::Span;
use app::domain::person::{Person, Sex};
use app::records::{Records, TroubleKind};
use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request};
use axum::http::{HeaderMap, Method, Response, StatusCode};
use chrono::NaiveDate;
use server::clock::Clock;
use server::hub::{BreakerConfig, Hub, HubConfig};
use server::middleware::request_id::RequestId;
use server::session::identity::SignedIn;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

const PAGE: &str = "3f2a91c07be24d11";
const NOTICES: &str = r#"{"as_of":"2026-11-22T09:00:00","subject":"subject-1","notices":[]}"#;
const REGISTRATION: &str = r#"{"as_of":"2026-11-22T09:00:00","subject":"subject-1","state":"not_registered"}"#;
const CHECKUPS: &str = include_str!("hub_fixtures/checkups.xml");

/// One request as the hub saw it.
#[derive(Clone, Debug)]
struct Seen {
    method: Method,
    path: String,
    headers: HeaderMap,
    from: SocketAddr,
}

impl Seen {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("")
    }
}

/// A hub that answers as the test says and remembers what it was asked.
struct FakeHub {
    hub: Arc<Hub>,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl FakeHub {
    /// `answer` gets the request and how many came before.
    async fn start(answer: impl Fn(&Seen, usize) -> Response<Body> + Clone + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let seen = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&seen);
        let app = Router::new().fallback(move |ConnectInfo(from): ConnectInfo<SocketAddr>, request: Request| {
            let (parts, _) = request.into_parts();
            let path = parts.uri.path_and_query().map(ToString::to_string).unwrap_or_default();
            let this = Seen { method: parts.method, path, headers: parts.headers, from };
            let mut log = log.lock().expect("log");
            let response = answer(&this, log.len());
            log.push(this);
            async move { response }
        });
        tokio::spawn(
            async move { axum::serve(listener, app.into_make_service_with_connect_info::<SocketAddr>()).await },
        );
        Self { hub: hub_at(address), seen }
    }

    fn records(&self) -> Arc<dyn Records> {
        records(&self.hub)
    }

    fn seen(&self) -> Vec<Seen> {
        self.seen.lock().expect("log").clone()
    }
}

fn hub_at(address: SocketAddr) -> Arc<Hub> {
    let mut config = HubConfig::new(format!("http://{address}").parse().expect("a URL"), Clock::new(None));
    config.call_timeout = Duration::from_millis(400);
    config.max_body = 64 << 10;
    config.breaker = BreakerConfig { failures: 5, pause: Duration::from_millis(300) };
    Hub::new(config).expect("a client")
}

fn records(hub: &Arc<Hub>) -> Arc<dyn Records> {
    let birth = NaiveDate::from_ymd_opt(1971, 8, 7).expect("a date");
    let person = Person { name: "見本　太郎".into(), kana: "ミホン　タロウ".into(), birth, sex: Sex::Male };
    let identity = SignedIn { subject: "subject-1".into(), access_token: "token-1".into(), person };
    hub.records(&identity, &RequestId(PAGE.into()))
}

/// An answer that names the request and the person.
fn good(seen: &Seen, body: &str) -> Response<Body> {
    status(seen, StatusCode::OK, body)
}

fn status(seen: &Seen, status: StatusCode, body: &str) -> Response<Body> {
    let answer = Response::builder().status(status).header("x-request-id", seen.header("x-request-id"));
    answer.header("x-subject", "subject-1").body(Body::from(body.to_owned())).expect("an answer")
}

fn kind<T: std::fmt::Debug>(answer: app::records::Answer<T>) -> TroubleKind {
    answer.expect_err("trouble").kind
}

#[tokio::test]
async fn every_call_says_who_asks_and_until_when() {
    let fake =
        FakeHub::start(|seen, _| good(seen, if seen.path.contains("checkups") { CHECKUPS } else { NOTICES })).await;
    let records = fake.records();
    let (visits, notices) = tokio::join!(records.checkups(), records.notices());
    assert_eq!(visits.expect("visits").value.len(), 2);
    assert_eq!(notices.expect("notices").as_of.to_string(), "2026-11-22 09:00:00");
    assert_eq!(kind(records.medications(Span::year(2026)).await), TroubleKind::Garbled);
    let seen = fake.seen();
    let mut names: Vec<_> = seen.iter().map(|seen| seen.header("x-request-id").to_owned()).collect();
    names.sort();
    assert_eq!(names, [1, 2, 3].map(|n| format!("{PAGE}-{n}")));
    for seen in &seen {
        assert_eq!(seen.header("authorization"), "Bearer token-1");
        let deadline: u64 = seen.header("x-deadline-ms").parse().expect("milliseconds");
        assert!((1..=400).contains(&deadline), "{deadline}");
    }
    assert_eq!(seen[2].path, "/v1/medications?from=20260101&to=20261231");
}

#[tokio::test]
async fn nothing_of_another_persons_answer_is_shown() {
    type Spoil = fn(&Seen) -> Response<Body>;
    let cases: [(&str, Spoil); 8] = [
        ("another subject", |seen| with(good(seen, CHECKUPS), "x-subject", Some("subject-2"))),
        ("another request", |seen| with(good(seen, CHECKUPS), "x-request-id", Some("3f2a91c07be24d11-999"))),
        ("no subject", |seen| with(good(seen, CHECKUPS), "x-subject", None)),
        ("no request", |seen| with(good(seen, CHECKUPS), "x-request-id", None)),
        ("another subject's error", |seen| {
            with(status(seen, StatusCode::UNAUTHORIZED, ""), "x-subject", Some("subject-2"))
        }),
        ("another birth date", |seen| good(seen, &CHECKUPS.replace("19710807", "19710808"))),
        ("another sex", |seen| good(seen, &CHECKUPS.replace("Code>1</Admin", "Code>2</Admin"))),
        ("nobody named", |seen| good(seen, &CHECKUPS.replace("QualificationsInfo", "Something"))),
    ];
    for (name, spoil) in cases {
        let fake =
            FakeHub::start(move |seen, before| if before == 1 { spoil(seen) } else { good(seen, CHECKUPS) }).await;
        let records = fake.records();
        assert!(records.checkups().await.is_ok(), "{name}");
        let trouble = records.checkups().await.expect_err(name);
        let kind = match name {
            "another birth date" | "another sex" | "nobody named" => TroubleKind::OtherPerson,
            _ => TroubleKind::Mismatch,
        };
        assert_eq!((trouble.kind, trouble.support_code.as_str()), (kind, "3F2A-91C0"), "{name}");
        assert_eq!(fake.hub.counts().mismatches.get(), 1, "{name}");
        assert!(records.checkups().await.is_ok(), "{name}");
        let from: Vec<_> = fake.seen().iter().map(|seen| seen.from).collect();
        assert_eq!(from.len(), 3, "{name}: a foreign answer is not asked for again");
        assert_eq!(from[0], from[1], "{name}: connections are kept");
        assert_ne!(from[1], from[2], "{name}: no connection survives a foreign answer");
    }
}

fn with(mut response: Response<Body>, header: &'static str, value: Option<&'static str>) -> Response<Body> {
    response.headers_mut().remove(header);
    if let Some(value) = value {
        response.headers_mut().insert(header, value.parse().expect("a value"));
    }
    response
}

#[tokio::test]
async fn only_what_nobody_began_is_sent_twice() {
    for (first, sent, outcome) in [
        (StatusCode::SERVICE_UNAVAILABLE, 2, None),
        (StatusCode::BAD_GATEWAY, 2, None),
        (StatusCode::INTERNAL_SERVER_ERROR, 1, Some(TroubleKind::Down)),
        (StatusCode::GATEWAY_TIMEOUT, 1, Some(TroubleKind::Slow)),
        (StatusCode::NOT_FOUND, 1, Some(TroubleKind::Down)),
        (StatusCode::UNAUTHORIZED, 1, Some(TroubleKind::SignedOut)),
    ] {
        let fake = FakeHub::start(move |seen, before| {
            let body = if seen.method == Method::POST { REGISTRATION } else { NOTICES };
            if before == 0 { status(seen, first, "") } else { good(seen, body) }
        });
        let fake = fake.await;
        assert_eq!(fake.records().notices().await.err().map(|trouble| trouble.kind), outcome, "{first}");
        assert_eq!(fake.seen().len(), sent, "{first}");
    }
    // What changes something carries a key, the same one both times, and a name of its own each time.
    let fake = FakeHub::start(|seen, before| {
        if before == 0 { status(seen, StatusCode::SERVICE_UNAVAILABLE, "") } else { good(seen, REGISTRATION) }
    })
    .await;
    assert!(fake.records().register("form-1").await.is_ok());
    let seen = fake.seen();
    assert_eq!(seen.iter().map(|seen| seen.header("idempotency-key")).collect::<Vec<_>>(), ["form-1", "form-1"]);
    assert_ne!(seen[0].header("x-request-id"), seen[1].header("x-request-id"));
    let fake = FakeHub::start(|seen, _| status(seen, StatusCode::SERVICE_UNAVAILABLE, "")).await;
    assert_eq!(kind(fake.records().notices().await), TroubleKind::Down);
    assert_eq!((fake.seen().len(), fake.hub.counts().retries.get()), (2, 1), "once, not more");
}

#[tokio::test]
async fn a_redirect_is_not_followed_and_a_flood_not_read() {
    let fake = FakeHub::start(|seen, before| match before {
        0 => {
            let mut answer = status(seen, StatusCode::FOUND, "");
            answer.headers_mut().insert("location", "/elsewhere".parse().expect("a value"));
            answer
        }
        _ => good(seen, &" ".repeat(65 << 10)),
    });
    let fake = fake.await;
    assert_eq!(kind(fake.records().notices().await), TroubleKind::Down);
    assert_eq!(kind(fake.records().notices().await), TroubleKind::Garbled);
    assert_eq!(fake.seen().iter().map(|seen| seen.path.as_str()).collect::<Vec<_>>(), ["/v1/notices", "/v1/notices"]);
}

#[tokio::test]
async fn a_failing_service_is_left_alone_and_the_others_go_on() {
    let well = Arc::new(Mutex::new(false));
    let state = Arc::clone(&well);
    let fake = FakeHub::start(move |seen, _| {
        let up = *state.lock().expect("state") || seen.path.contains("registration");
        if up {
            good(seen, if seen.path.contains("registration") { REGISTRATION } else { NOTICES })
        } else {
            status(seen, StatusCode::INTERNAL_SERVER_ERROR, "")
        }
    });
    let fake = fake.await;
    let first = fake.records().notices().await.expect_err("down").since;
    for _ in 0..9 {
        let trouble = fake.records().notices().await.expect_err("down");
        assert_eq!((trouble.kind, trouble.since), (TroubleKind::Down, first));
    }
    assert_eq!(fake.seen().len(), 5, "five failures open the breaker");
    assert!(fake.records().registration().await.is_ok(), "each service has its own");
    *well.lock().expect("state") = true;
    assert_eq!(kind(fake.records().notices().await), TroubleKind::Down, "still left alone");
    tokio::time::sleep(Duration::from_millis(320)).await;
    assert!(fake.records().notices().await.is_ok(), "one may try, and closes it");
    assert!(fake.records().notices().await.is_ok());
    assert_eq!(fake.hub.counts().short_circuits.get(), 6);
}

#[tokio::test]
async fn refusals_never_open_the_breaker() {
    let fake = FakeHub::start(
        |seen, before| if before < 12 { status(seen, StatusCode::FORBIDDEN, "") } else { good(seen, NOTICES) },
    )
    .await;
    for _ in 0..12 {
        assert_eq!(kind(fake.records().notices().await), TroubleKind::Withheld);
    }
    assert!(fake.records().notices().await.is_ok());
}

/// A hub that speaks by hand: reads a request, then does as told with the connection.
async fn raw_hub(answer: &'static str, then: Then) -> Arc<Hub> {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move {
        loop {
            let Ok((mut socket, _)) = listener.accept().await else { return };
            tokio::spawn(async move {
                let mut request = vec![0; 4096];
                let read = socket.read(&mut request).await.unwrap_or(0);
                let text = String::from_utf8_lossy(&request[..read]).into_owned();
                let name = text.lines().find_map(|line| line.strip_prefix("x-request-id: ")).unwrap_or("");
                let _ = socket.write_all(answer.replace("{name}", name).as_bytes()).await;
                if then == Then::Hang {
                    tokio::time::sleep(Duration::from_secs(60)).await;
                }
            });
        }
    });
    hub_at(address)
}

#[derive(Clone, Copy, PartialEq)]
enum Then {
    Close,
    Hang,
}

#[tokio::test]
async fn broken_connections_end_in_time_and_in_words() {
    const HALF: &str =
        "HTTP/1.1 200 OK\r\nx-request-id: {name}\r\nx-subject: subject-1\r\ncontent-length: 900\r\n\r\n{\"as_of\":";
    for (name, answer, then, expected) in [
        ("closed before a word", "", Then::Close, TroubleKind::Down),
        ("silent", "", Then::Hang, TroubleKind::Slow),
        ("cut in the middle", HALF, Then::Close, TroubleKind::Garbled),
        ("stuck in the middle", HALF, Then::Hang, TroubleKind::Slow),
        ("no HTTP", "hello\r\n\r\n", Then::Close, TroubleKind::Down),
    ] {
        let hub = raw_hub(answer, then).await;
        let begun = Instant::now();
        assert_eq!(kind(records(&hub).notices().await), expected, "{name}");
        assert!(begun.elapsed() < Duration::from_millis(700), "{name}: {:?}", begun.elapsed());
    }
    let nobody = TcpListener::bind("127.0.0.1:0").await.expect("a port").local_addr().expect("an address");
    let hub = hub_at(nobody);
    assert_eq!(kind(records(&hub).notices().await), TroubleKind::Down);
    assert_eq!(hub.counts().retries.get(), 1, "a refused connection is tried again once");
}

#[tokio::test]
async fn a_call_given_up_leaves_nothing_behind() {
    let fake = FakeHub::start(|seen, _| good(seen, CHECKUPS)).await;
    for micros in 0..200 {
        let records = fake.records();
        let _ = tokio::time::timeout(Duration::from_micros(micros * 10), records.checkups()).await;
    }
    assert!(fake.records().checkups().await.is_ok());
    assert_eq!(fake.hub.counts().mismatches.get(), 0);
}
