//! The checkup answer (特定健診情報, `TKKsiquc01res`).

use app::domain::checkup::{Bound, Measurement, Source, Value, Visit};

use super::encoding::text_of;
use super::header::{Header, QUALIFICATIONS_INFO, ResultCode};
use super::xml::Xml;
use super::{Message, WireError, field};

/// Reads a checkup answer; the visits come newest first.
///
/// # Errors
/// [`WireError::Refused`] where the result code is not 1, [`WireError::Garbled`] otherwise.
pub fn checkups(bytes: &[u8]) -> Result<Message<Vec<Visit>>, WireError> {
    let text = text_of(bytes)?;
    let (mut header, mut visits) = (Header::default(), Vec::new());
    Xml::document(&text, "XmlMsg", |xml, part| match part {
        "MessageHeader" => header.read(xml, QUALIFICATIONS_INFO),
        "MessageBody" => xml.children(|xml, name| match name {
            "SpecificHealthCheckupInfos" => xml.children(|xml, name| {
                if name == "SpecificHealthCheckupInfo" {
                    visits.push(visit(xml)?);
                }
                Ok(())
            }),
            _ => Ok(()),
        }),
        _ => Ok(()),
    })?;
    visits.sort_by_key(|visit| std::cmp::Reverse(visit.date));
    let empty = visits.is_empty();
    header.message(visits, empty, ResultCode::Always)
}

fn visit(xml: &mut Xml<'_>) -> Result<Visit, WireError> {
    let (mut date, mut program, mut insurer_name, mut facility_name) = (None, None, None, None);
    let mut results = Vec::with_capacity(80);
    xml.children(|xml, name| {
        match name {
            "EffectiveTime" => date = field::date(xml)?,
            "ServiceEventCode" => program = field::text(xml)?,
            "InsurerName" => insurer_name = field::text(xml)?,
            "FacilityName" => facility_name = field::text(xml)?,
            "HealthCheckupResultAndQuestionInfos" => {
                return xml.children(|xml, name| {
                    if name == "HealthCheckupResultAndQuestionInfo" {
                        results.extend(measurement(xml)?);
                    }
                    Ok(())
                });
            }
            _ => {}
        }
        Ok(())
    })?;
    let date = date.ok_or(WireError::Garbled("a checkup without a day"))?;
    Ok(Visit {
        sources: vec![Source::Hub],
        insurer_name,
        facility_name,
        results,
        ..Visit::new(date, program.unwrap_or_default())
    })
}

/// One result. A row that holds neither a value nor a reason for its absence delivers nothing and is left out.
fn measurement(xml: &mut Xml<'_>) -> Result<Option<Measurement>, WireError> {
    let (mut code, mut item, mut kind, mut value, mut unit, mut oid, mut meaning, mut status, mut bound) =
        (None, None, None, None, None, None, None, None, None);
    xml.children(|xml, name| {
        match name {
            "ItemCode" => code = xml.text()?,
            "ItemName" => item = xml.text()?,
            "DataType" => kind = xml.text()?,
            "DataValue" => value = xml.text()?,
            "Unit" => unit = xml.text()?,
            "Oid" => oid = xml.text()?,
            "DataValueName" => meaning = xml.text()?,
            "ResultStatus" => status = xml.text()?,
            "Bound" => bound = xml.text()?,
            _ => {}
        }
        Ok(())
    })?;
    let code = code.ok_or(WireError::Garbled("a result without an item code"))?.into_owned();
    let owned = |text: Option<std::borrow::Cow<'_, str>>| text.map(std::borrow::Cow::into_owned).unwrap_or_default();
    let name = owned(item);
    let value = match (status.as_deref(), kind.as_deref(), value) {
        (Some("2"), _, _) => Value::NotDone,
        (Some("3"), _, _) => Value::NotMeasurable,
        (_, Some("CD" | "CO"), value) => match (value, meaning) {
            (None, None) => return Ok(None),
            (value, meaning) => Value::Coded { code: owned(value), oid: owned(oid), meaning: owned(meaning) },
        },
        (_, _, None) => return Ok(None),
        (_, Some("PQ"), Some(text)) => match number(&text) {
            Some(number) => {
                let bound = match bound.as_deref() {
                    Some("L") => Some(Bound::AtMost),
                    Some("H") => Some(Bound::AtLeast),
                    None => None,
                    // Shown as a plain value it would claim more than was measured.
                    Some(_) => return Err(WireError::Garbled("a bound that is none")),
                };
                Value::Quantity { text: text.into_owned(), number, unit: owned(unit), bound }
            }
            None => Value::Text(text.into_owned()),
        },
        (_, _, Some(text)) => Value::Text(text.into_owned()),
    };
    Ok(Some(Measurement::new(code, name, value)))
}

/// A plain decimal number. Rust's own reading would also take `inf`, `NaN` and `1e9`.
fn number(text: &str) -> Option<f64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain = digits.starts_with(|first: char| first.is_ascii_digit())
        && digits.len() <= 15
        && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    plain.then(|| text.parse().ok())?
}
