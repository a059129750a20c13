//! One certificate on a card: made when it is needed, the same each time.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use jpki::certificate::CertificateId;
use jpki_issuer::certificate::{Kind, Template};
use jpki_issuer::key::Key;
use sha2::{Digest, Sha256};

use super::authority::{Authorities, Generation};
use super::chip::{Chip, last_day};
use super::utc;

/// Which certificate of which card.
#[derive(Clone, Debug)]
pub(crate) struct Leaf {
    /// The card.
    pub(crate) chip: Chip,
    /// The first has 1, each renewal the next.
    pub(crate) sequence: u8,
    /// When it was issued, Japan time.
    pub(crate) issued: NaiveDateTime,
    /// When the card itself was issued.
    pub(crate) card_issued: NaiveDate,
}

impl Leaf {
    /// Who issued it.
    pub(crate) fn issuer<'a>(&self, authorities: &'a Authorities) -> &'a Generation {
        match self.chip.kind {
            Kind::Signing => &authorities.documents,
            Kind::Card | Kind::Phone => authorities.issuing(self.issued),
        }
    }

    /// Its serial number.
    pub(crate) fn serial(&self) -> Vec<u8> {
        self.chip.place.serial(self.sequence)
    }

    /// Names it among all.
    pub(crate) fn id(&self, authorities: &Authorities) -> CertificateId {
        CertificateId { issuer: self.issuer(authorities).name.clone(), serial: self.serial() }
    }

    /// Its last moment, Japan time.
    pub(crate) fn ends(&self) -> NaiveDateTime {
        let day = last_day(self.chip.citizen.birth, self.issued.date(), self.card_issued);
        day.and_hms_opt(23, 59, 59).unwrap_or_default()
    }

    /// The certificate in DER, for its key.
    pub(crate) fn der(&self, key: &Key, authorities: &Authorities) -> Vec<u8> {
        let issuer = self.issuer(authorities);
        // An opaque name: nothing of the person, as the real ones have it.
        let subject: String = Sha256::digest(format!("subject {} {}", self.chip.id, self.sequence))
            .iter()
            .take(11)
            .map(|byte| format!("{byte:02X}"))
            .collect();
        let from = self.issued.date().and_time(NaiveTime::MIN);
        Template::leaf(self.chip.kind, &self.serial(), &subject, key, &issuer.name, &issuer.key)
            .valid(utc(from), utc(self.ends()))
            .sign(&issuer.key)
    }
}
