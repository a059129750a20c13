//! Another item beside this one: which can be chosen, and the one that was. Each has its own chart and its own axes.

use leptos::prelude::*;

use super::periods::Period;
use crate::chart::of_trend::drawn;
use crate::domain::checkup::subject::{Either, Subject};
use crate::domain::checkup::trend::Trend;
use crate::domain::checkup::trends::Trends;

/// The choice, and what was chosen.
pub(super) struct Beside {
    /// Items that have a chart too: address, name, whether it belongs to the same body system.
    others: Vec<(String, String, bool)>,
    /// The one beside.
    pub(super) chosen: Option<Trend<Either>>,
}

impl Beside {
    /// From all series, the one of the page, and what the address asks for. What has no chart cannot stand beside one.
    pub(super) fn of(trends: &Trends, trend: &Trend<Either>, with: Option<&str>) -> Self {
        let own = trend.item.address();
        let group = |item: Option<&'static crate::domain::checkup::items::Item>| item.map(|item| item.group);
        let own_group = group(trend.item.item());
        let known = trends.items.iter().filter(|other| charted(other)).map(|other| {
            (other.item.slug.to_owned(), other.item.name.to_owned(), group(Some(other.item)) == own_group)
        });
        let more =
            trends.others.iter().filter(|other| charted(other)).filter_map(|other| {
                Some((other.item.address()?.to_owned(), other.item.name.clone(), own_group.is_none()))
            });
        let others: Vec<_> = known.chain(more).filter(|(address, ..)| Some(address.as_str()) != own).collect();
        let chosen = with
            .filter(|_| charted(trend))
            .filter(|with| others.iter().any(|(address, ..)| address == with))
            .and_then(|with| trends.find(with));
        Self { others, chosen }
    }

    /// Links to its own system's items, and a choice of all.
    pub(super) fn choice(&self, own: &str, period: Period) -> AnyView {
        if self.others.is_empty() {
            return ().into_any();
        }
        let chosen = self.chosen.as_ref().and_then(|trend| trend.item.address());
        let at = |with: &str| format!("/checkups/items/{own}?years={}&with={with}", period.query());
        let near = self
            .others
            .iter()
            .filter(|(address, _, near)| *near && Some(address.as_str()) != chosen)
            .take(3)
            .map(|(address, name, _)| view! { <a class="btn line slim" href=at(address)>{format!("{name}と並べる")}</a> })
            .collect_view();
        let alone = chosen.map(|_| {
            let href = format!("/checkups/items/{own}?years={}", period.query());
            view! { <a class="btn line slim" href=href>"並べるのをやめる"</a> }
        });
        let options = self
            .others
            .iter()
            .map(|(address, name, _)| {
                let selected = Some(address.as_str()) == chosen;
                view! { <option value=address.clone() selected=selected>{name.clone()}</option> }
            })
            .collect_view();
        view! {
            <div class="besides noprint">
                <p class="actions">{near}{alone}</p>
                <form action=format!("/checkups/items/{own}") method="get">
                    <input type="hidden" name="years" value=period.query()/>
                    <label for="with">"並べて見る項目"</label>
                    <select id="with" name="with">{options}</select>
                    <button class="btn line slim">"並べる"</button>
                </form>
            </div>
        }
        .into_any()
    }
}

/// Whether a series has a chart: one value makes no line, and answers have no height.
pub(super) fn charted<S: Subject>(trend: &Trend<S>) -> bool {
    trend.item.is_measured() && drawn(&trend.points).len() >= 2
}
