//! A QR code as rows of dark runs: one drawing for the page (SVG) and the PDF.

use qrcode::{Color, EcLevel, QrCode};

/// Light modules around the code (ISO/IEC 18004: four).
pub const QUIET: usize = 4;

/// A QR code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Qr {
    /// Modules a side, without the quiet zone.
    pub side: usize,
    /// Runs of dark modules: row, first column, length.
    pub runs: Vec<(usize, usize, usize)>,
}

impl Qr {
    /// The code of a text; none if it is too long for one.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        Self::of_bytes(text.as_bytes())
    }

    /// The code of bytes as they are; none if they are too many for one.
    #[must_use]
    pub fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let code = QrCode::with_error_correction_level(bytes, EcLevel::M).ok()?;
        let (side, modules) = (code.width(), code.to_colors());
        let mut runs: Vec<(usize, usize, usize)> = Vec::new();
        for (at, _) in modules.iter().enumerate().filter(|(_, color)| **color == Color::Dark) {
            let (row, column) = (at / side, at % side);
            match runs.last_mut() {
                Some((last, first, length)) if *last == row && *first + *length == column => *length += 1,
                _ => runs.push((row, column, 1)),
            }
        }
        Some(Self { side, runs })
    }

    /// Modules a side with the quiet zone around.
    #[must_use]
    pub const fn whole_side(&self) -> usize {
        self.side + 2 * QUIET
    }

    /// The dark modules as one SVG path, in modules, with the quiet zone around.
    #[must_use]
    pub fn path(&self) -> String {
        let run = |(row, column, length): &(usize, usize, usize)| {
            format!("M{} {}h{length}v1h-{length}z", column + QUIET, row + QUIET)
        };
        self.runs.iter().map(run).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Takes the runs apart again and compares module by module with the encoder's.
    #[test]
    fn every_dark_module_stands_in_one_run() {
        for text in ["https://portal.example/help#counter", "http://localhost:3000/help#counter"] {
            let qr = Qr::of(text).expect("a code");
            let mut drawn = vec![Color::Light; qr.side * qr.side];
            for (row, column, length) in &qr.runs {
                for at in *column..column + length {
                    assert_eq!(drawn[row * qr.side + at], Color::Light, "no module twice");
                    drawn[row * qr.side + at] = Color::Dark;
                }
            }
            let code = QrCode::with_error_correction_level(text, EcLevel::M).expect("a code");
            assert_eq!(drawn, code.to_colors(), "{text}");
            // The three finder patterns are 7 by 7.
            for (row, column) in [(0, 0), (0, qr.side - 7), (qr.side - 7, 0)] {
                assert!(qr.runs.contains(&(row, column, 7)), "{text}: a corner");
            }
            assert_eq!(qr.path().matches('M').count(), qr.runs.len());
            assert!(qr.path().starts_with("M4 4h7v1h-7z"));
        }
    }

    #[test]
    fn what_is_too_long_is_no_code() {
        assert_eq!(Qr::of(&"a".repeat(3000)), None);
    }
}
