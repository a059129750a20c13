//! The measured values of one visit and the items they become.

use super::sheet::Sheet;
use crate::citizen::Sex;

/// Measured values. Tenths and hundredths as integers, so that digits are exact.
#[derive(Clone, Debug)]
pub(super) struct Readings {
    /// cm, tenths.
    pub(super) height: i64,
    /// kg, tenths.
    pub(super) weight: i64,
    /// cm, tenths.
    pub(super) waist: i64,
    /// mmHg.
    pub(super) sbp: i64,
    /// mmHg.
    pub(super) dbp: i64,
    /// mg/dL, fasting or casual.
    pub(super) tg: i64,
    /// mg/dL.
    pub(super) hdl: i64,
    /// mg/dL.
    pub(super) ldl: i64,
    /// U/L.
    pub(super) ast: i64,
    /// U/L.
    pub(super) alt: i64,
    /// U/L.
    pub(super) ggt: i64,
    /// mg/dL, fasting or casual.
    pub(super) glucose: i64,
    /// NGSP %, tenths.
    pub(super) hba1c: i64,
    /// mg/dL, hundredths.
    pub(super) creatinine: i64,
    /// mg/dL, tenths.
    pub(super) uric_acid: i64,
    /// g/dL, tenths.
    pub(super) hemoglobin: i64,
    /// Answer of list 2102.
    pub(super) urine_sugar: i64,
    /// Answer of list 2102.
    pub(super) urine_protein: i64,
}

/// How the blood was measured: the 17-digit codes differ by method.
#[derive(Clone, Debug)]
pub(super) struct Methods {
    /// LDL.
    pub(super) ldl: &'static str,
    /// HbA1c.
    pub(super) hba1c: &'static str,
    /// Fasting or casual triglycerides.
    pub(super) tg: &'static str,
    /// Fasting or casual glucose.
    pub(super) glucose: &'static str,
    /// Not fasting: the two above are the casual items.
    pub(super) casual: bool,
    /// Urine read by eye instead of by machine.
    pub(super) urine_by_eye: bool,
    /// Blood pressure delivered as first reading instead of the average.
    pub(super) first_reading: bool,
}

impl Methods {
    /// Visible absorption, HPLC, fasting, machine: the commonest.
    pub(super) const USUAL: Self = Self {
        ldl: "3F077000002327101",
        hba1c: "3D046000001920402",
        tg: "3F015000002327101",
        glucose: "3D010000002227101",
        casual: false,
        urine_by_eye: false,
        first_reading: false,
    };
}

impl Readings {
    /// Writes height to waist.
    pub(super) fn body(&self, sheet: &mut Sheet) {
        sheet.tenths("9N001000000000001", self.height);
        sheet.tenths("9N006000000000001", self.weight);
        sheet.tenths("9N011000000000001", self.bmi());
        sheet.tenths("9N016160100000001", self.waist);
    }

    /// Writes blood pressure.
    pub(super) fn pressure(&self, sheet: &mut Sheet, methods: &Methods) {
        let (high, low) = if methods.first_reading {
            ("9A751000000000001", "9A761000000000001")
        } else {
            ("9A755000000000001", "9A765000000000001")
        };
        sheet.value(high, self.sbp.to_string());
        sheet.value(low, self.dbp.to_string());
    }

    /// Writes lipids, liver, sugar and urine.
    pub(super) fn blood_and_urine(&self, sheet: &mut Sheet, methods: &Methods, period4: bool) {
        sheet.answer("9N141000000000011", if methods.casual { 3 } else { 2 });
        sheet.value(methods.tg, self.tg.to_string());
        sheet.value("3F070000002327101", self.hdl.to_string());
        sheet.value(methods.ldl, self.ldl.to_string());
        if period4 {
            sheet.value("3F069000002391901", (self.ldl + self.tg / 5).to_string());
        }
        sheet.value("3B035000002327201", self.ast.to_string());
        sheet.value("3B045000002327201", self.alt.to_string());
        sheet.value("3B090000002327101", self.ggt.to_string());
        sheet.value(methods.glucose, self.glucose.to_string());
        sheet.tenths(methods.hba1c, self.hba1c);
        let (sugar, protein) = if methods.urine_by_eye {
            ("1A020000000190111", "1A010000000190111")
        } else {
            ("1A020000000191111", "1A010000000191111")
        };
        sheet.answer(sugar, self.urine_sugar);
        sheet.answer(protein, self.urine_protein);
    }

    /// Writes the blood count.
    pub(super) fn count(&self, sheet: &mut Sheet) {
        sheet.tenths("2A040000001930102", self.hemoglobin * 3);
        sheet.tenths("2A030000001930101", self.hemoglobin);
        sheet.value("2A020000001930101", (self.hemoglobin * 32 / 10).to_string());
    }

    /// Writes creatinine, eGFR and uric acid.
    pub(super) fn kidney(&self, sheet: &mut Sheet, age: i32, sex: Sex) {
        sheet.value("3C015000002327101", format!("{}.{:02}", self.creatinine / 100, self.creatinine % 100));
        sheet.tenths("8A065000002391901", self.egfr(age, sex));
        sheet.tenths("3C020000002327101", self.uric_acid);
    }

    /// Body mass index, tenths.
    pub(super) fn bmi(&self) -> i64 {
        // weight/10 kg over (height/1000 m)²: in tenths, rounded.
        let square = self.height * self.height;
        (self.weight * 1_000_000 + square / 2) / square
    }

    /// Estimated filtration, tenths: 194 · Cr^−1.094 · age^−0.287, ×0.739 for women.
    fn egfr(&self, age: i32, sex: Sex) -> i64 {
        let cr = self.creatinine as f64 / 100.0;
        let rate = 194.0 * cr.powf(-1.094) * f64::from(age).powf(-0.287);
        let rate = if sex == Sex::Female { rate * 0.739 } else { rate };
        (rate * 10.0).round() as i64
    }
}

#[cfg(test)]
mod tests {
    use super::super::routine;
    use super::*;
    use crate::citizen::Citizen;

    #[test]
    fn derived_values_follow_their_formulas() {
        let citizen = Citizen::find("n-000000001").expect("a number");
        let mut readings = routine::readings(&citizen, 50, 2025);
        for (cr, age, sex, expected) in
            [(80, 50, Sex::Male, 806), (80, 50, Sex::Female, 595), (130, 60, Sex::Male, 450)]
        {
            readings.creatinine = cr;
            assert_eq!(readings.egfr(age, sex), expected);
        }
        (readings.height, readings.weight) = (1700, 650);
        assert_eq!(readings.bmi(), 225);
    }
}
