//! The plain form that chooses the two days.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::domain::calendar::long_date;
use crate::domain::checkup::report::address_of_day;

/// The form. It changes nothing, so it is sent as an address.
pub(super) fn form(days: &[NaiveDate], before: NaiveDate, after: NaiveDate) -> AnyView {
    let options = |chosen: NaiveDate| {
        days.iter()
            .map(|day| {
                view! { <option value=address_of_day(*day) selected=*day == chosen>{long_date(*day)}</option> }
            })
            .collect_view()
    };
    view! {
        <section class="card noprint">
            <h2>"くらべる健診を選ぶ"</h2>
            <form class="inline" method="get" action="/checkups/compare">
                <div class="field"><label for="a">"1つめの健診"</label><select id="a" name="a">{options(before)}</select></div>
                <div class="field"><label for="b">"2つめの健診"</label><select id="b" name="b">{options(after)}</select></div>
                <button class="btn">"くらべる"</button>
            </form>
        </section>
    }
    .into_any()
}
