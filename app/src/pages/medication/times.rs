//! Each time the drug was given: the newest stand open, all of them year by year below.

use chrono::Datelike;
use leptos::prelude::*;

use crate::domain::calendar::long_date;
use crate::domain::medication::course::Course;
use crate::domain::medication::{Dispensing, Drug};
use crate::ui::drug_name::drug_name;

/// As many stand open.
const OPEN: usize = 3;

/// The card.
pub(super) fn times(course: &Course<'_>) -> AnyView {
    let (open, rest) = course.times.split_at(course.times.len().min(OPEN));
    let years = (!rest.is_empty()).then(|| {
        let years = course.by_year().into_iter().map(|(year, count)| {
            let of_year = course.times.iter().filter(|(row, _)| row.sort_day().year() == year);
            view! {
                <details>
                    <summary>{format!("{year}年（{count}回）")}</summary>
                    <ul class="list">{of_year.map(|(row, drugs)| line(row, drugs)).collect_view()}</ul>
                </details>
            }
        });
        view! { <div><h3>"年ごとにすべて"</h3>{years.collect_view()}</div> }
    });
    view! {
        <section class="card">
            <h2>"受け取ったときの記録"</h2>
            <ul class="list">{open.iter().map(|(row, drugs)| line(row, drugs)).collect_view()}</ul>
            {years}
        </section>
    }
    .into_any()
}

fn line(row: &Dispensing, drugs: &[&Drug]) -> AnyView {
    let address = format!("/medications?year={}&open=all#d{}", row.sort_day().year(), row.sort_day().format("%Y%m%d"));
    let prescriber = row.prescriber.as_ref().filter(|place| !place.name.trim().is_empty()).map(|place| {
        view! { <span><span class="soft">"処方 "</span>{place.name.clone()}</span> }
    });
    let told = row.told_on.map(|day| format!("、{}時点", long_date(day)));
    let drugs = drugs.iter().map(|drug| {
        let words: Vec<String> = [drug.usage_words(), drug.amount_words()].into_iter().flatten().collect();
        view! { <div>{drug_name(&drug.name)}<span class="sub">{words.join("、")}</span></div> }
    });
    view! {
        <li>
            <b><a href=address>{row.when_words()}</a></b>
            {drugs.collect_view()}
            <p class="dose"><span>{row.dispenser.name.clone()}</span>{prescriber}<span class="soft">{row.source_words()}{told}</span></p>
        </li>
    }
    .into_any()
}
