//! One observation of the document and what stands below it: the result, its method, range and reading, and who judged.

use super::DocumentRefusal;
use super::tree::Element;
use crate::domain::checkup::answers::item_name;
use crate::domain::checkup::delivered::plain_number;
use crate::domain::checkup::{ABOVE_INPUT, BELOW_INPUT, Bound, Flag, Measurement, Range, Value};
use crate::domain::typing::half_width;

/// Most results of one document; the standard knows some three hundred items.
const MAX_RESULTS: usize = 2_000;

/// Interpretations: `L` and `H` stand beside a number that lies beyond what may be entered.
const INTERPRETATIONS: &str = "2.16.840.1.113883.5.83";

/// Results as they are found, in the document's order.
#[derive(Default)]
pub(super) struct Found {
    pub(super) results: Vec<Measurement>,
    /// Names of the doctors who judged, each once.
    pub(super) doctors: Vec<String>,
}

impl Found {
    /// Takes an observation and those below it (一連検査: findings and their reasons).
    pub(super) fn take(&mut self, observation: &Element) -> Result<(), DocumentRefusal> {
        if let Some(result) = measurement(observation) {
            self.results.push(result);
        }
        if self.results.len() > MAX_RESULTS {
            return Err(DocumentRefusal::TooMuch);
        }
        for author in observation.all("author") {
            let name = author.at(&["assignedAuthor", "assignedPerson", "name"]).and_then(Element::words);
            if let Some(name) = name.filter(|name| !self.doctors.contains(name)) {
                self.doctors.push(name);
            }
        }
        for below in ["entryRelationship", "component"] {
            for relation in observation.all(below) {
                for inner in ["observation", "organizer"].into_iter().flat_map(|name| relation.all(name)) {
                    self.take(inner)?;
                }
            }
        }
        Ok(())
    }
}

/// The result of an observation. The parent of a group (code `nullFlavor="NA"`) has none, and neither has one that says
/// neither a value nor why there is none.
fn measurement(observation: &Element) -> Option<Measurement> {
    let item = observation.at(&["code"])?;
    let code = item.attribute("code")?;
    let value = match observation.attribute("negationInd") {
        Some("true" | "1") => Value::NotDone,
        _ => value(observation)?,
    };
    let name = [item.attribute("displayName"), item_name(code)].into_iter().flatten().next();
    let name = name.map(str::to_owned).or_else(|| item.at(&["originalText"])?.words());
    let end = |side: &str| observation.at(&["referenceRange", "observationRange", "value", side])?.attribute("value");
    Some(Measurement {
        method: observation.at(&["methodCode"]).and_then(method),
        range: Range::of(end("low"), end("high")),
        flag: observation.at(&["interpretationCode"]).and_then(|flag| Flag::from_code(flag.attribute("code")?)),
        ..Measurement::new(code, name.unwrap_or_else(|| format!("項目コード {code}")), value)
    })
}

/// 検査方法: its name, else its bare code.
fn method(code: &Element) -> Option<String> {
    let named = code.attribute("displayName").map(str::to_owned).or_else(|| code.at(&["originalText"])?.words());
    named.or_else(|| code.attribute("code").map(|code| format!("方法コード {code}")))
}

/// The value. Beside a number, an answer `L` or `H` says that it is only a bound; alone it says so without a number.
fn value(observation: &Element) -> Option<Value> {
    let mut bound = None;
    let mut found = None;
    for told in observation.all("value") {
        let code = told.attribute("code");
        let is_bound = told.attribute("codeSystem") == Some(INTERPRETATIONS);
        match (is_bound, code) {
            (true, Some("L")) => bound = Some(Bound::AtMost),
            (true, Some("H")) => bound = Some(Bound::AtLeast),
            _ => found = found.or_else(|| one_value(told)),
        }
    }
    match (found, bound) {
        (Some(Value::Quantity { text, number, unit, .. }), bound) => {
            Some(Value::Quantity { text, number, unit, bound })
        }
        (Some(other), _) => Some(other),
        (None, Some(Bound::AtMost)) => Some(Value::Text(BELOW_INPUT.to_owned())),
        (None, Some(Bound::AtLeast)) => Some(Value::Text(ABOVE_INPUT.to_owned())),
        (None, None) => None,
    }
}

fn one_value(told: &Element) -> Option<Value> {
    if told.attribute("nullFlavor").is_some() {
        return Some(told.words().map_or(Value::NotMeasurable, Value::Text));
    }
    if let Some(code) = told.attribute("code") {
        let meaning = told.attribute("displayName").unwrap_or_default().to_owned();
        let oid = told.attribute("codeSystem").unwrap_or_default().to_owned();
        return Some(Value::Coded { code: code.to_owned(), oid, meaning });
    }
    if let Some(text) = told.attribute("value") {
        // Some laboratories write full-width digits: the same number.
        let plain: String = text.chars().map(|c| if c == '．' { '.' } else { half_width(c) }).collect();
        let unit = told.attribute("unit").unwrap_or_default();
        let numeric = matches!(told.kind(), Some("PQ" | "INT" | "REAL" | "MO") | None);
        return Some(match plain_number(&plain).filter(|_| numeric) {
            Some(number) => Value::Quantity { text: plain, number, unit: unit.to_owned(), bound: None },
            None => Value::Text(format!("{text} {unit}").trim().to_owned()),
        });
    }
    // An amount that is left empty is there, and says nothing: the row stands, without a value.
    let empty = || (told.kind() == Some("PQ")).then(|| NO_VALUE.to_owned());
    told.words().or_else(empty).map(Value::Text)
}

/// What stands in the place of an amount that was left empty.
const NO_VALUE: &str = "記録なし";
