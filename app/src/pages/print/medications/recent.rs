//! この3か月に受け取ったお薬, but for what stands in the table of what is taken now: what was handed out alike again
//! and again (the same drugs by the same places) is one line with all its days; newest first. What finds no room on the
//! page is counted.

use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;

use super::ELSEWHERE;
use super::room::Room;
use super::taking::short;
use crate::domain::medication::{Dispensing, Drug, Span, merge};
use crate::domain::notebook::carried::{Carried, RECENT_DAYS};
use crate::domain::notebook::is_handed_over;
use crate::ui::drug_name::drug_name;

/// What was handed out alike, on its days.
struct Alike<'a> {
    /// Who handed it over, and who prescribed.
    places: String,
    drugs: String,
    /// Newest first.
    rows: Vec<&'a Dispensing>,
}

/// The list, without the drugs whose names stand above it.
pub(super) fn recent(carried: &Carried, above: &[String], today: NaiveDate, room: &mut Room) -> AnyView {
    let span = Span::last_days(today, RECENT_DAYS);
    let lines = merge(&carried.rows);
    let rows: Vec<&Dispensing> = lines
        .iter()
        .map(|line| line.row)
        .filter(|row| span.holds(row.sort_day()) && !row.is_undated() && is_handed_over(row))
        .collect();
    let all = alike(&rows, above);
    room.must(1, &[""]);
    let texts: Vec<String> = all.iter().map(|one| text(one, today)).collect();
    let shown = room.fitting(texts.iter().map(String::as_str));
    let more: usize = all[shown..].iter().map(|one| one.rows.len()).sum();
    let more = (more > 0).then(
        || view! { <p><b>{format!("ほかに、この3か月に受け取ったお薬が {more}回分あります。")}</b>{ELSEWHERE}</p> },
    );
    let lines: Vec<AnyView> = all[..shown].iter().map(|one| line(one, today)).collect();
    let content = if rows.is_empty() {
        view! { <p>"この3か月に受け取ったお薬の記録は、届いていません。"</p> }.into_any()
    } else if all.is_empty() {
        view! { <p>"この3か月に受け取ったお薬は、上の表にあるものだけです。"</p> }.into_any()
    } else {
        let list = (!lines.is_empty()).then(|| view! { <ul class="dots">{lines}</ul> });
        view! { {list}{more} }.into_any()
    };
    let title = if above.is_empty() {
        "この3か月に受け取ったお薬"
    } else {
        "この3か月に受け取ったお薬（上の表にないもの）"
    };
    view! { <h2>{title}</h2>{content} }.into_any()
}

/// The rows with what does not stand above, those that tell the same together, in the order of the newest of each.
fn alike<'a>(rows: &[&'a Dispensing], above: &[String]) -> Vec<Alike<'a>> {
    let mut found: Vec<Alike<'a>> = Vec::new();
    for row in rows.iter().copied() {
        let drugs: Vec<String> = row.drugs.iter().filter(|drug| !above.contains(&drug.name)).map(drug).collect();
        if drugs.is_empty() {
            continue;
        }
        let (places, drugs) = (row.place_names("／"), drugs.join("、"));
        match found.iter_mut().find(|one| one.places == places && one.drugs == drugs) {
            Some(one) => one.rows.push(row),
            None => found.push(Alike { places, drugs, rows: vec![row] }),
        }
    }
    found
}

/// Days that one source tells, together, and its name.
fn told(one: &Alike<'_>, today: NaiveDate) -> Vec<(String, String)> {
    let by_source = one.rows.chunk_by(|before, after| before.source == after.source);
    let told = by_source.map(|rows| {
        let days: Vec<String> = rows.iter().map(|row| day(row, today)).collect();
        let source = rows.first().map(|row| row.source.label()).unwrap_or_default();
        (days.join("、"), format!("［{source}］"))
    });
    told.collect()
}

fn line(one: &Alike<'_>, today: NaiveDate) -> AnyView {
    let days = told(one, today)
        .into_iter()
        .map(|(days, source)| view! { <b>{drug_name(&days)}</b><small>{source}</small>" " });
    view! { <li>{days.collect_view()}{drug_name(&format!("{} {}", one.places, one.drugs))}</li> }.into_any()
}

/// The same as one text, for how long it is.
fn text(one: &Alike<'_>, today: NaiveDate) -> String {
    let days: String = told(one, today).into_iter().map(|(days, source)| format!("{days}{source} ")).collect();
    format!("{days}{} {}", one.places, one.drugs)
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
