//! Writers of the files a person carries away: pure bytes out, the same on the server and in the browser.
//!
//! No clock and no network here; what the file needs to know comes in as an argument.

pub mod book_csv;
pub mod book_text;
pub mod carried;
pub mod carried_checkups;
#[cfg(feature = "ssr")]
pub mod checkup_csv;
pub mod cp932;
pub mod csv;
#[cfg(feature = "ssr")]
pub mod drug_csv;
#[cfg(feature = "ssr")]
pub mod drug_statement;
#[cfg(feature = "ssr")]
pub mod drug_text;
#[cfg(feature = "ssr")]
pub mod eligibility_pdf;
#[cfg(feature = "ssr")]
pub mod everything;
#[cfg(feature = "ssr")]
pub mod fhir;
pub mod form_guide;
pub mod form_layout;
pub mod form_parts;
pub mod form_patch;
pub mod form_style;
pub mod form_xlsx;
#[cfg(feature = "ssr")]
pub mod jahis;
pub mod name;
#[cfg(feature = "ssr")]
pub mod qr;
#[cfg(feature = "ssr")]
pub mod record_csv;
pub mod sheet;
pub mod stamp;
pub mod statement;
#[cfg(feature = "ssr")]
pub mod statement_pdf;
pub mod xml;
pub mod zip;

/// Why a file could not be written.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The form holds 995 rows; this is how many there were.
    #[error("{0} rows, but the form holds {max}", max = crate::domain::tax::form::MAX_ROWS)]
    TooManyRows(usize),
    /// The text writer refused.
    #[error("the table could not be written: {0}")]
    Table(#[from] ::csv::Error),
    /// The writer of pages refused.
    #[error("the pages could not be written: {0}")]
    Pdf(String),
    /// The writer for programs refused.
    #[error("the records could not be written: {0}")]
    Json(#[from] serde_json::Error),
}
