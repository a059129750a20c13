//! Whose page this is, what is new since they were last here, and the step that is still to do.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime};
use leptos::prelude::*;

use super::super::registration::closed;
use super::super::visit::Visitor;
use super::readable;
use crate::domain::calendar::long_date;
use crate::domain::checkup::Visit;
use crate::domain::expense::ExpenseYear;
use crate::domain::medication::{Dispensing, History};
use crate::domain::news::{News, arrived};
use crate::domain::notice::Notice;
use crate::domain::registration::Registration;
use crate::records::Answer;
use crate::ui::trouble::TroubleNotice;

/// How far back a first visit looks for recent arrivals.
const FIRST_VISIT_DAYS: u64 = 60;

/// What arrived since the last visit; for a first visit, of the last two months.
pub(super) fn news(
    visitor: &Visitor,
    today: NaiveDate,
    checkups: &Answer<Vec<Visit>>,
    drugs: &Answer<History>,
    expenses: &Answer<ExpenseYear>,
    notices: &Answer<Vec<Notice>>,
) -> Vec<News> {
    let since = visitor.last_visit.map_or(today - Days::new(FIRST_VISIT_DAYS), |at| at.date());
    arrived(since, today, list(checkups), dispensings(drugs), readable(expenses), list(notices))
}

fn list<T>(answer: &Answer<Vec<T>>) -> &[T] {
    answer.as_ref().map_or(&[], |answer| &answer.value)
}

fn dispensings(answer: &Answer<History>) -> &[Dispensing] {
    answer.as_ref().map_or(&[], |answer| &answer.value.rows)
}

/// Heading and the sentence under it. `whole`: every record could be read, so that "nothing new" may be said.
pub(super) fn greeting(
    name: String,
    last_visit: Option<NaiveDateTime>,
    news: usize,
    whole: bool,
    today: NaiveDate,
) -> impl IntoView {
    let sentence = match last_visit {
        None => "はじめてのご利用です。健康保険・健診・お薬・医療費の記録を、ここでまとめて見られます。".to_owned(),
        Some(at) => {
            let day = at.date();
            let when = if day == today {
                format!("今日 {}", at.format("%-H:%M"))
            } else if day.year() == today.year() {
                format!("{}月{}日", day.month(), day.day())
            } else {
                long_date(day)
            };
            match news {
                _ if !whole => {
                    "記録の一部を読めないため、新しく届いたものを、いまは全部は確かめられません。".to_owned()
                }
                0 => format!("前回ご覧になった {when} から、新しく届いた記録はありません。"),
                count => format!("前回ご覧になった {when} から、新しい記録が {count}件 届いています。"),
            }
        }
    };
    view! {
        <div class="head">
            <h1>"こんにちは、"{name}"さん"</h1>
            <p class="soft">{sentence}</p>
        </div>
    }
}

/// The way to registration while it is not settled. Someone whose card works sees nothing here.
pub(super) fn registration_banner(registration: Answer<Registration>) -> impl IntoView {
    let state = match registration {
        // Right below the page's heading, so one of the second rank.
        Err(trouble) => return view! { <TroubleNotice trouble/> }.into_any(),
        Ok(answer) => answer.value,
    };
    match state {
        settled if settled.is_settled() => ().into_any(),
        Registration::Blocked => closed().into_any(),
        Registration::NotRegistered => view! {
            <section class="banner" aria-labelledby="register">
                <h2 id="register">"健康保険証としての利用登録がまだです"</h2>
                <p>"一度登録すると、マイナンバーカードで受診できるようになり、窓口で限度額を超えて立て替えなくてすみます。1分ほどで終わります。"</p>
                <div class="actions"><a class="btn big" href="/registration">"利用登録へ進む"</a></div>
            </section>
        }
        .into_any(),
        other => view! {
            <section class="banner" aria-labelledby="register">
                <h2 id="register">"健康保険証としての利用登録"</h2>
                <p>{other.sentence()}</p>
                <div class="actions"><a class="btn line" href="/registration">"利用登録の状態を見る"</a></div>
            </section>
        }
        .into_any(),
    }
}
