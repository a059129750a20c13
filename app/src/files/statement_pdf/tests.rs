//! The PDF with the font that the build brings: every page, tags, letters that can be searched for.

use super::*;
use crate::files::stamp::sample::{open, whole};
use crate::files::statement::tests::sample;
use crate::files::statement::{Asked, Block, Table};

/// Where the build's tools put the font (`make tools`).
const FONT: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../scripts/node_modules/@expo-google-fonts/biz-udpgothic/400Regular/BIZUDPGothic_400Regular.ttf"
);

fn font() -> PdfFont {
    let bytes = std::fs::read(FONT).expect("the font is brought by `make tools`");
    PdfFont::new(bytes).expect("a font")
}

/// The streams of a PDF, unpacked, and everything around them, as text.
fn opened(pdf: &[u8]) -> String {
    let mut out = String::new();
    let mut rest = pdf;
    while let Some(at) = find(rest, b"stream\n") {
        out.push_str(&String::from_utf8_lossy(&rest[..at]));
        let body = &rest[at + 7..];
        let end = find(body, b"\nendstream").unwrap_or(body.len());
        // What is not packed, as the words about the file are not, stands there as it is.
        let plain = miniz_oxide::inflate::decompress_to_vec_zlib_with_limit(&body[..end], 32 << 20);
        out.push_str(&String::from_utf8_lossy(plain.as_deref().unwrap_or(&body[..end])));
        rest = &body[end..];
        rest = rest.strip_prefix(b"\nendstream").unwrap_or(rest);
    }
    out.push_str(&String::from_utf8_lossy(rest));
    out
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

#[test]
fn an_accessible_file_with_its_font_in_it() {
    let font = font();
    let statement = sample(&open(), Asked::default());
    let laid = lay(&statement, &font);
    let accessible =
        ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1).finish().expect("rules");
    let bytes = drawn(&statement, open().made_on, &font, &laid, accessible).expect("by the rules of accessible PDFs");
    assert!(bytes.starts_with(b"%PDF-1.") && bytes.len() < 200_000, "{} bytes", bytes.len());
    let shown = opened(&bytes);
    for part in ["/StructTreeRoot", "/MarkInfo", "/Lang", "pdfuaid", "/FontFile2", "BIZUDPGothic", "beginbfchar"] {
        assert!(shown.contains(part), "{part}");
    }
    for tag in ["/H1", "/H2", "/Table", "/THead", "/TH", "/TD", "/P"] {
        assert!(shown.contains(tag), "{tag}");
    }
    for alive in ["/JavaScript", "/OpenAction", "/URI"] {
        assert!(!shown.contains(alive), "{alive}");
    }
    // 院 (U+9662) and 未 (U+672A) can be found: the map from glyphs to letters names them.
    for letter in ["<9662>", "<672A>"] {
        assert!(shown.to_uppercase().contains(letter), "{letter}");
    }
}

#[test]
fn rows_go_on_over_pages_with_their_headings_and_none_is_lost() {
    let font = font();
    let rows: Vec<Vec<String>> =
        (0..400).map(|n| vec![format!("見本 {n}"), "長い名前の病院".repeat(1 + n % 5), n.to_string()]).collect();
    let table = Table {
        caption: "明細",
        head: vec!["人", "病院", "額"],
        rows,
        widths: vec![2, 5, 2],
        amounts: vec![false, false, true],
    };
    let statement = Statement { title: "見本".into(), blocks: vec![Block::Table(table)] };
    let laid = lay(&statement, &font);
    assert!(laid.pages.len() > 5, "{}", laid.pages.len());
    let Some(Part::Table { rows, .. }) = laid.parts.last() else { panic!("a table") };
    assert_eq!(rows.len(), 400);
    assert!(rows.iter().flatten().all(|cell| !cell.is_empty()));
    for page in &laid.pages {
        for piece in page {
            if let Piece::Text { x, y, .. } = piece {
                assert!((MARGIN..WIDTH - MARGIN).contains(x) && (MARGIN..HEIGHT - MARGIN + 1.0).contains(y), "{x} {y}");
            }
        }
    }
    let headings =
        laid.pages.iter().flatten().filter(|piece| matches!(piece, Piece::Text { mark: Mark::Artifact, .. }));
    assert_eq!(headings.count(), (laid.pages.len() - 1) * 3);
    write(&statement, whole().made_on, &font).expect("written");
}

#[test]
fn letters_that_the_font_does_not_have_are_marked_and_harm_nothing() {
    let font = font();
    assert_eq!(font.drawable("見本\u{202E}\0髙﨑①😀\u{E0100}"), "見本髙﨑①〓");
    let hostile = ") Tj ET /JS (app.alert(1)) \\\r\n<script>\u{FFFF}😀";
    let statement =
        Statement { title: hostile.into(), blocks: vec![Block::Words(hostile.into()), Block::Table(Table::default())] };
    let bytes = write(&statement, whole().made_on, &font).expect("written");
    let shown = opened(&bytes);
    // In the words about the file (XMP) the title stands as text of XML; nowhere else may it stand as it came.
    let (before, rest) = shown.split_once("<?xpacket begin").expect("words about the file");
    let (about, after) = rest.split_once("<?xpacket end").expect("their end");
    assert!(!before.contains("/JS (app") && !after.contains("/JS (app"));
    assert!(!about.contains("<script>"), "{about}");
    assert!(PdfFont::new(b"no font".to_vec()).is_none());
}

#[test]
fn lines_keep_their_width() {
    let font = font();
    for width in [30.0, 120.0, 400.0] {
        for line in font.lines(&"医療法人社団見本会ABC総合病院".repeat(9), 9.0, width) {
            assert!(font.width(&line, 9.0) <= width, "{line}");
        }
    }
    assert_eq!(font.lines("", 9.0, 100.0), [""]);
}

#[test]
fn the_same_statement_gives_the_same_bytes() {
    let font = font();
    let one = |stamp| write(&sample(&stamp, Asked::default()), stamp.made_on, &font).expect("written");
    assert_eq!(one(whole()), one(whole()));
    assert_ne!(one(whole()), one(open()));
}

#[test]
fn no_strength_and_no_day_is_broken() {
    let font = font();
    let text = "プラバスタチンＮａ錠１０ｍｇ（プラバスタチンナトリウム）2026年11月10日から2026年12月7日ごろまで";
    for width in 60..240 {
        let lines = font.lines(text, 10.0, width as f32);
        assert_eq!(lines.concat(), text);
        for whole in ["１０ｍｇ", "2026年11月10日", "2026年12月7日"] {
            let fits = font.width(whole, 10.0) <= width as f32;
            assert!(!fits || lines.iter().any(|line| line.contains(whole)), "{whole} in {width}: {lines:?}");
        }
    }
}
