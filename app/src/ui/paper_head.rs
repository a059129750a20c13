//! What stands on top of every printed page: whose record it is, and of when. On a screen it is not shown.

use chrono::NaiveDateTime;
use leptos::prelude::*;

use crate::domain::calendar::long_date;
use crate::domain::person::Person;
use crate::text::ja::PRODUCT;

/// The line. Without scripts nobody knows the moment of printing; the page is printed as it was when it was opened.
#[component]
pub fn PaperHead(
    /// Who is signed in.
    person: Option<Person>,
    /// When the page was asked for.
    now: NaiveDateTime,
) -> impl IntoView {
    let whose = person.map(|person| {
        let born = format!("さん（{}生まれ）の記録", long_date(person.birth));
        view! { <span><b>{person.name}</b>{born}</span> }
    });
    let shown = format!("{PRODUCT}　{} {} の内容を印刷", long_date(now.date()), now.format("%-H:%M"));
    view! { <div class="paper">{whose}<span>{shown}</span></div> }
}
