//! What takes the card again: refused with a reason, and what was typed is there afterwards, for the same person only.

use app::page_table::Guard;
use reqwest::{Method, Url};
use server::router::ROUTES;

use crate::app::TestApp;
use crate::client::{Answer, Client};
use crate::files::TYPED_ROW;
use crate::sessions::change;

const OLD_CARD: &str = "update session set authenticated_at = authenticated_at - 360";

/// Sends a form from the page it stands on.
async fn send(app: &TestApp, client: &mut Client, path: &str, page: &str) -> Answer {
    let key = client.form_key().await;
    send_with(app, client, path, page, &key).await
}

/// The same, with the key of a page that was opened earlier.
async fn send_with(app: &TestApp, client: &mut Client, path: &str, page: &str, key: &str) -> Answer {
    let referer = format!("{}{page}", app.base);
    let fields = [("form_key", key), ("year", "2025"), ("register", "1")];
    client.send(Method::POST, path, &[("referer", &referer)], &fields).await
}

#[tokio::test]
async fn an_old_card_is_refused_with_a_reason_for_programs_and_one_for_people() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("changer").await;
    change(&app, OLD_CARD).await;
    let routes: Vec<_> = ROUTES
        .iter()
        .copied()
        .flatten()
        .filter(|route| route.guard == Guard::CardAgain)
        .map(|route| route.path)
        .collect();
    assert_eq!(
        routes,
        [
            "/registration",
            "/family/switch",
            "/family/offer",
            "/family/claim",
            "/family/accept",
            "/family/decline",
            "/notices/feed",
            "/settings/copy",
            "/settings/erase",
            "/export/all",
            "/export/fhir",
            "/insurance/export/pdf",
            "/checkups/export/csv",
            "/checkups/export/fhir",
            "/medications/export/jahis",
            "/medications/export/csv",
            "/medications/export/text",
            "/medications/export/pdf",
            "/medications/export/fhir",
            "/expenses/export/book",
            "/tax/export/form",
            "/tax/export/fill",
            "/tax/export/csv",
            "/tax/export/pdf",
            "/tax/export/text",
            "/oauth/authorize",
            "/sharing/change"
        ]
    );
    for path in routes {
        let answer = client.post(path, &[("year", "2025")]).await;
        assert_eq!(answer.status, 403, "{path}");
        assert_eq!(answer.headers["portal-refusal"], "insufficient_user_authentication; max_age=300", "{path}");
        assert!(answer.body.contains("カードでもう一度確認する"), "{path}");
        assert!(answer.body.contains("/login?again=1&amp;next=/"), "{path}");
        assert!(!answer.headers.contains_key("content-disposition"), "{path}");
    }
    assert_eq!(client.get("/tax").await.status, 200, "looking needs no new card");
}

#[tokio::test]
async fn exports_and_what_is_to_come_never_stand_behind_less() {
    for route in ROUTES.iter().copied().flatten() {
        let personal = route.path.contains("/export") && !route.path.starts_with("/import");
        let more = ["/sharing", "/oauth/authorize", "/family", "/registration"]
            .iter()
            .any(|start| route.path.starts_with(start));
        // Ending what others may see gives nothing to anybody.
        let ends = ["/family/end", "/sharing/stop"].contains(&route.path);
        if route.method == "POST" && (personal || more) && !ends {
            assert_eq!(route.guard, Guard::CardAgain, "{}", route.path);
        }
    }
}

#[tokio::test]
async fn the_card_again_leads_back_to_the_page_and_then_the_form_is_taken() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("changer").await;
    let mut before = client.clone();
    change(&app, OLD_CARD).await;
    assert_eq!(send(&app, &mut client, "/tax/export/csv", "/tax?year=2025").await.status, 403);
    let asked = client.get("/login?again=1&next=/tax%3Fyear%3D2025").await.location.unwrap();
    let query: Vec<(String, String)> = Url::parse(&asked).unwrap().query_pairs().into_owned().collect();
    assert!(query.contains(&("prompt".into(), "login".into())) && query.contains(&("max_age".into(), "300".into())));
    let answer = client.sign_in_again("changer", "/tax%3Fyear%3D2025").await;
    assert_eq!(answer.location.as_deref(), Some("/tax?year=2025"));
    assert!(client.get("/tax?year=2025").await.body.contains("カードを確認しました"));
    assert_eq!(before.get("/insurance").await.status, 303, "a new token; the old one opens nothing");
    let answer = send(&app, &mut client, "/tax/export/csv", "/tax?year=2025").await;
    assert_eq!(answer.status, 200);
    assert!(answer.headers.contains_key("content-disposition"));
}

/// Whether a form is kept in the database.
async fn kept(app: &TestApp) -> bool {
    let pool = sqlx::SqlitePool::connect(&format!("sqlite:{}", app.database().display())).await.unwrap();
    let count: i64 = sqlx::query_scalar("select count(*) from draft").fetch_one(&pool).await.unwrap();
    pool.close().await;
    count > 0
}

#[tokio::test]
async fn what_was_typed_goes_to_its_person_and_to_nobody_else() {
    for (over, card) in
        [(OLD_CARD, "changer"), (OLD_CARD, "elder"), ("update session set seen_at = seen_at - 900", "elder")]
    {
        let app = TestApp::start().await;
        let mut client = app.signed_in("changer").await;
        let key = client.form_key().await;
        change(&app, over).await;
        send_with(&app, &mut client, "/tax/export/csv", "/tax?year=2025", &key).await;
        assert!(client.cookies.contains_key("draft") && kept(&app).await, "{over} {card}");
        let stolen = client.cookies["draft"].clone();
        client.sign_in_again(card, "/tax").await;
        let same = card == "changer";
        let said = client.clone().get("/settings").await.body;
        assert_eq!(said.contains("別の人のカードでログインしました"), !same && over == OLD_CARD, "{over} {card}");
        assert!(!said.contains("入力した内容は残っています"), "on a page that holds no form of it");
        client.get("/settings").await;
        assert!(kept(&app).await, "another page leaves it alone");
        for ahead in [("sec-purpose", "prefetch"), ("purpose", "prefetch")] {
            client.send(Method::GET, "/tax?year=2025", &[ahead], &[]).await;
        }
        assert!(kept(&app).await, "and so does fetching ahead");
        client.get("/tax?year=2024").await;
        assert!(kept(&app).await, "and so does another year");
        client.get("/tax?year=2025").await;
        assert!(
            !client.cookies.contains_key("draft") && !kept(&app).await,
            "{over} {card}: handed out or destroyed, once"
        );
        let mut owner = app.signed_in("changer").await;
        owner.cookies.insert("draft".into(), stolen);
        assert_eq!(owner.get("/tax").await.status, 200);
    }
}

#[tokio::test]
async fn signing_out_leaves_no_form_behind() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("changer").await;
    change(&app, OLD_CARD).await;
    send(&app, &mut client, "/tax/export/csv", "/tax").await;
    client.post("/logout", &[]).await;
    assert!(!client.cookies.contains_key("draft"));
    let mut gone = app.anonymous();
    send(&app, &mut gone, "/session/keep", "/tax").await;
    assert!(gone.cookies.is_empty(), "of nobody nothing is kept");
}

#[tokio::test]
async fn a_page_whose_session_ran_out_hands_over_what_was_typed() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("changer").await;
    let key = client.form_key().await;
    change(&app, "update session set seen_at = seen_at - 900").await;
    let answer = send_with(&app, &mut client, "/session/keep", "/registration", &key).await;
    assert_eq!((answer.status, answer.body.as_str()), (200, "{\"kept\":true}"));
    assert!(client.cookies.contains_key("draft") && !client.cookies.contains_key("session"));
    client.sign_in("changer", "/registration").await;
    client.get("/registration").await;
    assert!(!client.cookies.contains_key("draft") && !kept(&app).await);
}

#[tokio::test]
async fn every_page_of_an_ended_session_hands_over_its_own_form() {
    let ends = [
        ("ran out", "update session set seen_at = seen_at - 900"),
        ("ended by the provider or for its certificate", "update session set sealed = x''"),
    ];
    for (how, ended) in ends {
        for by_script in [true, false] {
            let what = format!("{how}, by script: {by_script}");
            let app = TestApp::start().await;
            let mut client = app.signed_in("hanako").await;
            let key = client.form_key().await;
            change(&app, ended).await;
            // The second page is sent when the first has learned of the end, and its answer has taken the cookie away.
            let pages = [("/registration", "/registration"), ("/tax/export/csv", "/tax")];
            for (to, page) in pages {
                let to = if by_script { "/session/keep" } else { to };
                let answer = send_with(&app, &mut client, to, page, &key).await;
                assert_eq!(answer.status, if by_script { 200 } else { 303 }, "{what}");
                assert!(!by_script || answer.body == "{\"kept\":true}", "{what}: {page}");
                assert!(!client.cookies.contains_key("session"), "{what}");
            }
            client.sign_in("hanako", "/registration").await;
            for (_, page) in pages {
                let body = client.get(page).await.body;
                assert!(
                    body.contains("入力した内容は残っています") || body.contains("入力していた内容が、残っています"),
                    "{what}: {page}"
                );
            }
            assert!(!client.cookies.contains_key("draft") && !kept(&app).await, "{what}");
        }
    }
}

#[tokio::test]
async fn what_the_session_held_goes_along_when_the_card_is_presented_again_and_to_nobody_else() {
    for (card, stays) in [("changer", true), ("elder", false)] {
        let app = TestApp::start().await;
        let mut client = app.signed_in("changer").await;
        assert_eq!(client.post("/expenses/rows", &TYPED_ROW).await.status, 303);
        assert_eq!(client.post("/tax", &[("year", "2025"), ("income", "4,321,000")]).await.status, 303);
        assert!(client.get("/tax?year=2025").await.body.contains("4,321,000"));
        client.sign_in_again(card, "/tax").await;
        assert_eq!(client.get("/expenses/rows?year=2025").await.body.contains("見本急行バス"), stays, "{card}");
        assert_eq!(client.get("/tax?year=2025").await.body.contains("4,321,000"), stays, "{card}");
        let mut anew = app.signed_in("changer").await;
        assert!(!anew.get("/expenses/rows?year=2025").await.body.contains("見本急行バス"), "nor to another browser");
    }
}

#[tokio::test]
async fn a_page_learns_that_another_person_has_signed_in_since() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("hanako").await;
    let key = client.form_key().await;
    let left = async |client: &mut Client, key: &str| {
        client.send(Method::GET, "/session/left", &[("x-form-key", key)], &[]).await.body
    };
    assert!(left(&mut client, &key).await.contains("\"last\":false"));
    client.sign_in_again("hanako", "/").await;
    assert!(left(&mut client, &key).await.contains("\"last\":false"), "the same person's older page stays");
    client.sign_in_again("elder", "/").await;
    assert_eq!(left(&mut client, &key).await, "{\"last\":true,\"left\":0,\"over\":\"other\"}");
    let own = client.form_key().await;
    assert!(left(&mut client, &own).await.contains("\"last\":false"));
}

#[tokio::test]
async fn another_person_is_told_that_what_was_typed_is_gone() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("hanako").await;
    let key = client.form_key().await;
    change(&app, "update session set seen_at = seen_at - 900").await;
    send_with(&app, &mut client, "/session/keep", "/tax", &key).await;
    client.sign_in("elder", "/tax").await;
    let page = client.get("/tax").await.body;
    assert!(page.contains("前の人が入力していた内容は閉じました"), "{page}");
    assert!(!kept(&app).await && !client.cookies.contains_key("draft"));
}

#[tokio::test]
async fn a_form_from_a_tab_of_an_earlier_session_comes_back_filled_to_its_person_alone() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("hanako").await;
    let of_the_older_tab = client.form_key().await;
    // In another tab of this browser.
    client.sign_in_again("hanako", "/").await;
    let answer = send_with(&app, &mut client, "/registration", "/registration", &of_the_older_tab).await;
    assert_eq!((answer.status, answer.location.as_deref()), (303, Some("/registration")));
    let page = client.get("/registration").await.body;
    assert!(page.contains("ログインし直していたため、送信されませんでした"), "{page}");
    assert!(
        page.contains("name=\"register\"") && page.contains("もう一度押すと始まります"),
        "filled, and nothing was begun"
    );
    let answer = send(&app, &mut client, "/registration", "/registration").await;
    assert_eq!((answer.status, answer.location.as_deref()), (303, Some("/registration")));
    assert!(!client.get("/registration").await.body.contains("name=\"register\""), "the next press counts");

    // Somebody else at the same browser gets nothing of it.
    client.sign_in_again("elder", "/").await;
    let answer = send_with(&app, &mut client, "/tax/export/csv", "/tax", &of_the_older_tab).await;
    assert_eq!(answer.status, 403);
    assert!(!client.cookies.contains_key("draft") && !kept(&app).await);

    // And nobody is kept from signing out by it.
    let mut one = app.signed_in("changer").await;
    let older = one.form_key().await;
    one.sign_in_again("changer", "/").await;
    assert_eq!(send_with(&app, &mut one, "/logout", "/", &older).await.status, 303);
    assert_eq!(one.get("/insurance").await.status, 303);
}

#[tokio::test]
async fn registering_with_an_old_card_begins_nothing_and_the_page_remembers_the_press() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("hanako").await;
    assert!(!client.get("/registration").await.body.contains("もう一度押すと始まります"));
    change(&app, OLD_CARD).await;
    assert_eq!(send(&app, &mut client, "/registration", "/registration").await.status, 403);
    client.sign_in_again("hanako", "/registration").await;
    assert!(client.get("/registration").await.body.contains("もう一度押すと始まります"));
    let again = client.get("/registration").await.body;
    assert!(again.contains("name=\"register\"") && !again.contains("もう一度押すと始まります"), "once");
}
