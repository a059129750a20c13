//! MedicationDispense (JP_MedicationDispense): one drug that was handed out, as the record tells it.

use super::quantity::{days, quantity};
use super::{CORE, Names};
use crate::domain::medication::{CodeSystem, Dispensing, Drug};
use crate::files::fhir::code::{coding, reference, resource, unknown};
use crate::files::fhir::json::Json;
use crate::files::fhir::text::{code, string};

/// Number of the group of drugs that are taken alike (RP).
const GROUP: &str = "http://jpfhir.jp/fhir/core/mhlw/IdSystem/Medication-RPGroupNumber";
/// Place within that group.
const ORDER: &str = "http://jpfhir.jp/fhir/core/mhlw/IdSystem/MedicationAdministrationIndex";

/// Systems of codes by JP Core 1.1.2. For the receipt code, the price list and an unsure code no address was found: they have
/// one of this project, so that nobody takes them for another.
fn system(kind: CodeSystem, value: &str) -> Option<&'static str> {
    Some(match kind {
        CodeSystem::Yj => "urn:oid:1.2.392.100495.20.1.73",
        CodeSystem::General => "urn:oid:1.2.392.100495.20.1.81",
        CodeSystem::Hot => match value.len() {
            13 => "urn:oid:1.2.392.200119.4.402.1",
            9 => "urn:oid:1.2.392.200119.4.403.1",
            7 => "urn:oid:1.2.392.200119.4.403.2",
            _ => return None,
        },
        CodeSystem::Receipt => "urn:x-kenko-techo:receipt-drug-code",
        CodeSystem::Price => "urn:x-kenko-techo:price-list-drug-code",
        CodeSystem::PriceOrYj => "urn:x-kenko-techo:price-list-or-yj-drug-code",
        CodeSystem::Jan => "urn:x-kenko-techo:jan",
    })
}

/// The drugs of a dispensing with the number of their group and their place in it, from 1.
pub(super) fn numbered(drugs: &[Drug]) -> Vec<(usize, usize, &Drug)> {
    let alike = |one: &Drug, other: &Drug| {
        (one.form, &one.usage, &one.instruction, one.times)
            == (other.form, &other.usage, &other.instruction, other.times)
    };
    let groups = drugs.chunk_by(alike).zip(1..);
    groups.flat_map(|(drugs, group)| drugs.iter().zip(1..).map(move |(drug, at)| (group, at, drug))).collect()
}

/// One drug.
pub(super) fn of(
    row: &Dispensing,
    drug: &Drug,
    (group, at): (usize, usize),
    name: &str,
    place: Option<&str>,
    names: &Names,
) -> Json {
    let identifier = |system: &str, number: usize| {
        Json::object([("system", Json::text(system)), ("value", Json::text(number.to_string()))])
    };
    let performer = place.map(|place| Json::one(Json::object([("actor", reference(place))])));
    let prescriber = row.prescriber.as_ref().and_then(|at| string(&format!("処方：{}", at.name)));
    let prescriber = prescriber.map(|words| Json::one(Json::object([("display", words)])));
    resource("MedicationDispense", name, &names.made, &format!("{CORE}JP_MedicationDispense"))
        .with("identifier", Json::List(vec![identifier(GROUP, group), identifier(ORDER, at)]))
        .with("status", Json::text("completed"))
        .with("medicationCodeableConcept", medication(drug))
        .with("subject", reference(&names.patient))
        .with("performer", performer)
        .with("authorizingPrescription", prescriber)
        .with("quantity", quantity(drug).unwrap_or_else(|| Json::object([("extension", unknown())])))
        .with("daysSupply", days(drug))
        .with("whenHandedOver", Json::text(handed_over(row)))
        .with("note", notes(row, drug))
        .with("dosageInstruction", dosage(drug))
}

/// All codes of the drug, and its name as handed out.
pub(super) fn medication(drug: &Drug) -> Json {
    let receipt = (!drug.code.is_empty()).then_some((CodeSystem::Receipt, drug.code.as_str()));
    let others = drug.other_codes.iter().map(|code| (code.system, code.value.as_str()));
    let codings: Vec<Json> = receipt
        .into_iter()
        .chain(others)
        .filter(|(_, value)| code(value).is_some())
        .filter_map(|(kind, value)| Some(coding(system(kind, value)?, value, "")))
        .collect();
    let name = string(&drug.name).unwrap_or_else(|| Json::text("記録なし"));
    Json::object([]).with("coding", (!codings.is_empty()).then_some(Json::List(codings))).with("text", name)
}

/// The day; the month where the record tells no day.
fn handed_over(row: &Dispensing) -> String {
    match row.dispensed_on {
        Some(day) => day.to_string(),
        None => format!("{:04}-{:02}", row.month.year(), row.month.month()),
    }
}

/// How it is used, in words.
fn dosage(drug: &Drug) -> Option<Json> {
    let text = drug.usage.as_deref().and_then(string);
    let more = drug.instruction.as_deref().and_then(string);
    if text.is_none() && more.is_none() {
        return None;
    }
    let more = more.map(|words| Json::one(Json::object([("text", words)])));
    Some(Json::one(Json::object([]).with("text", text).with("additionalInstruction", more)))
}

/// Where the record comes from, and what else it says.
fn notes(row: &Dispensing, drug: &Drug) -> Json {
    let source = format!("記録の出どころ：{}", row.source_words());
    let reason = drug.reason.iter().map(|reason| format!("使う理由：{reason}"));
    let all = std::iter::once(source).chain(reason).chain(drug.notes.iter().cloned());
    Json::List(all.filter_map(|words| Some(Json::object([("text", string(&words)?)]))).collect())
}
