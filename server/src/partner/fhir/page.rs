//! The answer to a search: written into the body one resource after the other, so that the page as a whole stands in memory
//! nowhere. Everything is had before the first byte leaves, so that nothing can go wrong after it.

use std::convert::Infallible;

use app::domain::partner::Resource;
use app::files::fhir::rest::Served;
use axum::body::{Body, Bytes};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use serde_json::Value;

use super::outcome::FHIR_JSON;
use super::query::Query;

/// Bytes that are sent at once at least, but for the last ones.
const PIECE: usize = 16 << 10;

/// A page of what was found; nothing where the one it is to begin after has gone.
pub(super) fn of(base: &str, resource: Resource, query: &Query, mut found: Vec<Served>) -> Option<Response> {
    let (from, to) = query.page(&found)?;
    let total = found.len();
    let mut links = vec![("self", query.address(base, resource, query.after()))];
    if let Some(last) = found.get(to.wrapping_sub(1)).filter(|_| to > from && to < total) {
        links.push(("next", query.address(base, resource, Some(&last.id))));
    }
    found.truncate(to);
    let begun = begin(total, &links);
    let address = format!("{base}/{}", resource.name());
    let pieces = Pieces { begun: Some(begun), address, left: found.into_iter().skip(from), first: true };
    let body = Body::from_stream(stream::iter(pieces.map(Ok::<_, Infallible>)));
    let mut response = (StatusCode::OK, body).into_response();
    response.headers_mut().insert(CONTENT_TYPE, FHIR_JSON);
    Some(response)
}

fn begin(total: usize, links: &[(&str, String)]) -> String {
    let links: Value =
        links.iter().map(|(relation, url)| serde_json::json!({ "relation": relation, "url": url })).collect();
    format!("{{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"total\":{total},\"link\":{links}")
}

/// The text of a page, piece by piece.
struct Pieces<I> {
    /// What stands before the resources, and has not been sent yet; nothing when the end has.
    begun: Option<String>,
    address: String,
    left: I,
    first: bool,
}

impl<I: Iterator<Item = Served>> Iterator for Pieces<I> {
    type Item = Bytes;

    fn next(&mut self) -> Option<Bytes> {
        let mut piece = self.begun.take()?;
        while piece.len() < PIECE {
            let Some(one) = self.left.next() else {
                piece.push_str(if self.first { "}" } else { "]}" });
                return Some(piece.into());
            };
            piece.push_str(if self.first { ",\"entry\":[" } else { "," });
            self.first = false;
            for part in ["{\"fullUrl\":\"", &self.address, "/", &one.id, "\",\"resource\":"] {
                piece.push_str(part);
            }
            one.write_behind(&mut piece);
            piece.push_str(",\"search\":{\"mode\":\"match\"}}");
        }
        self.begun = Some(String::with_capacity(PIECE * 2));
        Some(piece.into())
    }
}
