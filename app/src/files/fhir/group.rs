//! Observation as a group (JP_ObservationGroup_eCheckupGeneral): results that were found in one go (一連検査).

use super::Names;
use super::code::{ECHECKUP, concept, extension, reference, resource};
use super::json::Json;
use super::observation::Observation;
use crate::domain::checkup::Visit;

const GROUPS: &str = "http://jpfhir.jp/fhir/eCheckup/CodeSystem/observationGroup-codes";
/// How a member belongs to its group. The profile's address is spelt so.
const RELATION: &str = "http://jpfhir.jp/fhir/Common/Extension/StructureDefinition/observatioGroupRelationship";

/// Code and name of a group, and how the codes of its members begin.
const KINDS: [(&str, &str, &str); 4] = [
    ("2A000", "貧血検査", "2A0"),
    ("9A110", "心電図検査", "9A110"),
    ("9E100", "眼底検査", "9E100"),
    ("3C015", "血清クレアチニン検査", "3C015"),
];

/// A group of a report.
pub(super) struct Group {
    /// Its name.
    pub(super) name: String,
    /// The resource.
    pub(super) json: Json,
}

/// The groups of which the report has more than one member.
pub(super) fn all(visit: &Visit, observations: &[Observation], names: &Names) -> Vec<Group> {
    KINDS
        .iter()
        .enumerate()
        .filter_map(|(place, (code, words, start))| {
            let members: Vec<Json> =
                observations.iter().filter(|one| one.code.starts_with(start)).map(member).collect();
            (members.len() > 1).then(|| {
                let name = names.ids.name("ObservationGroup", place);
                let profile = format!("{ECHECKUP}JP_ObservationGroup_eCheckupGeneral");
                let json = resource("Observation", &name, &names.made, &profile)
                    .with("status", Json::text("final"))
                    .with("code", concept(GROUPS, code, words))
                    .with("subject", reference(&names.patient))
                    .with("effectiveDateTime", Json::text(visit.date.to_string()))
                    .with("hasMember", Json::List(members));
                Group { name, json }
            })
        })
        .collect()
}

/// A member: a part (COMP), or the reason why it was done (RSON), which the four digits of 識別 tell.
fn member(one: &Observation) -> Json {
    let relation = if one.code.get(5..9) == Some("1610") { "RSON" } else { "COMP" };
    let extensions = Json::one(extension(RELATION, "valueCode", Json::text(relation)));
    Json::object([("extension", extensions), ("reference", Json::text(super::id::urn(&one.name)))])
}
