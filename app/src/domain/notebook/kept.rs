//! A whole notebook as one text, as it travels through a page and as it is kept: without record 1, which says whose it is.

use super::{Direction, Notebook, NotebookRefusal, Otc, Piece, day_text, read_text};
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

/// Drugs bought without prescription as the text of a notebook, as they travel through a page.
#[must_use]
pub fn otc_text(all: &[Otc]) -> String {
    let plain = |text: &str| -> String {
        text.chars().map(|c| if c == ',' { '，' } else { c }).map(|c| if c.is_control() { ' ' } else { c }).collect()
    };
    let day = |day: Option<chrono::NaiveDate>| day.map(day_text).unwrap_or_default();
    let line = |one: &Otc| {
        let jan = one.jan.as_deref().unwrap_or_default();
        format!("3,{},{},{},{},,{jan}\n", plain(&one.name), day(one.from), day(one.until), one.author.code())
    };
    first_line(8, Direction::FromPatient) + &all.iter().map(line).collect::<String>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::import::own_cp932;
    use crate::domain::notebook::jan::read_list;
    use crate::domain::notebook::read;

    #[test]
    fn a_list_travels_as_it_is() {
        let list = "2026/10/10\t4900000000016\t見本\u{3000}風邪薬\n4901234567894\n";
        let all = read_list(list.as_bytes(), own_cp932).expect("a list").expect("readable");
        let back = read(otc_text(&all).as_bytes(), own_cp932).expect("a notebook");
        assert_eq!((back.otc, back.doubts.is_empty()), (all, true));
    }
}
