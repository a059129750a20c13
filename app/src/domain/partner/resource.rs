//! The resources that are handed out, and which kind of records each tells of.

use serde::{Deserialize, Serialize};

use crate::domain::delegation::{RecordKind, kinds_words};

/// What travels with a kind of records, item by item: whoever agrees to 「健診」 agrees to the doctor's name too. Said of all ways
/// together: what resources hold, and what a page of ours shows inside the provider's own.
#[must_use]
pub const fn what_travels(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Eligibility => {
            "保険の種類、保険者の名前、本人か家族か、いつからいつまでか。事業者の画面の中に出すページには、保険者番号、窓口で払う割合、限度額の区分、特定疾病も出ます。"
        }
        RecordKind::Checkups => {
            "健診の種類、検査の結果・測り方・基準値・判定、質問への答え、医師の所見と名前、受けた日と所、保険者の名前（分からないときは番号）。"
        }
        RecordKind::Medications => {
            "お薬の名前・量・日数・飲み方・使う理由・注意書き、受け取った日、処方した病院と渡した薬局の名前、薬局の番号、記録の出どころ。"
        }
        RecordKind::Expenses => {
            "かかった病院・薬局の名前、かかった月、診療の種類、医療費の額とその内訳、保険者の名前。"
        }
    }
}

/// A type of FHIR resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Resource {
    /// Who it is about.
    Patient,
    /// 資格
    Coverage,
    /// One result of a checkup.
    Observation,
    /// A checkup: what was found.
    DiagnosticReport,
    /// A checkup's report by sections.
    Composition,
    /// A checkup's document as a whole.
    Bundle,
    /// A drug handed out.
    MedicationDispense,
    /// A month's treatment at one institution, and what was paid for it.
    ExplanationOfBenefit,
    /// An institution that the others name.
    Organization,
    /// The day of a checkup.
    Encounter,
    /// The doctor of a checkup.
    Practitioner,
}

impl Resource {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Patient,
        Self::Coverage,
        Self::Observation,
        Self::DiagnosticReport,
        Self::Composition,
        Self::Bundle,
        Self::MedicationDispense,
        Self::ExplanationOfBenefit,
        Self::Organization,
        Self::Encounter,
        Self::Practitioner,
    ];

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Patient => "Patient",
            Self::Coverage => "Coverage",
            Self::Observation => "Observation",
            Self::DiagnosticReport => "DiagnosticReport",
            Self::Composition => "Composition",
            Self::Bundle => "Bundle",
            Self::MedicationDispense => "MedicationDispense",
            Self::ExplanationOfBenefit => "ExplanationOfBenefit",
            Self::Organization => "Organization",
            Self::Encounter => "Encounter",
            Self::Practitioner => "Practitioner",
        }
    }

    /// From its name, to the letter.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }

    /// The kinds of records that tell of it; none for the person themselves.
    #[must_use]
    pub const fn kinds(self) -> &'static [RecordKind] {
        match self {
            Self::Patient => &[],
            Self::Coverage => &[RecordKind::Eligibility],
            Self::Observation
            | Self::DiagnosticReport
            | Self::Composition
            | Self::Bundle
            | Self::Encounter
            | Self::Practitioner => &[RecordKind::Checkups],
            Self::MedicationDispense => &[RecordKind::Medications],
            Self::ExplanationOfBenefit => &[RecordKind::Expenses],
            Self::Organization => &[RecordKind::Checkups, RecordKind::Medications],
        }
    }

    /// The address under which it is read here, as the access record names it.
    #[must_use]
    pub const fn address(self) -> &'static str {
        match self {
            Self::Patient => "/fhir/Patient",
            Self::Coverage => "/fhir/Coverage",
            Self::Observation => "/fhir/Observation",
            Self::DiagnosticReport => "/fhir/DiagnosticReport",
            Self::Composition => "/fhir/Composition",
            Self::Bundle => "/fhir/Bundle",
            Self::MedicationDispense => "/fhir/MedicationDispense",
            Self::ExplanationOfBenefit => "/fhir/ExplanationOfBenefit",
            Self::Organization => "/fhir/Organization",
            Self::Encounter => "/fhir/Encounter",
            Self::Practitioner => "/fhir/Practitioner",
        }
    }

    /// From that address.
    #[must_use]
    pub fn at(address: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.address() == address)
    }

    /// The records that it is a part of, in a person's words: a checkup is read in half a dozen types of resource.
    #[must_use]
    pub fn part_of(self) -> String {
        match self {
            Self::Patient => "氏名・生年月日・性別".to_owned(),
            Self::Organization => "医療機関などの名前".to_owned(),
            other => kinds_words(other.kinds()),
        }
    }

    /// Whether somebody may have it to whom these kinds are open.
    #[must_use]
    pub fn is_open(self, kinds: &[RecordKind]) -> bool {
        self.kinds().is_empty() || self.kinds().iter().any(|kind| kinds.contains(kind))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_addresses_lead_back() {
        for one in Resource::ALL {
            assert_eq!(Resource::from_name(one.name()), Some(one));
            assert_eq!((Resource::at(one.address()), one.address()), (Some(one), &*format!("/fhir/{}", one.name())));
            assert!(!one.part_of().is_empty(), "{one:?}");
        }
        assert_eq!(Resource::at("/fhir/{resource}"), None);
    }
}
