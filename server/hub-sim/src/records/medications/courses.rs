//! Long courses: the same drugs every few weeks. Those of the named citizens are written down, the others computed.

pub(super) mod lifelong;

use chrono::{Datelike, Duration, NaiveDate};

use super::{Handout, episodes};
use crate::citizen::Citizen;
use crate::citizen::named::Named;
use crate::records::drugs::{self, Line};
use crate::records::month::day;
use crate::records::place::{self, Place};

/// The first year of which the hub tells (drugs are shown from September 2021 on).
const FIRST_YEAR: i32 = 2021;

/// Groups of drugs given together for years.
const LONG: [&[&str]; 7] = [
    &["antihypertensive", "statin-lipid"],
    &["antihypertensive"],
    &["diabetes", "statin-lipid"],
    &["gastro", "sleep-psych"],
    &["eye"],
    &["osteoporosis", "pain"],
    &["thyroid"],
];

/// Drugs that are handed out again and again.
struct Course {
    clinic: Place,
    pharmacy: Place,
    first: NaiveDate,
    last: Option<NaiveDate>,
    every: i64,
    electronic: bool,
    lines: Vec<Line>,
}

impl Course {
    fn new(clinic: &str, pharmacy: &str, first: NaiveDate, every: i64, codes: &[&str]) -> Self {
        Self {
            clinic: Place::medical(Place::index_of(clinic), clinic),
            pharmacy: Place::pharmacy(Place::index_of(pharmacy), pharmacy),
            first,
            last: None,
            every,
            electronic: true,
            lines: drugs::lines(codes, every),
        }
    }

    fn until(mut self, last: NaiveDate) -> Self {
        self.last = Some(last);
        self
    }

    fn on_paper(mut self) -> Self {
        self.electronic = false;
        self
    }

    fn handouts(&self, from: NaiveDate, to: NaiveDate) -> impl Iterator<Item = Handout> {
        let to = self.last.map_or(to, |last| last.min(to));
        let skipped = ((from - self.first).num_days().max(0) + self.every - 1) / self.every;
        let first = self.first + Duration::days(skipped * self.every);
        std::iter::successors(Some(first), |on| Some(*on + Duration::days(self.every)))
            .take_while(move |on| *on <= to)
            .map(|on| Handout {
                on,
                prescribed: if on.day() % 3 == 0 { on - Duration::days(1) } else { on },
                clinic: self.clinic.clone(),
                pharmacy: self.pharmacy.clone(),
                electronic: self.electronic,
                lines: self.lines.clone(),
            })
    }
}

/// All hand-outs of a citizen within `from..=to`.
pub(crate) fn handouts(citizen: &Citizen, from: NaiveDate, to: NaiveDate) -> Vec<Handout> {
    let mut all: Vec<Handout> = courses(citizen, to).iter().flat_map(|c| c.handouts(from, to)).collect();
    // What these seven take is written down to the last drug.
    if !matches!(
        citizen.named(),
        Some(
            Named::Empty
                | Named::Booked
                | Named::Uninsured
                | Named::Newcomer
                | Named::Hanako
                | Named::Elder
                | Named::Lifelong
        )
    ) {
        all.extend(episodes(citizen.seed, citizen.birth, from, to));
    }
    all
}

/// A prescription of a day that is not dispensed yet.
pub(super) fn prescription(citizen: &Citizen, on: NaiveDate) -> Handout {
    let mut dice = citizen.dice("prescription", 0);
    let index = dice.between(0, 199);
    let drug = dice.pick(drugs::group("statin-lipid"));
    let clinic = match citizen.named() {
        // The clinic that gives the same drug all the time.
        Some(Named::Changer) => Place::medical(Place::index_of("見本駅前クリニック"), "見本駅前クリニック"),
        _ => place::clinic(index),
    };
    Handout {
        on,
        prescribed: on,
        clinic,
        pharmacy: place::pharmacy(index),
        electronic: true,
        lines: vec![Line::usual(drug, 28)],
    }
}

fn courses(citizen: &Citizen, to: NaiveDate) -> Vec<Course> {
    match citizen.named() {
        Some(who) => named(who, to),
        None => computed(citizen),
    }
}

#[rustfmt::skip]
fn named(who: Named, to: NaiveDate) -> Vec<Course> {
    match who {
        // Single days of each year, not a course.
        Named::Hanako => each_year(to, |year| {
            [(11, 10, &["622249101", "620009048"][..]), (8, 3, &["620002023", "610407447"]),
             (6, 15, &["610463120", "620389501"]), (3, 5, &["622249101", "622694901"]), (12, 9, &["615101406"])]
                .into_iter()
                .map(|(m, d, codes)| Course::new("見本内科クリニック", "見本薬局 本店", day(year, m, d), 14, codes).until(day(year, m, d)))
                .collect()
        }),
        Named::Changer => each_year(to, |year| vec![
            Course::new("見本駅前クリニック", "見本薬局 本店", day(year, 6, 8), 28, &["622588801"]).until(day(year, 12, 31)),
            Course::new("見本耳鼻咽喉科", "あおば見本薬局", day(year, 2, 10), 28, &["622516602", "620008450"]).until(day(year, 4, 20)).on_paper(),
        ]),
        Named::Elder => vec![
            // A generic, and a combination of a brand that holds the same: the one ingredient that comes twice.
            Course::new("見本内科医院", "見本薬局 本店", day(2021, 9, 6), 28, &["620007870", "621573402", "622588801", "622533701"]),
            Course::new("見本総合病院 循環器内科", "見本調剤薬局 病院前店", day(2021, 9, 21), 56, &["622006801", "622224901", "620004042"]),
            Course::new("見本整形外科", "見本薬局 本店", day(2021, 9, 20), 28, &["622811301", "622811601", "622260301"]),
            Course::new("見本眼科", "あおば見本薬局", day(2021, 9, 15), 56, &["621984601", "621229401"]).on_paper(),
        ],
        Named::Parent => vec![Course::new("見本呼吸器クリニック", "見本薬局 本店", day(2023, 4, 3), 56, &["622375501", "620006885"])],
        Named::Chronic => vec![
            Course::new("見本腎クリニック", "見本調剤薬局 駅前店", day(2021, 9, 3), 14, &["610432025", "622552001", "620005895", "622081001"]),
            Course::new("見本内科", "見本薬局 本店", day(2021, 9, 10), 28, &["620007870", "622404401"]),
        ],
        Named::Clinic => vec![Course::new("見本内科クリニック", "見本薬局 本店", day(2022, 5, 9), 28, &["622535601", "622430701"])],
        Named::Ward => vec![Course::new("見本市立病院", "見本調剤薬局 駅前店", day(2022, 7, 1), 28, &["622053101", "622242501"])],
        Named::Hostile => vec![Course::new("見本内科", "見本薬局", day(2024, 1, 9), 28, &["620007870", "622260301"])],
        Named::Crossed | Named::Renewed | Named::Gap | Named::Renewing | Named::Revoked | Named::Blocked | Named::TurnedAway | Named::Switching | Named::Overlapping | Named::Long => each_year(to, |year| vec![Course::new("見本内科", "見本薬局", day(year, 1, 15), 84, &["610463120"]).until(day(year, 12, 31))]),
        Named::Lifelong => lifelong::courses(to),
        Named::Empty | Named::Booked | Named::Uninsured | Named::Newcomer | Named::Household => Vec::new(),
    }
}

/// What comes again each year, for all years that the hub may be asked about.
fn each_year(to: NaiveDate, of: impl Fn(i32) -> Vec<Course>) -> Vec<Course> {
    (FIRST_YEAR..=to.year()).flat_map(of).collect()
}

/// The older, the more often.
fn computed(citizen: &Citizen) -> Vec<Course> {
    let mut dice = citizen.dice("courses", 0);
    // Nobody born after the middle nineties; one chance more with every ten years of age.
    let decades = i64::from(1996 - citizen.birth.year()) / 10;
    let mut courses = Vec::new();
    for _ in 0..2 {
        let groups = dice.pick(&LONG);
        let (index, start, every) = (dice.between(0, 199), dice.between(0, 900), dice.pick(&[28, 56, 84]));
        let electronic = dice.chance(60);
        let lines = groups.iter().map(|g| Line::usual(dice.pick(drugs::group(g)), every)).collect();
        if dice.chance(decades * 18) {
            courses.push(Course {
                clinic: place::clinic(index),
                pharmacy: place::pharmacy(index),
                first: day(2021, 9, 1) + Duration::days(start),
                last: None,
                every,
                electronic,
                lines,
            });
        }
    }
    courses
}
