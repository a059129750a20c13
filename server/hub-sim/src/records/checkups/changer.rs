//! `changer`: ten yearly checkups with three insurers, across 第3期 and 第4期, with methods that change on the way.

use chrono::{Datelike, NaiveDate};

use super::guidance::{self, Person};
use super::in_period4;
use super::laboratory::Laboratory;
use super::questions::{Habits, Smoking};
use super::readings::{Methods, Readings};
use super::routine::words;
use super::sheet::{Oddity, Sheet, Visit};
use crate::citizen::Citizen;
use crate::records::insurance;
use crate::records::insurer::Insurer;

const YEARS: usize = 10;
const DAYS: [u32; YEARS] = [18, 15, 21, 28, 19, 12, 24, 16, 20, 14];
const SBP: [i64; YEARS] = [118, 121, 124, 122, 128, 130, 133, 131, 136, 138];
const DBP: [i64; YEARS] = [74, 75, 77, 76, 79, 80, 82, 81, 84, 84];
const HBA1C: [i64; YEARS] = [54, 54, 54, 55, 55, 56, 56, 56, 57, 55];
const GLUCOSE: [i64; YEARS] = [90, 91, 92, 93, 95, 96, 98, 112, 99, 97];
const TG: [i64; YEARS] = [88, 95, 102, 97, 110, 121, 116, 168, 105, 98];
const HDL: [i64; YEARS] = [62, 61, 60, 61, 59, 58, 57, 58, 58, 59];
const LDL: [i64; YEARS] = [112, 115, 118, 121, 119, 126, 131, 134, 138, 142];
const WEIGHT: [i64; YEARS] = [640, 648, 652, 661, 668, 672, 679, 676, 684, 681];
const WAIST: [i64; YEARS] = [795, 800, 806, 812, 820, 826, 834, 831, 856, 838];

/// The year (counted from the oldest) in which the blood was not taken fasting.
const CASUAL: usize = 7;

/// The year in which the insurer counted HbA1c beside the fasting sugar, so that the level it recorded is not the one that
/// the delivered values come to.
const COUNTED_TWICE: usize = 8;
/// The year of the employer's checkup (事業者健診).
const EMPLOYERS: usize = 4;

/// The year of the 人間ドック.
const DOCK: usize = 6;

/// The visits: the newest in May of this year, or of last year before that.
pub(super) fn visits(citizen: &Citizen, today: NaiveDate) -> Vec<Visit> {
    let newest = if (today.month(), today.day()) >= (5, DAYS[YEARS - 1]) { today.year() } else { today.year() - 1 };
    let history = insurance::history(citizen, today);
    (0..YEARS)
        .filter_map(|index| {
            let date = NaiveDate::from_ymd_opt(newest - (YEARS - 1 - index) as i32, 5, DAYS[index])?;
            let insurer = insurance::on(&history, date).map_or_else(Insurer::specimen, |c| c.insurer.clone());
            Some(visit(citizen, date, index, insurer))
        })
        .collect()
}

fn readings(index: usize) -> Readings {
    let years = index as i64;
    Readings {
        height: 1703 - years / 4,
        weight: WEIGHT[index],
        waist: WAIST[index],
        sbp: SBP[index],
        dbp: DBP[index],
        tg: TG[index],
        hdl: HDL[index],
        ldl: LDL[index],
        ast: 20 + years / 2,
        alt: 21 + years,
        ggt: 28 + 2 * years,
        glucose: GLUCOSE[index],
        hba1c: HBA1C[index],
        creatinine: 80 + years,
        uric_acid: 56 + years,
        hemoglobin: 152 - years / 3,
        urine_sugar: 1,
        urine_protein: if index == 6 { 2 } else { 1 },
    }
}

/// Laboratories changed with the insurers.
fn methods(index: usize) -> Methods {
    Methods {
        ldl: match index {
            0..=3 | CASUAL => "3F077000002327101",
            4..=6 => "3F077000002327201",
            _ => "3F077000002391901",
        },
        hba1c: match index {
            0..=1 => "3D046000001906202",
            2..=6 => "3D046000001920402",
            _ => "3D046000001927102",
        },
        tg: if index == CASUAL { "3F015129902327101" } else { "3F015000002327101" },
        glucose: match index {
            CASUAL => "3D010129901927201",
            0..=4 => "3D010000002227101",
            _ => "3D010000001927201",
        },
        casual: index == CASUAL,
        urine_by_eye: index < 2,
        first_reading: index == 2,
    }
}

fn visit(citizen: &Citizen, date: NaiveDate, index: usize, insurer: Insurer) -> Visit {
    let (readings, methods, period4) = (readings(index), methods(index), in_period4(date));
    let age = citizen.age(date);
    let smoking = if index < 4 { Smoking::Now } else { Smoking::Before };
    let habits = Habits {
        drugs: [false; 3],
        smoking,
        drinking: if index < 5 { 1 } else { 3 },
        amount: if index < 5 { 3 } else { 2 },
        active: index >= 6,
        sleeps: !index.is_multiple_of(3),
        readiness: 1 + (index / 2) as u8,
    };
    let person = Person {
        age: guidance::age_at_year_end(citizen, date),
        sex: citizen.sex,
        smokes: smoking == Smoking::Now,
        drugs: habits.drugs,
    };
    let mut sheet = Sheet::default();
    readings.body(&mut sheet);
    history(&mut sheet, index);
    readings.pressure(&mut sheet, &methods);
    readings.blood_and_urine(&mut sheet, &methods, period4);
    if index < 2 {
        // The laboratory still prints the old scale beside the new one: another item, never the same series.
        sheet.tenths("3D045000001906202", HBA1C[index] - 4);
    }
    if index % 2 == 1 {
        readings.count(&mut sheet);
        sheet.value("2A020161001930149", "医師が必要と認めたため");
    }
    heart_and_eyes(&mut sheet, index);
    readings.kidney(&mut sheet, age, citizen.sex);
    sheet.answer("9N501000000000011", guidance::metabolic(&readings, &person));
    let level = if index == COUNTED_TWICE { Some(1) } else { guidance::level(&readings, &person) };
    if let Some(level) = level {
        sheet.answer("9N506000000000011", level);
    }
    sheet.value("9N511000000000049", words(&readings));
    sheet.value("9N516000000000049", ["見本　太郎", "見本　良子", "見本　健"][index / 4]);
    habits.write(&mut sheet, period4);
    spoil(&mut sheet, index);
    let (facility, laboratory) = [
        ("見本健診センター 北館", Laboratory::Centre),
        ("見本駅前クリニック", Laboratory::Clinic),
        ("見本総合病院 健診部", Laboratory::Hospital),
    ][index / 4];
    let (program, report) = kind(index);
    Visit { date, program, report, laboratory, insurer, facility: facility.to_owned(), items: sheet.finish() }
}

/// Program and 報告区分: once the employer's checkup, once a 人間ドック, which is reported as 特定健診以外.
fn kind(index: usize) -> (&'static str, &'static str) {
    match index {
        EMPLOYERS => ("030", "10"),
        DOCK => ("990", "40"),
        _ => ("010", "10"),
    }
}

fn history(sheet: &mut Sheet, index: usize) {
    if index < 6 {
        sheet.answer("9N056000000000011", 2);
    } else {
        sheet.answer("9N056000000000011", 1);
        sheet.value("9N056160400000049", "虫垂炎（手術）");
    }
    sheet.answer("9N061000000000011", if index == 5 { 1 } else { 2 });
    if index == 5 {
        sheet.value("9N061160800000049", "肩こり、目の疲れ");
    }
    sheet.answer("9N066000000000011", 2);
}

fn heart_and_eyes(sheet: &mut Sheet, index: usize) {
    if matches!(index, 1 | 3 | 5 | 8 | 9) {
        sheet.answer("9A110160700000011", if index == 8 { 1 } else { 2 });
        if index == 8 {
            sheet.value("9A110160800000049", "軽度の左軸偏位");
        }
    }
    if matches!(index, 3 | 6) {
        sheet.answer("9E100166000000011", 1);
        sheet.answer("9E100166100000011", 1);
        sheet.answer("9E100166200000011", 1);
    }
    if index == 9 {
        sheet.answer("9E100166600000011", 1);
        sheet.answer("9E100166500000011", 1);
    }
}

/// What was not done, could not be measured, or is only a bound.
fn spoil(sheet: &mut Sheet, index: usize) {
    match index {
        3 => {
            sheet.spoil("1A0", Oddity::NotDone);
            sheet.spoil("9E1001660", Oddity::NotDone);
        }
        4 => sheet.spoil("3B090", Oddity::NotMeasurable),
        6 => sheet.spoil("3C020", Oddity::NotDone),
        2 => {
            sheet.spoil("3B035", Oddity::AtMost);
        }
        _ => {}
    }
}
