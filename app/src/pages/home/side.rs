//! Beside the cards: insurance in one line, what arrived, notices, and who looked.

use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;

use crate::domain::access::{Look, Role};
use crate::domain::eligibility::{EligibilityStatus, share_words};
use crate::domain::news::{News, NewsKind};
use crate::domain::registration::Registration;
use crate::pages::access::looks::sentence;
use crate::pages::access::providers::Provided;
use crate::pages::notices::gather::Gathered;
use crate::records::Answer;
use crate::ui::card::Card;
use crate::ui::date::Day;
use crate::ui::trouble::TroubleNotice;

/// How many lines a list on this page has.
const LINES: usize = 5;

/// How many subject lines of notices.
const NEW_LINES: usize = 3;

/// Insurance in one line.
pub(super) fn insurance_line(
    eligibility: Answer<EligibilityStatus>,
    registration: Option<&Registration>,
    today: NaiveDate,
) -> impl IntoView + use<> {
    let status = match eligibility {
        Err(trouble) => return view! { <TroubleNotice trouble/> }.into_any(),
        Ok(answer) => answer.value,
    };
    match status.valid_today(today) {
        Some(current) => view! {
            <section class="icard" aria-labelledby="insurance">
                <h2 id="insurance" class="small">{if current.is_welfare() { "いまの医療扶助".to_owned() } else { format!("いまの健康保険：{}", current.relation.label()) }}</h2>
                <span class="total">{current.insurer_name.clone()}</span>
                <span class="row"><span>{format!("窓口負担 {}", share_words(current.share_percent))}</span><span>{current.period_words()}</span></span>
                <a href="/insurance">"資格の情報を開く"</a>
            </section>
        }
        .into_any(),
        None => {
            let sentence = status.told_beside(registration, today).sentence;
            view! {
                <Card title="いまの健康保険" href="/insurance">
                    <p>{sentence}</p>
                    <p><a href="/insurance">"理由と、次にすることを見る"</a></p>
                </Card>
            }
            .into_any()
        }
    }
}

/// What arrived since the last visit.
pub(super) fn news_card(news: Vec<News>, first: bool, whole: bool) -> impl IntoView {
    let records: Vec<News> = news.into_iter().filter(|item| item.kind != NewsKind::Notice).collect();
    let rest = records.len().saturating_sub(LINES);
    let lines = records.into_iter().take(LINES).map(|item| {
        view! { <li><a href=item.link>{item.label}</a><br/><span class="soft">{format!("{}月{}日に届きました", item.day.month(), item.day.day())}</span></li> }
    }).collect_view();
    let title = if first { "この2か月に届いたもの" } else { "新しく届いたもの" };
    let none = if whole {
        "ありません。"
    } else {
        "記録の一部を読めないため、いまは確かめられません。"
    };
    view! {
        <Card title=title>
            {if lines.is_empty() { view! { <p class="soft">{none}</p> }.into_any() } else { view! { <ul class="list small">{lines}</ul> }.into_any() }}
            {(rest > 0).then(|| view! { <p class="small soft">{format!("ほかに {rest}件あります。それぞれのページで見られます。")}</p> })}
        </Card>
    }
}

/// How many notices are new, and the way to them. Their text stands there and not here.
pub(super) fn notice_card(told: Gathered) -> impl IntoView {
    let new: Vec<_> = told.list.iter().filter(|one| one.new).collect();
    let trouble = told.trouble.clone().map(|trouble| view! { <TroubleNotice trouble compact=true/> });
    let sentence = match (new.len(), told.whole) {
        _ if told.marks.is_none() => "どれを読んだかを、いまは確かめられません。".to_owned(),
        (0, true) => "新しいお知らせはありません。".to_owned(),
        (0, false) => "いま分かっている新しいお知らせはありません。".to_owned(),
        (count, _) => format!("新しいお知らせが {count}件 あります。"),
    };
    let lines = new
        .iter()
        .take(NEW_LINES)
        .map(|one| view! { <li><b>{one.subject()}</b><br/><span class="small soft"><Day day=one.on/></span></li> });
    let lines =
        (told.marks.is_some() && !new.is_empty()).then(|| view! { <ul class="list">{lines.collect_view()}</ul> });
    view! {
        <div id="notices">
            <Card title="お知らせ" href="/notices">
                {trouble}
                <p>{sentence}</p>
                {lines}
                <p><a href="/notices">"お知らせを開く"</a></p>
            </Card>
        </div>
    }
}

/// Who looked at the records, and which apps may.
pub(super) fn look_card(looks: Answer<Vec<Look>>, provided: &Provided) -> impl IntoView + use<> {
    let content = match looks {
        Err(trouble) => view! { <TroubleNotice trouble compact=true/> }.into_any(),
        Ok(answer) => match answer.value.into_iter().find(|look| look.role != Role::Own) {
            None => view! { <p class="soft">"医療機関などがあなたの記録を見たことは、まだありません。"</p> }.into_any(),
            Some(look) => view! {
                <p>{sentence(&look)}</p>
                {look.report.map(|report| view! { <p class="small">"心当たりがないと伝えました。受付番号 "<b class="num">{report.number}</b></p> })}
                <p><a href="/access">"見た人をすべて見る・心当たりがないとき"</a></p>
            }
            .into_any(),
        },
    };
    let provided = provided.sentence().map(|sentence| {
        view! { <p>{sentence}" "<a href="/sharing">"確かめる・止める"</a></p> }
    });
    view! { <Card title="あなたの記録を見た人" href="/access">{content}{provided}</Card> }
}
