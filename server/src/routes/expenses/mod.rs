//! What a person tells about their medical expenses: their income class, the rows of their book, and where it is kept.

pub mod bring;
pub mod export_book;
pub mod keep;
pub mod rows;
pub mod tell_class;

use app::keeping::Keeping;
use app::pages::household::{Asker, Household, household};
use app::records::Trouble;

use crate::keeping::PersonKeeping;
use crate::middleware::session::Caller;
use crate::state::Portal;

/// The household of whoever asks, or of the one for whom they act.
pub(super) async fn household_of(portal: &Portal, caller: &Caller, year: i32) -> Result<Household, Trouble> {
    let session = &caller.session;
    let keeping =
        PersonKeeping::new(portal.vault.clone(), session.person).of_session(portal.sessions.clone(), session.clone());
    let asker = Asker {
        person: caller.person(),
        records: &*caller.records,
        keeping: session.acting.is_none().then_some(&keeping as &dyn Keeping),
        today: portal.clock.today(),
    };
    household(asker, year).await
}
