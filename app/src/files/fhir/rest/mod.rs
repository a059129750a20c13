//! Resources one by one, as a server hands them out: made by the same mappers as the files, with names that only one
//! provider is told, and what they can be searched by.

mod benefit;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime};

use super::code::concept;
use super::drugs::singly;
use super::json::Json;
use super::{DOCUMENT, ECHECKUP, Facts, Names, code, coverage, moment, parts};
use crate::domain::checkup::Visit;
use crate::domain::eligibility::Eligibility;
use crate::domain::expense::Expense;
use crate::domain::medication::{Dispensing, merge};
use crate::domain::notebook::is_handed_over;
use crate::domain::partner::Resource;
use crate::domain::person::Person;

/// What the person is called until the names are replaced.
const PATIENT: &str = "patient";

/// A code and its system, as a search asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// System.
    pub system: String,
    /// Code.
    pub code: String,
}

/// One resource.
#[derive(Clone, Debug)]
pub struct Served {
    /// Its type.
    pub resource: Resource,
    /// Its name.
    pub id: String,
    /// The day it is of; nothing for what is of no day.
    pub day: Option<NaiveDate>,
    /// What it is about.
    pub codes: Vec<Token>,
    /// What it belongs to.
    pub categories: Vec<Token>,
    json: Json,
}

impl Served {
    /// As JSON.
    #[must_use]
    pub fn write(&self) -> String {
        self.json.write()
    }

    /// As JSON, behind what stands in a buffer already.
    pub fn write_behind(&self, out: &mut String) {
        self.json.push(out);
    }
}

/// How resources are named.
#[derive(Clone, Copy)]
pub struct Naming<'a> {
    /// The name that is told, of a name that stands for what a record says. Must not lead back.
    pub name: &'a (dyn Fn(&str) -> String + Send + Sync),
    /// Address under which resources lie, without a slash at the end.
    pub base: &'a str,
    /// When they are made (Japan time).
    pub made: NaiveDateTime,
}

impl Naming<'_> {
    /// The person's own name.
    #[must_use]
    pub fn patient(&self) -> String {
        (self.name)(PATIENT)
    }

    fn made(&self) -> String {
        moment(self.made)
    }

    fn book(&self) -> Renamed {
        Renamed(HashMap::from([(PATIENT.to_owned(), (Resource::Patient, self.patient()))]))
    }
}

/// Names of the mappers, and what is told in their place.
struct Renamed(HashMap<String, (Resource, String)>);

impl Renamed {
    fn add(&mut self, naming: &Naming<'_>, resource: Resource, name: &str, more: &str) {
        self.0.insert(name.to_owned(), (resource, (naming.name)(&format!("{}{more} {name}", resource.name()))));
    }

    fn apply(&self, json: Json) -> Json {
        match json {
            Json::Text(text) => Json::Text(self.text(text)),
            Json::List(items) => Json::List(items.into_iter().map(|item| self.apply(item)).collect()),
            Json::Object(members) => {
                Json::Object(members.into_iter().map(|(name, value)| (name, self.apply(value))).collect())
            }
            other @ (Json::Number(_) | Json::Flag(_)) => other,
        }
    }

    fn text(&self, text: String) -> String {
        if let Some(name) = text.strip_prefix("urn:uuid:") {
            return self.0.get(name).map_or(text, |(resource, id)| format!("{}/{id}", resource.name()));
        }
        self.0.get(&text).map_or(text, |(_, id)| id.clone())
    }

    /// A resource under its new name; nothing for a type that is not handed out.
    fn serve(&self, json: Json, day: Option<NaiveDate>) -> Option<Served> {
        let json = self.apply(json);
        let text = |name: &str| json.get(name).and_then(Json::as_text).unwrap_or_default().to_owned();
        let resource = type_of(&json)?;
        let id = text("id");
        let concept = match resource {
            Resource::MedicationDispense => "medicationCodeableConcept",
            Resource::Composition | Resource::Coverage | Resource::ExplanationOfBenefit => "type",
            _ => "code",
        };
        let (codes, categories) = (tokens(json.get(concept)), tokens(json.get("category")));
        Some(Served { resource, id, day, codes, categories, json })
    }
}

/// The codes of one concept or of several.
fn tokens(concepts: Option<&Json>) -> Vec<Token> {
    let codings = concepts.into_iter().flat_map(Json::items).filter_map(|concept| concept.get("coding"));
    let text = |coding: &Json, name: &str| coding.get(name).and_then(Json::as_text).unwrap_or_default().to_owned();
    codings
        .flat_map(Json::items)
        .map(|coding| Token { system: text(coding, "system"), code: text(coding, "code") })
        .collect()
}

/// The person.
#[must_use]
pub fn patient(person: &Person, naming: &Naming<'_>) -> Option<Served> {
    naming.book().serve(singly::patient(person, &naming.made(), PATIENT), None)
}

/// Checkups: the document of each, its parts, and a report of it, as far as these are wanted. Symbol and number of the insured
/// stand in none.
#[must_use]
pub fn checkups<'v>(
    person: &Person,
    visits: impl Iterator<Item = &'v Visit>,
    wants: &dyn Fn(Resource) -> bool,
    naming: &Naming<'_>,
) -> Vec<Served> {
    let mut told: HashMap<String, usize> = HashMap::new();
    visits
        .flat_map(|visit| {
            let facts = Facts { person, visit, eligibilities: &[], made: naming.made };
            let names = Names::of(&facts);
            // Two checkups of a day that nothing tells apart are told apart by their order.
            let same = told.entry(names.encounter.clone()).or_default();
            let more = if *same == 0 { String::new() } else { format!(" {same}") };
            *same += 1;
            checkup(&facts, &names, &more, wants, naming)
        })
        .collect()
}

fn checkup(
    facts: &Facts<'_>,
    names: &Names,
    more: &str,
    wants: &dyn Fn(Resource) -> bool,
    naming: &Naming<'_>,
) -> Vec<Served> {
    let day = Some(facts.visit.date);
    let parts = parts(facts, names);
    let mut book = naming.book();
    for (name, json) in &parts {
        match type_of(json) {
            Some(Resource::Patient) => _ = book.0.insert(name.clone(), (Resource::Patient, naming.patient())),
            Some(resource) => book.add(naming, resource, name, more),
            None => {}
        }
    }
    let (bundle, report, document) = ("bundle", "report", names.ids.name("document", 0));
    let visit = names.ids.name("Bundle", 0);
    for (resource, name) in [(Resource::Bundle, bundle), (Resource::DiagnosticReport, report)] {
        let id = (naming.name)(&format!("{}{more} {visit}", resource.name()));
        book.0.insert(name.to_owned(), (resource, id));
    }
    let own = (naming.name)(&format!("document{more} {document}"));
    let results = parts.iter().filter(|(_, json)| type_of(json) == Some(Resource::Observation));
    let results: Vec<Json> = results.map(|(name, _)| code::reference(name)).collect();
    let meta = || Json::object([("lastUpdated", Json::text(naming.made()))]);
    let told = wants(Resource::DiagnosticReport).then(|| {
        Json::object([("resourceType", Json::text("DiagnosticReport")), ("id", Json::text(report)), ("meta", meta())])
            .with("status", Json::text("final"))
            .with("code", concept("http://loinc.org", "53576-5", ""))
            .with("subject", code::reference(PATIENT))
            .with("encounter", code::reference(&names.encounter))
            .with("effectiveDateTime", Json::text(facts.visit.date.to_string()))
            .with("performer", Json::one(code::reference(&names.facility)))
            .with("result", (!results.is_empty()).then_some(Json::List(results)))
    });
    let entries = parts.iter().filter_map(|(name, json)| {
        let (resource, id) = book.0.get(name)?;
        let address = format!("{}/{}/{id}", naming.base, resource.name());
        Some(Json::object([("fullUrl", Json::text(address)), ("resource", book.apply(json.clone()))]))
    });
    let whole = wants(Resource::Bundle).then(|| {
        code::resource("Bundle", bundle, &naming.made(), &format!("{ECHECKUP}JP_Bundle_eCheckupGeneral"))
            .with("identifier", Json::object([("system", Json::text(DOCUMENT)), ("value", Json::text(own))]))
            .with("type", Json::text("document"))
            .with("timestamp", Json::text(naming.made()))
            .with("entry", Json::List(entries.collect()))
    });
    // The person is handed out once, and not once for each checkup.
    let wanted = |json: &Json| type_of(json).is_some_and(|one| one != Resource::Patient && wants(one));
    let singles = parts.into_iter().map(|(_, json)| json).filter(wanted);
    singles.chain(told).chain(whole).filter_map(|json| book.serve(json, day)).collect()
}

fn type_of(json: &Json) -> Option<Resource> {
    json.get("resourceType").and_then(Json::as_text).and_then(Resource::from_name)
}

/// Eligibilities; with symbol and number only where that is said.
#[must_use]
pub fn coverages<'e>(line: impl Iterator<Item = &'e Eligibility>, numbers: bool, naming: &Naming<'_>) -> Vec<Served> {
    line.filter_map(|one| {
        let name = crate::domain::own::RecordName::of_eligibility(one).text();
        let mut book = naming.book();
        book.add(naming, Resource::Coverage, &name, "");
        book.serve(coverage::single(one, &name, PATIENT, &naming.made(), numbers), Some(one.valid_from))
    })
    .collect()
}

/// Drugs that were handed over, of those rows that count, and the places that did.
#[must_use]
pub fn drugs(rows: &[Dispensing], holds: impl Fn(NaiveDate) -> bool, naming: &Naming<'_>) -> Vec<Served> {
    let merged = merge(rows);
    let kept: Vec<&Dispensing> =
        merged.iter().map(|line| line.row).filter(|row| is_handed_over(row) && holds(row.sort_day())).collect();
    let (drugs, places) = singly::all(&kept, &naming.made(), PATIENT);
    let mut book = naming.book();
    for one in &places {
        book.add(naming, Resource::Organization, &one.name, "");
    }
    for one in &drugs {
        book.add(naming, Resource::MedicationDispense, &one.name, "");
    }
    drugs.into_iter().chain(places).filter_map(|one| book.serve(one.json, Some(one.day))).collect()
}

/// All of it in one file: a collection, as JSON in UTF-8.
#[must_use]
pub fn collection(all: &[Served], naming: &Naming<'_>) -> Vec<u8> {
    let entries = all.iter().map(|one| {
        let address = format!("{}/{}/{}", naming.base, one.resource.name(), one.id);
        Json::object([("fullUrl", Json::text(address)), ("resource", one.json.clone())])
    });
    let meta = Json::object([("lastUpdated", Json::text(naming.made()))]);
    Json::object([("resourceType", Json::text("Bundle")), ("meta", meta)])
        .with("type", Json::text("collection"))
        .with("timestamp", Json::text(naming.made()))
        .with("entry", (!all.is_empty()).then(|| Json::List(entries.collect())))
        .write()
        .into_bytes()
}

/// Expenses of the person: a month at an institution each.
#[must_use]
pub fn expenses<'e>(
    rows: impl Iterator<Item = &'e Expense>,
    insurer: Option<&str>,
    naming: &Naming<'_>,
) -> Vec<Served> {
    let mut told: HashMap<String, usize> = HashMap::new();
    rows.filter_map(|row| {
        let same = format!("{} {}", crate::domain::own::RecordName::of_expense(row).text(), row.kind);
        let count = told.entry(same.clone()).or_default();
        let name = format!("{same} {count}");
        *count += 1;
        let mut book = naming.book();
        book.add(naming, Resource::ExplanationOfBenefit, &name, "");
        book.serve(benefit::of(row, &name, PATIENT, insurer, naming.made), row.month.day(1))
    })
    .collect()
}
