//! The year at a glance: what was paid, who bore the cost, the months.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::calendar::YearMonth;
use crate::domain::expense::book::coverage::{Coverage, Status};
use crate::domain::expense::book::summary::{Shares, Summary};
use crate::domain::expense::book::year::YearBook;
use crate::domain::expense::ledger::{MonthLine, MonthStatus};
use crate::domain::money::Yen;
use crate::ui::book::stamp::OpenStamp;
use crate::ui::expense_bars::ExpenseBars;

/// The card. `beside` stands beside its heading: when the source said it.
#[component]
pub fn Overview(
    /// The year.
    year: Arc<YearBook>,
    /// Beside the heading.
    beside: AnyView,
) -> impl IntoView {
    let Summary { paid, back, notified, elsewhen, shares, uncounted, .. } = year.summary.clone();
    let number = year.year;
    let months = month_lines(&year);
    let differs = (notified != paid).then(|| view! { <p class="small">{format!("届いた明細の「窓口相当負担額」の合計は {notified}です。直した行や、書き足した行があるため、払った額と違います。")}</p> });
    let back = (back > Yen::ZERO).then(
        || view! { <p class="small">{format!("このうち {back}は、保険金や高額療養費などで戻ってきた額です。")}</p> },
    );
    let elsewhen = (elsewhen != Yen::ZERO).then(|| view! { <p class="small soft">{format!("月の分からない分や、別の年の診療分 {elsewhen}は、棒グラフに入っていません。")}</p> });
    let uncounted = (uncounted > 0).then(|| view! { <p class="small soft">{format!("合計に入れていない行が {uncounted}件あります（金額が未記入、同じものか未確認、対象外としたもの）。")}</p> });
    view! {
        <section class="card">
            <header><h2>{format!("{number}年に払った医療費")}</h2>{beside}</header>
            <p class="total num">{paid.grouped()}<small>{" 円"}</small></p>
            {differs}
            {back}
            <OpenStamp coverage=year.coverage.clone()/>
            <ShareBar shares/>
            <ExpenseBars months/>
            {elsewhen}
            {uncounted}
            <p class="small soft">{"この画面は請求書ではありません。窓口相当負担額は保険者などが計算した額で、こどもの医療費助成などは入っていないため、実際に払った額と違うことがあります。"}</p>
        </section>
    }
    .into_any()
}

/// Who bore the cost, as one bar in three parts and in words.
#[component]
fn ShareBar(shares: Shares) -> impl IntoView {
    let percent = shares.insurer_percent()?;
    let part =
        |amount: Yen| (i128::from(amount.0.max(0)) * 1_000 / i128::from(shares.total.0.max(1))).min(1_000) as i64;
    let (insurer, public) = (part(shares.insurer), part(shares.public));
    let own = (1_000 - insurer - public).max(0);
    let public_words =
        if shares.public == Yen::ZERO { String::new() } else { format!("、その他の公費が {}", shares.public) };
    let untold = (shares.untold > 0).then(|| format!("総額の分からない明細 {}件は入っていません。", shares.untold));
    Some(view! {
        <figure class="share">
            <figcaption class="small">{format!("総額 {} のうち、保険が {}（{percent}%）{public_words}を負担し、自己負担は {}でした。", shares.total, shares.insurer, shares.share)}{untold}</figcaption>
            <svg viewBox="0 0 1000 24" preserveAspectRatio="none" aria-hidden="true">
                <rect class="part insurer" x="0" y="0" width=insurer height="24"></rect>
                <rect class="part public" x=insurer y="0" width=public height="24"></rect>
                <rect class="part own" x=insurer + public y="0" width=own height="24"></rect>
            </svg>
            <ul class="legend boxes small"><li class="insurer">{"保険"}</li><li class="public">{"その他の公費"}</li><li class="own">{"自己負担"}</li></ul>
        </figure>
    })
}

/// The months of everybody together: not there while they are not there for somebody whose rows are missing.
fn month_lines(year: &YearBook) -> Vec<MonthLine> {
    let coverage: &Coverage = &year.coverage;
    YearMonth::months_of(year.year)
        .enumerate()
        .map(|(place, month)| {
            let of_people = || coverage.people.iter().filter_map(|person| person.months.get(place));
            let rows: usize = of_people().map(|month| month.rows).sum();
            let paid = year.summary.months[place];
            let expected = of_people().find_map(|month| match month.status {
                Status::NotYet { expected } => Some(expected),
                _ => None,
            });
            let status = match expected {
                _ if rows > 0 || paid != Yen::ZERO => MonthStatus::Arrived,
                Some(expected) => MonthStatus::NotYet { expected },
                None if of_people().next().is_some() && of_people().all(|month| month.status == Status::NotKept) => {
                    MonthStatus::NotKept
                }
                None => MonthStatus::None,
            };
            MonthLine { month, counter_share: paid, rows, status }
        })
        .collect()
}
