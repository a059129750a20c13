//! The registrations of this run: who asked when, and how often somebody was registered.

use std::collections::HashMap;
use std::sync::Mutex;

use chrono::NaiveDateTime;
use serde_json::{Map, Value};

use crate::hub::locked;

/// Registrations of this run.
#[derive(Default)]
pub(crate) struct Registry(Mutex<HashMap<String, Entry>>);

#[derive(Clone, Copy)]
struct Entry {
    began: NaiveDateTime,
    count: u32,
}

impl Registry {
    /// Begins a registration, unless one has begun: asking twice registers once.
    pub(crate) fn begin(&self, citizen: &str, now: NaiveDateTime) {
        locked(&self.0).entry(citizen.to_owned()).or_insert(Entry { began: now, count: 1 });
    }

    /// When a citizen's registration began.
    pub(crate) fn began(&self, citizen: &str) -> Option<NaiveDateTime> {
        locked(&self.0).get(citizen).map(|e| e.began)
    }

    /// How often each citizen was registered.
    pub(crate) fn counts(&self) -> Value {
        let counts = locked(&self.0).iter().map(|(id, e)| (id.clone(), Value::from(e.count))).collect::<Map<_, _>>();
        Value::Object(counts)
    }

    /// Forgets all.
    pub(crate) fn forget(&self) {
        locked(&self.0).clear();
    }
}
