//! Looking through a whole history of drugs while somebody types.
//!
//! The server's form stands inside and works by itself. The island asks for the index once, when the field is entered, keeps it
//! in memory alone, and shows the newest of what is found below the form.

use leptos::html::Div;
use leptos::prelude::*;
use leptos::{ev, island};

use crate::domain::medication::search::index::Hit;

/// What is told below the form.
#[derive(Clone, Default, PartialEq)]
struct Told {
    /// In words.
    said: String,
    /// The newest of what was found.
    hits: Vec<Hit>,
}

/// Wraps the form with the field `q`.
#[island]
pub fn DrugSearch(
    /// The form.
    children: Children,
) -> impl IntoView {
    let wrap = NodeRef::<Div>::new();
    let (told, tell) = signal(Told::default());
    let state = StoredValue::new(live::State::default());

    let look = move || {
        let Some(typed) = wrap.get_untracked().and_then(|wrap| live::typed(&wrap)) else { return };
        tell.set(state.with_value(|state| live::look(state, &typed)));
    };
    let enter = move |_: ev::FocusEvent| live::fetch(state, look);
    let input = move |_: ev::Event| {
        live::fetch(state, look);
        look();
    };
    let rows = move || {
        told.get()
            .hits
            .into_iter()
            .map(|hit| {
                let Hit { token, name, ingredient, place, when, times } = hit;
                let ingredient =
                    (!ingredient.is_empty()).then(|| view! { <span class="sub">"成分："{ingredient}</span> });
                view! {
                    <li>
                        <div><b><a href=format!("/medications/{token}")>{name}</a></b>{ingredient}</div>
                        <p class="dose"><span>{format!("{times}回")}</span><span>{format!("新しいのは {when}")}</span><span>{place}</span></p>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <div class="live" node_ref=wrap on:focusin=enter on:input=input>
            {children()}
            <p class="said" role="status">{move || told.get().said}</p>
            <ul class="list">{rows}</ul>
        </div>
    }
}

/// In the browser.
#[cfg(feature = "hydrate")]
mod live {
    use gloo_net::http::Request;
    use leptos::prelude::*;
    use leptos::task::spawn_local;
    use leptos::wasm_bindgen::JsCast;
    use leptos::web_sys;
    use web_sys::{HtmlElement, HtmlInputElement, RequestRedirect};

    use super::Told;
    use crate::domain::medication::search::index::Index;
    use crate::domain::medication::search::{Readings, Wanted};

    /// As many products are shown; pressing the button shows each time.
    const MOST: usize = 10;

    const WAITING: &str = "これまでの記録の目次を読み込んでいます。";
    const FAILED: &str = "いまは、打ちながら探せません。「探す」を押すと、すべての年から探します。";

    /// How far the index is.
    #[derive(Default)]
    pub(super) enum State {
        #[default]
        NotAsked,
        Waiting,
        Here(Index),
        Failed,
    }

    /// What stands in the field.
    pub(super) fn typed(wrap: &HtmlElement) -> Option<String> {
        let field = wrap.query_selector("input[name=q]").ok()??;
        Some(field.dyn_into::<HtmlInputElement>().ok()?.value())
    }

    /// Asks for the index, once; looks again when it is there.
    pub(super) fn fetch(state: StoredValue<State>, look: impl Fn() + 'static) {
        if !state.with_value(|state| matches!(state, State::NotAsked)) {
            return;
        }
        state.set_value(State::Waiting);
        spawn_local(async move {
            let index = ask().await;
            // The page may be gone by now.
            let _ = state.try_update_value(|state| *state = index.map_or(State::Failed, State::Here));
            look();
        });
    }

    async fn ask() -> Option<Index> {
        // Whoever is signed out meanwhile is led elsewhere.
        let answer = Request::get("/medications/index").redirect(RequestRedirect::Manual).send().await.ok()?;
        if !answer.ok() {
            return None;
        }
        let text = answer.text().await.ok()?;
        Some(Index::read(&text, &Readings::default()))
    }

    /// What is to be told of what was typed.
    pub(super) fn look(state: &State, typed: &str) -> Told {
        let wanted = Wanted::new(typed);
        let say = |said: &str| Told { said: said.to_owned(), hits: Vec::new() };
        match state {
            _ if wanted.is_empty() => Told::default(),
            State::NotAsked | State::Waiting => say(WAITING),
            State::Failed => say(FAILED),
            State::Here(index) => {
                let (count, products, hits) = index.find(&wanted, MOST);
                let missing = index.missing().iter().map(|year| format!("{year}年")).collect::<Vec<_>>();
                let missing = if missing.is_empty() {
                    String::new()
                } else {
                    format!("{}は、いま読めないため探していません。", missing.join("、"))
                };
                let said = match count {
                    0 => format!("これまでの記録に、見つかりませんでした。{missing}"),
                    count if products > hits.len() => {
                        format!(
                            "{products}種類のお薬が、あわせて{count}件見つかりました。新しい{}種類です。{missing}",
                            hits.len()
                        )
                    }
                    count => format!("{products}種類のお薬が、あわせて{count}件見つかりました。{missing}"),
                };
                Told { said, hits }
            }
        }
    }
}

/// On the server nobody types.
#[cfg(not(feature = "hydrate"))]
mod live {
    use leptos::prelude::*;
    use leptos::web_sys::HtmlElement;

    use super::Told;

    /// Nothing is ever fetched here.
    #[derive(Default)]
    pub(super) struct State(());

    pub(super) fn typed(_: &HtmlElement) -> Option<String> {
        None
    }

    pub(super) fn fetch(_: StoredValue<State>, _: impl Fn() + 'static) {}

    pub(super) fn look(_: &State, _: &str) -> Told {
        Told::default()
    }
}
