//! Patient (JP_Patient_eCS): who was examined.

use super::Names;
use super::code::{INSTANCE, extension, resource, unknown};
use super::json::Json;
use super::text::string;
use crate::domain::person::{Person, Sex};

const PROFILE: &str = "http://jpfhir.jp/fhir/eCS/StructureDefinition/JP_Patient_eCS";
const REPRESENTATION: &str = "http://hl7.org/fhir/StructureDefinition/iso21090-EN-representation";

/// The person, named by their insurance where it is written down, else by the document itself. The portal knows no
/// address; the profile asks for one, and is told so.
pub(super) fn of(person: &Person, member: Option<Json>, names: &Names) -> Json {
    let own = || Json::object([("system", Json::text(INSTANCE)), ("value", Json::text(&names.patient))]);
    let gender = match person.sex {
        Sex::Male => "male",
        Sex::Female => "female",
        Sex::Unspecified => "unknown",
    };
    let kana = (!person.kana.trim().is_empty()).then(|| human_name("SYL", &person.kana));
    let written: Vec<Json> = [Some(human_name("IDE", &person.name)), kana].into_iter().flatten().collect();
    let address = Json::object([("extension", unknown()), ("text", Json::text("記録なし"))]);
    resource("Patient", &names.patient, &names.made, PROFILE)
        .with("identifier", Json::one(member.unwrap_or_else(own)))
        .with("name", Json::List(written))
        .with("gender", Json::text(gender))
        .with("birthDate", Json::text(person.birth.to_string()))
        .with("address", Json::one(address))
}

/// A name as registered. The two halves are what stands before and after its first blank; where there is none, the given
/// name is said to be unknown.
pub(super) fn human_name(writing: &str, name: &str) -> Json {
    let representation = extension(REPRESENTATION, "valueCode", Json::text(writing));
    let base = Json::object([("extension", Json::one(representation)), ("use", Json::text("official"))]);
    let name = name.trim();
    let (family, given) = name.split_once([' ', '\u{3000}']).map_or((name, ""), |(one, other)| (one, other.trim()));
    let named = base.with("text", string(name)).with("family", string(family));
    match string(given) {
        Some(given) => named.with("given", Json::one(given)),
        None => named
            .with("given", Json::one(Json::text("記録なし")))
            .with("_given", Json::one(Json::object([("extension", unknown())]))),
    }
}
