//! One ingredient from two places at one time, and apart from it one effect class: what the records say, and whom to ask. Never
//! an alarm: two can be meant so.

mod pair;

use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;

use super::Around;
use crate::domain::medication::overlap::{NotCompared, Overlaps, SameClass, Why, overlaps, together};
use crate::domain::medication::{Merged, class_name};
use crate::ui::drug_name::drug_name;

/// One line above everything else, where there is something to see in the card.
pub(super) fn notice(around: &Around<'_>, found: &Overlaps<'_>) -> Option<AnyView> {
    let now = together(found.shared.iter().filter(|one| one.is_now(around.today)));
    let from = if now.iter().any(|group| group.sources().len() > 2) { "2つ以上の所" } else { "2つの所" };
    let count = now.len();
    (count > 0).then(|| {
        view! {
            <p class="note noprint">{format!("同じ成分のお薬が、{from}から出ています（{count}成分）。")}<a href="#twofold">"どのお薬かを見る"</a></p>
        }
        .into_any()
    })
}

/// The card. `since` is the first day of what was looked through, where there are records before it.
pub(super) fn card(around: &Around<'_>, found: &Overlaps<'_>, since: Option<NaiveDate>) -> AnyView {
    let (now, before): (Vec<_>, Vec<_>) = found.shared.iter().partition(|one| one.is_now(around.today));
    let (now, before) = (together(now), together(before));
    let title = if now.is_empty() {
        "同じ成分が、2つの所から出ていないか"
    } else {
        "同じ成分のお薬が、2つの所から出ています"
    };
    let said = if now.is_empty() {
        view! { <p>"いま残っている計算のお薬では、同じ成分が2つの所から出ている記録は見つかりませんでした。"</p> }
            .into_any()
    } else {
        view! {
            <ul class="list">{now.iter().map(|group| pair::shared(around, group, since)).collect_view()}</ul>
            <p>"わざと2つ出すこともあります。"<b>"自分でやめたり減らしたりせず、次に薬局へ行くときに、この画面を見せて薬剤師にたずねてください。"</b></p>
        }
        .into_any()
    };
    let before = (!before.is_empty()).then(|| {
        view! {
            <details>
                <summary>{earlier(before.len(), since)}</summary>
                <ul class="list">{before.iter().map(|group| pair::shared(around, group, since)).collect_view()}</ul>
            </details>
        }
    });
    view! {
        <section class="card twofold" aria-labelledby="twofold">
            <h2 id="twofold">{title}</h2>
            {said}
            {before}
            {same_class(around, found, since)}
            {not_compared(around, found)}
            {found.not_compared.is_empty().then(how)}
        </section>
    }
    .into_any()
}

/// How many there were before, and in which records, where these are not all.
fn earlier(count: usize, since: Option<NaiveDate>) -> String {
    match since {
        None => format!("前にあった重なり（{count}件）"),
        Some(day) if day.ordinal() == 1 => format!("前の重なり（{}年に{count}件）", day.year()),
        Some(day) => format!("前の重なり（{}年{}月から{count}件）", day.year(), day.month()),
    }
}

/// Whether one ingredient comes from two places now.
pub(crate) fn is_found(lines: &[Merged<'_>], today: NaiveDate) -> bool {
    overlaps(lines, today).shared.iter().any(|one| one.is_now(today))
}

/// One effect class from two places.
fn same_class(around: &Around<'_>, found: &Overlaps<'_>, since: Option<NaiveDate>) -> Option<AnyView> {
    let now: Vec<&SameClass<'_>> = found.same_class.iter().filter(|one| one.is_now(around.today)).collect();
    if now.is_empty() {
        return None;
    }
    let lines = now.iter().map(|one| {
        let name = class_name(&one.class).map(|name| format!("{name}（薬効分類 {}）", one.class));
        let what = name.unwrap_or_else(|| format!("薬効分類 {}", one.class));
        let when = pair::when(&one.pair, (one.days, one.times), since);
        pair::entry(around, what, &one.pair, &[when], "お薬コードのはじめの4けたで見つけました。成分は違います。")
    });
    Some(
        view! {
            <details>
                <summary>{format!("成分は違い、働きの分類が同じお薬（{}組）", now.len())}</summary>
                <p class="small">"働きの分類が同じお薬を2つ使うことは、よくあります。気になるときは薬剤師にたずねてください。"</p>
                <ul class="list">{lines.collect_view()}</ul>
            </details>
        }
        .into_any(),
    )
}

/// How they are compared.
fn how() -> impl IntoView {
    view! { <p class="small soft">"届いた記録の成分名（塩や水和物の名前を除いたもの）と、12けたのお薬コードのはじめの7けたで、くらべています。先発品とジェネリックは同じ成分として、配合錠は成分ごとに見ます。このサイトは、お薬の一覧を持っていません。"</p> }
}

/// What could not be compared, and why.
fn not_compared(around: &Around<'_>, found: &Overlaps<'_>) -> Option<AnyView> {
    let line = |one: &NotCompared<'_>| {
        let why = match one.why {
            Why::NoIngredient if one.supply.drug.code.is_empty() => "成分名もお薬コードも、記録にありません",
            Why::NoIngredient => {
                "成分名と、成分の分かる12けたのお薬コードが、記録にありません。同じ製品のお薬とだけ、くらべました"
            }
            Why::Mixture => {
                "いくつもの成分をまとめた名前で、中身が記録にありません。同じ名前のお薬とだけ、くらべました"
            }
            Why::NoDays => "日数が記録にないため、受け取った日だけで、くらべました",
            Why::Undated => "日にちが書かれていないため、くらべていません",
        };
        let off = around.hides(one.supply.drug);
        view! { <li class=off.then_some("noprint")>{drug_name(&one.supply.drug.name)}<span class="sub">{why}</span></li> }
    };
    let class = (found.without_class > 0).then(|| {
        view! { <p class="small">{format!("働きの分類は、12けたのお薬コードが届いたものだけで、くらべています。コードのないお薬が {}種類 あります。", found.without_class)}</p> }
    });
    if found.not_compared.is_empty() {
        return class.map(IntoAny::into_any);
    }
    let lines = found.not_compared.iter().map(line).collect_view();
    let count = found.not_compared.len();
    Some(
        view! {
            <details>
                <summary>{format!("十分にくらべられなかったお薬（{count}種類）")}</summary>
                <ul class="dots">{lines}</ul>
                {class}
                {how()}
            </details>
        }
        .into_any(),
    )
}

#[cfg(test)]
mod tests;
