//! What was found in all years, the newest first. The years pass by one after another; only what was found is held.

use std::sync::Arc;

use chrono::{Datelike, NaiveDate, NaiveDateTime};
use futures::StreamExt;
use leptos::prelude::*;

use super::asked::Asked;
use super::years::{self, Counted};
use super::{Around, search};
use crate::domain::medication::search::{Readings, Wanted};
use crate::domain::medication::{Dispensing, Drug, DrugKey, History, YearCount, merge};
use crate::drug_years::{Year, walk};
use crate::pages::visit::Visitor;
use crate::records::Trouble;
use crate::ui::date::AsOf;
use crate::ui::drug_name::drug_name;
use crate::ui::trouble::TroubleNotice;

/// As many are shown; of the others the year is told.
const MOST_SHOWN: usize = 60;

/// One drug that was found, as far as the list shows it.
struct Hit {
    when: String,
    name: String,
    ingredient: Option<String>,
    key: DrugKey,
    place: String,
    /// The person keeps it off sheets: it is on the screen, and not on paper.
    off: bool,
}

/// What a walk through all years has found.
#[derive(Default)]
struct Found {
    hits: Vec<Hit>,
    /// How many in each year, newest first.
    years: Vec<YearCount>,
    /// Years that could not be had.
    missing: Vec<i32>,
    trouble: Option<Trouble>,
    as_of: Option<NaiveDateTime>,
}

impl Found {
    fn take(&mut self, around: &Around<'_>, (year, rows): (i32, &[Dispensing]), wanted: &Wanted, readings: &Readings) {
        let mut count = 0;
        for row in merge(rows).into_iter().map(|line| line.row).filter(|row| row.sort_day().year() == year) {
            for drug in wanted.in_dispensing(row, readings) {
                count += 1;
                if self.hits.len() < MOST_SHOWN {
                    self.hits.push(hit(row, drug, around.hides(drug)));
                }
            }
        }
        if count > 0 {
            self.years.push(YearCount { year, count });
        }
    }
}

fn hit(row: &Dispensing, drug: &Drug, off: bool) -> Hit {
    let place = if row.dispenser.name.trim().is_empty() { row.provider() } else { &row.dispenser };
    Hit {
        when: row.when_words(),
        name: drug.name.clone(),
        ingredient: drug.ingredient.clone().filter(|name| !name.trim().is_empty()),
        key: DrugKey::of(drug),
        place: place.name.clone(),
        off,
    }
}

/// The page.
pub(super) async fn page(asked: Asked, visitor: Visitor, today: NaiveDate) -> AnyView {
    let typed = asked.typed.clone().unwrap_or_default();
    let (wanted, readings) = (Wanted::new(&typed), Readings::default());
    let around = Around::of(&visitor, today).await;
    let mut found = Found::default();
    let mut all = std::pin::pin!(walk(Arc::clone(&visitor.records), today));
    while let Some(Year { year, answer }) = all.next().await {
        match answer {
            Ok(dated) => {
                found.take(&around, (year, &dated.value), &wanted, &readings);
                found.as_of = Some(found.as_of.map_or(dated.as_of, |known| known.min(dated.as_of)));
            }
            Err(trouble) => {
                found.missing.push(year);
                found.trouble = Some(trouble);
            }
        }
    }
    shown(&asked, &around, found, &typed)
}

fn shown(asked: &Asked, around: &Around<'_>, found: Found, typed: &str) -> AnyView {
    let pickers = |history: &History| {
        view! { <section class="pickers noprint" aria-label="言葉と年で探す">{search::form(asked)}{years::links(asked, history, Counted::Found)}</section> }
    };
    // Nothing of the years that are there could be had.
    if let (None, Some(trouble)) = (found.as_of, found.trouble.clone()) {
        return view! { <TroubleNotice trouble/> {pickers(&History::default())} }.into_any();
    }
    let history = History { rows: Vec::new(), years: found.years.clone() };
    let total: u32 = found.years.iter().map(|one| one.count).sum();
    let more = usize::try_from(total).unwrap_or(0).saturating_sub(found.hits.len());
    let words = if total == 0 {
        format!(
            "「{typed}」は、どの年の記録にも見つかりませんでした。名前の一部だけにするか、ほかの言葉で探してください。記録は失われていません。"
        )
    } else {
        format!("「{typed}」が {total}件、{}年分の記録にありました。", found.years.len())
    };
    let missing = (!found.missing.is_empty()).then(|| {
        let years: Vec<String> = found.missing.iter().map(|year| format!("{year}年")).collect();
        view! { <p><b>{years.join("、")}"の記録は、いま読めないため探していません。"</b>"記録は失われていません。少し待ってから、もう一度探してください。"</p> }
    });
    let list = (!found.hits.is_empty()).then(|| {
        view! {
            <section class="card">
                <h2>"見つかったお薬"</h2>
                <ul class="list">{found.hits.iter().map(|hit| line(around, hit)).collect_view()}</ul>
                {(more > 0).then(|| view! { <p>{format!("ほかに {more}件 あります。上の「年を選ぶ」で年を選ぶと、その年に見つかったものを全部見られます。")}</p> })}
            </section>
        }
    });
    // The words looked for are, as a rule, the name of what was found.
    let banner = if found.hits.iter().any(|hit| hit.off) { "banner noprint" } else { "banner" };
    view! {
        {pickers(&history)}
        <div class=banner role="status"><p>{words}</p>{missing}<p><a href="/medications">"探すのをやめて、ことしのお薬を見る"</a></p></div>
        {list}
        {found.as_of.map(|at| view! { <p class="small soft"><AsOf at today=around.today/>"の記録です。"</p> })}
    }
    .into_any()
}

fn line(around: &Around<'_>, hit: &Hit) -> AnyView {
    let ingredient = hit.ingredient.clone().map(|name| view! { <span class="sub">"成分："{name}</span> });
    let hidden = hit.off.then(|| view! { " "<span class="chip none noprint">"紙・共有に出さない"</span> });
    view! {
        <li class=hit.off.then_some("noprint")>
            <div><b><a href=around.address(&hit.key)>{drug_name(&hit.name)}</a></b>{hidden}{ingredient}</div>
            <p class="dose"><span>{hit.when.clone()}</span><span>{hit.place.clone()}</span></p>
        </li>
    }
    .into_any()
}
