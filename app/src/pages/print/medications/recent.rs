//! この3か月に受け取ったお薬: what was handed out alike again and again (the same drugs by the same places) is one line with all
//! its days; newest first; nothing left out.

use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;

use super::taking::short;
use crate::domain::medication::{Dispensing, Drug, Span, merge};
use crate::domain::notebook::carried::{Carried, RECENT_DAYS};
use crate::domain::notebook::is_handed_over;

/// What was handed out alike, on its days.
struct Alike<'a> {
    /// Who handed it over, and who prescribed.
    places: String,
    drugs: String,
    /// Newest first.
    rows: Vec<&'a Dispensing>,
}

/// The list.
pub(super) fn recent(carried: &Carried, today: NaiveDate) -> AnyView {
    let span = Span::last_days(today, RECENT_DAYS);
    let lines = merge(&carried.rows);
    let rows = lines.iter().map(|line| line.row).filter(|row| span.holds(row.sort_day()) && is_handed_over(row));
    let lines: Vec<AnyView> = alike(rows).iter().map(|one| line(one, today)).collect();
    let content = if lines.is_empty() {
        view! { <p>"この3か月に受け取ったお薬の記録は、届いていません。"</p> }.into_any()
    } else {
        view! { <ul class="dots">{lines}</ul> }.into_any()
    };
    view! { <h2>"この3か月に受け取ったお薬"</h2>{content} }.into_any()
}

/// The rows, those that tell the same together, in the order of the newest of each.
fn alike<'a>(rows: impl Iterator<Item = &'a Dispensing>) -> Vec<Alike<'a>> {
    let mut found: Vec<Alike<'a>> = Vec::new();
    for row in rows {
        let drugs: Vec<String> = row.drugs.iter().map(drug).collect();
        let (places, drugs) = (row.place_names("／"), drugs.join("、"));
        match found.iter_mut().find(|one| one.places == places && one.drugs == drugs) {
            Some(one) => one.rows.push(row),
            None => found.push(Alike { places, drugs, rows: vec![row] }),
        }
    }
    found
}

fn line(one: &Alike<'_>, today: NaiveDate) -> AnyView {
    // Days that one source tells stand together before its name.
    let days = one.rows.chunk_by(|before, after| before.source == after.source).map(|rows| {
        let days: Vec<String> = rows.iter().map(|row| day(row, today)).collect();
        let source = rows.first().map(|row| row.source.label()).unwrap_or_default();
        view! { <b>{days.join("、")}</b><small>{format!("［{source}］")}</small>" " }
    });
    view! { <li>{days.collect_view()}{format!("{} {}", one.places, one.drugs)}</li> }.into_any()
}

/// The day; its year too where it is not this one.
fn day(row: &Dispensing, today: NaiveDate) -> String {
    match row.dispensed_on {
        Some(day) if day.year() == today.year() => short(day),
        _ => row.when_words(),
    }
}

/// The name, and how much of it.
fn drug(drug: &Drug) -> String {
    match drug.amount_words() {
        Some(amount) => format!("{}（{amount}）", drug.name),
        None => drug.name.clone(),
    }
}
