//! What the person's own page tells of a consent: the last use and the last refusal, every single one, and what cannot be read.

use super::{Ask, KINDS, YEARS, code, look, press, redeem, started, text, tokens};

/// What stands before a word, to the beginning of its paragraph.
fn paragraph<'p>(page: &'p str, words: &str) -> &'p str {
    let at = page.find(words).unwrap_or_else(|| panic!("no {words} in {page}"));
    let rest = &page[at..];
    &rest[..rest.find("</p>").unwrap_or(rest.len())]
}

#[tokio::test]
async fn a_refused_attempt_is_no_use() {
    let app = started().await;
    let mut client = app.signed_in("changer").await;
    let given = tokens(&app, &mut client, &KINDS, &YEARS).await;
    let access = text(&given, "access_token");
    assert_eq!(look(&app, "/fhir/MedicationDispense?_count=1", access).await.0, 200);
    let page = client.get("/sharing").await.body;
    assert!(paragraph(&page, "最後に使われた日時").contains("お薬の記録") && !page.contains("断った日時"), "{page}");
    press(&mut client, "/sharing/change", &[("kind", "medications"), ("year", "2026")]).await;
    assert_eq!(look(&app, "/fhir/Observation?_count=1", access).await.0, 403);
    let page = client.get("/sharing").await.body;
    assert!(paragraph(&page, "最後に使われた日時").contains("お薬の記録"), "{page}");
    assert!(paragraph(&page, "最後に求めを断った日時").contains("健診の検査結果"), "{page}");
}

#[tokio::test]
async fn every_use_is_reached_without_scripts_by_its_own_person_alone() {
    let app = started().await;
    let (mut client, mut other) = (app.signed_in("changer").await, app.signed_in("elder").await);
    let given = tokens(&app, &mut client, &KINDS, &YEARS).await;
    let access = text(&given, "access_token");
    assert_eq!(look(&app, "/fhir/Coverage", access).await.0, 200);
    for _ in 0..44 {
        assert_eq!(look(&app, "/fhir/Patient", access).await.0, 200);
    }
    let mut page = client.get("/sharing").await.body;
    assert!(page.contains("全部で45件"), "{page}");
    let lines = |page: &str| {
        let list = page.split("<details id=\"uses-").nth(1).and_then(|rest| rest.split("</details>").next()).unwrap();
        list.matches("<li>").count()
    };
    let (mut seen, mut address) = (lines(&page), String::new());
    while let Some(at) = page.find("古いほうを見る") {
        let before = &page[..at];
        let href = before.rsplit("href=\"").next().unwrap().split('"').next().unwrap().replace("&amp;", "&");
        address = href.split('#').next().unwrap().to_owned();
        page = client.get(&address).await.body;
        seen += lines(&page);
    }
    assert_eq!(seen, 45, "{page}");
    assert!(address.ends_with("part=3") && page.contains("健康保険の資格</span><!></li>"), "the oldest: {page}");
    let theirs = other.get(&address).await.body;
    assert!(!theirs.contains("健康保険の資格</span><!></li>") && !theirs.contains("<details id=\"uses-"), "{theirs}");
}

#[tokio::test]
async fn what_nobody_can_read_is_not_called_given() {
    let app = started().await;
    let now = chrono::Utc::now().timestamp();
    for (scope, redeemed, after, words) in [
        ("launch/patient patient/Observation.rs", true, 400, "数分だけでした。いまは読めません。"),
        ("launch/patient offline_access patient/Observation.rs", false, 61, "済ませませんでした。いまは読めません。"),
    ] {
        app.stop_clock(now).await;
        let mut client = app.signed_in("changer").await;
        let ask = Ask::of(&app, "sample-app", scope);
        let code = code(&mut client, &ask, &["checkups"], &YEARS).await;
        if redeemed {
            assert_eq!(redeem(&app, &code, "sample-app").await.0, 200);
        }
        let page = client.get("/sharing").await.body;
        assert!(page.contains("渡している記録：健診") && !page.contains("いまは読めません"), "{scope}: {page}");
        app.stop_clock(now + after).await;
        let page = client.get("/sharing").await.body;
        assert!(page.contains(words) && !page.contains("渡している記録：健診"), "{scope}: {page}");
        assert!(page.contains("渡すことに同意した記録：健診"), "{scope}: {page}");
    }
    // With tokens in hand it goes on, although nobody asks for a month.
    app.stop_clock(now).await;
    let mut client = app.signed_in("changer").await;
    tokens(&app, &mut client, &["checkups"], &YEARS).await;
    app.stop_clock(now + 400).await;
    let page = client.get("/sharing").await.body;
    assert!(page.contains("渡している記録：健診") && !page.contains("いまは読めません"), "{page}");
}
