//! The search: a plain form over all years, made alive by an island that shows what is found while one types.

use leptos::prelude::*;

use super::asked::Asked;
use crate::domain::medication::search::MOST_LETTERS;
use crate::islands::drug_search::DrugSearch;

/// The form. What was typed comes back.
pub(super) fn form(asked: &Asked) -> AnyView {
    let typed = asked.typed.clone().unwrap_or_default();
    view! {
        <DrugSearch>
            <form class="inline" action="/medications" method="get" role="search">
                <div class="field">
                    <label for="q">"すべての年から、お薬・成分・病院や薬局の名前で探す"</label>
                    <p class="help" id="q-help">"ひらがな、カタカナ、半角でも探せます。言葉のあいだを空けると、すべてを含むものを探します。"</p>
                    <input id="q" name="q" type="search" value=typed maxlength=MOST_LETTERS autocomplete="off" aria-describedby="q-help"/>
                </div>
                <button class="btn line">"探す"</button>
            </form>
        </DrugSearch>
    }
    .into_any()
}
