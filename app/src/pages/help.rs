//! Questions a person has, each one click away: the card, the insurance, what comes when, who sees what, the portal itself.
//!
//! The ids are addresses that other pages and printed sheets lead to; they stay. Everything here is told to anyone.

mod card;
mod portal;
mod records;

use leptos::prelude::*;

use crate::ui::card::Card;

/// A question with the id of its answer.
type Question = (&'static str, &'static str);

/// The questions by topic, in the order of the page.
const TOPICS: [(&str, &[Question]); 4] = [
    ("カードのこと", card::QUESTIONS),
    ("受診と健康保険のこと", card::INSURANCE),
    ("記録のこと", records::QUESTIONS),
    ("健康手帳のこと", portal::QUESTIONS),
];

/// The page.
#[component]
pub fn HelpPage() -> impl IntoView {
    let topics = TOPICS
        .iter()
        .map(|(topic, questions)| {
            let links = questions
                .iter()
                .map(|(id, words)| view! { <li><a href=format!("#{id}")>{*words}</a></li> })
                .collect_view();
            view! { <div><h2>{*topic}</h2><ul class="dots links">{links}</ul></div> }
        })
        .collect_view();
    view! {
        <div class="head">
            <p class="crumb"><a href="/">"ホーム"</a></p>
            <h1>"使い方と困ったとき"</h1>
        </div>
        <nav class="card" aria-label="質問の一覧"><div class="grid two">{topics}</div></nav>
        {card::answers()}
        {records::answers()}
        {portal::answers()}
    }
}

/// One answer under its id.
#[component]
fn Answer(
    /// Its id.
    id: &'static str,
    /// The question, as in the list.
    title: &'static str,
    /// The answer.
    children: Children,
) -> impl IntoView {
    view! { <div id=id><Card title>{children()}<p class="small noprint"><a href="#main">"質問の一覧にもどる"</a></p></Card></div> }
}
