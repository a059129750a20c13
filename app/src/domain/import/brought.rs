//! Files of expenses beside the CSV of マイナポータル: an insurer's signed XML, drugs of a notebook, and the book that this site gave
//! the person; and how all of them become one book.

use chrono::{Datelike, NaiveDate};

use super::insurer::{self, InsurerNotice, InsurerRefusal};
use super::otc::{self, OtcDrugs};
use super::{Cp932, ImportedFile, MAX_BYTES, Outcome, decode};
use crate::domain::calendar::YearMonth;
use crate::domain::expense::book::file::{self, BookRefusal};
use crate::domain::expense::book::typed::{Typed, TypedKind};
use crate::domain::expense::book::{Batch, Book, Full, Source};
use crate::domain::money::Yen;

/// What such a file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Brought {
    /// An insurer's notice.
    Insurer(InsurerNotice),
    /// Drugs without prescription.
    Otc(OtcDrugs),
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
    if start.starts_with(b"JAHISTC") {
        let (text, _) = decode(bytes, cp932)?;
        return otc::read(&text).map(|drugs| Ok(taken(Brought::Otc(drugs))));
    }
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
            rows: notice.rows.iter().filter(|row| row.patient == *person).cloned().collect(),
        })
        .collect()
}

/// Drugs of a notebook as rows whose price is still to be told.
fn typed_of(drugs: &OtcDrugs, today: NaiveDate) -> Vec<Typed> {
    let row = |(name, on): &(String, Option<NaiveDate>)| Typed {
        number: 0,
        source: Source::Notebook,
        kind: TypedKind::Otc,
        whose: drugs.person.clone(),
        year: on.map_or(today.year(), |day| day.year()),
        on: *on,
        paid_on: None,
        place: String::new(),
        item: name.clone(),
        paid: None,
        reimbursed: Yen::ZERO,
        marked: false,
        receipt: false,
    };
    drugs.drugs.iter().map(row).collect()
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
                Brought::Otc(drugs) => {
                    for typed in typed_of(drugs, today) {
                        let same = |known: &Typed| {
                            known.source == Source::Notebook && (&known.item, known.on) == (&typed.item, typed.on)
                        };
                        if !book.typed.iter().any(same) {
                            book.put_typed(typed, None)?;
                        }
                    }
                }
                Brought::Book(brought) => {
                    book.take_in((**brought).clone())?;
                }
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
    fn broken_ones_are_refused_as_what_they_are() {
        let own = file::write(&sample::book(), today());
        let mut outcome = Outcome::default();
        for text in [&XML[..XML.len() - 9], &own[..own.len() / 2], "JAHISTC08,1\r\n1,a,1,19800101\r\n", "{\"a\":1}"] {
            outcome.take("x", text.as_bytes(), own_cp932);
        }
        let why: Vec<_> = outcome.refused.iter().map(|file| file.why.to_string()).collect();
        assert!(matches!(
            outcome.refused[0].why,
            ImportRefusal::Brought(BroughtRefusal::Insurer(InsurerRefusal::Broken))
        ));
        assert!(matches!(outcome.refused[1].why, ImportRefusal::Brought(BroughtRefusal::Book(BookRefusal::Broken))));
        assert!(why[2].contains("お薬手帳") && why[3].contains("JSON"), "{why:?}");
    }
}
