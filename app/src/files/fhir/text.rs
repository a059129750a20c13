//! What FHIR allows in its primitive types. Records come from other systems: what does not fit is taken out or left away,
//! never written as it is.

use super::json::Json;
use crate::files::xml::escape;

/// A `string`: no control characters but tab and line ends, and not blank. Nothing where nothing is left.
pub(super) fn string(text: &str) -> Option<Json> {
    let fit: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\t' | '\n' | '\r')).collect();
    fit.chars().any(|c| !c.is_whitespace()).then_some(Json::Text(fit))
}

/// A `code`: visible, without blanks at its ends or two in a row.
pub(super) fn code(text: &str) -> Option<Json> {
    let parts: Vec<&str> = text.split(' ').collect();
    let fit = parts.iter().all(|part| !part.is_empty() && !part.chars().any(|c| c.is_whitespace() || c.is_control()));
    fit.then(|| Json::text(text))
}

/// An `oid` as `urn:oid:…`; takes it with or without that beginning.
pub(super) fn oid(text: &str) -> Option<Json> {
    let arcs = text.trim().trim_start_matches("urn:oid:");
    let mut parts = arcs.split('.');
    let first = parts.next().is_some_and(|first| matches!(first, "0" | "1" | "2"));
    let rest: Vec<&str> = parts.collect();
    let number = |part: &&str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()) && (*part == "0" || !part.starts_with('0'))
    };
    (first && !rest.is_empty() && rest.iter().all(number)).then(|| Json::text(format!("urn:oid:{arcs}")))
}

/// A text as content of XHTML, without the characters that it cannot hold.
pub(super) fn xhtml(text: &str) -> String {
    let fit: String = text.chars().filter(|c| !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}')).collect();
    escape(&fit)
}

/// Letters, digits and signs in full width, as an insured person's symbol and number are written in these resources.
pub(super) fn full_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            ' ' => '\u{3000}',
            '!'..='~' => char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c),
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_taken_out_or_left_away() {
        for (given, written) in
            [("a\u{0}b\u{7f}", Some("ab")), ("一\n二", Some("一\n二")), (" \u{3000}", None), ("", None)]
        {
            assert_eq!(string(given), written.map(Json::text), "{given:?}");
        }
        for (given, fits) in [("10", true), ("a b", true), ("a  b", false), (" a", false), ("", false), ("a\tb", false)]
        {
            assert_eq!(code(given).is_some(), fits, "{given:?}");
        }
        for (given, written) in [
            ("1.2.392.200119.6.2102", Some("urn:oid:1.2.392.200119.6.2102")),
            ("urn:oid:2.16.0", Some("urn:oid:2.16.0")),
            ("3.1", None),
            ("1", None),
            ("1.02", None),
            ("1..2", None),
            ("1.2;drop", None),
            ("", None),
        ] {
            assert_eq!(oid(given), written.map(Json::text), "{given:?}");
        }
        assert_eq!(xhtml("<b a=\"&\">\u{1}"), "&lt;b a=&quot;&amp;&quot;&gt;");
        assert_eq!(full_width("1234-A あ"), "１２３４－Ａ\u{3000}あ");
    }
}
