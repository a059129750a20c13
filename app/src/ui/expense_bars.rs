//! Twelve months as bars, drawn twice: upright for wide screens, lying with HTML labels for phones; the table behind both.
//!
//! A month that has not arrived is a dotted outline, never a bar of nothing.

use leptos::prelude::*;

use crate::domain::calendar::long_date;
use crate::domain::expense::ledger::{MonthLine, MonthStatus};
use crate::domain::money::Yen;

/// Step from bar to bar, and the place of things, in drawing units.
const STEP: i64 = 52;
const TOP: i64 = 24;
const FLOOR: i64 = 122;
const WAIT_HEIGHT: i64 = 60;
/// Length of a dotted bar of a month to come, of 100 in the lying drawing.
const WAIT_LENGTH: i64 = 98;

/// The figure.
#[component]
pub fn ExpenseBars(
    /// January to December.
    months: Vec<MonthLine>,
) -> impl IntoView {
    let highest = months.iter().map(|line| line.counter_share).max().unwrap_or(Yen::ZERO).max(Yen(1));
    let wide = months.iter().enumerate().map(|(place, line)| upright(place, line, highest)).collect_view();
    let narrow = months.iter().map(|line| lying(line, highest)).collect_view();
    let waiting = months.iter().filter(|line| matches!(line.status, MonthStatus::NotYet { .. })).count();
    let rows = months.iter().map(|line| {
        view! { <tr><th scope="row">{line.month.month()}"月"</th><td>{status_words(line)}</td><td class="r">{amount_words(line)}</td></tr> }
    });
    view! {
        <figure class="chart">
            <figcaption class="small">"月ごとの自己負担（円）"{(waiting > 0).then_some("。点線は、まだ届いていない月です")}</figcaption>
            <svg class="wide-only" viewBox="0 0 640 152" role="img" aria-label="月ごとの自己負担の棒グラフ。数字は下の表にあります">
                {wide}
                <path class="axis" d={"M8 122.5H632"}></path>
            </svg>
            <ul class="months narrow">{narrow}</ul>
        </figure>
        <details>
            <summary>{"月ごとの金額を表で見る"}</summary>
            <table class="sums monthly">
                <caption class="vh">{"月ごとの自己負担"}</caption>
                <thead><tr><th scope="col">{"診療月"}</th><th scope="col">{"状態"}</th><th scope="col" class="r">{"窓口相当負担額"}</th></tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </details>
    }
    .into_any()
}

fn upright(place: usize, line: &MonthLine, highest: Yen) -> impl IntoView + use<> {
    let left = 14 + STEP * place as i64;
    let middle = left + 17;
    let height = share(line.counter_share, highest, FLOOR - TOP);
    let mark = match line.status {
        MonthStatus::NotYet { .. } => {
            view! { <rect class="bar wait" x=left y=FLOOR - WAIT_HEIGHT width="34" height=WAIT_HEIGHT></rect> }.into_any()
        }
        MonthStatus::Arrived => view! {
            <rect class="bar" x=left y=FLOOR - height width="34" height=height rx="3"></rect>
            <text x=middle y=FLOOR - height - 7 text-anchor="middle" font-size="13">{short_amount(line.counter_share)}</text>
        }
        .into_any(),
        MonthStatus::None | MonthStatus::NotKept => ().into_any(),
    };
    view! {
        {mark}
        <text x=middle y="144" text-anchor="middle" font-size="14">{line.month.month()}"月"</text>
    }
}

fn lying(line: &MonthLine, highest: Yen) -> impl IntoView + use<> {
    let width = share(line.counter_share, highest, 100);
    let bar = match line.status {
        MonthStatus::NotYet { .. } => {
            view! { <rect class="bar wait" x="1" y="1" width=WAIT_LENGTH height="8"></rect> }.into_any()
        }
        MonthStatus::Arrived => view! { <rect class="bar" width=width height="10"></rect> }.into_any(),
        MonthStatus::None | MonthStatus::NotKept => ().into_any(),
    };
    let words = match line.status {
        MonthStatus::NotYet { expected } => {
            format!("{}/{}ごろ", chrono::Datelike::month(&expected), chrono::Datelike::day(&expected))
        }
        MonthStatus::Arrived => line.counter_share.to_string(),
        MonthStatus::None => "なし".into(),
        MonthStatus::NotKept => "記録なし".into(),
    };
    view! {
        <li>
            <span>{line.month.month()}"月"</span>
            <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">{bar}</svg>
            <span class="num">{words}</span>
        </li>
    }
}

/// The part of `whole` that an amount takes; at least one for anything above zero.
fn share(amount: Yen, highest: Yen, whole: i64) -> i64 {
    if amount <= Yen::ZERO {
        return 0;
    }
    (i128::from(amount.0) * i128::from(whole) / i128::from(highest.0)).clamp(1, i128::from(whole)) as i64
}

/// Fits above a bar: from a million yen on in 万.
fn short_amount(amount: Yen) -> String {
    if amount.0.abs() < 1_000_000 { amount.grouped() } else { format!("{}万", Yen(amount.0 / 10_000).grouped()) }
}

fn amount_words(line: &MonthLine) -> String {
    match line.status {
        MonthStatus::Arrived => line.counter_share.to_string(),
        MonthStatus::None => Yen::ZERO.to_string(),
        MonthStatus::NotYet { .. } | MonthStatus::NotKept => "－".into(),
    }
}

fn status_words(line: &MonthLine) -> String {
    match line.status {
        MonthStatus::Arrived => format!("届いています（{}件）", line.rows),
        MonthStatus::None => "届いています（医療費なし）".into(),
        MonthStatus::NotYet { expected } => format!("まだです（{}ごろの予定）", long_date(expected)),
        MonthStatus::NotKept => "2021年8月以前は記録がありません".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_stay_inside_the_drawing() {
        for (amount, highest, expected) in
            [(0, 1, 0), (-500, 100, 0), (1, 1_000_000, 1), (50, 100, 50), (100, 100, 100), (i64::MAX, i64::MAX, 100)]
        {
            assert_eq!(share(Yen(amount), Yen(highest), 100), expected, "{amount} of {highest}");
        }
    }

    #[test]
    fn long_amounts_are_shown_in_ten_thousands() {
        for (amount, shown) in
            [(0, "0"), (999_999, "999,999"), (1_000_000, "100万"), (-1_200, "−1,200"), (123_456_789, "12,345万")]
        {
            assert_eq!(short_amount(Yen(amount)), shown);
        }
    }
}
