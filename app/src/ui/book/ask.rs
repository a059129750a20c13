//! Rows of which the person must say whether they are the same. Until then only one of the two counts.

use leptos::prelude::*;

use super::desk::{Press, SharedDesk};
use super::rows::about;
use crate::domain::calendar::slashed;
use crate::domain::expense::book::row::{Row, RowName};
use crate::domain::expense::book::{Question, Source};

/// The card; nothing where nothing is asked. `questions` with their places among all questions.
#[component]
pub fn AskCard(
    /// What is asked, with its place.
    questions: Vec<(usize, Question)>,
    /// The rows that are asked about, and all that wait.
    rows: Vec<Row>,
    /// Who keeps the book; without one the questions are only told.
    #[prop(optional_no_strip)]
    desk: Option<SharedDesk>,
) -> impl IntoView {
    if questions.is_empty() {
        return None;
    }
    let count = questions.len();
    // Doubtful rows of the same years that are not asked about yet.
    let years: Vec<i32> =
        rows.iter().filter(|row| questions.iter().any(|(_, one)| one.other == row.name)).map(Row::tax_year).collect();
    let held = rows
        .iter()
        .filter(|row| row.waits_for.is_some() && years.contains(&row.tax_year()))
        .filter(|row| !questions.iter().any(|(_, one)| one.other == row.name))
        .count();
    let more = (held > 0).then(|| view! { <p class="small">{format!("ほかにも、同じものかもしれない明細が {held}件あり、数えていません。ここで答えると、続きをお聞きします。")}</p> });
    let asked = questions
        .iter()
        .filter_map(|(place, question)| {
            let find = |name: &RowName| rows.iter().find(|row| row.name == *name);
            let (one, other) = (find(&question.one)?, find(&question.other)?);
            let about = about(one);
            let buttons = desk.as_ref().map(|desk| {
                let same = desk.press(Press::Same(*place, question), "同じもの（1回だけ数える）", &about);
                let different = desk.press(Press::Different(*place, question), "別のもの（両方数える）", &about);
                view! { <div class="actions">{same}{different}</div> }
            });
            Some(view! {
                <li>
                    <p>{question.alike.words()}</p>
                    <ul class="dots"><li>{said(one)}</li><li>{said(other)}</li></ul>
                    {buttons}
                </li>
            })
        })
        .collect_view();
    Some(view! {
        <section class="card warn" id="ask">
            <header><h2>{format!("同じものですか（{count}件）")}</h2></header>
            <p class="small">{"答えるまでは、二重に申告しないように、片方だけを数えています。"}</p>
            {more}
            <ul class="list">{asked}</ul>
        </section>
    })
}

/// A row in one line.
fn said(row: &Row) -> String {
    let when = row.treated_on.map(slashed).or(row.treated.map(|month| month.to_string()));
    let sources: Vec<&str> = row.sources.iter().map(Source::label).collect();
    format!("{}　{}　{}　{}（{}）", when.unwrap_or_default(), row.whose, row.place, row.paid(), sources.join("・"))
}
