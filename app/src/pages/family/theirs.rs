//! Other people's records: who has asked, whose may be looked at, and where a code is entered.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::{button, name_of, uses};
use crate::domain::calendar::long_date;
use crate::domain::delegation::{Delegation, State, kinds_words};
use crate::pages::visit::Draft;
use crate::ui::card::Card;
use crate::ui::form_key::FormKey;

/// Those whose code was entered and who wait for an answer.
pub(super) fn asked(held: Vec<Delegation>) -> impl IntoView {
    let asked = held.into_iter().filter(|one| one.state == State::Claimed).map(|one| {
        let who = name_of(&one);
        let born = one.other.as_ref().map(|other| format!("{}生まれ", long_date(other.person.birth)));
        let terms = format!("見られる記録：{}。期間：{} まで", kinds_words(&one.kinds), long_date(one.until));
        view! {
            <section class="banner" aria-labelledby="asked">
                <h2 id="asked">{format!("{who}から、代理人になるよう頼まれています")}</h2>
                <p class="say"><b>{who.clone()}</b>"　"{born}</p>
                <p>{terms}</p>
                <p>"名前と生年月日を確かめてください。知らない人のときは、引き受けないでください。"</p>
                <div class="actions">
                    {button("/family/accept", &one.id, "引き受ける", "btn", &who)}
                    {button("/family/decline", &one.id, "断る", "btn line", &who)}
                </div>
            </section>
        }
    });
    asked.collect_view()
}

/// Whose records may be looked at.
pub(super) fn held(held: Vec<Delegation>, today: NaiveDate) -> impl IntoView {
    let lines: Vec<_> = held
        .into_iter()
        .filter(|one| one.acting(today).is_some())
        .map(|one| {
            let who = name_of(&one);
            let born = one.other.as_ref().map(|other| format!("{}生まれ", long_date(other.person.birth)));
            let kinds = kinds_words(&one.kinds);
            view! {
                <li>
                    <p class="say"><b>{who.clone()}</b></p>
                    <p class="small">{born}</p>
                    <p>{format!("見られる記録：{kinds}。{} まで", long_date(one.until))}</p>
                    {uses(&one.uses)}
                    <div class="actions">
                        {button("/family/switch", &one.id, "この人の記録を見る", "btn", &who)}
                        {button("/family/end", &one.id, "代理人をやめる", "btn line", &who)}
                    </div>
                </li>
            }
        })
        .collect();
    view! {
        <Card title="あなたが代理で見られる人">
            {if lines.is_empty() {
                view! {
                    <p>"いまは、だれの代理人にもなっていません。"</p>
                    <p class="small soft">"見てもらいたい人がこのページで番号をつくり、あなたがその番号を入れて引き受けると、ここに名前が出ます。"</p>
                }.into_any()
            } else {
                view! { <ul class="list">{lines}</ul> }.into_any()
            }}
        </Card>
    }
}

/// Where a code is entered.
pub(super) fn enter(draft: &Draft) -> impl IntoView + use<> {
    let code = draft.typed("code").unwrap_or_default().to_owned();
    view! {
        <Card title="番号を入れて、代理人になる">
            <p>"代理人になるよう頼んだ人から、8文字の番号を直接聞いてください。番号を入れると、だれに頼まれたかを確かめる画面になります。"</p>
            <form method="post" action="/family/claim">
                <FormKey/>
                <div class="field">
                    <label for="code">"番号"</label>
                    <p class="help" id="code-help">"英字と数字の8文字（例：ABCD-2345）。つくってから15分のあいだ、一度だけ使えます。5回まちがえると、しばらく入れられません。"</p>
                    <input type="text" id="code" name="code" value=code autocomplete="off" autocapitalize="characters" spellcheck="false" required aria-describedby="code-help"/>
                </div>
                <div class="actions"><button class="btn">"番号を確かめる"</button></div>
            </form>
        </Card>
    }
}
