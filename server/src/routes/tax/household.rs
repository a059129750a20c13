//! `POST /tax/household`: another's expenses are brought under their standing grant; incomes are kept or forgotten, on wish.

use std::sync::Arc;

use app::domain::calendar::YearMonth;
use app::domain::delegation::{Acting, RecordKind};
use app::domain::expense::book::{Batch, Book, KeptIncome, MAX_NAME, Source};
use app::domain::expense::ledger::newest_month_by;
use app::domain::tax::income::{Income, read_income};
use app::domain::tax::rules::selectable_years;
use app::pages::fault::Fault;
use axum::Form;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use tracing::error;

use crate::disowned::records_under;
use crate::expense_book;
use crate::middleware::fault::Faulted;
use crate::middleware::session::Caller;
use crate::routes::redirect::to_page_saying;
use crate::session::flash::Flash;
use crate::state::{Portal, SharedPortal};

/// People whose income can be told.
const MOST: usize = 8;

/// Does what the form says.
pub async fn change(
    State(portal): State<SharedPortal>,
    caller: Caller,
    Form(fields): Form<Vec<(String, String)>>,
) -> Response {
    let field = |wanted: &str| {
        fields.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str()).unwrap_or_default()
    };
    let today = portal.clock.today();
    let year = field("year").parse().ok().filter(|year| selectable_years(today).any(|known| known == *year));
    let Some(year) = year else { return Faulted(Fault::BadRequest).into_response() };
    let said = match field("do") {
        "bring" => bring(&portal, &caller, field("grant"), year).await,
        "keep" => {
            let incomes: Vec<KeptIncome> = (0..MOST).filter_map(|place| told(&field, place, year)).collect();
            changed(&portal, &caller, Flash::IncomesKept, |book| {
                for income in &incomes {
                    book.keep_income(income.clone());
                }
                true
            })
            .await
        }
        "forget" => {
            changed(&portal, &caller, Flash::IncomesForgotten, |book| {
                book.incomes.retain(|kept| kept.year != year);
                true
            })
            .await
        }
        _ => return Faulted(Fault::BadRequest).into_response(),
    };
    to_page_saying(&format!("/tax/household?year={year}"), said, portal.cookies)
}

/// An income of the form; nothing where none was told.
fn told<'a>(field: &impl Fn(&str) -> &'a str, place: usize, year: i32) -> Option<KeptIncome> {
    let of = |name: &str| field(&format!("{name}{place}"));
    let income = Income::read(of("income"), of("range")).ok().filter(|income| *income != Income::Unknown)?;
    let name: String = of("name").chars().filter(|c| !c.is_control()).take(MAX_NAME).collect();
    let deductions = read_income(of("deductions")).ok().flatten();
    (!name.is_empty()).then_some(KeptIncome { year, name, income, deductions })
}

async fn changed(
    portal: &Portal,
    caller: &Caller,
    done: Flash,
    change: impl Fn(&mut Book) -> bool + Send + Sync,
) -> Flash {
    match expense_book::change(&portal.vault, &portal.sessions, &caller.session, change).await {
        Ok(true) => done,
        Ok(false) => Flash::BookFull,
        Err(failure) => {
            error!(%failure, "a book of expenses could not be changed");
            Flash::BookFailed
        }
    }
}

/// Looks at somebody's expenses under their grant, as it stands at this moment, and puts them into the book. Pages show them only
/// while it stands.
async fn bring(portal: &Portal, caller: &Caller, grant: &str, year: i32) -> Flash {
    let today = portal.clock.today();
    let Ok(family) = caller.records.delegations().await else { return Flash::GrantGone };
    let standing = family.value.delegations.iter().filter_map(|one| one.acting(today));
    let Some(acting) =
        standing.into_iter().find(|acting| acting.delegation == grant && acting.covers(RecordKind::Expenses, today))
    else {
        return Flash::GrantGone;
    };
    let acting: Arc<Acting> = Arc::new(acting);
    let records = records_under(portal, &caller.session, &acting, &caller.request_id);
    let mut batches = Vec::new();
    for one in [year - 1, year] {
        let Ok(answer) = records.expenses(one).await else { continue };
        let until = answer.value.delivered_until.unwrap_or_else(|| newest_month_by(today));
        let covers = YearMonth::new(one, 1).zip(YearMonth::new(one, 12).map(|last| last.min(until)));
        batches.push(Batch {
            source: Source::Grant(acting.delegation.clone()),
            file_name: String::new(),
            person: acting.person.name.clone(),
            birth: Some(acting.person.birth),
            covers: covers.filter(|(first, last)| first <= last),
            short: false,
            rows: answer.value.rows,
        });
    }
    if batches.is_empty() {
        return Flash::GrantGone;
    }
    changed(portal, caller, Flash::GrantBrought, |book| {
        // A newer look takes the place of all before under the same grant for these years.
        let source = Source::Grant(acting.delegation.clone());
        let years = [year - 1, year];
        let of_years = |known: &Batch| known.covers.is_some_and(|(first, _)| years.contains(&first.year()));
        book.batches.retain(|known| known.source != source || !of_years(known));
        batches.iter().all(|batch| book.add_batch(batch.clone()).is_ok())
    })
    .await
}
