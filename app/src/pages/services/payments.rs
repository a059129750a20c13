//! Payments by notice: what, how much, until when, and the way to the payee's own site.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::domain::outside_site::{SiteKind, site_by_slug};
use crate::domain::payment::{Payment, Standing, open_and_paid};
use crate::records::Answer;
use crate::ui::card::Card;
use crate::ui::date::{AsOf, Day};
use crate::ui::trouble::TroubleNotice;
use crate::ui::verdict_chip::{ChipTone, VerdictChip};

/// The card.
pub(super) fn payments_card(answer: Answer<Vec<Payment>>, today: NaiveDate) -> AnyView {
    let answer = match answer {
        Err(trouble) => return view! { <TroubleNotice trouble/> }.into_any(),
        Ok(answer) => answer,
    };
    let beside = view! { <AsOf at=answer.as_of today/> }.into_any();
    let (open, paid) = open_and_paid(answer.value);
    let said = match open.len() {
        0 if paid.is_empty() => "納付のお知らせは、届いていません。".to_owned(),
        0 => "いま納めるものはありません。".to_owned(),
        count => format!("納めるものが {count}件 あります。期限の近い順です。"),
    };
    let late = open.iter().any(|one| matches!(one.standing(today), Standing::Overdue(_)));
    let open = open.into_iter().map(|one| open_line(one, today)).collect_view();
    let paid_lines = paid.iter().map(|one| view! {
        <li>{one.subject.clone()}" "<b class="num">{one.amount.to_string()}</b><br/><span class="small soft">{one.payee.clone()}"、期限 "<Day day=one.due/>"、納付ずみ"</span></li>
    }).collect_view();
    view! {
        <Card title="納付のお知らせ" beside>
            <p class="say">{said}</p>
            {(!open.is_empty()).then(|| view! { <ul class="list">{open}</ul> })}
            {late.then(|| view! { <p>"期限を過ぎたものは、早めに納めるか、納める先に相談してください。分けて納める相談もできます。すでに納めた人は、お知らせに出るまで何日かかかることがあります。"</p> })}
            {(!paid.is_empty()).then(|| view! {
                <details><summary>{format!("納めたもの（{}件）を見る", paid.len())}</summary><ul class="list">{paid_lines}</ul></details>
            })}
            <p class="small soft">"健康手帳は、お金を受け取りません。口座やカードの番号も聞きません。納めるのは、納める先のサイトか、届いた納付書です。"</p>
        </Card>
    }
    .into_any()
}

fn open_line(one: Payment, today: NaiveDate) -> impl IntoView {
    let standing = one.standing(today);
    let tone = if matches!(standing, Standing::Overdue(_)) { ChipTone::OutOfRange } else { ChipTone::Plain };
    // Only a payee of the closed list is led to.
    let way = match site_by_slug(&one.site).filter(|site| site.kind == SiteKind::DemoPayee) {
        Some(site) => {
            let label = format!("{}を納めるところへ", one.subject);
            view! { <div class="actions"><a class="btn line" href=format!("/services/out/{}", site.slug) aria-label=label>"納めるところへ"</a></div> }.into_any()
        }
        None => {
            view! { <p class="small">"このお知らせには、納めるサイトがありません。届いた納付書で納めてください。"</p> }
                .into_any()
        }
    };
    view! {
        <li>
            <h3>{one.subject.clone()}</h3>
            <p><b class="num">{one.amount.to_string()}</b>"を、"<b><Day day=one.due/></b>"までに"</p>
            <p><VerdictChip tone word=standing.words()/></p>
            <p class="small soft">"納める先："{one.payee.clone()}"、方法："{one.channel.label()}</p>
            {way}
        </li>
    }
}
