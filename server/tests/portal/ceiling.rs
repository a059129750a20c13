//! The income class that a person tells: kept sealed for them alone, taken back on wish, never in an address.

use crate::app::TestApp;
use crate::client::Form;
use crate::mine::{link, question, send};

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

/// What is sure to come back is counted although more may; what has lapsed is said to have; what is about to is named.
#[tokio::test]
async fn what_is_sure_what_has_lapsed_and_what_is_about_to() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("chronic").await;
    client.post(FORM, &[("year", "2026"), ("from", "2025"), ("class", "A03")]).await;
    let page = client.get(PAGE).await.body;
    // 26,448 of July by whichever institution it was prescribed, and 44,788 of September.
    assert!(page.contains("少なくとも 26,448円（多ければ 39,372円）") && page.contains("少なくとも 71,236円"));

    let mut client = app.signed_in("elder").await;
    // Turned 75 in February 2023: with another insurer until then, with the late-stage scheme since.
    for (from, late) in [("2021", ""), ("2022", ""), ("2022", "1"), ("2023", "1"), ("2024", "1"), ("2025", "1")] {
        let told = client.post(FORM, &[("year", from), ("from", from), ("late", late), ("class", "B05")]).await;
        assert_eq!(told.status, 303, "{from}");
    }
    let page = client.get("/expenses/ceiling?year=2022").await.body;
    assert!(page.contains("2022年には限度額をこえた分が") && page.contains("（期限切れ）"));
    assert!(!page.contains("払い戻しの見込みは見つかりませんでした"));
    for address in ["/services", "/services/high-cost", "/expenses/ceiling?year=2025"] {
        let page = client.get(address).await.body;
        let lapse = page.split("2024年11月の分（").nth(1).map(|rest| &rest[..120.min(rest.len())]);
        assert!(
            page.contains("2024年11月の分（5,330円）を請求できるのは、2026年11月30日までです。"),
            "{address} {lapse:?}"
        );
    }
}

/// A record of insurance that the person hides leaves the months of it open: nothing is denied, and the way to it is shown.
#[tokio::test]
async fn a_hidden_insurer_leaves_its_months_open() {
    let app = TestApp::start().await;
    for (name, before, after) in [
        (
            "parent",
            &["14,993円"][..],
            &["2026年2月：払った額 0円、払い戻しの目安 まだ言えない（家族に 21,000円以上の支払いがあります）"][..],
        ),
        (
            "chronic",
            &["まだ言えない（0円〜13,398円）"],
            &["まだ言えない（0円〜13,398円）", "払った額がそのまま戻ります"],
        ),
    ] {
        let mut client = app.signed_in(name).await;
        client.post(FORM, &[("year", "2026"), ("from", "2025"), ("class", "A03")]).await;
        let page = client.get(PAGE).await.body;
        before.iter().for_each(|words| assert!(page.contains(words), "{name} before: {words}"));
        assert!(!page.contains("/me#hidden"), "{name}");
        let me = client.get("/me").await.body;
        let fields = question(&mut client, &link(&me, "eligibility")).await;
        assert_eq!(send(&mut client, "/me/disown", &fields).await.0, 303);
        let page = client.get(PAGE).await.body;
        after.iter().for_each(|words| assert!(page.contains(words), "{name} after: {words}"));
        assert!(page.contains("まだ言えない月があります") && page.contains("/me#hidden"), "{name}");
        assert!(!page.contains("払い戻しの見込みは見つかりませんでした"), "{name}");
        assert!(!page.contains("この月に加入していた健康保険の記録がありません"), "{name}");
    }
}
