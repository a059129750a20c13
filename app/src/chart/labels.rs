//! Which labels of a chart are drawn: those that matter first, and never two over each other.

/// Width of a text of a size, in the units of the size: an estimate without fonts, a little generous.
///
/// Narrow letters and digits count six tenths, everything else (kana, kanji, full width) a whole.
#[must_use]
pub fn text_width(text: &str, size: i32) -> i32 {
    text.chars().map(|c| if c.is_ascii() { size * 6 / 10 } else { size }).sum()
}

/// A box on the drawing: left, top, right, bottom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    /// Left edge.
    pub left: i32,
    /// Upper edge.
    pub top: i32,
    /// Right edge.
    pub right: i32,
    /// Lower edge.
    pub bottom: i32,
}

impl Area {
    /// Whether the two share a point.
    #[must_use]
    pub const fn meets(self, other: Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    /// Whether this one lies wholly inside the other.
    #[must_use]
    pub const fn inside(self, other: Self) -> bool {
        self.left >= other.left && self.right <= other.right && self.top >= other.top && self.bottom <= other.bottom
    }
}

/// Chooses boxes in the given order: each takes the first of its places that lies inside `frame` and meets nothing
/// taken before. Gives the index of the place for each, or none where the label must be left out.
#[must_use]
pub fn place(wanted: &[Vec<Area>], taken: &[Area], frame: Area) -> Vec<Option<usize>> {
    let mut used = taken.to_vec();
    wanted
        .iter()
        .map(|places| {
            let found =
                places.iter().position(|area| area.inside(frame) && !used.iter().any(|other| other.meets(*area)));
            used.extend(found.map(|index| places[index]));
            found
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FRAME: Area = Area { left: 0, top: 0, right: 100, bottom: 40 };

    fn at(left: i32, top: i32) -> Area {
        Area { left, top, right: left + 20, bottom: top + 10 }
    }

    #[test]
    fn the_first_wins_and_the_next_moves_or_goes() {
        let check = |wanted: &[Vec<Area>], expected: &[Option<usize>]| assert_eq!(place(wanted, &[], FRAME), expected);
        check(&[vec![at(0, 0)], vec![at(10, 0)]], &[Some(0), None]);
        check(&[vec![at(0, 0)], vec![at(10, 0), at(10, 20)]], &[Some(0), Some(1)]);
        check(&[vec![at(90, 0)]], &[None]);
    }

    #[test]
    fn kanji_are_wider_than_digits() {
        assert_eq!(text_width("138", 10), 18);
        assert_eq!(text_width("基準", 10), 20);
    }

    proptest! {
        #[test]
        fn nothing_placed_meets_another(spots in prop::collection::vec((0..90i32, 0..35i32), 0..14)) {
            let wanted: Vec<_> = spots.iter().map(|&(x, y)| vec![at(x, y), at(x, y + 12)]).collect();
            let placed: Vec<Area> = place(&wanted, &[], FRAME).iter().zip(&wanted).filter_map(|(p, w)| p.map(|p| w[p])).collect();
            for (index, area) in placed.iter().enumerate() {
                prop_assert!(area.inside(FRAME));
                prop_assert!(!placed[index + 1..].iter().any(|other| other.meets(*area)));
            }
        }
    }
}
