//! Which form of an answer a client takes (RFC 9110, 12.5.1): there is JSON alone.

use axum::http::HeaderMap;
use axum::http::header::ACCEPT;

/// What JSON is called, by itself or among others.
const JSON: [&str; 6] =
    ["application/fhir+json", "application/json", "application/json+fhir", "text/json", "application/*", "*/*"];

/// Whether JSON will do. `_format` in the query counts more than what the headers say (FHIR R4, 3.1.0.1.11), and is read
/// there.
pub(super) fn takes_json(headers: &HeaderMap, query: &str) -> bool {
    let said = headers.get_all(ACCEPT).iter().filter_map(|value| value.to_str().ok());
    let mut ranges =
        said.flat_map(|value| value.split(',')).map(str::trim).filter(|range| !range.is_empty()).peekable();
    let chosen = query.split('&').any(|part| part.starts_with("_format="));
    chosen || ranges.peek().is_none() || ranges.any(is_json)
}

fn is_json(range: &str) -> bool {
    let mut parts = range.split(';').map(str::trim);
    let kind = parts.next().unwrap_or_default();
    let weight = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
    let refused = weight.and_then(|weight| weight.trim().parse::<f32>().ok()).is_some_and(|weight| weight <= 0.0);
    !refused && JSON.iter().any(|json| kind.eq_ignore_ascii_case(json))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_all_there_is() {
        for (accept, query, takes) in [
            (None, "", true),
            (Some(""), "", true),
            (Some("application/fhir+json"), "", true),
            (Some("Application/JSON; charset=utf-8"), "", true),
            (Some("application/fhir+xml, */*;q=0.1"), "", true),
            (Some("application/fhir+xml"), "", false),
            (Some("application/fhir+xml"), "_count=1&_format=json", true),
            (Some("text/html, application/xml"), "", false),
            (Some("application/fhir+json;q=0, application/fhir+xml"), "", false),
        ] {
            let mut headers = HeaderMap::new();
            if let Some(accept) = accept {
                headers.insert(ACCEPT, accept.parse().expect("a header"));
            }
            assert_eq!(takes_json(&headers, query), takes, "{accept:?} {query}");
        }
    }
}
