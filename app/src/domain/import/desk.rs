//! The page of files while it is worked on: the book that the files made, what is open, and what each press does. The same on the
//! server, where all of it travels with the page, and in the browser, where it stays.

use chrono::NaiveDate;

use crate::domain::expense::book::change::{At, Done, FIELDS, apply};
use crate::domain::expense::book::gather::{Gathered, Given, gather};
use crate::domain::expense::book::row::RowName;
use crate::domain::expense::book::typed::Wrong;
use crate::domain::expense::book::year::YearBook;
use crate::domain::expense::book::{Book, Source};
use crate::domain::money::Yen;
use crate::domain::tax::effort::{Effort, EffortKind};
use crate::domain::tax::income::{Income, read_income};
use crate::domain::tax::saving::Situation;

/// What is open to be changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Editing {
    /// A new row.
    #[default]
    New,
    /// A row of a notice.
    Row(RowName),
    /// A typed row.
    Typed(u32),
}

/// The page of files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileDesk {
    /// Everything that was brought and typed.
    pub book: Book,
    /// Tax year that is open; nothing where there is no row.
    pub year: Option<i32>,
    /// What is open.
    pub editing: Editing,
    /// What the last form became.
    pub done: Option<Done>,
    /// What was wrong with it.
    pub wrong: Vec<Wrong>,
    /// What was typed into it.
    pub fields: Vec<(String, String)>,
    /// Income as typed.
    pub income_typed: String,
    /// Range of incomes chosen.
    pub range: String,
    /// Other deductions as typed.
    pub deductions_typed: String,
    /// Effort that the filer says they made.
    pub effort: Option<EffortKind>,
    /// Page of the rows, from 0.
    pub page: usize,
}

impl FileDesk {
    /// With a book; the year with the most rows is open.
    #[must_use]
    pub fn of(book: Book) -> Self {
        // Counted as they lie there: putting them together costs as much as showing them.
        let mut years: Vec<(i32, usize)> = Vec::new();
        let shown = book.batches.iter().filter(|batch| !matches!(batch.source, Source::Grant(_)));
        let rows = shown.flat_map(|batch| &batch.rows).map(|row| row.month.year());
        for year in rows.chain(book.typed.iter().map(|typed| typed.year)) {
            match years.iter_mut().find(|(known, _)| *known == year) {
                Some((_, rows)) => *rows += 1,
                None => years.push((year, 1)),
            }
        }
        let year = years.into_iter().max_by_key(|(year, rows)| (*rows, *year)).map(|(year, _)| year);
        Self { book, year, ..Self::default() }
    }

    /// What is put together.
    #[must_use]
    pub fn given(&self) -> Given<'_> {
        // Nobody is signed in for this page: what came under a grant is another's and never shown here.
        Given { hub: None, book: &self.book, grants: &[] }
    }

    /// All rows of all years.
    #[must_use]
    pub fn gathered(&self) -> Gathered {
        gather(self.given())
    }

    /// The open year.
    #[must_use]
    pub fn year_book(&self, gathered: &Gathered, today: NaiveDate) -> Option<YearBook> {
        Some(YearBook::of(self.given(), gathered, self.year?, today))
    }

    /// What is known of the one who files; what cannot be read counts as not told, and is said beside its field.
    #[must_use]
    pub fn situation(&self) -> Situation {
        let income = Income::read(&self.income_typed, &self.range).unwrap_or_default();
        Situation {
            income,
            deductions: read_income(&self.deductions_typed).ok().flatten().filter(|yen| *yen > Yen::ZERO),
        }
    }

    /// The effort, without day and issuer: the person knows them.
    #[must_use]
    pub fn effort_told(&self) -> Option<Effort> {
        self.effort.map(|kind| Effort { kind, on: None, issuer: String::new() })
    }

    /// Takes over what a form of the page tells of the one who files, and the year that is open.
    pub fn tell<'a>(&mut self, field: &dyn Fn(&str) -> &'a str) {
        (self.done, self.wrong, self.fields) = (None, Vec::new(), Vec::new());
        self.income_typed = short(field("income"));
        self.range = short(field("range"));
        self.deductions_typed = short(field("deductions"));
        self.effort = EffortKind::from_code(field("effort"));
        if let Ok(year) = field("year").parse() {
            self.year = Some(year);
        }
    }

    /// Takes over everything that stands in the form of the page, a row that is half typed too, and does nothing with it.
    pub fn hold<'a>(&mut self, field: &dyn Fn(&str) -> &'a str) {
        self.tell(field);
        self.keep_open(field);
    }

    /// The form of a row that is open stays open with what is typed in it.
    fn keep_open<'a>(&mut self, field: &dyn Fn(&str) -> &'a str) {
        self.editing = self.editing_of(field);
        // A name stands in an empty form beforehand.
        if FIELDS.iter().any(|name| !matches!(*name, "do" | "whose" | "number" | "row") && !field(name).is_empty()) {
            self.fields = FIELDS.iter().map(|name| ((*name).to_owned(), field(name).to_owned())).collect();
        }
    }

    /// Does what was pressed. `field` gives what stands in the page's form: `do` is the word of the button, with what it is about
    /// after a colon.
    pub fn press<'a>(&mut self, today: NaiveDate, field: &dyn Fn(&str) -> &'a str) {
        self.tell(field);
        let gathered = self.gathered();
        let (verb, about) = field("do").split_once(':').unwrap_or((field("do"), ""));
        let at = about.parse::<usize>().ok();
        match verb {
            "year" => {
                self.year = about.parse().ok().or(self.year);
                self.page = 0;
                match self.editing_of(field) {
                    Editing::New => self.keep_open(field),
                    _ => self.editing = Editing::New,
                }
            }
            "choose" => {
                let row = at.and_then(|at| gathered.rows.get(at));
                self.editing = row.map_or(Editing::New, |row| match row.typed {
                    Some(_) => about_typed(&self.book, &row.name),
                    None => Editing::Row(row.name.clone()),
                });
            }
            "new" => self.editing = Editing::New,
            "page" => {
                self.page = at.unwrap_or_default();
                self.keep_open(field);
            }
            "" | "compute" => self.keep_open(field),
            // The key in a field: the form that is open.
            "enter" => match (field("row"), field("paid")) {
                ("", "") => self.keep_open(field),
                ("", _) => self.change("add", "", &gathered, today, field),
                _ => self.change("correct", "", &gathered, today, field),
            },
            _ => self.change(verb, about, &gathered, today, field),
        }
    }

    fn change<'a>(
        &mut self,
        verb: &str,
        about: &str,
        gathered: &Gathered,
        today: NaiveDate,
        field: &dyn Fn(&str) -> &'a str,
    ) {
        let question = about.parse::<usize>().ok().and_then(|at| gathered.questions.get(at));
        let number = match self.editing_of(field) {
            Editing::Typed(number) => number.to_string(),
            _ => String::new(),
        };
        // A word is given by the button, everything else by the form.
        let own: Vec<(&str, String)> = match verb {
            "same" | "different" => {
                let Some(question) = question else { return };
                vec![("one", question.one.text().to_owned()), ("other", question.other.text().to_owned())]
            }
            "drop" => vec![("batch", about.to_owned())],
            "remove" => vec![("number", about.to_owned())],
            "add" => vec![("number", number)],
            _ => Vec::new(),
        };
        let lookup = |name: &str| -> String {
            if name == "do" {
                return verb.to_owned();
            }
            own.iter()
                .find(|(known, _)| *known == name)
                .map_or_else(|| field(name).to_owned(), |(_, value)| value.clone())
        };
        let given: Vec<(&str, String)> = FIELDS.iter().map(|name| (*name, lookup(name))).collect();
        let read = |name: &str| given.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value.as_str());
        let at = At { year: self.year.unwrap_or_else(|| chrono::Datelike::year(&today)), today };
        self.editing = self.editing_of(field);
        match apply(&mut self.book, &gathered.rows, at, read) {
            Ok(done) => {
                self.done = Some(done);
                // Beside a row that is half typed, something else was pressed.
                let beside =
                    matches!(verb, "same" | "different" | "drop") || verb == "remove" && about != field("number");
                if beside {
                    self.keep_open(field)
                } else {
                    self.editing = Editing::New
                }
                self.year = self.year.or(Some(at.year));
            }
            Err(wrong) => {
                self.wrong = wrong;
                self.fields = given.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
            }
        }
    }

    /// What the form that was sent had open.
    fn editing_of<'a>(&self, field: &dyn Fn(&str) -> &'a str) -> Editing {
        match (RowName::parse(field("row")), field("number").parse()) {
            (Some(row), _) => Editing::Row(row),
            (None, Ok(number)) => Editing::Typed(number),
            (None, Err(_)) => Editing::New,
        }
    }
}

fn about_typed(book: &Book, name: &RowName) -> Editing {
    let number = book.typed.iter().map(|typed| typed.number).find(|number| RowName::typed(*number) == *name);
    number.map_or(Editing::New, Editing::Typed)
}

fn short(text: &str) -> String {
    text.chars().take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::expense::book::sample::{YEAR, book, today};

    fn press(desk: &mut FileDesk, fields: &[(&str, &str)]) {
        desk.press(today(), &|name| fields.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| *value));
    }

    #[test]
    fn a_row_is_chosen_corrected_and_closed_again() {
        let mut desk = FileDesk::of(book());
        assert_eq!(desk.year, Some(YEAR));
        let gathered = desk.gathered();
        let at = gathered.rows.iter().position(|row| row.kind == "調剤").expect("a row");
        press(&mut desk, &[("do", &format!("choose:{at}")), ("income", "4000000")]);
        let name = gathered.rows[at].name.clone();
        assert_eq!(
            (desk.editing.clone(), desk.situation().income),
            (Editing::Row(name.clone()), Income::Exact(Yen(4_000_000)))
        );
        press(&mut desk, &[("do", "correct"), ("row", name.text()), ("paid", "千円"), ("year", "2025")]);
        assert_eq!((desk.wrong.len(), desk.editing.clone()), (1, Editing::Row(name.clone())));
        assert!(desk.fields.contains(&("paid".to_owned(), "千円".to_owned())));
        press(&mut desk, &[("do", "correct"), ("row", name.text()), ("paid", "1000"), ("year", "2025")]);
        assert_eq!((desk.done, desk.editing.clone()), (Some(Done::Corrected), Editing::New));
        assert_eq!(desk.gathered().row(&name).expect("the row").paid(), Yen(1_000));
    }

    #[test]
    fn rows_are_typed_changed_and_taken_out_and_files_too() {
        let mut desk = FileDesk::default();
        let row = [
            ("do", "add"),
            ("kind", "transport"),
            ("whose", "花子"),
            ("place", "見本バス"),
            ("paid", "420"),
            ("year", "2025"),
        ];
        press(&mut desk, &row);
        assert_eq!((desk.done, desk.year, desk.book.typed.len()), (Some(Done::Added), Some(2025), 1));
        press(&mut desk, &[("do", "choose:0")]);
        assert_eq!(desk.editing, Editing::Typed(0));
        let again: Vec<_> = row
            .into_iter()
            .chain([("number", "0")])
            .map(|(name, value)| if name == "paid" { (name, "860") } else { (name, value) })
            .collect();
        press(&mut desk, &again);
        assert_eq!((desk.done, desk.book.typed[0].paid), (Some(Done::Changed), Some(Yen(860))));
        press(&mut desk, &[("do", "remove:0")]);
        assert_eq!((desk.done, desk.book.is_empty()), (Some(Done::Removed), true));
        let mut desk = FileDesk::of(book());
        press(&mut desk, &[("do", "drop:1")]);
        assert_eq!((desk.done, desk.book.batches.len()), (Some(Done::Dropped), 1));
        for fields in [
            &[("do", "drop:9")][..],
            &[("do", "same:4")],
            &[("do", "choose:999")],
            &[("do", "year:x")],
            &[("do", "?:?")],
            &[],
        ] {
            let before = desk.book.clone();
            press(&mut desk, fields);
            assert_eq!(desk.book, before, "{fields:?}");
        }
        press(&mut desk, &[("do", "year:2024")]);
        assert_eq!(desk.year, Some(2024));
    }

    #[test]
    fn a_row_that_is_half_typed_stays_open_while_something_else_is_pressed() {
        let half = [("place", "見本バス"), ("income", "1500000"), ("year", "2025")];
        for word in ["compute", "page:1", "drop:1", "year:2024", "enter", ""] {
            let mut desk = FileDesk::of(book());
            press(&mut desk, &[&half[..], &[("do", word)]].concat());
            assert_eq!(desk.editing, Editing::New, "{word}");
            assert!(desk.fields.contains(&("place".to_owned(), "見本バス".to_owned())), "{word}: {:?}", desk.fields);
            assert_eq!(desk.income_typed, "1500000", "{word}");
        }
        let mut desk = FileDesk::of(book());
        let name = desk.gathered().rows[0].name.clone();
        press(&mut desk, &[("do", "compute"), ("row", name.text()), ("paid", "777"), ("year", "2025")]);
        assert_eq!((desk.done, desk.editing.clone()), (None, Editing::Row(name)), "it is not sent by the way");
        assert!(desk.fields.contains(&("paid".to_owned(), "777".to_owned())));
        // Nothing begun leaves nothing open.
        press(&mut desk, &[("do", "compute"), ("whose", "花子"), ("year", "2025")]);
        assert_eq!((desk.editing.clone(), desk.fields.len()), (Editing::New, 0));
    }
}
