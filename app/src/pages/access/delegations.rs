//! The delegations (代理人) themselves, beside the looks made by them: given to whom or held for whom, which kinds, from when
//! until when, and how they ended. A look by one leads here.

use leptos::prelude::*;

use crate::domain::access::moment_words;
use crate::domain::calendar::long_date;
use crate::domain::delegation::{Delegation, Family, Side, State, kinds_words};
use crate::records::Answer;
use crate::ui::trouble::TroubleNotice;

/// The section; nothing where there was never one.
pub(super) fn section(answer: Answer<Family>) -> Option<AnyView> {
    let all = match answer {
        Err(trouble) => return Some(view! { <TroubleNotice trouble/> }.into_any()),
        Ok(answer) => answer.value.delegations,
    };
    let lines: Vec<_> = all.iter().filter_map(line).collect();
    (!lines.is_empty()).then(|| {
        view! {
            <section class="card">
                <h2>"代理の登録"</h2>
                <p>"だれに記録を見せることにしたか、だれの記録を見られるかです。"<a href="/family">"「家族などの代理」で終わらせる"</a></p>
                <ul class="list">{lines}</ul>
            </section>
        }
        .into_any()
    })
}

/// One that came to stand; offers that nobody took have let nobody see anything.
fn line(one: &Delegation) -> Option<impl IntoView + use<>> {
    let stood = matches!(one.state, State::Standing | State::Ended | State::Unknown);
    let other = one.other.as_ref().filter(|_| stood)?;
    let chip = if one.state == State::Standing { "chip" } else { "chip none" };
    let standing = match one.state {
        State::Standing => "有効",
        State::Unknown => "状態は分かりません",
        _ => "終わりました",
    };
    let (name, kinds) = (other.person.name.clone(), kinds_words(&one.kinds));
    let said = match one.side {
        Side::Given => {
            view! { "あなたの"<b>{kinds}</b>"の記録を、"<b>{name}</b>"さんが代理で見られるようにした登録です。" }
                .into_any()
        }
        Side::Held => {
            view! { <b>{name}</b>"さんの"<b>{kinds}</b>"の記録を、あなたが代理で見られるようにした登録です。" }
                .into_any()
        }
    };
    let term = match one.over_at {
        Some(at) => format!("{}に始まり、{}に終わりました。", long_date(one.from), moment_words(at)),
        None => format!("{}から{}まで。", long_date(one.from), long_date(one.until)),
    };
    Some(view! {
        <li id=one.id.clone() class="told">
            <p><span class=chip>{standing}</span>" "{said}</p>
            <p class="small soft">{term}</p>
        </li>
    })
}
