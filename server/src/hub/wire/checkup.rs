//! The checkup answer (特定健診情報, `TKKsiquc01res`).
//!
//! ServiceEventCode, ReportCode, the names, ResultStatus, Bound, MethodCode, MethodName, RangeLow, RangeHigh and
//! Interpretation are what our simulation adds to the published layout; an answer without them is read all the same.

use std::borrow::Cow;

use app::domain::checkup::delivered::plain_number;
use app::domain::checkup::{Bound, Flag, Measurement, Range, Source, Value, Visit};

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
    let (mut date, mut program, mut report, mut insurer_name, mut facility_name) = (None, None, None, None, None);
    let mut results = Vec::with_capacity(80);
    xml.children(|xml, name| {
        match name {
            "EffectiveTime" => date = field::date(xml)?,
            "ServiceEventCode" => program = field::text(xml)?,
            "ReportCode" => report = field::text(xml)?,
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
        report,
        sources: vec![Source::Hub],
        insurer_name,
        facility_name,
        results,
        ..Visit::new(date, program.unwrap_or_default())
    })
}

/// The texts of one result, as they stand.
#[derive(Default)]
struct Row<'a> {
    code: Option<Cow<'a, str>>,
    name: Option<Cow<'a, str>>,
    kind: Option<Cow<'a, str>>,
    value: Option<Cow<'a, str>>,
    unit: Option<Cow<'a, str>>,
    oid: Option<Cow<'a, str>>,
    meaning: Option<Cow<'a, str>>,
    status: Option<Cow<'a, str>>,
    bound: Option<Cow<'a, str>>,
    method_code: Option<Cow<'a, str>>,
    method: Option<Cow<'a, str>>,
    low: Option<Cow<'a, str>>,
    high: Option<Cow<'a, str>>,
    interpretation: Option<Cow<'a, str>>,
}

impl<'a> Row<'a> {
    fn read(xml: &mut Xml<'a>) -> Result<Self, WireError> {
        let mut row = Self::default();
        xml.children(|xml, name| {
            let place = match name {
                "ItemCode" => &mut row.code,
                "ItemName" => &mut row.name,
                "DataType" => &mut row.kind,
                "DataValue" => &mut row.value,
                "Unit" => &mut row.unit,
                "Oid" => &mut row.oid,
                "DataValueName" => &mut row.meaning,
                "ResultStatus" => &mut row.status,
                "Bound" => &mut row.bound,
                "MethodCode" => &mut row.method_code,
                "MethodName" => &mut row.method,
                "RangeLow" => &mut row.low,
                "RangeHigh" => &mut row.high,
                "Interpretation" => &mut row.interpretation,
                _ => return Ok(()),
            };
            *place = xml.text()?;
            Ok(())
        })?;
        Ok(row)
    }

    fn bound(&self) -> Result<Option<Bound>, WireError> {
        match self.bound.as_deref() {
            Some("L") => Ok(Some(Bound::AtMost)),
            Some("H") => Ok(Some(Bound::AtLeast)),
            None => Ok(None),
            // Shown as a plain value it would claim more than was measured.
            Some(_) => Err(WireError::Garbled("a bound that is none")),
        }
    }

    fn method(&mut self) -> Option<String> {
        let code = self.method_code.take();
        self.method.take().map(Cow::into_owned).or_else(|| code.map(|code| format!("方法コード {code}")))
    }
}

fn owned(text: Option<Cow<'_, str>>) -> String {
    text.map(Cow::into_owned).unwrap_or_default()
}

/// One result. A row that holds neither a value nor a reason for its absence delivers nothing and is left out.
fn measurement(xml: &mut Xml<'_>) -> Result<Option<Measurement>, WireError> {
    let mut row = Row::read(xml)?;
    let bound = row.bound()?;
    let (method, range) = (row.method(), Range::of(row.low.as_deref(), row.high.as_deref()));
    let flag = row.interpretation.as_deref().and_then(Flag::from_code);
    let code = row.code.ok_or(WireError::Garbled("a result without an item code"))?.into_owned();
    let value = match (row.status.as_deref(), row.kind.as_deref(), row.value) {
        (Some("2"), _, _) => Value::NotDone,
        (Some("3"), _, _) => Value::NotMeasurable,
        (_, Some("CD" | "CO"), value) => match (value, row.meaning) {
            (None, None) => return Ok(None),
            (value, meaning) => Value::Coded { code: owned(value), oid: owned(row.oid), meaning: owned(meaning) },
        },
        (_, _, None) => return Ok(None),
        (_, Some("PQ"), Some(text)) => match plain_number(&text) {
            Some(number) => Value::Quantity { text: text.into_owned(), number, unit: owned(row.unit), bound },
            None => Value::Text(text.into_owned()),
        },
        (_, _, Some(text)) => Value::Text(text.into_owned()),
    };
    Ok(Some(Measurement { method, range, flag, ..Measurement::new(code, owned(row.name), value) }))
}
