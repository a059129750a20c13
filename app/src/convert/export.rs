//! The files of the book, made in the browser.

use web_sys::File;

use super::day::today;
use super::press::Fields;
use super::{chosen, cp932, give, state};
use crate::domain::expense::book::file;
use crate::domain::expense::book::year::YearBook;
use crate::domain::tax::form::{Arrangement, Form};
use crate::domain::tax::mode::Mode;
use crate::files::book_csv::{self, TableEncoding};
use crate::files::form_patch::{MAX_FORM, PatchRefusal};
use crate::files::name::{self, FileName};
use crate::files::stamp::Stamp;
use crate::files::statement::{Asked, statement};
use crate::files::{book_text, form_patch, form_xlsx};
use crate::ui::book::files::read_which;

/// What is said where a file cannot be made.
const NOT_WRITTEN: &str = "ファイルを作れませんでした。読み込んだ内容はそのまま残っています。もう一度押してください。";

/// Makes the wanted file and hands it over, or says why not.
pub(super) async fn export(wanted: &str, fields: &Fields, blank: Option<File>) -> Result<(), String> {
    let field = |name: &str| fields.text(name);
    // What stands in the fields for the income goes into the file too.
    state::change(|desk| desk.press(today(), &|name| if name == "do" { "" } else { field(name) }));
    if wanted == "book" {
        let text = state::with(|desk| file::write(&desk.book, today()));
        give::give(&name::book_name(today()), name::JSON_TYPE, text.as_bytes())?;
        state::carried();
        return Ok(());
    }
    let (year, choice) = state::with(|desk| {
        let gathered = desk.gathered();
        let year = desk.year_book(&gathered, today());
        let choice = year.as_ref().and_then(|year| year.choice(desk.situation(), desk.effort_told()));
        (year, choice)
    });
    let year = year.ok_or_else(|| NOT_WRITTEN.to_owned())?;
    let stamp = Stamp::of(&year.coverage, today());
    let (mode, part) = read_which(field("which"));
    match wanted {
        "form" => {
            let (form, all) = form_of(&year, mode, field)?;
            let rows = form.parts().get(part - 1).copied().unwrap_or_default();
            let bytes = form_xlsx::write(rows, mode, &stamp).map_err(|_| NOT_WRITTEN.to_owned())?;
            give::give(&name::form_name(year.year, (part, all), stamp.provisional), name::XLSX_TYPE, &bytes)
        }
        "fill" => {
            let (form, all) = form_of(&year, mode, field)?;
            let rows = form.parts().get(part - 1).copied().unwrap_or_default();
            let bytes = match blank {
                None => Err(PatchRefusal::Empty),
                Some(file) if file.size() > MAX_FORM as f64 => Err(PatchRefusal::TooLarge),
                Some(file) => form_patch::fill(&chosen::bytes_of(&file).await.unwrap_or_default(), rows),
            };
            let bytes = bytes.map_err(|why| why.to_string())?;
            give::give(&name::form_name(year.year, (part, all), stamp.provisional), name::XLSX_TYPE, &bytes)
        }
        "csv" => {
            let (encoding, kind) = match field("encoding") {
                "cp932" => (TableEncoding::Cp932(cp932::letter), name::CSV_CP932_TYPE),
                _ => (TableEncoding::Utf8, name::CSV_TYPE),
            };
            let table = book_csv::write(&year.refs(), &stamp, encoding).map_err(|_| NOT_WRITTEN.to_owned())?;
            give::give(&name::list_name(year.year, stamp.provisional), kind, &table.bytes)?;
            if let Some(words) = book_csv::replaced_words(table.replaced) {
                give::say(&words);
            }
            Ok(())
        }
        "text" => {
            let told = statement(&year.refs(), choice.as_ref(), &stamp, Asked::default());
            give::give(&text_name(&year, &stamp), name::TEXT_TYPE, &book_text::write(&told))
        }
        _ => Err(NOT_WRITTEN.to_owned()),
    }
}

fn text_name(year: &YearBook, stamp: &Stamp) -> FileName {
    name::statement_name(year.year, stamp.provisional, "txt")
}

/// The form of a mode, and in how many parts.
fn form_of<'a>(year: &YearBook, mode: Mode, field: impl Fn(&str) -> &'a str) -> Result<(Form, usize), String> {
    let each = !field(&format!("each-{}", mode.code())).is_empty();
    let arrangement = if each { Arrangement::Each } else { Arrangement::Grouped };
    let form = year.form(mode, arrangement).map_err(|error| error.to_string())?;
    let parts = form.parts().len();
    Ok((form, parts))
}
