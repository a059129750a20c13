//! The choice of a year, with how many dispensings each has: the newest stand open, older ones are folded.

use leptos::prelude::*;

use super::asked::Asked;
use crate::domain::medication::History;

/// As many years stand open.
const OPEN: usize = 6;

/// The links. What is looked for goes along.
pub(super) fn links(asked: &Asked, history: &History) -> AnyView {
    let years = history.open_years(asked.always());
    let (open, folded) = years.split_at(years.len().min(OPEN));
    let link = |year: &i32| {
        let year = *year;
        let count = history.count_of(year).map(|count| view! { <small class="count">{format!("{count}回")}</small> });
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
