//! What each page and route serves to somebody who acts for another (代理人): the records of that person of a granted
//! kind, nothing that is the acting person's own, or what belongs to nobody.
//!
//! What stands nowhere here is the acting person's own and closed meanwhile: forgetting a row shows nobody anything. A test
//! asks for a row for each page and route.

use crate::domain::delegation::Acting;
use crate::domain::delegation::RecordKind::{self, Checkups, Eligibility, Expenses, Medications};
use crate::page_table::page_of;

/// What a page or route serves while its caller acts for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Serves {
    /// What belongs to nobody, or the session itself: as always.
    Anyone,
    /// The start page of the person whose records are looked at: names and links, no record.
    Start,
    /// Records of that person, of this kind.
    Kind(RecordKind),
    /// Only the acting person's own: closed until they go back to themselves.
    Owner,
}

use Serves::{Anyone, Kind, Owner, Start};

/// Method, pattern as the tables of pages and routes write it, what it serves.
pub const TABLE: &[(&str, &str, Serves)] = &[
    ("GET", "/", Start),
    ("GET", "/insurance", Kind(Eligibility)),
    ("GET", "/print/eligibility", Kind(Eligibility)),
    ("POST", "/insurance/export/pdf", Kind(Eligibility)),
    ("GET", "/checkups", Kind(Checkups)),
    ("GET", "/checkups/items/:item", Kind(Checkups)),
    ("GET", "/checkups/visits/:date", Kind(Checkups)),
    ("GET", "/checkups/compare", Kind(Checkups)),
    ("GET", "/print/checkups", Kind(Checkups)),
    ("POST", "/checkups/export/csv", Kind(Checkups)),
    ("POST", "/checkups/export/fhir", Kind(Checkups)),
    ("GET", "/medications", Kind(Medications)),
    ("GET", "/print/medications", Kind(Medications)),
    ("GET", "/print/medications-qr", Kind(Medications)),
    ("GET", "/export/medications", Kind(Medications)),
    ("POST", "/medications/export/jahis", Kind(Medications)),
    ("POST", "/medications/export/csv", Kind(Medications)),
    ("POST", "/medications/export/text", Kind(Medications)),
    ("POST", "/medications/export/pdf", Kind(Medications)),
    ("POST", "/medications/export/fhir", Kind(Medications)),
    ("GET", "/medications/:drug", Kind(Medications)),
    ("GET", "/medications/index", Kind(Medications)),
    ("POST", "/medications/hide", Owner),
    ("GET", "/expenses", Kind(Expenses)),
    ("GET", "/tax", Kind(Expenses)),
    ("POST", "/tax", Kind(Expenses)),
    ("GET", "/tax/steps", Kind(Expenses)),
    ("POST", "/tax/export/form", Kind(Expenses)),
    ("POST", "/tax/export/fill", Kind(Expenses)),
    ("POST", "/tax/export/csv", Kind(Expenses)),
    ("POST", "/tax/export/pdf", Kind(Expenses)),
    ("POST", "/tax/export/text", Kind(Expenses)),
    ("GET", "/tax/household", Owner),
    ("POST", "/tax/household", Owner),
    ("GET", "/expenses/rows", Owner),
    ("POST", "/expenses/rows", Owner),
    ("POST", "/expenses/keep", Owner),
    ("POST", "/expenses/bring", Owner),
    ("POST", "/expenses/export/book", Owner),
    ("GET", "/help", Anyone),
    ("GET", "/import", Anyone),
    ("POST", "/import", Anyone),
    ("POST", "/import/checkups", Owner),
    ("POST", "/import/checkups/remove", Owner),
    ("POST", "/import/medications", Owner),
    ("POST", "/import/medications/remove", Owner),
    ("GET", "/import/otc", Owner),
    ("POST", "/import/otc", Owner),
    ("POST", "/import/export/form", Anyone),
    ("POST", "/import/export/fill", Anyone),
    ("POST", "/import/export/csv", Anyone),
    ("POST", "/import/export/pdf", Anyone),
    ("POST", "/import/export/text", Anyone),
    ("POST", "/import/export/book", Anyone),
    ("GET", "/login", Anyone),
    ("GET", "/login/callback", Anyone),
    ("GET", "/login/card", Anyone),
    ("POST", "/login/card", Anyone),
    ("POST", "/login/backchannel", Anyone),
    ("POST", "/logout", Anyone),
    ("POST", "/session/back", Anyone),
    ("POST", "/session/extend", Anyone),
    ("GET", "/session/left", Anyone),
    ("POST", "/session/keep", Anyone),
    ("POST", "/session/end", Owner),
    ("POST", "/session/end-others", Owner),
    ("GET", "/settings", Owner),
    ("GET", "/registration", Owner),
    ("GET", "/registration/progress", Owner),
    ("POST", "/registration", Owner),
    ("GET", "/access", Owner),
    ("GET", "/access/consents", Owner),
    ("POST", "/access/consents/withdraw", Owner),
    ("GET", "/access/reports/:look", Owner),
    ("POST", "/access/reports", Owner),
    ("GET", "/exchange", Owner),
    ("GET", "/family", Owner),
    ("POST", "/family/switch", Owner),
    ("POST", "/family/offer", Owner),
    ("POST", "/family/claim", Owner),
    ("POST", "/family/accept", Owner),
    ("POST", "/family/decline", Owner),
    ("POST", "/family/end", Owner),
    ("GET", "/insurance/history", Kind(Eligibility)),
    ("GET", "/insurance/certificates", Kind(Eligibility)),
    ("GET", "/expenses/ceiling", Owner),
    ("GET", "/services", Owner),
    ("GET", "/services/:procedure", Owner),
    ("GET", "/services/link/:site", Owner),
    ("GET", "/services/out/:site", Owner),
    ("GET", "/notices", Owner),
    ("GET", "/me", Owner),
    ("GET", "/me/not-mine", Owner),
    ("GET", "/settings/erase", Owner),
    ("POST", "/services", Owner),
    ("POST", "/notices/marks", Owner),
    ("POST", "/notices/switches", Owner),
    ("POST", "/notices/feed", Owner),
    ("POST", "/notices/feed/end", Owner),
    ("GET", "/notices/feed/{token}", Anyone),
    ("POST", "/settings/text-size", Anyone),
    ("POST", "/me/disown", Owner),
    ("POST", "/me/own", Owner),
    ("POST", "/settings/copy", Owner),
    ("POST", "/settings/erase", Owner),
    ("POST", "/export/all", Owner),
    ("POST", "/export/fhir", Owner),
    ("POST", "/expenses/ceiling", Owner),
    ("GET", "/sharing", Owner),
    ("GET", "/sharing/ask", Owner),
    ("POST", "/sharing/change", Owner),
    ("POST", "/sharing/stop", Owner),
    ("GET", "/oauth/authorize", Anyone),
    ("POST", "/oauth/authorize", Owner),
    ("POST", "/oauth/refuse", Anyone),
    // A provider's own way in: no session counts there.
    ("POST", "/oauth/token", Anyone),
    ("POST", "/oauth/launch", Anyone),
    ("GET", "/.well-known/smart-configuration", Anyone),
    ("GET", "/fhir/.well-known/smart-configuration", Anyone),
    ("GET", "/fhir/metadata", Anyone),
    ("GET", "/fhir/openapi.json", Anyone),
    ("GET", "/fhir/{resource}", Anyone),
    ("GET", "/fhir/{resource}/{id}", Anyone),
    ("GET", "/fhir", Anyone),
    ("GET", "/fhir/", Anyone),
    ("GET", "/fhir/{resource}/{id}/{*rest}", Anyone),
];

/// What a page or route serves; [`Serves::Owner`] where nobody has said.
#[must_use]
pub fn serves(method: &str, pattern: &str) -> Serves {
    let row = TABLE.iter().find(|(known, path, _)| *known == method && *path == pattern);
    row.map_or(Owner, |(.., serves)| *serves)
}

/// Whether the page at an address is open to somebody who acts for another, so that a link may lead there.
#[must_use]
pub fn opens(acting: &Acting, address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    match page_of(path).map(|page| serves("GET", page.path)) {
        Some(Anyone | Start) => true,
        Some(Kind(kind)) => acting.kinds.contains(&kind),
        Some(Owner) | None => false,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::page_table::PAGES;

    #[test]
    fn every_page_has_its_row_and_none_has_two() {
        for page in PAGES {
            assert!(TABLE.iter().any(|(method, path, _)| *method == "GET" && *path == page.path), "{}", page.path);
        }
        let rows: BTreeSet<_> = TABLE.iter().map(|(method, path, _)| (method, path)).collect();
        assert_eq!(rows.len(), TABLE.len());
    }

    #[test]
    fn what_is_forgotten_is_closed() {
        for (method, path) in [("GET", "/nothing"), ("POST", "/insurance"), ("POST", "/"), ("", "")] {
            assert_eq!(serves(method, path), Owner, "{method} {path}");
        }
    }
}
