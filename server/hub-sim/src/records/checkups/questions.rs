//! The questionnaire. The same question had other answers in 第3期: the list on the value tells which.

use super::sheet::Sheet;

/// What a person answers.
#[derive(Clone, Debug)]
pub(super) struct Habits {
    /// Takes drugs for blood pressure, sugar, lipids.
    pub(super) drugs: [bool; 3],
    /// Smoking.
    pub(super) smoking: Smoking,
    /// Drinking, as the answer of the 第4期 list (1 毎日 … 8 飲まない).
    pub(super) drinking: u8,
    /// Amount a day, as the answer of the 第4期 list (1–5).
    pub(super) amount: u8,
    /// Exercises.
    pub(super) active: bool,
    /// Sleeps well.
    pub(super) sleeps: bool,
    /// Readiness for change (list 2007).
    pub(super) readiness: u8,
}

/// Smoking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Smoking {
    /// Smokes.
    Now,
    /// Stopped.
    Before,
    /// Never.
    Never,
}

/// Yes or no (list 2003).
fn yes(value: bool) -> u8 {
    if value { 1 } else { 2 }
}

impl Habits {
    /// Writes the questions that were asked in every period.
    pub(super) fn write(&self, sheet: &mut Sheet, period4: bool) {
        sheet.answer("9N701000000000011", yes(self.drugs[0]));
        sheet.answer("9N706000000000011", yes(self.drugs[1]));
        sheet.answer("9N711000000000011", yes(self.drugs[2]));
        if period4 {
            self.write_period4(sheet);
        } else {
            self.write_period3(sheet);
        }
        sheet.answer("9N746000000000011", yes(self.active));
        sheet.answer("9N796000000000011", yes(self.sleeps));
        sheet.answer("9N801000000000011", self.readiness);
    }

    /// Smoking 2 is いいえ here.
    fn write_period3(&self, sheet: &mut Sheet) {
        sheet.answer_from("9N736000000000011", "2003", yes(self.smoking == Smoking::Now));
        let often = match self.drinking {
            1 => 1,
            2..=6 => 2,
            _ => 3,
        };
        sheet.answer_from("9N786000000000011", "2005", often);
        sheet.answer_from("9N791000000000011", "2006", self.amount.min(4));
        sheet.answer("9N806000000000011", 2);
    }

    /// Smoking 2 is 以前は吸っていた here; the full set of questions.
    fn write_period4(&self, sheet: &mut Sheet) {
        for code in ["9N716000000000011", "9N721000000000011", "9N726000000000011", "9N731000000000011"] {
            sheet.answer(code, 2);
        }
        sheet.answer(
            "9N736000000000011",
            match self.smoking {
                Smoking::Now => 1,
                Smoking::Before => 2,
                Smoking::Never => 3,
            },
        );
        sheet.answer("9N741000000000011", yes(!self.active));
        sheet.answer("9N751000000000011", yes(self.active));
        sheet.answer("9N756000000000011", yes(self.active));
        sheet.answer("9N872000000000011", 1);
        sheet.answer("9N766000000000011", if self.active { 2 } else { 1 });
        sheet.answer("9N771000000000011", yes(!self.sleeps));
        sheet.answer("9N782000000000011", 2);
        sheet.answer("9N781000000000011", 2);
        sheet.answer("9N786000000000011", self.drinking);
        sheet.answer("9N791000000000011", self.amount);
        sheet.answer("9N808000000000011", 2);
    }
}

/// The fifteen questions for those of 75 and over.
pub(super) fn write_late_stage(sheet: &mut Sheet, robust: bool) {
    #[rustfmt::skip]
    const CODES: [&str; 15] = [
        "9N932000000000011", "9N933000000000011", "9N934000000000011", "9N935000000000011", "9N936000000000011",
        "9N937000000000011", "9N938000000000011", "9N939000000000011", "9N940000000000011", "9N941000000000011",
        "9N942000000000011", "9N943000000000011", "9N944000000000011", "9N945000000000011", "9N946000000000011",
    ];
    // The good answers; a frailer person finds hard food and walking harder.
    const ROBUST: [u8; 15] = [2, 1, 1, 2, 2, 2, 2, 2, 1, 2, 2, 2, 1, 1, 1];
    const FRAIL: [u8; 15] = [3, 2, 1, 1, 2, 2, 1, 1, 2, 2, 2, 3, 1, 1, 1];
    for (code, answer) in CODES.into_iter().zip(if robust { ROBUST } else { FRAIL }) {
        sheet.answer(code, answer);
    }
}
