//! The same resources of drugs one by one: named by what they tell, so that a drug keeps its name whichever years are asked
//! for.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::place::organization;
use super::{Names, dispense, person};
use crate::domain::medication::{Dispensing, Institution};
use crate::domain::own::RecordName;
use crate::domain::person::Person;
use crate::files::fhir::id::Ids;
use crate::files::fhir::json::Json;

/// One resource, by a name that is still to be replaced.
pub(in crate::files::fhir) struct Single {
    pub(in crate::files::fhir) name: String,
    pub(in crate::files::fhir) day: NaiveDate,
    pub(in crate::files::fhir) json: Json,
}

fn names(made: &str, patient: &str) -> Names {
    Names { ids: Ids::seeded(&[]), made: made.to_owned(), patient: patient.to_owned() }
}

/// The person.
pub(in crate::files::fhir) fn patient(who: &Person, made: &str, patient: &str) -> Json {
    person(who, &names(made, patient))
}

/// Drugs of rows that stand, and the places that handed them out.
pub(in crate::files::fhir) fn all(rows: &[&Dispensing], made: &str, patient: &str) -> (Vec<Single>, Vec<Single>) {
    let names = names(made, patient);
    let (mut drugs, mut places): (Vec<Single>, Vec<Single>) = (Vec::new(), Vec::new());
    let mut told: HashMap<String, usize> = HashMap::new();
    for row in rows {
        let place = (!row.dispenser.is_unknown()).then(|| place_name(&row.dispenser));
        if let Some(name) = place.as_ref().filter(|name| !places.iter().any(|one| one.name == **name)) {
            let json = organization(&row.dispenser, name, &names);
            places.push(Single { name: name.clone(), day: row.sort_day(), json });
        }
        for (group, at, drug) in dispense::numbered(&row.drugs) {
            let same = format!(
                "drug {} {} {} {group} {at} {}",
                RecordName::of_dispensing(row).text(),
                row.sort_day(),
                row.source_words(),
                drug.name
            );
            let count = told.entry(same.clone()).or_default();
            let name = format!("{same} {count}");
            *count += 1;
            let json = dispense::of(row, drug, (group, at), &name, place.as_deref(), &names);
            drugs.push(Single { name, day: row.sort_day(), json });
        }
    }
    (drugs, places)
}

fn place_name(place: &Institution) -> String {
    let (code, name) = (place.code.trim(), place.name.trim());
    if code.is_empty() { format!("place name {name}") } else { format!("place code {code}") }
}
