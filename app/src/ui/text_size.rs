//! How large a browser wants its text: three sizes, kept by the browser itself. It is nothing personal, and works for
//! people who are not signed in.

use leptos::prelude::*;

use super::form_key::FormKey;
use crate::pages::visit::frame;

/// One of the sizes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextSize {
    /// As the browser is set.
    #[default]
    Normal,
    /// A quarter larger.
    Large,
    /// Half as large again.
    Largest,
}

impl TextSize {
    /// All, the smallest first.
    pub const ALL: [Self; 3] = [Self::Normal, Self::Large, Self::Largest];

    /// Its code, in the form and in the cookie.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Large => "large",
            Self::Largest => "largest",
        }
    }

    /// From a form or a cookie; nothing for any other text.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|size| size.code() == code)
    }

    /// Class of the document.
    #[must_use]
    pub const fn class(self) -> Option<&'static str> {
        match self {
            Self::Normal => None,
            Self::Large => Some("text-large"),
            Self::Largest => Some("text-largest"),
        }
    }

    const fn label(self) -> &'static str {
        match self {
            Self::Normal => "ふつう",
            Self::Large => "大きい",
            Self::Largest => "とても大きい",
        }
    }
}

/// A button for each size; the one in use is marked.
#[component]
pub fn TextSizeForm() -> impl IntoView {
    let now = frame().text_size;
    let buttons = TextSize::ALL.map(|size| {
        let label = format!("{}{}", size.label(), if size == now { "（いまの大きさ）" } else { "" });
        view! { <button class="btn line" name="size" value=size.code() aria-current=(size == now).then_some("true")>{label}</button> }
    });
    view! {
        <form method="post" action="/settings/text-size">
            <FormKey/>
            <p>"文字の大きさを選んでください。すぐに、すべてのページの文字がその大きさになります。"</p>
            <div class="actions">{buttons.into_iter().collect_view()}</div>
            <p class="small soft">"このブラウザだけの設定で、ログインしていなくても使えます。印刷する紙の文字は変わりません。"</p>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::TextSize;
    use crate::pages::fake_records::{frame_for, render};

    #[test]
    fn the_document_says_its_size_and_the_form_marks_it() {
        for (code, class, label) in [
            ("normal", "<html lang=\"ja\" class=\"\">", "ふつう（いまの大きさ）"),
            ("large", "<html lang=\"ja\" class=\"text-large\">", "大きい（いまの大きさ）"),
            ("largest", "<html lang=\"ja\" class=\"text-largest\">", "とても大きい（いまの大きさ）"),
        ] {
            let mut frame = frame_for("/help", None);
            frame.text_size = TextSize::from_code(code).expect("a size");
            let html = render("/help", &frame);
            assert!(html.contains(class) && html.contains(label), "{code}");
            assert_eq!(html.matches("aria-current=\"true\"").count(), 1, "{code}");
        }
        assert_eq!(TextSize::from_code("huge"), None);
    }
}
