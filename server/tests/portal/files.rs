//! Files to carry away, and files brought along: what the answers are, and what they refuse.

use crate::app::TestApp;

const DIVIDER: &str = "divider-of-this-test";

/// Sends files to `/import` as a browser without JavaScript does.
async fn import(app: &TestApp, files: &[(&str, &[u8])]) -> (u16, String) {
    let key = app.anonymous().form_key().await;
    let mut body =
        format!("--{DIVIDER}\r\ncontent-disposition: form-data; name=\"form_key\"\r\n\r\n{key}\r\n").into_bytes();
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
        ("binary.csv", &[0xff, 0x00, 0xfe, 0x01], "読み取れないファイル"),
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
}

#[tokio::test]
async fn rows_that_come_back_are_not_believed() {
    let app = TestApp::start().await;
    let mut client = app.anonymous();
    for rows in [
        "",
        "{}",
        "[[\"a\",202513,\"b\",1,\"c\",1,1,1,1]]",
        "[[\"a\",202512,\"b\",1,\"c\",1,1,1,9223372036854775807]]",
        "[]",
    ] {
        for path in ["/import/export/form", "/import/export/csv"] {
            assert_eq!(client.post(path, &[("year", "2025"), ("rows", rows)]).await.status, 400, "{path} {rows}");
        }
    }
    let good = "[[\"=見本\",202512,\"調剤\",1,\"@薬局\",4000,2800,0,1200]]";
    let answer = client.post("/import/export/csv", &[("year", "2025"), ("rows", good)]).await;
    assert_eq!(answer.status, 200);
    assert!(answer.body.contains("'=見本,2025-12,調剤,1,'@薬局,4000,2800,0,1200"));
}
