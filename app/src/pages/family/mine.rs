//! One's own records: who may look at them, and what waits to be taken on.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::{button, moment, name_of, uses};
use crate::domain::calendar::long_date;
use crate::domain::delegation::{Delegation, State, kinds_words};
use crate::ui::card::Card;

/// Offers under way.
pub(super) fn offered(given: &[Delegation]) -> impl IntoView + use<> {
    given.iter().filter_map(waiting).collect_view()
}

/// The card.
pub(super) fn given(given: Vec<Delegation>, today: NaiveDate) -> impl IntoView {
    let lines: Vec<_> = given
        .into_iter()
        .filter(|one| one.state == State::Standing && today <= one.until)
        .map(|one| {
            let who = name_of(&one);
            let terms = format!("見せている記録：{}。{} まで", kinds_words(&one.kinds), long_date(one.until));
            view! {
                <li>
                    <p class="say"><b>{who.clone()}</b></p>
                    <p>{terms}</p>
                    {uses(&one.uses)}
                    <div class="actions">{button("/family/end", &one.id, "すぐに終わらせる", "btn line", &who)}</div>
                </li>
            }
        })
        .collect();
    view! {
        <Card title="あなたの記録を見られる代理人">
            {if lines.is_empty() {
                view! { <p>"いまは、あなたの記録を代理で見られる人はいません。"</p> }.into_any()
            } else {
                view! { <ul class="list">{lines}</ul> }.into_any()
            }}
        </Card>
    }
}

/// An offer under way: the code to hand over, or who has entered it.
fn waiting(one: &Delegation) -> Option<AnyView> {
    let terms = format!("見せる記録：{}。期間：{} まで", kinds_words(&one.kinds), long_date(one.until));
    match (one.state, &one.code) {
        (State::Offered, Some((code, until))) => Some(view! {
            <section class="banner" aria-labelledby="offered">
                <h2 id="offered">"代理人になる人に、この番号を伝えてください"</h2>
                <p class="code num">{code.grouped()}</p>
                <p>{format!("{} まで、一度だけ使えます。", moment(*until))}{terms}</p>
                <p>"会って、または声を確かめて伝えてください。知らない人や、電話で番号を聞いてきた人には、伝えないでください。"</p>
                <div class="actions">
                    <a class="btn line" href="/family">"もう一度見る"</a>
                    {button("/family/end", &one.id, "取り消す", "btn line", "この番号")}
                </div>
            </section>
        }.into_any()),
        (State::Claimed, _) => {
            let who = name_of(one);
            Some(view! {
                <section class="banner" aria-labelledby="claimed">
                    <h2 id="claimed">{format!("{who}が番号を入れました")}</h2>
                    <p>"引き受けると、この人があなたの記録を見られるようになります。頼んだ人と違うときは、すぐに取り消してください。"</p>
                    <p>{terms}</p>
                    <div class="actions">
                        <a class="btn line" href="/family">"もう一度見る"</a>
                        {button("/family/end", &one.id, "取り消す", "btn line", &who)}
                    </div>
                </section>
            }.into_any())
        }
        _ => None,
    }
}
