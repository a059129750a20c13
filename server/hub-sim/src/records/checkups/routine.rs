//! Yearly checkups of an ordinary citizen, computed from the seed.

use chrono::{Datelike, NaiveDate};

use super::guidance::{self, Person};
use super::in_period4;
use super::laboratory::Laboratory;
use super::questions::{self, Habits, Smoking};
use super::readings::{Methods, Readings};
use super::sheet::{Sheet, Visit};
use crate::citizen::named::Named;
use crate::citizen::{Citizen, Sex};
use crate::records::insurance;
use crate::records::insurer::Insurer;

/// The year in which the report of `chronic` says no kind.
const UNKNOWN_KIND: i32 = 2024;

/// Visits of the last `years` years from an age on. Most people go in most years.
pub(super) fn visits(citizen: &Citizen, today: NaiveDate, from_age: i32, years: i32) -> Vec<Visit> {
    let history = insurance::history(citizen, today);
    let named = citizen.named().is_some();
    (0..years)
        .filter_map(|back| {
            let year = today.year() - back;
            let mut dice = citizen.dice("visit", i64::from(year));
            let goes = dice.chance(75) || named;
            let (month, day) = (dice.between(5, 11) as u32, dice.between(1, 28) as u32);
            let date = NaiveDate::from_ymd_opt(year, month, day)?;
            let age = citizen.age(date);
            if !goes || date > today || age < from_age {
                return None;
            }
            let insurer = insurance::on(&history, date).map_or_else(Insurer::specimen, |c| c.insurer.clone());
            Some(visit(citizen, date, age, insurer))
        })
        .collect()
}

fn visit(citizen: &Citizen, date: NaiveDate, age: i32, insurer: Insurer) -> Visit {
    let readings = readings(citizen, age, date.year());
    let habits = habits(citizen, age);
    let period4 = in_period4(date);
    let mut sheet = Sheet::default();
    readings.body(&mut sheet);
    sheet.answer("9N056000000000011", 2);
    sheet.answer("9N061000000000011", 2);
    readings.pressure(&mut sheet, &Methods::USUAL);
    readings.blood_and_urine(&mut sheet, &Methods::USUAL, period4);
    let late = age >= 75;
    if !late {
        readings.kidney(&mut sheet, age, citizen.sex);
    }
    if (40..75).contains(&age) {
        let person = Person {
            age: guidance::age_at_year_end(citizen, date),
            sex: citizen.sex,
            smokes: habits.smoking == Smoking::Now,
            drugs: habits.drugs,
        };
        sheet.answer("9N501000000000011", guidance::metabolic(&readings, &person));
        if let Some(level) = guidance::level(&readings, &person) {
            sheet.answer("9N506000000000011", level);
        }
    }
    sheet.value("9N511000000000049", words(&readings));
    sheet.value("9N516000000000049", "見本　医師");
    if late {
        questions::write_late_stage(&mut sheet, readings.sbp < 145);
    } else {
        habits.write(&mut sheet, period4);
    }
    let (program, report) = match age {
        // A checkup of which the report says no kind.
        _ if citizen.named() == Some(Named::Chronic) && date.year() == UNKNOWN_KIND => ("000", "40"),
        ..40 => ("030", "10"),
        40..75 => ("010", "10"),
        _ => ("020", "10"),
    };
    Visit {
        date,
        program,
        report,
        laboratory: Laboratory::Centre,
        insurer,
        facility: "見本健診センター".to_owned(),
        items: sheet.finish(),
    }
}

/// What the doctor writes.
pub(super) fn words(readings: &Readings) -> &'static str {
    match (readings.sbp >= 140, readings.sbp >= 130 || readings.ldl >= 140) {
        (true, _) => "血圧が高めです。医療機関に相談してください。",
        (_, true) => "生活習慣の改善をおすすめします。",
        _ => "今回の検査では大きな異常はありません。",
    }
}

/// The values of a year: a person's level, what age adds, and the day's chance.
pub(super) fn readings(citizen: &Citizen, age: i32, year: i32) -> Readings {
    let mut own = citizen.dice("body", 0);
    let mut day = citizen.dice("readings", i64::from(year));
    let man = citizen.sex == Sex::Male;
    let years = i64::from(age) - 40;
    let height = if man { 1695 } else { 1570 } + own.around(90) - years.max(0) / 2;
    let build = own.between(195, 275) + years / 10;
    let weight = build * height / 1000 * height / 1000 + day.around(12);
    let sbp = 104 + own.between(0, 24) + years * 2 / 5 + day.around(6);
    // One in ten has sugar to look after.
    let sugar = if own.chance(10) { own.between(20, 60) } else { 0 };
    let glucose = 84 + own.between(0, 16) + years / 5 + sugar + day.around(5);
    Readings {
        height,
        weight,
        waist: build * 3 + if man { 120 } else { 130 } + day.around(12),
        sbp,
        dbp: sbp * 3 / 5 + own.between(-4, 6),
        tg: 60 + own.between(0, 110) + day.around(20),
        hdl: if man { 42 } else { 52 } + own.between(0, 30) + day.around(3),
        ldl: 88 + own.between(0, 50) + years / 4 + day.around(6),
        ast: 15 + own.between(0, 14) + day.around(3),
        alt: 12 + own.between(0, 22) + day.around(4),
        ggt: 14 + own.between(0, if man { 50 } else { 25 }) + day.around(4),
        glucose,
        hba1c: 51 + (glucose - 88) * 2 / 5 + day.around(1),
        creatinine: if man { 80 } else { 62 } + own.between(-8, 14) + years / 5,
        uric_acid: if man { 57 } else { 45 } + own.between(-8, 12) + day.around(3),
        hemoglobin: if man { 148 } else { 130 } + own.between(-9, 8) + day.around(3),
        urine_sugar: if day.chance(94) { 1 } else { 2 },
        urine_protein: if day.chance(90) { 1 } else { 2 },
    }
}

fn habits(citizen: &Citizen, age: i32) -> Habits {
    let mut dice = citizen.dice("habits", 0);
    let elderly = age >= 60;
    Habits {
        drugs: [dice.chance(if elderly { 40 } else { 8 }), dice.chance(6), dice.chance(if elderly { 25 } else { 5 })],
        smoking: dice.pick(&[Smoking::Never, Smoking::Never, Smoking::Never, Smoking::Before, Smoking::Now]),
        drinking: dice.between(1, 8) as u8,
        amount: dice.between(1, 3) as u8,
        active: dice.chance(45),
        sleeps: dice.chance(65),
        readiness: dice.between(1, 5) as u8,
    }
}
