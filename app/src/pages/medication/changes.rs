//! What changed from time to time, and who prescribed.

use leptos::prelude::*;

use crate::domain::calendar::long_date;
use crate::domain::medication::course::{ChangeKind, Course};
use crate::ui::drug_name::drug_name;

/// As many changes stand open.
const OPEN: usize = 8;

/// The changes, newest first.
pub(super) fn changes(course: &Course<'_>) -> AnyView {
    let line = |one: &crate::domain::medication::course::Change| {
        view! {
            <li>
                <b>{long_date(one.on)}" "{one.kind.label()}</b><br/>
                {one.from.clone()}" → "<b>{one.to.clone()}</b>
                <span class="sub">{one.at.clone()}</span>
            </li>
        }
    };
    let count = course.changes.len();
    let (open, folded) = course.changes.split_at(count.min(OPEN));
    let folded = (!folded.is_empty()).then(|| {
        view! {
            <details>
                <summary>{format!("もっと前の変わり目（{}件）", folded.len())}</summary>
                <ul class="list">{folded.iter().map(line).collect_view()}</ul>
            </details>
        }
    });
    let other = differing(course);
    let list = if count == 0 && other.is_none() {
        view! { <p>"お薬の名前、1日の量、使い方は、記録のあいだ変わっていません。"</p> }.into_any()
    } else if count == 0 {
        view! { <p>"同じ所から出たお薬の名前、1日の量、使い方は、前の回と変わっていません。"</p> }.into_any()
    } else {
        view! { <ul class="list">{open.iter().map(line).collect_view()}</ul>{folded} }.into_any()
    };
    view! {
        <section class="card">
            <h2>"変わったこと"</h2>
            {list}
            {other}
            <p class="small soft">"同じ所から出たものどうしを、前の回とくらべています。"</p>
        </section>
    }
    .into_any()
}

/// What differs from record to record and is no change at one place: another strength or brand from another one.
fn differing(course: &Course<'_>) -> Option<AnyView> {
    let is_told = |kind: ChangeKind| course.changes.iter().any(|change| change.kind == kind);
    let lines: Vec<AnyView> = course
        .told
        .iter()
        .filter(|(kind, answers)| answers.len() > 1 && !is_told(*kind))
        .map(|(kind, answers)| {
            let words: Vec<String> = answers.iter().map(|one| format!("{}（{}回）", one.words, one.times)).collect();
            view! { <li>{kind.label()}"："{drug_name(&words.join("、"))}</li> }.into_any()
        })
        .collect();
    (!lines.is_empty())
        .then(|| view! { <p>"記録によって違うものがあります。"</p><ul class="dots">{lines}</ul> }.into_any())
}

/// Who prescribed, the latest first.
pub(super) fn prescribers(course: &Course<'_>) -> AnyView {
    let rows = course.prescribers.iter().map(|one| {
        let name = if one.name.is_empty() { "（名前の記録なし）".to_owned() } else { one.name.clone() };
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td><span class="label soft">"はじめ "</span>{long_date(one.days.0)}</td>
                <td><span class="label soft">"いちばん新しい "</span>{long_date(one.days.1)}</td>
                <td class="r"><span class="label soft">"回数 "</span>{one.times}"回"</td>
            </tr>
        }
    });
    view! {
        <section class="card">
            <h2>"処方した所"</h2>
            <div class="scroll visits" tabindex="0" role="region" aria-label="処方した所の表">
                <table>
                    <thead><tr><th scope="col">"所"</th><th scope="col">"はじめ"</th><th scope="col">"いちばん新しい"</th><th scope="col" class="r">"回数"</th></tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}
