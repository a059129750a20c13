//! Encounter (JP_Encounter_eCheckupGeneral): that there was a checkup, on which day, and where.

use super::Names;
use super::code::{ECHECKUP, coding, reference, resource};
use super::json::Json;
use crate::domain::checkup::Visit;

const CLASSES: &str = "http://jpfhir.jp/fhir/eCheckup/CodeSystem/encounter-category";

/// The visit: one day.
pub(super) fn of(visit: &Visit, names: &Names) -> Json {
    let day = Json::text(visit.date.to_string());
    resource("Encounter", &names.encounter, &names.made, &format!("{ECHECKUP}JP_Encounter_eCheckupGeneral"))
        .with("status", Json::text("finished"))
        .with("class", coding(CLASSES, "checkup", "健診"))
        .with("subject", reference(&names.patient))
        .with("period", Json::object([("start", day.clone()), ("end", day)]))
        .with("serviceProvider", reference(&names.facility))
}
