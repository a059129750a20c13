//! Coverage (JP_CoverageInsurance_eCheckupGeneral): the insurance that held on the day, where eligibility and report agree.

use super::code::{ECHECKUP, concept, extension, reference, resource};
use super::json::Json;
use super::text::{full_width, string};
use super::{Facts, Names, organization};
use crate::domain::eligibility::scheme::Scheme;
use crate::domain::eligibility::{Eligibility, Relation};

const EXTENSION: &str = "http://jpfhir.jp/fhir/core/Extension/StructureDefinition/JP_Coverage_InsuredPerson";
/// 保険種別 (電子処方箋CDA記述仕様 別表11)
const KINDS: &str = "urn:oid:1.2.392.100495.20.2.61";
/// 被保険者区分 (別表12)
const RELATIONS: &str = "urn:oid:1.2.392.100495.20.2.62";
/// 被保険者個人識別子
const MEMBER: &str = "http://jpfhir.jp/fhir/clins/Idsystem/JP_Insurance_memberID";

/// The insurance and its insurer.
pub(super) struct Insured {
    /// Name of the coverage.
    pub(super) name: String,
    /// The coverage.
    pub(super) coverage: Json,
    /// The person by their insurance, where there is a number.
    pub(super) member: Option<Json>,
    /// Name of the insurer.
    pub(super) insurer_name: String,
    /// The insurer.
    pub(super) insurer: Json,
}

/// The eligibility that covers the day with the insurer the report names. Nothing where they differ, or where the kind of
/// insurance cannot be told.
pub(super) fn of(facts: &Facts<'_>, names: &Names) -> Option<Insured> {
    let visit = facts.visit;
    let same = |one: &Eligibility| match (&visit.insurer_name, &visit.insurer_number) {
        (Some(name), _) => one.insurer_name == *name,
        (None, Some(number)) => padded(&one.insurer_number) == padded(number),
        (None, None) => false,
    };
    let fits = |one: &&Eligibility| one.covers(visit.date) && same(one);
    let eligibility = facts.eligibilities.iter().find(fits)?;
    let kind = kind(eligibility)?;
    let (name, insurer_name) = (names.ids.name("Coverage", 0), names.ids.name("Organization", 1));
    let member = member(eligibility);
    Some(Insured {
        coverage: write(eligibility, kind, &name, &insurer_name, names)
            .with("identifier", member.clone().map(Json::one)),
        insurer: organization::insurer(eligibility, &insurer_name, &names.made),
        member,
        name,
        insurer_name,
    })
}

/// 保険者番号 with the zeros that a number of fewer than eight digits is written with.
fn padded(number: &str) -> String {
    format!("{number:0>8}")
}

/// 被保険者個人識別子: insurer, symbol, number and branch in one.
fn member(one: &Eligibility) -> Option<Json> {
    let (symbol, number) = (wide(&one.symbol).unwrap_or_default(), wide(&one.number)?);
    let value = format!("{}:{symbol}:{number}:{}", padded(&one.insurer_number), branch(one).unwrap_or_default());
    Some(Json::object([("system", Json::text(MEMBER)), ("value", string(&value)?)]))
}

fn branch(one: &Eligibility) -> Option<&str> {
    one.branch.as_deref().filter(|branch| branch.len() == 2)
}

fn write(one: &Eligibility, kind: &str, name: &str, insurer_name: &str, names: &Names) -> Json {
    let (symbol, number) = (wide(&one.symbol), wide(&one.number));
    let parts: Vec<Json> = [("Symbol", symbol.as_deref()), ("Number", number.as_deref()), ("SubNumber", branch(one))]
        .into_iter()
        .filter_map(|(part, text)| Some(extension(&format!("{EXTENSION}{part}"), "valueString", string(text?)?)))
        .collect();
    let subscriber =
        number.as_deref().map(|number| format!("\"{}\",\"{number}\"", symbol.as_deref().unwrap_or_default()));
    let (relation, words) = match one.relation {
        Relation::Insured => ("1", "被保険者"),
        Relation::Dependant => ("2", "被扶養者"),
    };
    // The profile: 有効期間の終了日 is the day the eligibility was lost.
    let period = Json::object([("start", Json::text(one.valid_from.to_string()))])
        .with("end", one.last_day().map(|last| Json::text(last.to_string())));
    resource("Coverage", name, &names.made, &format!("{ECHECKUP}JP_CoverageInsurance_eCheckupGeneral"))
        .with("extension", (!parts.is_empty()).then_some(Json::List(parts)))
        .with("status", Json::text("active"))
        .with("type", concept(KINDS, kind, ""))
        .with("subscriberId", subscriber.as_deref().and_then(string))
        .with("beneficiary", reference(&names.patient))
        .with("dependent", branch(one).and_then(string))
        .with("relationship", concept(RELATIONS, relation, words))
        .with("period", period)
        .with("payor", Json::one(reference(insurer_name)))
}

/// One eligibility by itself, in the words of base FHIR. Symbol and number stand in it only where that is said.
pub(super) fn single(one: &Eligibility, name: &str, patient: &str, made: &str, numbers: bool) -> Json {
    let shown = |text: Option<String>| text.filter(|_| numbers);
    let (symbol, number) = (shown(wide(&one.symbol)), shown(wide(&one.number)));
    let part = shown(branch(one).map(str::to_owned));
    let parts: Vec<Json> = [("Symbol", &symbol), ("Number", &number), ("SubNumber", &part)]
        .into_iter()
        .filter_map(|(kind, text)| {
            Some(extension(&format!("{EXTENSION}{kind}"), "valueString", string(text.as_deref()?)?))
        })
        .collect();
    let (relation, words) = match one.relation {
        Relation::Insured => ("1", "被保険者"),
        Relation::Dependant => ("2", "被扶養者"),
    };
    let period = Json::object([("start", Json::text(one.valid_from.to_string()))])
        .with("end", one.last_day().map(|last| Json::text(last.to_string())));
    let payor = string(&one.insurer_name).unwrap_or_else(|| Json::text("記録なし"));
    let meta = Json::object([("lastUpdated", Json::text(made))]);
    Json::object([("resourceType", Json::text("Coverage")), ("id", Json::text(name)), ("meta", meta)])
        .with("extension", (!parts.is_empty()).then_some(Json::List(parts)))
        .with("status", Json::text("active"))
        .with("type", kind(one).map(|kind| concept(KINDS, kind, "")))
        .with("beneficiary", reference(patient))
        .with("relationship", concept(RELATIONS, relation, words))
        .with("period", period)
        .with("payor", Json::one(Json::object([("display", payor)])))
}

/// A symbol or number in full width; nothing where there is none.
fn wide(text: &Option<String>) -> Option<String> {
    text.as_deref().filter(|text| string(text).is_some()).map(full_width)
}

/// 1 医保, 2 国保, 7 後期高齢者.
fn kind(eligibility: &Eligibility) -> Option<&'static str> {
    match Scheme::of(eligibility)? {
        Scheme::National | Scheme::Retired => Some("2"),
        Scheme::LateStage => Some("7"),
        Scheme::Welfare => None,
        _ => Some("1"),
    }
}
