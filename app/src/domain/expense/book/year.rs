//! One tax year of the household's book, with everything that pages and files say of it.

use chrono::NaiveDate;

use super::against::Against;
use super::coverage::{Coverage, coverage};
use super::gather::{Gathered, Given};
use super::row::Row;
use super::same::Question;
use super::summary::{Summary, marked, medical, summary};
use crate::domain::tax::choice::{Choice, Payments, choose};
use crate::domain::tax::effort::Effort;
use crate::domain::tax::filer::{Candidate, Filing, judge};
use crate::domain::tax::form::{Arrangement, Form, FormError, fill};
use crate::domain::tax::mode::{Mode, entries, to_correct_there};
use crate::domain::tax::saving::Situation;

/// One tax year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearBook {
    /// The year.
    pub year: i32,
    /// Its rows, in order.
    pub rows: Vec<Row>,
    /// The place of each among the rows of all years.
    pub places: Vec<usize>,
    /// Rows treated in the year and paid in another: they stand in this year's notice and are filed in the other year.
    pub moved: Vec<Row>,
    /// What is still to be answered about them, with its place among all questions.
    pub questions: Vec<(usize, Question)>,
    /// Which months are there.
    pub coverage: Coverage,
    /// Added up.
    pub summary: Summary,
    /// Beside the year before, where anything of that is known.
    pub against: Option<Against>,
}

impl YearBook {
    /// The year as seen on a day.
    #[must_use]
    pub fn of(given: Given<'_>, gathered: &Gathered, year: i32, today: NaiveDate) -> Self {
        let (places, rows): (Vec<usize>, Vec<Row>) = gathered
            .rows
            .iter()
            .enumerate()
            .filter(|(_, row)| row.tax_year() == year)
            .map(|(place, row)| (place, row.clone()))
            .unzip();
        let moved = gathered.rows.iter().filter(|row| row.year == year && row.tax_year() != year).cloned().collect();
        let own = |question: &&Question| rows.iter().any(|row| row.name == question.one || row.name == question.other);
        let questions = gathered
            .questions
            .iter()
            .enumerate()
            .filter(|(_, one)| own(one))
            .map(|(at, one)| (at, one.clone()))
            .collect();
        let refs: Vec<&Row> = rows.iter().collect();
        let summed = summary(&refs, year);
        let earlier = gathered.of_year(year - 1);
        let covered = coverage(given, gathered, year, today);
        let against = (!earlier.is_empty()).then(|| {
            let before = (summary(&earlier, year - 1), coverage(given, gathered, year - 1, today));
            Against::of((&summed, &covered), (&before.0, &before.1))
        });
        Self { year, questions, coverage: covered, summary: summed, against, rows, places, moved }
    }

    /// The rows, borrowed.
    #[must_use]
    pub fn refs(&self) -> Vec<&Row> {
        self.rows.iter().collect()
    }

    /// Both schemes for one filer. Nothing for a year without rules.
    #[must_use]
    pub fn choice(&self, situation: Situation, effort: Option<Effort>) -> Option<Choice> {
        let refs = self.refs();
        let (medical, marked) = (medical(&refs), marked(&refs));
        choose(self.year, Payments { medical: &medical, marked: &marked }, situation, effort)
    }

    /// Who of several should file. Nothing for a year without rules.
    #[must_use]
    pub fn filing(&self, candidates: &[Candidate]) -> Option<Filing> {
        let refs = self.refs();
        let (medical, marked) = (medical(&refs), marked(&refs));
        judge(self.year, Payments { medical: &medical, marked: &marked }, candidates)
    }

    /// What must be changed on the tax office's site as well where the notice is used.
    #[must_use]
    pub fn correct_there(&self) -> Vec<Row> {
        let rows: Vec<&Row> = self.rows.iter().chain(&self.moved).collect();
        to_correct_there(&rows, self.year).into_iter().cloned().collect()
    }

    /// The tax office's form of the year.
    ///
    /// # Errors
    /// An amount beyond what the form holds.
    pub fn form(&self, mode: Mode, arrangement: Arrangement) -> Result<Form, FormError> {
        fill(&entries(&self.refs(), mode), arrangement)
    }

    /// Day of birth of a row's person, where known.
    #[must_use]
    pub fn birth_of(&self, row: &Row) -> Option<NaiveDate> {
        let name = super::row::fold(&row.whose);
        self.coverage
            .people
            .iter()
            .find(|person| super::row::fold(&person.name) == name)
            .and_then(|person| person.birth)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Book;
    use super::super::row::Correction;
    use super::super::sample::{YEAR, book, expense, hub, month, today, together};
    use super::*;
    use crate::domain::expense::ExpenseYear;
    use crate::domain::money::Yen;
    use crate::domain::tax::income::Income;

    #[test]
    fn a_year_stands_with_the_one_before_it() {
        let mut hub = hub("見本 太郎", vec![expense("見本 太郎", 3, "調剤", "見本薬局", 700)]);
        let mut earlier = expense("見本 太郎", 3, "調剤", "見本薬局", 500);
        earlier.month = month(3).plus(-12);
        hub.years.push(ExpenseYear { year: YEAR - 1, delivered_until: None, insurer_name: None, rows: vec![earlier] });
        let book = Book::default();
        let gathered = together(Some(&hub), &book);
        let given = Given { hub: Some(&hub), book: &book, grants: &[] };
        let year = YearBook::of(given, &gathered, YEAR, today());
        let sums = year.against.and_then(|against| against.sums());
        assert_eq!((year.summary.paid, sums), (Yen(700), Some((Yen(500), Yen(700)))));
        assert_eq!(YearBook::of(given, &gathered, YEAR - 1, today()).against, None);
    }

    #[test]
    fn what_was_paid_in_another_year_is_filed_there_and_taken_out_of_the_notice_here() {
        let rows = || {
            vec![
                expense("見本 太郎", 12, "調剤", "見本薬局", 700),
                expense("見本 太郎", 12, "歯科外来", "見本歯科", 900),
            ]
        };
        let hub = hub("見本 太郎", rows());
        let mut book = Book::default();
        let name =
            together(Some(&hub), &book).rows.iter().find(|row| row.place == "見本薬局").map(|row| row.name.clone());
        let mut correction = Correction::of(name.expect("the row"));
        correction.paid_on = NaiveDate::from_ymd_opt(YEAR + 1, 1, 6);
        book.correct(correction).expect("room");
        let gathered = together(Some(&hub), &book);
        let given = Given { hub: Some(&hub), book: &book, grants: &[] };
        for (year, counted, form_a, form_b, there) in
            [(YEAR, 900, 0, 900, vec!["見本薬局"]), (YEAR + 1, 700, 700, 700, vec![])]
        {
            let book = YearBook::of(given, &gathered, year, today());
            let total = |mode| book.form(mode, Arrangement::Grouped).expect("fits").total;
            assert_eq!(book.summary.paid, Yen(counted), "{year}");
            assert_eq!((total(Mode::WithNotice), total(Mode::WithoutNotice)), (Yen(form_a), Yen(form_b)), "{year}");
            let places: Vec<String> = book.correct_there().into_iter().map(|row| row.place).collect();
            assert_eq!(places, there, "{year}");
            assert_eq!(book.rows.iter().all(Row::needs_receipt), year != YEAR);
        }
    }

    #[test]
    fn schemes_form_and_filing_are_of_the_same_rows() {
        let book = book();
        let gathered = together(None, &book);
        let year = YearBook::of(Given { hub: None, book: &book, grants: &[] }, &gathered, YEAR, today());
        let situation = Situation { income: Income::Exact(Yen(1_000_000)), deductions: None };
        let choice = year.choice(situation, None).expect("a year with rules");
        assert_eq!(choice.medical.amount, Yen(100_153 - 30_000 - 50_000));
        let form = year.form(Mode::WithoutNotice, Arrangement::Grouped).expect("fits");
        assert_eq!(Some(form.total), choice.medical.lines[0].amount);
        let candidate = Candidate { name: "見本 太郎".into(), situation, effort: None };
        assert_eq!(year.filing(&[candidate]).expect("rules").judged[0].choice, choice);
        assert_eq!(year.birth_of(&year.rows[0]).is_some(), year.rows[0].whose == "見本 太郎");
    }
}
