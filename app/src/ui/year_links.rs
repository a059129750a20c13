//! Plain links from year to year, the open one marked.

use leptos::prelude::*;

/// `path` and `suffix` make the address: `/expenses?year=2025`. Newest year first.
#[component]
pub fn YearLinks(
    /// Address without the year.
    path: &'static str,
    /// Years to choose from.
    years: Vec<i32>,
    /// The open one.
    open: i32,
    /// After the year: `年`, `年分`.
    suffix: &'static str,
) -> impl IntoView {
    let links = years.into_iter().map(|year| {
        view! { <li><a class="btn line slim" href=format!("{path}?year={year}") aria-current=(year == open).then_some("page")>{year}{suffix}</a></li> }
    });
    view! { <nav class="years noprint" aria-label="年を選ぶ"><ul>{links.collect_view()}</ul></nav> }
}
