//! After a form: on to a page by 303, with a closed code about what happened; or back to the form, with what was typed.

use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Redirect, Response};

use crate::middleware::keep::keep_fields;
use crate::middleware::session::Caller;
use crate::session::cookie::{CookieRules, Jar};
use crate::session::draft::Draft;
use crate::session::flash::Flash;
use crate::state::Portal;

/// To a page of ours. `page` is a constant or an address that was checked.
pub(super) fn to_page(page: &str) -> Response {
    Redirect::to(page).into_response()
}

/// To a page of ours, which then says what happened.
pub(super) fn to_page_saying(page: &str, flash: Flash, cookies: CookieRules) -> Response {
    let mut response = to_page(page);
    response.headers_mut().append(SET_COOKIE, cookies.set(Jar::Flash, flash.code()));
    // For the access record.
    response.extensions_mut().insert(flash);
    response
}

/// To the page of a form again, with what was typed; the page itself says what is wrong with it, `said` says what happened.
pub(super) async fn to_form_again(
    portal: &Portal,
    caller: &Caller,
    page: &str,
    fields: Vec<(String, String)>,
    said: Option<Flash>,
) -> Response {
    let address = page.split('#').next().unwrap_or_default().to_owned();
    let kept = match &caller.drafts {
        Some(cookie) => {
            keep_fields(portal, caller.session.person, cookie, &Draft { page: address, fields, late: false }).await
        }
        None => None,
    };
    let said = if kept.is_some() { said } else { Some(Flash::NotKeptFailed) };
    let mut response = match said {
        Some(flash) => to_page_saying(page, flash, portal.cookies),
        None => to_page(page),
    };
    if let Some(cookie) = kept {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}
