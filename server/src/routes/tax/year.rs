//! What every form and download about a tax year begins with: the year asked for, and for a download its rows read anew. What the browser showed counts for nothing.

use app::domain::expense::book::year::YearBook;
use app::domain::tax::rules::selectable_years;
use app::files::stamp::Stamp;
use app::pages::fault::Fault;
use axum::response::{IntoResponse, Response};

use crate::middleware::fault::Faulted;
use crate::middleware::session::Caller;
use crate::routes::expenses::household_of;
use crate::routes::import::fields::Fields;
use crate::routes::redirect::to_page_saying;
use crate::session::flash::Flash;
use crate::state::Portal;

/// A tax year that can be filed now.
pub(super) fn tax_year(portal: &Portal, text: &str) -> Option<i32> {
    let year = text.parse().ok()?;
    selectable_years(portal.clock.today()).any(|known| known == year).then_some(year)
}

/// A field of a plain form; empty where there is none.
pub(super) fn field_of<'f>(fields: &'f [(String, String)], wanted: &str) -> &'f str {
    fields.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str()).unwrap_or_default()
}

/// The year and its stamp, or the answer to give instead.
pub(super) async fn year_of(portal: &Portal, caller: &Caller, sent: &Fields) -> Result<(YearBook, Stamp), Response> {
    let today = portal.clock.today();
    let Some(year) = tax_year(portal, sent.text("year")) else {
        return Err(Faulted(Fault::BadRequest).into_response());
    };
    match household_of(portal, caller, year).await {
        // A file without what was typed would look as if it were whole.
        Ok(household) if !household.book_missing => {
            let book = household.year(year, today);
            let stamp = Stamp::of(&book.coverage, today);
            Ok((book, stamp))
        }
        _ => Err(back(portal, year, Flash::ExportFailed)),
    }
}

/// Back to the page, which says what is wrong now.
pub(super) fn back(portal: &Portal, year: i32, said: Flash) -> Response {
    to_page_saying(&format!("/tax?year={year}"), said, portal.cookies)
}
