//! One dispensing: when, where, by whom, from which source; each drug whole; what it took the place of.

use leptos::prelude::*;

use super::Around;
use crate::domain::calendar::long_date;
use crate::domain::medication::{Dispensing, Drug, DrugForm, DrugKey, DrugSource, Merged, Setting, Treatment};
use crate::ui::drug_name::drug_name;

/// The dispensing with those of its drugs that are shown.
pub(super) fn dispensing(around: &Around<'_>, line: &Merged<'_>, drugs: &[&Drug]) -> AnyView {
    let one = line.row;
    let pending = (one.source == DrugSource::Prescription)
        .then(|| view! { <p class="small">"処方の記録です。お薬をまだ受け取っていないことがあります。"</p> });
    // What stays off sheets stays off this one too, and with it a place that handed out nothing else.
    let off = !one.drugs.is_empty() && one.drugs.iter().all(|drug| around.hides(drug));
    let class = if off { "rx noprint" } else { "rx" };
    let list = (!drugs.is_empty()).then(|| {
        view! { <ul class="list">{drugs.iter().map(|drug| drug_line(around, drug)).collect_view()}</ul> }
    });
    view! {
        <section class=class id=format!("d{}", one.sort_day().format("%Y%m%d"))>
            <h3>{one.when_words()}</h3>
            {place(one)}
            {pending}
            {list}
            {treatments(&one.treatments)}
            {one.notes.iter().map(|note| view! { <p class="small">{note.clone()}</p> }).collect_view()}
            {superseded(&line.superseded)}
        </section>
    }
    .into_any()
}

/// Where from, by whom, from which source and as of when.
fn place(one: &Dispensing) -> AnyView {
    let prescriber = one.prescriber.as_ref().filter(|place| !place.name.trim().is_empty()).map(|place| {
        let doctor = one.doctor.as_ref().map(|doctor| {
            let department = doctor.department.as_ref().map(|name| format!("（{name}）")).unwrap_or_default();
            format!("{}{department}", doctor.name)
        });
        view! { <span><span class="soft">"処方 "</span>{place.name.clone()}" "{doctor}</span> }
    });
    let dispenser =
        (!one.dispenser.name.trim().is_empty()).then(|| view! { <span>{one.dispenser.name.clone()}</span> });
    // Most come from a pharmacy; only what does not says so.
    let setting = one.setting.filter(|setting| *setting != Setting::Pharmacy);
    let setting = setting.map(|setting| view! { <span class="chip none">{setting.label()}</span> });
    let told = one.told_on.map(|day| format!("、{}時点", long_date(day)));
    view! { <p class="small where">{setting}{dispenser}{prescriber}<span class="soft">{one.source_words()}{told}</span></p> }.into_any()
}

fn drug_line(around: &Around<'_>, drug: &Drug) -> AnyView {
    let key = DrugKey::of(drug);
    let told = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
    let ingredient = told(&drug.ingredient).map(|name| view! { <span class="sub">{format!("成分：{name}")}</span> });
    let general = told(&drug.general)
        .filter(|general| *general != drug.name)
        .map(|name| view! { <span class="sub">{format!("一般名：{name}")}</span> });
    let reason = told(&drug.reason)
        .map(|reason| view! { <span class="sub">{format!("何のお薬か：{reason}（届いた記録による）")}</span> });
    let usage = drug.usage_words().map(|words| view! { <span>{words}</span> });
    let amount = drug.amount_words().map(|words| view! { <span>{words}</span> });
    // What is swallowed by the day says so by its days; the others name what they are.
    let form = (drug.form != DrugForm::Oral).then(|| view! { <span class="soft">{drug.form.label()}</span> });
    let hidden = around.hides(drug).then(|| view! { " "<span class="chip none noprint">"紙・共有に出さない"</span> });
    let notes = drug.notes.iter().map(|note| view! { <p class="small">{note.clone()}</p> }).collect_view();
    view! {
        <li class=around.hides(drug).then_some("noprint")>
            <div><b><a href=around.address(&key)>{drug_name(&drug.name)}</a></b>{hidden}{ingredient}{general}{reason}</div>
            <div><p class="dose">{usage}{amount}{form}</p>{notes}</div>
        </li>
    }
    .into_any()
}

/// What was done on that day, folded.
fn treatments(all: &[Treatment]) -> Option<AnyView> {
    if all.is_empty() {
        return None;
    }
    let lines = all.iter().map(|one| {
        let amount = one.amount_words().map(|words| format!("（{words}）"));
        view! { <li>{one.name.clone()}{amount}</li> }
    });
    Some(
        view! {
            <details><summary>{format!("この日の診療（{}件）", all.len())}</summary><ul class="dots">{lines.collect_view()}</ul></details>
        }
        .into_any(),
    )
}

/// What other sources had said of the same dispensing: nothing is lost, it only stands beneath.
fn superseded(all: &[&Dispensing]) -> Option<AnyView> {
    if all.is_empty() {
        return None;
    }
    let lines = all.iter().map(|one| {
        let drugs = one.drugs.iter().map(|drug| {
            let words: Vec<String> = [drug.usage_words(), drug.amount_words()].into_iter().flatten().collect();
            view! { <li>{drug_name(&drug.name)}<span class="sub">{words.join("、")}</span></li> }
        });
        view! { <li><b>{one.source_words()}</b>{place(one)}<ul class="dots">{drugs.collect_view()}</ul></li> }
    });
    Some(
        view! {
            <details class="noprint">
                <summary>{format!("置きかわった前の記録（{}件）", all.len())}</summary>
                <ul class="list">{lines.collect_view()}</ul>
            </details>
        }
        .into_any(),
    )
}
