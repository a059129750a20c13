//! Inside a provider's page: the years that the person's consent leaves out.

use leptos::prelude::*;

use crate::pages::visit::frame;

/// Keeps the years that the consent holds; the newest of them, where it leaves out some.
pub(crate) fn of_lent(years: &mut Vec<i32>) -> Option<i32> {
    let held = frame().embed?.years?;
    years.retain(|year| held.holds_year(*year));
    years.first().copied()
}

/// What is said in the place of records where the years of the consent hold none: not that there are none at all.
pub(crate) fn nothing_lent() -> Option<AnyView> {
    let held = frame().embed?.years?;
    Some(
        view! {
            <section class="card">
                <h2>"同意した年の記録はありません"</h2>
                <p>{format!("この画面に出すと決めた記録は、{}の分です。ほかの年の記録は、健康手帳で見られます。", held.words())}</p>
            </section>
        }
        .into_any(),
    )
}

/// What is said in the place of a year that the consent leaves out; nothing where it is held, or nobody lends anything.
pub(crate) fn not_lent(year: i32) -> Option<AnyView> {
    let held = frame().embed?.years?;
    (!held.holds_year(year)).then(|| {
        view! {
            <section class="banner">
                <h2>{format!("{year}年の記録は、同意に入っていません")}</h2>
                <p>{format!("この画面に出すと決めた記録は、{}の分です。ほかの年の記録は、健康手帳で見られます。", held.words())}</p>
            </section>
        }
        .into_any()
    })
}
