//! Files to carry away, and files brought along: what the answers are, and what they refuse.

use crate::app::TestApp;
use crate::crawl::BOOK;

const DIVIDER: &str = "divider-of-this-test";

/// Sends files to `/import` as a browser without JavaScript does.
async fn import(app: &TestApp, files: &[(&str, &[u8])]) -> (u16, String) {
    import_with(app, &[], files).await
}

/// The same with what was typed beside the files.
async fn import_with(app: &TestApp, typed: &[(&str, &str)], files: &[(&str, &[u8])]) -> (u16, String) {
    let key = app.anonymous().form_key().await;
    let mut body = Vec::new();
    for (name, text) in [("form_key", key.as_str())].iter().chain(typed) {
        let part = format!("--{DIVIDER}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    for (name, content) in files {
        let head = format!(
            "--{DIVIDER}\r\ncontent-disposition: form-data; name=\"files\"; filename=\"{name}\"\r\ncontent-type: text/csv\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{DIVIDER}--\r\n").as_bytes());
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let request = http
        .post(format!("{}/import", app.base))
        .header("content-type", format!("multipart/form-data; boundary={DIVIDER}"))
        .body(body);
    let answer = request.send().await.unwrap();
    (answer.status().as_u16(), answer.text().await.unwrap())
}

#[tokio::test]
async fn files_to_carry_away_are_attachments_that_never_open_in_place() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("changer").await;
    for (path, kind, name, start) in [
        ("/tax/export/form", "spreadsheetml", "filename=\"iryouhi_form_2025.xlsx\"", "PK"),
        ("/tax/export/csv", "text/csv", "filename=\"iryouhi_list_2025.csv\"", "\u{feff}"),
        ("/tax/export/text", "text/plain", "filename=\"iryouhi_meisai_2025.txt\"", "\u{feff}"),
        ("/tax/export/pdf", "application/pdf", "filename=\"iryouhi_meisai_2025.pdf\"", "%PDF-"),
        ("/insurance/export/pdf", "application/pdf", "filename=\"shikaku_jouhou.pdf\"", "%PDF-"),
    ] {
        let answer = client.post(path, &[("year", "2025")]).await;
        let header = |name: &str| answer.headers[name].to_str().unwrap().to_owned();
        assert_eq!(answer.status, 200, "{path}");
        assert!(header("content-type").contains(kind), "{path}");
        assert!(
            header("content-disposition").starts_with("attachment; ") && header("content-disposition").contains(name),
            "{path}"
        );
        assert!(header("content-security-policy").contains("sandbox"), "{path}");
        assert_eq!(header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(header("cache-control"), "no-store", "{path}");
        assert!(start == "\u{feff}" || answer.body.starts_with(start), "{path}");
    }
}

#[tokio::test]
async fn what_the_page_was_worked_out_with_stands_in_its_statement_too() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("changer").await;
    for (told, amounts) in [
        (&[][..], ["入力されていません"].as_slice()),
        (&[("income", "1,200,000")], &["1,200,000", "60,000"]),
        (&[("range", "100-150")], &["1,499,999", "74,999"]),
        (&[("income", "1500000"), ("deductions", "900000")], &["1,500,000", "75,000"]),
    ] {
        let fields: Vec<(&str, &str)> = [("year", "2025")].into_iter().chain(told.iter().copied()).collect();
        assert_eq!(client.post("/tax", &fields).await.location.as_deref(), Some("/tax?year=2025#worked-out"));
        let page = client.get("/tax?year=2025").await;
        let text = client.post("/tax/export/text", &fields).await;
        for amount in amounts {
            assert!(page.body.contains(amount), "page: {amount} {told:?}");
            assert!(text.body.contains(amount), "statement: {amount} {told:?} {}", text.body);
        }
        for (name, value) in told {
            let field = format!("type=\"hidden\" name=\"{name}\" value=\"{value}\"");
            assert!(page.body.contains(&field), "{field}");
        }
    }
}

#[tokio::test]
async fn a_year_that_cannot_be_filed_is_refused() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("changer").await;
    for year in ["1999", "2027", "-1", "x", ""] {
        let answer = client.post("/tax/export/csv", &[("year", year)]).await;
        assert_eq!(answer.status, 400, "{year}");
    }
}

#[tokio::test]
async fn hostile_files_get_a_page_with_the_reason() {
    let app = TestApp::start().await;
    let large = vec![b'a'; 5 * 1024 * 1024 + 1];
    for (name, content, says) in [
        ("x.pdf", b"%PDF-1.7".as_slice(), "PDFファイル"),
        ("<script>alert(1)</script>.csv", b"a,b\r\n1,2\r\n", "読み取れません"),
        ("large.csv", &large, "大きすぎます"),
        ("empty.csv", b"", "空でした"),
        ("sixteen.csv", b"\xff\xfea\0b\0", "UTF-16"),
        ("cut.xml", b"<TEG700 xmlns=\"http://xml.e-tax.nta.go.jp/XSD/kyotsu\"><WBD00000>", "途中で切れている"),
        ("other.xml", b"<TEG840 xmlns=\"http://xml.e-tax.nta.go.jp/XSD/kyotsu\"/>", "医療費通知ではありません"),
        ("book.json", b"{\"format\":\"kenko-techo-expenses\",\"version\":1", "医療費の帳簿"),
        ("binary.csv", &[0xfd, 0x00, 0xfe, 0x01], "読み取れないファイル"),
    ] {
        let (status, html) = import(&app, &[(name, content)]).await;
        assert_eq!(status, 200, "{name}");
        assert!(html.contains(says), "{name}");
        assert!(!html.contains("<script>alert"), "{name}");
        assert!(html.contains("name=\"files\""), "{name}: the page stays usable");
    }
}

#[tokio::test]
async fn more_than_is_taken_at_once_gets_a_page_that_says_what_to_do() {
    let app = TestApp::start().await;
    let half = vec![b'a'; 4 * 1024 * 1024];
    let (status, html) = import(&app, &[("a.csv", &half), ("b.csv", &half)]).await;
    assert_eq!(status, 200, "like every other mistake in this form");
    for says in
        ["全部あわせて 6MBまで", "どれも読み込みませんでした", "分けて、もう一度選んでください", "name=\"files\""]
    {
        assert!(html.contains(says), "{says}");
    }
    assert_eq!(html.matches("何も変更されていません").count(), 2, "above the page and beside the field");
}

#[tokio::test]
async fn two_namesakes_are_both_counted_and_a_repeated_row_is_told() {
    let app = TestApp::start().await;
    let file = |birth: &str, made: &str| {
        format!(
            "わたしの情報\r\n医療費通知情報\r\n作成日,{made}\r\n氏名,見本 太郎\r\n生年月日,{birth}\r\n医療費情報明細\r\n診療年月,2025年1月\r\n診療区分,調剤\r\n医療機関等名称,見本薬局\r\n医療費の総額（円）,4000\r\n保険者の負担額（円）,2800\r\nその他の公費の負担額（円）,\r\n窓口相当負担額（円）,1200\r\n"
        )
    };
    let (one, other, again) = (
        file("1980年1月2日", "2026年2月1日"),
        file("1950年3月4日", "2026年2月1日"),
        file("1980年1月2日", "2026年3月1日"),
    );
    let files = [("a.csv", one.as_bytes()), ("b.csv", other.as_bytes()), ("c.csv", again.as_bytes())];
    let (status, html) = import(&app, &files).await;
    assert_eq!(status, 200);
    for says in ["1980年1月2日生まれ、1950年3月4日生まれ", "「c.csv」の明細のうち 1件", "2,400"] {
        assert!(html.contains(says), "{says}");
    }
}

#[tokio::test]
async fn no_file_at_all_is_said_beside_the_field() {
    let app = TestApp::start().await;
    let (status, html) = import(&app, &[("", b"")]).await;
    assert_eq!(status, 200);
    assert!(html.contains("ファイルが選ばれていません"));
    assert!(!html.contains("income-error"));
}

#[tokio::test]
async fn a_wrong_income_is_said_too_where_no_file_was_chosen() {
    let app = TestApp::start().await;
    let (status, html) = import_with(&app, &[("income", "四百万くらい")], &[("", b"")]).await;
    assert_eq!(status, 200);
    for says in [
        "ファイルが選ばれていません",
        "href=\"#income\"",
        "id=\"income-error\"",
        "value=\"四百万くらい\"",
        "href=\"#files\"",
    ] {
        assert!(html.contains(says), "{says}");
    }
}

#[tokio::test]
async fn a_book_that_comes_back_is_not_believed() {
    let app = TestApp::start().await;
    let mut client = app.anonymous();
    for book in [
        String::new(),
        "{}".to_owned(),
        BOOK.replace("202512", "202513"),
        BOOK.replace("1200]]", "9223372036854775807]]"),
        BOOK.replace("\"version\":1", "\"version\":2"),
        BOOK[..BOOK.len() / 2].to_owned(),
    ] {
        for path in ["form", "fill", "csv", "pdf", "text", "book"] {
            let path = format!("/import/export/{path}");
            assert_eq!(client.post(&path, &[("book", &book)]).await.status, 400, "{path} {book}");
        }
    }
    let answer = client.post("/import/export/csv", &[("book", BOOK)]).await;
    assert_eq!(answer.status, 200);
    assert!(answer.body.contains("'=見本,2025-12,,,'@薬局,調剤,"), "{}", answer.body);
    let answer = client.post("/import/export/book", &[("book", BOOK)]).await;
    assert_eq!(answer.body, BOOK);
}

#[tokio::test]
async fn a_year_that_may_still_grow_is_stamped_in_name_and_content() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("changer").await;
    for (path, name) in [
        ("/tax/export/text", "iryouhi_meisai_2026_provisional.txt"),
        ("/tax/export/csv", "iryouhi_list_2026_provisional.csv"),
        ("/tax/export/form", "iryouhi_form_2026_provisional.xlsx"),
    ] {
        let answer = client.post(path, &[("year", "2026"), ("which", "b:1")]).await;
        let header = answer.headers["content-disposition"].to_str().unwrap();
        assert!(header.contains(name), "{header}");
        assert!(path.ends_with("form") || answer.body.contains("未確定"), "{path}");
    }
    let answer = client.post("/tax/export/text", &[("year", "2025")]).await;
    assert!(!answer.body.contains("未確定") && !answer.body.contains("保険者番号"), "{}", answer.body);
    let answer = client.post("/tax/export/text", &[("year", "2025"), ("numbers", "show")]).await;
    assert!(answer.body.contains("保険者番号"), "where it was asked for");
}

/// A row of the book as a person types it.
pub(crate) const TYPED_ROW: [(&str, &str); 6] = [
    ("year", "2025"),
    ("do", "add"),
    ("kind", "transport"),
    ("whose", "見本"),
    ("place", "見本急行バス"),
    ("paid", "12,340円"),
];

#[tokio::test]
async fn what_is_typed_lasts_as_long_as_the_session_and_longer_on_wish() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("changer").await;
    assert_eq!(client.post("/expenses/rows", &TYPED_ROW).await.status, 303);
    let has = |html: &str| html.contains("見本急行バス") && html.contains("12,340");
    assert!(has(&client.get("/expenses/rows?year=2025").await.body));
    assert!(has(&client.post("/tax/export/text", &[("year", "2025")]).await.body), "and in the files");
    // Wrong fields come back with what was typed, and nothing is added.
    let wrong = [
        ("year", "2025"),
        ("do", "add"),
        ("kind", "otc"),
        ("whose", "見本"),
        ("place", "消えない店"),
        ("paid", "千円"),
    ];
    assert_eq!(client.post("/expenses/rows", &wrong).await.status, 303);
    let page = client.get("/expenses/rows?year=2025").await.body;
    for says in ["消えない店", "千円", "払った額は、数字だけで入れてください", "まだ書き足して"]
    {
        assert!(page.contains(says), "{says}");
    }
    assert!(!client.get("/expenses?year=2025").await.body.contains("消えない店"));
    // Another session of the same person has none of it, until it is kept.
    let mut other = app.signed_in("changer").await;
    assert!(!has(&other.get("/expenses/rows?year=2025").await.body));
    assert_eq!(client.post("/expenses/keep", &[("year", "2025"), ("keep", "on")]).await.status, 303);
    assert!(has(&other.get("/expenses/rows?year=2025").await.body));
    let mut stranger = app.signed_in("elder").await;
    assert!(!has(&stranger.get("/expenses/rows?year=2025").await.body));
    // Carried away, taken out, brought back.
    let carried = client.post("/expenses/export/book", &[]).await.body;
    assert!(carried.contains("見本急行バス"));
    assert_eq!(client.post("/expenses/keep", &[("year", "2025"), ("keep", "off")]).await.status, 303);
    assert_eq!(client.post("/expenses/rows", &[("year", "2025"), ("do", "remove"), ("number", "0")]).await.status, 303);
    assert!(!has(&client.get("/expenses/rows?year=2025").await.body));
    let brought = client.post("/expenses/bring", &[("book", &carried)]).await;
    assert_eq!(brought.status, 303);
    assert_eq!(brought.headers["location"], "/expenses?year=2025");
    assert!(client.get("/expenses?year=2025").await.body.contains("href=\"#keep\""), "with the way to keep it");
    assert!(has(&client.get("/expenses/rows?year=2025").await.body));
    // Signing out ends it.
    client.post("/logout", &[]).await;
    let mut again = app.signed_in("changer").await;
    assert!(!has(&again.get("/expenses/rows?year=2025").await.body));
}

#[tokio::test]
async fn family_comes_in_under_a_standing_grant_alone_and_leaves_with_it() {
    let app = TestApp::start().await;
    let mut parent = app.signed_in("parent").await;
    let page = parent.get("/tax/household?year=2025").await.body;
    let grants: Vec<String> = page
        .split("name=\"grant\" value=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .map(str::to_owned)
        .collect();
    assert!(!grants.is_empty(), "{page}");
    for grant in &grants {
        assert_eq!(
            parent.post("/tax/household", &[("year", "2025"), ("do", "bring"), ("grant", grant)]).await.status,
            303
        );
    }
    let page = parent.get("/tax/household?year=2025").await.body;
    assert!(page.contains("医療費通知情報（代理）"), "{page}");
    let said = parent.post("/tax/household", &[("year", "2025"), ("do", "bring"), ("grant", "d-nobody")]).await;
    assert_eq!(said.status, 303);
    assert!(parent.get("/tax/household?year=2025").await.body.contains("その人の代理は、終わったか"));
    for grant in &grants {
        parent.post("/family/end", &[("delegation", grant)]).await;
    }
    let page = parent.get("/expenses?year=2025").await.body;
    assert!(page.contains("代理が終わったか、確かめられないため"), "{page}");
    assert!(!page.contains("医療費通知情報（代理）"));
}
