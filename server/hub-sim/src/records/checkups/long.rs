//! `long`: forty yearly checkups of a person who always had a full one (人間ドック): sixty series, many outside the list of
//! 特定健診, some in no published list at all. For what a page may cost and weigh, and for what a reader must not drop.

use chrono::{Datelike, NaiveDate};

use super::guidance::{self, Person};
use super::in_period4;
use super::laboratory::Laboratory;
use super::questions::{Habits, Smoking};
use super::readings::{Methods, Readings};
use super::routine::{self, words};
use super::sheet::{Oddity, Sheet, Visit};
use crate::citizen::Citizen;
use crate::records::insurance;
use crate::records::insurer::Insurer;

/// How many years.
const YEARS: i32 = 40;

/// First day of the NGSP scale of HbA1c; before it JDS was delivered.
const NGSP: (i32, u32, u32) = (2013, 4, 1);

/// What was measured beside 特定健診: code, middle value, how far it strays, both in units of the last digit, and digits.
const MORE: [(&str, i64, i64, u32); 32] = [
    ("9N121000000000001", 66, 8, 0),
    ("9N021000000000001", 842, 90, 1),
    ("9N026000000000002", 42, 30, 1),
    ("3F050000002327101", 205, 22, 0),
    ("3J010000002327101", 8, 3, 1),
    ("3B070000002327101", 68, 9, 0),
    ("3B050000002327201", 182, 18, 0),
    ("3A010000002327101", 72, 3, 1),
    ("3A015000002327101", 44, 2, 1),
    ("5C095000002302301", 96, 30, 0),
    ("2A060000001930101", 911, 20, 1),
    ("2A070000001930101", 304, 9, 1),
    ("2A080000001930101", 333, 6, 1),
    ("2A010000001930101", 5600, 900, 0),
    ("2A050000001930101", 231, 28, 1),
    ("9C310000000000001", 381, 20, 2),
    ("9C320000000000001", 302, 18, 2),
    ("9C330000000000002", 793, 25, 1),
    ("9C380000000000002", 1012, 40, 1),
    ("9E105162100000001", 14, 2, 0),
    ("9E105162200000001", 14, 2, 0),
    ("5C070000002306201", 7, 5, 2),
    ("3C010000002327201", 143, 22, 1),
    ("3H010000002326101", 141, 2, 0),
    ("3H015000002326101", 42, 3, 1),
    ("3H020000002326101", 103, 2, 0),
    ("3H030000002327101", 93, 3, 1),
    ("3I010000002327101", 104, 25, 0),
    ("3B160000002327101", 78, 12, 0),
    ("3B010000002327201", 121, 30, 0),
    ("9Z900000000000001", 218, 20, 1),
    ("9Z901000000000001", 97, 4, 0),
];

/// The visits: one each October.
pub(super) fn visits(citizen: &Citizen, today: NaiveDate) -> Vec<Visit> {
    let newest = if (today.month(), today.day()) >= (10, 28) { today.year() } else { today.year() - 1 };
    let history = insurance::history(citizen, today);
    (0..YEARS)
        .filter_map(|back| {
            let year = newest - (YEARS - 1 - back);
            let day = citizen.dice("visit", i64::from(year)).between(1, 28) as u32;
            let date = NaiveDate::from_ymd_opt(year, 10, day)?;
            let insurer = insurance::on(&history, date).map_or_else(Insurer::specimen, |c| c.insurer.clone());
            Some(visit(citizen, date, back, insurer))
        })
        .collect()
}

/// Every ninth year the blood was not taken fasting; laboratories changed their methods twice.
fn methods(date: NaiveDate, index: i32) -> Methods {
    let casual = index % 9 == 8;
    Methods {
        ldl: ["3F077000002327101", "3F077000002327201"][usize::from(index >= 20)],
        hba1c: match (date.year(), date.month(), date.day()) < NGSP {
            true => "3D045000001920402",
            false => ["3D046000001906202", "3D046000001920402"][usize::from(index >= 33)],
        },
        tg: if casual {
            ["3F015000002327101", "3F015129902327101"][usize::from(in_period4(date))]
        } else {
            Methods::USUAL.tg
        },
        glucose: if casual { "3D010129901927201" } else { "3D010000001927201" },
        casual,
        urine_by_eye: index < 15,
        first_reading: index < 5,
    }
}

fn visit(citizen: &Citizen, date: NaiveDate, index: i32, insurer: Insurer) -> Visit {
    let age = citizen.age(date);
    let (readings, methods, period4) =
        (routine::readings(citizen, age, date.year()), methods(date, index), in_period4(date));
    let habits = Habits {
        drugs: [age >= 60, false, false],
        smoking: if age < 35 { Smoking::Now } else { Smoking::Before },
        drinking: 2,
        amount: 2,
        active: age >= 50,
        sleeps: true,
        readiness: 3,
    };
    let mut sheet = Sheet::default();
    readings.body(&mut sheet);
    readings.pressure(&mut sheet, &methods);
    readings.blood_and_urine(&mut sheet, &methods, period4);
    readings.count(&mut sheet);
    readings.kidney(&mut sheet, age, citizen.sex);
    sheet.answer("9A110160700000011", 2);
    sheet.answer("9E100166000000011", 1);
    more(citizen, date, &mut sheet);
    // The newest CRP is under what the laboratory can measure.
    if index == YEARS - 1 {
        sheet.spoil("5C070", Oddity::AtMost);
    }
    classify(citizen, age, &readings, &habits, &mut sheet);
    sheet.value("9N511000000000049", words(&readings));
    sheet.value("9N516000000000049", "見本　医師");
    habits.write(&mut sheet, period4);
    let program = if age < 40 { "030" } else { "010" };
    Visit {
        date,
        program,
        report: "10",
        laboratory: Laboratory::Hospital,
        insurer,
        facility: "見本総合病院 人間ドック".to_owned(),
        items: sheet.finish(),
    }
}

fn classify(citizen: &Citizen, age: i32, readings: &Readings, habits: &Habits, sheet: &mut Sheet) {
    if !(40..75).contains(&age) {
        return;
    }
    let person = Person { age: age + 1, sex: citizen.sex, smokes: false, drugs: habits.drugs };
    sheet.answer("9N501000000000011", guidance::metabolic(readings, &person));
    if let Some(level) = guidance::level(readings, &person) {
        sheet.answer("9N506000000000011", level);
    }
}

fn more(citizen: &Citizen, date: NaiveDate, sheet: &mut Sheet) {
    let mut dice = citizen.dice("more", i64::from(date.year()));
    for (code, middle, stray, digits) in MORE {
        let value = middle + dice.around(stray);
        let unit = 10_i64.pow(digits);
        sheet.value(
            code,
            match digits {
                0 => value.to_string(),
                1 => format!("{}.{}", value / unit, value % unit),
                _ => format!("{}.{:02}", value / unit, value % unit),
            },
        );
    }
}
