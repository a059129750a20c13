//! Short illnesses: a cold, hay fever, a sore back. A few a year, by the seed.

use chrono::{Datelike, NaiveDate};

use super::Handout;
use crate::citizen::age;
use crate::citizen::seed::Dice;
use crate::records::drugs::{self, Line};
use crate::records::place;

/// Groups of drugs given together for one illness.
const GROWN: [&[&str]; 5] = [
    &["pain", "cough-cold", "antibiotic"],
    &["allergy"],
    &["pain", "gastro"],
    &["derm-topical", "allergy"],
    &["kampo", "cough-cold"],
];

const CHILD: [&[&str]; 3] = [&["child-syrup", "antibiotic"], &["child-syrup", "child-syrup"], &["derm-topical"]];

/// The illnesses within `from..=to` of somebody with this seed and birth.
pub(crate) fn episodes(seed: u64, birth: NaiveDate, from: NaiveDate, to: NaiveDate) -> Vec<Handout> {
    let mut found = Vec::new();
    for year in from.year()..=to.year() {
        let mut dice = Dice::new(seed, "episodes", i64::from(year));
        for _ in 0..dice.between(0, 3) {
            let (month, day) = (dice.between(1, 12) as u32, dice.between(1, 28) as u32);
            let place = dice.between(0, 199);
            let electronic = dice.chance(60);
            let Some(on) = NaiveDate::from_ymd_opt(year, month, day) else { continue };
            let groups = if age(birth, on) < 12 { dice.pick(&CHILD) } else { dice.pick(&GROWN) };
            let days = dice.between(3, 7);
            let mut lines: Vec<Line> = Vec::new();
            for group in groups {
                let drug = dice.pick(drugs::group(group));
                if lines.iter().all(|l| l.drug.code != drug.code) {
                    lines.push(Line::usual(drug, days));
                }
            }
            if (from..=to).contains(&on) && on >= birth {
                found.push(Handout {
                    on,
                    prescribed: on,
                    clinic: place::clinic(place),
                    pharmacy: place::pharmacy(place),
                    electronic,
                    lines,
                });
            }
        }
    }
    found
}
