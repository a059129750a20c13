//! The year's dispensings: when, where, by whom prescribed, from which source, and each drug whole.

use leptos::prelude::*;

use super::drug_name::drug_name;
use super::search::Wanted;
use crate::domain::medication::{Dispensing, Drug, DrugSource, most_final};

/// One card a dispensing, and where the records come from.
pub(super) fn dispensings(all: &[Dispensing], year: i32, this_year: i32, typed: Option<&str>) -> AnyView {
    let final_ones = most_final(all);
    if final_ones.is_empty() {
        return empty(year, this_year);
    }
    let wanted = Wanted::new(typed);
    let found: Vec<(&Dispensing, Vec<&Drug>)> =
        final_ones.iter().map(|one| (*one, wanted.in_dispensing(one))).filter(|(_, drugs)| !drugs.is_empty()).collect();
    let told = typed.map(|typed| result_line(typed, year, found.len()));
    let cards = found.into_iter().map(|(one, drugs)| card(one, &drugs)).collect_view();
    view! { {told}{cards}{sources(&final_ones)} }.into_any()
}

fn result_line(typed: &str, year: i32, count: usize) -> AnyView {
    let words = if count == 0 {
        format!(
            "{year}年の記録に「{typed}」は見つかりませんでした。名前の一部だけにするか、年を変えて探してください。記録は失われていません。"
        )
    } else {
        format!("{year}年の記録に「{typed}」が {count}回分 ありました。")
    };
    view! { <div class="banner" role="status"><p>{words}</p><p><a href=format!("/medications?year={year}")>{year}"年のすべてのお薬を表示する"</a></p></div> }.into_any()
}

fn card(one: &Dispensing, drugs: &[&Drug]) -> AnyView {
    let pending = (one.source == DrugSource::Prescription)
        .then(|| view! { <p class="small">"処方の記録です。お薬をまだ受け取っていないことがあります。"</p> });
    let prescriber = one
        .prescriber
        .as_ref()
        .map(|place| view! { <div><dt>"処方した医療機関"</dt><dd>{place.name.clone()}</dd></div> });
    let place = if one.source == DrugSource::Prescription { "医療機関" } else { "受け取った所" };
    view! {
        <section class="card rx">
            <header><h2>{one.when_words()}</h2><span class="chip none">{one.source.label()}</span></header>
            {pending}
            <dl class="facts"><div><dt>{place}</dt><dd>{one.dispenser.name.clone()}</dd></div>{prescriber}</dl>
            <ul class="list">{drugs.iter().map(|drug| line(drug)).collect_view()}</ul>
        </section>
    }
    .into_any()
}

fn line(drug: &Drug) -> AnyView {
    let ingredient = drug
        .ingredient
        .as_ref()
        .filter(|name| !name.trim().is_empty())
        .map(|name| view! { <p class="small soft">"成分："{name.clone()}</p> });
    let usage = drug.usage_words().map(|words| view! { <p>{words}</p> });
    view! {
        <li>
            <h3>{drug_name(&drug.name)}</h3>
            {ingredient}
            {usage}
            <p class="amount"><span class="soft">{drug.form.label()}"　"</span>{drug.amount_words()}</p>
        </li>
    }
    .into_any()
}

/// Where the shown records come from, and how late each source is.
fn sources(shown: &[&Dispensing]) -> AnyView {
    let lines = [DrugSource::Dispensing, DrugSource::Prescription, DrugSource::Receipt]
        .into_iter()
        .filter(|source| shown.iter().any(|one| one.source == *source))
        .map(|source| view! { <li><b>{source.label()}</b>"："{source.lag()}</li> })
        .collect_view();
    view! {
        <section class="card">
            <h2>"記録の出どころ"</h2>
            <ul class="dots">{lines}</ul>
            <p class="small soft">"お薬の名前や量は、届いた記録のとおりです。飲み方で迷うときは、薬局か医師にたずねてください。"</p>
        </section>
    }
    .into_any()
}

fn empty(year: i32, this_year: i32) -> AnyView {
    let why = if year == this_year {
        "電子処方箋のお薬は受け取った当日に、ほかのお薬は約1か月後に届きます。受け取ったばかりのときは、しばらくしてから開いてください。"
    } else {
        "この年に保険で受け取ったお薬がないか、保険者の記録がもう残っていません。"
    };
    view! {
        <section class="card">
            <h2>{year}"年のお薬の記録は、ありません"</h2>
            <p>{why}</p>
            <div class="actions"><a class="btn line" href=format!("/medications?year={}", year - 1)>{year - 1}"年のお薬を見る"</a><a class="btn line" href="/help">"使い方と困ったとき"</a></div>
        </section>
    }
    .into_any()
}
