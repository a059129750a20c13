//! What a person does with notices: marks, kinds that are told, the feed.

pub mod feed;
pub mod mark;
pub mod switches;

use axum::response::Response;
use tracing::error;

use super::redirect::to_page_saying;
use crate::session::flash::Flash;
use crate::state::Portal;
use crate::vault::VaultError;

const PAGE: &str = "/notices";

/// Fields of a form in their order; a name may come several times.
type Fields = Vec<(String, String)>;

/// The values of a name.
fn values<'a>(fields: &'a Fields, name: &'a str) -> impl Iterator<Item = &'a str> {
    fields.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
}

/// Back to the page, which says that it is done, or that nothing was changed.
fn said(portal: &Portal, done: Result<(), VaultError>, flash: Flash) -> Response {
    match done {
        Ok(()) => to_page_saying(PAGE, flash, portal.cookies),
        Err(failure) => {
            error!(%failure, "what a person keeps about notices could not be changed");
            to_page_saying(PAGE, Flash::NoticesFailed, portal.cookies)
        }
    }
}
