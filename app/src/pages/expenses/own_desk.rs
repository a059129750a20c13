//! The book of a signed-in person: links that open a row, and one small form for each thing that is done.

use leptos::prelude::*;

use crate::ui::book::desk::{Desk, Fill, Press, unseen};
use crate::ui::form_key::FormKey;

/// Where its forms go.
const ACTION: &str = "/expenses/rows";

/// For the rows of a year.
pub struct OwnDesk {
    /// Tax year.
    pub year: i32,
}

impl OwnDesk {
    fn link(&self, more: &str, label: &str, about: &str) -> AnyView {
        view! { <a class="btn line slim" href=format!("{ACTION}?year={}{more}", self.year)>{label.to_owned()}{unseen(about)}</a> }
            .into_any()
    }

    fn button(&self, word: &'static str, fields: Vec<(&'static str, String)>, label: &str, about: &str) -> AnyView {
        let hidden = fields
            .into_iter()
            .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
            .collect_view();
        view! {
            <form method="post" action=ACTION class="inline">
                <FormKey/>
                <input type="hidden" name="year" value=self.year/>
                <input type="hidden" name="do" value=word/>
                {hidden}
                <button class="btn line slim">{label.to_owned()}{unseen(about)}</button>
            </form>
        }
        .into_any()
    }
}

impl Desk for OwnDesk {
    fn press(&self, press: Press<'_>, label: &str, about: &str) -> AnyView {
        match press {
            // A row of a notice is opened by its place: no name stands in an address.
            Press::Choose(place, row) => match row.name.number() {
                Some(number) => self.link(&format!("&typed={number}#edit"), label, about),
                None => self.link(&format!("&row={place}#edit"), label, about),
            },
            Press::New => self.link("", label, about),
            Press::Page(page) => self.link(&format!("&page={page}#rows"), label, about),
            Press::Remove(number) => self.button("remove", vec![("number", number.to_string())], label, about),
            Press::Uncorrect(row) => self.button("uncorrect", vec![("row", row.text().to_owned())], label, about),
            Press::Same(_, question) => self.button("same", pair(question), label, about),
            Press::Different(_, question) => self.button("different", pair(question), label, about),
            Press::Drop(place) => self.button("drop", vec![("batch", place.to_string())], label, about),
        }
    }

    fn form(&self, fill: Fill, fields: AnyView, label: &'static str) -> AnyView {
        let (word, about) = match fill {
            Fill::Add(None) => ("add", None),
            Fill::Add(Some(number)) => ("add", Some(("number", number.to_string()))),
            Fill::Correct(row) => ("correct", Some(("row", row.text().to_owned()))),
        };
        let about = about.map(|(name, value)| view! { <input type="hidden" name=name value=value/> });
        view! {
            <form method="post" action=ACTION>
                <FormKey/>
                <input type="hidden" name="year" value=self.year/>
                <input type="hidden" name="do" value=word/>
                {about}
                {fields}
                <div class="actions"><button class="btn big">{label}</button></div>
            </form>
        }
        .into_any()
    }
}

fn pair(question: &crate::domain::expense::book::Question) -> Vec<(&'static str, String)> {
    vec![("one", question.one.text().to_owned()), ("other", question.other.text().to_owned())]
}
