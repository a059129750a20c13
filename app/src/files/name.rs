//! Names of the files a person carries away. Made here only, from year or day alone: nothing personal stands in them.

use crate::domain::calendar::dashed;

/// A file name in Japanese, and one in ASCII for programs that know no other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileName {
    /// Shown to the person.
    pub full: String,
    /// Fallback of letters, digits, `-`, `_` and `.`.
    pub ascii: String,
}

/// The form of a tax year: part of so many, and whether the year may still grow.
#[must_use]
pub fn form_name(year: i32, part: (usize, usize), provisional: bool) -> FileName {
    let (open, ascii_open) = if provisional { ("_未確定", "_provisional") } else { ("", "") };
    let (part, ascii_part) = match part {
        (_, 0 | 1) => (String::new(), String::new()),
        (nth, all) => (format!("_{all}分の{nth}"), format!("_{nth}of{all}")),
    };
    FileName {
        full: format!("医療費集計フォーム_{year}{part}{open}.xlsx"),
        ascii: format!("iryouhi_form_{year}{ascii_part}{ascii_open}.xlsx"),
    }
}

/// The list of expenses of a year.
#[must_use]
pub fn list_name(year: i32, provisional: bool) -> FileName {
    of_year("医療費一覧", "iryouhi_list", year, provisional, "csv")
}

/// The statement of a year, as a page to print or as plain text.
#[must_use]
pub fn statement_name(year: i32, provisional: bool, ending: &str) -> FileName {
    of_year("医療費の明細", "iryouhi_meisai", year, provisional, ending)
}

fn of_year(full: &str, ascii: &str, year: i32, provisional: bool, ending: &str) -> FileName {
    let (open, ascii_open) = if provisional { ("_未確定", "_provisional") } else { ("", "") };
    FileName { full: format!("{full}_{year}{open}.{ending}"), ascii: format!("{ascii}_{year}{ascii_open}.{ending}") }
}

/// The book of expenses, as of a day.
#[must_use]
pub fn book_name(day: chrono::NaiveDate) -> FileName {
    FileName { full: format!("医療費の帳簿_{day}.json"), ascii: format!("iryouhi_choubo_{day}.json") }
}

/// The sheet to show with the card where a reader fails.
#[must_use]
pub fn sheet_name() -> FileName {
    FileName { full: "資格情報.pdf".to_owned(), ascii: "shikaku_jouhou.pdf".to_owned() }
}

/// Of all records as resources, on a day.
#[must_use]
pub fn resources_name(day: chrono::NaiveDate) -> FileName {
    FileName { full: format!("わたしの記録_{day}_FHIR.json"), ascii: format!("records_{day}_fhir.json") }
}

/// Everything, as of a day.
#[must_use]
pub fn everything_name(day: chrono::NaiveDate) -> FileName {
    let day = dashed(day);
    FileName { full: format!("健康手帳_すべて_{day}.zip"), ascii: format!("kenko_techo_all_{day}.zip") }
}

/// The list of checkups: of a day, or all.
#[must_use]
pub fn checkup_list_name(day: Option<chrono::NaiveDate>) -> FileName {
    let (full, ascii) = of_day(day);
    FileName { full: format!("健診の記録{full}.csv"), ascii: format!("kenshin{ascii}.csv") }
}

/// The FHIR document of a day's checkup.
#[must_use]
pub fn checkup_document_name(day: chrono::NaiveDate) -> FileName {
    FileName { full: format!("健診の記録_{day}_FHIR.json"), ascii: format!("kenshin_{day}_fhir.json") }
}

/// The archive of FHIR documents: of a day, or all.
#[must_use]
pub fn checkup_archive_name(day: Option<chrono::NaiveDate>) -> FileName {
    let (full, ascii) = of_day(day);
    FileName { full: format!("健診の記録{full}_FHIR.zip"), ascii: format!("kenshin{ascii}_fhir.zip") }
}

/// The notebook of drugs.
#[must_use]
pub fn notebook_name(day: chrono::NaiveDate) -> FileName {
    FileName { full: format!("お薬手帳_{day}.txt"), ascii: format!("okusuri_techo_{day}.txt") }
}

/// The list of drugs.
#[must_use]
pub fn drug_list_name(day: chrono::NaiveDate) -> FileName {
    FileName { full: format!("お薬の記録_{day}.csv"), ascii: format!("okusuri_{day}.csv") }
}

/// The drugs as text.
#[must_use]
pub fn drug_text_name(day: chrono::NaiveDate) -> FileName {
    FileName { full: format!("お薬の記録_{day}.txt"), ascii: format!("okusuri_{day}.txt") }
}

/// The drugs as pages to print.
#[must_use]
pub fn drug_pages_name(day: chrono::NaiveDate) -> FileName {
    FileName { full: format!("お薬の記録_{day}.pdf"), ascii: format!("okusuri_{day}.pdf") }
}

/// The drugs in FHIR.
#[must_use]
pub fn drug_bundle_name(day: chrono::NaiveDate) -> FileName {
    FileName { full: format!("お薬の記録_{day}_FHIR.json"), ascii: format!("okusuri_{day}_fhir.json") }
}

fn of_day(day: Option<chrono::NaiveDate>) -> (String, String) {
    day.map_or_else(|| ("_すべて".to_owned(), "_all".to_owned()), |day| (format!("_{day}"), format!("_{day}")))
}

/// Media type of a FHIR document.
pub const FHIR_TYPE: &str = "application/fhir+json";

/// Media type of a notebook of drugs.
pub const NOTEBOOK_TYPE: &str = "text/plain; charset=shift_jis";

/// Media type of a text.
pub const TEXT_TYPE: &str = "text/plain; charset=utf-8";

/// Media type of an archive.
pub const ZIP_TYPE: &str = "application/zip";

/// Media type of a page to print.
pub const PDF_TYPE: &str = "application/pdf";

/// Media type of a spreadsheet.
pub const XLSX_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Media type of a list of values.
pub const CSV_TYPE: &str = "text/csv; charset=utf-8";

/// The same in cp932.
pub const CSV_CP932_TYPE: &str = "text/csv; charset=shift_jis";

/// Media type of a book.
pub const JSON_TYPE: &str = "application/json";
