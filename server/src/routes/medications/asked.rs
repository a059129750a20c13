//! What every download begins with: the drugs, read anew, without what is hidden. What the browser showed counts for nothing.

use app::domain::notebook::carried::Carried;
use app::pages::carry::{NotNow, Reach, carried};
use axum::response::Response;
use chrono::NaiveDateTime;

use crate::keeping::PersonKeeping;
use crate::middleware::session::Caller;
use crate::pages::keeper;
use crate::routes::redirect::to_page_saying;
use crate::session::flash::Flash;
use crate::state::Portal;

/// The page that the forms stand on.
pub(super) const PAGE: &str = "/export/medications";

/// What goes into the file.
pub(super) struct Asked {
    /// The drugs.
    pub(super) carried: Carried,
    /// When the hub said it (Japan time).
    pub(super) as_of: NaiveDateTime,
}

/// All drugs; or the answer to give instead.
pub(super) async fn asked(portal: &Portal, caller: &Caller) -> Result<Asked, Response> {
    let keeping = PersonKeeping::new(portal.vault.clone(), keeper(&caller.session));
    match carried(&*caller.records, &keeping, Reach::All, portal.clock.today()).await {
        Ok((carried, as_of)) => Ok(Asked { carried, as_of }),
        Err(NotNow::Trouble(_) | NotNow::NotReadable) => Err(back(portal, Flash::ExportFailed)),
    }
}

/// Back to the page, which says what is wrong now.
pub(super) fn back(portal: &Portal, said: Flash) -> Response {
    to_page_saying(PAGE, said, portal.cookies)
}
