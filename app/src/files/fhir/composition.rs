//! Composition (JP_Composition_eCheckupGeneral): what kind of report it is, of whom, by whom, and its sections.

use super::code::{ECHECKUP, INSTANCE, concept, extension, reference, resource};
use super::coverage::Insured;
use super::group::Group;
use super::json::Json;
use super::observation::Observation;
use super::section::{PROGRAMS, REPORTS, SECTIONS, program, report, sections};
use super::{Facts, Names, narrative};

const VERSION: &str = "http://hl7.org/fhir/StructureDefinition/composition-clinicaldocument-versionNumber";
const KINDS: &str = "http://jpfhir.jp/fhir/Common/CodeSystem/doc-typecodes";

/// The report. Results and questions stand in their own sections.
pub(super) fn of(
    facts: &Facts<'_>,
    names: &Names,
    name: &str,
    observations: &[Observation],
    groups: &[Group],
    insured: Option<&Insured>,
) -> Json {
    let visit = facts.visit;
    let (category, category_words) = report(visit.report.as_deref(), &visit.program);
    let (program, program_words) = program(&visit.program);
    let ((results, results_words), (questions, questions_words)) = sections(&visit.program);
    let before = insured.map(|insured| insured.name.as_str()).into_iter();
    let before = before.chain(groups.iter().map(|group| group.name.as_str())).collect();
    let of_kind = |question| observations.iter().filter(|one| one.question == question).collect::<Vec<_>>();
    let parts: Vec<Json> = [
        section(results, results_words, "検査の結果", before, &of_kind(false)),
        section(questions, questions_words, "質問への答え", Vec::new(), &of_kind(true)),
    ]
    .into_iter()
    .flatten()
    .collect();
    let day = Json::text(visit.date.to_string());
    let event = Json::object([("code", Json::one(concept(PROGRAMS, program, program_words)))])
        .with("period", Json::object([("start", day.clone()), ("end", day)]))
        .with("detail", Json::one(reference(&names.encounter)));
    let own = Json::object([("system", Json::text(INSTANCE)), ("value", Json::text(name))]);
    resource("Composition", name, &names.made, &format!("{ECHECKUP}JP_Composition_eCheckupGeneral"))
        .with("language", Json::text("ja"))
        .with("text", narrative::text("p", &narrative::about(visit)))
        .with("extension", Json::one(extension(VERSION, "valueString", Json::text("1.0"))))
        .with("identifier", own)
        .with("status", Json::text("final"))
        .with("type", concept(KINDS, "53576-5", "検診・健診報告書"))
        .with("category", Json::one(concept(REPORTS, category, category_words)))
        .with("subject", reference(&names.patient))
        .with("encounter", reference(&names.encounter))
        .with("date", Json::text(facts.made.format("%Y-%m-%dT%H:%M:%S+09:00").to_string()))
        .with("author", Json::List(vec![reference(&names.practitioner), reference(&names.facility)]))
        .with("title", Json::text("健診の記録（本人が持ち出したもの）"))
        .with("event", Json::one(event))
        .with("section", (!parts.is_empty()).then_some(Json::List(parts)))
}

/// A section; none without a result.
fn section(code: &str, words: &str, title: &str, before: Vec<&str>, results: &[&Observation]) -> Option<Json> {
    if results.is_empty() {
        return None;
    }
    let lines: Vec<String> = results.iter().map(|one| one.words.clone()).collect();
    let entries = before.into_iter().chain(results.iter().map(|one| one.name.as_str())).map(reference).collect();
    Some(
        Json::object([("title", Json::text(title))])
            .with("code", concept(SECTIONS, code, words))
            .with("text", narrative::text("ul", &lines))
            .with("entry", Json::List(entries)),
    )
}
