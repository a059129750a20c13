//! `POST /sharing/stop` and `/sharing/change`: ending a consent, and leaving less of it: fewer kinds of records, fewer years, a
//! sooner end. Ending protects whoever does it, so being signed in is enough.

use app::domain::delegation::RecordKind;
use app::domain::partner::Term;
use axum::Form;
use axum::extract::State;
use axum::response::Response;
use tracing::error;

use crate::middleware::session::Caller;
use crate::partner::door::consent_of;
use crate::partner::{Changed, Less, change as change_consent, stop as stop_consent};
use crate::routes::redirect::{to_form_again, to_page_saying};
use crate::session::flash::Flash;
use crate::state::SharedPortal;

/// The page that both stand on.
const PAGE: &str = "/sharing";

fn named(fields: &[(String, String)]) -> Option<[u8; 32]> {
    fields.iter().find(|(name, _)| name == "consent").and_then(|(_, value)| consent_of(value))
}

/// Stops one.
pub async fn stop(
    State(portal): State<SharedPortal>,
    caller: Caller,
    Form(fields): Form<Vec<(String, String)>>,
) -> Response {
    let said = match named(&fields) {
        None => Flash::SharingGoneFailed,
        Some(consent) => match stop_consent(&portal, caller.session.person, consent).await {
            Ok(true) => Flash::SharingStopped,
            Ok(false) => Flash::SharingGoneFailed,
            Err(failure) => {
                error!(%failure, "a consent could not be stopped");
                Flash::SharingFailed
            }
        },
    };
    to_page_saying(PAGE, said, portal.cookies)
}

/// Leaves less: what is ticked stays.
pub async fn change(
    State(portal): State<SharedPortal>,
    caller: Caller,
    Form(fields): Form<Vec<(String, String)>>,
) -> Response {
    let all =
        |wanted: &'static str| fields.iter().filter(move |(name, _)| name == wanted).map(|(_, value)| value.as_str());
    let kinds: Vec<RecordKind> =
        RecordKind::ALL.into_iter().filter(|kind| all("kind").any(|code| code == kind.code())).collect();
    let years: Vec<&str> = all("year").collect();
    let less = Less { kinds: &kinds, years: &years, term: all("term").next().and_then(Term::from_code) };
    let said = match named(&fields) {
        None => Flash::SharingGoneFailed,
        Some(consent) => match change_consent(&portal, caller.session.person, consent, &less).await {
            Ok(Changed::Done) => Flash::SharingChanged,
            Ok(Changed::Same) => Flash::SharingSame,
            Ok(Changed::Gone) => Flash::SharingGoneFailed,
            Ok(Changed::NothingLeft) => {
                let said = Some(Flash::SharingNothingLeftFailed);
                return to_form_again(&portal, &caller, PAGE, fields, said).await;
            }
            Err(failure) => {
                error!(%failure, "a consent could not be changed");
                Flash::SharingFailed
            }
        },
    };
    to_page_saying(PAGE, said, portal.cookies)
}
