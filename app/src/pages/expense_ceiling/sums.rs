//! The running sum of the year of ceilings (1 August to 31 July), a rough figure and marked so.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::words::span_words;
use crate::domain::ceiling::statement::{Statement, YearSum};
use crate::domain::ceiling::yearly::Running;
use crate::ui::card::Card;
use crate::ui::facts::{Fact, Facts};

/// The card; nothing where no such year has begun.
pub(super) fn card(found: &Statement, today: NaiveDate) -> Option<impl IntoView + use<>> {
    if found.sums.is_empty() {
        return None;
    }
    let asked = |one: &YearSum| found.asks.iter().any(|ask| ask.year == one.year);
    let sums = found.sums.iter().map(|one| sum(one, asked(one), today)).collect_view();
    Some(view! { <Card title="8月から翌年7月までの合計（目安）">{sums}</Card> })
}

fn sum(sum: &YearSum, asked: bool, today: NaiveDate) -> impl IntoView + use<> {
    let class = sum.code.map_or("まだ分かりません".to_owned(), |code| code.name().to_owned());
    let has_yearly = sum.table.rows.iter().any(|row| row.year.is_some());
    let yearly = sum
        .yearly
        .map(|running| view! { <Fact name="年間上限">{format!("{}（{}）", running.ceiling, left(running))}</Fact> });
    let lower = sum.lower.map(|running| {
        view! { <p class="small">{format!("所得がおおむね200万円以下（標準報酬月額15万円以下）と確かめられた人の年間上限は {} です。区分の記号からは分かりません。", running.ceiling)}</p> }
    });
    let outpatient = sum.outpatient.map(|running| {
        view! { <Fact name="外来だけの年間の限度額（70歳以上）">{format!("{} / {}（{}）", running.borne, running.ceiling, left(running))}</Fact> }
    });
    let open = (sum.open > 0).then(
        || view! { <p>{format!("このうち {}か月は計算できないため、払った額のまま足しています。", sum.open)}</p> },
    );
    let unsure = has_yearly.then(|| {
        let points = sum.table.unsure(today).map(|point| view! { <li>{point}</li> }).collect_view();
        view! {
            <p>"年間上限は2026年8月から始まりました。窓口の支払いは減らず、7月が終わってから、7月31日の区分で保険者に請求します。あるかどうか、いくらになるかは保険者に確かめてください。"</p>
            <details><summary>"まだ分かっていないこと"</summary><ul class="dots">{points}</ul></details>
        }
    });
    let unasked = (sum.code.is_none() && !asked).then(|| unreached(sum)).flatten();
    let unasked = unasked.map(|words| view! { <p class="small">{words}</p> });
    let (span, arrived, borne, rule) = (span_words(sum.year), sum.arrived, sum.borne.to_string(), sum.table.name);
    view! {
        <h3>{span}</h3>
        <Facts>
            <Fact name="届いている月">{arrived}"か月"</Fact>
            <Fact name="所得の区分">{class}</Fact>
            <Fact name="払い戻しを引いた負担">{borne}</Fact>
            {yearly}
            {outpatient}
        </Facts>
        {unasked}
        {lower}
        {open}
        {unsure}
        <p class="small soft">"計算の決まり："{rule}"。"</p>
    }
}

/// Why the class of a year need not be asked for; nothing where it has no ceiling to name.
fn unreached(sum: &YearSum) -> Option<String> {
    let words = match (sum.lowest, sum.lowest_outpatient) {
        (None, None) => return None,
        (Some(lowest), None) => format!("いちばん低い区分の年間上限（{lowest}）にも"),
        (None, Some(outside)) => format!("外来だけの年間の限度額（いちばん低い区分で {outside}）にも"),
        (Some(lowest), Some(outside)) => format!(
            "いちばん低い区分の年間上限（{lowest}）にも、外来だけの年間の限度額（いちばん低い区分で {outside}）にも"
        ),
    };
    Some(format!("{words}とどいていないので、区分はおたずねしていません。"))
}

fn left(running: Running) -> String {
    if running.over().0 > 0 {
        format!("{} こえています", running.over())
    } else {
        format!("あと {}", running.left())
    }
}
