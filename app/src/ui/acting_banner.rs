//! On every page of somebody who acts for another (代理人): whose records these are, in large letters, and the way back.
//! It is printed too.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::form_key::FormKey;
use crate::domain::calendar::long_date;
use crate::domain::delegation::{Acting, Delegation, kinds_words};
use crate::pages::visit::Visitor;

/// The banner.
#[component]
pub fn ActingBanner(
    /// For whom.
    acting: Acting,
    /// Who acts.
    visitor: Visitor,
    /// Today in Japan.
    today: NaiveDate,
) -> impl IntoView {
    let whose = format!("{} さんの記録", acting.person.name);
    let born_and_may = format!(
        "{}生まれ　登録では {}、期限は {}",
        long_date(acting.person.birth),
        kinds_words(&acting.kinds),
        long_date(acting.until)
    );
    let over = format!(
        "{}生まれ　この代理は終わっています。この人の記録は、もう見られません。",
        long_date(acting.person.birth)
    );
    // Either side may have ended it since. Where that cannot be told the term stands there as it was agreed.
    let (records, delegation) = (visitor.records, acting.delegation);
    let state = Suspend::new(async move {
        let stands = |one: &Delegation| one.id == delegation && one.acting(today).is_some();
        match records.delegations().await {
            Ok(answer) if !answer.value.delegations.iter().any(stands) => over,
            _ => born_and_may,
        }
    });
    view! {
        <section class="acting" aria-label="代理で見ている人">
            <div>
                <p>
                    <span class="small">"代理で見ています。あなた自身の記録ではありません。"</span>
                    <b class="who">{whose}</b>
                    <span class="small">{state}</span>
                </p>
                <form method="post" action="/session/back"><FormKey/><button class="btn line">"自分の記録に戻る"</button></form>
            </div>
        </section>
    }
}
