//! After a form: on to a page by 303, with a closed code about what happened.

use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Redirect, Response};

use crate::session::cookie::{CookieRules, Jar};
use crate::session::flash::Flash;

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
