//! The expense answer: the eight fields of the 医療費通知情報, a row per person, month and institution.

use std::borrow::Cow;

use app::domain::calendar::YearMonth;
use app::domain::expense::{Expense, ExpenseYear};

use super::encoding::text_of;
use super::header::{Header, QUALIFICATIONS_INFO, ResultCode};
use super::xml::Xml;
use super::{Message, WireError, field};

/// Reads the expenses of one calendar year, which is the year that was asked for.
///
/// # Errors
/// [`WireError::Refused`] where a result code is given that is not 1; [`WireError::Garbled`] otherwise, also for a row
/// of another year: sums of a tax year are built on these rows.
pub fn expenses(bytes: &[u8], year: i32) -> Result<Message<ExpenseYear>, WireError> {
    let text = text_of(bytes)?;
    let mut header = Header::default();
    let mut value = ExpenseYear { year, delivered_until: None, insurer_name: None, rows: Vec::new() };
    Xml::document(&text, "XmlMsg", |xml, part| match part {
        "MessageHeader" => header.read(xml, QUALIFICATIONS_INFO),
        "MessageBody" => xml.children(|xml, name| {
            match name {
                "InsurerName" => value.insurer_name = field::text(xml)?,
                "DeliveredUntil" => value.delivered_until = month(xml)?,
                "MedicalExpenseInfos" => {
                    return xml.children(|xml, name| {
                        if name == "MedicalExpenseInfo" {
                            value.rows.push(row(xml)?);
                        }
                        Ok(())
                    });
                }
                _ => {}
            }
            Ok(())
        }),
        _ => Ok(()),
    })?;
    if value.rows.iter().any(|row| row.month.year() != year) {
        return Err(WireError::Garbled("an expense of another year"));
    }
    let empty = value.rows.is_empty();
    header.message(value, empty, ResultCode::OnFailure)
}

fn month(xml: &mut Xml<'_>) -> Result<Option<YearMonth>, WireError> {
    match xml.text()? {
        Some(digits) => YearMonth::from_digits(&digits).map(Some).ok_or(WireError::Garbled("a month that is none")),
        None => Ok(None),
    }
}

fn row(xml: &mut Xml<'_>) -> Result<Expense, WireError> {
    let (mut patient, mut treated, mut kind, mut days, mut institution) = (None, None, None, None, None);
    let (mut total, mut insurer, mut public, mut counter) = (None, None, None, None);
    xml.children(|xml, name| {
        match name {
            "PatientName" => patient = xml.text()?,
            "TreatmentMonth" => treated = month(xml)?,
            "TreatmentCategory" => kind = xml.text()?,
            "TreatmentDays" => days = field::count(xml)?,
            "InstitutionName" => institution = xml.text()?,
            "TotalAmount" => total = field::yen(xml)?,
            "InsurerAmount" => insurer = field::yen(xml)?,
            "PublicAmount" => public = field::yen(xml)?,
            "CounterAmount" => counter = field::yen(xml)?,
            _ => {}
        }
        Ok(())
    })?;
    let owned = |text: Option<Cow<'_, str>>| text.map(Cow::into_owned).unwrap_or_default();
    let amounts = "an expense without its amounts";
    Ok(Expense {
        patient: owned(patient),
        month: treated.ok_or(WireError::Garbled("an expense without a month"))?,
        kind: owned(kind),
        days,
        institution: owned(institution),
        total: total.ok_or(WireError::Garbled(amounts))?,
        insurer_share: insurer.ok_or(WireError::Garbled(amounts))?,
        // Most rows know no other public funds; there the field is empty.
        public_share: public.unwrap_or_default(),
        counter_share: counter.ok_or(WireError::Garbled(amounts))?,
    })
}
