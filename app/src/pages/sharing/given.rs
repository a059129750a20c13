//! Consents: those in force with their uses and what can be done with them, and those that are over.

use chrono::NaiveDateTime;
use leptos::prelude::*;

use super::{Leafed, about};
use crate::domain::calendar::long_date;
use crate::domain::delegation::kinds_words;
use crate::domain::partner::{Standing, Term};
use crate::pages::visit::{Draft, Frame};
use crate::sharing::{Given, Used};
use crate::ui::card::Card;
use crate::ui::form_key::FormKey;
use crate::ui::pager::Pager;

fn moment(at: NaiveDateTime) -> String {
    format!("{} {}", long_date(at.date()), at.format("%-H:%M"))
}

/// Those in force.
pub(super) fn standing(all: Vec<Given>, leafed: Option<&Leafed>, frame: &Frame) -> impl IntoView {
    let nothing = all.is_empty();
    let lines = all.iter().map(|given| one(given, leafed, frame)).collect_view();
    view! {
        <Card title="いま渡している事業者">
            {if nothing {
                view! { <p>"このサイトから渡している事業者は、いまはありません。"</p> }.into_any()
            } else {
                view! { <ul class="list roomy">{lines}</ul> }.into_any()
            }}
            <p class="small">"このサイトの外で同意したアプリや、病院・薬局への同意は、"<a href="/access/consents">"同意の一覧"</a>"にあります。"</p>
        </Card>
    }
}

fn one(given: &Given, leafed: Option<&Leafed>, frame: &Frame) -> impl IntoView + use<> {
    let name = given.partner.name.clone();
    let (kinds, years) = (kinds_words(&given.terms.kinds), given.terms.years.words());
    // What nobody can read is not being given, and no day is its end.
    let (what, until) = match given.open_until {
        Some(_) => (
            format!("渡している記録：{kinds}（{years}）"),
            format!("{} に同意。{} まで", moment(given.since), moment(given.until)),
        ),
        None => {
            (format!("渡すことに同意した記録：{kinds}（{years}）"), format!("{} に同意しました。", moment(given.since)))
        }
    };
    let suspended = given.suspended.then(|| {
        view! {
            <p><b>"この事業者は、いま停止されています。何も渡っていません。"</b></p>
        }
    });
    view! {
        <li>
            <p class="say"><b>{name.clone()}</b></p>
            {suspended}
            <p>{what}</p>
            <p>{until}</p>
            {reading(given).map(|words| view! { <p><b>{words}</b></p> })}
            {about(&given.partner)}
            {uses(given, leafed)}
            {change(given, &name, frame.now, &frame.draft)}
            <form method="post" action="/sharing/stop">
                <FormKey/>
                <input type="hidden" name="consent" value=given.token.clone()/>
                <div class="actions"><button class="btn line" aria-label=format!("いますぐ止める：{name}")>"いますぐ止める"</button></div>
            </form>
        </li>
    }
}

/// What stays. Nothing can be added here: that takes the provider's question and the card. Nothing where there is nothing to
/// leave away.
fn change(given: &Given, name: &str, now: NaiveDateTime, draft: &Draft) -> Option<impl IntoView + use<>> {
    let token = given.token.clone();
    // What could not be taken stands there again.
    let back = draft.typed("consent") == Some(&token);
    let ticked = |name: &str, value: &str, else_: bool| if back { draft.is_ticked(name, value) } else { else_ };
    let of = token.get(..8).unwrap_or_default().to_owned();
    let pick = move |kind: &'static str, name: &'static str, value: String, words: String, checked: bool| {
        let id = format!("{name}-{of}-{value}");
        let label = id.clone();
        view! {
            <label class="pick" for=label>
                <input type=kind id=id name=name value=value checked=checked/>
                <span>{words}</span>
            </label>
        }
    };
    let (kinds, years) = (&given.terms.kinds, given.terms.years.parts());
    let sooner: Vec<(Term, NaiveDateTime)> = Term::ALL
        .into_iter()
        .filter_map(|term| Some((term, now.checked_add_signed(chrono::TimeDelta::days(term.days()))?)))
        .filter(|(_, until)| *until < given.until)
        .collect();
    if kinds.len() < 2 && years.len() < 2 && sooner.is_empty() {
        return None;
    }
    let kinds = kinds.iter().map(|kind| {
        pick("checkbox", "kind", kind.code().to_owned(), kind.label().to_owned(), ticked("kind", kind.code(), true))
    });
    let kinds = kinds.collect_view();
    let years = years
        .into_iter()
        .map(|(value, words)| {
            let checked = ticked("year", &value, true);
            pick("checkbox", "year", value, words, checked)
        })
        .collect_view();
    let terms = (!sooner.is_empty()).then(|| {
        let same = pick(
            "radio",
            "term",
            String::new(),
            format!("変えない（{} まで）", long_date(given.until.date())),
            ticked("term", "", true),
        );
        let sooner = sooner.into_iter().map(|(term, until)| {
            let words = format!("{}日間（{} まで）", term.days(), long_date(until.date()));
            pick("radio", "term", term.code().to_owned(), words, ticked("term", term.code(), false))
        });
        view! { <fieldset><legend>"いつまで"</legend>{same}{sooner.collect_view()}</fieldset> }
    });
    let label = format!("渡す記録や期間を減らす：{name}");
    Some(view! {
        <details open=back class="noprint">
            <summary>"渡す記録や期間を減らす"</summary>
            <form method="post" action="/sharing/change">
                <FormKey/>
                <input type="hidden" name="consent" value=token/>
                <fieldset><legend>"これからも渡す記録"</legend>{kinds}</fieldset>
                <fieldset><legend>"これからも渡す記録の年"</legend>{years}</fieldset>
                {terms}
                <div class="actions"><button class="btn" aria-label=label>"この内容に変える"</button></div>
            </form>
        </details>
    })
}

/// What the provider can do at this moment, where that is less than a consent with these dates lets one think.
fn reading(given: &Given) -> Option<&'static str> {
    match (given.terms.offline, given.open_until) {
        (true, Some(_)) => None,
        (false, Some(_)) => Some("このアプリが読めるのは、同意のあとの数分だけです。"),
        (false, None) => Some("このアプリが読めるのは、同意のあとの数分だけでした。いまは読めません。"),
        (true, None) => {
            Some("このアプリは、同意のあとの受け取りの手続きを、期限までに済ませませんでした。いまは読めません。")
        }
    }
}

/// The last time that something was given, the last time that nothing was, and every single one.
fn uses(given: &Given, leafed: Option<&Leafed>) -> impl IntoView + use<> {
    if given.use_count == 0 {
        return view! { <p class="small soft">"まだ、一度も使われていません。"</p> }.into_any();
    }
    let last = match &given.last_given {
        Some(last) => {
            let when = format!("最後に使われた日時：{}", moment(last.at));
            view! { <p class="small">{when}" "<span>{last.what}</span></p> }.into_any()
        }
        None => view! { <p class="small soft">"まだ、何も渡していません。"</p> }.into_any(),
    };
    let refused = given.last_refused.as_ref().map(|last| {
        let when = format!("最後に求めを断った日時：{}", moment(last.at));
        view! { <p class="small">{when}" "<span>{last.what}</span></p> }
    });
    let open = leafed.filter(|leafed| leafed.token == given.token);
    let (part, shown) = open.map_or((1, &given.uses), |open| (open.part, &open.uses));
    // Each part by itself: a language knows them by their own words.
    let line = |used: &Used| {
        let refused = (!used.given).then(|| view! { <span>"（渡しませんでした）"</span> });
        view! { <li>{moment(used.at)}" "<span>{used.what}</span>{refused}</li> }
    };
    let (count, lines) = (given.use_count, shown.iter().map(line).collect_view());
    let place = format!("uses-{}", given.token.get(..8).unwrap_or_default());
    view! {
        {last}
        {refused}
        <details id=place.clone() open=open.is_some()>
            <summary>{format!("使われた記録と、断った求め（全部で{count}件）")}</summary>
            <ul class="dots small">{lines}</ul>
            <Pager
                count part address=format!("/sharing?consent={}", given.token) place=format!("#{place}")
                about=given.partner.name.clone()
            />
        </details>
    }
    .into_any()
}

/// Those that are over. They stay readable: who could have what, until when, and what was taken.
pub(super) fn over(all: Vec<Given>, leafed: Option<&Leafed>) -> impl IntoView {
    (!all.is_empty()).then(|| {
        let lines: Vec<AnyView> = all
            .iter()
            .map(|given| {
                let Standing::Over(ended) = given.standing else { return ().into_any() };
                let when = moment(given.stopped_at.unwrap_or(given.until));
                let what = format!("{}（{}）", kinds_words(&given.terms.kinds), given.terms.years.words());
                view! {
                    <li>
                        <p><b>{given.partner.name.clone()}</b>"　"{what}</p>
                        <p class="small">{format!("{when}　{}", ended.words())}</p>
                        {uses(given, leafed)}
                    </li>
                }
                .into_any()
            })
            .collect();
        view! { <Card title="終わった同意"><ul class="list roomy">{lines}</ul></Card> }
    })
}
