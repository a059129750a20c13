//! Sums by person and by institution, the latter with a bar each.

use leptos::prelude::*;

use super::part::part;
use crate::domain::expense::book::summary::{Line, Summary};
use crate::domain::money::Yen;

/// How many people stand open; the rest is behind a summary.
const OPEN_PEOPLE: usize = 8;
/// How many places do.
const OPEN_PLACES: usize = 3;
/// How many names are shown at all: nobody reads more, and the list has them.
const MOST: usize = 200;

/// Both cards.
#[component]
pub fn SumCards(
    /// The year added up.
    summary: Summary,
    /// On a page of many parts: places first, and people only where there are several, under their heading.
    folded: bool,
) -> impl IntoView {
    if folded {
        let people = (summary.people.len() > 1).then(|| view! { <Lines title="受けた人ごと" heading="医療を受けた人" lines=summary.people open=OPEN_PEOPLE folded=true/> });
        return view! {
            <Lines title="病院・薬局ごと" heading="病院・薬局など" lines=summary.places open=OPEN_PLACES folded=false/>
            {people}
        }
        .into_any();
    }
    view! {
        <div class="grid two">
            <Lines title="受けた人ごと" heading="医療を受けた人" lines=summary.people open=OPEN_PEOPLE folded=false/>
            <Lines title="病院・薬局ごと" heading="病院・薬局など" lines=summary.places open=OPEN_PLACES folded=false/>
        </div>
    }
    .into_any()
}

#[component]
fn Lines(title: &'static str, heading: &'static str, lines: Vec<Line>, open: usize, folded: bool) -> impl IntoView {
    let count = lines.len();
    let most = lines.iter().map(|line| line.paid).max().unwrap_or_default().max(Yen(1));
    let table = move |lines: &[Line], caption: String| {
        let rows = lines
            .iter()
            .map(|line| {
                let width = (i128::from(line.paid.0.max(0)) * 100 / i128::from(most.0)) as i64;
                view! {
                    <tr>
                        <th scope="row">{line.name.clone()}<span class="sub">{format!("{}件", line.rows)}</span>
                            <svg class="mini" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect class="bar" width=width height="4"></rect></svg>
                        </th>
                        <td class="r">{line.paid.to_string()}</td>
                    </tr>
                }
            })
            .collect_view();
        view! {
            <table class="sums">
                <caption class="vh">{caption}</caption>
                <thead><tr><th scope="col">{heading}</th><th scope="col" class="r">{"払った額"}</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        }
    };
    let (open, rest) = lines.split_at(open.min(count));
    let shown = &rest[..rest.len().min(MOST)];
    let folded_view = (!rest.is_empty()).then(|| {
        let label = if shown.len() < rest.len() {
            format!("ほか {}件のうち {}件を表示", rest.len(), shown.len())
        } else {
            format!("ほか {}件を表示", rest.len())
        };
        view! { <details><summary>{label}</summary>{table(shown, format!("{title}（続き）"))}</details> }
    });
    let body = view! { {table(open, title.to_owned())}{folded_view} };
    part(None, title.to_owned(), ().into_any(), folded, body.into_any())
}
