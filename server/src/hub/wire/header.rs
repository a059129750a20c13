//! `MessageHeader`, which the record answers share: when the hub made the answer, with what result, about whom.

use chrono::NaiveDateTime;

use super::xml::Xml;
use super::{Message, Named, WireError, field};

/// The person block of one layout: its name, and the names of its fields (name, kana, birth, sex).
#[derive(Clone, Copy)]
pub(super) struct PersonBlock {
    pub(super) block: &'static str,
    pub(super) fields: [&'static str; 4],
}

/// The person block of the checkup and expense answers.
pub(super) const QUALIFICATIONS_INFO: PersonBlock =
    PersonBlock { block: "QualificationsInfo", fields: ["Name", "KanasName", "Birthday", "AdministrativeGenderCode"] };

/// The person block of the drug answer.
pub(super) const QUA_INF: PersonBlock =
    PersonBlock { block: "QuaInf", fields: ["Name", "KanaName", "Birth", "AdmGendCode"] };

/// Whether a layout always tells a result code.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ResultCode {
    /// It does: an answer without one is none.
    Always,
    /// It may leave it out where all went well.
    OnFailure,
}

/// The header as read.
#[derive(Default)]
pub(super) struct Header {
    as_of: Option<NaiveDateTime>,
    result: Option<String>,
    named: Option<Named>,
}

impl Header {
    /// Reads the header the reader stands at.
    pub(super) fn read(&mut self, xml: &mut Xml<'_>, person: PersonBlock) -> Result<(), WireError> {
        xml.children(|xml, name| {
            match name {
                "ProcessExecutionTime" => self.as_of = field::moment(xml)?,
                "ResultCode" => self.result = field::text(xml)?,
                _ if name == person.block => self.named = Some(Named::read(xml, person.fields)?),
                _ => {}
            }
            Ok(())
        })
    }

    /// The message of this header around a value; `empty` where it holds no record.
    ///
    /// # Errors
    /// [`WireError::Refused`] where the result code is not 1, [`WireError::Garbled`] where the moment is missing.
    pub(super) fn message<T>(self, value: T, empty: bool, code: ResultCode) -> Result<Message<T>, WireError> {
        let good = self.result.map_or(code == ResultCode::OnFailure, |told| told == "1");
        if !good {
            return Err(WireError::Refused);
        }
        let as_of = self.as_of.ok_or(WireError::Garbled("no moment of execution"))?;
        Ok(Message { value, as_of, named: named_of(self.named, empty), subject: None })
    }
}

/// Who a message names. Records without a named person cannot be told to be anybody's: an unnamed person stands in,
/// whom no identity matches. An empty answer needs no name.
fn named_of(named: Option<Named>, empty: bool) -> Vec<Named> {
    match named {
        Some(named) if empty && named == Named::default() => Vec::new(),
        Some(named) => vec![named],
        None if empty => Vec::new(),
        None => vec![Named::default()],
    }
}
