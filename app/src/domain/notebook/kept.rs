//! A whole notebook as one text, as it travels through a page and as it is kept: without record 1, which says whose it is.

use super::{Direction, Notebook, NotebookRefusal, Piece, read_text};
use crate::domain::import::{Cp932, decode};

/// A notebook and its text.
#[derive(Clone, Debug, PartialEq)]
pub struct Volume {
    /// What was read.
    pub notebook: Notebook,
    /// The text it was read from, with its first line, line ends as `\n`.
    pub text: String,
}

impl Volume {
    /// Reads a whole piece.
    ///
    /// # Errors
    /// Where its bytes are no text, or hold no record.
    pub fn of(piece: &Piece, cp932: Cp932) -> Result<Self, NotebookRefusal> {
        let (body, _) = decode(&piece.body, cp932).ok_or(NotebookRefusal::NotText)?;
        let notebook = read_text(piece.version, piece.direction, &body)?;
        let mut text = first_line(piece.version, piece.direction);
        for line in body.lines().filter(|line| !line.trim().is_empty()) {
            text.push_str(line.trim_end_matches('\r'));
            text.push('\n');
        }
        Ok(Self { notebook, text })
    }

    /// The text without whose it is.
    #[must_use]
    pub fn nameless(&self) -> String {
        let own = |line: &&str| line.split(',').next().map(str::trim) != Some("1");
        self.text.lines().filter(own).flat_map(|line| [line, "\n"]).collect()
    }
}

fn first_line(version: u8, direction: Direction) -> String {
    format!("JAHISTC{version:02},{}\n", direction.code())
}
