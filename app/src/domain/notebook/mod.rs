//! 電子版お薬手帳: the notebook of drugs as pharmacies and apps hand it over (JAHIS, Ver.1.0 to 2.6), as typed records.
//!
//! Bytes or the texts of QR codes in, a [`Notebook`] out. Reads what is there and says what it could not read; what it does
//! not know it keeps. Field order, codes and rules: JAHIS 技術文書 24-104 (Ver.2.6), as published readers and samples have it.

mod coded;
mod day;
mod doubt;
mod drug;
mod group;
mod lines;
mod model;
mod parts;
mod reader;
mod records;
mod refusal;

pub use coded::{Author, DrugCodeKind, PreparationForm, ProvidedKind, RemarkKind};
pub use day::{day_text, read_day};
pub use doubt::{Doubt, Doubts};
pub use drug::{DrugCode, DrugLine, General, Group, Usage};
pub use group::{Dispensed, Doctor, Entry, Order, Place, PrescribedAt, Provided, Staff};
pub use model::{Direction, Memo, Note, Notebook, Otc, OtcIngredient, Patient, Pharmacist, Remark, Unknown};
pub use parts::{Collected, MAX_PIECES, Piece, Split, join, looks_like_one, pieces_of};
pub use reader::read_text;
pub use refusal::NotebookRefusal;

use super::import::{Cp932, decode};

/// Most records of one notebook. Thirty years of a person with many drugs come to half of it.
pub const MAX_RECORDS: usize = 100_000;

/// Reads one notebook whose pieces are all in these bytes, with a decoder for cp932 that the caller brings.
///
/// # Errors
/// As [`join`] and [`read_text`].
pub fn read(bytes: &[u8], cp932: Cp932) -> Result<Notebook, NotebookRefusal> {
    let Collected { mut whole, refused } = join(pieces_of(bytes)?);
    if let Some((why, _)) = refused.into_iter().next() {
        return Err(why);
    }
    match whole.len() {
        0 => Err(NotebookRefusal::Empty),
        1 => {
            let piece = whole.remove(0);
            read_piece(&piece, cp932)
        }
        _ => Err(NotebookRefusal::Several),
    }
}

/// Reads one whole notebook.
///
/// # Errors
/// Where the bytes are no text, or hold no record.
pub fn read_piece(piece: &Piece, cp932: Cp932) -> Result<Notebook, NotebookRefusal> {
    let (text, _) = decode(&piece.body, cp932).ok_or(NotebookRefusal::NotText)?;
    read_text(piece.version, piece.direction, &text)
}

#[cfg(test)]
mod corpus_tests;
#[cfg(test)]
mod tests;
