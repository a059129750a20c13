//! Procedures, outside sites and payments: what a person may have to do elsewhere, and the way there.
//!
//! The portal applies for nothing and takes no payment. What it judges, it says it judged.

pub mod mark;
pub mod out;
mod payments;
pub mod procedure;
mod procedures;
mod sites;

use leptos::prelude::*;

use super::expense_ceiling::found::claimable;
use super::visit::{frame, visitor};
use crate::page_table::Section;
use crate::ui::left_out::LeftOut;

pub(super) use sites::sites_card;

/// The page.
#[component]
pub fn ServicesPage() -> impl IntoView {
    let today = frame().today;
    let visitor = visitor();
    view! {
        <div class="head">
            <p class="crumb"><a href="/">"ホーム"</a></p>
            <h1>"手続・外部サイト・納付"</h1>
            <p class="soft">"健康保険の手続き、納付のお知らせ、ほかのサイトへの入口をまとめています。申請や支払いは、ここではできません。行き先を案内します。"</p>
        </div>
        <LeftOut section=Section::Insurance visitor=Some(visitor.clone())/>
        <nav aria-label="このページの内容">
            <ul class="dots links">
                <li><a href="#payments">"納付のお知らせ"</a></li>
                <li><a href="#procedures">"健康保険の手続き"</a></li>
                <li><a href="#sites">"外部サイト"</a></li>
            </ul>
        </nav>
        {Suspend::new(async move {
            let records = &visitor.records;
            let (bills, eligibility, registration, links) = futures::join!(
                records.payments(), records.eligibility(), records.registration(), visitor.keeping.outside_links()
            );
            let found = match &eligibility {
                Ok(answer) => claimable(&visitor, &answer.value, today).await,
                Err(_) => None,
            };
            view! {
                <div id="payments">{payments::payments_card(bills, today)}</div>
                <div id="procedures">{procedures::procedures_card(&visitor.person, eligibility, registration, found.as_ref(), today)}</div>
                <div id="sites">{sites_card(links)}</div>
            }
        })}
    }
}
