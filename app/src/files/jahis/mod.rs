//! 電子版お薬手帳 as a file and as QR codes (JAHIS TC, Ver.2.6): what a person carries to a pharmacy or into another app.
//!
//! Written as 出力区分 2 (from the patient), in cp932 with CRLF. Nothing is left out in silence: what a field cannot hold goes
//! on in a note, and characters that cannot be written are told before they are replaced.

mod book;
mod dispensing;
mod layout;
mod numbers;
mod pen;
mod rules;
mod shape;
mod split;
mod text;

use chrono::NaiveDateTime;

pub use pen::Changes;
pub use rules::{Broken, Rule, broken};
pub use split::MOST_BYTES;
pub use text::{MARK, Replaced};

use self::pen::Record;
use crate::domain::notebook::Notebook;

/// Why a notebook cannot be written at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotWritten {
    /// Nobody's name and day of birth.
    #[error("だれのお薬手帳か、分かりませんでした。")]
    NoPatient,
    /// The format knows two sexes and must be told one.
    #[error("お薬手帳のファイルには、性別（男・女）を書く欄があります。どちらかを選んでください。")]
    NoSex,
}

/// A notebook ready to be carried away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    records: Vec<Record>,
    /// What had to be changed.
    pub changes: Changes,
}

const HEAD: &[u8] = b"JAHISTC08,2\r\n";

impl Written {
    /// The file.
    #[must_use]
    pub fn file(&self) -> Vec<u8> {
        let lines: Vec<Vec<u8>> = self.records.iter().map(Record::bytes).collect();
        [HEAD, &lines.concat()].concat()
    }

    /// The contents of QR codes, each of `most` bytes (never more than [`MOST_BYTES`], but where one record alone is). The
    /// moment names the set.
    #[must_use]
    pub fn parts(&self, made: NaiveDateTime, most: usize) -> Vec<Vec<u8>> {
        split::parts(HEAD, &self.records, made, most.min(MOST_BYTES))
    }
}

/// Writes a notebook. Its unknown records are left out: nobody knows what they say.
///
/// # Errors
/// Where the format must be told what the notebook does not know.
pub fn write(book: &Notebook) -> Result<Written, NotWritten> {
    let pen = book::records(book)?;
    Ok(Written { records: pen.records, changes: pen.changes })
}

#[cfg(test)]
mod arbitrary;
#[cfg(test)]
mod read_back_tests;
#[cfg(test)]
mod rule_tests;
#[cfg(test)]
mod tests;
