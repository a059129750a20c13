//! Registering the card: one button, once, until it is done.

use std::time::Duration;

use crate::app::TestApp;
use crate::client::Form;

#[tokio::test]
async fn the_specimen_card_is_registered_step_by_step() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("hanako").await;
    let page = client.get("/registration").await.body;
    assert!(page.contains("name=\"register\""), "one button");
    let form = Form::to(&page, "/registration");
    let mut fields: Vec<(&str, &str)> =
        form.hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    fields.push(("register", "1"));
    let answer = client.post("/registration", &fields).await;
    assert_eq!((answer.status, answer.location.as_deref()), (303, Some("/registration")));
    // A second press of the same button changes nothing.
    assert_eq!(client.post("/registration", &fields).await.status, 303);

    for _ in 0..60 {
        let answer = client.get("/registration").await;
        assert_eq!(answer.status, 200);
        match answer.headers.get("refresh") {
            Some(seconds) => assert!(seconds.to_str().unwrap().parse::<u8>().unwrap() <= 5),
            None => {
                assert!(!answer.body.contains("name=\"register\""), "nothing left to press");
                assert_eq!(client.get("/insurance").await.status, 200);
                return;
            }
        }
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
    panic!("the registration did not end");
}

#[tokio::test]
async fn nobody_registers_without_signing_in() {
    let app = TestApp::start().await;
    let answer = app.anonymous().post("/registration", &[("register", "1")]).await;
    assert_eq!((answer.status, answer.location.as_deref()), (303, Some("/login?next=/registration")));
}
