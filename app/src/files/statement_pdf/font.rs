//! The font of the PDF: which letters it has, how wide they are, and lines of a width. Brought by the build; no system font is read.

use std::sync::Arc;

use krilla::text::Font;
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

use crate::domain::unbroken::unbroken;
use crate::files::cp932::MISSING;

/// A font, read once.
#[derive(Clone)]
pub struct PdfFont {
    data: Arc<Vec<u8>>,
    font: Font,
}

impl PdfFont {
    /// From the bytes of a TrueType or OpenType file; nothing where it is none.
    #[must_use]
    pub fn new(bytes: Vec<u8>) -> Option<Self> {
        let data = Arc::new(bytes);
        FontRef::new(&data).ok()?;
        let font = Font::new(Arc::clone(&data).into(), 0)?;
        Some(Self { data, font })
    }

    pub(super) fn font(&self) -> Font {
        self.font.clone()
    }

    /// The text with what cannot be drawn replaced: a letter that the font does not have by 〓, what cannot be seen by nothing.
    #[must_use]
    pub(super) fn drawable(&self, text: &str) -> String {
        let Ok(font) = FontRef::new(&self.data) else { return String::new() };
        let letters = font.charmap();
        let seen = |c: &char| {
            !c.is_control()
                && !matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0100}'..='\u{E01EF}')
        };
        text.chars()
            .filter(seen)
            .map(|c| if letters.map(c).is_some_and(|glyph| glyph.to_u32() != 0) { c } else { MISSING })
            .collect()
    }

    /// Width of a text that can be drawn.
    #[must_use]
    pub(super) fn width(&self, text: &str, size: f32) -> f32 {
        let Ok(font) = FontRef::new(&self.data) else { return 0.0 };
        let (letters, metrics) = (font.charmap(), font.glyph_metrics(Size::new(size), LocationRef::default()));
        text.chars().map(|c| letters.map(c).and_then(|glyph| metrics.advance_width(glyph)).unwrap_or(size)).sum()
    }

    /// Lines of at most a width; a line holds at least one letter. A number with its unit, and a day, stay on one line.
    #[must_use]
    pub(super) fn lines(&self, text: &str, size: f32, width: f32) -> Vec<String> {
        let text = self.drawable(text);
        // The tables are looked up once for the whole text: a history of drugs has tens of thousands of letters.
        let Ok(font) = FontRef::new(&self.data) else { return vec![String::new()] };
        let (letters, metrics) = (font.charmap(), font.glyph_metrics(Size::new(size), LocationRef::default()));
        let mut lines = vec![String::new()];
        let mut used = 0.0;
        let wide = |c: char| letters.map(c).and_then(|glyph| metrics.advance_width(glyph)).unwrap_or(size);
        let mut widths: Vec<f32> = Vec::new();
        for (part, kept) in unbroken(&text) {
            widths.clear();
            widths.extend(part.chars().map(wide));
            let whole: f32 = widths.iter().sum();
            // What does not fit whole begins the next line, where it would fit there.
            if kept && used > 0.0 && whole <= width && used + whole > width {
                lines.push(String::new());
                used = 0.0;
            }
            for (c, one) in part.chars().zip(&widths) {
                let starts_line = matches!(c, '。' | '、' | '）' | '」' | '・' | 'ー' | '円');
                if let Some(line) = lines.last_mut() {
                    // A mark that must not begin a line hangs over its end.
                    if used + one > width && !line.is_empty() && !starts_line {
                        lines.push(c.to_string());
                        used = *one;
                    } else {
                        line.push(c);
                        used += one;
                    }
                }
            }
        }
        lines
    }
}
