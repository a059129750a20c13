//! 電子版お薬手帳: the notebook of drugs as pharmacies and apps hand it over (JAHIS, Ver.1.0 to 2.6), as typed records.
//!
//! Bytes or the texts of QR codes in, a [`Notebook`] out. Reads what is there and says what it could not read; what it does
//! not know it keeps. Field order, codes and rules: JAHIS 技術文書 24-104 (Ver.2.6), as published readers and samples have it.

pub mod added;
pub mod carried;
mod coded;
mod day;
mod doubt;
mod drug;
pub mod entry;
mod from_records;
mod group;
mod history;
pub mod jan;
mod kept;
mod lines;
mod model;
mod parts;
mod reader;
mod records;
mod refusal;
pub mod twice;

pub use coded::{Author, DrugCodeKind, PreparationForm, ProvidedKind, RemarkKind};
pub use day::{day_text, read_day};
pub use doubt::{Doubt, Doubts};
pub use drug::{DrugCode, DrugLine, General, Group, Usage};
pub use from_records::{is_handed_over, notebook_of};
pub use group::{Dispensed, Doctor, Entry, Order, Place, PrescribedAt, Provided, Staff};
pub use history::{days_words, otc_row, rows_of};
pub use kept::{Volume, otc_text};
pub use model::{Direction, Memo, Note, Notebook, Otc, OtcIngredient, Patient, Pharmacist, Remark, Unknown};
pub use parts::{Collected, MAX_PIECES, Piece, Split, join, looks_like_one, pieces_of};
pub use reader::read_text;
pub use refusal::NotebookRefusal;

use super::import::Cp932;

/// Most records of one notebook. Thirty years of a person with many drugs come to half of it.
pub const MAX_RECORDS: usize = 100_000;

/// Reads one notebook whose pieces are all in these bytes, with a decoder for cp932 that the caller brings.
///
/// # Errors
/// As [`pieces_of`], [`join`] and [`Volume::of`]; where there are several notebooks.
pub fn read(bytes: &[u8], cp932: Cp932) -> Result<Notebook, NotebookRefusal> {
    Ok(read_volume(bytes, cp932)?.notebook)
}

/// The same with its text.
///
/// # Errors
/// As [`read`].
pub fn read_volume(bytes: &[u8], cp932: Cp932) -> Result<Volume, NotebookRefusal> {
    let Collected { whole, refused } = join(pieces_of(bytes)?, cp932);
    if let Some((why, _)) = refused.into_iter().next() {
        return Err(why);
    }
    match whole.as_slice() {
        [] => Err(NotebookRefusal::Empty),
        [(piece, _)] => Volume::of(piece, cp932),
        _ => Err(NotebookRefusal::Several),
    }
}

#[cfg(test)]
mod corpus_tests;
#[cfg(test)]
mod tests;
