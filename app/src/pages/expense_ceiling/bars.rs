//! Twelve months as bars, each with its ceiling as a mark across it; drawn upright for wide screens, lying for phones, and
//! the table behind both.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::words::{mark_words, paid_words, refund_words};
use crate::domain::ceiling::statement::MonthLine;
use crate::domain::expense::ledger::MonthStatus;
use crate::domain::money::Yen;

const STEP: i64 = 52;
const TOP: i64 = 24;
const FLOOR: i64 = 142;
/// An amount stands clear of a mark that is nearer to it than this.
const CLEAR: i64 = 20;

/// The figure and its table.
pub(super) fn figure(months: &[MonthLine], today: NaiveDate) -> impl IntoView + use<> {
    let highest = months.iter().flat_map(|line| [Some(line.paid), line.mark]).flatten().max().unwrap_or(Yen::ZERO);
    let highest = highest.max(Yen(1));
    let wide = months.iter().enumerate().map(|(place, line)| upright(place, line, highest)).collect_view();
    let narrow = months.iter().map(|line| lying(line, highest)).collect_view();
    let rows = months.iter().map(|line| row(line, today)).collect_view();
    let caption = if months.iter().any(|line| line.mark.is_some()) {
        "月ごとに払った額（棒、円）と、限度額の目安（◇のついた線）"
    } else {
        "月ごとに払った額（棒、円）"
    };
    view! {
        <figure class="chart">
            <figcaption class="small">{caption}</figcaption>
            <svg class="wide-only" viewBox="0 0 640 172" role="img" aria-label="月ごとに払った額の棒グラフと限度額の線。数字は下の表にあります">
                {wide}
                <path class="axis" d="M8 142.5H632"></path>
            </svg>
            <ul class="months narrow">{narrow}</ul>
        </figure>
        <details>
            <summary>"月ごとの額を表で見る"</summary>
            <div class="scroll" tabindex="0" role="region" aria-label="月ごとに払った額と限度額の表">
                <table>
                    <caption class="vh">"月ごとに払った額と限度額"</caption>
                    <thead><tr>
                        <th scope="col">"診療月"</th><th scope="col" class="r">"払った額"</th>
                        <th scope="col" class="r">"限度額の目安"</th><th scope="col" class="r">"払い戻しの目安"</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
    }
}

fn row(line: &MonthLine, today: NaiveDate) -> impl IntoView + use<> {
    view! {
        <tr>
            <th scope="row">{line.month.month()}"月"</th>
            <td class="r">{paid_words(line)}</td>
            <td class="r">{mark_words(line)}</td>
            <td class="r">{refund_words(line, today)}</td>
        </tr>
    }
}

fn upright(place: usize, line: &MonthLine, highest: Yen) -> impl IntoView + use<> {
    let left = 14 + STEP * place as i64;
    let middle = left + 17;
    let height = part(line.paid, highest, FLOOR - TOP);
    let arrived = line.status == MonthStatus::Arrived;
    let mark_at = line.mark.map(|mark| FLOOR - part(mark, highest, FLOOR - TOP));
    let top = FLOOR - height;
    let label = match mark_at {
        Some(mark) if (mark - top).abs() < CLEAR => mark.min(top) - 8,
        _ => top - 7,
    };
    let bar = arrived.then(|| {
        view! {
            <rect class="bar" x=left y=top width="34" height=height rx="3"></rect>
            <text x=middle y=label text-anchor="middle" font-size="13">{short_amount(line.paid)}</text>
        }
    });
    let waits = matches!(line.status, MonthStatus::NotYet { .. });
    let waiting = waits.then(|| view! { <rect class="bar wait" x=left y=FLOOR - 60 width="34" height="60"></rect> });
    let mark = mark_at.map(|y| {
        let (line, end) = (format!("M{} {y}H{}", left - 5, left + 39), left + 39);
        view! {
            <path class="cap" d=line></path>
            <path class="ofr" d=format!("M{end} {}l4 4-4 4-4-4z", y - 4)></path>
        }
    });
    view! {
        {bar}{waiting}{mark}
        <text x=middle y="164" text-anchor="middle" font-size="14">{line.month.month()}"月"</text>
    }
}

fn lying(line: &MonthLine, highest: Yen) -> impl IntoView + use<> {
    let arrived = line.status == MonthStatus::Arrived;
    let bar = arrived.then(|| view! { <rect class="bar" y="4" width=part(line.paid, highest, 97) height="6"></rect> });
    let mark = line.mark.map(|mark| {
        let x = part(mark, highest, 97);
        view! {
            <path class="cap" d=format!("M{x} 3V10")></path>
            <path class="ofr" d=format!("M{x} 0l2 2-2 2-2-2z")></path>
        }
    });
    let words = match line.status {
        MonthStatus::Arrived => line.paid.to_string(),
        MonthStatus::None => "なし".to_owned(),
        MonthStatus::NotYet { .. } => "まだ".to_owned(),
        MonthStatus::NotKept => "記録なし".to_owned(),
    };
    view! {
        <li>
            <span>{line.month.month()}"月"</span>
            <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">{bar}{mark}</svg>
            <span class="num">{words}</span>
        </li>
    }
}

/// The part of `whole` that an amount takes; at least one for anything above zero.
fn part(amount: Yen, highest: Yen, whole: i64) -> i64 {
    if amount <= Yen::ZERO {
        return 0;
    }
    (i128::from(amount.0) * i128::from(whole) / i128::from(highest.0)).clamp(1, i128::from(whole)) as i64
}

/// Fits above a bar: from a million yen on in 万.
fn short_amount(amount: Yen) -> String {
    if amount.0.abs() < 1_000_000 { amount.grouped() } else { format!("{}万", Yen(amount.0 / 10_000).grouped()) }
}
