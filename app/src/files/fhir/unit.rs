//! Units for programs: the unit as delivered stays what is shown; beside it stands its code of UCUM, where there is one.

use super::json::Json;
use super::text::string;
use crate::domain::checkup::units::shown_unit;

/// The system of UCUM.
pub(super) const UCUM: &str = "http://unitsofmeasure.org";

/// Codes of UCUM by the unit that people read ([`shown_unit`]). The standard prints `ml/min/1.73m2`, which UCUM does not
/// read; `IU/L` is not here, because UCUM has it as another unit than `U/L`.
const CODES: [(&str, &str); 14] = [
    ("cm", "cm"),
    ("kg", "kg"),
    ("kg/m²", "kg/m2"),
    ("cm²", "cm2"),
    ("mmHg", "mm[Hg]"),
    ("mg/dL", "mg/dL"),
    ("g/dL", "g/dL"),
    ("U/L", "U/L"),
    ("%", "%"),
    ("万/μL", "10*4/mm3"),
    ("mL/分/1.73m²", "mL/min/{1.73_m2}"),
    ("mg/L", "mg/L"),
    ("ng/mL", "ng/mL"),
    ("mL", "mL"),
];

/// The code of a delivered unit.
pub(super) fn ucum(delivered: &str) -> Option<&'static str> {
    if matches!(delivered.trim(), "IU/L" | "[IU]/L") {
        return Some("[IU]/L");
    }
    let shown = shown_unit(delivered);
    CODES.iter().find(|(known, _)| *known == shown).map(|(_, code)| *code)
}

/// A Quantity of digits and a delivered unit; nothing where the digits are no decimal.
pub(super) fn quantity(digits: &str, comparator: Option<&'static str>, unit: &str) -> Option<Json> {
    let value = Json::decimal(digits)?;
    let code = ucum(unit);
    Some(
        Json::object([("value", value)])
            .with("comparator", comparator.map(Json::text))
            .with("unit", string(unit))
            .with("system", code.map(|_| Json::text(UCUM)))
            .with("code", code.map(Json::text)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delivered_unit_stays_and_its_code_stands_beside_it() {
        for (unit, code) in [
            ("mm[Hg]", Some("mm[Hg]")),
            ("mmHg", Some("mm[Hg]")),
            ("mg/dl", Some("mg/dL")),
            ("ml/min/1.73m2", Some("mL/min/{1.73_m2}")),
            ("10*4/mm3", Some("10*4/mm3")),
            ("IU/L", Some("[IU]/L")),
            ("kg/m2", Some("kg/m2")),
            ("", None),
            ("点", None),
        ] {
            assert_eq!(ucum(unit), code, "{unit}");
        }
        let written = |unit: &str| quantity("5.50", Some("<="), unit).map(|json| json.write());
        assert_eq!(
            written("mg/dl").as_deref(),
            Some(
                r#"{"value":5.50,"comparator":"<=","unit":"mg/dl","system":"http://unitsofmeasure.org","code":"mg/dL"}"#
            )
        );
        assert_eq!(written("点").as_deref(), Some(r#"{"value":5.50,"comparator":"<=","unit":"点"}"#));
        assert_eq!(quantity("高い", None, "cm"), None);
    }
}
