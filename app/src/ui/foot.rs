//! The footer: what this site is not, how long the session lasts, and the way to help.

use chrono::NaiveDateTime;
use leptos::prelude::*;

use super::form_key::FormKey;
use super::languages::Languages;
use crate::pages::visit::frame;
use crate::text::ja::{self, place};

/// The footer.
#[component]
pub fn Foot(
    /// When the session ends if nothing is done; nothing for someone signed out.
    idle_end: Option<NaiveDateTime>,
    /// It ends then whatever is done.
    last: bool,
    /// They act for another: their own settings are closed meanwhile.
    acting: bool,
) -> impl IntoView {
    view! {
        <footer class="foot">
            <div>
                {idle_end.map(|end| {
                    let time = view! { <b><time datetime=end.format("%H:%M").to_string()>{end.format("%-H:%M").to_string()}</time></b> };
                    if last {
                        return view! { <p class="stay">"ログインから12時間たつため、"{time}" に自動でログアウトします。延ばすことはできません。"</p> }.into_any();
                    }
                    view! {
                        <form class="stay" method="post" action="/session/extend">
                            <FormKey/>
                            <span>"操作がないと、"{time}" に自動でログアウトします。"</span>
                            <button class="btn line slim">"時間を延ばす"</button>
                        </form>
                    }
                    .into_any()
                })}
                <ul>
                    {(idle_end.is_some() && !acting).then(|| view! { <li><a href="/settings">{place::SETTINGS}</a></li> })}
                    <li><a href="/help#text-size">{place::TEXT_SIZE}</a></li>
                    <li><a href="/help">{place::HELP}</a></li>
                    <li><a href="/import">{place::IMPORT}</a></li>
                </ul>
                <Languages/>
                <p>{ja::NOT_GOVERNMENT}{frame().demo.then_some(ja::DEMO_DATA)}</p>
            </div>
        </footer>
    }
}
