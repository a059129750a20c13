//! A statement (of expenses or of drugs) as a PDF: tagged, so that it can be read aloud and by programs, with its font inside, so that every letter can be
//! searched for and looks the same everywhere.

mod font;
mod layout;

use std::num::NonZeroU16;

use chrono::NaiveDate;
use krilla::Document;
use krilla::SerializeSettings;
use krilla::configure::{Accessibility, Configuration, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point};
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, Node, SpanTag, TableHeaderScope, Tag, TagGroup, TagTree,
};
use krilla::text::TextDirection;

use super::FileError;
use super::statement::Statement;
pub use font::PdfFont;
use layout::{HEIGHT, Laid, MARGIN, Mark, Part, Piece, WIDTH, lay};

/// Size of the line at the foot of each page.
const FOOT: f32 = 8.0;

/// Writes the statement.
///
/// # Errors
/// [`FileError::Pdf`] if the writer refuses.
pub fn write(statement: &Statement, made_on: NaiveDate, font: &PdfFont) -> Result<Vec<u8>, FileError> {
    let laid = lay(statement, font);
    // By the rules of accessible PDFs (PDF/UA-1); a text that they do not allow must not keep the file from its owner.
    let accessible = ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1).finish();
    if let Ok(configuration) = accessible
        && let Ok(bytes) = drawn(statement, made_on, font, &laid, configuration)
    {
        return Ok(bytes);
    }
    drawn(statement, made_on, font, &laid, Configuration::default())
}

fn drawn(
    statement: &Statement,
    made_on: NaiveDate,
    font: &PdfFont,
    laid: &Laid,
    configuration: Configuration,
) -> Result<Vec<u8>, FileError> {
    let mut document = Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    document.set_metadata(metadata(statement, made_on));
    let refused = || FileError::Pdf("a page of no size".to_owned());
    let count = laid.pages.len();
    let mut named: Vec<Option<Identifier>> = (0..laid.marks).map(|_| None).collect();
    for (number, pieces) in laid.pages.iter().enumerate() {
        let mut page = document.start_page_with(PageSettings::from_wh(WIDTH, HEIGHT).ok_or_else(refused)?);
        let mut surface = page.surface();
        for piece in pieces {
            match piece {
                Piece::Text { x, y, size, text, mark } => {
                    let tag = match mark {
                        Mark::Content(_) => ContentTag::Span(SpanTag::empty()),
                        Mark::Artifact => ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther)),
                    };
                    let identifier = surface.start_tagged(tag);
                    surface.set_fill(Some(Fill::default()));
                    surface.set_stroke(None);
                    surface.draw_text(
                        Point::from_xy(*x, *y),
                        font.font(),
                        *size,
                        text,
                        false,
                        TextDirection::LeftToRight,
                    );
                    surface.end_tagged();
                    if let Mark::Content(place) = mark {
                        named[*place] = Some(identifier);
                    }
                }
                Piece::Rule { y, heavy } => {
                    let mut path = PathBuilder::new();
                    path.move_to(MARGIN, *y);
                    path.line_to(WIDTH - MARGIN, *y);
                    if let Some(path) = path.finish() {
                        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
                        surface.set_fill(None);
                        surface.set_stroke(Some(Stroke {
                            width: if *heavy { 1.0 } else { 0.4 },
                            opacity: NormalizedF32::ONE,
                            ..Stroke::default()
                        }));
                        surface.draw_path(&path);
                        surface.end_tagged();
                    }
                }
            }
        }
        let foot = format!("{}　{} / {count}", statement.title, number + 1);
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Footer)));
        surface.set_fill(Some(Fill::default()));
        surface.set_stroke(None);
        surface.draw_text(
            Point::from_xy(MARGIN, HEIGHT - MARGIN / 2.0),
            font.font(),
            FOOT,
            &font.drawable(&foot),
            false,
            TextDirection::LeftToRight,
        );
        surface.end_tagged();
        surface.finish();
        page.finish();
    }
    document.set_tag_tree(tree(&laid.parts, &mut named));
    let mut outline = Outline::new();
    for (text, page, y) in &laid.headings {
        outline.push_child(OutlineNode::new(text.clone(), XyzDestination::new(*page, Point::from_xy(MARGIN, *y))));
    }
    document.set_outline(outline);
    document.finish().map_err(|failure| FileError::Pdf(format!("{failure:?}")))
}

fn metadata(statement: &Statement, day: NaiveDate) -> Metadata {
    use chrono::Datelike as _;
    let made = DateTime::new(u16::try_from(day.year()).unwrap_or_default())
        .month(u8::try_from(day.month()).unwrap_or(1))
        .day(u8::try_from(day.day()).unwrap_or(1));
    Metadata::new()
        .title(statement.title.clone())
        .language("ja-JP".to_owned())
        .creator("健康手帳".to_owned())
        .creation_date(made)
}

/// The structure, each piece of content in its place.
fn tree(parts: &[Part], named: &mut [Option<Identifier>]) -> TagTree {
    let mut tree = TagTree::new().with_lang(Some("ja-JP".to_owned()));
    let mut take = |places: &[usize]| -> Vec<Node> {
        places.iter().filter_map(|place| named.get_mut(*place).and_then(Option::take)).map(Node::from).collect()
    };
    for part in parts {
        match part {
            Part::Heading { level, text, places } => {
                let level = NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN);
                tree.push(TagGroup::with_children(Tag::Hn(level, Some(text.clone())), take(places)));
            }
            Part::Words(places) => tree.push(TagGroup::with_children(Tag::P, take(places))),
            Part::Table { caption, head, rows } => {
                let mut table = TagGroup::new(Tag::Table.with_summary(Some((*caption).to_owned())));
                let mut headings = TagGroup::new(Tag::TR);
                for cell in head {
                    headings.push(TagGroup::with_children(Tag::TH(TableHeaderScope::Column), take(cell)));
                }
                table.push(TagGroup::with_children(Tag::THead, vec![headings.into()]));
                let mut body = TagGroup::new(Tag::TBody);
                for row in rows {
                    let mut line = TagGroup::new(Tag::TR);
                    for cell in row {
                        line.push(TagGroup::with_children(Tag::TD, take(cell)));
                    }
                    body.push(line);
                }
                table.push(body);
                tree.push(table);
            }
        }
    }
    tree
}

#[cfg(test)]
mod tests;
