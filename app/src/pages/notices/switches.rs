//! Which kinds are shown as new, and which go to the feed. The form carries what it showed, so that only what was turned is
//! changed.

use leptos::prelude::*;

use crate::domain::notice::NoticeKind;
use crate::domain::notice::marks::{Marks, Switch};
use crate::pages::visit::Frame;
use crate::ui::card::Card;
use crate::ui::form_key::FormKey;

/// The form. What was chosen before the session ran out is chosen again.
pub(super) fn switches(marks: &Marks, frame: &Frame) -> impl IntoView + use<> {
    let typed = frame.draft.is_ticked("form", "switches");
    let quiet: Vec<&str> =
        NoticeKind::all().filter(|kind| !marks.is_on(Switch::New, *kind)).map(NoticeKind::name).collect();
    let now = if quiet.is_empty() {
        "いまは、すべての種類を、新しいものとして知らせます。".to_owned()
    } else {
        format!("いま、新しいものとして知らせない種類：{}", quiet.join("、"))
    };
    let kinds = NoticeKind::all().map(|kind| kind_line(kind, marks, typed.then_some(frame))).collect_view();
    view! {
        <div id="switches" class="noprint"><Card title="知らせる種類">
            <p>{now}</p>
            <p class="small soft">"知らせない種類のお知らせも、「これまでのお知らせ」で見られます。"</p>
            <details open=typed>
            <summary>"知らせる種類を選ぶ"</summary>
            <form method="post" action="/notices/switches">
                <FormKey/>
                <input type="hidden" name="form" value="switches"/>
                <ul class="list switches">{kinds}</ul>
                <div class="actions"><button class="btn">"種類を保存する"</button></div>
            </form>
            </details>
        </Card></div>
    }
}

fn kind_line(kind: NoticeKind, marks: &Marks, typed: Option<&Frame>) -> impl IntoView + use<> {
    let boxes = Switch::ALL.map(|switch| {
        let on = marks.is_on(switch, kind);
        let ticked = typed.map_or(on, |frame| frame.draft.is_ticked(switch.code(), kind.code()));
        let was = on.then(|| view! { <input type="hidden" name=was(switch) value=kind.code()/> });
        let words = match switch {
            Switch::New => "新しいものとして知らせる",
            Switch::Feed => "フィードでも知らせる",
        };
        view! {
            {was}
            <label class="pick"><input type="checkbox" name=switch.code() value=kind.code() checked=ticked/><span>{words}</span></label>
        }
    });
    view! {
        <li><fieldset><legend>{kind.name()}</legend>{boxes.into_iter().collect_view()}</fieldset></li>
    }
}

/// Name of the hidden field that says a switch was on.
#[must_use]
pub(super) const fn was(switch: Switch) -> &'static str {
    match switch {
        Switch::New => "was-new",
        Switch::Feed => "was-feed",
    }
}
