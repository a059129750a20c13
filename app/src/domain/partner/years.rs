//! The years of a person's records that are shared: each of the last five by itself, and whatever is older. The newest goes
//! on until the consent ends.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// How many years stand by themselves.
const SINGLE: i32 = 5;

/// The years.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Years {
    newest: i32,
    picked: Vec<i32>,
    older: bool,
}

impl Years {
    /// What forms call the years before the last five.
    pub const OLDER: &'static str = "older";

    /// Those of which a form on a day tells, by what it calls them. What it calls otherwise is left away.
    #[must_use]
    pub fn of<'a>(today: NaiveDate, named: impl Iterator<Item = &'a str>) -> Self {
        let offered = Self::offered(today);
        let (mut picked, mut older) = (Vec::new(), false);
        for name in named {
            older |= name == Self::OLDER;
            picked.extend(name.parse::<i32>().ok().filter(|year| offered.contains(year)));
        }
        picked.sort_unstable_by(|a, b| b.cmp(a));
        picked.dedup();
        Self { newest: today.year(), picked, older }
    }

    /// The years that stand by themselves on a day, newest first.
    #[must_use]
    pub fn offered(today: NaiveDate) -> Vec<i32> {
        (0..SINGLE).map(|back| today.year() - back).collect()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.picked.is_empty() && !self.older
    }

    /// Whether a year is among them.
    #[must_use]
    pub fn holds_year(&self, year: i32) -> bool {
        if year <= self.newest - SINGLE { self.older } else { self.picked.contains(&year.min(self.newest)) }
    }

    /// Whether a day is.
    #[must_use]
    pub fn holds(&self, day: NaiveDate) -> bool {
        self.holds_year(day.year())
    }

    /// Whether what lies before the last five years is.
    #[must_use]
    pub const fn older(&self) -> bool {
        self.older
    }

    /// The single years up to this one, newest first.
    #[must_use]
    pub fn single(&self, today: NaiveDate) -> Vec<i32> {
        (self.newest - SINGLE + 1..=today.year()).rev().filter(|year| self.holds_year(*year)).collect()
    }

    /// Each part by what forms call it, and in words; newest first.
    #[must_use]
    pub fn parts(&self) -> Vec<(String, String)> {
        let single = self.picked.iter().map(|year| {
            let on = if *year == self.newest { "からこの先" } else { "" };
            (year.to_string(), format!("{year}年{on}"))
        });
        let older = self.older.then(|| (Self::OLDER.to_owned(), format!("{}年以前", self.newest - SINGLE)));
        single.chain(older).collect()
    }

    /// The same with nothing left but the parts that are named; nothing can be added so.
    #[must_use]
    pub fn with_only(&self, named: &[&str]) -> Self {
        let picked = self.picked.iter().copied().filter(|year| named.contains(&year.to_string().as_str())).collect();
        Self { picked, older: self.older && named.contains(&Self::OLDER), newest: self.newest }
    }

    /// In words: `2026年、2024年、2021年以前`.
    #[must_use]
    pub fn words(&self) -> String {
        self.parts().into_iter().map(|(_, words)| words).collect::<Vec<_>>().join("、")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_year_is_in_or_out() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day");
        let named = |names: &[&'static str]| Years::of(today, names.iter().copied());
        let some = named(&["2026", "2024", "older", "1999", "x"]);
        for (year, there) in
            [(2027, true), (2026, true), (2025, false), (2024, true), (2022, false), (2021, true), (1999, true)]
        {
            assert_eq!(some.holds_year(year), there, "{year}");
        }
        assert_eq!(some.words(), "2026年からこの先、2024年、2021年以前");
        assert_eq!(some.single(today), [2026, 2024]);
        assert_eq!(some.single(NaiveDate::from_ymd_opt(2027, 1, 5).expect("a day")), [2027, 2026, 2024]);
        let less = some.with_only(&["2026", "2025", "older", "x"]);
        assert_eq!(less.words(), "2026年からこの先、2021年以前", "what was not there is not added");
        assert!(!less.holds_year(2025) && !less.holds_year(2024) && some.with_only(&["2023"]).is_empty());
        let names: Vec<String> = some.parts().into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["2026", "2024", "older"]);
        let past = named(&["2023"]);
        assert!(!past.holds_year(2026) && !past.holds_year(2027) && past.holds_year(2023) && !past.holds_year(2021));
        assert!(named(&[]).is_empty() && named(&["2021"]).is_empty() && !named(&["older"]).is_empty());
        assert_eq!(Years::offered(today), [2026, 2025, 2024, 2023, 2022]);
    }
}
