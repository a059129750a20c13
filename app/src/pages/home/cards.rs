//! The three cards: newest checkup, drugs, expenses. Each says as of when it is.

use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;

use crate::domain::calendar::long_date;
use crate::domain::checkup::summary::{CAUTION, summary};
use crate::domain::expense::ExpenseYear;
use crate::domain::expense::ledger::{Ledger, MonthStatus};
use crate::domain::medication::{History, merge, probably_taking};
use crate::domain::person::Person;
use crate::pages::checkups::shown::Shown;
use crate::pages::medications::twice::is_found;
use crate::records::{Answer, Trouble};
use crate::ui::card::Card;
use crate::ui::drug_name::drug_name;
use crate::ui::expense_bars::ExpenseBars;
use crate::ui::trouble::TroubleNotice;
use crate::ui::verdict_chip::{ChipTone, VerdictChip};

/// 健診
pub(super) fn checkup_card(checkups: Result<Shown, Trouble>, person: &Person) -> impl IntoView + use<> {
    let shown = match checkups {
        Err(trouble) => {
            return view! { <Card title="健診" href="/checkups"><TroubleNotice trouble compact=true/></Card> }
                .into_any();
        }
        Ok(shown) => shown,
    };
    let visits = &shown.visits;
    let Some(newest) = visits.first() else {
        return view! {
            <Card title="健診" href="/checkups">
                <p>"健診の記録はまだありません。"</p>
                <p class="small soft">"健診を受けてから記録が届くまで、2か月ほどかかることがあります。"</p>
                <p><a href="/checkups">"だれの結果が、いつ届くか"</a></p>
            </Card>
        }
        .into_any();
    };
    let beside = view! { <span class="asof">{format!("{} 受診分", long_date(newest.date))}</span> }.into_any();
    let (count, said) = (visits.len(), summary(visits, person));
    let content = said.map(|said| {
        let sentences = said.sentences.iter().take(2).map(|one| view! { <p>{one.before.clone()}<b class="num">{one.value.clone()}</b>{one.after.clone()}</p> }).collect_view();
        let out = (said.out_of_range > 0).then(|| view! { <VerdictChip tone=ChipTone::OutOfRange word=format!("範囲の外 {}項目", said.out_of_range)/>" " });
        let earlier = said.earlier.map(|words| view! { <p class="small">{words}</p> });
        view! { {sentences} {earlier} <p>{out}<VerdictChip tone=ChipTone::InRange word=format!("範囲内 {}項目", said.in_range)/></p><p class="small soft">{CAUTION}</p> }
    });
    view! {
        <Card title="健診" href="/checkups" beside>
            {shown.notice(true)}
            {content}
            <p><a href="/checkups">{if count > 1 { format!("{count}回分の結果と推移を見る") } else { "健診の結果を見る".to_owned() }}</a></p>
        </Card>
    }
    .into_any()
}

/// So many drugs are named.
const NAMED: usize = 3;

/// お薬
pub(super) fn drug_card(drugs: Answer<History>, today: NaiveDate) -> impl IntoView {
    let dispensings = match drugs {
        Err(trouble) => {
            return view! { <Card title="お薬" href="/medications"><TroubleNotice trouble compact=true/></Card> }
                .into_any();
        }
        Ok(answer) => answer.value.rows,
    };
    let lines = merge(&dispensings);
    let Some(newest) = lines.iter().map(|line| line.row).find(|row| !row.drugs.is_empty() && !row.is_undated()) else {
        return view! {
            <Card title="お薬" href="/medications">
                <p>"今年のお薬の記録はまだありません。"</p>
                <p class="small soft">"電子処方箋は当日、病院のレセプトは約1か月後に届きます。"</p>
                <p><a href=format!("/medications?year={}", today.year() - 1)>"去年のお薬を見る"</a></p>
            </Card>
        }
        .into_any();
    };
    // A prescription that nobody has filled yet says so itself.
    let what = if newest.dispensed_on.is_some() { " 調剤分まで" } else { "まで" };
    let beside = view! { <span class="asof">{format!("{}{what}", newest.when_words())}</span> }.into_any();
    let taken = probably_taking(&dispensings, today);
    let first_line = if !taken.is_empty() {
        let names = taken.iter().filter_map(|one| one.supplies.first()).take(NAMED);
        let names = names.map(|supply| view! { <li>{drug_name(&supply.drug.name)}</li> }).collect_view();
        let more = taken.len().saturating_sub(NAMED);
        let more = (more > 0).then(|| view! { <li>{format!("ほか {more}種類")}</li> });
        view! { <p class="total num">{taken.len()}<small>" 種類"</small></p><p>"いま飲んでいる（とみられる）お薬です。"</p><ul class="dots">{names}{more}</ul> }
            .into_any()
    } else {
        view! { <p>{format!("いちばん新しい記録は、{}の{}種類です。", newest.dispenser.name, newest.drugs.len())}</p> }
            .into_any()
    };
    let twice = is_found(&lines, today).then(|| {
        view! { <p class="note">"同じ成分のお薬が、2つ以上の所から出ています。次に薬局へ行くときに、薬剤師にたずねてください。"<a href="/medications#twofold">"どのお薬か見る"</a></p> }
    });
    view! {
        <Card title="お薬" href="/medications" beside>
            {first_line}
            {twice}
            <p class="small soft">"電子処方箋は当日、病院のレセプトは約1か月後に届きます。"</p>
            <p><a href="/medications">"お薬の記録を見る"</a></p>
        </Card>
    }
    .into_any()
}

/// 医療費
pub(super) fn expense_card(expenses: Answer<ExpenseYear>, today: NaiveDate) -> impl IntoView {
    let year = match expenses {
        Err(trouble) => return view! { <Card title="窓口で払った医療費" href="/expenses"><TroubleNotice trouble compact=true/></Card> }.into_any(),
        Ok(answer) => answer.value,
    };
    let ledger = Ledger::of(&year, today);
    if ledger.months.iter().all(|line| line.rows == 0) {
        return no_expenses(&ledger).into_any();
    }
    let arrived =
        ledger.months.iter().rev().find(|line| matches!(line.status, MonthStatus::Arrived | MonthStatus::None));
    let as_of = arrived.map_or("まだ届いていません".to_owned(), |line| {
        format!("{}月診療分まで届いています", line.month.month())
    });
    let beside = view! { <span class="asof">{as_of}</span> }.into_any();
    let waiting = ledger.missing().count() > 0;
    let complete = long_date(ledger.complete_on);
    view! {
        <Card title=format!("{}年に窓口で払った医療費", year.year) href="/expenses" beside>
            <p class="total num">{ledger.sums.counter_share.grouped()}<small>" 円"</small></p>
            <ExpenseBars months=ledger.months/>
            {waiting.then(|| view! { <p class="small soft">{format!("1年分がそろうのは {complete} ごろです。この画面は請求書ではありません。")}</p> })}
            <div class="actions">
                <a class="btn line" href="/expenses">"月ごとの内訳を見る"</a>
                <a class="btn line" href="/tax">"確定申告の準備をする"</a>
            </div>
        </Card>
    }
    .into_any()
}

/// A year in which nothing has arrived: no sum of nothing, no empty chart.
fn no_expenses(ledger: &Ledger) -> impl IntoView + use<> {
    let year = ledger.year;
    view! {
        <Card title="窓口で払った医療費" href="/expenses">
            <p>{format!("{year}年の医療費の記録は、まだありません。")}</p>
            <p class="small soft">"病院や薬局で払った額は、診療を受けた月の翌々月10日ごろに届きます。"</p>
            <p><a href=format!("/expenses?year={}", year - 1)>{year - 1}"年の医療費を見る"</a></p>
        </Card>
    }
}
