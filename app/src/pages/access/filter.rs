//! Choosing year, kind and institution: a plain form that is sent by GET. Only what is in the record can be chosen.

use leptos::prelude::*;

use crate::domain::access::filter::{Filter, institutions};
use crate::domain::access::{Kind, Look, years};

/// The form.
pub(super) fn form(wanted: &Filter, looks: &[Look]) -> impl IntoView + use<> {
    let year = years(looks.iter().map(|look| look.at.date())).into_iter().map(|year| {
        let words = format!("{year}年");
        (year.to_string(), words)
    });
    let kind = Kind::ALL
        .into_iter()
        .filter(|kind| looks.iter().any(|look| look.kinds.contains(kind)))
        .map(|kind| (kind.code().to_owned(), kind.label().to_owned()));
    let all = wanted.is_none();
    view! {
        <form class="inline noprint" method="get" action="/access" aria-label="見る範囲を選ぶ">
            {select("year", "年", "すべての年", year.collect(), wanted.year.map(|year| year.to_string()))}
            {select("kind", "記録の種類", "すべての種類", kind.collect(), wanted.kind.map(|kind| kind.code().to_owned()))}
            {select("institution", "見たところ", "すべて", institutions(looks), wanted.institution.clone())}
            <button class="btn line">"しぼりこむ"</button>
            {(!all).then(|| view! { <a class="btn line" href="/access">"すべて見る"</a> })}
        </form>
    }
}

fn select(
    name: &'static str,
    label: &'static str,
    all: &'static str,
    choices: Vec<(String, String)>,
    chosen: Option<String>,
) -> impl IntoView {
    let none = chosen.is_none();
    let options = choices.into_iter().map(|(code, words)| {
        let selected = chosen.as_ref() == Some(&code);
        view! { <option value=code selected=selected>{words}</option> }
    });
    view! {
        <div class="field">
            <label for=name>{label}</label>
            <select id=name name=name><option value="" selected=none>{all}</option>{options.collect_view()}</select>
        </div>
    }
}
