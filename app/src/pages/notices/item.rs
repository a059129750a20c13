//! One notice: its subject line and day; opened, its text and what can be done with it.

use leptos::prelude::*;

use crate::domain::calendar::long_date;
use crate::domain::notice::listing::{Listed, Told};
use crate::domain::notice::marks::Mark;
use crate::ui::date::Day;
use crate::ui::form_key::FormKey;

/// The line. `marked`: with the buttons.
pub(super) fn item(one: Listed, marked: bool) -> impl IntoView {
    let (subject, on) = (one.subject(), one.on);
    let buttons = marked.then(|| buttons(&one));
    let kept = one.kept.then(|| view! { " "<span class="chip none">"とってあります"</span> });
    let text = match one.told {
        Told::Hub(notice) => view! {
            {(!notice.subject.is_empty()).then(|| view! { <h3>{notice.subject}</h3> })}
            <p class="text">{notice.body}</p>
            <p class="small soft">"送り主："{notice.from}</p>
        }
        .into_any(),
        Told::Own(own) => {
            let (href, words) = own.link();
            view! {
                <p>{own.body()}</p>
                <p><a href=href>{words}</a></p>
                <p class="small soft">"このサイトが見つけたお知らせです。"{own.rule()}</p>
            }
            .into_any()
        }
    };
    view! {
        <li>
            <details>
                <summary>{subject}<span class="when"><Day day=on/>{kept}</span></summary>
                {text}
                {buttons}
            </details>
        </li>
    }
}

fn buttons(one: &Listed) -> impl IntoView + use<> {
    let button = |mark: Mark, words: &'static str| {
        let label = format!("{words}：{}（{}）", one.subject(), long_date(one.on));
        view! { <button class="btn line slim" name="do" value=mark.code() aria-label=label>{words}</button> }
    };
    let read = if one.read {
        button(Mark::Unread, "読んでいないことにする")
    } else {
        button(Mark::Read, "読んだ")
    };
    let kept = if one.kept {
        button(Mark::LetGo, "とっておくのをやめる")
    } else {
        button(Mark::Keep, "とっておく")
    };
    view! {
        <form method="post" action="/notices/marks">
            <FormKey/>
            <input type="hidden" name="id" value=one.id.clone()/>
            <div class="actions">{read}{kept}</div>
        </form>
    }
}
