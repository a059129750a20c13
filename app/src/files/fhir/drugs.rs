//! Drugs as FHIR R4: a collection of MedicationDispense after JP Core (JP_MedicationDispense), one a drug that was handed out,
//! with the person and the places. What was bought without prescription is a MedicationStatement, an allergy or side effect of a
//! notebook an AllergyIntolerance.

mod allergy;
mod dispense;
mod place;
mod quantity;
pub(super) mod singly;
mod statement;
#[cfg(test)]
mod tests;

use chrono::{NaiveDate, NaiveDateTime};

use self::place::Places;
use super::id::Ids;
use super::json::Json;
use super::{entry, moment, patient};
use crate::domain::medication::{Dispensing, merge};
use crate::domain::notebook::{Otc, Remark, is_handed_over};
use crate::domain::person::{Person, Sex};

/// http://jpfhir.jp/fhir/core, before the name of a profile.
const CORE: &str = "http://jpfhir.jp/fhir/core/StructureDefinition/";

/// What the file is about.
#[derive(Clone, Copy)]
pub struct DrugFacts<'a> {
    /// Whose drugs they are.
    pub person: &'a Person,
    /// Rows of every source.
    pub rows: &'a [Dispensing],
    /// Drugs bought without prescription.
    pub otc: &'a [Otc],
    /// What notebooks tell to be careful of.
    pub remarks: &'a [Remark],
    /// Today in Japan.
    pub today: NaiveDate,
    /// When the file is made (Japan time).
    pub made: NaiveDateTime,
}

/// What the resources know of each other.
struct Names {
    ids: Ids,
    made: String,
    patient: String,
}

/// The file: a Bundle, as JSON in UTF-8. What was only prescribed is left out: nobody has handed it over.
#[must_use]
pub fn drug_bundle(facts: &DrugFacts<'_>) -> Vec<u8> {
    let birth = facts.person.birth.to_string();
    let ids = Ids::seeded(&["kenko-techo drugs", &facts.person.name, &birth]);
    let names = Names { made: moment(facts.made), patient: ids.name("Patient", 0), ids };
    let mut entries = vec![entry(&names.patient, person(facts.person, &names))];
    let (mut places, mut drugs) = (Places::default(), Vec::new());
    let merged = merge(facts.rows);
    let mut count = 0;
    for row in merged.iter().map(|line| line.row).filter(|row| is_handed_over(row)) {
        let place = places.name_of(&row.dispenser, &names);
        for (group, at, drug) in dispense::numbered(&row.drugs) {
            let name = names.ids.name("MedicationDispense", count);
            count += 1;
            drugs.push(entry(&name, dispense::of(row, drug, (group, at), &name, place.as_deref(), &names)));
        }
    }
    entries.extend(places.into_entries(&names));
    entries.extend(drugs);
    for (at, otc) in facts.otc.iter().enumerate() {
        let name = names.ids.name("MedicationStatement", at);
        entries.push(entry(&name, statement::of(otc, &name, facts.today, &names)));
    }
    for (at, remark) in facts.remarks.iter().filter(|remark| allergy::is_one(remark)).enumerate() {
        let name = names.ids.name("AllergyIntolerance", at);
        entries.push(entry(&name, allergy::of(remark, &name, &names)));
    }
    let meta = Json::object([("lastUpdated", Json::text(&names.made))]);
    let bundle = Json::object([
        ("resourceType", Json::text("Bundle")),
        ("id", Json::text(names.ids.name("Bundle", 0))),
        ("meta", meta),
        ("type", Json::text("collection")),
        ("timestamp", Json::text(&names.made)),
        ("entry", Json::List(entries)),
    ]);
    bundle.write().into_bytes()
}

/// JP_Patient: name, kana, sex, birth.
fn person(person: &Person, names: &Names) -> Json {
    let gender = match person.sex {
        Sex::Male => "male",
        Sex::Female => "female",
        Sex::Unspecified => "unknown",
    };
    let kana = (!person.kana.trim().is_empty()).then(|| patient::human_name("SYL", &person.kana));
    let written = [Some(patient::human_name("IDE", &person.name)), kana].into_iter().flatten().collect();
    super::code::resource("Patient", &names.patient, &names.made, &format!("{CORE}JP_Patient"))
        .with("name", Json::List(written))
        .with("gender", Json::text(gender))
        .with("birthDate", Json::text(person.birth.to_string()))
}
