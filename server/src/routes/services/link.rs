//! `POST /services`: a person marks an outside site as theirs, or takes the mark away. Nothing is sent anywhere.

use app::domain::outside_site::{OutsideLinks, SiteKind, site_by_slug};
use axum::Form;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use tracing::error;

use crate::middleware::session::Caller;
use crate::routes::redirect::{to_page, to_page_saying};
use crate::session::flash::Flash;
use crate::state::SharedPortal;

/// The page the form stands on.
const PAGE: &str = "/services";

/// Which site, by its name in the closed list, and what is wished.
#[derive(Deserialize)]
pub struct Wish {
    site: String,
    linked: Linked,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Linked {
    Yes,
    No,
}

/// Marks or unmarks, and leads back. A site that is not on the list, or cannot be marked, changes nothing.
pub async fn change(State(portal): State<SharedPortal>, caller: Caller, Form(wish): Form<Wish>) -> Response {
    let Some(site) = site_by_slug(&wish.site).filter(|site| site.kind == SiteKind::Service) else {
        return to_page(PAGE);
    };
    let today = portal.clock.today();
    let changed = portal.vault.change(caller.session.person, move |links: &mut OutsideLinks| match wish.linked {
        Linked::Yes => links.link(site, today),
        Linked::No => links.unlink(site),
    });
    let flash = match (changed.await, wish.linked) {
        (Ok(()), Linked::Yes) => Flash::SiteLinked,
        (Ok(()), Linked::No) => Flash::SiteUnlinked,
        (Err(failure), _) => {
            error!(%failure, "a mark of an outside site could not be kept");
            Flash::LinkFailed
        }
    };
    to_page_saying(PAGE, flash, portal.cookies)
}
