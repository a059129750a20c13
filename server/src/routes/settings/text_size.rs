//! `POST /settings/text-size`: the browser keeps the size of text it wants, whoever is signed in.

use app::ui::text_size::TextSize;
use axum::Form;
use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::routes::redirect::to_page_saying;
use crate::session::cookie::Jar;
use crate::session::flash::Flash;
use crate::signin::next::page_left;
use crate::state::SharedPortal;

/// The size that was pressed.
#[derive(Deserialize)]
pub struct Chosen {
    size: String,
}

/// Leads back to the page the form stands on.
pub async fn choose(State(portal): State<SharedPortal>, headers: HeaderMap, Form(chosen): Form<Chosen>) -> Response {
    let Some(size) = TextSize::from_code(&chosen.size) else { return StatusCode::BAD_REQUEST.into_response() };
    let page = page_left(&headers, &portal.config.listen.public_url);
    let mut response = to_page_saying(page.as_deref().unwrap_or("/help"), Flash::TextSize, portal.cookies);
    let cookie = match size {
        TextSize::Normal => portal.cookies.clear(Jar::TextSize),
        size => portal.cookies.set(Jar::TextSize, size.code()),
    };
    response.headers_mut().append(SET_COOKIE, cookie);
    response
}
