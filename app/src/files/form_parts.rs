//! The parts of the form's file around its sheets: what is in it, how it hangs together, who made it and when.

use chrono::NaiveDate;

use super::form_layout::{ENTRY_SHEET, GUIDE_SHEET, VERSION};
use super::sheet::{HEAD, MAIN};
use crate::domain::calendar::dashed;

const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Name and content of each part.
pub(super) fn frame(made_on: NaiveDate) -> [(&'static str, String); 5] {
    let sheet_type = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    let types = format!(
        "{HEAD}<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/xl/workbook.xml\" ContentType=\"{sheet_type}.sheet.main+xml\"/>\
         <Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"{sheet_type}.worksheet+xml\"/><Override PartName=\"/xl/worksheets/sheet2.xml\" ContentType=\"{sheet_type}.worksheet+xml\"/>\
         <Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"{sheet_type}.sharedStrings+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"{sheet_type}.styles+xml\"/>\
         <Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>"
    );
    let roots = format!(
        "{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/>\
         <Relationship Id=\"rId2\" Type=\"{PACKAGE}/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/></Relationships>"
    );
    let links = format!(
        "{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"rId1\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet2.xml\"/>\
         <Relationship Id=\"rId3\" Type=\"{OFFICE}/styles\" Target=\"styles.xml\"/><Relationship Id=\"rId4\" Type=\"{OFFICE}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"
    );
    // The order of the sheets is that of the form; the book's structure is locked, as the form's is, without a password.
    let book = format!(
        "{HEAD}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><workbookPr/><workbookProtection lockStructure=\"1\"/><bookViews><workbookView activeTab=\"0\"/></bookViews>\
         <sheets><sheet name=\"{ENTRY_SHEET}\" sheetId=\"1\" r:id=\"rId1\"/><sheet name=\"{GUIDE_SHEET}\" sheetId=\"3\" r:id=\"rId2\"/></sheets>\
         <definedNames><definedName name=\"_xlnm.Print_Area\" localSheetId=\"0\">'{ENTRY_SHEET}'!$A$1:$J$38</definedName><definedName name=\"_xlnm.Print_Titles\" localSheetId=\"0\">'{ENTRY_SHEET}'!$1:$7</definedName></definedNames></workbook>"
    );
    let moment = format!("{}T00:00:00Z", dashed(made_on));
    let made = format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\
         <dc:title>{ENTRY_SHEET}</dc:title><dc:subject>{VERSION}</dc:subject><dc:creator>健康手帳</dc:creator><dcterms:created xsi:type=\"dcterms:W3CDTF\">{moment}</dcterms:created><dcterms:modified xsi:type=\"dcterms:W3CDTF\">{moment}</dcterms:modified></cp:coreProperties>"
    );
    [
        ("[Content_Types].xml", types),
        ("_rels/.rels", roots),
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", links),
        ("docProps/core.xml", made),
    ]
}
