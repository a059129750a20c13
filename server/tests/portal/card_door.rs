//! The second door: the portal makes the challenge and judges the card's answer itself. The PIN never comes near it.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use reqwest::{Method, Url};

use crate::app::TestApp;
use crate::client::{Answer, Client, Form};

const DOOR: (&str, &str) = ("PORTAL_SIGNIN", "jpki");

/// The form that the component hands over for a card, and where it goes.
struct Handover {
    to: String,
    component: String,
    fields: Vec<(String, String)>,
}

impl Handover {
    fn with<'a>(&'a self, name: &str, value: &'a str) -> Vec<(&'a str, &'a str)> {
        let pairs = self.fields.iter();
        pairs.map(|(field, own)| (field.as_str(), if field == name { value } else { own.as_str() })).collect()
    }

    fn field(&self, name: &str) -> &str {
        &self.fields.iter().find(|(field, _)| field == name).unwrap().1
    }
}

/// From `/login` through the component, up to its form for the portal.
async fn signed(client: &mut Client, login: &str, card: &str, pin: &str) -> Result<Handover, String> {
    let component = client.get(login).await.location.expect("a way to the component");
    let page = client.get(&component).await;
    let form = Form::first(&page.body);
    let action = Url::parse(&component).unwrap().join(&form.action).unwrap();
    let mut fields: Vec<(&str, &str)> = form.hidden.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    fields.extend([("card", card), ("pin", pin)]);
    let page = client.post(action.as_str(), &fields).await;
    if !page.body.contains("name=\"signature\"") {
        return Err(page.body);
    }
    let form = Form::first(&page.body);
    Ok(Handover { to: form.action, component: action.origin().ascii_serialization(), fields: form.hidden })
}

/// What a browser does with the component's form: it comes from there, and without our cookies.
async fn hand_over(app: &TestApp, handover: &Handover, fields: &[(&str, &str)]) -> Answer {
    let headers = [("origin", handover.component.as_str()), ("sec-fetch-site", "cross-site")];
    app.anonymous().send(Method::POST, &handover.to, &headers, fields).await
}

/// The whole way in with these fields instead of the component's own.
async fn arrive(app: &TestApp, client: &mut Client, handover: &Handover, fields: &[(&str, &str)]) -> Answer {
    let put_away = hand_over(app, handover, fields).await;
    assert_eq!(put_away.status, 303, "{}", app.log());
    client.get(&put_away.location.unwrap()).await
}

#[tokio::test]
async fn a_card_opens_it_and_leads_to_the_page_first_asked_for() {
    let app = TestApp::start_with(&[DOOR]).await;
    for card in ["changer", "changer-phone", "chronic", "n-000000123"] {
        let mut client = app.anonymous();
        let handover = signed(&mut client, "/login?next=/insurance", card, "1234").await.unwrap();
        let answer = arrive(&app, &mut client, &handover, &handover.with("", "")).await;
        assert_eq!((answer.status, answer.location.as_deref()), (303, Some("/insurance")), "{card}: {}", app.log());
        assert_eq!(client.get("/insurance").await.status, 200, "{card}");
    }
}

#[tokio::test]
async fn nobody_is_led_to_a_component_that_is_not_there() {
    let app = TestApp::start_with(&[DOOR, ("PORTAL_JPKI_COMPONENT_URL", "http://127.0.0.1:9/card")]).await;
    let answer = app.anonymous().get("/login?next=/insurance").await;
    assert_eq!(answer.status, 503, "{}", answer.body);
    for wanted in ["ログインの窓口につながりません", "href=\"/login?next=/insurance\"", "問い合わせ番号"]
    {
        assert!(answer.body.contains(wanted), "{wanted}: {}", answer.body);
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_card_is_said_with_a_way_on() {
    let app = TestApp::start_with(&[DOOR]).await;
    for (card, status, words) in [
        ("expired", 403, "電子証明書の有効期限が切れています"),
        ("renewed-old", 403, "更新前のカードです"),
        ("lost", 403, "一時停止されているカードです"),
        ("signing-hanako", 403, "署名用の電子証明書です"),
    ] {
        let mut client = app.anonymous();
        let handover = signed(&mut client, "/login?next=/tax", card, "1234").await.unwrap();
        let answer = arrive(&app, &mut client, &handover, &handover.with("", "")).await;
        assert_eq!(answer.status, status, "{card}");
        assert!(answer.body.contains(words) && answer.body.contains("href=\"/login?next=/tax\""), "{card}");
        assert!(!client.cookies.contains_key("session"), "{card}");
    }
    let mut client = app.anonymous();
    let locked = signed(&mut client, "/login", "locked", "1234").await.err().expect("no signature");
    assert!(locked.contains("ロックされています"));
    let hub = Url::parse(&client.get("/login").await.location.unwrap()).unwrap();
    let status = hub.join("/sim/status").unwrap();
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    http.put(status.clone()).body("down").send().await.unwrap();
    let handover = signed(&mut client, "/login", "hanako", "1234").await.unwrap();
    let answer = arrive(&app, &mut client, &handover, &handover.with("", "")).await;
    assert_eq!(answer.status, 503);
    assert!(answer.body.contains("カードをいま確かめられません") && answer.headers.contains_key("retry-after"));
    assert!(!client.cookies.contains_key("session"));
}

#[tokio::test]
async fn an_answer_counts_once_for_the_one_who_signed_in_the_browser_that_asked() {
    let app = TestApp::start_with(&[DOOR]).await;
    let mut client = app.anonymous();
    let of_b = signed(&mut client.clone(), "/login", "changer", "1234").await.unwrap();

    let of_a = signed(&mut client, "/login", "hanako", "1234").await.unwrap();
    let swapped = of_a.with("certificate", of_b.field("certificate"));
    assert_eq!(arrive(&app, &mut client, &of_a, &swapped).await.status, 403, "certificate of B, signature of A");
    let own = of_a.with("", "");
    assert_eq!(arrive(&app, &mut client, &of_a, &own).await.status, 400, "the challenge is used up");

    let of_a = signed(&mut client, "/login", "hanako", "1234").await.unwrap();
    let own = of_a.with("", "");
    assert_eq!(arrive(&app, &mut app.anonymous(), &of_a, &own).await.status, 400, "a browser that did not ask");
    let mut other = app.anonymous();
    other.get("/login").await;
    let answer = arrive(&app, &mut other, &of_a, &own).await;
    assert_eq!(answer.status, 400, "a browser that asked something else");
    assert!(
        !other.cookies.contains_key("session") && answer.body.contains("もう一度"),
        "nothing is said against the card"
    );
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(of_a.field("challenge")).unwrap()).unwrap();
    let step_up = URL_SAFE_NO_PAD.encode(text.replace("sign-in", "step-up"));
    assert_eq!(arrive(&app, &mut client.clone(), &of_a, &of_a.with("challenge", &step_up)).await.status, 400);

    let of_a = signed(&mut client, "/login", "hanako", "1234").await.unwrap();
    let own = of_a.with("", "");
    let elsewhere = [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")];
    assert_eq!(app.anonymous().send(Method::POST, &of_a.to, &elsewhere, &own).await.status, 403, "from elsewhere");
    let nonsense = of_a.with("signature", "%%%");
    assert_eq!(hand_over(&app, &of_a, &nonsense).await.status, 400, "no signature at all");
    assert_eq!(arrive(&app, &mut client, &of_a, &own).await.status, 303, "and the right one gets in");
    client.get("/login").await;
    assert_eq!(client.get("/login/card?error=access_denied").await.status, 403, "turning back is said plainly");
}

#[tokio::test]
async fn of_a_hundred_answers_at_once_one_is_judged() {
    let app = TestApp::start_with(&[DOOR]).await;
    let mut client = app.anonymous();
    let handover = signed(&mut client, "/login", "hanako", "1234").await.unwrap();
    let wrong = handover.with("signature", "AAAA");
    let mut waiting = Vec::new();
    for _ in 0..100 {
        waiting.push(hand_over(&app, &handover, &wrong).await.location.unwrap());
    }
    let asking = waiting.iter().map(|address| {
        let mut browser = client.clone();
        async move { browser.get(address).await.status }
    });
    let answers = futures_util::future::join_all(asking).await;
    // 403 is a signature that was looked at; 400 is a sign-in that is not there any more.
    let count = |status| answers.iter().filter(|answer| **answer == status).count();
    assert_eq!((count(403), count(400)), (1, 99), "{answers:?}");
    assert_eq!(app.log().matches("a card was refused").count(), 1);
}

#[tokio::test]
async fn the_lists_do_as_well_as_the_responder_while_they_are_fresh() {
    let [hub] = crate::ports::free_ports();
    let hub = format!("127.0.0.1:{hub}");
    let lists: Vec<String> = (1..=3).map(|n| format!("http://{hub}/jpki/crl/{n}")).collect();
    let lists = lists.join(",");
    let app = TestApp::start_with(&[DOOR, ("HUB_SIM_ADDR", &hub), ("PORTAL_JPKI_CRL_URL", &lists)]).await;
    let mut client = app.anonymous();
    for (card, status) in [("hanako", 303), ("lost", 403), ("renewed-old", 403), ("elder", 303)] {
        let handover = signed(&mut client, "/login", card, "1234").await.unwrap();
        let answer = arrive(&app, &mut client.clone(), &handover, &handover.with("", "")).await;
        assert_eq!(answer.status, status, "{card}: {}", app.log());
    }
}

#[tokio::test]
async fn a_certificate_that_is_revoked_ends_its_session_and_the_card_is_asked_for_again_where_it_must_be() {
    let app = TestApp::start_with(&[DOOR]).await;
    let mut client = app.anonymous();
    let handover = signed(&mut client, "/login?next=/registration&again=1", "changer", "1234").await.unwrap();
    assert!(
        String::from_utf8(URL_SAFE_NO_PAD.decode(handover.field("challenge")).unwrap()).unwrap().contains("step-up")
    );
    assert_eq!(arrive(&app, &mut client, &handover, &handover.with("", "")).await.status, 303, "{}", app.log());
    assert_eq!(client.get("/insurance").await.status, 200);
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let said = http.post(format!("{}/sim/cards/changer/report-loss", handover.component)).send().await.unwrap();
    assert!(said.text().await.unwrap().contains("\"sessions_told\":1"), "{}", app.log());
    assert_eq!(client.get("/insurance").await.status, 303, "to sign in again");
}

#[tokio::test]
async fn the_pin_never_comes_to_the_portal() {
    // In full width as some keyboards write it: the card understands it, and these bytes are nobody else's.
    const TYPED: &str = "\u{ff19}\u{ff11}\u{ff18}\u{ff12}";
    const WRITTEN: [&str; 2] = [TYPED, "%EF%BC%99%EF%BC%91%EF%BC%98%EF%BC%92"];
    for settings in [&[DOOR][..], &[]] {
        let app = TestApp::start_with(settings).await;
        let mut client = app.anonymous();
        let address = Url::parse(&client.get("/login").await.location.unwrap()).unwrap();
        let hub = address.origin().ascii_serialization();
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        let set = http.post(format!("{hub}/sim/cards/changer/unlock?pin=9182")).send().await.unwrap();
        assert!(set.status().is_success());
        let mut traffic = Vec::new();
        let back = if settings.is_empty() {
            let page = client.get(address.as_str()).await;
            let form = Form::first(&page.body);
            let mut fields: Vec<(&str, &str)> = form.hidden.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
            fields.extend([("card", "changer"), ("pin", TYPED)]);
            client.post(address.join(&form.action).unwrap().as_str(), &fields).await.location.unwrap()
        } else {
            let handover = signed(&mut client, "/login", "changer", TYPED).await.unwrap();
            traffic.push(format!("{:?}", handover.fields));
            hand_over(&app, &handover, &handover.with("", "")).await.location.unwrap()
        };
        traffic.push(back.clone());
        let arrived = client.get(&back).await;
        assert_eq!(arrived.status, 303, "{}", app.log());
        traffic.push(format!("{:?} {}", arrived.headers, arrived.body));
        for page in ["/", "/me", "/insurance"] {
            let answer = client.get(page).await;
            traffic.push(format!("{:?} {}", answer.headers, answer.body));
        }
        traffic.push(app.log());
        for (name, bytes) in files_below(app.database().parent().unwrap()) {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            assert!(!name.ends_with("cards.json") || !text.contains("9182"), "{name}");
            traffic.push(text);
        }
        assert!(traffic.len() > 7, "there was something to look through");
        for (at, text) in traffic.iter().enumerate() {
            assert!(WRITTEN.iter().all(|pin| !text.contains(pin)), "{at}: {text}");
        }
    }
}

fn files_below(folder: &std::path::Path) -> Vec<(String, Vec<u8>)> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| {
            if path.is_dir() {
                files_below(&path)
            } else {
                vec![(path.display().to_string(), std::fs::read(&path).unwrap())]
            }
        })
        .collect()
}
