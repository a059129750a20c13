//! What a provider asks for, in the words of SMART App Launch 2.2: `patient/Observation.rs`, `launch/patient`,
//! `offline_access`. What is not known is left away, and the answer says what was granted.

use std::collections::BTreeSet;

use super::resource::Resource;
use crate::domain::delegation::RecordKind;

/// What was asked for, as far as it is known here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scopes {
    /// Resources to be read and searched.
    pub resources: BTreeSet<Resource>,
    /// Whether it wants to go on while the person is not there.
    pub offline: bool,
    /// Whether it wants to be told who the patient is.
    pub launch: bool,
}

impl Scopes {
    /// Reads a list.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut scopes = Self::default();
        for one in text.split_ascii_whitespace() {
            match one {
                "launch/patient" => scopes.launch = true,
                "offline_access" => scopes.offline = true,
                "patient/*.rs" => scopes.resources.extend(Resource::ALL),
                other => {
                    let name = other.strip_prefix("patient/").and_then(|rest| rest.strip_suffix(".rs"));
                    scopes.resources.extend(name.and_then(Resource::from_name));
                }
            }
        }
        scopes
    }

    /// The kinds of records it takes to answer all this.
    #[must_use]
    pub fn kinds(&self) -> Vec<RecordKind> {
        let needs = |kind: &RecordKind| self.resources.iter().any(|one| one.kinds().contains(kind));
        RecordKind::ALL.into_iter().filter(needs).collect()
    }

    /// What is granted of it where these kinds are.
    #[must_use]
    pub fn granted(&self, kinds: &[RecordKind]) -> String {
        let mut words: Vec<String> = Vec::new();
        words.extend(self.launch.then(|| "launch/patient".to_owned()));
        words.extend(self.offline.then(|| "offline_access".to_owned()));
        let open = self.resources.iter().filter(|one| one.is_open(kinds));
        words.extend(open.map(|one| format!("patient/{}.rs", one.name())));
        words.join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_counts() {
        for (text, resources, kinds, granted) in [
            (
                "launch/patient offline_access patient/Observation.rs patient/Patient.rs",
                2,
                vec![RecordKind::Checkups],
                "launch/patient offline_access patient/Patient.rs patient/Observation.rs",
            ),
            ("patient/MedicationDispense.rs", 1, vec![RecordKind::Medications], ""),
            (
                "patient/*.rs",
                11,
                RecordKind::ALL.to_vec(),
                "patient/Patient.rs patient/Observation.rs patient/DiagnosticReport.rs patient/Composition.rs patient/Bundle.rs patient/Organization.rs patient/Encounter.rs patient/Practitioner.rs",
            ),
            ("patient/Observation.cruds user/Observation.rs system/*.rs openid patient/observation.rs", 0, vec![], ""),
            ("", 0, vec![], ""),
        ] {
            let scopes = Scopes::read(text);
            assert_eq!((scopes.resources.len(), scopes.kinds()), (resources, kinds), "{text}");
            assert_eq!(scopes.granted(&[RecordKind::Checkups]), granted, "{text}");
            assert_eq!(Scopes::read(&scopes.granted(&RecordKind::ALL)).resources, scopes.resources, "{text}");
        }
    }
}
