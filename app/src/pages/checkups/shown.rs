//! The checkups that a page shows: all of them, or, while the hub's cannot be had, those that the person keeps here.

use chrono::{NaiveDate, NaiveDateTime};
use leptos::prelude::*;

use crate::domain::checkup::Visit;
use crate::records::{Answer, Records, Trouble};
use crate::ui::date::AsOf;
use crate::ui::trouble::TroubleNotice;

/// What can be shown.
pub(in crate::pages) struct Shown {
    /// Newest first.
    pub(in crate::pages) visits: Vec<Visit>,
    /// As of when the hub told them; nothing where it did not.
    as_of: Option<NaiveDateTime>,
    /// Why the hub's are missing.
    missing: Option<Trouble>,
}

/// From what the records answered.
///
/// # Errors
/// Where nothing can be shown.
pub(in crate::pages) async fn shown(records: &dyn Records, answer: Answer<Vec<Visit>>) -> Result<Shown, Trouble> {
    let trouble = match answer {
        Ok(answer) => return Ok(Shown { visits: answer.value, as_of: Some(answer.as_of), missing: None }),
        Err(trouble) => trouble,
    };
    let visits = if trouble.kind.leaves_kept() { records.kept_checkups().await } else { Vec::new() };
    if visits.is_empty() { Err(trouble) } else { Ok(Shown { visits, as_of: None, missing: Some(trouble) }) }
}

impl Shown {
    /// Whether nothing is missing: only then may something be called absent.
    pub(in crate::pages) const fn is_whole(&self) -> bool {
        self.missing.is_none()
    }

    /// Says that the hub's are missing now; nothing where they are not. `compact` in a card of a page of several.
    pub(in crate::pages) fn notice(&self, compact: bool) -> AnyView {
        let notice = |trouble: Trouble| view! { <TroubleNotice trouble compact kept=true/> };
        self.missing.clone().map(notice).into_any()
    }

    /// As of when they are.
    pub(in crate::pages) fn dated(&self, today: NaiveDate) -> AnyView {
        match self.as_of {
            Some(at) => view! { <p class="small soft"><AsOf at today/>"の記録です。"</p> }.into_any(),
            None => view! { <p class="small soft">"あなたが加えたファイルの記録です。"</p> }.into_any(),
        }
    }
}
