//! Six colours that a provider may choose for a page inside its own. Text must stay readable: every pair that pages write text
//! in has a contrast of at least 4.5:1 (WCAG 2.2, 1.4.3), together with the portal's own colours for results, or the whole
//! choice is refused.

use std::fmt::Write as _;

/// Least contrast of text and what it stands on.
pub const LEAST_CONTRAST: f64 = 4.5;

/// Colours of the portal's own that stand on a provider's paper too: out of range, good, bad.
const OWN: [[u8; 3]; 3] = [[0xac, 0x3e, 0x00], [0x19, 0x7a, 0x4b], [0xce, 0x00, 0x00]];

/// A colour as red, green, blue.
type Rgb = [u8; 3];

/// Six colours, in this order: text, soft text, paper, wash (what papers lie on), links and buttons, tint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme([Rgb; 6]);

impl Theme {
    /// From `1a1a1a-595959-ffffff-f4f7fb-0b5394-e3eefb`; nothing where it is written otherwise or cannot be read well.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-').map(colour);
        let mut next = || parts.next().flatten();
        let theme = Self([next()?, next()?, next()?, next()?, next()?, next()?]);
        (parts.next().is_none() && theme.can_be_read()).then_some(theme)
    }

    fn can_be_read(&self) -> bool {
        let [ink, soft, paper, wash, link, tint] = self.0;
        let on = |ground: Rgb, text: &[Rgb]| text.iter().all(|one| contrast(*one, ground) >= LEAST_CONTRAST);
        // White stands on buttons.
        on(paper, &[ink, soft, link])
            && on(wash, &[ink, soft, link])
            && on(tint, &[ink, link])
            && on(link, &[[255; 3]])
            && on(paper, &OWN)
            && on(wash, &OWN)
    }

    /// As addresses write it.
    #[must_use]
    pub fn code(&self) -> String {
        self.0.iter().map(|one| hex(*one)).collect::<Vec<_>>().join("-")
    }

    /// The style sheet that puts it over the portal's own.
    #[must_use]
    pub fn sheet(&self) -> String {
        let [ink, soft, paper, wash, link, tint] = self.0.map(hex);
        let mut sheet = String::from(":root{");
        for (names, value) in [
            (&["ink", "text"][..], ink),
            (&["soft"], soft),
            (&["paper"], paper),
            (&["wash"], wash),
            (&["blue", "blue-hover", "blue-active"], link),
            (&["tint", "tint-2"], tint),
        ] {
            for name in names {
                // Writing into a string cannot fail.
                _ = write!(sheet, "--{name}:#{value};");
            }
        }
        sheet.push('}');
        sheet
    }
}

fn colour(text: &str) -> Option<Rgb> {
    let digits = text.len() == 6 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    let part = |at: usize| u8::from_str_radix(text.get(at..at + 2)?, 16).ok();
    digits.then(|| Some([part(0)?, part(2)?, part(4)?])).flatten()
}

fn hex([red, green, blue]: Rgb) -> String {
    format!("{red:02x}{green:02x}{blue:02x}")
}

/// Relative luminance (WCAG 2.2), 0 to 1.
fn luminance(colour: Rgb) -> f64 {
    let [red, green, blue] = colour.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// Contrast ratio (WCAG 2.2), 1 to 21.
fn contrast(one: Rgb, other: Rgb) -> f64 {
    let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
    if one > other { one / other } else { other / one }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "1a1a1a-595959-ffffff-f4f7fb-0b5394-e3eefb";

    #[test]
    fn contrast_as_the_rule_says() {
        for (one, other, ratio) in [([0; 3], [255; 3], 21.0), ([255; 3], [255; 3], 1.0), ([0x77; 3], [255; 3], 4.48)] {
            assert!((contrast(one, other) - ratio).abs() < 0.01, "{one:?} {other:?}: {}", contrast(one, other));
        }
    }

    #[test]
    fn what_cannot_be_read_is_refused() {
        let theme = Theme::parse(GOOD).expect("a theme");
        assert_eq!(theme.code(), GOOD);
        assert!(theme.sheet().contains("--ink:#1a1a1a;--text:#1a1a1a;--soft:#595959;"), "{}", theme.sheet());
        for wrong in [
            "",
            "1a1a1a",
            "1A1A1A-595959-ffffff-f4f7fb-0b5394-e3eefb",
            "1a1a1a-595959-ffffff-f4f7fb-0b5394-e3eefb-000000",
            "1a1a1a-595959-ffffff-f4f7fb-0b5394-red",
            // Soft text at 4.48:1, links too light, white on light buttons, dark paper under the portal's own colours.
            "1a1a1a-777777-ffffff-f4f7fb-0b5394-e3eefb",
            "1a1a1a-595959-ffffff-f4f7fb-4da3ff-e3eefb",
            "1a1a1a-595959-ffffff-f4f7fb-0b5394-0b5394",
            "ffffff-eeeeee-101010-000000-99ccff-202020",
        ] {
            assert_eq!(Theme::parse(wrong), None, "{wrong}");
        }
    }
}
