//! Who looked, consents, reports and inquiries between offices: JSON as the other messages without a published layout.
//!
//! Ids and codes stand in addresses and come back from forms, so one that cannot is none.

use app::domain::access::consent::Consent;
use app::domain::access::exchange::Exchange;
use app::domain::access::report::{NewReport, Report};
use app::domain::access::{Look, is_plain};
use chrono::NaiveDateTime;
use serde::Deserialize;

use super::json::parsed;
use super::{Message, WireError};

#[derive(Deserialize)]
struct LooksBody {
    as_of: NaiveDateTime,
    subject: String,
    looks: Vec<Look>,
}

#[derive(Deserialize)]
struct ReportBody {
    as_of: NaiveDateTime,
    subject: String,
    look: String,
    report: Report,
}

#[derive(Deserialize)]
struct ConsentsBody {
    as_of: NaiveDateTime,
    subject: String,
    consents: Vec<Consent>,
}

#[derive(Deserialize)]
struct ExchangesBody {
    as_of: NaiveDateTime,
    subject: String,
    exchanges: Vec<Exchange>,
}

fn plain<'a>(mut ids: impl Iterator<Item = &'a str>) -> Result<(), WireError> {
    if ids.all(is_plain) { Ok(()) } else { Err(WireError::Garbled("an id that is none")) }
}

fn told<T>(value: T, as_of: NaiveDateTime, subject: String) -> Message<T> {
    Message { value, as_of, named: Vec::new(), subject: Some(subject) }
}

/// Reads who looked, newest first.
///
/// # Errors
/// [`WireError::Garbled`] for anything else.
pub fn looks(bytes: &[u8]) -> Result<Message<Vec<Look>>, WireError> {
    let mut body: LooksBody = parsed(bytes)?;
    plain(body.looks.iter().flat_map(|look| [look.id.as_str(), look.institution_code.as_str()]))?;
    plain(body.looks.iter().filter_map(|look| look.consent.as_deref()))?;
    body.looks.sort_by_key(|look| std::cmp::Reverse(look.at));
    Ok(told(body.looks.into_iter().map(Look::by_ground).collect(), body.as_of, body.subject))
}

/// Writes a report.
#[must_use]
pub fn new_report(report: &NewReport) -> String {
    serde_json::json!(report).to_string()
}

/// Reads how the hub keeps a report about a look.
///
/// # Errors
/// [`WireError::Garbled`] for anything else, and for a report about another look.
pub fn report(bytes: &[u8], look: &str) -> Result<Message<Report>, WireError> {
    let body: ReportBody = parsed(bytes)?;
    if body.look != look {
        return Err(WireError::Garbled("a report about another look"));
    }
    Ok(told(body.report, body.as_of, body.subject))
}

/// Reads consents, newest first.
///
/// # Errors
/// [`WireError::Garbled`] for anything else.
pub fn consents(bytes: &[u8]) -> Result<Message<Vec<Consent>>, WireError> {
    let mut body: ConsentsBody = parsed(bytes)?;
    plain(body.consents.iter().map(|consent| consent.id.as_str()))?;
    body.consents.sort_by_key(|consent| std::cmp::Reverse(consent.given_at));
    Ok(told(body.consents, body.as_of, body.subject))
}

/// Reads inquiries between offices, newest first.
///
/// # Errors
/// [`WireError::Garbled`] for anything else.
pub fn exchanges(bytes: &[u8]) -> Result<Message<Vec<Exchange>>, WireError> {
    let mut body: ExchangesBody = parsed(bytes)?;
    plain(body.exchanges.iter().map(|exchange| exchange.id.as_str()))?;
    body.exchanges.sort_by_key(|exchange| std::cmp::Reverse(exchange.asked_at));
    Ok(told(body.exchanges, body.as_of, body.subject))
}
