//! Who lives in the box: the named test citizens and a population computed from its number.

pub(crate) mod named;
pub(crate) mod population;
pub(crate) mod seed;
pub(crate) mod voice;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{Datelike, NaiveDate};
use sha2::{Digest, Sha256};

use named::{Named, PROFILES, TURNED_AWAY};
use seed::{Dice, hash};
use voice::Voice;

use crate::wire::encoding::Encoding;
use crate::wire::service::Service;

/// Sex as registered (code list 007).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sex {
    /// 1 男
    Male,
    /// 2 女
    Female,
}

impl Sex {
    /// Code of list 007.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Male => "1",
            Self::Female => "2",
        }
    }
}

/// Which citizen it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// One of the named.
    Named(Named),
    /// One of the population, by number.
    Number(u32),
}

/// A citizen.
#[derive(Clone, Debug)]
pub(crate) struct Citizen {
    /// The id typed on the card page.
    pub(crate) id: String,
    /// Which one.
    pub(crate) kind: Kind,
    /// All that is computed starts here.
    pub(crate) seed: u64,
    /// Name as registered, in the citizen's voice.
    pub(crate) name: String,
    /// Kana, full width, in the citizen's voice.
    pub(crate) kana: String,
    /// Kana, half width, in the citizen's voice.
    pub(crate) half_kana: String,
    /// Day of birth.
    pub(crate) birth: NaiveDate,
    /// Sex.
    pub(crate) sex: Sex,
    /// How free texts sound.
    pub(crate) voice: Voice,
}

impl Citizen {
    /// The citizen with this id; `None` for anybody unknown.
    pub(crate) fn find(id: &str) -> Option<Self> {
        if let Some(profile) = PROFILES.iter().chain(&TURNED_AWAY).find(|p| p.id == id) {
            let voice = if profile.who == Named::Hostile { Voice::Hostile } else { Voice::Plain };
            return Some(Self {
                id: id.to_owned(),
                kind: Kind::Named(profile.who),
                // The household's rows in the answers of `parent` are computed from the name; their own agree with them.
                seed: hash(if profile.who == Named::Household { profile.name } else { id }),
                name: voice.say(profile.name),
                kana: voice.say(profile.kana),
                half_kana: voice.say(profile.half_kana),
                birth: profile.birth(),
                sex: profile.sex,
                voice,
            });
        }
        population::find(id)
    }

    /// The subject of the ID token and of `X-Subject`: opaque, and different from the card's id.
    pub(crate) fn subject(&self) -> String {
        let digest = Sha256::digest(format!("sub:{}", self.id));
        let mut subject = URL_SAFE_NO_PAD.encode(digest);
        subject.truncate(22);
        subject
    }

    /// A free text as this citizen's records carry it.
    pub(crate) fn say(&self, text: &str) -> String {
        self.voice.say(text)
    }

    /// Numbers for one subject of this citizen's records.
    pub(crate) fn dice(&self, subject: &str, index: i64) -> Dice {
        Dice::new(self.seed, subject, index)
    }

    /// The named citizen, if it is one.
    pub(crate) fn named(&self) -> Option<Named> {
        match self.kind {
            Kind::Named(who) => Some(who),
            Kind::Number(_) => None,
        }
    }

    /// Whole years of age on a day.
    pub(crate) fn age(&self, day: NaiveDate) -> i32 {
        age(self.birth, day)
    }

    /// The encoding of this citizen's answers of a service. Half of the people get eligibility and drugs in
    /// Shift_JIS, the other half checkups and expenses, so that a client meets both within one page.
    pub(crate) fn encoding(&self, service: Service) -> Encoding {
        let even = match self.kind {
            Kind::Number(n) => n.is_multiple_of(2),
            Kind::Named(_) => self.seed.is_multiple_of(2),
        };
        let first = matches!(service, Service::Eligibility | Service::Medications);
        if even == first { Encoding::ShiftJis } else { Encoding::Utf8 }
    }
}

/// Whole years from a birth to a day.
pub(crate) fn age(birth: NaiveDate, day: NaiveDate) -> i32 {
    let before = (day.month(), day.day()) < (birth.month(), birth.day());
    day.year() - birth.year() - i32::from(before)
}
