//! The authorities: three generations for signing in, told apart by their keys alone, and one for signing documents.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};
use jpki::anchor::{AnchorError, Anchors, Issues};
use jpki_issuer::certificate::Template;
use jpki_issuer::key::Key;
use jpki_issuer::name;

use super::utc;
use crate::records::month::day;

/// One generation of an authority.
pub(crate) struct Generation {
    /// Its key.
    pub(crate) key: Key,
    /// Its name in DER.
    pub(crate) name: Vec<u8>,
    /// Its own certificate in DER.
    pub(crate) certificate: Vec<u8>,
    /// First moment of validity, Japan time.
    from: NaiveDateTime,
}

/// All of them.
pub(crate) struct Authorities {
    /// For signing in, the oldest first. The oldest has expired, the other two overlap.
    pub(crate) generations: [Generation; 3],
    /// For signing documents (署名用).
    pub(crate) documents: Generation,
}

impl Authorities {
    /// The authorities as they stand on a day: the same on every machine for the same year.
    pub(crate) fn on(today: NaiveDate) -> Self {
        let year = today.year();
        let auth = |name: &str, (from, until)| Generation::new(name, name::authentication(), from, until);
        Self {
            generations: [
                auth("ca-1", (day(year - 11, 10, 20), day(year - 1, 10, 19))),
                auth("ca-2", (day(year - 7, 9, 14), day(year + 3, 9, 14))),
                auth("ca-3", (day(year - 3, 7, 16), day(year + 7, 7, 15))),
            ],
            documents: Generation::new("signing-ca", name::signing(), day(year - 3, 7, 16), day(year + 7, 7, 15)),
        }
    }

    /// The generation that issues for signing in at a moment: the newest there is.
    pub(crate) fn issuing(&self, at: NaiveDateTime) -> &Generation {
        self.generations.iter().rfind(|generation| generation.from <= at).unwrap_or(&self.generations[0])
    }

    /// Every authority.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Generation> {
        self.generations.iter().chain([&self.documents])
    }

    /// What a verifier trusts.
    ///
    /// # Errors
    /// Never, as long as issuer and verifier agree on what an authority is.
    pub(crate) fn anchors(&self) -> Result<Anchors, AnchorError> {
        let certificates: Vec<Vec<u8>> = self.generations.iter().map(|g| g.certificate.clone()).collect();
        Anchors::default()
            .with(Issues::Authentication, &certificates)?
            .with(Issues::Signing, std::slice::from_ref(&self.documents.certificate))
    }
}

impl Generation {
    fn new(key: &str, name: Vec<u8>, from: NaiveDate, until: NaiveDate) -> Self {
        let key = Key::known(key).expect("the list of primes holds every authority");
        let from = from.and_time(NaiveTime::MIN);
        let last = until.and_hms_opt(23, 59, 59).unwrap_or_default();
        let certificate = Template::authority(1, &name, &key).valid(utc(from), utc(last)).sign(&key);
        Self { key, name, certificate, from }
    }

    /// Its certificate in PEM.
    pub(crate) fn pem(&self) -> String {
        let text = STANDARD.encode(&self.certificate);
        let lines: Vec<&str> =
            text.as_bytes().chunks(64).map(|line| std::str::from_utf8(line).unwrap_or_default()).collect();
        format!("-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n", lines.join("\n"))
    }
}
