//! What the hub has ended: a lost card ends a consent in everything it opened, and the person is told.

use super::embed::{frame, is_trouble, opened};
use super::{KINDS, YEARS, look, refresh, started, text, tokens};

#[tokio::test]
async fn a_lost_card_ends_the_name_the_renewal_and_the_open_page_too() {
    let app = started().await;
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    // Whichever is asked for first finds out; each person tries another one.
    for (card, first) in [("changer", "Patient"), ("elder", "refresh"), ("parent", "state"), ("chronic", "page")] {
        let mut client = app.signed_in(card).await;
        let given = tokens(&app, &mut client, &KINDS, &YEARS).await;
        let (access, again) = (text(&given, "access_token"), text(&given, "refresh_token"));
        let page = opened(&app, access, "insurance").await;
        let state = page.replace("/insurance", "/state");
        let other = opened(&app, access, "insurance").await;
        assert_eq!(look(&app, "/fhir/Patient", access).await.0, 200, "{card}");
        assert_eq!(frame(&app, &state, &[]).await.status, 204, "{card}");
        assert!(client.get("/sharing").await.body.contains("action=\"/sharing/stop\""), "{card}");
        http.post(format!("{}/sim/cards/{card}/report-loss", app.hub)).send().await.unwrap();
        match first {
            "Patient" => {
                let (status, outcome) = look(&app, "/fhir/Patient", access).await;
                assert_eq!((status, &outcome["resourceType"]), (401, &"OperationOutcome".into()));
            }
            "refresh" => {
                let (status, told) = refresh(&app, again).await;
                assert_eq!((status, text(&told, "error")), (400, "invalid_grant"));
            }
            "state" => assert_eq!(frame(&app, &state, &[]).await.status, 410),
            _ => is_trouble(&frame(&app, &page, &[]).await, "consent-over", true),
        }
        // From then on it is over everywhere, and the person reads so.
        assert_eq!(look(&app, "/fhir/Patient", access).await.0, 401, "{card}");
        assert_eq!(look(&app, "/fhir/Observation", access).await.0, 401, "{card}");
        assert_eq!(refresh(&app, again).await.0, 400, "{card}");
        assert_eq!(frame(&app, &state, &[]).await.status, 410, "{card}");
        is_trouble(&frame(&app, &other, &[]).await, "consent-over", true);
        http.post(format!("{}/sim/cards/{card}/renew", app.hub)).send().await.unwrap();
        let mut client = app.signed_in(card).await;
        let page = client.get("/sharing").await.body;
        assert!(!page.contains("action=\"/sharing/stop\""), "{card}: {page}");
        assert!(page.contains("記録を保管しているシステムで同意が終わりました"), "{card}: {page}");
    }
}

#[tokio::test]
async fn a_silent_hub_ends_nothing_and_tells_nothing() {
    let app = started().await;
    let mut client = app.signed_in("changer").await;
    let given = tokens(&app, &mut client, &KINDS, &YEARS).await;
    let access = text(&given, "access_token");
    let page = opened(&app, access, "insurance").await;
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    http.put(format!("{}/sim/faults", app.hub)).body("down=eligibility").send().await.unwrap();
    assert_eq!(look(&app, "/fhir/Patient", access).await.0, 502);
    assert_eq!(frame(&app, &page.replace("/insurance", "/state"), &[]).await.status, 503);
    let (status, next) = refresh(&app, text(&given, "refresh_token")).await;
    assert_eq!(status, 200, "{next}");
    http.put(format!("{}/sim/faults", app.hub)).body("").send().await.unwrap();
    // The breaker lets one call through after a while.
    for _ in 0..60 {
        if look(&app, "/fhir/Patient", text(&next, "access_token")).await.0 == 200 {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    }
    panic!("what was given goes on once the hub answers");
}

#[tokio::test]
async fn somebody_protected_is_not_told_apart_from_records_that_cannot_be_had() {
    let app = started().await;
    let (mut client, mut other) = (app.signed_in("blocked").await, app.signed_in("changer").await);
    let protected = tokens(&app, &mut client, &KINDS, &YEARS).await;
    let usual = tokens(&app, &mut other, &KINDS, &YEARS).await;
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let mut told = Vec::new();
    for (given, fault) in [(&protected, ""), (&usual, "garbage")] {
        let access = text(given, "access_token");
        let page = opened(&app, access, "insurance").await;
        http.put(format!("{}/sim/faults", app.hub)).body(fault).send().await.unwrap();
        let mut said = Vec::new();
        for path in ["/fhir/Patient", "/fhir/Coverage", "/fhir/Observation", "/fhir/MedicationDispense"] {
            let (status, outcome) = look(&app, path, access).await;
            let words = text(&outcome["issue"][0], "diagnostics").split('（').next().unwrap().to_owned();
            said.push((status, text(&outcome["issue"][0], "code").to_owned(), words));
        }
        is_trouble(&frame(&app, &page, &[]).await, "hub-down", true);
        assert_eq!(frame(&app, &page.replace("/insurance", "/state"), &[]).await.status, 503);
        assert_eq!(refresh(&app, text(given, "refresh_token")).await.0, 200);
        told.push(said);
    }
    assert_eq!(told[0], told[1]);
    assert!(client.get("/sharing").await.body.contains("action=\"/sharing/stop\""), "and nothing has ended by it");
}
