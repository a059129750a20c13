//! What was typed of the people who may file, as it was typed: for as long as somebody is signed in, and in no address.

use serde::{Deserialize, Serialize};

use super::income::read_income;
use super::saving::Situation;

/// Longest text of a field, characters; the fields take forty.
const LONGEST: usize = 40;

/// So many people and years are remembered; an older entry gives way.
const MOST: usize = 64;

/// What was typed of one person for one year.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// Income as typed.
    pub income: String,
    /// Code of a range of incomes.
    pub range: String,
    /// Other deductions as typed.
    pub deductions: String,
    /// Code of an effort, or any text where it is only said that there was one.
    pub effort: String,
}

impl Told {
    /// Fields of a form, cut to what a field can hold.
    #[must_use]
    pub fn of<'a>(field: impl Fn(&str) -> &'a str) -> Self {
        let cut = |name: &str| field(name).chars().filter(|c| !c.is_control()).take(LONGEST).collect();
        Self { income: cut("income"), range: cut("range"), deductions: cut("deductions"), effort: cut("effort") }
    }

    /// For the rules; what cannot be read is not known.
    #[must_use]
    pub fn situation(&self) -> Situation {
        Situation::read(&self.income, &self.range, &self.deductions)
    }

    /// Whether both amounts can be read.
    #[must_use]
    pub fn is_readable(&self) -> bool {
        read_income(&self.income).is_ok() && read_income(&self.deductions).is_ok()
    }

    /// Whether no income is said, neither as a figure nor as a range.
    #[must_use]
    pub fn has_no_income(&self) -> bool {
        self.income.is_empty() && self.range.is_empty()
    }
}

/// All that was typed, by year and name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldIncomes(Vec<(i32, String, Told)>);

impl ToldIncomes {
    /// Of a person for a year.
    #[must_use]
    pub fn of(&self, year: i32, name: &str) -> Option<&Told> {
        self.0.iter().find(|(of, whose, _)| (*of, whose.as_str()) == (year, name)).map(|(.., told)| told)
    }

    /// In the place of what was typed before.
    pub fn tell(&mut self, year: i32, name: &str, told: Told) {
        self.0.retain(|(of, whose, _)| (*of, whose.as_str()) != (year, name));
        self.0.push((year, name.to_owned(), told));
        let surplus = self.0.len().saturating_sub(MOST);
        self.0.drain(..surplus);
    }

    /// Forgets a year.
    pub fn forget(&mut self, year: i32) {
        self.0.retain(|(of, ..)| *of != year);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_word_counts_for_its_person_and_year() {
        let told = |income: &str| Told { income: income.into(), ..Told::default() };
        let mut all = ToldIncomes::default();
        for (year, name, income) in [(2025, "a", "1"), (2025, "b", "2"), (2025, "a", "3"), (2024, "a", "4")] {
            all.tell(year, name, told(income));
        }
        for (year, name, income) in
            [(2025, "a", Some("3")), (2025, "b", Some("2")), (2024, "a", Some("4")), (2023, "a", None)]
        {
            assert_eq!(all.of(year, name).map(|told| told.income.as_str()), income, "{year} {name}");
        }
        all.forget(2025);
        assert_eq!((all.of(2025, "b"), all.of(2024, "a")), (None, Some(&told("4"))));
        for year in 0..100 {
            all.tell(year, "c", told("5"));
        }
        assert_eq!((all.0.len(), all.of(2024, "a")), (MOST, None));
    }

    #[test]
    fn a_field_holds_so_much_and_no_line_end() {
        let long = "9".repeat(100) + "\n";
        let told = Told::of(|name| if name == "income" { &long } else { "" });
        assert_eq!((told.income.len(), told.is_readable(), told.has_no_income()), (LONGEST, false, false));
    }
}
