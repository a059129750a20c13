//! The resources that are handed out, and which kind of records each tells of.

use serde::{Deserialize, Serialize};

use crate::domain::delegation::RecordKind;

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

    /// Whether somebody may have it to whom these kinds are open.
    #[must_use]
    pub fn is_open(self, kinds: &[RecordKind]) -> bool {
        self.kinds().is_empty() || self.kinds().iter().any(|kind| kinds.contains(kind))
    }
}
