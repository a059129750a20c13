//! Narrowing a year down by institution and kind of preparation: a plain form sent by GET. An institution is called by a token.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::Around;
use super::asked::Asked;
use crate::domain::medication::{Dispensing, Drug, DrugForm, Institution, Merged};

/// The form; nothing where there is nothing to choose between.
pub(super) fn form(asked: &Asked, around: &Around<'_>, of_year: &[Merged<'_>]) -> Option<AnyView> {
    let places = places(asked, around, of_year);
    let forms: Vec<DrugForm> = DrugForm::ALL
        .into_iter()
        .filter(|form| of_year.iter().flat_map(|line| &line.row.drugs).any(|drug| drug.form == *form))
        .collect();
    let choice = of_year.len() > 1 && (places.len() > 1 || forms.len() > 1);
    if !choice && !asked.filters() {
        return None;
    }
    let form_choices = forms.into_iter().map(|form| (form.slug().to_owned(), form.label().to_owned())).collect();
    let form_chosen = asked.form.map(|form| form.slug().to_owned());
    let all = asked.filters().then(|| {
        view! { <a class="btn line" href=format!("/medications?year={}", asked.year)>{asked.year}"年をすべて見る"</a> }
    });
    Some(
        view! {
            <form class="inline" method="get" action="/medications" aria-label=format!("{}年の中をしぼりこむ", asked.year)>
                <input type="hidden" name="year" value=asked.year/>
                {select("place", "病院・薬局", "すべて", places, asked.place.clone())}
                {select("form", "お薬の形", "すべて", form_choices, form_chosen)}
                <button class="btn line">"しぼりこむ"</button>
                {all}
            </form>
        }
        .into_any(),
    )
}

/// The name of the chosen institution among those of a year.
pub(super) fn name_of(around: &Around<'_>, place: &str, of_year: &[Merged<'_>]) -> Option<String> {
    let mut all = of_year.iter().flat_map(|line| named(line.row));
    all.find(|one| around.visitor.keeping.token_of_place(one) == place).map(|one| one.name.trim().to_owned())
}

/// Whether a row is of an institution of this name.
pub(super) fn is_of_place(name: &str, row: &Dispensing) -> bool {
    named(row).any(|one| one.name.trim() == name)
}

/// Whether a drug is of the chosen kind.
pub(super) fn is_of_form(form: Option<DrugForm>, drug: &Drug) -> bool {
    form.is_none_or(|form| drug.form == form)
}

/// Token and name of each institution, by name: several of one name, which only their codes tell apart, are one choice. Where
/// one of them is chosen already it is called by that token.
fn places(asked: &Asked, around: &Around<'_>, of_year: &[Merged<'_>]) -> Vec<(String, String)> {
    let mut places: BTreeMap<String, String> = BTreeMap::new();
    for one in of_year.iter().flat_map(|line| named(line.row)) {
        let token = around.visitor.keeping.token_of_place(one);
        let known = places.entry(one.name.trim().to_owned()).or_insert_with(|| token.clone());
        if asked.place.as_ref() == Some(&token) || (asked.place.as_ref() != Some(known) && token < *known) {
            *known = token;
        }
    }
    places.into_iter().map(|(name, token)| (token, name)).collect()
}

fn named(row: &Dispensing) -> impl Iterator<Item = &Institution> {
    std::iter::once(&row.dispenser).chain(&row.prescriber).filter(|place| !place.name.trim().is_empty())
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
