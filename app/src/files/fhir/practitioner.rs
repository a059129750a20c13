//! Practitioner (JP_Practitioner_eCheckupGeneral): the doctor who judged, as far as the record names one.

use super::Names;
use super::code::{ECHECKUP, resource, unknown};
use super::json::Json;
use super::text::string;
use crate::domain::checkup::{Value, Visit};

/// 健康診断を実施した医師の氏名
const DOCTOR: &str = "9N516000000000049";

/// The doctor's name, where the record has one.
pub(super) fn recorded(visit: &Visit) -> Option<Json> {
    visit.results.iter().filter(|result| result.code == DOCTOR).find_map(|result| match &result.value {
        Value::Text(name) => string(name.trim()),
        _ => None,
    })
}

/// The doctor; the profile asks for one, and is told where none is recorded.
pub(super) fn of(visit: &Visit, names: &Names) -> Json {
    let name = recorded(visit).map_or_else(
        || Json::object([("extension", unknown()), ("text", Json::text("記録なし"))]),
        |name| Json::object([("text", name)]),
    );
    let profile = format!("{ECHECKUP}JP_Practitioner_eCheckupGeneral");
    resource("Practitioner", &names.practitioner, &names.made, &profile).with("name", Json::one(name))
}
