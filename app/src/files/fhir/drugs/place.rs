//! Organization (JP_Organization): the pharmacies and hospitals that handed drugs out, each once.

use super::{CORE, Names};
use crate::domain::medication::Institution;
use crate::files::fhir::code::{resource, unknown};
use crate::files::fhir::entry;
use crate::files::fhir::json::Json;
use crate::files::fhir::text::string;

/// 保険医療機関番号, ten digits (unverified: the address is from memory of JP Core).
const NUMBER: &str = "http://jpfhir.jp/fhir/core/IdSystem/insurance-medical-institution-no";

/// The places of a file in the order they come.
#[derive(Default)]
pub(super) struct Places(Vec<(Institution, String)>);

impl Places {
    /// The name of a place's resource; nothing where nobody knows the place.
    pub(super) fn name_of(&mut self, place: &Institution, names: &Names) -> Option<String> {
        if place.is_unknown() {
            return None;
        }
        if let Some((_, name)) = self.0.iter().find(|(known, _)| known.same_as(place)) {
            return Some(name.clone());
        }
        let name = names.ids.name("Organization", self.0.len());
        self.0.push((place.clone(), name.clone()));
        Some(name)
    }

    /// Their resources.
    pub(super) fn into_entries(self, names: &Names) -> Vec<Json> {
        self.0.into_iter().map(|(place, name)| entry(&name, organization(&place, &name, names))).collect()
    }
}

/// One place.
pub(super) fn organization(place: &Institution, name: &str, names: &Names) -> Json {
    let whole = place.code.len() == 10 && place.code.bytes().all(|byte| byte.is_ascii_digit());
    let number =
        whole.then(|| Json::one(Json::object([("system", Json::text(NUMBER)), ("value", Json::text(&place.code))])));
    let base =
        resource("Organization", name, &names.made, &format!("{CORE}JP_Organization")).with("identifier", number);
    match string(&place.name) {
        Some(words) => base.with("name", words),
        None => base.with("name", Json::text("記録なし")).with("_name", Json::object([("extension", unknown())])),
    }
}
