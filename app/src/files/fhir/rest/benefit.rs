//! ExplanationOfBenefit (base R4; there is no Japanese profile): what a month's treatment at one institution came to, as the
//! notice of medical expenses tells it.

use chrono::NaiveDateTime;

use crate::domain::expense::Expense;
use crate::domain::money::Yen;
use crate::files::fhir::code::{concept, reference};
use crate::files::fhir::json::Json;
use crate::files::fhir::moment;
use crate::files::fhir::text::string;

const TYPES: &str = "http://terminology.hl7.org/CodeSystem/claim-type";
const AMOUNTS: &str = "http://terminology.hl7.org/CodeSystem/adjudication";

/// One row. What the person handed over at the counter is not known: the share is computed by the payer.
pub(super) fn of(row: &Expense, name: &str, patient: &str, insurer: Option<&str>, made: NaiveDateTime) -> Json {
    let words = |text: &str| Json::object([("display", string(text).unwrap_or_else(|| Json::text("記録なし")))]);
    let kind = concept(TYPES, claim_type(&row.kind), "").with("text", string(&row.kind));
    let last = row.month.plus(1).day(1).and_then(|day| day.pred_opt());
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| Json::text(day.to_string()));
    let period = Json::object([]).with("start", day(row.month.day(1))).with("end", day(last));
    let coverage = Json::object([("focal", Json::Flag(true)), ("coverage", words(insurer.unwrap_or_default()))]);
    let totals = [
        (concept(AMOUNTS, "submitted", ""), "医療費の総額", row.total),
        (concept(AMOUNTS, "benefit", ""), "保険者の負担額", row.insurer_share),
        (Json::object([]), "その他の公費の負担額", row.public_share),
        (concept(AMOUNTS, "copay", ""), "窓口相当負担額", row.counter_share),
    ];
    let totals = totals.into_iter().map(|(category, words, amount)| {
        Json::object([("category", category.with("text", Json::text(words))), ("amount", money(amount))])
    });
    let meta = Json::object([("lastUpdated", Json::text(moment(made)))]);
    Json::object([("resourceType", Json::text("ExplanationOfBenefit")), ("id", Json::text(name)), ("meta", meta)])
        .with("status", Json::text("active"))
        .with("type", kind)
        .with("use", Json::text("claim"))
        .with("patient", reference(patient))
        .with("billablePeriod", period)
        .with("created", Json::text(made.date().to_string()))
        .with("insurer", words(insurer.unwrap_or_default()))
        .with("provider", words(&row.institution))
        .with("outcome", Json::text("complete"))
        .with("insurance", Json::one(coverage))
        .with("total", Json::List(totals.collect()))
}

fn money(amount: Yen) -> Json {
    let value = Json::decimal(&amount.0.to_string()).unwrap_or_else(|| Json::Number("0".into()));
    Json::object([("value", value), ("currency", Json::text("JPY"))])
}

/// By the first word of the kind of care as delivered; what is none of these is professional care.
fn claim_type(kind: &str) -> &'static str {
    if kind.contains("調剤") {
        "pharmacy"
    } else if kind.contains("歯科") {
        "oral"
    } else if kind.contains("入院") {
        "institutional"
    } else {
        "professional"
    }
}
