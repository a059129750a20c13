//! The files of a year, from whatever it was put together: the same for a signed-in person and for the page of files.

use app::domain::expense::book::year::YearBook;
use app::domain::tax::choice::Choice;
use app::domain::tax::form::Arrangement;
use app::domain::tax::mode::Mode;
use app::files::book_csv::{self, TableEncoding};
use app::files::cp932::own_letter;
use app::files::form_patch::PatchRefusal;
use app::files::name::{
    CSV_CP932_TYPE, CSV_TYPE, FileName, PDF_TYPE, TEXT_TYPE, XLSX_TYPE, form_name, list_name, statement_name,
};
use app::files::stamp::Stamp;
use app::files::statement::{Asked, statement as statement_of};
use app::files::statement_pdf::PdfFont;
use app::files::{book_text, form_patch, form_xlsx, statement_pdf};
use app::ui::book::files::read_which;

use super::fields::Fields;

/// Name, media type and content of a file.
pub(crate) type Made = (FileName, &'static str, Vec<u8>);

/// Why a file is not made.
#[derive(Debug)]
pub(crate) enum NotMade {
    /// The blank form cannot be filled.
    Blank(PatchRefusal),
    /// The font of PDFs is not there.
    Font,
    /// What was asked for is not there.
    Refused,
    /// A writer refused.
    Broken,
}

fn broken(failure: &dyn std::fmt::Display) -> NotMade {
    tracing::error!(%failure, "a file to carry away could not be written");
    NotMade::Broken
}

/// The form of a mode, its part and how many there are.
fn parts(year: &YearBook, sent: &Fields) -> Result<(Mode, app::domain::tax::form::Form, usize), NotMade> {
    let (mode, part) = read_which(sent.text("which"));
    let each = !sent.text(&format!("each-{}", mode.code())).is_empty();
    let arrangement = if each { Arrangement::Each } else { Arrangement::Grouped };
    let form = year.form(mode, arrangement).map_err(|_too_large| NotMade::Refused)?;
    Ok((mode, form, part))
}

/// The form, written anew.
pub(crate) fn form(year: &YearBook, stamp: &Stamp, sent: &Fields) -> Result<Made, NotMade> {
    let (mode, form, part) = parts(year, sent)?;
    let all = form.parts();
    let rows = all.get(part - 1).copied().ok_or(NotMade::Refused)?;
    let bytes = form_xlsx::write(rows, mode, stamp).map_err(|failure| broken(&failure))?;
    Ok((form_name(year.year, (part, all.len()), stamp.provisional), XLSX_TYPE, bytes))
}

/// The blank form that the person brings, filled; with the rows of one part where they do not fit into one.
pub(crate) fn fill(year: &YearBook, stamp: &Stamp, sent: &Fields) -> Result<Made, NotMade> {
    let (_, form, part) = parts(year, sent)?;
    let all = form.parts();
    let rows = all.get(part - 1).copied().ok_or(NotMade::Refused)?;
    let bytes = form_patch::fill(&sent.blank, rows).map_err(NotMade::Blank)?;
    Ok((form_name(year.year, (part, all.len()), stamp.provisional), XLSX_TYPE, bytes))
}

/// The list.
pub(crate) fn csv(year: &YearBook, stamp: &Stamp, sent: &Fields) -> Result<Made, NotMade> {
    let (encoding, kind) = match sent.text("encoding") {
        "cp932" => (TableEncoding::Cp932(own_letter), CSV_CP932_TYPE),
        _ => (TableEncoding::Utf8, CSV_TYPE),
    };
    let table = book_csv::write(&year.refs(), stamp, encoding).map_err(|failure| broken(&failure))?;
    Ok((list_name(year.year, stamp.provisional), kind, table.bytes))
}

/// The statement: to print where there is a place for the font, else as text.
pub(crate) fn statement(
    year: &YearBook,
    choice: Option<&Choice>,
    stamp: &Stamp,
    filer: Option<&str>,
    insured: &[(&'static str, String)],
    font: Option<Option<PdfFont>>,
) -> Result<Made, NotMade> {
    let told = statement_of(&year.refs(), choice, stamp, Asked { filer, insured });
    let name = |ending| statement_name(year.year, stamp.provisional, ending);
    match font {
        None => Ok((name("txt"), TEXT_TYPE, book_text::write(&told))),
        Some(None) => Err(NotMade::Font),
        Some(Some(font)) => {
            let bytes = statement_pdf::write(&told, stamp.made_on, &font).map_err(|failure| broken(&failure))?;
            Ok((name("pdf"), PDF_TYPE, bytes))
        }
    }
}
