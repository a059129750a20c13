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
    /// What was typed on the page and goes along: `("q", "見本錠")`, its value escaped for an address.
    #[prop(optional_no_strip)]
    keep: Option<(&'static str, String)>,
) -> impl IntoView {
    let kept = keep.map(|(name, value)| format!("&{name}={value}")).unwrap_or_default();
    let links = years.into_iter().map(|year| {
        view! { <li><a class="btn line slim" href=format!("{path}?year={year}{kept}") aria-current=(year == open).then_some("page")>{year}{suffix}</a></li> }
    });
    view! { <nav class="years noprint" aria-label="年を選ぶ"><ul>{links.collect_view()}</ul></nav> }
}
