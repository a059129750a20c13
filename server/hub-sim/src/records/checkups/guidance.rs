//! The two judgements that an insurer delivers with a checkup: メタボリックシンドローム判定 and 保健指導レベル.
//!
//! The simulation computes them only so that its records agree with themselves. They are two different rules.

use chrono::{Datelike, NaiveDate};

use super::readings::Readings;
use crate::citizen::{Citizen, Sex};

/// What else the judgements look at.
pub(super) struct Person {
    /// Age at the end of the fiscal year.
    pub(super) age: i32,
    /// Sex.
    pub(super) sex: Sex,
    /// Smokes now.
    pub(super) smokes: bool,
    /// Takes drugs for blood pressure, sugar, lipids.
    pub(super) drugs: [bool; 3],
}

/// Age on the last day of the fiscal year that a day lies in.
pub(super) fn age_at_year_end(citizen: &Citizen, day: NaiveDate) -> i32 {
    let year = if day.month() >= 4 { day.year() + 1 } else { day.year() };
    NaiveDate::from_ymd_opt(year, 3, 31).map_or_else(|| citizen.age(day), |last| citizen.age(last))
}

fn large_waist(readings: &Readings, person: &Person) -> bool {
    readings.waist >= if person.sex == Sex::Male { 850 } else { 900 }
}

/// Code of list 1008: 1 基準該当, 2 予備群該当, 3 非該当.
pub(super) fn metabolic(readings: &Readings, person: &Person) -> u8 {
    if !large_waist(readings, person) {
        return 3;
    }
    let pressure = readings.sbp >= 130 || readings.dbp >= 85 || person.drugs[0];
    let sugar = readings.glucose >= 110 || person.drugs[1];
    let lipid = readings.tg >= 150 || readings.hdl < 40 || person.drugs[2];
    match u8::from(pressure) + u8::from(sugar) + u8::from(lipid) {
        0 => 3,
        1 => 2,
        _ => 1,
    }
}

/// Code of list 3001: 1 積極的支援, 2 動機付け支援, 3 なし（情報提供）; `None` from 75 on.
pub(super) fn level(readings: &Readings, person: &Person) -> Option<u8> {
    if person.age >= 75 {
        return None;
    }
    if person.drugs.contains(&true) {
        return Some(3);
    }
    let pressure = readings.sbp >= 130 || readings.dbp >= 85;
    let lipid = readings.tg >= 150 || readings.hdl < 40;
    let sugar = readings.glucose >= 100;
    let three = u8::from(pressure) + u8::from(lipid) + u8::from(sugar);
    let risks = if three > 0 { three + u8::from(person.smokes) } else { 0 };
    let level = match (large_waist(readings, person), readings.bmi() >= 250, risks) {
        (true, _, 2..) | (false, true, 3..) => 1,
        (true, _, 1) | (false, true, 1..) => 2,
        _ => 3,
    };
    Some(if level == 1 && person.age >= 65 { 2 } else { level })
}

#[cfg(test)]
mod tests {
    use super::super::routine;
    use super::*;

    #[test]
    fn the_two_rules_give_the_known_results() {
        let citizen = Citizen::find("n-000000001").expect("a number");
        let mut base = routine::readings(&citizen, 45, 2025);
        (base.height, base.weight, base.waist, base.sbp, base.dbp) = (1700, 690, 850, 118, 76);
        (base.tg, base.hdl, base.glucose) = (90, 55, 92);
        let man = |age, smokes| Person { age, sex: Sex::Male, smokes, drugs: [false; 3] };
        let with = |change: fn(&mut Readings)| {
            let mut r = base.clone();
            change(&mut r);
            r
        };
        let pressure = with(|r| r.sbp = 130);
        let both = with(|r| (r.sbp, r.tg) = (130, 150));
        for (readings, person, expected) in [
            (&base, man(45, true), Some(3)),
            (&pressure, man(45, false), Some(2)),
            (&pressure, man(45, true), Some(1)),
            (&both, man(45, false), Some(1)),
            (&both, man(65, false), Some(2)),
            (&both, man(75, false), None),
            (&both, Person { drugs: [true, false, false], ..man(45, false) }, Some(3)),
        ] {
            assert_eq!(level(readings, &person), expected);
        }
        assert_eq!(metabolic(&with(|r| (r.sbp, r.glucose) = (130, 110)), &man(45, false)), 1);
        assert_eq!(metabolic(&with(|r| (r.sbp, r.glucose) = (130, 109)), &man(45, false)), 2);
        assert_eq!(metabolic(&with(|r| (r.sbp, r.waist) = (150, 849)), &man(45, false)), 3);
    }
}
