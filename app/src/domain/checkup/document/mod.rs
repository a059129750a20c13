//! The standard checkup document that a person may hold as a file: 特定健診データファイル, HL7 CDA R2, hc08 V07 and V08.
//!
//! Bytes in, a [`Visit`] and whose it is out, whole or not at all. Element names, OIDs and rules: the format of 特定健診
//! (第3期, 第4期), as its published schema and writers have it.

mod header;
mod observation;
mod refusal;
mod text;
mod tree;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use refusal::DocumentRefusal;

use self::observation::Found;
use self::tree::Element;
use super::answers::item_name;
use super::{Measurement, Source, Value, Visit};
use crate::domain::import::Cp932;
use crate::domain::person::Sex;

/// One document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Version of the format; nothing where the document names none.
    pub version: Option<Version>,
    /// Day the file was made.
    pub created: Option<NaiveDate>,
    /// Who was examined.
    pub holder: Holder,
    /// Number of the insurer it is reported to (保険者番号).
    pub insurer_number: Option<String>,
    /// The parts of the document that held results.
    pub sections: Vec<Section>,
    /// The checkup, with [`Source::Document`].
    pub visit: Visit,
}

/// Version of the format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Version {
    /// hc08_V07, 第3期
    V07,
    /// hc08_V08, 第4期
    V08,
}

/// Who was examined, as the document says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// Name, by the standard in full-width kana.
    pub name: String,
    /// Day of birth.
    pub birth: NaiveDate,
    /// Sex; unspecified where the document tells none.
    pub sex: Sex,
}

/// A part of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Code (1.2.392.200119.6.1010): `01010` 検査・問診結果, `01990` 任意項目 …
    pub code: String,
    /// Its title; may be empty.
    pub title: String,
    /// Results in it.
    pub results: usize,
}

/// 健診を実施した医師の氏名. The standard writes it beside the judgement, not as a result of its own.
const DOCTOR: &str = "9N516000000000049";

/// Whether bytes look like a document of HL7, so that they are better read here than refused elsewhere.
#[must_use]
pub fn looks_like_one(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(4096)];
    let start = head.trim_ascii_start();
    let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
    start.starts_with(b"<") && head.windows(16).any(|part| part == b"ClinicalDocument")
}

/// Reads a document, with a decoder for cp932 that the caller brings.
///
/// # Errors
/// Whatever is not whole is refused whole, with the reason.
pub fn read(bytes: &[u8], cp932: Cp932) -> Result<Document, DocumentRefusal> {
    let text = text::text_of(bytes, cp932)?;
    let root = Element::root_of(&text)?;
    let report = header::report(&root)?;
    let version = header::version(&root)?;
    let holder = header::holder(&root)?;
    let event = header::event(&root)?;
    let (found, sections) = results(&root)?;
    let Found { mut results, doctors } = found;
    if results.is_empty() {
        return Err(DocumentRefusal::NoResults);
    }
    if !doctors.is_empty() && results.iter().all(|result| result.code != DOCTOR) {
        let name = item_name(DOCTOR).unwrap_or_default();
        results.push(Measurement::new(DOCTOR, name, Value::Text(doctors.join("、"))));
    }
    Ok(Document {
        version,
        created: root.at(&["effectiveTime"]).and_then(header::day),
        holder,
        insurer_number: header::insurer_number(&root),
        sections,
        visit: Visit {
            report: Some(report),
            sources: vec![Source::Document],
            facility_name: event.facility,
            results,
            ..Visit::new(event.day, event.program)
        },
    })
}

fn results(root: &Element) -> Result<(Found, Vec<Section>), DocumentRefusal> {
    let (mut found, mut sections) = (Found::default(), Vec::new());
    let bodies = root.all("component").flat_map(|component| component.all("structuredBody"));
    for section in bodies.flat_map(|body| body.all("component")).flat_map(|component| component.all("section")) {
        let before = found.results.len();
        for entry in section.all("entry") {
            for observation in entry.all("observation").chain(entry.all("organizer")) {
                found.take(observation)?;
            }
        }
        let code = section.at(&["code"]).and_then(|code| code.attribute("code")).unwrap_or_default();
        let title = section.at(&["title"]).and_then(Element::words).unwrap_or_default();
        sections.push(Section { code: code.to_owned(), title, results: found.results.len() - before });
    }
    Ok((found, sections))
}

#[cfg(test)]
mod corpus_tests;
#[cfg(test)]
mod tests;
