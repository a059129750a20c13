//! The cards (and the one phone) there are: whose each is, what is on it, and since when.

use chrono::{Datelike, Duration, NaiveDate};
use jpki_issuer::certificate::Kind;
use jpki_issuer::key::Key;

use crate::citizen::named::PROFILES;
use crate::citizen::seed::hash;
use crate::citizen::{Citizen, population};
use crate::records::month::day;

/// What became of a card before the hub was started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Past {
    /// Nothing.
    Sound,
    /// Its certificate ends within the year.
    EndsSoon,
    /// Its certificate has ended.
    Ended,
    /// Its holder has a newer certificate, on another card.
    Superseded,
    /// It holds that newer certificate.
    Renewed,
    /// Reported lost; its certificate is suspended.
    Lost,
    /// Three wrong PINs.
    Locked,
}

/// A card or phone that one person holds.
#[derive(Clone, Debug)]
pub(crate) struct Chip {
    /// What is typed on the card page.
    pub(crate) id: String,
    /// Its holder.
    pub(crate) citizen: Citizen,
    /// What its certificate is for, and where the key lives.
    pub(crate) kind: Kind,
    /// What became of it before the start.
    pub(crate) past: Past,
    /// Its place among the cards: makes its serial numbers.
    pub(crate) place: Place,
}

/// Where a card stands: among the named, or in the population.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// By place in [`SPECIAL`], or from a hundred on by place among the named citizens.
    Named(u8),
    /// By number.
    Number(u32),
}

/// A card that is not like the others: its id, its holder, what it is, what became of it.
type Row = (&'static str, &'static str, Kind, Past);

use Past::{Ended, EndsSoon, Locked, Lost, Renewed, Sound, Superseded};

/// The cards that are not simply a named citizen's sound one. New ones go to the end: their place is in their serial
/// numbers.
const SPECIAL: [Row; 8] = [
    ("elder", "elder", Kind::Card, EndsSoon),
    ("renewed", "renewed", Kind::Card, Renewed),
    ("renewed-old", "renewed", Kind::Card, Superseded),
    ("expired", "expired", Kind::Card, Ended),
    ("lost", "lost", Kind::Card, Lost),
    ("locked", "locked", Kind::Card, Locked),
    ("changer-phone", "changer", Kind::Phone, Sound),
    ("signing-hanako", "hanako", Kind::Signing, Sound),
];

/// From here on places are those of the named citizens.
const CITIZENS: u8 = 100;

/// Every named card.
pub(crate) fn named() -> impl Iterator<Item = Chip> {
    let special = SPECIAL.iter().map(|row| row.0);
    let sound = PROFILES.iter().map(|profile| profile.id).filter(|id| SPECIAL.iter().all(|row| row.0 != *id));
    special.chain(sound).filter_map(Chip::find)
}

/// How long ago the things happened that happened before the start, days.
pub(crate) const PAST_DAYS: i64 = 20;

impl Chip {
    /// The card with this id.
    pub(crate) fn find(id: &str) -> Option<Self> {
        let place = |at: usize| u8::try_from(at).ok();
        if let Some(at) = SPECIAL.iter().position(|row| row.0 == id) {
            return Self::at(Place::Named(place(at)?));
        }
        if let Some(at) = PROFILES.iter().position(|profile| profile.id == id) {
            return Self::at(Place::Named(CITIZENS.checked_add(place(at)?)?));
        }
        let citizen = population::find(id)?;
        let crate::citizen::Kind::Number(number) = citizen.kind else { return None };
        Some(Self::of_number(number, citizen))
    }

    /// The card at a place.
    pub(crate) fn at(place: Place) -> Option<Self> {
        match place {
            Place::Named(index) => {
                let (id, holder, kind, past) = match index.checked_sub(CITIZENS) {
                    None => *SPECIAL.get(usize::from(index))?,
                    Some(at) => {
                        let id = PROFILES.get(usize::from(at))?.id;
                        (id, id, Kind::Card, Sound)
                    }
                };
                Some(Self { id: id.to_owned(), citizen: Citizen::find(holder)?, kind, past, place })
            }
            Place::Number(number) if (1..=population::LAST).contains(&number) => {
                Some(Self::of_number(number, population::compute(number)))
            }
            Place::Number(_) => None,
        }
    }

    fn of_number(number: u32, citizen: Citizen) -> Self {
        let place = Place::Number(number);
        Self { id: citizen.id.clone(), citizen, kind: Kind::Card, past: Sound, place }
    }

    /// The key of its certificate with this number. Some are RSA, as today's cards have it, the rest P-384 as announced for
    /// the next; each has its own.
    pub(crate) fn key(&self, sequence: u8) -> Key {
        let known = if sequence == 1 && matches!(self.place, Place::Named(_)) { Key::known(&self.id) } else { None };
        known.unwrap_or_else(|| Key::from_seed(&format!("card {} {sequence}", self.id)))
    }

    /// The day its first certificate was issued, for a hub that started on `today`. The fifth birthday after it is the end.
    pub(crate) fn issued(&self, today: NaiveDate) -> NaiveDate {
        let mut next = birthday(self.citizen.birth, today.year());
        if next <= today {
            next = birthday(self.citizen.birth, today.year() + 1);
        }
        let mut dice = self.citizen.dice(&format!("card {}", self.id), 0);
        let before = Duration::days(dice.between(30, 330));
        // Years from the fifth birthday after the issue to the next birthday.
        let years_left = match self.past {
            Renewed => return today - Duration::days(PAST_DAYS),
            Ended => -1,
            EndsSoon | Superseded => 0,
            Sound | Lost | Locked => dice.between(1, 3) as i32,
        };
        // A card is not older than its holder.
        (birthday(self.citizen.birth, next.year() + years_left - 4) - before).max(self.citizen.birth)
    }
}

/// The last day of a certificate issued on a day: the holder's fifth birthday after it, or the card's end if that is
/// earlier. A card lasts to the tenth birthday, a child's to the fifth.
pub(crate) fn last_day(birth: NaiveDate, issued: NaiveDate, card_issued: NaiveDate) -> NaiveDate {
    let years = if crate::citizen::age(birth, card_issued) < 18 { 5 } else { 10 };
    nth_birthday(birth, issued, 5).min(nth_birthday(birth, card_issued, years))
}

/// The n-th birthday after a day.
fn nth_birthday(birth: NaiveDate, after: NaiveDate, n: i32) -> NaiveDate {
    let first = if birthday(birth, after.year()) > after { after.year() } else { after.year() + 1 };
    birthday(birth, first + n - 1)
}

/// The birthday in a year; whoever was born on a leap day has it on the day before March.
fn birthday(birth: NaiveDate, year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, birth.month(), birth.day()).unwrap_or_else(|| day(year, 2, 28))
}

impl Place {
    /// The serial number of its certificate with this number: marks where it stands, and is checked when it comes back.
    pub(crate) fn serial(self, sequence: u8) -> Vec<u8> {
        let mut bytes = match self {
            Self::Named(index) => vec![0x51, 0, 0, 0, index],
            Self::Number(number) => [vec![0x4e], number.to_be_bytes().to_vec()].concat(),
        };
        bytes.push(sequence);
        let check = hash(&format!("serial {bytes:?}")).to_be_bytes();
        bytes.extend_from_slice(&check[..5]);
        bytes
    }

    /// Where a serial number leads: a place and the number of the certificate there.
    pub(crate) fn of_serial(serial: &[u8]) -> Option<(Self, u8)> {
        let (&[mark, a, b, c, d, sequence], _) = serial.split_first_chunk()?;
        let place = match mark {
            0x51 => Self::Named(d),
            0x4e => Self::Number(u32::from_be_bytes([a, b, c, d])),
            _ => return None,
        };
        (place.serial(sequence) == serial).then_some((place, sequence))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_certificate_ends_on_the_fifth_birthday_and_never_after_its_card() {
        let cases = [
            // An adult: the fifth birthday after the issue, whatever the day of the year.
            ((1989, 3, 31), (2022, 3, 30), (2022, 3, 30), (2026, 3, 31)),
            ((1989, 3, 31), (2022, 3, 31), (2022, 3, 31), (2027, 3, 31)),
            ((1989, 3, 31), (2022, 4, 1), (2022, 4, 1), (2027, 3, 31)),
            // Renewed on a card that has lasted seven years: the card's tenth birthday comes first.
            ((1989, 3, 31), (2026, 1, 10), (2018, 6, 1), (2028, 3, 31)),
            // A child's card lasts to the fifth birthday, and takes a certificate renewed later along.
            ((2012, 8, 1), (2026, 7, 1), (2022, 9, 1), (2027, 8, 1)),
            // Born on a leap day.
            ((1992, 2, 29), (2022, 5, 1), (2022, 5, 1), (2027, 2, 28)),
        ];
        let on = |(y, m, d)| day(y, m, d);
        for (birth, issued, card, end) in cases {
            assert_eq!(last_day(on(birth), on(issued), on(card)), on(end), "{birth:?} {issued:?}");
        }
    }

    #[test]
    fn every_card_is_found_again_by_its_serial_number_and_no_other_number_is_one() {
        for id in named().map(|chip| chip.id).chain(["n-000000001".to_owned(), "n-124000000".to_owned()]) {
            let chip = Chip::find(&id).unwrap_or_else(|| panic!("{id}"));
            for sequence in [1, 2, 9] {
                let serial = chip.place.serial(sequence);
                assert_eq!(Place::of_serial(&serial), Some((chip.place, sequence)), "{id}");
                assert_eq!(Chip::at(chip.place).map(|chip| chip.id).as_deref(), Some(&*id));
                let mut other = serial.clone();
                other[8] ^= 1;
                assert_eq!(Place::of_serial(&other), None, "{id}");
            }
        }
        assert_eq!(Place::of_serial(&[]), None);
    }

    #[test]
    fn cards_stand_as_their_past_says_on_any_day() {
        for today in [day(2026, 11, 23), day(2026, 2, 28), day(2025, 1, 1), day(2028, 2, 29)] {
            for chip in named() {
                let issued = chip.issued(today);
                let end = last_day(chip.citizen.birth, issued, issued);
                assert!(issued < today, "{} {today}", chip.id);
                assert_eq!(end < today, chip.past == Ended, "{} {today} {end}", chip.id);
                if chip.past == EndsSoon {
                    assert!(end <= today + Duration::days(366), "{} {today} {end}", chip.id);
                }
            }
        }
    }
}
