//! Looks and consents as the answers have them.

use serde_json::{Value, json};

use super::{Consent, Look};
use crate::citizen::Citizen;
use crate::records::registration::time;

impl Look {
    /// JSON, in the citizen's voice; `report` is what the person has said about it.
    pub(crate) fn told(&self, citizen: &Citizen, report: Option<Value>) -> Value {
        json!({
            "id": self.id,
            "at": time(self.at),
            "institution": citizen.say(&self.place.name),
            "institution_code": self.place.code,
            "role": self.role,
            "kinds": self.subjects,
            "ground": self.ground,
            "consent": self.consent,
            "report": report,
        })
    }
}

impl Consent {
    /// JSON, in the citizen's voice.
    pub(crate) fn told(&self, citizen: &Citizen) -> Value {
        json!({
            "id": self.id,
            "kind": self.kind,
            "institution": citizen.say(&self.place.name),
            "role": self.role,
            "kinds": self.subjects,
            "given_at": time(self.given_at),
            "until": self.until.map(time),
            "withdrawn_at": self.withdrawn_at.map(time),
        })
    }
}
