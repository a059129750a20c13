//! The last answers of each service, kept only so that the fault `late` can give one of them again.

use std::collections::VecDeque;
use std::sync::Mutex;

use super::reply::Payload;
use crate::hub::locked;
use crate::wire::service::Service;

/// How many answers of a service are kept.
const KEPT: usize = 8;

/// An answer with its labels.
#[derive(Clone, Debug)]
pub(crate) struct Given {
    /// X-Request-Id it answers.
    pub(crate) request_id: String,
    /// X-Subject.
    pub(crate) subject: String,
    /// X-Actor.
    pub(crate) actor: Option<String>,
    /// Body.
    pub(crate) payload: Payload,
}

/// Answers already given.
#[derive(Default)]
pub(crate) struct Past([Mutex<VecDeque<Given>>; Service::ALL.len()]);

impl Past {
    /// Keeps an answer.
    pub(crate) fn remember(&self, service: Service, given: &Given) {
        let mut past = locked(&self.0[service.index()]);
        if past.len() == KEPT {
            past.pop_front();
        }
        past.push_back(given.clone());
    }

    /// An answer to an earlier request, the oldest that is kept.
    pub(crate) fn before(&self, service: Service, request_id: &str) -> Option<Given> {
        locked(&self.0[service.index()]).iter().find(|g| g.request_id != request_id).cloned()
    }

    /// Forgets all.
    pub(crate) fn forget(&self) {
        for past in &self.0 {
            locked(past).clear();
        }
    }
}
