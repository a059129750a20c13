//! `POST /import/export/…`: the files of a book that travels with the page. What comes back is believed only as far as it could stand in
//! a file.

use app::domain::expense::book::file;
use app::domain::expense::book::year::YearBook;
use app::domain::import::desk::FileDesk;
use app::files::name::{JSON_TYPE, book_name};
use app::files::stamp::Stamp;
use app::pages::fault::Fault;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;

use super::fields::{Fields, fields};
use super::files::{self, Made, NotMade};
use super::read::show;
use super::turn::{aside, turn};
use crate::export::attachment;
use crate::middleware::fault::Faulted;
use crate::state::SharedPortal;

/// The form, written anew.
pub async fn form(portal: State<SharedPortal>, request: Request) -> Response {
    give(portal, request, |one| files::form(&one.year, &one.stamp, &one.sent)).await
}

/// The blank form that the person brings, filled.
pub async fn fill(portal: State<SharedPortal>, request: Request) -> Response {
    give(portal, request, |one| files::fill(&one.year, &one.stamp, &one.sent)).await
}

/// The list.
pub async fn csv(portal: State<SharedPortal>, request: Request) -> Response {
    give(portal, request, |one| files::csv(&one.year, &one.stamp, &one.sent)).await
}

/// The statement as text.
pub async fn text(portal: State<SharedPortal>, request: Request) -> Response {
    give(portal, request, |one| statement(&one, None)).await
}

/// The statement to print.
pub async fn pdf(State(portal): State<SharedPortal>, request: Request) -> Response {
    let font = portal.site.font();
    give(State(portal), request, move |one| statement(&one, Some(font))).await
}

/// The book itself.
pub async fn book(State(portal): State<SharedPortal>, request: Request) -> Response {
    let sent = match fields(&portal, request).await {
        Ok(sent) => sent,
        Err(fault) => return fault.into_response(),
    };
    let Ok(book) = file::read(sent.text("book")) else { return refused() };
    let today = portal.clock.today();
    attachment(&book_name(today), JSON_TYPE, file::write(&book, today).into_bytes())
}

/// What a file is made from.
struct One {
    desk: FileDesk,
    year: YearBook,
    stamp: Stamp,
    sent: Fields,
}

fn statement(one: &One, font: Option<Option<app::files::statement_pdf::PdfFont>>) -> Result<Made, NotMade> {
    let choice = one.year.choice(one.desk.situation(), one.desk.effort_told());
    files::statement(&one.year, choice.as_ref(), &one.stamp, None, &[], font)
}

/// Answers with the file, made in its turn and aside from other requests; or with the page, which says why not.
async fn give(
    State(portal): State<SharedPortal>,
    request: Request,
    make: impl FnOnce(One) -> Result<Made, NotMade> + Send + 'static,
) -> Response {
    let (head, body) = request.into_parts();
    let asked = head.clone();
    let sent = match fields(&portal, Request::from_parts(head, body)).await {
        Ok(sent) => sent,
        Err(fault) => return fault.into_response(),
    };
    let _turn = match turn().await {
        Ok(turn) => turn,
        Err(busy) => return busy.into_response(),
    };
    let today = portal.clock.today();
    let made = aside(move || {
        let desk = desk_of(&sent, today).ok_or(())?;
        let (gathered, wanted) = (desk.gathered(), desk.clone());
        let year = desk.year_book(&gathered, today).filter(|year| !year.rows.is_empty()).ok_or(())?;
        let stamp = Stamp::of(&year.coverage, today);
        Ok::<_, ()>((make(One { desk, year, stamp, sent }), wanted))
    });
    match made.await {
        Ok(Ok((Ok((name, kind, bytes)), _))) => attachment(&name, kind, bytes),
        Ok(Ok((Err(NotMade::Blank(why)), mut desk))) => {
            desk.wrong = vec![app::domain::expense::book::typed::Wrong::new("blank-file", why.to_string())];
            show(portal, asked, desk).await
        }
        Ok(Ok((Err(NotMade::Refused), _)) | Err(())) => refused(),
        Ok(Ok((Err(NotMade::Font | NotMade::Broken), _))) => Faulted(Fault::Broken).into_response(),
        Err(fault) => fault.into_response(),
    }
}

/// The book that was sent, with what stands in the fields beside it.
fn desk_of(sent: &Fields, today: NaiveDate) -> Option<FileDesk> {
    let mut desk = FileDesk::of(file::read(sent.text("book")).ok()?);
    desk.press(today, &|name| if name == "do" { "" } else { sent.text(name) });
    Some(desk)
}

/// What was sent is not what the page had offered.
fn refused() -> Response {
    Faulted(Fault::BadRequest).into_response()
}
