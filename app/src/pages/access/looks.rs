//! The looks as sentences, newest first, each with its reason, its consent, and the way to say that it is not recognised.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::{Asked, filter};
use crate::domain::access::filter::Filter;
use crate::domain::access::{Ground, Look, Role, moment_words};
use crate::records::Answer;
use crate::ui::date::AsOf;
use crate::ui::pager::{Pager, part_of};
use crate::ui::trouble::TroubleNotice;

/// Who did what, when and by what right.
pub fn sentence(look: &Look) -> AnyView {
    let at = look.at.format("%Y-%m-%dT%H:%M").to_string();
    let (when, whose, what) = (moment_words(look.at), look.institution.clone(), look.kinds_words());
    match look.role {
        Role::Delegate => view! {
            <time datetime=at>{when}</time>"、あなたの代理人の"<b>{whose}</b>"さんが、"<b>{what}</b>"の記録を見ました。"
        }
        .into_any(),
        Role::Own => view! {
            <time datetime=at>{when}</time>"、あなたが代理人として、"<b>{whose}</b>"さんの"<b>{what}</b>"の記録を見ました。"
        }
        .into_any(),
        _ => by_institution(look).into_any(),
    }
}

fn by_institution(look: &Look) -> impl IntoView + use<> {
    let at = look.at.format("%Y-%m-%dT%H:%M").to_string();
    view! {
        <time datetime=at>{moment_words(look.at)}</time>"、"<b>{look.institution.clone()}</b>{look.role.after_name()}"が、"{look.right()}"、"
        <b>{look.kinds_words()}</b>"の記録を"{look.done()}"。"
    }
}

/// The section.
/// `nobody_else`: no app can have received anything either.
pub(super) fn section(
    looks: Answer<Vec<Look>>,
    asked: &Asked,
    today: NaiveDate,
    nobody_else: bool,
) -> impl IntoView + use<> {
    let answer = match looks {
        Err(trouble) => return view! { <TroubleNotice trouble/> }.into_any(),
        Ok(answer) => answer,
    };
    // What the person saw of others is no look at their own records.
    let (own, looks): (Vec<Look>, Vec<Look>) = answer.value.into_iter().partition(|look| look.role == Role::Own);
    let own = as_delegate(&own);
    if looks.is_empty() {
        let title = if nobody_else {
            "まだ、だれも見ていません"
        } else {
            "医療機関や薬局などは、まだ見ていません"
        };
        return view! {
            <section class="card">
                <header><h2>{title}</h2><AsOf at=answer.as_of today/></header>
                <p>"医療機関や薬局などがあなたの記録を見たことは、まだありません。見られると、その日のうちにここに出ます。"</p>
            </section>
            {own}
        }
        .into_any();
    }
    let (wanted, unknown) =
        Filter::read(asked.year.as_deref(), asked.kind.as_deref(), asked.institution.as_deref(), &looks);
    let found: Vec<&Look> = looks.iter().filter(|look| wanted.takes(look)).collect();
    let count = found.len();
    let (part, shown) = part_of(count, asked.part.as_deref());
    let title = match wanted.is_none() {
        true => format!("これまでの {count}回"),
        false => format!("選んだ条件に合う {count}回（全部で {}回）", looks.len()),
    };
    let shown = found.get(shown).unwrap_or_default();
    let lines = shown.iter().enumerate().map(|(place, look)| {
        // Why somebody could look is said where it is first so on this page.
        let told = shown[..place].iter().any(|before| before.explanation() == look.explanation());
        line(look, !told)
    });
    let lines = lines.collect_view();
    let query = wanted.query();
    let address = if query.is_empty() { "/access".to_owned() } else { format!("/access?{query}") };
    view! {
        {unknown.then(|| view! {
            <div class="banner" role="status"><p>"選ばれた条件のうち、記録にないものは外しました。"</p></div>
        })}
        {filter::form(&wanted, &looks)}
        <section class="card">
            <header><h2>{title}</h2><AsOf at=answer.as_of today/></header>
            {if count == 0 {
                view! { <p>"この条件に合う閲覧はありません。"<a href="/access">"条件を外して、すべて見る"</a></p> }.into_any()
            } else {
                view! { <ul class="list">{lines}</ul> }.into_any()
            }}
            <Pager count part address/>
        </section>
        {own}
    }
    .into_any()
}

/// So many stand open, the others folded.
const OPEN: usize = 5;

/// What the person saw of others as their delegate: theirs to know, and nothing to report.
fn as_delegate(own: &[Look]) -> Option<AnyView> {
    let line = |look: &Look| {
        let ground = look.consent.as_ref().map(|id| {
            let which = format!("（{}、{}）", moment_words(look.at), look.institution);
            view! { <a href=format!("#{id}")>"もとになった代理の登録"<span class="vh">{which}</span></a> }
        });
        view! { <li id=look.id.clone() class="told"><p>{sentence(look)}</p><p class="ways">{ground}</p></li> }
    };
    let (open, folded) = own.split_at(own.len().min(OPEN));
    let lines = open.iter().map(line).collect_view();
    let more = (!folded.is_empty()).then(|| {
        let summary = format!("前の {}回も見る", folded.len());
        let lines = folded.iter().map(line).collect_view();
        view! { <details><summary>{summary}</summary><ul class="list">{lines}</ul></details> }
    });
    (!own.is_empty()).then(|| {
        view! {
            <section class="card">
                <h2>"あなたが代理人として見た記録"</h2>
                <p class="small soft">{format!("あなたの記録ではないので、上の回数には入れていません。全部で {}回です。相手の方の「記録を見た人」にも出ます。", own.len())}</p>
                <ul class="list">{lines}</ul>
                {more}
            </section>
        }
        .into_any()
    })
}

fn line(look: &Look, explained: bool) -> impl IntoView + use<> {
    let which = format!("（{}、{}）", moment_words(look.at), look.institution);
    let address = format!("/access/reports/{}", look.id);
    let consent = look.consent.as_ref().map(|id| {
        let (address, words) = match look.ground {
            Ground::Delegation => (format!("#{id}"), "もとになった代理の登録"),
            _ => (format!("/access/consents?show={id}"), "同意を見る"),
        };
        view! { <a href=address>{words}<span class="vh">{which.clone()}</span></a> }
    });
    let reported = look.report.as_ref().map(|report| {
        view! { <span class="chip">"心当たりがないと伝えました"</span>" 受付番号 "<b class="num">{report.number.clone()}</b> }
    });
    let words =
        if look.report.is_some() { "伝えたあとのようす" } else { "心当たりがないことを伝える" };
    view! {
        <li id=look.id.clone() class="told">
            <p>{(!look.is_allowed()).then(|| view! { <span class="chip out">"同意なし"</span>" " })}{sentence(look)}</p>
            {explained.then(|| view! { <p class="small soft">{look.explanation()}</p> })}
            {reported.map(|reported| view! { <p class="small">{reported}</p> })}
            <p class="ways">{consent}<a href=address>{words}<span class="vh">{which}</span></a></p>
        </li>
    }
}
