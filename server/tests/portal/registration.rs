//! Registering the card: each state has its page, and whatever is pressed, wherever and however often, it happens once.

use std::time::{Duration, Instant};

use app::islands::registration_progress::{Then, Told};
use futures_util::future::join_all;
use reqwest::Method;

use crate::app::TestApp;
use crate::client::{Client, Form};

/// The hub, asked past the portal.
struct Hub(reqwest::Client, String);

impl Hub {
    fn of(app: &TestApp) -> Self {
        Self(reqwest::Client::builder().no_proxy().build().unwrap(), app.hub.clone())
    }

    async fn faults(&self, faults: &'static str) {
        let answer = self.0.put(format!("{}/sim/faults", self.1)).body(faults).send().await.unwrap();
        assert!(answer.status().is_success(), "{faults}");
    }

    async fn post(&self, path: &str, body: &'static str) {
        let request = self.0.post(format!("{}{path}", self.1)).header("content-type", "application/json").body(body);
        let answer = request.send().await.unwrap();
        assert!(answer.status().is_success(), "{path}: {}", answer.status());
    }

    /// How many registrations a card has begun.
    async fn count(&self, card: &str) -> u64 {
        let all: serde_json::Value =
            self.0.get(format!("{}/sim/registrations", self.1)).send().await.unwrap().json().await.unwrap();
        all[card].as_u64().unwrap_or(0)
    }
}

/// What the button on the page sends.
async fn pressed(client: &mut Client) -> Vec<(String, String)> {
    let page = client.get("/registration").await.body;
    assert_eq!(page.matches("name=\"register\"").count(), 1, "one button");
    let mut fields = Form::to(&page, "/registration").hidden;
    fields.push(("register".into(), "1".into()));
    fields
}

async fn send(client: &mut Client, fields: &[(String, String)]) {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let answer = client.post("/registration", &fields).await;
    assert_eq!((answer.status, answer.location.as_deref()), (303, Some("/registration")));
}

/// Looks again until the page says something.
async fn until(client: &mut Client, says: &str) -> String {
    let begun = Instant::now();
    loop {
        let answer = client.get("/registration").await;
        assert_eq!(answer.status, 200);
        assert!(!answer.headers.contains_key("refresh"), "nothing is fetched anew unasked");
        if answer.body.contains(says) {
            return answer.body;
        }
        assert!(begun.elapsed() < Duration::from_secs(15), "never says {says}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

const OVER: &str = "利用登録は終わっています";

#[tokio::test]
async fn the_specimen_card_is_registered_step_by_step() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("hanako").await;
    let fields = pressed(&mut client).await;
    send(&mut client, &fields).await;
    until(&mut client, "もう一度見る").await;
    let told = Told::read(&client.get("/registration/progress").await.body).unwrap();
    assert_eq!((told.then, told.steps.len()), (Then::LookAgain, 4), "{told:?}");
    // A second press of the same button changes nothing.
    send(&mut client, &fields).await;

    let page = until(&mut client, OVER).await;
    assert!(!page.contains("name=\"register\""), "nothing left to press");
    let told = Told::read(&client.get("/registration/progress").await.body).unwrap();
    assert_eq!((told.then, told.steps[3].tone.as_str()), (Then::Done, "done"), "{told:?}");
    assert_eq!(client.get("/insurance").await.status, 200);
    assert_eq!(Hub::of(&app).count("hanako").await, 1);
}

#[tokio::test]
async fn a_page_that_follows_is_told_of_its_own_person_alone_and_in_its_language() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("hanako").await;
    let fields = pressed(&mut client).await;
    let key = client.form_key().await;
    send(&mut client, &fields).await;
    let ask = "/registration/progress?lang=en";
    let own = client.send(Method::GET, ask, &[("x-form-key", &key)], &[]).await;
    assert_eq!(own.status, 200);
    assert!(["of 4 steps are done", "The first of 4 steps"].iter().any(|said| own.body.contains(said)), "{}", own.body);
    // Another person signs in, in the same browser.
    client.sign_in_again("changer", "/").await;
    let other = client.send(Method::GET, ask, &[("x-form-key", &key)], &[]).await;
    assert_eq!((other.status, other.body.as_str()), (204, ""), "nothing is told");
    let key = client.form_key().await;
    assert_eq!(client.send(Method::GET, ask, &[("x-form-key", &key)], &[]).await.status, 200);
}

#[tokio::test]
async fn two_tabs_and_a_shaking_finger_register_once() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("hanako").await;
    let (one, other) = (pressed(&mut client).await, pressed(&mut client).await);
    assert_ne!(one, other, "each tab has its own key");
    let presses = (0..24).map(|n| {
        let (mut client, fields) = (client.clone(), if n % 2 == 0 { one.clone() } else { other.clone() });
        async move { send(&mut client, &fields).await }
    });
    join_all(presses).await;
    until(&mut client, OVER).await;
    send(&mut client, &other).await;
    assert_eq!(Hub::of(&app).count("hanako").await, 1);
}

#[tokio::test]
async fn two_nodes_register_once() {
    let app = TestApp::start().await;
    let second = app.second_node().await;
    let mut client = app.signed_in("hanako").await;
    let mut there = second.anonymous();
    there.cookies = client.cookies.clone();
    let (one, other) = (pressed(&mut client).await, pressed(&mut there).await);
    let presses = (0..12).map(|n| {
        let (mut node, fields) =
            if n % 2 == 0 { (client.clone(), one.clone()) } else { (there.clone(), other.clone()) };
        async move { send(&mut node, &fields).await }
    });
    join_all(presses).await;
    until(&mut there, OVER).await;
    until(&mut client, OVER).await;
    assert_eq!(Hub::of(&app).count("hanako").await, 1);
}

#[tokio::test]
async fn no_answer_after_the_hub_has_begun_is_no_reason_to_begin_again() {
    let app = TestApp::start().await;
    let hub = Hub::of(&app);
    for (card, fault) in [
        ("hanako", "lag=5000:registration"),
        ("n-000000010", "truncate:registration"),
        ("n-000000020", "reset:registration"),
        ("n-000000030", "garbage:registration"),
    ] {
        let mut client = app.signed_in(card).await;
        let fields = pressed(&mut client).await;
        hub.faults(fault).await;
        send(&mut client, &fields).await;
        hub.faults("").await;
        assert_eq!(hub.count(card).await, 1, "{fault}: the hub has begun");
        let page = client.get("/registration").await.body;
        assert!(page.contains("二度押しても、登録は一度だけです"), "{fault}: says what is not known");
        // Somebody unsure goes back and presses again.
        send(&mut client, &fields).await;
        until(&mut client, OVER).await;
        assert_eq!(hub.count(card).await, 1, "{fault}");
        client.get("/registration").await;
        let record = client.get("/access").await.body;
        for (times, says) in [
            (1, "利用登録の申し込みを行おうとしましたが"),
            (1, "前に最後まで確かめられなかった"),
            (0, "利用登録の申し込みを行いました"),
        ] {
            assert_eq!(record.matches(says).count(), times, "{fault}: {says}");
        }
    }
}

/// How often the person's own record says each of these.
async fn recorded(client: &mut Client) -> [usize; 3] {
    let record = client.get("/access").await.body;
    [
        "利用登録の申し込みを行いました",
        "利用登録の申し込みを行おうとしましたが、最後まで",
        "前に最後まで確かめられなかった",
    ]
    .map(|says| record.matches(says).count())
}

#[tokio::test]
async fn a_page_that_is_closed_and_a_press_that_is_cancelled_leave_their_entry() {
    let app = TestApp::start().await;
    let hub = Hub::of(&app);
    let mut client = app.signed_in("hanako").await;
    let fields = pressed(&mut client).await;
    hub.faults("lag=1500:registration").await;
    // The browser goes away while the hub has begun and not answered yet.
    let (mut first, sent) = (client.clone(), fields.clone());
    let gone = tokio::time::timeout(Duration::from_millis(500), async move { send(&mut first, &sent).await }).await;
    assert!(gone.is_err(), "cancelled");
    // Somebody impatient presses again.
    send(&mut client, &fields).await;
    hub.faults("").await;
    until(&mut client, OVER).await;
    assert_eq!(hub.count("hanako").await, 1);
    assert_eq!(recorded(&mut client).await, [1, 0, 0]);
}

#[tokio::test]
async fn a_refusal_in_between_hides_nothing_and_nothing_is_found_twice() {
    let app = TestApp::start().await;
    let hub = Hub::of(&app);
    let mut client = app.signed_in("hanako").await;
    let (fields, stale) = (pressed(&mut client).await, pressed(&mut client).await);
    hub.faults("truncate:registration").await;
    send(&mut client, &fields).await;
    hub.faults("").await;
    let refused = client.post("/registration", &[("register", "1"), ("form_key", "AAAA")]).await;
    assert_eq!(refused.status, 403);
    until(&mut client, OVER).await;
    client.get("/registration").await;
    assert_eq!(recorded(&mut client).await, [0, 1, 1]);
    // Another tab that still shows the button.
    hub.faults("truncate:registration").await;
    send(&mut client, &stale).await;
    hub.faults("").await;
    client.get("/registration").await;
    assert_eq!(recorded(&mut client).await[2], 1, "found once");

    // Somebody registered years ago: nothing of theirs is found now.
    let mut long = app.signed_in("changer").await;
    let fields = [("register".to_owned(), "1".to_owned())];
    hub.faults("truncate:registration").await;
    send(&mut long, &fields).await;
    hub.faults("").await;
    long.get("/registration").await;
    assert_eq!(recorded(&mut long).await[2], 0);

    // Done in one tab; a stale one is lost after that.
    let mut other = app.signed_in("n-000000010").await;
    let (fields, stale) = (pressed(&mut other).await, pressed(&mut other).await);
    send(&mut other, &fields).await;
    until(&mut other, OVER).await;
    hub.faults("truncate:registration").await;
    send(&mut other, &stale).await;
    hub.faults("").await;
    other.get("/registration").await;
    assert_eq!(recorded(&mut other).await, [1, 1, 0]);
}

#[tokio::test]
async fn what_stands_otherwise_is_not_taken_for_a_press_of_the_button() {
    let app = TestApp::start().await;
    let hub = Hub::of(&app);
    let mut client = app.signed_in("hanako").await;
    let fields = pressed(&mut client).await;
    hub.faults("down=registration").await;
    send(&mut client, &fields).await;
    hub.faults("").await;
    assert_eq!(hub.count("hanako").await, 0, "nothing has begun");
    // Registered at a counter meanwhile.
    hub.post("/terminal/registrations", r#"{"card":"hanako","by":"face"}"#).await;
    until(&mut client, "病院・薬局のカードリーダーで登録されました").await;
    let record = client.get("/access").await.body;
    assert!(
        record.contains("利用登録の申し込みを行おうとしましたが") && !record.contains("前に最後まで確かめられなかった"),
        "{record}"
    );
}

#[tokio::test]
async fn a_step_that_fails_says_which_and_can_be_tried_again() {
    let app = TestApp::start().await;
    let hub = Hub::of(&app);
    for (card, fault, says) in [
        ("hanako", "step=certificate_check", "カードの電子証明書を確かめられませんでした"),
        ("n-000000010", "step=link_number", "番号を受け取れませんでした"),
        ("n-000000020", "step=linking", "つなぎかけの状態は残っていません"),
        ("n-000000030", "step=eligibility_fetch", "資格の内容を受け取れませんでした"),
    ] {
        let mut client = app.signed_in(card).await;
        hub.faults(fault).await;
        let fields = pressed(&mut client).await;
        send(&mut client, &fields).await;
        until(&mut client, says).await;
        hub.faults("").await;
        // The first press, sent once more by a slow network, does not begin anything.
        send(&mut client, &fields).await;
        assert_eq!(hub.count(card).await, 0, "{fault}");
        let again = pressed(&mut client).await;
        send(&mut client, &again).await;
        until(&mut client, OVER).await;
        assert_eq!(hub.count(card).await, 1, "{fault}");
    }
}

#[tokio::test]
async fn each_card_shows_where_it_stands() {
    let app = TestApp::start().await;
    let hub = Hub::of(&app);
    for (card, says, may_register) in [
        ("hanako", "同意して登録する", true),
        ("changer", OVER, false),
        ("clinic", "病院・薬局のカードリーダー", false),
        ("elder", "銀行のATM", false),
        ("booked", "2026年12月1日", false),
        ("renewed", "登録はそのまま引き継がれています", false),
        ("renewing", "電子証明書の更新を引き継いでいます", false),
        ("revoked", "前の登録は、使えなくなっています", true),
        ("gap", "新しい健康保険のデータを待っています", false),
        ("uninsured", "いま加入している健康保険が見つかりません", false),
        ("ward", "登録は、福祉事務所が行います", false),
        ("blocked", "いまは、ここに情報を表示できません", false),
    ] {
        let mut client = app.signed_in(card).await;
        let page = client.get("/registration").await.body;
        assert!(page.contains(says), "{card}: {says}");
        assert_eq!(page.contains("name=\"register\""), may_register, "{card}");
        assert!(client.get("/").await.body.contains("</h1>"), "{card} has a home");
        // A renewal on its way may be hurried; the page does not offer it before it is late.
        if !may_register && card != "renewing" {
            // Pressed all the same.
            send(&mut client, &[("register".into(), "1".into())]).await;
            assert_eq!(hub.count(card).await, 0, "{card}");
            assert!(client.get("/registration").await.body.contains(says), "{card} stands where it stood");
        }
    }
    let mut client = app.signed_in("revoked").await;
    let fields = pressed(&mut client).await;
    send(&mut client, &fields).await;
    until(&mut client, OVER).await;
    assert_eq!(hub.count("revoked").await, 1);
}

#[tokio::test]
async fn a_registration_at_the_counter_and_a_renewal_are_seen_here() {
    let app = TestApp::start().await;
    let hub = Hub::of(&app);
    hub.post("/terminal/registrations", r#"{"card":"hanako","by":"face"}"#).await;
    let mut client = app.signed_in("hanako").await;
    until(&mut client, "病院・薬局のカードリーダーで登録されました").await;
    assert_eq!(hub.count("hanako").await, 1);
    let record = client.get("/access").await.body;
    assert!(record.contains("見本の医療機関") && record.contains("健康保険の資格"), "the counter saw the eligibility");

    hub.post("/sim/cards/hanako/renew?lag=3600", "").await;
    let mut client = app.signed_in("hanako").await;
    let page = client.get("/registration").await.body;
    assert!(page.contains("電子証明書の更新を引き継いでいます"), "the link is on its way");
    hub.post("/sim/cards/changer/renew?lag=0", "").await;
    let mut client = app.signed_in("changer").await;
    let page = client.get("/registration").await.body;
    assert!(page.contains("登録はそのまま引き継がれています"), "carried over at once");
}

#[tokio::test]
async fn of_somebody_protected_no_record_leaves_the_hub() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("blocked").await;
    for path in ["/", "/registration", "/insurance", "/checkups", "/medications", "/expenses", "/tax"] {
        let answer = client.get(path).await;
        assert_eq!(answer.status, 200, "{path}");
        assert!(answer.body.contains("電話でお問い合わせください"), "{path}");
        for hidden in ["見本健康保険", "見本内科", "見本薬局", "問い合わせ番号"] {
            assert!(!answer.body.contains(hidden), "{path}: {hidden}");
        }
    }
}

#[tokio::test]
async fn nobody_registers_without_signing_in() {
    let app = TestApp::start().await;
    let answer = app.anonymous().post("/registration", &[("register", "1")]).await;
    assert_eq!((answer.status, answer.location.as_deref()), (303, Some("/login?next=/registration")));
}
