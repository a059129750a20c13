//! Multi-line text field. Leptos 0.8 writes the children of this element unescaped, so this is the only file that may
//! use the raw tag.

use leptos::prelude::*;

/// The field; its label is the caller's.
#[component]
pub fn TextArea(
    /// Name and id.
    name: &'static str,
    /// What was typed before.
    #[prop(into)]
    value: String,
    /// Visible rows.
    #[prop(default = 4)]
    rows: u32,
    /// Ids of help and error texts.
    #[prop(optional, into)]
    described_by: Option<String>,
) -> impl IntoView {
    view! { <textarea id=name name=name rows=rows aria-describedby=described_by>{content(&value)}</textarea> }
}

/// The HTML parser drops one leading line break and reads entities.
fn content(value: &str) -> String {
    format!("\n{}", value.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"))
}

#[cfg(test)]
mod tests {
    use super::content;

    #[test]
    fn nothing_ends_the_field_early() {
        for (typed, written) in [
            ("</textarea><script>", "\n&lt;/textarea&gt;&lt;script&gt;"),
            ("\n二行目", "\n\n二行目"),
            ("&lt;", "\n&amp;lt;"),
            ("", "\n"),
        ] {
            assert_eq!(content(typed), written, "{typed}");
        }
    }
}
