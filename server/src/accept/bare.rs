//! Answers given where no page can be made: what came was no request, came too slowly, or broke everything.
//!
//! Plain Japanese and a number to tell the help desk; nothing of what was sent. They carry the headers of every answer.

use axum::body::Body;
use axum::http::header::{CONNECTION, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, Response, StatusCode};

use crate::middleware::headers::dress;
use crate::middleware::request_id::RequestId;

/// Nothing is loaded, framed or sent from here.
const POLICY: &str = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Heading, what happened, what to do.
fn words(status: StatusCode) -> [&'static str; 3] {
    match status.as_u16() {
        408 => [
            "送り終わりませんでした",
            "通信が遅いか途切れたため、最後まで受け取れませんでした。",
            "通信のつながりを確かめて、もう一度お試しください。",
        ],
        414 => [
            "アドレスが長すぎます",
            "開こうとしたアドレスが長すぎるため、読み取れませんでした。",
            "アドレスを短くするか、最初のページから開き直してください。",
        ],
        431 => [
            "読み取れませんでした",
            "ブラウザから送られた情報が多すぎます。",
            "このサイトのCookieを消してから、もう一度お試しください。",
        ],
        429 => [
            "短い時間に多くの通信がありました",
            "同じ場所からの接続が多すぎるため、いまは受け付けられません。",
            "1分ほどおいて、もう一度お試しください。",
        ],
        500 => ["ページを作れませんでした", "システムに不具合がありました。", "数分おいて、もう一度お試しください。"],
        _ => [
            "読み取れませんでした",
            "ブラウザから送られた内容を読み取れませんでした。",
            "アドレスを確かめて、もう一度お試しください。",
        ],
    }
}

/// The answer to a request of that name. `https` says whether browsers reach the portal that way.
pub(crate) fn answer(id: &RequestId, status: StatusCode, https: bool) -> Response<Body> {
    let [heading, what, next] = words(status);
    let page = format!(
        "<!DOCTYPE html><html lang=\"ja\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>{heading} - 健康手帳</title></head><body><h1>{heading}</h1><p>{what}記録は失われていません。</p><p>{next}</p><p>問い合わせ番号 {}</p></body></html>\n",
        id.0
    );
    let mut response = Response::new(Body::from(page));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(CONNECTION, HeaderValue::from_static("close"));
    if status == StatusCode::TOO_MANY_REQUESTS {
        headers.insert(RETRY_AFTER, HeaderValue::from_static("60"));
    }
    if let Ok(value) = HeaderValue::try_from(id.0.as_str()) {
        headers.insert("x-request-id", value);
    }
    dress(headers, https);
    response
}

/// The same as bytes on the wire, for where no service speaks.
pub(crate) async fn bytes(status: StatusCode, https: bool) -> (RequestId, Vec<u8>) {
    let id = RequestId::generate();
    let (mut head, body) = answer(&id, status, https).into_parts();
    let body = axum::body::to_bytes(body, usize::MAX).await.unwrap_or_default();
    head.headers.insert(CONTENT_LENGTH, HeaderValue::from(body.len()));
    let mut wire = format!("HTTP/1.1 {} {}\r\n", status.as_u16(), status.canonical_reason().unwrap_or("Error"));
    for (name, value) in &head.headers {
        wire += &format!("{name}: {}\r\n", value.to_str().unwrap_or_default());
    }
    wire += "\r\n";
    let mut wire = wire.into_bytes();
    wire.extend_from_slice(&body);
    (id, wire)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn each_says_what_happened_and_carries_a_number() {
        for status in [400, 408, 414, 429, 431, 500] {
            let status = StatusCode::from_u16(status).expect("a status");
            let (id, wire) = bytes(status, true).await;
            let wire = String::from_utf8(wire).expect("text");
            let (head, body) = wire.split_once("\r\n\r\n").expect("a head and a body");
            assert!(head.starts_with(&format!("HTTP/1.1 {}", status.as_u16())), "{head}");
            for wanted in ["strict-transport-security", "nosniff", "no-store", "frame-ancestors 'none'", &id.0] {
                assert!(head.contains(wanted), "{wanted}: {head}");
            }
            assert!(head.contains(&format!("content-length: {}", body.len())), "{head}");
            assert!(body.contains(&id.0) && body.contains("失われていません"), "{body}");
        }
    }
}
