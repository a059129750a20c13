//! Below the checkups that were read: the way to add them to the record, or why there is none.

use leptos::prelude::*;

use crate::domain::checkup::added::{NotAdded, may_be_added};
use crate::domain::checkup::document::Document;
use crate::files::{carried, carried_checkups};
use crate::pages::visit::frame;
use crate::ui::checkup_import::{ADD, ADD_WORDS};
use crate::ui::form_key::FormKey;

/// For one person's documents.
pub(super) fn keep_form(documents: Vec<Document>) -> AnyView {
    let frame = frame();
    let Some(visitor) = frame.visitor else {
        return view! { <p>"この結果は保存していません。"<a href=frame.here>"ログインする"</a>"と、ファイルを選び直して、あなたの健診の記録に加えられます。"</p> }.into_any();
    };
    if visitor.acting.is_some() {
        return view! { <p>"代理のあいだは、健診を記録に加えられません。この結果は保存していません。"</p> }.into_any();
    }
    let mut own: Vec<&Document> = Vec::new();
    let mut reasons: Vec<NotAdded> = Vec::new();
    for document in &documents {
        match may_be_added(document, &visitor.person, frame.today) {
            Ok(()) => own.push(document),
            Err(why) if !reasons.contains(&why) => reasons.push(why),
            Err(_) => {}
        }
    }
    let reasons = reasons.into_iter().map(|why| view! { <p class="error-text">{why.to_string()}</p> }).collect_view();
    let packed = carried_checkups::pack(&own);
    let form = match own.len() {
        0 => ().into_any(),
        _ if !carried::fits(&packed) => {
            view! { <p class="error-text">"件数が多すぎて、一度に加えられません。ファイルを分けて読み込んでください。"</p> }.into_any()
        }
        count => view! {
            <form method="post" action="/import/checkups">
                <FormKey/>
                <input type="hidden" name="checkups" value=packed/>
                <p class="small">{ADD_WORDS}</p>
                <div class="actions"><button class="btn big">{format!("{count}回分を{ADD}")}</button></div>
            </form>
        }
        .into_any(),
    };
    view! { {reasons}{form} }.into_any()
}
