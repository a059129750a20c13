//! Observation (JP_Observation_eCheckupGeneral): one delivered result, value for value.

use super::code::{ECHECKUP, ITEMS, coding, concept, reference, resource};
use super::json::Json;
use super::section::{CATEGORIES, category};
use super::text::{code as fit_code, oid as fit_oid, string};
use super::unit::quantity;
use super::{Names, section};
use crate::domain::checkup::answers::{answer, answer_words, item_name};
use crate::domain::checkup::items::item_of_code;
use crate::domain::checkup::{Bound, Flag, Measurement, Range, Value, Visit};

/// An observation, and what the report needs to know of it.
pub(super) struct Observation {
    /// Its name.
    pub(super) name: String,
    /// Item code.
    pub(super) code: String,
    /// Whether it answers a question.
    pub(super) question: bool,
    /// Name and value in a line, for the report's text.
    pub(super) words: String,
    /// The resource.
    pub(super) json: Json,
}

const REASONS: &str = "http://terminology.hl7.org/CodeSystem/data-absent-reason";
const INTERPRETATIONS: &str = "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation";
/// 医師の診断（判定）: the one result that a doctor answers for by name.
const JUDGEMENT: &str = "9N511000000000049";

/// All results of a visit, in delivered order.
pub(super) fn all(visit: &Visit, names: &Names) -> Vec<Observation> {
    visit.results.iter().enumerate().map(|(place, result)| one(visit, result, place, names)).collect()
}

fn one(visit: &Visit, result: &Measurement, place: usize, names: &Names) -> Observation {
    let name = names.ids.name("Observation", place);
    let doctor = (result.code == JUDGEMENT && super::practitioner::recorded(visit).is_some())
        .then(|| Json::one(reference(&names.practitioner)));
    let unit = match &result.value {
        Value::Quantity { unit, .. } => unit.as_str(),
        _ => "",
    };
    let base = resource("Observation", &name, &names.made, &format!("{ECHECKUP}JP_Observation_eCheckupGeneral"))
        // A result that is absent is final too: the profile fixes the word, and says the reason beside it.
        .with("status", Json::text("final"))
        .with("category", Json::one(concept(CATEGORIES, category(&result.code), "")))
        .with("code", item(result))
        .with("subject", reference(&names.patient))
        .with("effectiveDateTime", Json::text(visit.date.to_string()))
        .with("performer", doctor);
    let (kind, value) = value(&result.value);
    let json = base
        .with(kind, value)
        .with("interpretation", interpretation(result).map(Json::one))
        .with("note", note(visit, result))
        .with("method", method(result).and_then(|words| string(&words)).map(|words| Json::object([("text", words)])))
        .with("referenceRange", result.range.as_ref().and_then(|range| range_of(range, unit)).map(Json::one));
    Observation {
        name,
        code: result.code.clone(),
        question: section::is_question(&result.code),
        words: super::narrative::line(result),
        json,
    }
}

/// The item: its code in the list of checkup items with the list's name, and the name as delivered.
fn item(result: &Measurement) -> Json {
    let official = item_name(&result.code);
    let shaped = result.code.len() == 17 && result.code.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let listed = shaped.then(|| Json::one(coding(ITEMS, &result.code, official.unwrap_or_default())));
    let words = string(&result.name).or_else(|| official.map(Json::text)).or_else(|| string(&result.code));
    Json::Object(Vec::new()).with("coding", listed).with("text", words)
}

/// The value, or why there is none.
fn value(value: &Value) -> (&'static str, Json) {
    match value {
        Value::Quantity { text, unit, bound, .. } => {
            let comparator = bound.map(|bound| match bound {
                Bound::AtMost => "<=",
                Bound::AtLeast => ">=",
            });
            quantity(text, comparator, unit).map_or_else(|| words(text), |value| ("valueQuantity", value))
        }
        Value::Coded { code, oid, meaning } => {
            let listed = fit_oid(oid).zip(fit_code(code)).map(|(system, fit)| {
                let display = answer(oid, code).map(Json::text).or_else(|| string(meaning));
                Json::one(Json::object([("system", system), ("code", fit)]).with("display", display))
            });
            let said = string(meaning).or_else(|| string(&answer_words(oid, code, meaning)));
            ("valueCodeableConcept", Json::Object(Vec::new()).with("coding", listed).with("text", said))
        }
        Value::Text(text) => words(text),
        Value::NotDone => absent("not-performed", "未実施"),
        Value::NotMeasurable => absent("error", "測定不可能"),
    }
}

fn words(text: &str) -> (&'static str, Json) {
    string(text).map_or_else(|| absent("unknown", "記録なし"), |words| ("valueString", words))
}

fn absent(code: &str, words: &str) -> (&'static str, Json) {
    ("dataAbsentReason", concept(REASONS, code, "").with("text", Json::text(words)))
}

/// The report's own reading; else, for a value beyond what can be measured, that it is one.
fn interpretation(result: &Measurement) -> Option<Json> {
    let bound = match &result.value {
        Value::Quantity { bound, .. } => *bound,
        Value::Coded { .. } | Value::Text(_) => None,
        Value::NotDone | Value::NotMeasurable => return None,
    };
    let code = match (result.flag, bound) {
        (Some(Flag::Low), _) => "L",
        (Some(Flag::Normal), _) => "N",
        (Some(Flag::High), _) => "H",
        (None, Some(Bound::AtMost)) => "LX",
        (None, Some(Bound::AtLeast)) => "HX",
        (None, None) => return None,
    };
    Some(concept(INTERPRETATIONS, code, ""))
}

/// Whose value it is, where several sources tell different ones: each of them is an observation then.
fn note(visit: &Visit, result: &Measurement) -> Option<Json> {
    let source = visit.source_apart(result)?;
    Some(Json::one(Json::object([("text", Json::text(format!("出典：{}", source.label())))])))
}

/// The method as the source names it, else what the 17-digit code says. A result that was not done had none.
fn method(result: &Measurement) -> Option<String> {
    if matches!(result.value, Value::NotDone) {
        return None;
    }
    let by_code = || item_of_code(&result.code).map(|(_, variant)| variant.method.to_owned());
    result.method.clone().or_else(by_code)
}

/// The report's own range, in the unit of the value.
fn range_of(range: &Range, unit: &str) -> Option<Json> {
    let end = |end: &Option<crate::domain::checkup::End>| end.as_ref().and_then(|end| quantity(&end.text, None, unit));
    let (low, high) = (end(&range.low), end(&range.high));
    (low.is_some() || high.is_some()).then(|| Json::Object(Vec::new()).with("low", low).with("high", high))
}
