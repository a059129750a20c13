//! A registration begun in this run: its steps, one after the other, and the one at which it may stop.

use chrono::{Duration, NaiveDateTime};
use serde_json::{Value, json};

use super::certificate::Serial;
use super::time;

/// The steps in order, by the names on the wire.
pub(crate) const STEPS: [&str; 4] = ["certificate_check", "link_number", "linking", "eligibility_fetch"];

/// Position of the step that writes the row of the first table.
const LINKING: usize = 2;

/// One try to register.
#[derive(Clone, Debug)]
pub(crate) struct Attempt {
    /// The key it was asked for with, if any.
    pub(crate) key: Option<String>,
    /// The certificate that was in the reader.
    pub(crate) serial: Serial,
    /// Through which door: `portal` or `clinic_terminal`.
    pub(crate) door: &'static str,
    /// When it began.
    pub(crate) began: NaiveDateTime,
    /// The step at which it stops, by the fault `step`.
    pub(crate) fails_at: Option<usize>,
}

impl Attempt {
    /// How many steps are done.
    fn done(&self, now: NaiveDateTime, step: Duration) -> usize {
        (0..STEPS.len()).take_while(|&i| now >= self.began + step * (i as i32 + 1) && self.fails_at != Some(i)).count()
    }

    /// Whether it has stopped at a step.
    pub(crate) fn failed(&self, now: NaiveDateTime, step: Duration) -> bool {
        let done = self.done(now, step);
        self.fails_at == Some(done) && now >= self.began + step * (done as i32 + 1)
    }

    /// Whether all is done.
    pub(crate) fn over(&self, now: NaiveDateTime, step: Duration) -> bool {
        self.done(now, step) == STEPS.len()
    }

    /// When the serial was linked, once it is.
    pub(crate) fn linked(&self, now: NaiveDateTime, step: Duration) -> Option<NaiveDateTime> {
        (self.done(now, step) > LINKING).then(|| self.began + step * (LINKING as i32 + 1))
    }

    /// The steps as the answer tells them.
    pub(crate) fn told(&self, now: NaiveDateTime, step: Duration) -> Vec<Value> {
        let done = self.done(now, step);
        let failed = self.failed(now, step);
        let told = |(i, name): (usize, &str)| match i {
            _ if i < done => json!({ "name": name, "state": "done", "at": time(self.began + step * (i as i32 + 1)) }),
            _ if i > done => json!({ "name": name, "state": "waiting", "at": null }),
            _ if failed => json!({ "name": name, "state": "failed", "at": null }),
            _ => json!({ "name": name, "state": "running", "at": null }),
        };
        STEPS.into_iter().enumerate().map(told).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::month::day;

    #[test]
    fn steps_follow_each_other_and_nothing_follows_a_failed_one() {
        let began = day(2026, 11, 22).and_hms_opt(12, 0, 0).expect("a time");
        let step = Duration::milliseconds(400);
        for (fails_at, after, expected) in [
            (None, 0, "running waiting waiting waiting"),
            (None, 500, "done running waiting waiting"),
            (None, 1599, "done done done running"),
            (None, 1600, "done done done done"),
            (Some(1), 500, "done running waiting waiting"),
            (Some(1), 900, "done failed waiting waiting"),
            (Some(1), 9000, "done failed waiting waiting"),
            (Some(0), 400, "failed waiting waiting waiting"),
            (Some(3), 1300, "done done done running"),
        ] {
            let attempt = Attempt { key: None, serial: Serial(vec![1]), door: "portal", began, fails_at };
            let now = began + Duration::milliseconds(after);
            let told = attempt.told(now, step);
            let states: Vec<&str> = told.iter().filter_map(|one| one["state"].as_str()).collect();
            assert_eq!(states.join(" "), expected, "{fails_at:?} {after}");
            assert_eq!(attempt.failed(now, step), expected.contains("failed"));
            assert_eq!(attempt.over(now, step), expected == "done done done done");
            assert_eq!(attempt.linked(now, step).is_some(), expected.starts_with("done done done"), "{after}");
        }
    }
}
