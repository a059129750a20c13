//! Cards before the door, at the municipality and on the lists; the client that is told when a session ends.

use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::NaiveDate;
use jpki::challenge::Purpose;
use jpki::crl::Lists;
use jpki::refusal::Refusal::{self, *};
use jpki::revocation::Reason::{self, *};
use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use super::chip::Chip;
use super::ledger::{Ledger, PinResult};
use super::utc;
use crate::card::component::{NoAnswer, Proof};
use crate::card::door::{Holder, Shut, enter};
use crate::oidc::login::Login;
use crate::probe::{Answer, Probe};

const TODAY: (&str, &str) = ("HUB_SIM_TODAY", "2026-11-23");

async fn show(probe: &Probe, card: &str, pin: &str) -> Result<Holder, Shut> {
    enter(&probe.hub, card, Proof::Pin(pin), Purpose::SignIn, "this sign-in").await
}

async fn control(probe: &Probe, method: &str, path: &str, body: &'static str) -> Answer {
    let request = Request::builder().method(method).uri(path).body(Body::from(body)).expect("a request");
    probe.send(request).await.expect("an answer")
}

#[tokio::test]
async fn each_card_gets_what_its_certificate_deserves() {
    let probe = Probe::new(&[TODAY]);
    let cases: [(&str, Result<&str, Shut>); 17] = [
        ("hanako", Ok("hanako")),
        ("changer", Ok("changer")),
        ("changer-phone", Ok("changer")),
        ("chronic", Ok("chronic")),
        ("elder", Ok("elder")),
        ("renewed", Ok("renewed")),
        ("hostile", Ok("hostile")),
        ("n-000000001", Ok("n-000000001")),
        ("n-124000000", Ok("n-124000000")),
        ("ｎー０００００００１２", Ok("n-000000012")),
        ("renewed-old", Err(Shut::Refused(Revoked(Superseded)))),
        ("lost", Err(Shut::Refused(Revoked(CertificateHold)))),
        ("expired", Err(Shut::Refused(Expired))),
        ("signing-hanako", Err(Shut::Refused(SigningCertificate))),
        ("locked", Err(Shut::Card(NoAnswer::Locked))),
        ("nobody", Err(Shut::Card(NoAnswer::NoSuchCard))),
        (" ", Err(Shut::Card(NoAnswer::Nameless))),
    ];
    for (card, expected) in cases {
        let result = show(&probe, card, "1234").await;
        assert_eq!(result.as_ref().map(|holder| holder.citizen.id.as_str()).map_err(|shut| *shut), expected, "{card}");
    }
}

#[tokio::test]
async fn two_cards_of_one_person_are_two_certificates_and_each_keeps_its_name() {
    let probe = Probe::new(&[TODAY]);
    let card = show(&probe, "changer", "1234").await.expect("let in");
    let again = show(&probe, "changer", "1234").await.expect("let in");
    let phone = show(&probe, "changer-phone", "1234").await.expect("let in");
    assert_eq!(card.citizen.subject(), phone.citizen.subject());
    assert_eq!(card.certificate, again.certificate);
    assert_ne!(card.certificate, phone.certificate);
    let elsewhere = Probe::new(&[TODAY]);
    assert_eq!(card.certificate, show(&elsewhere, "changer", "1234").await.expect("let in").certificate);
}

#[tokio::test]
async fn nobody_gets_in_while_nobody_can_be_asked() {
    let probe = Probe::new(&[TODAY]);
    for (condition, expected) in [
        ("down", Err(Shut::Refused(RevocationUnavailable))),
        ("delay=60000", Err(Shut::Refused(RevocationUnavailable))),
        ("delay=10", Ok(())),
        ("ok", Ok(())),
    ] {
        assert_eq!(control(&probe, "PUT", "/sim/status", condition).await.status, StatusCode::NO_CONTENT);
        assert_eq!(show(&probe, "hanako", "1234").await.map(|_| ()), expected, "{condition}");
    }
    assert_eq!(control(&probe, "PUT", "/sim/status", "asleep").await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn the_calendar_decides_what_is_valid() {
    let probe = Probe::new(&[TODAY]);
    for (moment, expected) in [
        // The card is the specimen's: 31 March is the birthday, and it is valid to the end of that day.
        ("2019-01-01", Err(Shut::Refused(IssuerNotYetValid))),
        ("2034-01-01T12:00:00", Err(Shut::Refused(IssuerExpired))),
        ("2029-06-01", Err(Shut::Refused(Expired))),
        ("", Ok(())),
    ] {
        assert_eq!(control(&probe, "PUT", "/sim/clock", moment).await.status, StatusCode::NO_CONTENT);
        assert_eq!(show(&probe, "hanako", "1234").await.map(|_| ()), expected, "{moment}");
    }
    let ends = control(&probe, "GET", "/sim/cards/hanako", "").await.json()["ends"].clone();
    let ends = ends.as_str().expect("a moment").to_owned();
    assert!(ends.ends_with("-03-31T23:59:59"), "{ends}");
    let next_day = format!("{}-04-01T00:00:00", &ends[..4]);
    let last_minute = ends.replace(":59:59", ":59:00");
    probe.hub.clock.set(Some(last_minute.parse().expect("a moment")));
    assert_eq!(show(&probe, "hanako", "1234").await.map(|_| ()), Ok(()));
    probe.hub.clock.set(Some(next_day.parse().expect("a moment")));
    assert_eq!(show(&probe, "hanako", "1234").await.map(|_| ()), Err(Shut::Refused(Expired)));
}

#[tokio::test]
async fn a_renewed_card_is_the_same_person_with_another_certificate() {
    let probe = Probe::new(&[TODAY]);
    let before = show(&probe, "hanako", "1234").await.expect("let in");
    let old = probe.hub.ledger.current(&Chip::find("hanako").expect("a card"));
    let said = control(&probe, "POST", "/sim/cards/hanako/renew?lag=60", "").await.json();
    assert_eq!((&said["sequence"], &said["status"]), (&Value::from(2), &Value::from("good")));
    assert!(said["link_until"].is_string(), "{said}");
    let after = show(&probe, "hanako", "1234").await.expect("let in");
    assert_eq!(before.citizen.subject(), after.citizen.subject());
    assert_ne!(before.certificate, after.certificate);
    assert!(after.expires > before.expires);
    let standing = probe.hub.ledger.standing(&old.serial(), probe.hub.clock.now());
    assert!(matches!(standing, super::ledger::Standing::Revoked(_, Superseded)), "{standing:?}");
    probe.hub.clock.set(Some(probe.hub.clock.now() + chrono::Duration::seconds(61)));
    let said = control(&probe, "GET", "/sim/cards/hanako", "").await.json();
    assert!(said["link_until"].is_null(), "{said}");
}

#[tokio::test]
async fn what_is_revoked_stays_so_for_its_first_reason_until_there_is_a_new_certificate() {
    let probe = Probe::new(&[TODAY]);
    for reason in Reason::ALL {
        let card = format!("n-{:09}", 100 + u32::from(reason.code()));
        let path = format!("/sim/cards/{card}/revoke?reason={reason}");
        assert_eq!(control(&probe, "POST", &path, "").await.json()["status"], reason.to_string());
        assert_eq!(show(&probe, &card, "1234").await.map(|_| ()), Err(Shut::Refused(Revoked(reason))), "{reason}");
        control(&probe, "POST", &format!("/sim/cards/{card}/report-loss"), "").await;
        assert_eq!(show(&probe, &card, "1234").await.map(|_| ()), Err(Shut::Refused(Revoked(reason))), "{reason}");
    }
    control(&probe, "POST", "/sim/cards/n-000000100/renew", "").await;
    assert_eq!(show(&probe, "n-000000100", "1234").await.map(|_| ()), Ok(()));
    let wrong = control(&probe, "POST", "/sim/cards/hanako/revoke?reason=boredom", "").await;
    assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
    assert_eq!(control(&probe, "POST", "/sim/cards/nobody/renew", "").await.status, StatusCode::NOT_FOUND);
}

async fn lists(probe: &Probe, lists: &mut Lists) -> [Result<usize, Refusal>; 3] {
    let mut results = [Ok(0), Ok(0), Ok(0)];
    for (at, result) in results.iter_mut().enumerate() {
        let der = control(probe, "GET", &format!("/jpki/crl/{}", at + 1), "").await.body;
        let anchors = probe.hub.verifier.anchors();
        *result = lists.accept(&der, anchors, utc(probe.hub.clock.now())).map(|new| new.len());
    }
    results
}

#[tokio::test]
async fn each_generation_has_its_list_and_between_two_publications_it_says_what_it_said() {
    let probe = Probe::new(&[TODAY]);
    let mut held = Lists::default();
    // Five were discarded, one was superseded and one suspended before the start.
    let first = lists(&probe, &mut held).await;
    assert_eq!(first.iter().map(|n| n.expect("a list")).sum::<usize>(), 7, "{first:?}");
    control(&probe, "POST", "/sim/cards/renewed/report-loss", "").await;
    assert_eq!(lists(&probe, &mut held).await, [Ok(0), Ok(0), Ok(0)], "not yet published");
    control(&probe, "POST", "/sim/crl/publish", "").await;
    assert_eq!(lists(&probe, &mut held).await, [Ok(0), Ok(0), Ok(1)]);
    control(&probe, "PUT", "/sim/crl", "stale").await;
    assert_eq!(lists(&probe, &mut held).await, [Err(EvidenceStale); 3]);
    control(&probe, "PUT", "/sim/crl", "ok").await;
    probe.hub.clock.set(Some(probe.hub.clock.now() + chrono::Duration::hours(30)));
    assert_eq!(lists(&probe, &mut held).await, [Ok(0), Ok(0), Ok(0)], "published again by itself");
    assert_eq!(control(&probe, "GET", "/jpki/crl/4", "").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_anchors_are_three_of_one_name_and_one_for_documents() {
    let probe = Probe::new(&[TODAY]);
    let pem = control(&probe, "GET", "/jpki/anchors.pem", "").await.text();
    assert_eq!(pem.matches("BEGIN CERTIFICATE").count(), 3);
    let anchors = jpki::anchor::Anchors::default()
        .with_pem(jpki::anchor::Issues::Authentication, &pem)
        .and_then(|anchors| {
            let documents = probe.hub.authorities.documents.pem();
            anchors.with_pem(jpki::anchor::Issues::Signing, &documents)
        })
        .expect("authorities");
    assert!(anchors.any_for_tests(), "nobody may rely on them");
    let [a, b, c] = &probe.hub.authorities.generations;
    assert!(a.name == b.name && b.name == c.name && a.key.id() != b.key.id() && b.key.id() != c.key.id());
}

#[test]
fn three_wrong_pins_in_a_row_lock_a_card_and_a_restart_does_not_help() {
    use PinResult::*;
    let folder = tempfile::tempdir().expect("a folder");
    let start = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
    let open = || Ledger::open(Some(folder.path().join("sim")), start).expect("a ledger");
    let hanako = Chip::find("hanako").expect("a card");
    let steps = [
        ("1234", Right),
        ("１２３４", Right),
        ("0000", Wrong(2)),
        ("1234", Right),
        ("0000", Wrong(2)),
        ("", NotAPin),
        ("12345", NotAPin),
        ("abcd", NotAPin),
        ("0000", Wrong(1)),
        ("0000", Locked),
        ("1234", Locked),
    ];
    for (pin, expected) in steps {
        assert_eq!(open().try_pin(&hanako, pin), expected, "{pin}");
    }
    assert_eq!(open().try_pin(&Chip::find("elder").expect("a card"), "1234"), Right, "cards are apart");
    assert!(!open().unlock(&hanako, "12"), "that is no PIN");
    assert_eq!(open().try_pin(&hanako, "1234"), Locked);
    assert!(open().unlock(&hanako, "9182"));
    assert_eq!(open().try_pin(&hanako, "1234"), Wrong(2), "the municipality has set another");
    assert_eq!(open().try_pin(&hanako, "9182"), Right);
    let kept = std::fs::read_to_string(folder.path().join("sim/cards.json")).expect("kept");
    assert!(!kept.contains("9182"), "the PIN itself is nowhere");
    open().forget();
    assert_eq!(open().try_pin(&hanako, "1234"), Right);
    std::fs::write(folder.path().join("sim/cards.json"), "nonsense").expect("written");
    assert!(Ledger::open(Some(folder.path().join("sim")), start).is_err(), "what cannot be read is not forgotten");
}

#[tokio::test]
async fn a_mended_card_gets_in() {
    let probe = Probe::new(&[TODAY]);
    let unlocked = control(&probe, "POST", "/sim/cards/locked/unlock?pin=4321", "").await.json();
    assert_eq!(unlocked["tries_left"], 3);
    assert_eq!(show(&probe, "locked", "4321").await.expect("let in").citizen.id, "locked");
    for card in ["expired", "lost"] {
        control(&probe, "POST", &format!("/sim/cards/{card}/renew"), "").await;
        assert_eq!(show(&probe, card, "1234").await.expect("let in").citizen.id, card);
    }
}

#[tokio::test]
async fn a_card_that_is_taken_away_costs_no_try() {
    let probe = Probe::new(&[TODAY]);
    control(&probe, "PUT", "/sim/cards/hanako/contact", "taken-away").await;
    assert_eq!(show(&probe, "hanako", "0000").await.map(|_| ()), Err(Shut::Card(NoAnswer::TakenAway)));
    control(&probe, "PUT", "/sim/cards/hanako/contact", "slow=80").await;
    let began = std::time::Instant::now();
    assert_eq!(show(&probe, "hanako", "0000").await.map(|_| ()), Err(Shut::Card(NoAnswer::WrongPin(2))));
    assert!(began.elapsed() >= Duration::from_millis(80));
    control(&probe, "PUT", "/sim/cards/hanako/contact", "").await;
    assert_eq!(show(&probe, "hanako", "1234").await.map(|_| ()), Ok(()));
}

/// Takes one request and answers it; what was sent.
async fn one_post(listener: TcpListener, answer: &'static str) -> String {
    let (mut stream, _) = listener.accept().await.expect("a connection");
    let mut bytes = vec![0; 16 << 10];
    let mut end = 0;
    while !String::from_utf8_lossy(&bytes[..end]).contains("logout_token=") {
        end += stream.read(&mut bytes[end..]).await.expect("read");
    }
    stream.write_all(answer.as_bytes()).await.expect("written");
    String::from_utf8_lossy(&bytes[..end]).into_owned()
}

#[tokio::test]
async fn the_client_is_told_when_a_certificate_or_a_card_is_gone() {
    for path in ["/sim/cards/changer/report-loss", "/sim/cards/changer/renew", "/sim/cards/changer/remove"] {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let uri = format!("http://{}/away", listener.local_addr().expect("an address"));
        let probe = Probe::new(&[TODAY, ("HUB_SIM_BACKCHANNEL_LOGOUT_URI", &uri)]);
        let login = Login::of(show(&probe, "changer", "1234").await.expect("let in"));
        let other = Login::of(show(&probe, "changer-phone", "1234").await.expect("let in"));
        let (sid, subject) = (login.sid.clone(), crate::citizen::Citizen::find("changer").expect("one").subject());
        let (token, kept) = (probe.hub.tokens.issue(login), probe.hub.tokens.issue(other));
        let told = tokio::spawn(one_post(listener, "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n"));
        let said = control(&probe, "POST", path, "").await.json();
        assert_eq!((&said["sessions_ended"], &said["sessions_told"]), (&Value::from(1), &Value::from(1)), "{path}");
        let post = told.await.expect("told");
        assert!(post.starts_with("POST /away HTTP/1.1\r\n"), "{post}");
        let token_text = post.rsplit("logout_token=").next().expect("a token");
        let parts: Vec<Value> = token_text
            .split('.')
            .take(2)
            .map(|part| serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).expect("base64")).expect("JSON"))
            .collect();
        assert_eq!(parts[0]["typ"], "logout+jwt");
        assert_eq!((&parts[1]["sid"], &parts[1]["sub"]), (&Value::from(sid), &Value::from(subject)));
        assert!(parts[1]["events"]["http://schemas.openid.net/event/backchannel-logout"].is_object());
        assert!(parts[1].get("nonce").is_none(), "a logout token has none");
        assert!(probe.hub.tokens.citizen(&token).is_none(), "worth nothing any more");
        assert!(probe.hub.tokens.citizen(&kept).is_some(), "the phone is another");
    }
}

#[tokio::test]
async fn a_client_that_is_away_is_not_waited_for() {
    let probe = Probe::new(&[TODAY, ("HUB_SIM_BACKCHANNEL_LOGOUT_URI", "http://127.0.0.1:1/away")]);
    let login = Login::of(show(&probe, "changer", "1234").await.expect("let in"));
    probe.hub.tokens.issue(login);
    let said = control(&probe, "POST", "/sim/cards/changer/report-loss", "").await.json();
    assert_eq!((&said["sessions_ended"], &said["sessions_told"]), (&Value::from(1), &Value::from(0)));
}
