//! この3か月に受け取ったお薬: a line a dispensing, newest first, whole.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::domain::medication::{Dispensing, Drug, Span, merge};
use crate::domain::notebook::carried::{Carried, RECENT_DAYS};
use crate::domain::notebook::is_handed_over;

/// The list.
pub(super) fn recent(carried: &Carried, today: NaiveDate) -> AnyView {
    let span = Span::last_days(today, RECENT_DAYS);
    let lines: Vec<AnyView> = merge(&carried.rows)
        .into_iter()
        .map(|line| line.row)
        .filter(|row| span.holds(row.sort_day()) && is_handed_over(row))
        .map(line)
        .collect();
    let content = if lines.is_empty() {
        view! { <p>"この3か月に受け取ったお薬の記録は、届いていません。"</p> }.into_any()
    } else {
        view! { <ul class="dots">{lines}</ul> }.into_any()
    };
    view! { <h2>"この3か月に受け取ったお薬"</h2>{content} }.into_any()
}

fn line(row: &Dispensing) -> AnyView {
    let prescriber = row.prescriber.as_ref().map(|at| at.name.as_str()).filter(|name| !name.trim().is_empty());
    let names = [Some(row.dispenser.name.as_str()), prescriber];
    let places: Vec<&str> = names.into_iter().flatten().filter(|name| !name.trim().is_empty()).collect();
    let drugs: Vec<String> = row.drugs.iter().map(drug).collect();
    let source = row.source.label();
    view! { <li><b>{row.when_words()}</b>{format!(" {} ", places.join("／"))}<small>{format!("［{source}］")}</small>{format!(" {}", drugs.join("、"))}</li> }
        .into_any()
}

/// The name, and how much of it.
fn drug(drug: &Drug) -> String {
    match drug.amount_words() {
        Some(amount) => format!("{}（{amount}）", drug.name),
        None => drug.name.clone(),
    }
}
