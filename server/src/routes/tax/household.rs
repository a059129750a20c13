//! `POST /tax/household`: another's expenses are brought under their standing grant; incomes are worked with for the rest of the
//! session, and kept or forgotten on wish.

use std::sync::Arc;

use app::domain::calendar::YearMonth;
use app::domain::delegation::{Acting, RecordKind};
use app::domain::expense::book::{Batch, Book, KeptIncome, MAX_NAME, Source};
use app::domain::expense::ledger::newest_month_by;
use app::domain::tax::income::Income;
use app::domain::tax::saving::Situation;
use app::domain::tax::told::{Told, ToldIncomes};
use app::pages::fault::Fault;
use axum::Form;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use tracing::error;

use super::year::{field_of, tax_year};
use crate::disowned::records_under;
use crate::expense_book;
use crate::middleware::fault::Faulted;
use crate::middleware::session::Caller;
use crate::routes::redirect::{to_form_again, to_page, to_page_saying};
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
    let field = |wanted: &str| field_of(&fields, wanted);
    let Some(year) = tax_year(&portal, field("year")) else { return Faulted(Fault::BadRequest).into_response() };
    let said = match field("do") {
        "bring" => bring(&portal, &caller, field("grant"), year).await,
        wish @ ("work" | "keep") => {
            let all = typed(&field);
            let page = format!("/tax/household?year={year}");
            if !remember(&portal, &caller, year, &all).await {
                return to_form_again(&portal, &caller, &page, fields, Some(Flash::NotKeptFailed)).await;
            }
            if !all.iter().all(|(_, told)| told.is_readable()) {
                // Said at the top of the page.
                return to_page(&page);
            }
            if wish == "work" {
                return to_page(&format!("{page}#filing"));
            }
            let incomes: Vec<KeptIncome> = all.iter().filter_map(|(name, told)| income_of(name, told, year)).collect();
            changed(&portal, &caller, Flash::IncomesKept, |book| {
                for income in &incomes {
                    book.keep_income(income.clone());
                }
                true
            })
            .await
        }
        "forget" => {
            let forgotten =
                portal.sessions.change_kept(&caller.session, |all: &mut ToldIncomes| all.forget(year)).await;
            if let Err(failure) = forgotten {
                error!(%failure, "incomes of a session could not be forgotten");
                return Faulted(Fault::Unavailable).into_response();
            }
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

/// What the form says of each person.
fn typed<'a>(field: &impl Fn(&str) -> &'a str) -> Vec<(String, Told)> {
    let of = |place: usize| {
        let name: String = field(&format!("name{place}")).chars().filter(|c| !c.is_control()).take(MAX_NAME).collect();
        (name, Told::of(|field_name| field(&format!("{field_name}{place}"))))
    };
    (0..MOST).map(of).filter(|(name, _)| !name.is_empty()).collect()
}

/// Keeps it for the rest of the session; whether that could be done.
async fn remember(portal: &Portal, caller: &Caller, year: i32, typed: &[(String, Told)]) -> bool {
    let change = |all: &mut ToldIncomes| {
        for (name, told) in typed {
            all.tell(year, name, told.clone());
        }
    };
    match portal.sessions.change_kept(&caller.session, change).await {
        Ok(()) => true,
        Err(failure) => {
            error!(%failure, "incomes could not be kept for the session");
            false
        }
    }
}

/// An income to be kept; nothing where none was told.
fn income_of(name: &str, told: &Told, year: i32) -> Option<KeptIncome> {
    let Situation { income, deductions } = told.situation();
    (income != Income::Unknown).then(|| KeptIncome { year, name: name.to_owned(), income, deductions })
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
