//! Inquiries between offices (やりとり履歴): `/exchange?year=&part=`. Who asked whom for what, when, under which law, and what
//! to do about one that is not understood.

use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::visit::{Frame, Visitor, frame, visitor};
use crate::domain::access::exchange::{Exchange, Outcome};
use crate::domain::access::{moment_words, years};
use crate::records::Answer;
use crate::ui::card::Card;
use crate::ui::date::AsOf;
use crate::ui::facts::{Fact, Facts};
use crate::ui::pager::{Pager, part_of};
use crate::ui::trouble::TroubleNotice;
use crate::ui::year_links::YearLinks;

/// The page.
#[component]
pub fn ExchangePage() -> impl IntoView {
    let (year, part) = use_query_map().with_untracked(|query| (query.get("year"), query.get("part")));
    Suspend::new(page(frame(), visitor(), year, part))
}

async fn page(frame: Frame, visitor: Visitor, year: Option<String>, part: Option<String>) -> impl IntoView {
    let answer = visitor.records.exchanges().await;
    view! {
        <div class="head">
            <p class="crumb"><a href="/">"ホーム"</a>" ／ "<a href="/access">"あなたの記録を見た人"</a></p>
            <h1>"役所どうしのやりとり（やりとり履歴）"</h1>
            <p class="soft">"保険料や手当、限度額などを決めるために、役所や保険者が、あなたの情報をほかの役所にたずねた記録です。健診やお薬の記録は、ここではやりとりされません。"</p>
        </div>
        {content(answer, frame.today, year.as_deref(), part.as_deref())}
        {about()}
    }
}

fn content(
    answer: Answer<Vec<Exchange>>,
    today: NaiveDate,
    year: Option<&str>,
    part: Option<&str>,
) -> impl IntoView + use<> {
    let answer = match answer {
        Err(trouble) => return view! { <TroubleNotice trouble/> }.into_any(),
        Ok(answer) => answer,
    };
    let all = answer.value;
    let years = years(all.iter().map(|one| one.asked_at.date()));
    let Some(newest) = years.first().copied() else {
        return view! {
            <section class="card">
                <header><h2>"やりとりは、まだありません"</h2><AsOf at=answer.as_of today/></header>
                <p>"役所どうしで、あなたの情報がたずねられたことはありません。"</p>
            </section>
        }
        .into_any();
    };
    let wanted = year.map(|year| year.parse().ok().filter(|year| years.contains(year)));
    let unknown = wanted == Some(None);
    let open = wanted.flatten().unwrap_or(newest);
    let of_year: Vec<&Exchange> = all.iter().filter(|one| one.asked_at.year() == open).collect();
    let count = of_year.len();
    let (part, lines) = part_of(count, part);
    let lines = of_year.get(lines).unwrap_or_default().iter().map(|one| line(one)).collect_view();
    view! {
        {unknown.then(|| view! {
            <div class="banner" role="status"><p>"その年のやりとりはありません。"{open}"年を表示しています。"</p></div>
        })}
        <YearLinks path="/exchange" years open suffix="年"/>
        <section class="card">
            <header><h2>{format!("{open}年のやりとり {count}件")}</h2><AsOf at=answer.as_of today/></header>
            <ul class="list">{lines}</ul>
            <Pager count part address=format!("/exchange?year={open}")/>
        </section>
    }
    .into_any()
}

fn line(one: &Exchange) -> impl IntoView + use<> {
    let at = one.asked_at.format("%Y-%m-%dT%H:%M").to_string();
    let answered = one.answered_at.map(|at| format!("（{}）", moment_words(at)));
    let (purpose, law, outcome) = (one.basis.purpose(), one.basis.law_on(one.asked_at.date()), one.outcome.label());
    let failed = matches!(one.outcome, Outcome::NotProvided | Outcome::Unknown);
    view! {
        <li class="told">
            <p>
                <time datetime=at>{moment_words(one.asked_at)}</time>"、"<b>{one.asker.clone()}</b>"が、"<b>{one.holder.clone()}</b>"に、"
                <b>{one.items_words()}</b>"をたずねました。"
            </p>
            <Facts>
                <Fact name="何のため">{purpose}</Fact>
                <Fact name="もとになる法律">{law}</Fact>
                <Fact name="結果">
                    {failed.then(|| view! { <span class="chip out">"確かめてください"</span>" " })}
                    {outcome}{answered}
                </Fact>
            </Facts>
        </li>
    }
}

fn about() -> impl IntoView {
    view! {
        <Card title="やりとりに心当たりがないとき">
            <p>"手続きをしていなくても、毎年の保険料や手当を見直すときに、役所が自動でたずねることがあります。夜中に行われることもあります。"</p>
            <ol class="dots">
                <li>"「たずねたところ」に電話し、日付と「何のため」を伝えて、どの手続きかを聞いてください。"</li>
                <li>"説明を聞いても分からないときは、「たずねられたところ」（情報を持っている役所）にも確かめてください。"</li>
                <li>"正しくないと思うときは、個人情報の開示や訂正を、その役所に請求できます。"</li>
            </ol>
            <p>"マイナンバーそのものは、このやりとりでは送られません。役所ごとに別の符号が使われます。"</p>
            <details><summary>"この一覧の期間と、法律の書き方"</summary>
                <p class="small">"記録は7年間残され、それより前のものは見られません。"</p>
                <p class="small">"2024年5月26日までのやりとりは、番号法の「別表第二」の項で示しています。その日より後は、別表第二がなくなり、命令（利用特定個人情報の提供に関する命令）が定めています。項の番号は、法令の文と照らし合わせていません。正確な番号は、たずねたところに確かめてください。"</p>
            </details>
        </Card>
    }
}
