//! `POST /tax/export/…`: the files of a tax year, from the household as it is now: the form in both modes, a person's own blank form
//! filled, the list, the statement to print and as text.

use app::domain::expense::book::year::YearBook;
use app::domain::tax::effort::{EffortKind, chosen, efforts_of};
use app::domain::tax::saving::Situation;
use app::files::form_patch::PatchRefusal;
use app::files::stamp::Stamp;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};

use super::year::{back, year_of};
use crate::export::attachment;
use crate::middleware::session::Caller;
use crate::routes::import::fields::{Fields, fields};
use crate::routes::import::files::{self, Made, NotMade};
use crate::routes::import::turn::aside;
use crate::session::flash::Flash;
use crate::state::{Portal, SharedPortal};

/// The form, written anew.
pub async fn form(portal: State<SharedPortal>, caller: Caller, request: Request) -> Response {
    give(portal, caller, request, files::form).await
}

/// The blank form that the person brings, filled.
pub async fn fill(portal: State<SharedPortal>, caller: Caller, request: Request) -> Response {
    give(portal, caller, request, files::fill).await
}

/// The list.
pub async fn csv(portal: State<SharedPortal>, caller: Caller, request: Request) -> Response {
    give(portal, caller, request, files::csv).await
}

/// Reads the year, and makes a file of it aside from other requests.
async fn give(
    State(portal): State<SharedPortal>,
    caller: Caller,
    request: Request,
    make: fn(&YearBook, &Stamp, &Fields) -> Result<Made, NotMade>,
) -> Response {
    let sent = match fields(&portal, request).await {
        Ok(sent) => sent,
        Err(fault) => return fault.into_response(),
    };
    let (year, stamp) = match year_of(&portal, &caller, &sent).await {
        Ok(found) => found,
        Err(answer) => return answer,
    };
    let number = year.year;
    match aside(move || make(&year, &stamp, &sent)).await {
        Ok(made) => answer(&portal, number, made),
        Err(fault) => fault.into_response(),
    }
}

fn answer(portal: &Portal, year: i32, made: Result<Made, NotMade>) -> Response {
    match made {
        Ok((name, kind, bytes)) => attachment(&name, kind, bytes),
        Err(NotMade::Blank(why)) => back(portal, year, why_blank(&why)),
        Err(NotMade::Font) => back(portal, year, Flash::PdfFailed),
        Err(NotMade::Broken | NotMade::Refused) => back(portal, year, Flash::ExportFailed),
    }
}

/// Why a blank form was not filled, as the page says it after the way back.
fn why_blank(why: &PatchRefusal) -> Flash {
    match why {
        PatchRefusal::Empty => Flash::BlankEmpty,
        PatchRefusal::TooLarge => Flash::BlankTooLarge,
        PatchRefusal::NotAWorkbook => Flash::BlankNoWorkbook,
        PatchRefusal::NoSheet => Flash::BlankNoSheet,
        PatchRefusal::OtherForm(..) => Flash::BlankOther,
        PatchRefusal::NotBlank(_) => Flash::BlankTyped,
        PatchRefusal::TooManyRows(_) => Flash::BlankRows,
    }
}

/// The statement to print.
pub async fn pdf(State(portal): State<SharedPortal>, caller: Caller, request: Request) -> Response {
    statement(portal, caller, request, true).await
}

/// The statement as text.
pub async fn text(State(portal): State<SharedPortal>, caller: Caller, request: Request) -> Response {
    statement(portal, caller, request, false).await
}

async fn statement(portal: SharedPortal, caller: Caller, request: Request, to_print: bool) -> Response {
    let sent = match fields(&portal, request).await {
        Ok(sent) => sent,
        Err(fault) => return fault.into_response(),
    };
    let (year, stamp) = match year_of(&portal, &caller, &sent).await {
        Ok(found) => found,
        Err(answer) => return answer,
    };
    let acting = caller.session.acting.is_some();
    // What the page was worked out with, so that both say the same.
    let situation = Situation::read(sent.text("income"), sent.text("range"), sent.text("deductions"));
    let known = match acting {
        true => Vec::new(),
        false => caller.records.checkups().await.map(|found| efforts_of(&found.value, year.year)).unwrap_or_default(),
    };
    let choice = year.choice(situation, chosen(EffortKind::from_code(sent.text("effort")), known));
    // Numbers of the insurance stand in it only where they were asked for.
    let mut insured = Vec::new();
    if sent.text("numbers") == "show" {
        let Ok(answer) = caller.records.eligibility().await else {
            return back(&portal, year.year, Flash::ExportFailed);
        };
        if let Some(current) = answer.value.valid_today(portal.clock.today()) {
            insured.push(("保険者番号", current.insurer_number.clone()));
            for (name, value) in [("記号", &current.symbol), ("番号", &current.number), ("枝番", &current.branch)]
            {
                insured.extend(value.clone().map(|value| (name, value)));
            }
        }
    }
    let filer = (!acting).then(|| caller.session.identity.person.name.clone());
    let font = to_print.then(|| portal.site.font());
    let number = year.year;
    let made = aside(move || files::statement(&year, choice.as_ref(), &stamp, filer.as_deref(), &insured, font)).await;
    match made {
        Ok(made) => answer(&portal, number, made),
        Err(fault) => fault.into_response(),
    }
}
