//! Answers that are files: carried away, never opened in the portal's own name. The writers stand in `app::files`.

use app::files::name::FileName;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

/// An attachment that no browser opens in place, guesses about, keeps or runs.
#[must_use]
pub fn attachment(name: &FileName, media_type: &'static str, bytes: Vec<u8>) -> Response {
    let mut response = (StatusCode::OK, bytes).into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(CONTENT_DISPOSITION, disposition(name));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox"));
    response
}

/// `Content-Disposition` after RFC 6266: an ASCII name, and the full one in the encoding of RFC 8187.
fn disposition(name: &FileName) -> HeaderValue {
    let ascii: String = name
        .ascii
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '_' })
        .collect();
    let text = format!("attachment; filename=\"{ascii}\"; filename*=UTF-8''{}", percent_encoded(&name.full));
    HeaderValue::try_from(text).expect("both names hold only visible ASCII by now")
}

/// Everything but the attr-char of RFC 8187 as `%XX` of its UTF-8 bytes.
fn percent_encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 3);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use app::files::name::{FileName, XLSX_TYPE, form_name};

    use super::*;

    #[test]
    fn names_of_any_kind_make_one_safe_header() {
        for (full, ascii, expected) in [
            (
                "医療費_2026.xlsx",
                "form_2026.xlsx",
                "attachment; filename=\"form_2026.xlsx\"; filename*=UTF-8''%E5%8C%BB%E7%99%82%E8%B2%BB_2026.xlsx",
            ),
            (
                "a\r\nSet-Cookie: x",
                "a\"\r\n;b",
                "attachment; filename=\"a____b\"; filename*=UTF-8''a%0D%0ASet-Cookie%3A%20x",
            ),
            ("50%'.csv", "50%'.csv", "attachment; filename=\"50__.csv\"; filename*=UTF-8''50%25%27.csv"),
        ] {
            assert_eq!(disposition(&FileName { full: full.to_owned(), ascii: ascii.to_owned() }), expected);
        }
    }

    #[test]
    fn is_never_opened_in_place() {
        let response = attachment(&form_name(2026, (1, 1), false), XLSX_TYPE, vec![1]);
        for (name, expected) in [
            ("x-content-type-options", "nosniff"),
            ("cache-control", "no-store"),
            ("content-security-policy", "default-src 'none'; sandbox"),
            ("content-type", XLSX_TYPE),
        ] {
            assert_eq!(response.headers()[name], expected);
        }
    }
}
