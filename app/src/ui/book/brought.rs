//! What files and grants brought into the book, each to be taken out again.

use leptos::prelude::*;

use super::desk::{Press, SharedDesk};
use crate::domain::expense::book::Batch;

/// The card; nothing where there is none.
#[component]
pub fn BroughtCard<'a>(
    /// The batches, in order.
    batches: &'a [Batch],
    /// Who keeps the book.
    desk: SharedDesk,
) -> impl IntoView + use<> {
    if batches.is_empty() {
        return None;
    }
    let lines = batches
        .iter()
        .enumerate()
        .map(|(place, batch)| {
            let name = if batch.file_name.is_empty() { batch.source.label().to_owned() } else { batch.file_name.clone() };
            let person = if batch.person.is_empty() { String::new() } else { format!("{}さん　", batch.person) };
            let covers = batch.covers.map(|(first, last)| format!("　{first}から{last}")).unwrap_or_default();
            let button = desk.press(Press::Drop(place), "外す", &format!("：{name}"));
            view! {
                <li class="between">
                    <span><b>{name}</b><br/><span class="small soft">{format!("{}：{person}{}件{covers}", batch.source.label(), batch.rows.len())}</span></span>
                    {button}
                </li>
            }
        })
        .collect_view();
    Some(view! {
        <section class="card">
            <header><h2>{"読み込んだもの"}</h2></header>
            <ul class="list">{lines}</ul>
        </section>
    })
}
