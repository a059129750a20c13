//! Files of expenses beside the CSV of マイナポータル: an insurer's signed XML, and the book that this site gave the
//! person; and how all of them, and the drugs without prescription of the notebooks, become one book.

use chrono::{Datelike, NaiveDate};

use super::insurer::{self, InsurerNotice, InsurerRefusal};
use super::lines::short;
use super::{Cp932, ImportedFile, MAX_BYTES, NotebookFile, Outcome, Warning};
use crate::domain::calendar::YearMonth;
use crate::domain::expense::book::file::{self, BookRefusal};
use crate::domain::expense::book::typed::{Typed, TypedKind};
use crate::domain::expense::book::{Batch, Book, Full, Source};
use crate::domain::money::Yen;
use crate::domain::notebook::Otc;

/// Drugs without prescription that are taken from one notebook; a real one has a few.
const MAX_DRUGS: usize = 200;

/// What such a file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Brought {
    /// An insurer's notice.
    Insurer(InsurerNotice),
    /// The person's own book.
    Book(Box<Book>),
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BroughtFile {
    /// Name it had on the person's machine.
    pub file_name: String,
    /// What it holds.
    pub content: Brought,
}

/// Why such a file is not read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BroughtRefusal {
    /// An insurer's notice.
    #[error(transparent)]
    Insurer(#[from] InsurerRefusal),
    /// A book.
    #[error(transparent)]
    Book(#[from] BookRefusal),
}

/// Reads a file if it is one of these; nothing where it is something else.
pub(super) fn read_file(file_name: &str, bytes: &[u8], cp932: Cp932) -> Option<Result<BroughtFile, BroughtRefusal>> {
    let taken = |content| BroughtFile { file_name: file_name.to_owned(), content };
    if bytes.len() > MAX_BYTES {
        return None;
    }
    if insurer::looks_like_one(bytes) {
        return Some(match insurer::read(bytes, cp932) {
            Ok(notice) => Ok(taken(Brought::Insurer(notice))),
            Err(why) => Err(why.into()),
        });
    }
    let start = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    if start.starts_with(b"{") {
        // Cut inside a letter it still says what it is.
        let text = String::from_utf8_lossy(start);
        return file::looks_like_one(&text).then(|| Ok(taken(Brought::Book(Box::new(file::read(&text)?)))));
    }
    None
}

/// A file of マイナポータル as a part of the book.
fn batch_of(file: &ImportedFile) -> Batch {
    let content = &file.content;
    let covers = match (content.period, content.listed_until) {
        (Some((first, last)), Some(listed)) => Some((first, last.min(listed))),
        (period, _) => period,
    };
    Batch {
        source: Source::Mynaportal,
        file_name: file.file_name.clone(),
        person: content.person.clone(),
        birth: content.birth,
        covers,
        short: content.warnings.iter().any(Warning::tells_of_missing_rows),
        rows: content.rows.clone(),
    }
}

/// An insurer's notice: a part of the book for each person in it, so that each has their own months. Which months it covers it
/// does not say; from its first to its last is all that is known.
fn batches_of(file_name: &str, notice: &InsurerNotice) -> Vec<Batch> {
    let span = |months: &mut dyn Iterator<Item = YearMonth>| {
        months.fold(None, |span: Option<(YearMonth, YearMonth)>, month| {
            Some(span.map_or((month, month), |(first, last)| (first.min(month), last.max(month))))
        })
    };
    let covers = span(&mut notice.rows.iter().map(|row| row.month));
    notice
        .people
        .iter()
        .map(|person| Batch {
            source: Source::Insurer,
            file_name: file_name.to_owned(),
            person: person.clone(),
            birth: None,
            covers,
            short: !notice.left_out.is_empty(),
            rows: notice.rows.iter().filter(|row| row.patient == *person).cloned().collect(),
        })
        .collect()
}

/// Drugs without prescription of a notebook, as rows whose price is still to be told, because the format has none.
fn typed_of(file: &NotebookFile, today: NaiveDate) -> Vec<Typed> {
    let notebook = &file.volume.notebook;
    let whose = notebook.patient.as_ref().map(|patient| short(&patient.name)).unwrap_or_default();
    let row = |drug: &Otc| Typed {
        number: 0,
        source: Source::Notebook,
        kind: TypedKind::Otc,
        whose: whose.clone(),
        year: drug.from.map_or(today.year(), |day| day.year()),
        on: drug.from,
        paid_on: None,
        place: String::new(),
        item: short(&drug.name),
        paid: None,
        reimbursed: Yen::ZERO,
        marked: false,
        receipt: false,
    };
    notebook.otc.iter().filter(|drug| !drug.name.is_empty()).take(MAX_DRUGS).map(row).collect()
}

impl Outcome {
    /// Everything that was read, put into a book.
    ///
    /// # Errors
    /// [`Full`] where it does not fit.
    pub fn book(&self, today: NaiveDate) -> Result<Book, Full> {
        let mut book = Book::default();
        self.into_book(&mut book, today)?;
        Ok(book)
    }

    /// The same, put into a book that there is already. The number of rows that came with it.
    ///
    /// # Errors
    /// [`Full`] where it does not fit; the book may then hold a part of it.
    pub fn into_book(&self, book: &mut Book, today: NaiveDate) -> Result<(), Full> {
        for file in &self.files {
            book.add_batch(batch_of(file))?;
        }
        for file in &self.brought {
            match &file.content {
                Brought::Insurer(notice) => {
                    for batch in batches_of(&file.file_name, notice) {
                        book.add_batch(batch)?;
                    }
                }
                Brought::Book(brought) => {
                    book.take_in((**brought).clone())?;
                }
            }
        }
        for typed in self.notebooks.iter().flat_map(|file| typed_of(file, today)) {
            let same =
                |known: &Typed| known.source == Source::Notebook && (&known.item, known.on) == (&typed.item, typed.on);
            if !book.typed.iter().any(same) {
                book.put_typed(typed, None)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::{ImportRefusal, own_cp932};
    use super::*;
    use crate::domain::expense::book::gather::{Given, gather};
    use crate::domain::expense::book::sample;

    fn today() -> NaiveDate {
        sample::today()
    }

    const XML: &str = "<TEG700 xmlns=\"http://xml.e-tax.nta.go.jp/XSD/kyotsu\" xmlns:gen=\"http://xml.e-tax.nta.go.jp/XSD/general\"><WBD00000><WBD00010><WBD00020>見本 春子</WBD00020><WBD00030><gen:yyyy>2025</gen:yyyy><gen:mm>4</gen:mm></WBD00030><WBD00040>見本眼科</WBD00040><WBD00050>2400</WBD00050></WBD00010></WBD00000></TEG700>";
    const NOTEBOOK: &str = "JAHISTC08,1\r\n1,見本 太郎,1,19800102\r\n3,見本かぜ薬,20250403,,2\r\n";

    fn csv() -> String {
        "わたしの情報\n医療費通知情報\n氏名,見本 太郎\n生年月日,1980年1月2日\n一覧表示の範囲,2025年11月まで\n年間の合計\n期間,2025年1月～2025年12月\n医療費の総額（円）,1000\n保険者の負担額（円）,700\nその他の公費の負担額（円）,0\n窓口相当負担額（円）,300\n医療費情報明細\n診療年月,2025年4月\n診療区分,調剤\n医療機関等名称,見本薬局\n医療費の総額（円）,1000\n保険者の負担額（円）,700\nその他の公費の負担額（円）,0\n窓口相当負担額（円）,300\n".to_owned()
    }

    #[test]
    fn files_of_every_kind_become_one_book_and_twice_the_same() {
        let mut outcome = Outcome::default();
        let own = file::write(&sample::book(), today());
        for (name, text) in [("a.csv", csv().as_str()), ("b.xml", XML), ("c.txt", NOTEBOOK), ("d.json", &own)] {
            outcome.take(name, text.as_bytes(), own_cp932);
        }
        outcome.settle(own_cp932);
        assert_eq!((outcome.read(), outcome.refused.len()), (4, 0));
        let mut book = outcome.book(today()).expect("room");
        assert_eq!((book.batches.len(), book.typed.len()), (4, 3));
        assert_eq!(book.batches[0].covers, YearMonth::new(2025, 1).zip(YearMonth::new(2025, 11)));
        let gathered = gather(Given { hub: None, book: &book, grants: &[] });
        assert_eq!(gathered.rows.iter().filter(|row| row.lacks_amount()).count(), 1);
        let before = book.clone();
        outcome.into_book(&mut book, today()).expect("room");
        assert_eq!(book, before);
    }

    #[test]
    fn drugs_of_a_notebook_come_with_their_day_and_whose_they_are() {
        let text = "JAHISTC08,1\r\n1,見本　太郎,1,19800102\r\n3,見本かぜ薬,20250403,20250407,2,1,4900000000000\r\n3,見本目薬,R070610,,2\r\n3,見本胃腸薬,,,2\r\n5,20250401,1\r\n11,見本薬局\r\n201,1,見本錠,1,錠,1\r\n301,1,朝,7,日分,1\r\n";
        let mut outcome = Outcome::default();
        outcome.take_qr(text, own_cp932);
        assert_eq!(outcome.notebooks.len(), 1, "the notebook itself is shown too");
        let book = outcome.book(today()).expect("room");
        let day = |m, d| NaiveDate::from_ymd_opt(2025, m, d);
        let rows: Vec<_> = book.typed.iter().map(|row| (row.item.as_str(), row.on, row.year, row.paid)).collect();
        assert_eq!(
            rows,
            [
                ("見本かぜ薬", day(4, 3), 2025, None),
                ("見本目薬", day(6, 10), 2025, None),
                ("見本胃腸薬", None, today().year(), None)
            ]
        );
        assert!(book.typed.iter().all(|row| row.whose == "見本　太郎" && row.source == Source::Notebook));
    }

    #[test]
    fn broken_ones_are_refused_as_what_they_are() {
        let own = file::write(&sample::book(), today());
        let mut outcome = Outcome::default();
        for text in [&XML[..XML.len() - 9], &own[..own.len() / 2], "{\"a\":1}"] {
            outcome.take("x", text.as_bytes(), own_cp932);
        }
        let why: Vec<_> = outcome.refused.iter().map(|file| file.why.to_string()).collect();
        assert!(matches!(
            outcome.refused[0].why,
            ImportRefusal::Brought(BroughtRefusal::Insurer(InsurerRefusal::Broken))
        ));
        assert!(matches!(outcome.refused[1].why, ImportRefusal::Brought(BroughtRefusal::Book(BookRefusal::Broken))));
        assert!(why[2].contains("JSON"), "{why:?}");
    }
}
