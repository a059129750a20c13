//! How much was handed out: the whole amount, by what the digits of the record count, and for how many days.

use crate::domain::medication::{Drug, DrugForm};
use crate::files::fhir::json::Json;
use crate::files::fhir::text::string;
use crate::files::fhir::unit::UCUM;

/// The whole: of a day times days, of a dose times doses, else as it stands. Nothing where the record does not tell it all.
pub(super) fn quantity(drug: &Drug) -> Option<Json> {
    let times = match drug.form {
        form if form.counts_days() => drug.times?,
        DrugForm::AsNeeded => drug.times?,
        DrugForm::Other => return None,
        _ => 1,
    };
    let digits = product(&drug.amount, times)?;
    Some(Json::object([("value", Json::decimal(&digits)?)]).with("unit", string(&drug.unit)))
}

/// Days, where times are days.
pub(super) fn days(drug: &Drug) -> Option<Json> {
    let days = drug.times.filter(|_| drug.form.counts_days())?;
    let value = Json::decimal(&days.to_string())?;
    let [unit, system, code] = ["日", UCUM, "d"].map(Json::text);
    Some(Json::object([("value", value), ("unit", unit), ("system", system), ("code", code)]))
}

/// Digits times a number, exactly: `1.5` and 28 make `42.0`.
fn product(digits: &str, times: u32) -> Option<String> {
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() + part.len() > 15 || !plain(whole) || !plain(part) {
        return None;
    }
    let all: u64 = format!("{whole}{part}").parse().ok()?;
    let all = all.checked_mul(u64::from(times))?.to_string();
    if part.is_empty() {
        return Some(all);
    }
    let padded = format!("{all:0>width$}", width = part.len() + 1);
    let (whole, part) = padded.split_at(padded.len() - part.len());
    Some(format!("{whole}.{part}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_is_exact_or_not_told() {
        for (digits, times, whole) in [
            ("1.5", 28, Some("42.0")),
            ("0.05", 3, Some("0.15")),
            ("2", 14, Some("28")),
            ("0.1", 1, Some("0.1")),
            ("", 1, None),
            ("１", 1, None),
            ("1.", 2, Some("2")),
            ("-1", 2, None),
            ("99999999999999999999", 1, None),
        ] {
            assert_eq!(product(digits, times).as_deref(), whole, "{digits} {times}");
        }
        let drug = |form, times| Drug { amount: "2".into(), unit: "錠".into(), times, form, ..Drug::named("見本") };
        for (form, times, value) in [
            (DrugForm::Oral, Some(14), Some("28")),
            (DrugForm::Oral, None, None),
            (DrugForm::AsNeeded, Some(5), Some("10")),
            (DrugForm::External, Some(3), Some("2")),
            (DrugForm::Other, Some(3), None),
        ] {
            let written = quantity(&drug(form, times)).map(|json| json.write());
            assert_eq!(written, value.map(|value| format!("{{\"value\":{value},\"unit\":\"錠\"}}")), "{form:?}");
        }
    }
}
