//! How much one page of A4 holds: what is told of first takes its room first, and what finds none is counted and said.
//!
//! An estimate in pixels of print (96 to the inch) from the widths of the columns, as the style sheet sets them for paper; a
//! little stays free for letters that are wider than most.

use crate::domain::medication::Supply;

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
/// Kept for what was received lately, when drugs that are taken fill the page.
const LATELY: usize = HEADING + 3 * ITEM + MORE;

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

    /// How many texts of a list fit, from the first on; at least one.
    pub(super) fn fitting<'t>(&mut self, texts: impl IntoIterator<Item = &'t str>) -> usize {
        self.take(&texts.into_iter().map(|text| lines(text, LINE) * ITEM).collect::<Vec<_>>(), 0)
    }

    /// How many rows of what is taken fit, from the first on; at least one.
    pub(super) fn fitting_rows(&mut self, rows: &[&Supply<'_>]) -> usize {
        self.take(&rows.iter().map(|supply| row_lines(supply) * ITEM + AIR).collect::<Vec<_>>(), LATELY)
    }

    /// All where they fit; else as many as leave room to say that there are more. `kept` stays free either way.
    fn take(&mut self, heights: &[usize], kept: usize) -> usize {
        let free = self.0.saturating_sub(kept);
        let whole = heights.iter().sum::<usize>() <= free;
        let free = if whole { free } else { free.saturating_sub(MORE) };
        let (mut count, mut used) = (0, 0);
        for height in heights {
            if count > 0 && used + height > free {
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

/// Lines of so many full-width letters; two half-width ones count as one.
fn lines(text: &str, width: usize) -> usize {
    let halves: usize = text.chars().map(|c| if c.is_ascii() || ('｡'..='ﾟ').contains(&c) { 1 } else { 2 }).sum();
    halves.div_ceil(width * 2).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_by_their_width() {
        for (text, width, expected) in
            [("", 3, 1), ("あいう", 3, 1), ("あいうえ", 3, 2), ("abcdef", 3, 1), ("ｱｲｳｴｵｶｷ", 3, 2)]
        {
            assert_eq!(lines(text, width), expected, "{text}");
        }
    }

    #[test]
    fn all_stand_there_or_as_many_as_leave_room_to_say_that_there_are_more() {
        for (heights, room, kept, count, left) in [
            (&[10, 10, 10][..], 30, 0, 3, 0),
            (&[10, 10, 10], 29 + MORE, 0, 3, 29 + MORE - 30),
            (&[40, 40, 40], 119, 0, 2, 119 - 80 - MORE),
            (&[40, 40, 40], 119, 20, 1, 119 - 40 - MORE),
            (&[500, 10], 100, 0, 1, 0),
            (&[], 100, 20, 0, 100),
        ] {
            let mut page = Room(room);
            assert_eq!((page.take(heights, kept), page.0), (count, left), "{heights:?} in {room}");
        }
        let mut page = Room::of_page(PAGE);
        page.must(3, &["長い文"]);
        assert_eq!(page.0, 0);
    }
}
