//! Who insured a citizen from when to when: the history behind the eligibility answer.

use chrono::{Datelike, Duration, Months, NaiveDate};

use super::insurer::Insurer;
use super::month::{day, first_day};
use crate::citizen::named::Named;
use crate::citizen::{Citizen, Kind};

/// One eligibility with one insurer.
#[derive(Clone, Debug)]
pub(crate) struct Coverage {
    /// The insurer.
    pub(crate) insurer: Insurer,
    /// InsuredCardClassification, code list 010.
    pub(crate) card_class: &'static str,
    /// 記号
    pub(crate) symbol: String,
    /// 番号
    pub(crate) number: String,
    /// 枝番
    pub(crate) branch: String,
    /// Dependant instead of insured person.
    pub(crate) dependant: bool,
    /// 資格取得日
    pub(crate) from: NaiveDate,
    /// 資格喪失日
    pub(crate) lost: Option<NaiveDate>,
    /// ReasonOfLoss, code list 008.
    pub(crate) reason: Option<&'static str>,
    /// Share at the counter in percent.
    pub(crate) share: i64,
    /// 限度額の証: kind (list 011) and class (list 012).
    pub(crate) ceiling: Option<(&'static str, &'static str)>,
    /// 特定疾病: category (list 013) and monthly ceiling in yen.
    pub(crate) disease: Option<(&'static str, i64)>,
}

impl Coverage {
    fn new(insurer: Insurer, symbol: &str, number: &str, from: NaiveDate) -> Self {
        Self {
            insurer,
            card_class: "01",
            symbol: symbol.to_owned(),
            number: number.to_owned(),
            branch: "01".to_owned(),
            dependant: false,
            from,
            lost: None,
            reason: None,
            share: 30,
            ceiling: None,
            disease: None,
        }
    }

    fn until(mut self, lost: NaiveDate) -> Self {
        self.lost = Some(lost);
        self.reason = Some("03");
        self
    }

    /// Lost without another insurance to take its place: その他.
    fn until_left(self, lost: NaiveDate) -> Self {
        Self { reason: Some("99"), ..self.until(lost) }
    }
}

/// Every eligibility of a citizen, newest first.
pub(crate) fn history(citizen: &Citizen, today: NaiveDate) -> Vec<Coverage> {
    match citizen.kind {
        Kind::Named(Named::Household) => vec![dependant(citizen, today)],
        Kind::Named(who) => named(who, today),
        Kind::Number(number) => computed(citizen, number, today),
    }
}

/// The eligibility in force on a day.
pub(crate) fn on(history: &[Coverage], day: NaiveDate) -> Option<&Coverage> {
    history.iter().find(|c| c.from <= day && c.lost.is_none_or(|lost| day < lost))
}

/// Years of the insurer changes of `changer`: seven and four years before the newest checkup year.
pub(crate) fn changer_moves(today: NaiveDate) -> (NaiveDate, NaiveDate) {
    (day(today.year() - 7, 4, 1), day(today.year() - 4, 7, 1))
}

fn named(who: Named, today: NaiveDate) -> Vec<Coverage> {
    // A number is one person's alone.
    let society = |from| Coverage::new(Insurer::society(13, 42), "２０１", &wide(45_600 + who as u32), from);
    let months_ago = |n| today.checked_sub_months(Months::new(n)).unwrap_or(today);
    match who {
        Named::Hanako => vec![Coverage::new(Insurer::specimen(), "1234", "1234567", day(2013, 4, 1))],
        Named::Changer => {
            let (first, second) = changer_moves(today);
            vec![
                Coverage::new(Insurer::specimen(), "５６", "７８９０", second),
                Coverage::new(Insurer::association(13), "３００１", "２２", first).until(second),
                Coverage::new(Insurer::society(27, 11), "１０", "３４５６", day(1999, 4, 1)).until(first),
            ]
        }
        Named::Elder => {
            let mut late = Coverage::new(Insurer::late_stage(13), "", "０１２３４５６７", day(2023, 2, 20));
            late.branch = String::new();
            late.share = 10;
            late.ceiling = Some(("02", "B05"));
            // From 70 to 74 two tenths are paid.
            let mut town = Coverage::new(Insurer::municipal(13, 801), "見本", "９８７６５", day(2008, 4, 1));
            town.share = 20;
            vec![late, town.until(day(2023, 2, 20))]
        }
        Named::Chronic => {
            let mut town = Coverage::new(Insurer::municipal(14, 101), "見本", "５５５１２", day(2019, 4, 1));
            town.ceiling = Some(("01", "A03"));
            town.disease = Some(("1", 10_000));
            vec![town]
        }
        Named::Gap => vec![society(day(2018, 4, 1)).until_left(months_ago(1))],
        Named::Ward => {
            let mut aid = Coverage::new(Insurer::new("1213001", "見本市福祉事務所"), "", "", day(2022, 6, 1));
            aid.card_class = "A1";
            aid.share = 0;
            vec![aid]
        }
        Named::Clinic => vec![Coverage::new(Insurer::municipal(11, 204), "見本", "３３１", day(2019, 1, 1))],
        Named::Booked => {
            let mut family = society(day(2001, 4, 2));
            family.dependant = true;
            family.branch = "03".to_owned();
            vec![family]
        }
        Named::Parent | Named::Household => vec![society(day(2010, 4, 1))],
        Named::Uninsured => vec![society(day(2017, 10, 1)).until_left(months_ago(5))],
        Named::Revoked => vec![Coverage::new(Insurer::municipal(12, 203), "見本", "７７１", day(2016, 4, 1))],
        Named::Switching => vec![
            Coverage::new(Insurer::association(13), "３００２", "１７", day(today.year() - 2, 4, 15))
                .until(today - Duration::days(3)),
            Coverage::new(Insurer::society(27, 12), "２２", "８１５", day(2016, 4, 1)).until(day(
                today.year() - 2,
                4,
                1,
            )),
        ],
        Named::Newcomer => Vec::new(),
        Named::Overlapping => {
            let town = Coverage::new(Insurer::municipal(12, 204), "見本", "６６０１", day(2019, 4, 1));
            vec![society(first_day(months_ago(1))), town]
        }
        Named::Renewed
        | Named::Empty
        | Named::Crossed
        | Named::Hostile
        | Named::Renewing
        | Named::Blocked
        | Named::Long
        | Named::Lifelong
        | Named::TurnedAway => {
            vec![society(day(2020, 4, 1))]
        }
    }
}

/// Insured with `parent`: the same symbol and number, a branch of one's own.
fn dependant(citizen: &Citizen, today: NaiveDate) -> Coverage {
    let mut coverage = named(Named::Parent, today).swap_remove(0);
    let (branch, from) = match citizen.id.as_str() {
        "spouse" => ("02", day(2013, 6, 1)),
        "child" => ("03", citizen.birth),
        _ => ("04", citizen.birth),
    };
    coverage.branch = branch.to_owned();
    coverage.from = from;
    coverage.dependant = true;
    // Until school age the share is two tenths.
    coverage.share = if citizen.age(today) < 6 { 20 } else { 30 };
    coverage
}

/// By when the next insurer is expected to have entered its data, for somebody who has just left one.
pub(crate) fn next_expected_by(citizen: &Citizen, today: NaiveDate) -> Option<NaiveDate> {
    match citizen.named()? {
        Named::Gap => Some(today + Duration::days(5)),
        Named::Switching => Some(today + Duration::days(2)),
        _ => None,
    }
}

/// A number in full-width digits, as many insurers enter them.
fn wide(number: u32) -> String {
    number.to_string().chars().filter_map(|c| char::from_u32(u32::from(c) + 0xfee0)).collect()
}

fn computed(citizen: &Citizen, number: u32, today: NaiveDate) -> Vec<Coverage> {
    let mut dice = citizen.dice("insurance", 0);
    let age = citizen.age(today);
    let prefecture = dice.between(1, 47);
    let digits = format!("{number}");
    let mut line = Vec::new();
    // Backwards in time: each earlier insurer ends where the later one begins.
    let mut lost = None;
    let seventy_five = citizen.birth.checked_add_months(Months::new(75 * 12));
    if let Some(from) = seventy_five.filter(|from| *from <= today) {
        let mut late = Coverage::new(Insurer::late_stage(prefecture), "", &digits, from);
        late.branch = String::new();
        late.share = if dice.chance(80) { 10 } else { 20 };
        line.push(late);
        lost = Some(from);
    }
    for _ in 0..dice.between(1, 3) {
        let end = lost.unwrap_or(today);
        let from = (end - Duration::days(dice.between(400, 4000))).max(citizen.birth);
        if from >= end {
            break;
        }
        let working = (20..65).contains(&age);
        let insurer = match dice.between(0, 9) {
            0..=3 if working => Insurer::society(prefecture, dice.between(1, 899)),
            4..=6 if working => Insurer::association(prefecture),
            _ => Insurer::municipal(prefecture, dice.between(1, 899)),
        };
        let mut coverage = Coverage::new(insurer, &dice.between(1, 9999).to_string(), &digits, from);
        coverage.dependant = age < 20;
        coverage.branch = if age < 20 { "03" } else { "01" }.to_owned();
        coverage.share = share_by_age(age);
        line.push(match lost {
            Some(lost) => coverage.until(lost),
            None => coverage,
        });
        lost = Some(from);
    }
    line
}

/// The usual share by age: two tenths before school and from 70, three tenths between.
fn share_by_age(age: i32) -> i64 {
    if !(6..70).contains(&age) { 20 } else { 30 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::citizen::population;

    #[test]
    fn histories_run_backwards_without_overlap() {
        let today = day(2026, 11, 22);
        let people =
            (1..3000).map(population::compute).chain(["changer", "elder"].map(|id| Citizen::find(id).expect("named")));
        for citizen in people {
            let line = history(&citizen, today);
            assert!(!line.is_empty(), "{}", citizen.id);
            assert!(on(&line, today).is_some(), "{}", citizen.id);
            for pair in line.windows(2) {
                assert_eq!(pair[1].lost, Some(pair[0].from), "{}", citizen.id);
            }
        }
    }
}
