//! Income classes that a person told the portal, because no certificate on record says them. Kept sealed, erased on wish.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::age::AgeGroup;
use super::class::ClassCode;
use crate::domain::calendar::YearMonth;

/// The year of classes and yearly ceilings: 1 August to 31 July, named by the year in which it begins.
#[must_use]
pub const fn ceiling_year(month: YearMonth) -> i32 {
    if month.month() >= 8 { month.year() } else { month.year() - 1 }
}

/// The classes told, by the year (August to July) for which each holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldClasses {
    years: BTreeMap<i32, Told>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Told {
    under70: Option<ClassCode>,
    /// With the insurer before the late-stage scheme.
    from70: Option<ClassCode>,
    /// With the late-stage scheme.
    #[serde(default)]
    late: Option<ClassCode>,
}

impl ToldClasses {
    /// The class told for a month: one that can hold with its insurer. The year of turning 75 has a class with the insurer before
    /// and one with the late-stage scheme (高齢者の医療の確保に関する法律 50条, 52条), which are told apart.
    #[must_use]
    pub fn of(&self, month: YearMonth, age: AgeGroup, late_stage: bool) -> Option<ClassCode> {
        let told = self.years.get(&ceiling_year(month))?;
        match (age, late_stage) {
            (AgeGroup::Under70, _) => told.under70,
            (AgeGroup::From70, false) => told.from70.filter(|code| !code.is_late_stage_alone()),
            (AgeGroup::From70, true) => told.late.or_else(|| told.from70.filter(|code| code.is_late_stage_alone())),
        }
    }

    /// Notes a class for the year that begins in August of `year`: with the late-stage scheme where it says so, or where the class
    /// is of that scheme alone.
    pub fn tell(&mut self, year: i32, code: ClassCode, late_stage: bool) {
        let told = self.years.entry(year).or_default();
        match code.class().age() {
            AgeGroup::Under70 => told.under70 = Some(code),
            AgeGroup::From70 if code.is_late_stage_alone() || (late_stage && code != ClassCode::B04) => {
                told.late = Some(code);
            }
            AgeGroup::From70 => told.from70 = Some(code),
        }
    }

    /// Forgets what was told for a year.
    pub fn forget(&mut self, year: i32) {
        self.years.remove(&year);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_holds_from_august_to_july_and_for_its_age() {
        let month = |digits| YearMonth::from_digits(digits).expect("a month");
        let mut told = ToldClasses::default();
        told.tell(2025, ClassCode::A03, false);
        told.tell(2025, ClassCode::B04, false);
        for (at, age, expected) in [
            ("202507", AgeGroup::Under70, None),
            ("202508", AgeGroup::Under70, Some(ClassCode::A03)),
            ("202607", AgeGroup::Under70, Some(ClassCode::A03)),
            ("202607", AgeGroup::From70, Some(ClassCode::B04)),
            ("202608", AgeGroup::Under70, None),
        ] {
            assert_eq!(told.of(month(at), age, false), expected, "{at}");
        }
        told.forget(2025);
        assert_eq!(told, ToldClasses::default());
    }

    #[test]
    fn a_year_has_a_class_with_each_of_its_insurers() {
        use ClassCode::{B04, B05, B09, B10};
        let month = YearMonth::from_digits("202303").expect("a month");
        for (what, tells, before, late) in [
            ("one of either alone", vec![(B05, false)], Some(B05), None),
            ("one of either, with the late-stage scheme", vec![(B05, true)], None, Some(B05)),
            ("both", vec![(B04, false), (B09, true)], Some(B04), Some(B09)),
            ("the order does not matter", vec![(B10, true), (B05, false)], Some(B05), Some(B10)),
            ("the scheme's own, whatever was said", vec![(B10, false)], None, Some(B10)),
            ("never the scheme's, whatever was said", vec![(B04, true)], Some(B04), None),
        ] {
            let mut told = ToldClasses::default();
            for (code, late_stage) in tells {
                told.tell(2022, code, late_stage);
            }
            let of = |late_stage| told.of(month, AgeGroup::From70, late_stage);
            assert_eq!((of(false), of(true)), (before, late), "{what}");
        }
        // Written down before the two were told apart.
        let old: ToldClasses =
            serde_json::from_str(r#"{"years":{"2022":{"under70":null,"from70":"B09"}}}"#).expect("read");
        assert_eq!(old.of(month, AgeGroup::From70, true), Some(B09));
        assert_eq!(old.of(month, AgeGroup::From70, false), None);
    }
}
