//! When certificates that an insurer has issued run out: 限度額適用認定証, 高齢受給者証, 特定疾病療養受療証.

use chrono::NaiveDate;

use super::{Eligibility, EligibilityStatus};

impl EligibilityStatus {
    /// Last days of the certificates that are good today, of every eligibility that covers today, the earliest first. Days
    /// alone: of which certificate one is, is no matter for a list of notices.
    #[must_use]
    pub fn certificate_ends(&self, today: NaiveDate) -> Vec<NaiveDate> {
        let mut ends: Vec<NaiveDate> = self.covering(today).flat_map(|one| terms_of(one, today)).collect();
        ends.sort_unstable();
        ends.dedup();
        ends
    }
}

fn terms_of(one: &Eligibility, today: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let ceiling = one.ceiling.iter().map(|certificate| (certificate.from, certificate.until));
    let elderly = one.elderly.iter().map(|certificate| (certificate.from, certificate.until));
    let diseases = one.specific_diseases.iter().map(|certificate| (certificate.from, certificate.until));
    ceiling
        .chain(elderly)
        .chain(diseases)
        .filter_map(move |(from, until)| until.filter(|until| today <= *until && from.is_none_or(|from| from <= today)))
}

#[cfg(test)]
mod tests {
    use super::super::example::cover;
    use super::super::{CeilingCertificate, ElderlyCertificate, SpecificDiseaseCertificate, Validity};
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn each_certificate_that_is_good_today_has_its_last_day() {
        let today = day("2026-11-22");
        let other = ("2020-01-01", "2030-12-31");
        for (name, term, found) in [
            ("good", (Some("2026-08-01"), Some("2027-07-31")), true),
            ("on its last day", (None, Some("2026-11-22")), true),
            ("over", (None, Some("2026-11-21")), false),
            ("still to begin", (Some("2026-11-23"), Some("2027-07-31")), false),
            ("without an end", (Some("2026-08-01"), None), false),
        ] {
            let (from, until) = (term.0.map(day), term.1.map(day));
            for kind in 0..3 {
                let mut one = cover("06", "2020-01-01", None);
                (one.ceiling, one.elderly, one.specific_diseases) = (None, None, Vec::new());
                match kind {
                    0 => one.ceiling = Some(CeilingCertificate { kind: "01".into(), class: "A03".into(), from, until }),
                    1 => one.elderly = Some(ElderlyCertificate { share_percent: 20, from, until }),
                    _ => {
                        let disease = SpecificDiseaseCertificate { category: "1".into(), from, until, self_pay: None };
                        one.specific_diseases = vec![disease];
                    }
                }
                (one.valid_from, one.lost_on) = (day(other.0), Some(day(other.1)));
                let mut former = one.clone();
                former.lost_on = Some(today);
                let mut status = EligibilityStatus { validity: Validity::Valid, line: vec![one], hidden: Vec::new() };
                let wanted: Vec<_> = until.into_iter().filter(|_| found).collect();
                assert_eq!(status.certificate_ends(today), wanted, "{name}, kind {kind}");
                status.line.push(status.line[0].clone());
                assert_eq!(status.certificate_ends(today), wanted, "{name}, kind {kind}: a day once");
                status.line = vec![former];
                assert_eq!(status.certificate_ends(today), [], "{name}, kind {kind}: of an insurance that is over");
            }
        }
    }
}
