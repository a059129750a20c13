//! いま飲んでいる（とみられる）お薬, said to be an estimate; below it drugs bought without prescription, and the same ingredient
//! from two hands.

use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;

use super::ELSEWHERE;
use super::room::Room;
use crate::domain::medication::Supply;
use crate::domain::notebook::carried::Carried;
use crate::domain::notebook::twice::{TWICE, Twice};
use crate::ui::drug_name::drug_name;
use crate::ui::notebook_import::otc_words;

/// The table, and the names of the drugs that stand in it.
pub(super) fn taking(carried: &Carried, today: NaiveDate, room: &mut Room) -> (AnyView, Vec<String>) {
    let taken = carried.taking(today);
    let found = Twice::of(carried, today);
    let otc: Vec<String> = carried.otc_now(today).into_iter().map(otc_words).collect();
    let otc = otc.join(" ／ ");
    // The heading, what it is, the head of the table; then what the person bought, and what comes twice.
    let open = found.open_words();
    let twice_lines = found.lines.iter().map(String::as_str).chain(found.lines.first().map(|_| TWICE));
    let others: Vec<&str> = ["", "", ""]
        .into_iter()
        .chain((!otc.is_empty()).then_some(otc.as_str()))
        .chain(twice_lines)
        .chain(open.as_deref())
        .collect();
    room.must(1, &others);
    let all: Vec<&Supply<'_>> = taken.iter().flat_map(|one| &one.supplies).collect();
    let shown = room.fitting_rows(&all);
    let more = all.len() - shown;
    let more = (more > 0).then(
        || view! { <p><b>{format!("ほかに、いま飲んでいるとみられるお薬が {more}件あります。")}</b>{ELSEWHERE}</p> },
    );
    let named = all[..shown].iter().map(|supply| supply.drug.name.clone()).collect();
    let rows = all.into_iter().take(shown).map(row).collect_view();
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
    let otc = (!otc.is_empty()).then(|| view! { <p><b>"市販薬（本人が書いたもの） "</b>{drug_name(&otc)}</p> });
    let shown = view! {
        <h2>"いま飲んでいる（とみられる）お薬：推定"</h2>
        <p class="small">{format!("受け取った日に日数を足し、{}月{}日にまだ残っている計算になる飲み薬です。塗り薬や貼り薬、入院中の薬、届いていない記録は入っていません。", today.month(), today.day())}</p>
        {table}
        {more}
        {otc}
        {twice(found)}
    };
    (shown.into_any(), named)
}

fn row(supply: &Supply<'_>) -> AnyView {
    let drug = supply.drug;
    let other = drug.ingredient.clone().or_else(|| drug.general.clone()).filter(|name| !name.trim().is_empty());
    let other = other.map(|name| view! { <span class="sub">{name}</span> });
    let usage: Vec<String> = [drug.usage_words(), drug.amount_words()].into_iter().flatten().collect();
    let places = supply.from.place_names("／");
    let days = view! { {format!("{}から", short(supply.start))}<br/>{format!("{}ごろまで", short(supply.until))} };
    view! { <tr><th scope="row">{drug_name(&drug.name)}{other}</th><td>{drug_name(&usage.join("、"))}</td><td>{days}</td><td>{places}</td></tr> }
        .into_any()
}

/// `11月1日`
pub(super) fn short(day: NaiveDate) -> String {
    format!("{}月{}日", day.month(), day.day())
}

/// The same ingredient from two hands now; and how much could not be compared.
fn twice(found: Twice) -> AnyView {
    let open = found.open_words().map(|words| view! { <p class="small">{words}</p> });
    let lines = found.lines.into_iter().map(|line| view! { <li>{drug_name(&line)}</li> }).collect_view();
    let shared = (!lines.is_empty()).then(|| view! { <p><b>{TWICE}</b></p><ul class="dots">{lines}</ul> });
    view! { {shared}{open} }.into_any()
}
