//! Title of the page: the newest visit, and how many years and insurers are brought together.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::domain::calendar::{fiscal_year, long_date};
use crate::domain::checkup::Visit;
use crate::domain::checkup::summary::newest_of;

/// The title; without visits the title alone.
pub(super) fn head(visits: &[Visit]) -> AnyView {
    let newest = newest_of(visits).map(|visit| {
        let insurer = visit.insurer_name.as_ref().map(|name| format!("{name}の")).unwrap_or_default();
        format!("{} {insurer}{}。{}", long_date(visit.date), visit.kind_words(), gathered(visits))
    });
    view! {
        <div class="head">
            <p class="crumb"><a href="/">"ホーム"</a></p>
            <h1>"健診の記録"</h1>
            {newest.map(|words| view! { <p class="soft">{words}</p> })}
        </div>
    }
    .into_any()
}

/// `10年分（3つの保険者）をまとめています。`
fn gathered(visits: &[Visit]) -> String {
    let years: BTreeSet<i32> = visits.iter().map(|visit| fiscal_year(visit.date)).collect();
    let insurers: BTreeSet<&str> = visits.iter().filter_map(|visit| visit.insurer_name.as_deref()).collect();
    match (years.len(), insurers.len()) {
        (..=1, ..=1) => String::new(),
        (years, ..=1) => format!("{years}年分をまとめています。"),
        (years, insurers) => format!("{years}年分（{insurers}つの保険者）をまとめています。"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_years_and_insurers_once() {
        let visit = |date: &str, insurer: Option<&str>| Visit {
            insurer_name: insurer.map(Into::into),
            ..Visit::new(crate::domain::calendar::date_from_digits(date).expect("a date"), "010")
        };
        let check = |visits: &[Visit], words: &str| assert_eq!(gathered(visits), words);
        check(&[visit("20260514", Some("甲"))], "");
        check(&[visit("20260514", Some("甲")), visit("20250514", None)], "2年分をまとめています。");
        check(
            &[visit("20260514", Some("甲")), visit("20250514", Some("乙")), visit("20250401", Some("乙"))],
            "2年分（2つの保険者）をまとめています。",
        );
    }
}
