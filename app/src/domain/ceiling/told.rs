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
    from70: Option<ClassCode>,
}

impl ToldClasses {
    /// The class told for a month.
    #[must_use]
    pub fn of(&self, month: YearMonth, age: AgeGroup) -> Option<ClassCode> {
        let told = self.years.get(&ceiling_year(month))?;
        match age {
            AgeGroup::Under70 => told.under70,
            AgeGroup::From70 => told.from70,
        }
    }

    /// Notes a class for the year that begins in August of `year`.
    pub fn tell(&mut self, year: i32, code: ClassCode) {
        let told = self.years.entry(year).or_default();
        match code.class().age() {
            AgeGroup::Under70 => told.under70 = Some(code),
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
        told.tell(2025, ClassCode::A03);
        told.tell(2025, ClassCode::B04);
        for (at, age, expected) in [
            ("202507", AgeGroup::Under70, None),
            ("202508", AgeGroup::Under70, Some(ClassCode::A03)),
            ("202607", AgeGroup::Under70, Some(ClassCode::A03)),
            ("202607", AgeGroup::From70, Some(ClassCode::B04)),
            ("202608", AgeGroup::Under70, None),
        ] {
            assert_eq!(told.of(month(at), age), expected, "{at}");
        }
        told.forget(2025);
        assert_eq!(told, ToldClasses::default());
    }
}
