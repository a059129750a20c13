//! A small world with three generations of an authority, one for documents, and cards, in which anything can go wrong.

use chrono::{DateTime, TimeDelta, Utc};
use jpki::algorithm::Scheme;
use jpki::anchor::{Anchors, Issues};
use jpki::book::Book;
use jpki::challenge::{Place, Purpose};
use jpki::crl::Lists;
use jpki::profile::Profile;
use jpki::refusal::Refusal;
use jpki::revocation::Evidence;
use jpki::verifier::{Answer, Verified, Verifier};
use jpki_issuer::certificate::{Kind, Template};
use jpki_issuer::key::{Key, Signs};
use jpki_issuer::list::List;
use jpki_issuer::name;

/// Where and for what the card is asked.
pub(crate) const HERE: Place<'static> =
    Place { origin: "https://portal.example", purpose: Purpose::SignIn, binding: "this browser" };

/// The serial number of the card that is right.
pub(crate) const SERIAL: [u8; 4] = [0x0a, 0x0b, 0x0c, 0x0d];

/// A moment.
pub(crate) fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("a moment")
}

/// Now.
pub(crate) fn now() -> DateTime<Utc> {
    at("2026-11-23T03:00:00Z")
}

/// Everything there is.
pub(crate) struct World {
    /// The generations; the first has expired.
    pub(crate) generations: [Key; 3],
    /// The authority for documents.
    pub(crate) documents: Key,
    /// The key of the card.
    pub(crate) card: Key,
    /// Another person's.
    pub(crate) other: Key,
    /// The one who judges.
    pub(crate) verifier: Verifier,
    /// Lists on which nobody stands.
    pub(crate) lists: Lists,
}

impl World {
    /// The world as it should be.
    pub(crate) fn new() -> Self {
        let key = |name| Key::known(name).expect("a known key");
        let generations = [key("ca-1"), key("ca-2"), key("ca-3")];
        let documents = key("signing-ca");
        let years = [
            ("2015-10-20T00:00:00Z", "2025-10-19T14:59:59Z"),
            ("2019-09-14T00:00:00Z", "2029-09-14T14:59:59Z"),
            ("2023-07-16T00:00:00Z", "2053-07-15T14:59:59Z"),
        ];
        let authentication: Vec<Vec<u8>> = generations
            .iter()
            .zip(years)
            .map(|(key, (from, until))| {
                Template::authority(1, &name::authentication(), key).valid(at(from), at(until)).sign(key)
            })
            .collect();
        let signing = Template::authority(1, &name::signing(), &documents).valid(at(years[2].0), at(years[2].1));
        let anchors = Anchors::default()
            .with(Issues::Authentication, &authentication)
            .and_then(|anchors| anchors.with(Issues::Signing, &[signing.sign(&documents)]))
            .expect("authorities");
        let mut lists = Lists::default();
        for key in &generations {
            lists.accept(&list(1).sign(key), &anchors, now()).expect("a list");
        }
        Self {
            generations,
            documents,
            card: key("hanako"),
            other: Key::from_seed("somebody else"),
            verifier: Verifier::new(anchors, Profile::simulation()),
            lists,
        }
    }

    /// The newest authority.
    pub(crate) fn authority(&self) -> &Key {
        &self.generations[2]
    }

    /// The right leaf of the card.
    pub(crate) fn leaf(&self) -> Template {
        self.leaf_of(&self.card)
    }

    /// The right leaf of a key.
    pub(crate) fn leaf_of(&self, key: &Key) -> Template {
        Template::leaf(Kind::Card, &SERIAL, "SIM-HANAKO", key, &name::authentication(), self.authority())
            .valid(at("2025-04-01T00:00:00Z"), at("2030-03-31T14:59:59Z"))
    }

    /// Presents a certificate; the given hand signs.
    pub(crate) fn present(
        &self,
        certificate: &[u8],
        scheme: Scheme,
        sign: impl FnOnce(&str) -> Vec<u8>,
    ) -> Result<Verified, Refusal> {
        self.present_with(certificate, scheme, sign, Evidence::Lists(&self.lists))
    }

    /// The same, with some other word about revocation.
    pub(crate) fn present_with(
        &self,
        certificate: &[u8],
        scheme: Scheme,
        sign: impl FnOnce(&str) -> Vec<u8>,
        evidence: Evidence<'_>,
    ) -> Result<Verified, Refusal> {
        let book = Book::default();
        let text = book.give(HERE, [7; 32], now());
        let admitted = book.admit(&text, HERE, now())?;
        let signature = sign(&text);
        let answer = Answer { scheme, signature: &signature, certificate };
        self.verifier.examine(admitted, answer, now())?.settle(evidence, now())
    }

    /// Presents the card with a certificate for its key.
    pub(crate) fn card(&self, certificate: &[u8]) -> Result<Verified, Refusal> {
        self.present(certificate, Scheme::Pkcs1, |text| self.card.sign(text.as_bytes()))
    }
}

/// A list of the authority for signing in on which nobody stands.
pub(crate) fn list(number: u64) -> List {
    List {
        issuer: name::authentication(),
        number,
        from: now() - TimeDelta::hours(1),
        until: now() + TimeDelta::hours(23),
        revoked: Vec::new(),
        extensions: Vec::new(),
    }
}
