//! Codes, concepts, references and what every resource begins with.

use super::json::Json;

/// http://jpfhir.jp/fhir/eCheckup, before the name of a profile.
pub(super) const ECHECKUP: &str = "http://jpfhir.jp/fhir/eCheckup/StructureDefinition/";
/// Item codes of the checkup.
pub(super) const ITEMS: &str = "urn:oid:1.2.392.200119.6.1005";
/// Names a document or resource gives itself.
pub(super) const INSTANCE: &str = "http://jpfhir.jp/fhir/core/IdSystem/resourceInstance-identifier";
const ABSENT: &str = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

/// A Coding.
pub(super) fn coding(system: &str, code: &str, display: &str) -> Json {
    let display = (!display.is_empty()).then(|| Json::text(display));
    Json::object([("system", Json::text(system)), ("code", Json::text(code))]).with("display", display)
}

/// A CodeableConcept of one coding.
pub(super) fn concept(system: &str, code: &str, display: &str) -> Json {
    Json::object([("coding", Json::one(coding(system, code, display)))])
}

/// A Reference to a resource of the same document.
pub(super) fn reference(name: &str) -> Json {
    Json::object([("reference", Json::text(super::id::urn(name)))])
}

/// An Extension of one value.
pub(super) fn extension(url: &str, kind: &'static str, value: Json) -> Json {
    Json::object([("url", Json::text(url)), (kind, value)])
}

/// The list of extensions that says: not known (data-absent-reason).
pub(super) fn unknown() -> Json {
    Json::one(extension(ABSENT, "valueCode", Json::text("unknown")))
}

/// The beginning of a resource: type, name, when it was made, what it follows.
pub(super) fn resource(kind: &str, name: &str, made: &str, profile: &str) -> Json {
    let meta = Json::object([("lastUpdated", Json::text(made)), ("profile", Json::one(Json::text(profile)))]);
    Json::object([("resourceType", Json::text(kind)), ("id", Json::text(name)), ("meta", meta)])
}
