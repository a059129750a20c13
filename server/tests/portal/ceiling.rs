//! The income class that a person tells: kept sealed for them alone, taken back on wish, never in an address.

use crate::app::TestApp;
use crate::client::Form;

const PAGE: &str = "/expenses/ceiling?year=2026";
const FORM: &str = "/expenses/ceiling";

#[tokio::test]
async fn a_class_is_kept_for_its_person_and_taken_back() {
    let app = TestApp::start().await;
    let (mut client, mut other) = (app.signed_in("changer").await, app.signed_in("chronic").await);
    let page = client.get(PAGE).await.body;
    assert!(page.contains("所得の区分が分からないため"), "the class is missing");
    let form = Form::to(&page, FORM);
    assert_eq!(form.method, "post");
    let hidden: Vec<(&str, &str)> = form.hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert!(hidden.contains(&("from", "2025")), "{hidden:?}");

    let told = client.post(FORM, &[hidden.as_slice(), &[("class", "A04")]].concat()).await;
    assert_eq!((told.status, told.location.as_deref()), (303, Some(PAGE)));
    let page = client.get(PAGE).await.body;
    assert!(page.contains("所得の区分を保管し") && page.contains("7,020円 が払い戻される可能性があります（目安）"));
    assert!(!app.log().contains("A04"), "no class in the log");
    let database = std::fs::read(app.database()).unwrap();
    assert!(!database.windows(7).any(|bytes| bytes == b"under70"), "nor to be read in the database");
    assert!(!other.get(PAGE).await.body.contains("あなたが選んだ区分"), "it is nobody else's");

    let gone = client.post(FORM, &[("year", "2026"), ("from", "2025"), ("class", "none")]).await;
    assert_eq!((gone.status, gone.location.as_deref()), (303, Some(PAGE)));
    let page = client.get(PAGE).await.body;
    assert!(page.contains("選んでいた所得の区分を消しました") && page.contains("所得の区分が分からないため"));
}

#[tokio::test]
async fn what_is_no_class_changes_nothing() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("changer").await;
    let empty = client.post(FORM, &[("year", "2026"), ("from", "2025")]).await;
    assert_eq!((empty.status, empty.location.as_deref()), (303, Some(PAGE)));
    let page = client.get(PAGE).await.body;
    assert!(page.contains("所得の区分が選ばれていません") && page.contains("href=\"#class\""));
    for (year, from, class) in [
        ("2026", "2025", "A99"),
        ("2026", "2025", "<b>"),
        ("2026", "2020", "A03"),
        ("2026", "2027", "A03"),
        ("2019", "2019", "A03"),
        ("2030", "2030", "A03"),
        ("2147483647", "2147483647", "A03"),
        ("-2147483648", "-2147483648", "A03"),
    ] {
        let answer = client.post(FORM, &[("year", year), ("from", from), ("class", class)]).await;
        assert_eq!(answer.status, 400, "{year} {from} {class}");
    }
    let page = client.get(PAGE).await.body;
    assert!(page.contains("所得の区分が分からないため") && !page.contains("あなたが選んだ区分"));
}
