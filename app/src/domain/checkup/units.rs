//! Units: from the delivered writing (UCUM of the standard) to the one shown. Never converts a number.

/// The unit as a person reads it: `mm[Hg]` → `mmHg`. An unknown one stays as delivered.
#[must_use]
pub fn shown_unit(delivered: &str) -> &str {
    match delivered.trim() {
        "mm[Hg]" | "mmHg" => "mmHg",
        "kg/m2" | "kg/m²" => "kg/m²",
        "U/L" | "IU/L" | "[IU]/L" | "u/l" => "U/L",
        "10*4/mm3" | "10*4/uL" | "10*4/ul" | "万/μL" | "万/mm3" => "万/μL",
        "ml/min/1.73m2" | "mL/min/1.73m2" | "mL/min/{1.73_m2}" | "mL/分/1.73m²" => "mL/分/1.73m²",
        "cm2" => "cm²",
        "mg/dl" => "mg/dL",
        "g/dl" => "g/dL",
        other => other,
    }
}

/// Whether two writings mean the same unit, so that numbers may be compared.
#[must_use]
pub fn same_unit(one: &str, other: &str) -> bool {
    shown_unit(one) == shown_unit(other)
}
