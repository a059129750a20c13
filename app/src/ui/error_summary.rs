//! The list of what is wrong with a form, above it, each line leading to its field.

use leptos::prelude::*;

/// A field's id and what is wrong with it, in the same words as beside the field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// Id of the field.
    pub field: &'static str,
    /// What is wrong and how to mend it.
    pub message: String,
}

/// A page that is sent whole takes the focus here; the import converter moves the focus itself.
const SENT_WHOLE: bool = cfg!(feature = "ssr");

/// Nothing is shown without errors. Focus moves here, so that a screen reader begins with it.
#[component]
pub fn ErrorSummary(
    /// In the order of the fields.
    errors: Vec<FieldError>,
) -> impl IntoView {
    (!errors.is_empty()).then(|| {
        #[cfg(feature = "ssr")]
        crate::pages::visit::frame().mistakes_shown.say();
        let lines =
            errors.into_iter().map(|error| view! { <li><a href=format!("#{}", error.field)>{error.message}</a></li> });
        view! {
            <div class="errors" tabindex="-1" autofocus=SENT_WHOLE aria-labelledby="errors-title">
                <div role="alert">
                    <h2 id="errors-title">{"入力内容を確かめてください"}</h2>
                    <ul>{lines.collect_view()}</ul>
                </div>
            </div>
        }
    })
}
