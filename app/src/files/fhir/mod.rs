//! One checkup as a FHIR R4 document, after the published profiles of checkup reports (jp-eCheckupReport), and drugs as a
//! collection after JP Core: facts in, text out.
//!
//! One file a resource. Only what the record says stands here; verdicts that the portal works out never do. What the
//! profiles ask for and the record lacks is said to be unknown, not made up.

mod archive;
mod code;
mod composition;
mod coverage;
pub mod drugs;
mod encounter;
mod group;
mod id;
mod json;
mod narrative;
mod observation;
mod organization;
mod patient;
mod practitioner;
pub mod rest;
mod section;
#[cfg(test)]
mod tests;
mod text;
mod unit;

use chrono::NaiveDateTime;

pub use self::archive::{archive, documents};
use self::code::ECHECKUP;
use self::id::{Ids, urn};
use self::json::Json;
use crate::domain::checkup::Visit;
use crate::domain::eligibility::Eligibility;
use crate::domain::person::Person;

/// System of the name a document has (profile JP_Bundle_eCheckupGeneral).
const DOCUMENT: &str = "http://jpfhir.jp/fhir/core/IdSystem/documentInstance-identifier";

/// What one document is about.
#[derive(Clone, Copy)]
pub struct Facts<'a> {
    /// Whose checkup it was.
    pub person: &'a Person,
    /// The checkup.
    pub visit: &'a Visit,
    /// Every eligibility known; the one that held on the day with the insurer of the report is written down with it.
    pub eligibilities: &'a [Eligibility],
    /// When the document is made (Japan time).
    pub made: NaiveDateTime,
}

/// What the resources of a document know of each other.
struct Names {
    ids: Ids,
    made: String,
    patient: String,
    practitioner: String,
    facility: String,
    encounter: String,
}

impl Names {
    fn of(facts: &Facts<'_>) -> Self {
        let ids = Ids::of(facts);
        let name = |kind| ids.name(kind, 0);
        Self {
            made: moment(facts.made),
            patient: name("Patient"),
            practitioner: name("Practitioner"),
            facility: name("Organization"),
            encounter: name("Encounter"),
            ids,
        }
    }
}

/// An `instant` to the millisecond, as the profile asks: Japan time is nine hours ahead all year.
fn moment(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%dT%H:%M:%S%.3f+09:00").to_string()
}

/// The document of one checkup: a Bundle, as JSON in UTF-8.
#[must_use]
pub fn document(facts: &Facts<'_>) -> Vec<u8> {
    let names = Names::of(facts);
    let entries = parts(facts, &names).into_iter().map(|(name, resource)| entry(&name, resource)).collect();
    let identifier =
        Json::object([("system", Json::text(DOCUMENT)), ("value", Json::text(names.ids.name("document", 0)))]);
    let bundle = code::resource(
        "Bundle",
        &names.ids.name("Bundle", 0),
        &names.made,
        &format!("{ECHECKUP}JP_Bundle_eCheckupGeneral"),
    )
    .with("identifier", identifier)
    .with("type", Json::text("document"))
    .with("timestamp", Json::text(&names.made))
    .with("entry", Json::List(entries));
    bundle.write().into_bytes()
}

/// The resources of a document in their order, each with its name. The composition stands first.
fn parts(facts: &Facts<'_>, names: &Names) -> Vec<(String, Json)> {
    let observations = observation::all(facts.visit, names);
    let groups = group::all(facts.visit, &observations, names);
    // Written down with the results; a report of answers alone has no place for it.
    let coverage = coverage::of(facts, names).filter(|_| observations.iter().any(|one| !one.question));
    let name = names.ids.name("Composition", 0);
    let composition = composition::of(facts, names, &name, &observations, &groups, coverage.as_ref());

    let member = coverage.as_ref().and_then(|insured| insured.member.clone());
    let mut parts = vec![
        (name, composition),
        (names.patient.clone(), patient::of(facts.person, member, names)),
        (names.practitioner.clone(), practitioner::of(facts.visit, names)),
        (names.facility.clone(), organization::facility(facts.visit, names)),
        (names.encounter.clone(), encounter::of(facts.visit, names)),
    ];
    if let Some(coverage) = coverage {
        parts.push((coverage.name, coverage.coverage));
        parts.push((coverage.insurer_name, coverage.insurer));
    }
    parts.extend(groups.into_iter().map(|group| (group.name, group.json)));
    parts.extend(observations.into_iter().map(|one| (one.name, one.json)));
    parts
}

fn entry(name: &str, resource: Json) -> Json {
    Json::object([("fullUrl", Json::text(urn(name))), ("resource", resource)])
}
