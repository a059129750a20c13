//! A person's answer: who asks for what, what can be struck, refusing, changing, stopping, and what is told of it afterwards.

use reqwest::Method;
use serde_json::Value;

use super::{
    Ask, EVERYTHING, KINDS, REDIRECT, YEARS, answer, code, entry, look, part, press, question, redeem, refresh,
    register, started, text, tokens, told,
};
use crate::client::Form;
use crate::sessions::change;

#[tokio::test]
async fn the_question_names_all_and_refusing_leads_back() {
    let app = started().await;
    let mut client = app.signed_in("changer").await;
    let ask = Ask::of(&app, "sample-app", EVERYTHING);
    let page = question(&mut client, &ask).await;
    assert_eq!(page.status, 200);
    for words in [
        "「見本ノート」に、あなたの記録を渡しますか",
        "自分の健康管理",
        "記号・番号は渡りません",
        "2021年以前",
        "90日間",
    ] {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    let refused = answer(&mut client, &ask, "refuse", &KINDS, &YEARS, "30").await;
    let told = told(&refused);
    assert_eq!(part(&told, "error").as_deref(), Some("access_denied"));
    assert_eq!(part(&told, "state").as_deref(), Some("state of & this=test"));
    assert_eq!(part(&told, "iss").as_deref(), Some(app.base.as_str()));
    assert_eq!((part(&told, "code"), part(&told, "x").as_deref()), (None, Some("1")));
    assert!(client.get("/sharing").await.body.contains("渡している事業者は、いまはありません"));
}

#[tokio::test]
async fn what_was_agreed_to_is_never_rewritten_by_the_registry() {
    let app = started().await;
    let mut client = app.signed_in("changer").await;
    let changed = |name: &str, value: Value| {
        let mut entry = entry("sample-app");
        entry[name] = value;
        entry
    };
    // Where people reach it may change; what it may ask for now narrows what it gets.
    let access = text(&tokens(&app, &mut client, &KINDS, &YEARS).await, "access_token").to_owned();
    assert!(register(&app, &changed("contact", "03-1111-1111".into())).status.success());
    assert_eq!(look(&app, "/fhir/MedicationDispense?_count=1", &access).await.0, 200);
    assert!(register(&app, &changed("kinds", serde_json::json!(["checkups"]))).status.success());
    assert_eq!(look(&app, "/fhir/Observation?_count=1", &access).await.0, 200);
    assert_eq!(look(&app, "/fhir/MedicationDispense?_count=1", &access).await.0, 403, "no longer among its kinds");
    for (name, value) in [
        ("name", Value::from("製薬研究の会社")),
        ("purpose", Value::from("research")),
        ("purpose_words", Value::from("研究に使います")),
    ] {
        assert!(register(&app, &entry("sample-app")).status.success());
        let access = text(&tokens(&app, &mut client, &KINDS, &YEARS).await, "access_token").to_owned();
        assert_eq!(look(&app, "/fhir/Observation?_count=1", &access).await.0, 200);
        let said = register(&app, &changed(name, value));
        assert!(String::from_utf8_lossy(&said.stdout).contains("1 consents have ended"), "{name}");
        assert_eq!(look(&app, "/fhir/Observation?_count=1", &access).await.0, 401, "{name}");
        assert!(client.get("/sharing").await.body.contains("登録が変わったため、止めました"), "{name}");
    }
}

#[tokio::test]
async fn without_kinds_years_or_a_term_there_is_no_consent() {
    let app = started().await;
    let mut client = app.signed_in("changer").await;
    let ask = Ask::of(&app, "sample-app", EVERYTHING);
    for (kinds, years, term) in [
        (&[][..], &YEARS[..], "30"),
        (&KINDS, &[], "30"),
        (&KINDS, &YEARS, ""),
        (&KINDS, &YEARS, "365"),
        (&["everything"], &YEARS, "30"),
    ] {
        let answer = answer(&mut client, &ask, "allow", kinds, years, term).await;
        let back = answer.location.clone().unwrap_or_default();
        assert!(answer.status == 303 && back.starts_with("/sharing/ask?client_id=sample-app"), "{back}");
        let page = client.get(&back).await.body;
        assert!(page.contains("まだ何も渡していません"), "{page}");
    }
    assert!(client.get("/sharing").await.body.contains("渡している事業者は、いまはありません"));
}

#[tokio::test]
async fn a_question_that_may_not_be_put_is_told_to_whom_it_may_be() {
    let app = started().await;
    let mut client = app.signed_in("changer").await;
    let good = Ask::of(&app, "sample-app", EVERYTHING);
    for (name, value) in [
        ("client_id", "nobody"),
        ("redirect_uri", "https://evil.example/"),
        ("redirect_uri", "http://127.0.0.1:3299/back"),
        ("redirect_uri", "http://127.0.0.1:3299/back?x=1&y=2"),
        ("redirect_uri", "http://127.0.0.1:3299/back?x=1#"),
        ("redirect_uri", ""),
    ] {
        let answer = client.get(&good.clone().with(name, value).address()).await;
        assert_eq!((answer.status, answer.location.as_deref()), (400, None), "{name}={value}");
        assert!(answer.body.contains("だれにも何も渡していません"), "{name}={value}");
    }
    for (name, value, code) in [
        ("response_type", "token", "unsupported_response_type"),
        ("code_challenge_method", "plain", "invalid_request"),
        ("code_challenge", "", "invalid_request"),
        ("state", "", "invalid_request"),
        ("aud", "https://evil.example/fhir", "invalid_request"),
        ("scope", "openid", "invalid_scope"),
        ("scope", "patient/Patient.rs", "invalid_scope"),
    ] {
        let answer = client.get(&good.clone().with(name, value).address()).await;
        let back = answer.location.clone().unwrap_or_default();
        assert!(answer.status == 303 && back.starts_with(REDIRECT), "{name}={value}: {back}");
        assert!(back.contains(&format!("error={code}")), "{name}={value}: {back}");
    }
    // What stands in the form is not believed either.
    let page = question(&mut client, &good).await;
    let form = Form::to(&page.body, "/oauth/authorize");
    let evil = form.hidden.iter().map(|(name, value)| {
        (name.as_str(), if name == "redirect_uri" { "https://evil.example/" } else { value.as_str() })
    });
    let fields: Vec<(&str, &str)> =
        evil.chain([("kind", "checkups"), ("year", "2026"), ("term", "7"), ("do", "allow")]).collect();
    let answer = client.send_bare(Method::POST, "/oauth/authorize", &[], &fields).await;
    assert!(answer.status == 400 && !answer.body.contains("evil.example"), "{}", answer.status);
}

#[tokio::test]
async fn it_takes_the_card_again_and_comes_through_a_sign_in() {
    let app = started().await;
    let ask = Ask::of(&app, "sample-app", EVERYTHING);
    // Nobody is signed in: the question waits.
    let mut client = app.anonymous();
    let page = client.get(&ask.address()).await;
    let asked = super::leads_to(&page.body);
    let turned = client.get(&asked).await;
    let login = turned.location.unwrap();
    assert!(turned.status == 303 && login.starts_with("/login?next=/sharing/ask%3F"), "{login}");
    let next = login.split_once("next=").unwrap().1.to_owned();
    let arrived = client.sign_in("changer", &next).await;
    assert_eq!(arrived.location.as_deref(), Some(asked.as_str()), "back at the question");
    // An old card is not enough.
    change(&app, "update session set authenticated_at = authenticated_at - 400").await;
    let answer = answer(&mut client, &ask, "allow", &KINDS, &YEARS, "30").await;
    assert!(answer.status == 403 && answer.headers.contains_key("portal-refusal"), "{}", answer.status);
    assert!(client.get("/sharing").await.body.contains("渡している事業者は、いまはありません"));
    // Saying no needs none.
    let refused = super::answer(&mut client, &ask, "refuse", &KINDS, &YEARS, "30").await;
    assert_eq!(part(&told(&refused), "error").as_deref(), Some("access_denied"));
}

#[tokio::test]
async fn each_use_is_told_and_what_is_stopped_is_over_at_once() {
    let app = started().await;
    let mut client = app.signed_in("changer").await;
    let given = tokens(&app, &mut client, &KINDS, &YEARS).await;
    let (access, again) = (text(&given, "access_token").to_owned(), text(&given, "refresh_token").to_owned());
    assert!(client.get("/sharing").await.body.contains("まだ、一度も使われていません"));
    assert_eq!(look(&app, "/fhir/Observation?_count=1", &access).await.0, 200);
    let page = client.get("/sharing").await.body;
    assert!(page.contains("最後に使われた日時：2026年11月22日") && page.contains("健診の検査結果"), "{page}");
    // Less, and then nothing.
    for nothing in [&[("kind", "medications")][..], &[("year", "2026")], &[("kind", "medications"), ("year", "1999")]] {
        let page = press(&mut client, "/sharing/change", nothing).await;
        assert!(page.contains("まだ何も変えていません"), "{nothing:?}: nothing would be left");
        assert!(page.contains("<details open"), "what was ticked stands there again");
    }
    assert_eq!(look(&app, "/fhir/Observation?_count=1", &access).await.0, 200, "nothing was changed");
    let all: Vec<(&str, &str)> =
        KINDS.iter().map(|kind| ("kind", *kind)).chain(YEARS.iter().map(|year| ("year", *year))).collect();
    let page = press(&mut client, "/sharing/change", &all).await;
    assert!(page.contains("変わったところはありません"), "{page}");
    let years = ["2026", "2025", "2024"].map(|year| ("year", year));
    let less = [&[("kind", "medications"), ("term", "7")][..], &years].concat();
    let page = press(&mut client, "/sharing/change", &less).await;
    assert!(page.contains("2026年からこの先、2025年、2024年") && page.contains("2026年11月29日"), "{page}");
    assert!(page.contains("渡す記録や期間を減らしました") && page.contains("渡している記録：お薬"), "{page}");
    let page = press(&mut client, "/sharing/change", &[&less[..1], &years, &[("term", "90")]].concat()).await;
    assert!(page.contains("2026年11月29日") && !page.contains("2027年2月20日"), "it ends no later than before");
    assert!(page.contains("変わったところはありません"), "{page}");
    assert_eq!(look(&app, "/fhir/Observation", &access).await.0, 403);
    assert_eq!(look(&app, "/fhir/MedicationDispense?_count=1", &access).await.0, 200);
    let page = press(&mut client, "/sharing/stop", &[]).await;
    assert!(page.contains("止めました") && page.contains("あなたが止めました"), "{page}");
    for path in ["/fhir/MedicationDispense", "/fhir/Patient", "/fhir/Observation"] {
        let (status, outcome) = look(&app, path, &access).await;
        assert_eq!((status, &outcome["resourceType"]), (401, &"OperationOutcome".into()), "{path}");
    }
    assert_eq!(refresh(&app, &again).await.0, 400);
    // Everything stands in the access record, under the provider's name.
    let record = client.get("/access").await.body;
    for words in [
        "PHR事業者「見本ノート」",
        "同意に基づいて、あなたの記録（お薬）を受け取りました",
        "あなたの記録（健診）を受け取ろうとしましたが、渡しませんでした（同意に含まれない記録だったため）",
        "渡しませんでした（同意が終わっていたため）",
        "PHR事業者に記録を渡すことの停止",
        "PHR事業者に記録を渡すかどうかの回答",
    ] {
        assert!(record.contains(words), "{words}: {record}");
    }
    // Whoever erases everything erases this too.
    client.post("/settings/erase", &[("confirm", "yes")]).await;
}

#[tokio::test]
async fn a_new_consent_takes_the_place_of_the_old_and_nobody_touches_anothers() {
    let app = started().await;
    let (mut client, mut other) = (app.signed_in("changer").await, app.signed_in("elder").await);
    let first = tokens(&app, &mut client, &KINDS, &YEARS).await;
    // Somebody else knows the consent's name, and it does nothing for them.
    let page = client.get("/sharing").await.body;
    let form = Form::to(&page, "/sharing/stop");
    let consent = form.hidden.iter().find(|(name, _)| name == "consent").unwrap().1.clone();
    other.post("/sharing/stop", &[("consent", &consent)]).await;
    assert!(other.get("/sharing").await.body.contains("見つからないか"));
    assert_eq!(look(&app, "/fhir/Patient", text(&first, "access_token")).await.0, 200);
    let second = tokens(&app, &mut client, &["checkups"], &["2026"]).await;
    assert_eq!(look(&app, "/fhir/Patient", text(&first, "access_token")).await.0, 401, "replaced");
    assert_eq!(look(&app, "/fhir/Patient", text(&second, "access_token")).await.0, 200);
    assert!(client.get("/sharing").await.body.contains("新しい同意に替わりました"));
    // A code that was not used ends nothing and opens nothing after its minute.
    let ask = Ask::of(&app, "sample-app", EVERYTHING);
    let late = code(&mut client, &ask, &KINDS, &YEARS).await;
    app.stop_clock(chrono::Utc::now().timestamp() + 61).await;
    assert_eq!(redeem(&app, &late, "sample-app").await.0, 400);
}
