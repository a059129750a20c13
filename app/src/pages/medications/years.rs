//! The choice of a year, with how many dispensings each has: the newest stand open, older ones are folded. A link says what its
//! page counts, or nothing.

use leptos::prelude::*;

use super::asked::Asked;
use crate::domain::medication::History;
use crate::ui::lent::of_lent;

/// As many years stand open.
const OPEN: usize = 6;

/// What the numbers of the links count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counted {
    /// Dispensings; of the year that is open so many stand on the page.
    Dispensings {
        /// In the year that is open.
        here: Option<u32>,
    },
    /// Drugs that were found.
    Found,
    /// Nothing: what is looked for goes along, and only opening a year would tell how much of it is there.
    Nothing,
}

impl Counted {
    /// The number on the link of a year.
    fn words(self, asked: &Asked, history: &History, year: i32) -> Option<String> {
        match self {
            Self::Dispensings { here: Some(here) } if year == asked.year => Some(format!("{here}回")),
            Self::Dispensings { .. } => history.count_of(year).map(|count| format!("{count}回")),
            Self::Found => history.count_of(year).map(|count| format!("{count}件")),
            Self::Nothing => None,
        }
    }
}

/// The links. What is looked for goes along.
pub(super) fn links(asked: &Asked, history: &History, counted: Counted) -> AnyView {
    let mut years = history.open_years(asked.always());
    of_lent(&mut years);
    let (open, folded) = years.split_at(years.len().min(OPEN));
    let link = |year: &i32| {
        let year = *year;
        let count = counted.words(asked, history, year).map(|words| view! { <small class="count">{words}</small> });
        let current = (asked.chosen_year || asked.typed.is_none()) && year == asked.year;
        view! { <li><a class="btn line slim" href=asked.year_address(year) aria-current=current.then_some("page")>{year}"年"{count}</a></li> }
    };
    let older = (!folded.is_empty()).then(|| {
        let chosen = folded.contains(&asked.year);
        view! {
            <details open=chosen>
                <summary>{format!("もっと前の年（{}年分）", folded.len())}</summary>
                <ul>{folded.iter().map(link).collect_view()}</ul>
            </details>
        }
    });
    view! { <nav class="years noprint" aria-label="年を選ぶ"><ul>{open.iter().map(link).collect_view()}</ul>{older}</nav> }.into_any()
}
