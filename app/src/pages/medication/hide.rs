//! Keeping a drug off sheets and shares (秘匿), and showing it there again: the person's own choice, told to nobody else.

use chrono::Datelike;
use leptos::prelude::*;

use crate::domain::medication::{Dispensing, DrugKey};
use crate::pages::visit::Visitor;
use crate::ui::form_key::FormKey;

/// The form.
pub(super) async fn form(visitor: &Visitor, key: &DrugKey, token: &str, newest: &Dispensing) -> AnyView {
    let Ok(hidden) = visitor.keeping.hidden_drugs().await else {
        return view! {
            <section class="card"><h2>"紙や共有に出さない"</h2><p>"いまは、この設定を読めません。設定は失われていません。少し待ってから、もう一度開いてください。"</p></section>
        }
        .into_any();
    };
    let is_hidden = hidden.hides_key(key);
    let (said, act, button) = if is_hidden {
        ("このお薬は、薬局などで見せる紙、ファイル、ほかの人や医療機関との共有に出していません。", "show", "また出す")
    } else {
        (
            "このお薬を、薬局などで見せる紙、ファイル、ほかの人や医療機関との共有から外せます。あなたの画面には、これまでどおり出ます。",
            "hide",
            "紙や共有に出さない",
        )
    };
    view! {
        <section class="card noprint">
            <h2>"紙や共有に出さない"</h2>
            <p>{said}</p>
            <p class="small">"出さないお薬があると、医師や薬剤師は飲み合わせを確かめられません。受診や薬局のときは、口頭で伝えることも考えてください。出さないお薬があることは、あなたの画面にだけ表示します。"</p>
            <form method="post" action="/medications/hide">
                <FormKey/>
                <input type="hidden" name="drug" value=token.to_owned()/>
                <input type="hidden" name="year" value=newest.sort_day().year()/>
                <div class="actions"><button class="btn line" name="do" value=act>{button}</button></div>
            </form>
        </section>
    }
    .into_any()
}
