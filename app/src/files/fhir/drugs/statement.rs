//! MedicationStatement: a drug bought without prescription, as the person put it down. Base FHIR: JP Core 1.1.2 has no profile.

use chrono::NaiveDate;

use super::Names;
use super::dispense::medication;
use crate::domain::notebook::{Otc, otc_row};
use crate::files::fhir::code::reference;
use crate::files::fhir::json::Json;

/// One of them. Whether it is still taken is not known where no end is told.
pub(super) fn of(otc: &Otc, name: &str, today: NaiveDate, names: &Names) -> Json {
    let row = otc_row(otc, today);
    let status = if otc.until.is_some_and(|until| until < today) { "completed" } else { "unknown" };
    let day = |day: Option<NaiveDate>| day.map(|day| Json::text(day.to_string()));
    let told = otc.from.is_some() || otc.until.is_some();
    let period = told.then(|| Json::object([]).with("start", day(otc.from)).with("end", day(otc.until)));
    let meta = Json::object([("lastUpdated", Json::text(&names.made))]);
    Json::object([("resourceType", Json::text("MedicationStatement")), ("id", Json::text(name)), ("meta", meta)])
        .with("status", Json::text(status))
        .with("medicationCodeableConcept", row.drugs.first().map(medication))
        .with("subject", reference(&names.patient))
        .with("effectivePeriod", period)
        .with("informationSource", reference(&names.patient))
}
