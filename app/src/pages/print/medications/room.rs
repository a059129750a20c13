//! How much one page of A4 holds: what is told of first takes its room first, and what finds none is counted and said.
//!
//! An estimate in pixels of print (96 to the inch) from the widths of the columns, as the style sheet sets them for paper; a
//! little stays free for letters that are wider than most.

use crate::domain::medication::Supply;
use crate::domain::unbroken::unbroken;

/// Height of the page below the name of the sheet and of the person, above the words at its foot.
const PAGE: usize = 918;
/// A row of codes with its heading and how to read them.
pub(super) const CODES: usize = 185;
/// Two lines that say what found no room.
pub(super) const MORE: usize = 33;
/// Words in the place of codes, with their heading.
pub(super) const NO_CODES: usize = 60;
/// A heading; a line of a paragraph; a line of a list or a row; the air of a row.
const HEADING: usize = 26;
const WORDS: usize = 17;
const ITEM: usize = 15;
const AIR: usize = 6;
/// Kept to say how much was received lately, when drugs that are taken fill the page.
const LATELY: usize = HEADING + WORDS + MORE;

/// Full-width letters that fit a line of the page, and of the columns of the table.
const LINE: usize = 53;
const NAME: usize = 21;
const USAGE: usize = 12;
const PLACE: usize = 13;

/// What is still free.
pub(super) struct Room(usize);

impl Room {
    /// Of a page with so much taken at its end.
    pub(super) fn of_page(at_end: usize) -> Self {
        Self(PAGE.saturating_sub(at_end))
    }

    /// What stands there whatever it takes: headings, notes, warnings.
    pub(super) fn must(&mut self, headings: usize, texts: &[&str]) {
        let lines: usize = texts.iter().map(|text| lines(text, LINE)).sum();
        self.0 = self.0.saturating_sub(headings * HEADING + lines * WORDS);
    }

    /// How many texts of a list fit, from the first on; none where the page is full.
    pub(super) fn fitting<'t>(&mut self, texts: impl IntoIterator<Item = &'t str>) -> usize {
        self.take(&texts.into_iter().map(|text| lines(text, LINE) * ITEM).collect::<Vec<_>>(), 0, 0)
    }

    /// How many rows of what is taken fit, from the first on; at least one.
    pub(super) fn fitting_rows(&mut self, rows: &[&Supply<'_>]) -> usize {
        self.take(&rows.iter().map(|supply| row_lines(supply) * ITEM + AIR).collect::<Vec<_>>(), LATELY, 1)
    }

    /// All where they fit; else as many as leave room to say that there are more, and `least` whatever they take.
    /// `kept` stays free either way.
    fn take(&mut self, heights: &[usize], kept: usize, least: usize) -> usize {
        let free = self.0.saturating_sub(kept);
        let whole = heights.iter().sum::<usize>() <= free;
        let free = if whole { free } else { free.saturating_sub(MORE) };
        let (mut count, mut used) = (0, 0);
        for height in heights {
            if count >= least && used + height > free {
                break;
            }
            used += height;
            count += 1;
        }
        self.0 = self.0.saturating_sub(if whole { used } else { used + MORE });
        count
    }
}

fn row_lines(supply: &Supply<'_>) -> usize {
    let drug = supply.drug;
    let other = drug.ingredient.as_deref().or(drug.general.as_deref()).unwrap_or_default();
    let named = lines(&drug.name, NAME) + if other.trim().is_empty() { 0 } else { lines(other, NAME) };
    let usage: Vec<String> = [drug.usage_words(), drug.amount_words()].into_iter().flatten().collect();
    // From when and until when stand on a line each.
    named.max(lines(&usage.join("、"), USAGE)).max(lines(&supply.from.place_names("／"), PLACE)).max(2)
}

/// Lines of so many full-width letters; two half-width ones count as one. What is not broken begins a line where it
/// does not fit.
fn lines(text: &str, width: usize) -> usize {
    let halves = |text: &str| -> usize {
        text.chars().map(|c| if c.is_ascii() || ('｡'..='ﾟ').contains(&c) { 1 } else { 2 }).sum()
    };
    let width = width * 2;
    let (mut lines, mut used) = (1, 0);
    for (part, kept) in unbroken(text) {
        let wide = halves(part);
        if kept && used > 0 && wide <= width && used + wide > width {
            (lines, used) = (lines + 1, 0);
        }
        let all = used + wide;
        let more = all.saturating_sub(1) / width;
        (lines, used) = (lines + more, all - more * width);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_by_their_width() {
        for (text, width, expected) in [
            ("", 3, 1),
            ("あいう", 3, 1),
            ("あいうえ", 3, 2),
            ("abcdef", 3, 1),
            ("ｱｲｳｴｵｶｷ", 3, 2),
            ("甲乙丙丁錠５ｍｇ", 6, 2),
            ("甲乙丙錠５０ｍｇ甲乙丙丁", 6, 3),
            ("５ｍｇ", 2, 2),
        ] {
            assert_eq!(lines(text, width), expected, "{text}");
        }
    }

    #[test]
    fn all_stand_there_or_as_many_as_leave_room_to_say_that_there_are_more() {
        for (heights, room, kept, least, count, left) in [
            (&[10, 10, 10][..], 30, 0, 1, 3, 0),
            (&[10, 10, 10], 29 + MORE, 0, 1, 3, 29 + MORE - 30),
            (&[40, 40, 40], 119, 0, 1, 2, 119 - 80 - MORE),
            (&[40, 40, 40], 119, 20, 1, 1, 119 - 40 - MORE),
            (&[500, 10], 100, 0, 1, 1, 0),
            (&[500, 10], 100, 0, 0, 0, 100 - MORE),
            (&[], 100, 20, 1, 0, 100),
        ] {
            let mut page = Room(room);
            assert_eq!((page.take(heights, kept, least), page.0), (count, left), "{heights:?} in {room}");
        }
        let mut page = Room::of_page(PAGE);
        page.must(3, &["長い文"]);
        assert_eq!(page.0, 0);
    }
}
