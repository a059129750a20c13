//! Bills of a month in which the insurer changed: what the payers do by themselves, and which months of this person it
//! concerns.

use chrono::{Datelike, NaiveDate};
use futures::future::join_all;
use leptos::prelude::*;

use crate::domain::calendar::long_date;
use crate::domain::eligibility::EligibilityStatus;
use crate::domain::eligibility::moves::{Bills, Change, changes};
use crate::domain::expense::ExpenseYear;
use crate::domain::expense::ledger::first_kept_month;
use crate::records::{Answer, Records};
use crate::ui::card::Card;
use crate::ui::trouble::TroubleNotice;
use crate::ui::way::Way;

/// Expenses are asked for in no more years than this.
const MOST_YEARS: usize = 3;

/// The card.
pub(super) async fn bills(
    status: &EligibilityStatus,
    records: &dyn Records,
    today: NaiveDate,
) -> impl IntoView + use<> {
    let changes: Vec<Change<'_>> = changes(&status.line)
        .into_iter()
        .filter(|change| change.month() >= first_kept_month() && change.on <= today)
        // Which insurer had the days of a hidden one is not known.
        .filter(|change| !change.on.pred_opt().is_some_and(|day| status.hides(day)) && !status.hides(change.on))
        .collect();
    let mut years: Vec<i32> = changes.iter().map(|change| change.on.year()).collect();
    years.dedup();
    years.truncate(MOST_YEARS);
    let answers = join_all(years.iter().map(|year| records.expenses(*year))).await;
    let of = |year: i32| years.iter().position(|one| *one == year).map(|at| &answers[at]);
    let lines = changes.iter().map(|change| view! { <li>{line(change, of(change.on.year()))}</li> }).collect_view();
    let trouble = answers.iter().find_map(|answer| answer.as_ref().err()).cloned();
    let own = if changes.is_empty() {
        let hidden = (!status.hidden.is_empty()).then_some("隠した資格の前後は、数えていません。");
        view! { <p>"2021年9月からあとに健康保険が変わった月は、あなたの記録にはありません。"{hidden}</p> }.into_any()
    } else {
        view! { <h3>"あなたの健康保険が変わった月"</h3><ul class="list">{lines}</ul> }.into_any()
    };
    view! {
        <Card title="健康保険が変わった月の医療費">
            <p><b>"医療費の請求先がちがっていても、あなたがすることはありません。"</b>"医療機関が前の健康保険に請求しても、請求を調べるところ（支払基金・国保連合会）が、正しい健康保険を見つけて直します。"</p>
            <ul class="dots">
                <li>"月のはじめに変わったとき：その月の請求を、そのまま新しい健康保険に移します（振替）。"</li>
                <li>"月の途中で変わったとき：受診した日で、前と今の健康保険に分けます（分割）。"</li>
            </ul>
            <p>"国や自治体の助成が入った請求などは、自動では直せないことがあります。医療機関から健康保険のことを聞かれたら、変わった日を伝えてください。"</p>
            {own}
            {trouble.map(|trouble| view! { <TroubleNotice trouble compact=true/> })}
        </Card>
    }
}

/// One change: what happens to the bills of its month, and whether there are any.
fn line(change: &Change<'_>, expenses: Option<&Answer<ExpenseYear>>) -> impl IntoView + use<> {
    let (month, on) = (change.month(), long_date(change.on));
    let names = (change.from.insurer_name.clone(), change.to.map(|to| to.insurer_name.clone()).unwrap_or_default());
    let said = match change.bills {
        Bills::Moved => format!(
            "{on}に、{}から{}に変わりました。この月の分は、すべて新しい健康保険が払います。前のほうに請求された分は、そのまま移されます（振替）。",
            names.0, names.1
        ),
        Bills::Split => format!(
            "{on}に、{}から{}に変わりました。{on}より前に受診した分は前の健康保険、{on}からの分は新しい健康保険に分けられます（分割）。",
            names.0, names.1
        ),
        Bills::Gap { days } => format!(
            "{}が終わってから{days}日おいて、{on}に{}に変わりました。あいだの日に受診した分は、どの健康保険が払うかが決まっていません。国民健康保険にさかのぼって入れることがあります。",
            names.0, names.1
        ),
        Bills::Ended => format!(
            "{on}に、{}の資格がなくなりました。次の健康保険は、まだ届いていません。{on}より前に受診した分は、{}が払います。{on}からあとに受診した分は、次の健康保険が決まってから、そちらに移されます。",
            names.0, names.0
        ),
        Bills::Overlap => format!(
            "{on}から、{}と{}が重なっています。どちらが払うかは、資格が正しく直されてから決まります。",
            names.0, names.1
        ),
    };
    let rows = expenses.and_then(|answer| answer.as_ref().ok()).map(|answer| {
        let (year, found) = (&answer.value, change.rows(&answer.value.rows));
        if found > 0 {
            let to = format!("/expenses?year={}", month.year());
            view! { <p>{format!("{month}の医療費の記録が {found}件あります。")}<Way href=to or_nothing=true>{format!("{}年の医療費を見る", month.year())}</Way></p> }.into_any()
        } else if year.delivered_until.is_none_or(|until| until < month) {
            view! { <p>{format!("{month}の医療費は、まだ届いていません。")}</p> }.into_any()
        } else {
            view! { <p>{format!("{month}の医療費の記録はありません。")}</p> }.into_any()
        }
    });
    view! { <b>{month.to_string()}</b><p>{said}</p>{rows} }
}
