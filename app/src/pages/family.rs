//! Acting for somebody (代理人): whose records one may look at, who may look at one's own, asking somebody, taking it on.

mod ask;
mod mine;
mod theirs;
mod words;

#[cfg(test)]
mod tests;

use chrono::NaiveDateTime;
use leptos::prelude::*;

use super::visit::{Frame, Visitor, frame, visitor};
use crate::domain::calendar::long_date;
use crate::domain::delegation::{Delegation, Side, State, Use};
use crate::ui::card::Card;
use crate::ui::date::AsOf;
use crate::ui::form_key::FormKey;
use crate::ui::trouble::TroubleNotice;

/// How many uses are listed one by one.
const USES: usize = 20;

/// The page.
#[component]
pub fn FamilyPage() -> impl IntoView {
    Suspend::new(page(frame(), visitor()))
}

async fn page(frame: Frame, visitor: Visitor) -> impl IntoView {
    let content = match visitor.records.delegations().await {
        Err(trouble) => view! { <TroubleNotice trouble/>{words::what_it_is()} }.into_any(),
        Ok(answer) => {
            let (as_of, all) = (answer.as_of, answer.value.delegations);
            let of = |side: Side| -> Vec<Delegation> { all.iter().filter(|one| one.side == side).cloned().collect() };
            let over = all.iter().filter(|one| is_over(one)).cloned().collect();
            view! {
                <p class="soft"><AsOf at=as_of today=frame.today/></p>
                {theirs::asked(of(Side::Held))}
                {mine::offered(&of(Side::Given))}
                {theirs::held(of(Side::Held), frame.today)}
                {mine::given(of(Side::Given), frame.today)}
                {theirs::enter(&frame.draft)}
                {ask::form(&frame)}
                {words::what_it_is()}
                {past(over)}
            }
            .into_any()
        }
    };
    view! {
        <div class="head">
            <p class="crumb"><a href="/">"ホーム"</a></p>
            <h1>"家族などの代理"</h1>
            <p class="soft">"家族などの記録を代わりに見る人を、代理人といいます。頼む人と引き受ける人の、両方のカードで決めます。"</p>
        </div>
        {content}
    }
}

fn is_over(one: &Delegation) -> bool {
    matches!(one.state, State::Ended | State::Declined | State::Lapsed | State::Unknown)
}

/// The name of the other side.
fn name_of(one: &Delegation) -> String {
    one.other
        .as_ref()
        .map_or_else(|| "（まだ決まっていません）".to_owned(), |other| format!("{} さん", other.person.name))
}

/// When it was used: the last time in a sentence, the rest behind it.
fn uses(uses: &[Use]) -> impl IntoView + use<> {
    let Some(last) = uses.first() else {
        return view! { <p class="small soft">"まだ、一度も見られていません。"</p> }.into_any();
    };
    let words = |used: &Use| format!("{}　{}", moment(used.at), used.kind.label());
    let last = format!("最後に見た日時：{}", words(last));
    let (count, lines) =
        (uses.len(), uses.iter().take(USES).map(|used| view! { <li>{words(used)}</li> }).collect_view());
    view! {
        <p class="small">{last}</p>
        {(count > 1).then(|| view! {
            <details><summary>{format!("見た記録（{count}回）")}</summary><ul class="dots small">{lines}</ul></details>
        })}
    }
    .into_any()
}

fn moment(at: NaiveDateTime) -> String {
    format!("{} {}", long_date(at.date()), at.format("%-H:%M"))
}

/// A form of one button about one delegation. `about` says to a screen reader which one, after the words on the button.
fn button(
    action: &'static str,
    id: &str,
    words: &'static str,
    class: &'static str,
    about: &str,
) -> impl IntoView + use<> {
    let (id, label) = (id.to_owned(), format!("{words}：{about}"));
    view! {
        <form method="post" action=action>
            <FormKey/>
            <input type="hidden" name="delegation" value=id/>
            <button class=class aria-label=label>{words}</button>
        </form>
    }
}

/// What is over. It stays readable: who could see what, and until when.
fn past(over: Vec<Delegation>) -> impl IntoView {
    (!over.is_empty()).then(|| {
        let lines = over.into_iter().map(|one| {
            let how = match one.state {
                State::Declined => "断られました",
                State::Lapsed => "期限までに引き受けられませんでした",
                State::Unknown => "この画面では説明できない状態です",
                _ => "終わりました",
            };
            let when = one.over_at.map_or_else(|| long_date(one.until), moment);
            let side = if one.side == Side::Given { "あなたが頼んだ代理" } else { "あなたが引き受けた代理" };
            view! { <li><b>{name_of(&one)}</b>"　"{side}<br/><span class="small">{format!("{when}　{how}")}</span>{uses(&one.uses)}</li> }
        });
        view! { <Card title="終わった代理"><ul class="list">{lines.collect_view()}</ul></Card> }
    })
}
