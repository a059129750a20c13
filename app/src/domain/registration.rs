//! Registering the card as insurance card (初回登録). The hub does it in steps and reports each.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// Where a person's registration stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Registration {
    /// Never registered.
    NotRegistered,
    /// Booked in advance (予約登録).
    Booked {
        /// Day it takes effect.
        effective_from: NaiveDate,
    },
    /// Under way.
    InProgress {
        /// The steps in order.
        steps: Vec<Step>,
    },
    /// Registered.
    Registered {
        /// Moment of registration.
        since: NaiveDateTime,
        /// By which door.
        door: Door,
        /// The steps, when the hub still has them.
        #[serde(default)]
        steps: Vec<Step>,
    },
    /// Cannot be registered now.
    Unavailable {
        /// The hub's code: `insurer_pending`, `no_eligibility`, `welfare`, `revoked`, `blocked`.
        reason: String,
    },
}

/// Door of registration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Door {
    /// This kind of portal.
    Portal,
    /// A clinic's or pharmacy's card reader.
    ClinicTerminal,
    /// A bank's ATM.
    Atm,
}

/// One step of the registration as the hub reports it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Which step.
    pub name: StepName,
    /// How far.
    pub state: StepState,
    /// When it was done.
    #[serde(default)]
    pub at: Option<NaiveDateTime>,
}

/// The steps that lead from a card to an individual insured number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepName {
    /// The certificate is asked for at J-LIS.
    CertificateCheck,
    /// The link number (紐付番号) is fetched from the intermediate server.
    LinkNumber,
    /// Serial, link number and individual insured number are linked.
    Linking,
    /// The eligibility is fetched.
    EligibilityFetch,
}

/// State of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepState {
    /// Done.
    Done,
    /// Running.
    Running,
    /// Not begun.
    Waiting,
    /// Failed.
    Failed,
}
