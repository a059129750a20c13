//! A year of the household's book as a table for a spreadsheet program: every row with what was notified, paid and given back.
//!
//! UTF-8 with a byte order mark, or cp932; CRLF. Names come from other people's systems: no cell can be taken for a formula.

use super::FileError;
use super::cp932::{self, Letter};
use super::csv::plain_cell;
use super::stamp::Stamp;
use crate::domain::expense::book::Source;
use crate::domain::expense::book::row::{Row, Why};

/// Headings, in the order of the columns.
const HEADINGS: [&str; 17] = [
    "医療を受けた人",
    "診療・購入した月",
    "診療・購入した日",
    "支払った日",
    "病院・薬局などの名称",
    "種類",
    "医療費の区分",
    "品名・区間など",
    "窓口相当負担額（円）",
    "実際に払った額（円）",
    "補填される額（円）",
    "申告に入れる",
    "直した理由",
    "セルフメディケーション税制のしるし",
    "領収書あり",
    "出どころ",
    "年の状態",
];

/// How the text is written.
#[derive(Clone, Copy)]
pub enum TableEncoding {
    /// UTF-8 with a byte order mark: what today's programs read.
    Utf8,
    /// cp932, for older ones, with the encoder of one letter.
    Cp932(Letter),
}

/// The file, and how many letters it could not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Bytes.
    pub bytes: Vec<u8>,
    /// Letters that became 〓.
    pub replaced: usize,
}

/// What a person must know of letters that the file could not hold; nothing where it held all.
#[must_use]
pub fn replaced_words(replaced: usize) -> Option<String> {
    (replaced > 0).then(|| format!("この形式で書けない文字が {replaced}字あり、「〓」にしました。"))
}

/// Writes rows in the order given.
///
/// # Errors
/// [`FileError::Table`] if the writer refuses, which memory never does.
pub fn write(rows: &[&Row], stamp: &Stamp, encoding: TableEncoding) -> Result<Table, FileError> {
    let mut out = Vec::new();
    {
        let mut writer = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(&mut out);
        writer.write_record(HEADINGS)?;
        for row in rows {
            writer.write_record(cells(row, stamp))?;
        }
        writer.flush().map_err(::csv::Error::from)?;
    }
    Ok(match encoding {
        TableEncoding::Utf8 => Table { bytes: ["\u{feff}".as_bytes(), &out].concat(), replaced: 0 },
        TableEncoding::Cp932(letter) => {
            let mut encoded = cp932::encode(&String::from_utf8_lossy(&out), letter);
            // Said in the file itself: what is downloaded has no page to say it on.
            if let Some(words) = replaced_words(encoded.replaced) {
                let line = format!("※{words}{}\r\n", ",".repeat(HEADINGS.len() - 1));
                encoded.bytes.extend(cp932::encode(&line, letter).bytes);
            }
            Table { bytes: encoded.bytes, replaced: encoded.replaced }
        }
    })
}

fn cells(row: &Row, stamp: &Stamp) -> [String; 17] {
    let yes = |applies: bool| if applies { "はい".to_owned() } else { String::new() };
    let counts = match (row.counts(), row.waits_for.is_some(), row.lacks_amount()) {
        (true, ..) => "はい",
        (_, true, _) => "いいえ（同じものか未確認）",
        (.., true) => "いいえ（金額が未記入）",
        _ => "いいえ",
    };
    let state = if !stamp.provisional {
        "確定".to_owned()
    } else if stamp.missing.is_empty() {
        "未確定".to_owned()
    } else {
        format!("未確定（まだない月 {}）", stamp.missing.join("、"))
    };
    let sources: Vec<&str> = row.sources.iter().map(Source::label).collect();
    [
        plain_cell(&row.whose),
        row.treated.map(|month| format!("{:04}-{:02}", month.year(), month.month())).unwrap_or_default(),
        row.treated_on.map(|day| day.to_string()).unwrap_or_default(),
        row.paid_on.map(|day| day.to_string()).unwrap_or_default(),
        plain_cell(&row.place),
        plain_cell(&row.kind),
        row.category.label().to_owned(),
        plain_cell(&row.item),
        row.notified.map(|notified| notified.share.0.to_string()).unwrap_or_default(),
        if row.lacks_amount() { String::new() } else { row.paid().0.to_string() },
        row.counted_back().0.to_string(),
        counts.to_owned(),
        row.why.map(Why::label).unwrap_or_default().to_owned(),
        yes(row.marked),
        yes(row.receipt),
        sources.join("・"),
        plain_cell(&state),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::expense::book::sample::{YEAR, book, notice, together};
    use crate::files::stamp::sample::{open, whole};

    fn records(bytes: &[u8]) -> Vec<Vec<String>> {
        let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
        reader.records().map(|record| record.expect("readable").iter().map(str::to_owned).collect()).collect()
    }

    #[test]
    fn every_row_of_the_book_stands_with_all_it_says() {
        let gathered = together(None, &book());
        let rows = gathered.of_year(YEAR);
        let table = write(&rows, &whole(), TableEncoding::Utf8).expect("written");
        assert!(table.bytes.starts_with(b"\xEF\xBB\xBF") && table.bytes.ends_with(b"\r\n"));
        let records = records(&table.bytes[3..]);
        assert_eq!((records.len(), records[0].len()), (rows.len() + 1, HEADINGS.len()));
        let stay = records.iter().find(|record| record[5] == "医科入院").expect("the stay");
        assert_eq!(stay[8..13], ["90369", "90370", "30000", "はい", "10円未満の端数"]);
        assert_eq!(stay[15..], ["マイナポータルのCSV", "確定"]);
        let drug = records.iter().find(|record| record[5] == "市販薬").expect("the drug");
        assert_eq!((drug[2].as_str(), drug[3].as_str(), drug[8].as_str()), ("2025-06-01", "2025-06-01", ""));
    }

    #[test]
    fn no_name_becomes_a_formula_and_an_open_year_is_stamped_in_every_row() {
        let row = notice("=HYPERLINK(1)", 4, "調剤", "@SUM(A1)", 300);
        let table = write(&[&row], &open(), TableEncoding::Utf8).expect("written");
        let record = &records(&table.bytes[3..])[1];
        assert_eq!((record[0].as_str(), record[4].as_str()), ("'=HYPERLINK(1)", "'@SUM(A1)"));
        assert_eq!(record[16], "未確定（まだない月 見本 太郎：12月）");
    }

    #[cfg(feature = "ssr")]
    #[test]
    fn the_same_in_cp932_with_what_it_cannot_hold_counted() {
        let row = notice("𠮟 太郎", 4, "調剤", "髙田薬局", 300);
        let table = write(&[&row], &whole(), TableEncoding::Cp932(cp932::own_letter)).expect("written");
        let text = crate::domain::import::own_cp932(&table.bytes).expect("cp932");
        assert!(text.contains("〓 太郎") && text.contains("髙田薬局"), "{text}");
        assert_eq!(table.replaced, 1);
        assert!(text.ends_with("※この形式で書けない文字が 1字あり、「〓」にしました。,,,,,,,,,,,,,,,,\r\n"), "{text}");
        let whole =
            write(&[&notice("太郎", 4, "調剤", "髙田薬局", 300)], &whole(), TableEncoding::Cp932(cp932::own_letter));
        let text = crate::domain::import::own_cp932(&whole.expect("written").bytes).expect("cp932");
        assert!(!text.contains('※'), "{text}");
    }
}
