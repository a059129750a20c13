//! What this person did in this portal (利用の記録), in sentences, by day and sign-in: `?before=` leads to older entries.

mod words;

use chrono::{Datelike, NaiveDate, NaiveDateTime};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use self::words::what;
use crate::domain::calendar::long_date;
use crate::domain::trail::{Day, Line, Sitting, by_day};
use crate::pages::visit::{Visitor, frame, visitor};
use crate::trail::Shown;
use crate::ui::card::Card;

/// Where the section stands.
const PAGE: &str = "/access";

/// The section.
#[component]
pub fn OwnUse() -> impl IntoView {
    let before = use_query_map().with_untracked(|query| query.get("before")).and_then(|text| text.parse::<i64>().ok());
    let today = frame().today;
    view! {
        <Card title="このサイトでの利用の記録">
            <p id="own">"あなたの名前でこのサイトに行われたログイン、画面の表示、ファイルの受け取り、手続きです。新しい順に並んでいます。あとから書きかえたり消したりすると分かるように、しるしを付けてつないでいます（書いた直後の、しるしを付ける前の1分ほどの分など、調べても分からないことはあります）。"</p>
            {Suspend::new(entries(visitor(), before, today))}
            <p>"心当たりのないものがあるときは、"<a href="/settings">"設定"</a>"で、ほかのログインをすべて終わらせてください。アプリなどへの受け渡しは、"<a href="/sharing">"PHR事業者への提供"</a>"で止められます。カードをなくしたときにすることは、"<a href="/help#lost">"使い方と困ったとき"</a>"にあります。"</p>
        </Card>
    }
}

async fn entries(visitor: Visitor, before: Option<i64>, today: NaiveDate) -> impl IntoView {
    let Ok(Shown { deeds, more }) = visitor.trail.newest(before).await else {
        return view! {
            <div class="banner warn">
                <h3>"利用の記録を表示できません"</h3>
                <p>"記録を読み出せませんでした。記録そのものは失われていません。数分おいて、このページを開き直してください。"</p>
            </div>
        }
        .into_any();
    };
    let last = deeds.last().map(|deed| deed.sequence);
    let older = last.filter(|_| more).map(|last| format!("{PAGE}?before={last}#own"));
    let nothing = deeds.is_empty();
    let days = by_day(deeds).into_iter().map(|day| day_view(day, today)).collect_view();
    view! {
        {nothing.then(|| if before.is_some() {
            view! { <p class="soft">"これより前の記録はありません。"</p> }
        } else {
            view! { <p class="soft">"記録はまだありません。"</p> }
        })}
        {days}
        {(older.is_some() || before.is_some()).then(|| view! {
            <div class="actions">
                {before.map(|_| view! { <a class="btn line" href=format!("{PAGE}#own")>"新しい記録に戻る"</a> })}
                {older.map(|href| view! { <a class="btn line" href=href>"これより前の記録を見る"</a> })}
            </div>
        })}
    }
    .into_any()
}

fn day_view(day: Day, today: NaiveDate) -> impl IntoView {
    let on = day.on;
    let sittings = day.sittings.into_iter().map(move |sitting| sitting_view(sitting, on)).collect_view();
    view! {
        <h3><time datetime=on.format("%Y-%m-%d").to_string()>{day_words(on, today)}</time></h3>
        <ul class="list">{sittings}</ul>
    }
}

fn sitting_view(sitting: Sitting, on: NaiveDate) -> impl IntoView {
    let Sitting { browser, lines, .. } = sitting;
    let lines = lines.iter().map(|line| view! { <li>{sentence(line)}</li> }).collect_view();
    let day = format!("{}月{}日", on.month(), on.day());
    view! { <li><b>{day}"、"{browser}"で"</b><ul class="dots">{lines}</ul></li> }
}

/// `今日 11月22日`, and the year where it is another one.
fn day_words(on: NaiveDate, today: NaiveDate) -> String {
    let day = if on.year() == today.year() { format!("{}月{}日", on.month(), on.day()) } else { long_date(on) };
    if on == today { format!("今日 {day}") } else { day }
}

/// `9時5分、「健診の記録」を見ました。`
fn sentence(line: &Line) -> String {
    let Line { deed, first, times } = line;
    let what = what(deed);
    if *times == 1 {
        return format!("{}、{what}", time(deed.at));
    }
    let (first, last) = (time(*first), time(deed.at));
    if first == last {
        format!("{last}、{what}（{times}回）")
    } else {
        format!("{first}から{last}までに{times}回、{what}")
    }
}

fn time(at: NaiveDateTime) -> String {
    at.format("%-H時%-M分").to_string()
}

#[cfg(test)]
mod tests;
