//! Organization: where the checkup was done (JP_Organization_eCheckupGeneral), and the insurer
//! (JP_OrganizationInsurer_eCheckupGeneral).

use super::Names;
use super::code::{ECHECKUP, concept, resource, unknown};
use super::json::Json;
use super::text::string;
use crate::domain::checkup::Visit;
use crate::domain::eligibility::Eligibility;

const KINDS: &str = "http://terminology.hl7.org/CodeSystem/organization-type";
/// 保険者番号
const INSURER_NUMBER: &str = "urn:oid:1.2.392.100495.20.3.61";

/// The institution, by the name it has in the record: its number is not delivered.
pub(super) fn facility(visit: &Visit, names: &Names) -> Json {
    let base =
        resource("Organization", &names.facility, &names.made, &format!("{ECHECKUP}JP_Organization_eCheckupGeneral"))
            .with("type", Json::one(concept(KINDS, "prov", "Healthcare Provider")));
    match visit.facility_name.as_deref().and_then(string) {
        Some(name) => base.with("name", name),
        None => base.with("name", Json::text("記録なし")).with("_name", Json::object([("extension", unknown())])),
    }
}

/// The insurer of an eligibility.
pub(super) fn insurer(eligibility: &Eligibility, name: &str, made: &str) -> Json {
    let number = string(&eligibility.insurer_number)
        .map(|number| Json::one(Json::object([("system", Json::text(INSURER_NUMBER)), ("value", number)])));
    resource("Organization", name, made, &format!("{ECHECKUP}JP_OrganizationInsurer_eCheckupGeneral"))
        .with("identifier", number)
        .with("type", Json::one(concept(KINDS, "ins", "Insurance Company")))
        .with("name", string(&eligibility.insurer_name))
}
