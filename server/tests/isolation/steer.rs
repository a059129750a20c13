//! Making the hub in a box misbehave, and reading what the portal has counted.

use reqwest::{Client, Response};

use crate::launch::Portal;

impl Portal {
    /// One number from the metrics.
    pub(crate) async fn metric(&self, http: &Client, name: &str) -> u64 {
        let text = text(http.get(format!("{}/metrics", self.admin)).send().await.expect("metrics")).await;
        let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
        line.and_then(|value| value.parse().ok()).unwrap_or_else(|| panic!("no metric {name} in\n{text}"))
    }

    /// Faults that the hub makes from now on.
    pub(crate) async fn set_faults(&self, http: &Client, faults: &str) {
        let answer = http
            .put(format!("{}/sim/faults", self.sim))
            .body(faults.to_owned())
            .send()
            .await
            .expect("the hub in a box");
        assert!(answer.status().is_success(), "faults {faults}: {}", answer.status());
    }
}

/// The whole body.
async fn text(answer: Response) -> String {
    String::from_utf8_lossy(&answer.bytes().await.expect("a body")).into_owned()
}
