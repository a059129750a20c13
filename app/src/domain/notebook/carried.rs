//! The drugs that a person takes along, on paper or in a file: without those they hide, and with how many that were, which is
//! told to them alone.

use chrono::NaiveDate;

use super::added::Told;
use super::from_records::is_handed_over;
use super::{Otc, otc_row};
use crate::domain::medication::{Dispensing, HiddenDrugs, Span, Taken, probably_taking};

/// What is taken along.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Carried {
    /// Rows of every source.
    pub rows: Vec<Dispensing>,
    /// What the person told or brought beside them.
    pub told: Told,
    /// So many kinds of drugs were left out because they are hidden, whatever number of rows told of them.
    pub hidden: usize,
    /// So many notes were left out because they stand with a hidden drug, or name one.
    pub hidden_notes: usize,
}

/// For so many days back a sheet lists dispensings: three months.
pub const RECENT_DAYS: u64 = 92;

impl Carried {
    /// Of rows and what is told beside them, without what is hidden.
    #[must_use]
    pub fn of(mut rows: Vec<Dispensing>, mut told: Told, hidden: &HiddenDrugs, today: NaiveDate) -> Self {
        let mut left = hidden.leave_out(&mut rows);
        // What was bought without prescription stands in both.
        rows.retain(|row| row.source != crate::domain::medication::DrugSource::OverTheCounter);
        told.otc.retain(|otc| {
            let row = otc_row(otc, today);
            let keys: Vec<_> = row.drugs.iter().flat_map(|drug| hidden.hidden_as(drug)).collect();
            let shown = keys.is_empty();
            left.kinds.extend(keys);
            shown
        });
        let before = told.memos.len();
        told.memos.retain(|memo| !left.is_named_in(&memo.text));
        let hidden_notes = left.notes + before - told.memos.len();
        Self { rows, hidden: left.kinds.len(), hidden_notes, told }
    }

    /// What is probably being taken.
    #[must_use]
    pub fn taking(&self, today: NaiveDate) -> Vec<Taken<'_>> {
        probably_taking(&self.rows, today)
    }

    /// Drugs bought without prescription that may still be taken: no end is told, or it is not over.
    #[must_use]
    pub fn otc_now(&self, today: NaiveDate) -> Vec<&Otc> {
        let recent = Span::last_days(today, RECENT_DAYS);
        let may_be_now = |otc: &&Otc| match (otc.from, otc.until) {
            (_, Some(until)) => until >= today,
            (Some(from), None) => recent.holds(from),
            (None, None) => true,
        };
        self.told.otc.iter().filter(may_be_now).collect()
    }

    /// The rows of the last three months, and those of what is still being taken, for a sheet.
    #[must_use]
    pub fn recent(&self, today: NaiveDate) -> Vec<Dispensing> {
        let span = Span::last_days(today, RECENT_DAYS);
        let taken: Vec<&Dispensing> =
            self.taking(today).iter().flat_map(|one| one.supplies.iter().map(|supply| supply.from)).collect();
        let lately = |row: &Dispensing| span.holds(row.sort_day()) && !row.is_undated();
        let wanted = |row: &&Dispensing| lately(row) || taken.iter().any(|from| **from == **row);
        self.rows.iter().filter(wanted).filter(|row| is_handed_over(row)).cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::medication::{Drug, DrugForm, DrugSource, Institution};
    use crate::domain::notebook::{Author, Memo};

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn row(on: &str, drug: &str, days: u32) -> Dispensing {
        let drug = Drug { form: DrugForm::Oral, times: Some(days), ingredient: Some(drug.into()), ..Drug::named(drug) };
        Dispensing {
            drugs: vec![drug], ..Dispensing::on(DrugSource::Receipt, day(on), Institution::named("見本薬局"))
        }
    }

    fn otc(name: &str, from: Option<&str>, until: Option<&str>) -> Otc {
        Otc {
            name: name.into(),
            from: from.map(day),
            until: until.map(day),
            author: Author::Patient,
            number: None,
            jan: None,
            ingredients: Vec::new(),
        }
    }

    #[test]
    fn what_is_hidden_is_nowhere_and_counted_once() {
        let today = day("2026-11-22");
        let mut hidden = HiddenDrugs::default();
        let secret = Drug { ingredient: Some("秘密".into()), form: DrugForm::Oral, ..Drug::named("秘密") };
        hidden.hide(&secret, today).expect("room");
        hidden.hide(&Drug::named("内緒の市販薬"), today).expect("room");
        let told = Told {
            otc: vec![otc("内緒の市販薬", None, None), otc("見本目薬", None, None)], ..Told::default()
        };
        let mut rows = vec![row("2026-11-01", "秘密", 60), row("2026-11-02", "見本", 60)];
        rows.push(otc_row(&told.otc[0], today));
        let carried = Carried::of(rows, told, &hidden, today);
        let written = format!("{carried:?}");
        assert!(!written.contains("秘密") && !written.contains("内緒"), "{written}");
        assert_eq!((carried.hidden, carried.rows.len(), carried.told.otc.len()), (2, 1, 1));
        assert_eq!(carried.taking(today).len(), 1);
    }

    #[test]
    fn what_several_sources_tell_of_one_hidden_drug_is_one_and_no_memo_names_it() {
        let today = day("2026-11-22");
        let mut hidden = HiddenDrugs::default();
        let secret =
            Drug {
                ingredient: Some("トリアゾラム".into()), form: DrugForm::Oral, ..Drug::named("ハルシオン錠")
            };
        hidden.hide(&secret, today).expect("room");
        let memo = |text: &str| Memo { text: text.into(), on: None, author: Author::Patient };
        let told = Told {
            memos: vec![memo("ハルシオンを飲むと楽"), memo("トリアゾラムのこと"), memo("血圧 130")],
            ..Told::default()
        };
        let with = |source: DrugSource, on: &str| Dispensing {
            source,
            drugs: vec![secret.clone()],
            notes: vec!["寝る前".into()],
            ..row(on, "見本", 14)
        };
        let rows = vec![
            with(DrugSource::Receipt, "2026-11-01"),
            with(DrugSource::Notebook, "2026-11-01"),
            with(DrugSource::Receipt, "2026-10-01"),
        ];
        let carried = Carried::of(rows, told, &hidden, today);
        assert_eq!((carried.hidden, carried.hidden_notes), (1, 5));
        let memos: Vec<&str> = carried.told.memos.iter().map(|memo| memo.text.as_str()).collect();
        assert_eq!((memos, carried.rows.len()), (vec!["血圧 130"], 0));
    }

    #[test]
    fn a_sheet_holds_three_months_and_what_is_still_taken() {
        let today = day("2026-11-22");
        let rows = vec![
            row("2026-11-01", "新しい", 7),
            row("2026-08-23", "ちょうど", 7),
            row("2026-08-22", "古い", 7),
            row("2026-07-01", "長い", 180),
            Dispensing { source: DrugSource::Prescription, ..row("2026-11-20", "まだ", 7) },
        ];
        let carried = Carried::of(rows, Told::default(), &HiddenDrugs::default(), today);
        let names: Vec<String> = carried.recent(today).iter().map(|row| row.drugs[0].name.clone()).collect();
        assert_eq!(names, ["新しい", "ちょうど", "長い"]);
    }

    #[test]
    fn drugs_bought_without_prescription_are_now_while_they_are_not_over() {
        let today = day("2026-11-22");
        for (from, until, now) in [
            (None, None, true),
            (Some("2026-11-01"), None, true),
            (Some("2026-01-01"), None, false),
            (Some("2026-01-01"), Some("2026-11-22"), true),
            (Some("2026-11-01"), Some("2026-11-21"), false),
        ] {
            let told = Told { otc: vec![otc("見本目薬", from, until)], ..Told::default() };
            let carried = Carried::of(Vec::new(), told, &HiddenDrugs::default(), today);
            assert_eq!(carried.otc_now(today).len(), usize::from(now), "{from:?} {until:?}");
        }
    }
}
