//! One drug over the years: `/medications/{token}`. When it was given, where nothing was left, what changed, who prescribed.
//!
//! The token tells nothing of the drug. The years pass by one after another; only this drug's rows are held.

mod changes;
mod hide;
mod times;

use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};
use futures::StreamExt;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::visit::{Frame, Visitor, frame, visitor};
use crate::chart::lanes::{Bar, Lane, LaneDrawing, Lanes};
use crate::domain::calendar::long_date;
use crate::domain::medication::course::{Course, only};
use crate::domain::medication::{Dispensing, DrugKey, Named, UNDATED, merge, probably_taking};
use crate::drug_years::{Year, walk};
use crate::records::Trouble;
use crate::ui::date::AsOf;
use crate::ui::drug_name::drug_name;
use crate::ui::trouble::TroubleNotice;

/// What passing through all years has found.
#[derive(Default)]
struct Found {
    key: Option<DrugKey>,
    rows: Vec<Dispensing>,
    /// Years that could not be had.
    missing: Vec<i32>,
    trouble: Option<Trouble>,
    as_of: Option<NaiveDateTime>,
}

/// The page.
#[component]
pub fn MedicationPage() -> impl IntoView {
    let token = use_params_map().with_untracked(|params| params.get("drug")).unwrap_or_default();
    let (frame, visitor) = (frame(), visitor());
    Suspend::new(async move {
        let found = find(&visitor, &token, frame.today).await;
        match (&found.key, found.trouble.clone()) {
            (Some(key), _) => shown(&frame, &visitor, key, &token, &found).await,
            (None, Some(trouble)) => view! { {head("お薬の記録".into_any())}<TroubleNotice trouble/> }.into_any(),
            (None, None) => unknown(&frame),
        }
    })
}

async fn find(visitor: &Visitor, token: &str, today: NaiveDate) -> Found {
    let mut found = Found::default();
    let mut all = std::pin::pin!(walk(Arc::clone(&visitor.records), today));
    while let Some(Year { year, answer }) = all.next().await {
        match answer {
            Ok(dated) => {
                found.take(year, &dated.value, |key| visitor.keeping.token_of_drug(key) == token);
                found.as_of = Some(found.as_of.map_or(dated.as_of, |known| known.min(dated.as_of)));
            }
            Err(trouble) => {
                found.missing.push(year);
                found.trouble = Some(trouble);
            }
        }
    }
    found
}

impl Found {
    fn take(&mut self, year: i32, rows: &[Dispensing], is_meant: impl Fn(&DrugKey) -> bool) {
        use chrono::Datelike as _;
        for row in merge(rows).into_iter().map(|line| line.row).filter(|row| row.sort_day().year() == year) {
            if self.key.is_none() {
                self.key = row.drugs.iter().map(DrugKey::of).find(|key| is_meant(key));
            }
            if let Some(key) = &self.key {
                self.rows.extend(only(row, |drug| DrugKey::of(drug) == *key));
            }
        }
    }
}

fn head(title: AnyView) -> AnyView {
    view! {
        <div class="head">
            <p class="crumb"><a href="/">"ホーム"</a>" ／ "<a href="/medications">"お薬の記録"</a></p>
            <h1>{title}</h1>
        </div>
    }
    .into_any()
}

fn unknown(frame: &Frame) -> AnyView {
    frame.status.set(404);
    view! {
        {head("そのお薬の記録は見つかりません".into_any())}
        <section class="card">
            <p>"アドレスが変わったか、もとの記録がもう残っていません。ほかのお薬の記録は失われていません。"</p>
            <div class="actions"><a class="btn" href="/medications">"お薬の記録を開く"</a><a class="btn line" href="/help">"使い方と困ったとき"</a></div>
        </section>
    }
    .into_any()
}

async fn shown(frame: &Frame, visitor: &Visitor, key: &DrugKey, token: &str, found: &Found) -> AnyView {
    let today = frame.today;
    let course = Course::of(key, &found.rows);
    let Some((newest, drugs)) = course.times.first() else { return unknown(frame) };
    let name = drugs[0].name.clone();
    let named = Named::of(drugs[0]);
    let ingredients = match &named {
        Named::Unknown => None,
        named => Some(named.parts().join("、")),
    };
    let oldest = course.times.iter().map(|(row, _)| row).rfind(|row| !row.is_undated()).unwrap_or(newest);
    let days = if newest.is_undated() {
        UNDATED.to_owned()
    } else {
        format!("{}、{}", long_date(oldest.sort_day()), long_date(newest.sort_day()))
    };
    let missing = (!found.missing.is_empty()).then(|| {
        let years: Vec<String> = found.missing.iter().map(|year| format!("{year}年")).collect();
        view! { <div class="banner warn" role="status"><p><b>{years.join("、")}"の記録は、いま読めないため入っていません。"</b>"記録は失われていません。少し待ってから、もう一度開いてください。"</p></div> }
    });
    let taking = probably_taking(&found.rows, today);
    let left = taking.first().map(|one| one.supplies[0].until);
    let left = match left {
        Some(until) => format!("{}ごろまで残っている計算です（受け取った日に日数を足した推定）。", long_date(until)),
        None => "受け取った日数から見て、いま残っている計算ではありません（日数の記録がないお薬は分かりません）。"
            .to_owned(),
    };
    let ingredient = ingredients.map(|names| view! { <div><dt>"成分"</dt><dd>{names}</dd></div> });
    let times = course.times.len();
    let hide = if visitor.is_own() { hide::form(visitor, key, token, newest).await } else { ().into_any() };
    view! {
        {head(drug_name(&name))}
        {missing}
        <section class="card">
            <p class="say">{left}</p>
            <dl class="facts">
                {ingredient}
                <div><dt>"記録にある回数"</dt><dd class="num">{format!("{times}回")}</dd></div>
                <div><dt>"はじめと、いちばん新しい記録"</dt><dd>{days}</dd></div>
            </dl>
            <p class="small soft">"先発品とジェネリックは、成分が同じなら1つのお薬としてまとめています。飲み薬と塗り薬など、使い方の違うものは別にしています。"</p>
        </section>
        {stretches(&course, today)}
        {changes::changes(&course)}
        {changes::prescribers(&course)}
        {times::times(&course)}
        {hide}
        {found.as_of.map(|at| view! { <p class="small soft"><AsOf at today/>"の記録です。"</p> })}
    }
    .into_any()
}

/// The years as one lane, and the stretches in words.
fn stretches(course: &Course<'_>, today: NaiveDate) -> Option<AnyView> {
    let (first, last) = (course.stretches.first()?, course.stretches.last()?);
    let bars =
        course.stretches.iter().map(|one| Bar { days: (one.days.from, one.days.until), waiting: false }).collect();
    let gaps = course.stretches.windows(2).map(|pair| (pair[0].days.until, pair[1].days.from)).collect();
    let lane = Lane { rows: vec![bars], gaps, ..Lane::default() };
    let drawing = Lanes { from: first.days.from, to: last.days.until.max(today), today, lanes: vec![lane] };
    let rows = course.stretches.iter().rev().map(|one| {
        let gap = one.gap_before.map_or_else(|| "―".to_owned(), |days| format!("{days}日"));
        view! {
            <tr>
                <th scope="row">{long_date(one.days.from)}"から"{long_date(one.days.until.pred_opt().unwrap_or(one.days.until))}"まで"</th>
                <td class="r"><span class="label soft">"受け取り "</span>{one.times}"回"</td>
                <td class="r"><span class="label soft">"その前に空いた日数 "</span>{gap}</td>
            </tr>
        }
    });
    let count = course.stretches.len();
    Some(
        view! {
            <section class="card">
                <h2>"続けて出ていた間と、空いた間"</h2>
                <figure class="chart">
                    <figcaption class="small">"帯は、受け取った日数が続いていた間。点線は、空いた間です"</figcaption>
                    <LaneDrawing lanes=drawing label=format!("続けて出ていた間の帯が{count}本。同じことが下の表にあります")/>
                </figure>
                <details open=count <= 3>
                    <summary>{format!("続けて出ていた間を表で見る（{count}件）")}</summary>
                    <div class="visits"><table>
                        <caption class="vh">"続けて出ていた間と、その前に空いた日数"</caption>
                        <thead><tr><th scope="col">"続けて出ていた間（日数からの計算）"</th><th scope="col" class="r">"受け取り"</th><th scope="col" class="r">"その前に空いた日数"</th></tr></thead>
                        <tbody>{rows.collect_view()}</tbody>
                    </table></div>
                </details>
            </section>
        }
        .into_any(),
    )
}
