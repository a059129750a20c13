//! The head of the document: which kind and version it is, whose, of which day, and by whom.

use chrono::NaiveDate;

use super::tree::Element;
use super::{DocumentRefusal, Holder, Version};
use crate::domain::calendar::date_from_digits;
use crate::domain::person::Sex;

/// 報告区分
const REPORTS: &str = "1.2.392.200119.6.1001";
/// 保険者番号
const INSURER_NUMBERS: &str = "1.2.392.200119.6.101";
/// The root element of every HL7 document.
const ROOT: &str = "ClinicalDocument";

/// The kind of report, for a document that reports results.
pub(super) fn report(root: &Element) -> Result<String, DocumentRefusal> {
    if root.name() != ROOT {
        return Err(DocumentRefusal::OtherDocument);
    }
    let code = root.at(&["code"]).ok_or(DocumentRefusal::OtherDocument)?;
    if code.attribute("codeSystem") != Some(REPORTS) {
        return Err(DocumentRefusal::OtherDocument);
    }
    match code.attribute("code") {
        None => Err(DocumentRefusal::Missing("報告区分")),
        Some("19") => Err(DocumentRefusal::Deletion),
        Some(guidance) if guidance.starts_with('2') => Err(DocumentRefusal::Guidance),
        Some(report) => Ok(report.to_owned()),
    }
}

/// The version by the schema that the document names: `…/hc08_V08.xsd`. One that names none is read; what an answer
/// means is said by its list, not by the version.
pub(super) fn version(root: &Element) -> Result<Option<Version>, DocumentRefusal> {
    let Some(schema) = root.attribute("xsi:schemaLocation") else { return Ok(None) };
    let Some((_, rest)) = schema.split_once("hc08_V") else {
        // Another schema of the same namespace, such as the plain CDA.xsd, says nothing about the version.
        return Ok(None);
    };
    let digits: String = rest.chars().take_while(char::is_ascii_digit).take(4).collect();
    match digits.as_str() {
        "07" => Ok(Some(Version::V07)),
        "08" => Ok(Some(Version::V08)),
        _ => Err(DocumentRefusal::UnknownVersion(format!("hc08_V{digits}"))),
    }
}

/// Who was examined.
pub(super) fn holder(root: &Element) -> Result<Holder, DocumentRefusal> {
    let patient =
        root.at(&["recordTarget", "patientRole", "patient"]).ok_or(DocumentRefusal::Missing("健診を受けた人"))?;
    let birth = patient.at(&["birthTime"]).and_then(day).ok_or(DocumentRefusal::Missing("生年月日"))?;
    let sex = patient.at(&["administrativeGenderCode"]).and_then(|sex| sex.attribute("code"));
    let name = patient.at(&["name"]).and_then(Element::words);
    Ok(Holder {
        name: name.ok_or(DocumentRefusal::Missing("氏名"))?,
        birth,
        sex: sex.map_or(Sex::Unspecified, Sex::from_code),
    })
}

/// Number of the insurer that the result is reported to.
pub(super) fn insurer_number(root: &Element) -> Option<String> {
    let role = root.at(&["recordTarget", "patientRole"])?;
    let number = role.all("id").find(|id| id.attribute("root") == Some(INSURER_NUMBERS))?;
    number.attribute("extension").map(str::to_owned)
}

/// Day, program and institution of the checkup.
pub(super) struct Event {
    pub(super) day: NaiveDate,
    pub(super) program: String,
    pub(super) facility: Option<String>,
}

/// When, within which program, and where.
pub(super) fn event(root: &Element) -> Result<Event, DocumentRefusal> {
    let missing = DocumentRefusal::Missing("健診を受けた日");
    let event = root.at(&["documentationOf", "serviceEvent"]).ok_or(missing.clone())?;
    let time = event.at(&["effectiveTime"]).ok_or(missing.clone())?;
    let day = day(time).or_else(|| day(time.at(&["low"])?)).ok_or(missing)?;
    let program = event.at(&["code"]).and_then(|code| code.attribute("code")).unwrap_or_default().to_owned();
    let place = |path: &[&str]| root.at(path).and_then(Element::words);
    let performer =
        ["documentationOf", "serviceEvent", "performer", "assignedEntity", "representedOrganization", "name"];
    let author = ["author", "assignedAuthor", "representedOrganization", "name"];
    Ok(Event { day, program, facility: place(&performer).or_else(|| place(&author)) })
}

/// The day in `value="YYYYMMDD…"`; what follows the day is a time.
pub(super) fn day(time: &Element) -> Option<NaiveDate> {
    date_from_digits(time.attribute("value")?.get(..8)?)
}
