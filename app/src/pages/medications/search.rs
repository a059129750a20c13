//! Finding a drug, an ingredient or an institution in the shown year, however its name is typed.

use leptos::prelude::*;

use super::Asked;
use crate::domain::medication::{Dispensing, Drug};
use crate::domain::tax::width::full_width;

/// The form: looks in the open year. What was typed comes back.
pub(super) fn form(asked: &Asked) -> AnyView {
    let typed = asked.typed.clone().unwrap_or_default();
    view! {
        <form class="inline" action="/medications" method="get" role="search">
            <input type="hidden" name="year" value=asked.year/>
            <div class="field">
                <label for="q">{asked.year}"年の中から、お薬・成分・病院や薬局の名前で探す"</label>
                <input id="q" name="q" type="search" value=typed maxlength="60"/>
            </div>
            <button class="btn line">"探す"</button>
        </form>
    }
    .into_any()
}

/// What is compared: wide letters, lower case, katakana, no spaces. `ｱﾑﾛ`, `あむろ` and `アムロ` are the same.
fn key(text: &str) -> String {
    full_width(text)
        .chars()
        .filter(|c| !c.is_whitespace())
        .flat_map(char::to_lowercase)
        .map(|c| if ('ぁ'..='ゖ').contains(&c) { char::from_u32(u32::from(c) + 0x60).unwrap_or(c) } else { c })
        .collect()
}

/// What was typed, ready to be looked for.
pub(super) struct Wanted(String);

impl Wanted {
    /// Nothing typed finds everything.
    pub(super) fn new(typed: Option<&str>) -> Self {
        Self(typed.map(key).unwrap_or_default())
    }

    /// The drugs of a dispensing to show: all, if an institution is meant; else those whose name or ingredient is.
    pub(super) fn in_dispensing<'d>(&self, dispensing: &'d Dispensing) -> Vec<&'d Drug> {
        let says = |text: &str| key(text).contains(&self.0);
        let place =
            says(&dispensing.dispenser.name) || dispensing.prescriber.as_ref().is_some_and(|one| says(&one.name));
        dispensing
            .drugs
            .iter()
            .filter(|drug| place || says(&drug.name) || drug.ingredient.as_deref().is_some_and(says))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn width_case_and_kana_do_not_matter() {
        for (one, other) in [
            ("ｱﾑﾛｼﾞﾋﾟﾝ", "アムロジピン"),
            ("あむろじぴん", "アムロジピン"),
            ("OD錠5mg", "ＯＤ錠５ｍｇ"),
            ("od", "ＯＤ"),
            ("見本 薬局", "見本　薬局"),
            ("ばるさるたん", "ﾊﾞﾙｻﾙﾀﾝ"),
        ] {
            assert_eq!(key(one), key(other));
        }
        assert_ne!(key("ハ"), key("バ"));
    }
}
