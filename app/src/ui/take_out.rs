//! The way to take out something that a person added themselves: asked once more before it goes, without a script.

use leptos::prelude::*;

use super::form_key::FormKey;

/// A fold with the form in it.
#[component]
pub fn TakeOut(
    /// Where the form goes.
    action: &'static str,
    /// The field that says which.
    field: &'static str,
    /// Which.
    token: String,
    /// The same in words: `2019年6月7日 特定健診`.
    what: String,
    /// What the person can do to have it back.
    back: &'static str,
) -> impl IntoView {
    let label = format!("{what}を取り除く");
    view! {
        <details class="noprint">
            <summary>"取り除く"<span class="vh">"："{what}</span></summary>
            <form method="post" action=action>
                <FormKey/>
                <input type="hidden" name=field value=token/>
                <p class="small">"すぐに消えます。"{back}</p>
                <div class="actions"><button class="btn line slim" aria-label=label>"取り除く"</button></div>
            </form>
        </details>
    }
}

/// For what was read from a file.
pub const FILE: &str = "ファイルが手もとにあれば、もう一度読み込んで加えられます。";

/// For what was typed in.
pub const TYPED: &str = "もう一度書き加えることはできます。";
