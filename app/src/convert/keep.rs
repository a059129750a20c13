//! Below the checkups that the browser read: the way to add them to the record. Only pressing it sends anything, and only
//! the checkups it stands below; whose they are is judged by the server.

use leptos::prelude::*;

use crate::domain::checkup::document::Document;
use crate::files::{carried, carried_checkups};
use crate::ui::checkup_import::{ADD, ADD_WORDS};

use super::attribute;

/// The hidden field of the page's own form: what was shown to this visitor proves this form too.
#[component]
pub(super) fn FormKey() -> impl IntoView {
    view! { <input type="hidden" name="form_key" value=attribute("#import-form input[name=form_key]", "value")/> }
}

/// For one person's documents.
pub(super) fn keep_form(documents: Vec<Document>) -> AnyView {
    let documents: Vec<&Document> = documents.iter().collect();
    match attribute("#import-form", "data-keep").as_str() {
        "yes" => {}
        "acting" => return view! { <p>{"代理のあいだは、健診を記録に加えられません。この結果は、どこにも送っていません。"}</p> }.into_any(),
        _ => {
            let sign_in = attribute("#import-form", "data-sign-in");
            return view! { <p>{"この結果は、どこにも送っていません。"}<a href=sign_in>{"ログインする"}</a>{"と、ファイルを選び直して、あなたの健診の記録に加えられます。"}</p> }.into_any();
        }
    }
    let packed = carried_checkups::pack(&documents);
    if !carried::fits(&packed) {
        return view! { <p class="error-text">{"件数が多すぎて、一度に加えられません。ファイルを分けて読み込んでください。"}</p> }.into_any();
    }
    let label = format!("{}回分を{ADD}", documents.len());
    view! {
        <form method="post" action="/import/checkups">
            <FormKey/>
            <input type="hidden" name="checkups" value=packed/>
            <p class="small">{ADD_WORDS}</p>
            <div class="actions"><button class="btn big">{label}</button></div>
        </form>
    }
    .into_any()
}
