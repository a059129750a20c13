//! How the form's cells look: the numbers that cells name, and the part of the file that explains them.

use super::form_layout::{SUM_FORMAT, TYPEFACE};
use super::sheet::{HEAD, MAIN};
use super::xml::escape;

/// Plain.
pub(super) const PLAIN: u32 = 0;
/// Bold and larger.
pub(super) const TITLE: u32 = 1;
/// Boxed label.
pub(super) const LABEL: u32 = 2;
/// Boxed sum.
pub(super) const SUM: u32 = 3;
/// Boxed heading, centred.
pub(super) const HEADING: u32 = 4;
/// Running number.
pub(super) const NUMBER: u32 = 5;
/// Text to type into.
pub(super) const TEXT: u32 = 6;
/// Category to choose.
pub(super) const MARK: u32 = 7;
/// Amount to type into.
pub(super) const AMOUNT: u32 = 8;
/// Day to type into.
pub(super) const DAY: u32 = 9;
/// Prose that wraps.
pub(super) const PROSE: u32 = 10;

/// Number format of [`SUM`]; the first number that is free for own ones.
const SUM_FORMAT_ID: u32 = 164;

/// `styles.xml`. Built-in formats: 3 is `#,##0`, 49 is `@`.
pub(super) fn xml() -> String {
    let font = |size: u32, bold: &str| {
        format!(
            "<font>{bold}<sz val=\"{size}\"/><name val=\"{TYPEFACE}\"/><family val=\"3\"/><charset val=\"128\"/></font>"
        )
    };
    let side = |name: &str| format!("<{name} style=\"thin\"><color indexed=\"64\"/></{name}>");
    let cells: String = [
        // format, font, border, alignment, open to typing
        (0, 0, 0, "", false),
        (0, 1, 0, "", false),
        (0, 0, 1, "<alignment vertical=\"center\" wrapText=\"1\"/>", false),
        (SUM_FORMAT_ID, 0, 1, "<alignment vertical=\"center\"/>", false),
        (0, 0, 1, "<alignment horizontal=\"center\" vertical=\"center\" wrapText=\"1\"/>", false),
        (0, 0, 1, "", false),
        (49, 0, 1, "", true),
        (49, 0, 1, "<alignment horizontal=\"center\"/>", true),
        (3, 0, 1, "", true),
        (49, 0, 1, "<alignment horizontal=\"left\"/>", true),
        (0, 0, 0, "<alignment vertical=\"top\" wrapText=\"1\"/>", false),
    ]
    .iter()
    .map(|(format, font, border, alignment, open)| {
        let lock = if *open { "<protection locked=\"0\"/>" } else { "" };
        format!(
            "<xf numFmtId=\"{format}\" fontId=\"{font}\" fillId=\"0\" borderId=\"{border}\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\" applyBorder=\"1\" applyAlignment=\"1\" applyProtection=\"1\">{alignment}{lock}</xf>"
        )
    })
    .collect();
    format!(
        "{HEAD}<styleSheet xmlns=\"{MAIN}\"><numFmts count=\"1\"><numFmt numFmtId=\"{SUM_FORMAT_ID}\" formatCode=\"{}\"/></numFmts>\
         <fonts count=\"2\">{}{}</fonts>\
         <fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills>\
         <borders count=\"2\"><border><left/><right/><top/><bottom/><diagonal/></border><border>{}{}{}{}<diagonal/></border></borders>\
         <cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>\
         <cellXfs count=\"11\">{cells}</cellXfs>\
         <cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>",
        escape(SUM_FORMAT),
        font(12, ""),
        font(14, "<b/>"),
        side("left"),
        side("right"),
        side("top"),
        side("bottom"),
    )
}
