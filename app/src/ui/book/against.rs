//! The year beside the one before it, month by month: two bars each, and the same as a table. A month that is not whole has a dotted
//! outline, and is in no sum.

use leptos::prelude::*;

use super::part::part;
use crate::domain::expense::book::against::{Against, Side, month_words};
use crate::domain::money::Yen;

/// Height of the drawing's bars.
const HIGH: i64 = 90;
/// From month to month.
const STEP: i64 = 52;
/// Height of the outline of a month that is not whole, where nothing is known of it.
const WAIT: i64 = 45;

/// Both years in words: only what can be held against each other.
#[must_use]
pub fn sentence(against: &Against) -> String {
    let (year, earlier) = (against.year, against.year - 1);
    let Some((older, newer)) = against.sums() else {
        return format!("{earlier}年と{year}年の両方に記録がそろっている月がないため、まだくらべられません。");
    };
    let words = match (newer - older).0 {
        0 => "同じ額です".to_owned(),
        more if more > 0 => format!("{}増えています", Yen(more)),
        less => format!("{}減っています", Yen(-less)),
    };
    let common = against.common();
    if common.len() == 12 {
        return format!("{earlier}年は {older}、{year}年は {newer}（{words}）。");
    }
    let months = month_words(&common);
    format!("{months}どうしでくらべると、{earlier}年は {older}、{year}年は {newer}（{words}）。")
}

/// The card; nothing where no earlier year is known.
#[component]
pub fn AgainstCard(
    /// Both years.
    #[prop(optional_no_strip)]
    against: Option<Against>,
    /// Under its heading.
    folded: bool,
) -> impl IntoView {
    let against = against?;
    let (year, earlier) = (against.year, against.year - 1);
    let most = against.months.iter().flat_map(|(_, a, b)| [a.paid.0, b.paid.0]).max().unwrap_or(0).max(1);
    let bar = |side: &Side, left: i64, class: &'static str| {
        let height = (i128::from(side.paid.0.max(0)) * i128::from(HIGH) / i128::from(most)) as i64;
        let (class, height) = if side.whole { (class, height) } else { ("bar wait", height.max(WAIT)) };
        view! { <rect class=class x=left y=10 + HIGH - height width="16" height=height></rect> }
    };
    let bars = against
        .months
        .iter()
        .enumerate()
        .map(|(place, (month, older, newer))| {
            let left = 14 + STEP * place as i64;
            view! {
                {bar(older, left, "bar old")}
                {bar(newer, left + 18, "bar")}
                <text x=left + 17 y="122" text-anchor="middle" font-size="14">{format!("{month}月")}</text>
            }
        })
        .collect_view();
    let amount = |side: &Side| match side {
        Side { whole: true, paid } => paid.to_string(),
        Side { paid: Yen::ZERO, .. } => "記録なし".to_owned(),
        Side { paid, .. } => format!("{paid}（そろっていません）"),
    };
    let rows = against
        .months
        .iter()
        .map(|(month, older, newer)| view! { <tr><th scope="row">{format!("{month}月")}</th><td class="r">{amount(older)}</td><td class="r">{amount(newer)}</td></tr> })
        .collect_view();
    let (of_older, of_newer) = against.missing();
    let left_out = [(earlier, of_older), (year, of_newer)]
        .into_iter()
        .filter(|(_, months)| !months.is_empty())
        .map(|(year, months)| view! { <p class="small">{format!("{year}年の{}は、記録がそろっていないため、くらべていません。", month_words(&months))}</p> })
        .collect_view();
    let waits = against.months.iter().any(|(_, older, newer)| !older.whole || !newer.whole);
    let body = view! {
            <p class="num">{sentence(&against)}</p>
            {left_out}
            <figure class="chart">
                <svg viewBox="0 0 640 130" role="img" aria-label=format!("{earlier}年と{year}年の月ごとの棒グラフ。数字は下の表にあります")>{bars}</svg>
                <ul class="legend boxes small"><li class="old">{format!("{earlier}年")}</li><li class="own">{format!("{year}年")}</li>{waits.then(|| view! { <li class="open">{"記録がそろっていない月（点線）"}</li> })}</ul>
            </figure>
            <details>
                <summary>{"くらべた金額を表で見る"}</summary>
                <table class="sums">
                    <caption class="vh">{"月ごとに払った額"}</caption>
                    <thead><tr><th scope="col">{"月"}</th><th scope="col" class="r">{format!("{earlier}年")}</th><th scope="col" class="r">{format!("{year}年")}</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </details>
    };
    Some(part(None, "前の年とくらべる".to_owned(), ().into_any(), folded, body.into_any()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The year before has `older`, the newer year `newer` in each month from its first to its last.
    fn against(older: (i64, std::ops::RangeInclusive<u32>), newer: (i64, std::ops::RangeInclusive<u32>)) -> Against {
        let side = |(paid, months): &(i64, std::ops::RangeInclusive<u32>), month: u32| {
            let whole = months.contains(&month);
            Side { paid: if whole { Yen(*paid) } else { Yen::ZERO }, whole }
        };
        let months = (1..=12).map(|month| (month, side(&older, month), side(&newer, month))).collect();
        Against { year: 2026, months }
    }

    #[test]
    fn says_only_what_can_be_held_against_each_other() {
        for (older, newer, words) in [
            ((1_000, 1..=12), (2_000, 1..=12), "2025年は 12,000円、2026年は 24,000円（12,000円増えています）。"),
            (
                (1_000, 1..=12),
                (1_100, 1..=9),
                "1月〜9月どうしでくらべると、2025年は 9,000円、2026年は 9,900円（900円増えています）。",
            ),
            (
                (3_000, 9..=12),
                (1_000, 1..=12),
                "9月〜12月どうしでくらべると、2025年は 12,000円、2026年は 4,000円（8,000円減っています）。",
            ),
            ((500, 3..=3), (500, 1..=12), "3月どうしでくらべると、2025年は 500円、2026年は 500円（同じ額です）。"),
            (
                (500, 9..=12),
                (700, 1..=8),
                "2025年と2026年の両方に記録がそろっている月がないため、まだくらべられません。",
            ),
        ] {
            assert_eq!(sentence(&against(older, newer)), words);
        }
    }
}
