//! いま飲んでいる（とみられる）お薬, said to be an estimate; below it drugs bought without prescription, and the same ingredient
//! from two hands.

use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;

use crate::domain::medication::overlap::overlaps;
use crate::domain::medication::{Dispensing, Supply, merge};
use crate::domain::notebook::carried::Carried;
use crate::domain::notebook::otc_row;
use crate::ui::notebook_import::otc_words;

/// The table.
pub(super) fn taking(carried: &Carried, today: NaiveDate) -> AnyView {
    let taken = carried.taking(today);
    let rows = taken.iter().flat_map(|one| &one.supplies).map(row).collect_view();
    let table = if taken.is_empty() {
        view! { <p>"受け取った日数から見て、いま残っていそうな飲み薬はありません。"</p> }.into_any()
    } else {
        view! {
            <div class="scroll" tabindex="0" role="region" aria-label="いま飲んでいるとみられるお薬">
                <table class="now">
                    <thead><tr><th scope="col">"お薬"</th><th scope="col">"飲み方・量"</th><th scope="col">"いつから、いつまで"</th><th scope="col">"薬局・処方した所"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    let otc: Vec<String> = carried.otc_now(today).into_iter().map(otc_words).collect();
    let otc = (!otc.is_empty()).then(|| view! { <p><b>"市販薬（本人が書いたもの） "</b>{otc.join(" ／ ")}</p> });
    view! {
        <h2>"いま飲んでいる（とみられる）お薬：推定"</h2>
        <p class="small">{format!("受け取った日に日数を足し、{}月{}日にまだ残っている計算になる飲み薬です。塗り薬や貼り薬、入院中の薬、届いていない記録は入っていません。", today.month(), today.day())}</p>
        {table}
        {otc}
        {twice(carried, today)}
    }
    .into_any()
}

fn row(supply: &Supply<'_>) -> AnyView {
    let drug = supply.drug;
    let other = drug.ingredient.clone().or_else(|| drug.general.clone()).filter(|name| !name.trim().is_empty());
    let other = other.map(|name| view! { <span class="sub">{name}</span> });
    let usage: Vec<String> = [drug.usage_words(), drug.amount_words()].into_iter().flatten().collect();
    let places = places(supply);
    let days = view! { {format!("{}から", short(supply.start))}<br/>{format!("{}ごろまで", short(supply.until))} };
    view! { <tr><th scope="row">{drug.name.clone()}{other}</th><td>{usage.join("、")}</td><td>{days}</td><td>{places}</td></tr> }
        .into_any()
}

/// Who handed it over, and who prescribed.
fn places(supply: &Supply<'_>) -> String {
    let prescriber = supply.from.prescriber.as_ref().map(|place| place.name.as_str());
    let names = [Some(supply.from.dispenser.name.as_str()), prescriber];
    names.into_iter().flatten().filter(|name| !name.trim().is_empty()).collect::<Vec<_>>().join("／")
}

/// `11月1日`
pub(super) fn short(day: NaiveDate) -> String {
    format!("{}月{}日", day.month(), day.day())
}

/// The same ingredient from two hands now, as it stands in the records, with what the person bought; and how much could not be
/// compared. No verdict.
fn twice(carried: &Carried, today: NaiveDate) -> AnyView {
    let bought = carried.told.otc.iter().map(|otc| otc_row(otc, today));
    let rows: Vec<Dispensing> = carried.rows.iter().cloned().chain(bought).collect();
    let lines = merge(&rows);
    let found = overlaps(&lines, today);
    let shared = found.shared.iter().filter(|one| one.is_now(today)).map(|one| {
        let [first, second] = &one.pair;
        let what = if one.ingredients.is_empty() {
            "同じ成分か同じ製品".to_owned()
        } else {
            one.ingredients.join("・")
        };
        let line =
            format!("{what}：{}（{}）と {}（{}）", first.drug.name, places(first), second.drug.name, places(second));
        view! { <li>{line}</li> }
    });
    let lines = shared.collect_view();
    let shared = (!lines.is_empty())
        .then(|| view! { <p><b>"同じ成分のお薬が、別々に出ています。確かめてください。"</b></p><ul class="dots">{lines}</ul> });
    let count = found.not_compared.len();
    let open = (count > 0).then(|| {
        view! { <p class="small">{format!("重なりを十分にくらべられなかったお薬が {count}種類 あります（成分名や日数の記録がないもの）。")}</p> }
    });
    view! { {shared}{open} }.into_any()
}
