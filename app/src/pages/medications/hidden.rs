//! Which drugs stay off sheets and shares: told to the person alone, with the way to show each again.

use leptos::prelude::*;

use super::Around;
use crate::ui::form_key::FormKey;

/// The card; nothing where nothing is hidden, and nothing for somebody who acts for another.
pub(super) fn card(around: &Around<'_>) -> Option<AnyView> {
    if !around.visitor.is_own() {
        return None;
    }
    let Ok(hidden) = &around.hidden else {
        return Some(
            view! {
                <div class="banner bad" role="status">
                    <p><b>"紙や共有に出さないと決めたお薬の一覧を、いま読めません。"</b>"一覧は失われていません。読めるようになるまで、紙やファイルは作れません。少し待ってから、もう一度開いてください。"</p>
                </div>
            }
            .into_any(),
        );
    };
    if hidden.is_empty() {
        return None;
    }
    let count = hidden.all().len();
    let lines = hidden.all().iter().map(|one| {
        let token = around.visitor.keeping.token_of_drug(&one.key);
        view! {
            <li>
                <b>{one.name.clone()}</b>
                <form class="inline" method="post" action="/medications/hide">
                    <FormKey/>
                    <input type="hidden" name="drug" value=token/>
                    <button class="btn line slim" name="do" value="show" aria-label=format!("{}を紙や共有に出す", one.name)>"また出す"</button>
                </form>
            </li>
        }
    });
    Some(
        view! {
            <section class="note noprint" aria-label="紙や共有に出さないお薬">
                <p>"紙や共有に出さないお薬が "<b>{format!("{count}種類")}</b>" あります。この知らせは、あなたにだけ表示しています。"</p>
                <details><summary>"どのお薬か見る・もとに戻す"</summary><ul class="list">{lines.collect_view()}</ul></details>
            </section>
        }
        .into_any(),
    )
}
