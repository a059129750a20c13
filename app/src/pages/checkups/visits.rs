//! The list of all visits, newest first.

use leptos::prelude::*;

use crate::domain::calendar::long_date;
use crate::domain::checkup::Visit;
use crate::domain::checkup::merge::disagreements;
use crate::domain::checkup::report::address_of_day;
use crate::ui::way::Way;

/// As many visits stand open; a longer list is folded.
const OPEN_VISITS: usize = 3;

/// The card.
pub(super) fn all_visits(mut visits: Vec<Visit>) -> impl IntoView {
    visits.sort_by_key(|visit| std::cmp::Reverse(visit.date));
    let count = visits.len();
    let unknown = || "記録なし".to_owned();
    let rows = visits
        .into_iter()
        .map(|visit| {
            let differing = disagreements(&visit);
            let differing = (!differing.is_empty()).then(|| {
                view! { <br/><span class="small">{format!("出典によって値が違う検査：{}。どちらの値も残しています。", differing.join("、"))}</span> }
            });
            let sources = visit.source_words();
            view! {
                <tr>
                    <th scope="row"><a href=format!("/checkups/visits/{}", address_of_day(visit.date))>{long_date(visit.date)}</a></th>
                    <td>{visit.kind_words()}</td>
                    <td>{visit.insurer_words().unwrap_or_else(unknown)}</td>
                    <td>{visit.facility_name.unwrap_or_else(unknown)}</td>
                    <td>{sources}{differing}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section class="card">
            <h2>"これまでの健診（"{count}"回）"</h2>
            <details class="visits" open=count <= OPEN_VISITS>
                <summary>"受診日、種類、保険者、健診を受けた所、出典を見る"</summary>
                <table>
                    <thead><tr><th scope="col">"受診日"</th><th scope="col">"種類"</th><th scope="col">"保険者"</th><th scope="col">"健診を受けた所"</th><th scope="col">"出典"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </details>
            <div class="actions">
                {(count > 1).then(|| view! { <a class="btn line" href="/checkups/compare">"2回の健診をくらべる"</a> })}
                <a class="btn line" href="/print/checkups">"医師に見せるまとめを紙に出す"</a>
            </div>
            <p class="noprint"><Way href="/me#checkup" or_nothing=true>"あなたのものでない健診があるとき"</Way></p>
        </section>
    }
}
