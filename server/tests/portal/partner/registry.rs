//! The registry: kept by a command, and in force at once.

use serde_json::json;

use super::{Ask, EVERYTHING, KINDS, YEARS, command, entry, look, register, started, text, tokens};

fn said(output: &std::process::Output) -> (bool, String) {
    let text = [output.stdout.as_slice(), output.stderr.as_slice()].concat();
    (output.status.success(), String::from_utf8(text).unwrap())
}

#[tokio::test]
async fn entries_are_added_listed_suspended_and_let_go_on() {
    let app = started().await;
    let (well, list) = said(&command(&app, &["list"]));
    assert!(well && list.contains("sample-app\tactive\tpublic\t見本ノート\tself-care"), "{list}");
    let mut client = app.signed_in("changer").await;
    let page = client.get("/sharing").await.body;
    assert!(
        page.contains("見本ノート") && page.contains("健診の移り変わりを見せます") && page.contains("03-0000-0000")
    );
    let tokens = tokens(&app, &mut client, &KINDS, &YEARS).await;
    let access = text(&tokens, "access_token").to_owned();
    for (words, well, part, status) in [
        (["suspend", "sample-app"], true, "suspended", 403),
        (["resume", "sample-app"], true, "active", 200),
        (["suspend", "nobody"], false, "no provider nobody", 200),
    ] {
        let told = said(&command(&app, &words));
        assert!(told.0 == well && told.1.contains(part), "{words:?}: {told:?}");
        assert_eq!(look(&app, "/fhir/Patient", &access).await.0, status, "{words:?}: at once");
    }
    command(&app, &["suspend", "sample-app"]);
    let answer = client.get(&Ask::of(&app, "sample-app", EVERYTHING).address()).await;
    assert!(answer.status == 403 && answer.body.contains("停止されています"), "{}", answer.status);
    let page = client.get("/sharing").await.body;
    assert!(page.contains("この事業者は、いま停止されています"), "{page}");
    // Written again it stays suspended.
    assert!(said(&register(&app, &entry("sample-app"))).1.contains("is suspended"));
}

#[tokio::test]
async fn what_is_wrong_with_an_entry_is_said_and_nothing_is_kept() {
    let app = started().await;
    for (name, value, words) in [
        ("insured_number", json!(true), "only for the purpose health-insurance"),
        ("origins", json!(["http://app.example"]), "is no origin"),
        ("redirect_uris", json!(["https://evil.example/"]), "does not lie on one of the origins"),
        ("kinds", json!(["everything"]), "unknown variant"),
        ("anything", json!(1), "unknown field"),
    ] {
        let mut wrong = entry("other-app");
        wrong[name] = value;
        let told = said(&register(&app, &wrong));
        assert!(!told.0 && told.1.contains(words), "{name}: {told:?}");
    }
    assert!(!said(&command(&app, &["list"])).1.contains("other-app"));
    assert_eq!(command(&app, &["list", "more"]).status.code(), Some(2));
}
