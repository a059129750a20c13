//! Where everything of the statement stands: pages, lines, rules; and the structure that says what belongs together.

use super::font::PdfFont;
use crate::files::statement::{Block, Statement, Table};

/// A4, points.
pub(super) const WIDTH: f32 = 595.0;
pub(super) const HEIGHT: f32 = 842.0;
pub(super) const MARGIN: f32 = 45.0;

const TITLE: f32 = 17.0;
const HEADING: f32 = 12.5;
const WORDS: f32 = 10.0;
const CELL: f32 = 8.8;
/// Between lines, as a part of the size.
const LEADING: f32 = 1.45;
/// Inside of a cell, left and right, above and below.
const PAD: f32 = 3.0;

/// What a piece of text is in the structure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// Content: its place in the list of marks.
    Content(usize),
    /// Repeated for the eye alone.
    Artifact,
}

/// Something drawn.
pub(super) enum Piece {
    Text { x: f32, y: f32, size: f32, text: String, mark: Mark },
    Rule { y: f32, heavy: bool },
}

/// A part of the structure, with the places of its content.
pub(super) enum Part {
    Heading { level: u16, text: String, places: Vec<usize> },
    Words(Vec<usize>),
    Table { caption: &'static str, head: Vec<Vec<usize>>, rows: Vec<Vec<Vec<usize>>> },
}

/// Everything laid out.
pub(super) struct Laid {
    pub(super) pages: Vec<Vec<Piece>>,
    pub(super) parts: Vec<Part>,
    /// How many pieces are content.
    pub(super) marks: usize,
    /// Text, page and height of each heading.
    pub(super) headings: Vec<(String, usize, f32)>,
}

struct Pen<'a> {
    font: &'a PdfFont,
    laid: Laid,
    y: f32,
}

/// Lays the statement out.
pub(super) fn lay(statement: &Statement, font: &PdfFont) -> Laid {
    let laid = Laid { pages: vec![Vec::new()], parts: Vec::new(), marks: 0, headings: Vec::new() };
    let mut pen = Pen { font, laid, y: MARGIN };
    pen.heading(1, TITLE, &statement.title);
    for block in &statement.blocks {
        match block {
            Block::Heading(text) => {
                pen.y += 8.0;
                // A heading never stands alone at the foot of a page.
                pen.room(HEADING * LEADING + 60.0);
                pen.heading(2, HEADING, text);
            }
            Block::Words(text) => pen.words(text),
            Block::Warning(text) => {
                pen.room(40.0);
                pen.rule(true);
                pen.y += 4.0;
                pen.words(text);
                pen.rule(true);
                pen.y += 6.0;
            }
            Block::Table(table) => pen.table(table),
        }
    }
    pen.laid
}

impl Pen<'_> {
    /// Begins a page where so much does not fit any more.
    fn room(&mut self, height: f32) -> bool {
        let turns = self.y + height > HEIGHT - MARGIN;
        if turns {
            self.laid.pages.push(Vec::new());
            self.y = MARGIN;
        }
        turns
    }

    fn put(&mut self, piece: Piece) {
        if let Some(page) = self.laid.pages.last_mut() {
            page.push(piece);
        }
    }

    /// A line of content with its base at a height; its place.
    fn content(&mut self, x: f32, y: f32, size: f32, text: String) -> Option<usize> {
        if text.is_empty() {
            return None;
        }
        let place = self.laid.marks;
        self.laid.marks += 1;
        self.put(Piece::Text { x, y, size, text, mark: Mark::Content(place) });
        Some(place)
    }

    fn rule(&mut self, heavy: bool) {
        let y = self.y;
        self.put(Piece::Rule { y, heavy });
    }

    fn paragraph(&mut self, size: f32, text: &str) -> Vec<usize> {
        let mut places = Vec::new();
        for line in self.font.lines(text, size, WIDTH - 2.0 * MARGIN) {
            self.room(size * LEADING);
            places.extend(self.content(MARGIN, self.y + size, size, line));
            self.y += size * LEADING;
        }
        places
    }

    fn heading(&mut self, level: u16, size: f32, text: &str) {
        let (page, y) = (self.laid.pages.len() - 1, self.y);
        let places = self.paragraph(size, text);
        self.y += 4.0;
        self.laid.headings.push((text.to_owned(), page, y));
        self.laid.parts.push(Part::Heading { level, text: text.to_owned(), places });
    }

    fn words(&mut self, text: &str) {
        let places = self.paragraph(WORDS, text);
        self.y += 5.0;
        self.laid.parts.push(Part::Words(places));
    }

    fn table(&mut self, table: &Table) {
        let whole = WIDTH - 2.0 * MARGIN;
        let sum: f32 = table.widths.iter().map(|width| f32::from(*width)).sum::<f32>().max(1.0);
        let widths: Vec<f32> = table.widths.iter().map(|width| f32::from(*width) / sum * whole).collect();
        let head: Vec<Vec<String>> = table
            .head
            .iter()
            .zip(&widths)
            .map(|(cell, width)| self.font.lines(cell, CELL, width - 2.0 * PAD))
            .collect();
        self.room(height(&head) * 3.0);
        self.rule(true);
        let head_places = self.row(&head, &widths, &table.amounts, true);
        self.rule(true);
        let mut rows = Vec::with_capacity(table.rows.len());
        for cells in &table.rows {
            let lines: Vec<Vec<String>> =
                cells.iter().zip(&widths).map(|(cell, width)| self.font.lines(cell, CELL, width - 2.0 * PAD)).collect();
            if self.room(height(&lines)) {
                // The headings again, for the eye: the structure has them once.
                self.rule(true);
                self.row(&head, &widths, &table.amounts, false);
                self.rule(true);
            }
            rows.push(self.row(&lines, &widths, &table.amounts, true));
            self.rule(false);
        }
        self.y += 8.0;
        self.laid.parts.push(Part::Table { caption: table.caption, head: head_places, rows });
    }

    /// One row; the places of each cell's lines.
    fn row(&mut self, cells: &[Vec<String>], widths: &[f32], amounts: &[bool], is_content: bool) -> Vec<Vec<usize>> {
        let mut left = MARGIN;
        let mut places = Vec::with_capacity(cells.len());
        for ((lines, width), amount) in cells.iter().zip(widths).zip(amounts) {
            let mut here = Vec::new();
            for (nth, line) in lines.iter().enumerate() {
                let x = if *amount { left + width - PAD - self.font.width(line, CELL) } else { left + PAD };
                let y = self.y + PAD + CELL + nth as f32 * CELL * LEADING;
                if is_content {
                    here.extend(self.content(x, y, CELL, line.clone()));
                } else if !line.is_empty() {
                    self.put(Piece::Text { x, y, size: CELL, text: line.clone(), mark: Mark::Artifact });
                }
            }
            places.push(here);
            left += width;
        }
        self.y += height(cells);
        places
    }
}

/// Height of a row.
fn height(cells: &[Vec<String>]) -> f32 {
    let most = cells.iter().map(Vec::len).max().unwrap_or(1).max(1);
    2.0 * PAD + CELL + (most - 1) as f32 * CELL * LEADING + 2.0
}
