//! What is open to somebody who acts for another: the table `app::acting_table`, asked for each request. Whatever the table
//! does not open is closed until they are themselves again.

use app::acting_table::{Serves, serves};
use app::domain::delegation::Acting;
use app::page_table::page_of;
use app::pages::fault::Fault;
use axum::extract::{MatchedPath, Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;

use super::fault::Faulted;
use super::session::CurrentSession;
use crate::router::route_of;
use crate::state::SharedPortal;

/// Lets through what is open.
pub async fn check(State(portal): State<SharedPortal>, request: Request, next: Next) -> Response {
    let acting = match request.extensions().get() {
        Some(CurrentSession::Open(session)) => session.acting.clone(),
        _ => None,
    };
    let refused = acting.and_then(|acting| refusal(served(&request)?, &acting, portal.clock.today()));
    match refused {
        Some(fault) => Faulted(fault).into_response(),
        None => next.run(request).await,
    }
}

/// What is asked for; nothing for an address or a method that is none of ours.
fn served(request: &Request) -> Option<Serves> {
    let looks = matches!(*request.method(), Method::GET | Method::HEAD);
    let method = if looks { &Method::GET } else { request.method() };
    if looks && let Some(page) = page_of(request.uri().path()) {
        return Some(serves("GET", page.path));
    }
    let route = request.extensions().get::<MatchedPath>().and_then(|path| route_of(method, path.as_str()))?;
    Some(serves(route.method, route.path))
}

/// Why it is not open, if it is not.
fn refusal(serves: Serves, acting: &Acting, today: NaiveDate) -> Option<Fault> {
    match serves {
        Serves::Anyone => None,
        Serves::Owner => Some(Fault::ActingOwnOnly),
        _ if !acting.is_on(today) => Some(Fault::ActingOver),
        Serves::Start => None,
        Serves::Kind(kind) => (!acting.covers(kind, today)).then_some(Fault::ActingNotGranted),
    }
}

#[cfg(test)]
mod tests {
    use app::domain::delegation::RecordKind;
    use app::domain::person::{Person, Sex};

    use super::*;

    #[test]
    fn what_is_open_to_whom() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).expect("a day");
        let person = Person { name: "見本".into(), kana: String::new(), birth: day(1), sex: Sex::Unspecified };
        let kinds = vec![RecordKind::Medications];
        let acting = Acting { delegation: "d".into(), subject: "s".into(), person, kinds, until: day(22) };
        let (none, own, over) = (Some(Fault::ActingNotGranted), Some(Fault::ActingOwnOnly), Some(Fault::ActingOver));
        for (serves, during, after) in [
            (Serves::Anyone, None, None),
            (Serves::Start, None, over),
            (Serves::Kind(RecordKind::Medications), None, over),
            (Serves::Kind(RecordKind::Checkups), none, over),
            (Serves::Owner, own, own),
        ] {
            assert_eq!(refusal(serves, &acting, day(22)), during, "{serves:?}");
            assert_eq!(refusal(serves, &acting, day(23)), after, "{serves:?}");
        }
    }
}
