//! The eligibility sheet as a PDF of one page, however long its texts: long values are cut after a few lines, and where
//! that is not enough everything is written smaller.
//!
//! No font is embedded: the text names the Japanese font of the PDF standard (ISO 32000, 9.7.5.2), for which every reader
//! has a font of its own. A file is then a few kilobytes instead of megabytes. A character that this font does not know
//! stays blank in the file; the page itself shows it.

use pdf_writer::types::{CidFontType, FontFlags, SystemInfo};
use pdf_writer::{Content, Finish, Name, Pdf, Rect, Ref, Str, TextStr};

use super::qr::{QUIET, Qr};
use crate::domain::eligibility_sheet::{EligibilitySheet, HELP_PATH, QR_NOTE};

/// A4, points.
const WIDTH: f32 = 595.0;
const HEIGHT: f32 = 842.0;
const MARGIN: f32 = 57.0;

/// Where values begin.
const VALUES: f32 = MARGIN + 140.0;

const FONT: Name<'static> = Name(b"F1");

/// The title of the sheet.
pub const TITLE: &str = "資格情報（カードといっしょに見せる紙）";

/// Side of the QR code with its quiet zone, points: 30 mm.
const QR_SIDE: f32 = 85.0;

/// A value takes no more lines than this.
const MOST_LINES: usize = 3;

/// Sizes tried, largest first, as parts of the usual one.
const SCALES: [f32; 5] = [1.0, 0.9, 0.75, 0.6, 0.4];

/// The bytes of the file. `site` is the portal's own address, for the QR code.
#[must_use]
pub fn write(sheet: &EligibilitySheet, site: &str) -> Vec<u8> {
    let [catalog, tree, page_id, font, cid, descriptor, content, info] =
        std::array::from_fn(|i| Ref::new(i as i32 + 1));
    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(tree).lang(TextStr("ja")).viewer_preferences().display_doc_title(true);
    pdf.document_info(info).title(TextStr(TITLE)).creator(TextStr("健康手帳"));
    pdf.pages(tree).kids([page_id]).count(1);
    let mut page = pdf.page(page_id);
    page.media_box(Rect::new(0.0, 0.0, WIDTH, HEIGHT)).parent(tree).contents(content);
    page.resources().fonts().pair(FONT, font);
    page.finish();
    let family = Name(b"HeiseiKakuGo-W5");
    pdf.type0_font(font)
        .base_font(Name(b"HeiseiKakuGo-W5-UniJIS-UTF16-H"))
        .encoding_predefined(Name(b"UniJIS-UTF16-H"))
        .descendant_font(cid);
    let mut cid_font = pdf.cid_font(cid);
    let adobe_japan1 = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Japan1"), supplement: 5 };
    cid_font.subtype(CidFontType::Type0).base_font(family).system_info(adobe_japan1).font_descriptor(descriptor);
    // Letters and digits, then half-width kana, are half as wide as the rest.
    cid_font.default_width(1000.0).widths().same(1, 95, 500.0).same(231, 632, 500.0);
    cid_font.finish();
    pdf.font_descriptor(descriptor)
        .name(family)
        .flags(FontFlags::SYMBOLIC)
        .bbox(Rect::new(-92.0, -250.0, 1010.0, 922.0))
        .italic_angle(0.0)
        .ascent(709.0)
        .descent(-241.0)
        .cap_height(709.0)
        .stem_v(80.0);
    pdf.stream(content, &drawn(sheet, site));
    pdf.finish()
}

/// A pen that goes down the page. All sizes are multiplied by its scale.
struct Pen {
    content: Content,
    y: f32,
    scale: f32,
}

impl Pen {
    fn down(&mut self, points: f32) {
        self.y -= points * self.scale;
    }

    fn text(&mut self, x: f32, size: f32, text: &str) {
        let size = size * self.scale;
        self.content.begin_text().set_font(FONT, size).set_text_matrix([1.0, 0.0, 0.0, 1.0, x, self.y]);
        self.content.show(Str(&utf16(text))).end_text();
    }

    fn paragraph(&mut self, x: f32, until: f32, size: f32, text: &str, most: usize) {
        let mut lines = lines(text, ((until - x) / (size * self.scale)) as usize);
        if lines.len() > most {
            lines.truncate(most);
            if let Some(last) = lines.last_mut() {
                last.pop();
                last.push('…');
            }
        }
        for line in lines {
            self.text(x, size, &line);
            self.down(size * 1.6);
        }
    }

    fn rule(&mut self) {
        self.content.set_line_width(0.5).move_to(MARGIN, self.y).line_to(WIDTH - MARGIN, self.y).stroke();
    }

    /// The code with its upper edge at the pen.
    fn qr(&mut self, qr: &Qr) {
        let module = QR_SIDE / qr.whole_side() as f32;
        for (row, column, length) in &qr.runs {
            let x = MARGIN + (column + QUIET) as f32 * module;
            let y = self.y - (row + QUIET + 1) as f32 * module;
            self.content.rect(x, y, *length as f32 * module, module);
        }
        self.content.fill_nonzero();
    }
}

/// What is drawn, in the largest size that fits the page.
fn drawn(sheet: &EligibilitySheet, site: &str) -> Vec<u8> {
    let qr = Qr::of(&format!("{site}{HELP_PATH}"));
    let mut drawn = Vec::new();
    for scale in SCALES {
        let pen = draw(sheet, qr.as_ref(), scale);
        let fits = pen.y >= MARGIN;
        drawn = pen.content.finish().into_vec();
        if fits {
            break;
        }
    }
    drawn
}

fn draw(sheet: &EligibilitySheet, qr: Option<&Qr>, scale: f32) -> Pen {
    let edge = WIDTH - MARGIN;
    let mut pen = Pen { content: Content::new(), y: HEIGHT - MARGIN - 20.0, scale };
    pen.paragraph(MARGIN, edge, 18.0, TITLE, MOST_LINES);
    pen.paragraph(MARGIN, edge, 11.0, &sheet.as_of, MOST_LINES);
    pen.down(2.0);
    pen.rule();
    for (name, value) in &sheet.rows {
        pen.down(20.0);
        pen.text(MARGIN, 11.0, name);
        pen.paragraph(VALUES, edge, 13.0, value, MOST_LINES);
        pen.down(-12.0);
        pen.rule();
    }
    pen.down(26.0);
    for note in sheet.notes() {
        pen.paragraph(MARGIN, edge, 10.5, note, MOST_LINES);
        pen.down(3.0);
    }
    pen.down(8.0);
    pen.paragraph(
        MARGIN,
        edge,
        9.0,
        "健康手帳で作りました。国や自治体、健康保険が出した書類ではありません。",
        MOST_LINES,
    );
    if let Some(qr) = qr {
        let top = pen.y;
        pen.qr(qr);
        pen.down(26.0);
        pen.paragraph(MARGIN + QR_SIDE + 8.0, edge, 10.5, QR_NOTE, MOST_LINES);
        pen.y = top - QR_SIDE;
    }
    pen
}

/// A text as the encoding of the font has it, without what cannot be drawn.
fn utf16(text: &str) -> Vec<u8> {
    text.chars().filter(|c| !c.is_control()).collect::<String>().encode_utf16().flat_map(u16::to_be_bytes).collect()
}

/// Breaks a text into lines of so many full-width characters; two half-width ones count as one.
fn lines(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for c in text.chars() {
        let wide = if c.is_ascii() || ('｡'..='ﾟ').contains(&c) { 1 } else { 2 };
        if used + wide > width * 2 {
            lines.push(String::new());
            used = 0;
        }
        used += wide;
        if let Some(last) = lines.last_mut() {
            last.push(c);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    const SITE: &str = "https://portal.example";

    fn sheet(value: &str) -> EligibilitySheet {
        EligibilitySheet {
            rows: vec![("氏名", value.to_owned())],
            as_of: "今日 時点".into(),
            numbers: true,
            several: false,
        }
    }

    #[test]
    fn a_small_file_of_one_page() {
        let bytes = write(&sheet("番号　花子"), SITE);
        assert!(bytes.starts_with(b"%PDF-1.7") && bytes.len() < 20_000, "{} bytes", bytes.len());
        let holds = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
        assert!(holds("UniJIS-UTF16-H") && holds("/Count 1"));
        for alive in ["/JavaScript", "/JS", "/URI", "/AA", "/OpenAction"] {
            assert!(!holds(alive), "{alive}");
        }
    }

    #[test]
    fn everything_stays_on_the_page_however_long_its_texts() {
        let qr = Qr::of("https://portal.example/help#counter");
        let long = "長い名前の健康保険組合".repeat(40);
        for (rows, value, scale) in
            [(10, "見本", 1.0), (16, "見本", 0.75), (10, long.as_str(), 0.6), (18, long.as_str(), 0.4)]
        {
            let rows = vec![("保険者の名前", value.to_owned()); rows];
            let sheet = EligibilitySheet { rows, as_of: "今日 時点".into(), numbers: true, several: false };
            let used = SCALES.into_iter().find(|scale| draw(&sheet, qr.as_ref(), *scale).y >= MARGIN);
            assert!(used.is_some_and(|used| used >= scale), "{} rows of {value}: {used:?}", sheet.rows.len());
        }
    }

    #[test]
    fn the_code_holds_the_public_address_and_nothing_of_the_person() {
        let of = |sheet: &EligibilitySheet| {
            let text = String::from_utf8_lossy(&drawn(sheet, SITE)).into_owned();
            let rect =
                |line: &str| line.ends_with(" re").then(|| line.split(' ').map(str::to_owned).collect::<Vec<_>>());
            let module = QR_SIDE / Qr::of(&format!("{SITE}{HELP_PATH}")).expect("a code").whole_side() as f32;
            let rects: Vec<Vec<String>> = text.lines().filter_map(rect).collect();
            // Column and length of each run; rows follow from their order.
            rects
                .iter()
                .map(|one| {
                    let number = |at: usize| one[at].parse::<f32>().expect("a number") / module;
                    (((number(0) - MARGIN / module).round() as usize) - QUIET, number(2).round() as usize)
                })
                .collect::<Vec<_>>()
        };
        let expected: Vec<_> = Qr::of("https://portal.example/help#counter")
            .expect("a code")
            .runs
            .into_iter()
            .map(|(_, column, length)| (column, length))
            .collect();
        assert_eq!(of(&sheet("番号　花子")), expected, "decoded from the page's own drawing");
        assert_eq!(of(&sheet("別の人")), expected, "the same for everybody");
    }

    #[test]
    fn the_same_sheet_gives_the_same_bytes() {
        assert_eq!(write(&sheet("花子"), SITE), write(&sheet("花子"), SITE));
    }

    #[test]
    fn no_text_ends_the_string_it_stands_in() {
        let attack = ") Tj ET /JS (app.alert(1)) \\\r\n<script>";
        let bytes = write(&sheet(attack), SITE);
        // Every character takes two bytes, so nothing of it stands there as it was written.
        assert!(!bytes.windows(3).any(|window| window == b"/JS"));
    }

    #[test]
    fn lines_break_at_their_width() {
        for (text, width, expected) in [
            ("あいう", 2, vec!["あい", "う"]),
            ("abcd", 2, vec!["abcd"]),
            ("aあい", 2, vec!["aあ", "い"]),
            ("ｱｲｳｴｵ", 2, vec!["ｱｲｳｴ", "ｵ"]),
            ("", 2, vec![""]),
        ] {
            assert_eq!(lines(text, width), expected, "{text}");
        }
    }
}
