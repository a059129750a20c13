//! Where a sign-in leads back to: a page of ours, or home. Everything else is dropped, whatever it looks like.

use app::page_table::page_of;
use axum::http::HeaderMap;
use axum::http::header::REFERER;
use reqwest::Url;

/// Longest address kept, bytes. A Japanese letter is nine of them in an address: a search of a hundred letters fits.
const LONGEST: usize = 1024;

/// The page that carries a provider's question in its address, and how long that may be.
const ASKING: (&str, usize) = ("/sharing/ask?", 2_000);

/// The address if it is a page of the page table on this very site; else nothing.
///
/// The path may hold letters, digits and `-_.` between slashes; the query also what forms write (`=&%+`).
#[must_use]
pub fn own_page(address: &str) -> Option<&str> {
    let longest = if address.starts_with(ASKING.0) { ASKING.1 } else { LONGEST };
    if address.len() > longest || !address.starts_with('/') {
        return None;
    }
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    if path.contains("//") || path.contains("..") || !path.chars().all(|c| plain(c) || c == '/') {
        return None;
    }
    if !query.chars().all(|c| plain(c) || matches!(c, '=' | '&' | '%' | '+' | '~' | '*')) {
        return None;
    }
    page_of(path).map(|_| address)
}

/// The page a form was sent from, as the browser says it, if it is one of ours.
#[must_use]
pub fn page_left(headers: &HeaderMap, public_url: &Url) -> Option<String> {
    let from = Url::parse(headers.get(REFERER)?.to_str().ok()?).ok()?;
    if from.origin() != public_url.origin() {
        return None;
    }
    let address = from.query().map_or_else(|| from.path().to_owned(), |query| format!("{}?{query}", from.path()));
    own_page(&address).map(str::to_owned)
}

/// The page that a form's own address belongs to: `/tax` for `/tax/export/csv`.
#[must_use]
pub fn page_above(address: &str) -> Option<&str> {
    std::iter::successors(Some(address), |path| path.rsplit_once('/').map(|(above, _)| above))
        .find(|path| own_page(path).is_some())
}

/// The address that signs in and leads back.
#[must_use]
pub fn login_address(back: Option<&str>) -> String {
    match back.and_then(own_page) {
        None | Some("/") => "/login".to_owned(),
        Some(page) => format!("/login?next={}", percent_encoded(page)),
    }
}

/// The address that asks for the card again, however lately it was presented, and leads back.
#[must_use]
pub fn card_again_address(back: Option<&str>) -> String {
    let next = percent_encoded(back.and_then(own_page).unwrap_or("/"));
    format!("/login?again=1&next={next}")
}

/// For a query value: everything but letters, digits and `-_.~/` is escaped.
fn percent_encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => char::from(byte).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leads_back_to_pages_only() {
        for good in [
            "/",
            "/checkups",
            "/checkups/items/sbp",
            "/expenses?year=2025",
            "/medications?q=%E3%81%82+b",
            "/tax?year=2025&way=paper",
        ] {
            assert_eq!(own_page(good), Some(good), "{good}");
        }
        for bad in [
            "",
            "checkups",
            "//evil.example",
            "/\\evil.example",
            "\\/evil.example",
            "https://evil.example",
            "https:evil.example",
            "/%2fevil.example",
            "/%5cevil.example",
            "///evil.example",
            "/checkups//evil.example",
            "/checkups/../..//evil.example",
            "/./",
            "/checkups#x",
            "/checkups?x=<script>",
            "/checkups?x=\"",
            "/checkups\r\nSet-Cookie: a=b",
            "/checkups?x=\r\n",
            "/checkups?x=\0",
            " /checkups",
            "/checkups ",
            "\t//evil.example",
            "/login",
            "/logout",
            "/tax/export/form",
            "/nothing",
            "javascript:alert(1)",
            "data:text/html,x",
            "/checkups@evil.example",
            "/:evil.example",
            "/健診",
            "/checkups/items/",
            "/@evil.example",
            "//",
            "/?next=//evil.example:80",
        ] {
            assert_eq!(own_page(bad), None, "{bad:?}");
        }
        let search = format!("/medications?q={}", "%E3%81%82".repeat(100));
        assert_eq!(own_page(&search), Some(search.as_str()), "a search of a hundred letters");
        assert_eq!(own_page(&format!("/checkups?x={}", "a".repeat(1100))), None);
    }

    #[test]
    fn a_form_belongs_to_a_page() {
        for (address, page) in [
            ("/registration", Some("/registration")),
            ("/tax/export/csv", Some("/tax")),
            ("/session/extend", None),
            ("//evil.example/tax", Some("/")),
            ("", None),
        ] {
            assert_eq!(page_above(address), page, "{address}");
        }
    }

    #[test]
    fn only_a_page_of_ours_was_left() {
        let own = Url::parse("http://localhost:3000").expect("a URL");
        for (referer, page) in [
            ("http://localhost:3000/tax?year=2025", Some("/tax?year=2025")),
            ("http://localhost:3000/nothing", None),
            ("http://localhost:3001/tax", None),
            ("https://localhost:3000/tax", None),
            ("http://localhost:3000.evil.example/tax", None),
            ("http://localhost:3000//evil.example", None),
            ("/tax", None),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(REFERER, referer.parse().expect("a header"));
            assert_eq!(page_left(&headers, &own).as_deref(), page, "{referer}");
        }
        assert_eq!(page_left(&HeaderMap::new(), &own), None);
    }

    #[test]
    fn the_way_to_sign_in_keeps_the_page() {
        for (back, expected) in [
            (None, "/login"),
            (Some("/"), "/login"),
            (Some("//evil"), "/login"),
            (Some("/expenses?year=2025"), "/login?next=/expenses%3Fyear%3D2025"),
        ] {
            assert_eq!(login_address(back), expected);
        }
        for (back, expected) in [
            (None, "/login?again=1&next=/"),
            (Some("//evil"), "/login?again=1&next=/"),
            (Some("/tax?year=2025"), "/login?again=1&next=/tax%3Fyear%3D2025"),
        ] {
            assert_eq!(card_again_address(back), expected);
        }
    }
}
