//! AllergyIntolerance: an allergy or a side effect as a notebook tells it, in its own words. Base FHIR R4: no code is made of the
//! words, and no profile is claimed.

use super::Names;
use crate::domain::notebook::{Author, Remark, RemarkKind};
use crate::files::fhir::code::{concept, reference};
use crate::files::fhir::json::Json;
use crate::files::fhir::text::string;

/// http://terminology.hl7.org/CodeSystem, before the name of a list.
const TERMS: &str = "http://terminology.hl7.org/CodeSystem/";

/// Whether a remark is one: past diseases and other words are none.
pub(super) fn is_one(remark: &Remark) -> bool {
    matches!(remark.kind, RemarkKind::Allergy | RemarkKind::SideEffect) && string(&remark.text).is_some()
}

/// One of them. It is told, and nobody has confirmed it to the portal; a side effect is told of a drug, an allergy of anything.
pub(super) fn of(remark: &Remark, name: &str, names: &Names) -> Json {
    let side_effect = remark.kind == RemarkKind::SideEffect;
    let kind = if side_effect { "intolerance" } else { "allergy" };
    let told = match remark.author {
        Author::Patient => "お薬手帳（本人が書いたもの）",
        Author::Professional => "お薬手帳（医療関係者が書いたもの）",
        Author::Other | Author::Unknown => "お薬手帳（書いた人の記録なし）",
    };
    let note = format!("記録の出どころ：{told}。種別：{}", remark.kind.label());
    let meta = Json::object([("lastUpdated", Json::text(&names.made))]);
    let state = |list: &str, code| concept(&format!("{TERMS}{list}"), code, "");
    Json::object([("resourceType", Json::text("AllergyIntolerance")), ("id", Json::text(name)), ("meta", meta)])
        .with("clinicalStatus", state("allergyintolerance-clinical", "active"))
        .with("verificationStatus", state("allergyintolerance-verification", "unconfirmed"))
        .with("type", Json::text(kind))
        .with("category", side_effect.then(|| Json::one(Json::text("medication"))))
        .with("code", Json::object([]).with("text", string(&remark.text)))
        .with("patient", reference(&names.patient))
        .with("asserter", (remark.author == Author::Patient).then(|| reference(&names.patient)))
        .with("note", Json::one(Json::object([("text", Json::text(note))])))
}
