//! How the buttons and forms of the book reach whoever keeps it: routes of their own for a signed-in person, one form that carries
//! everything for the page of files.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::expense::book::Question;
use crate::domain::expense::book::row::{Row, RowName};

/// Something done by one press.
#[derive(Clone, Debug)]
pub enum Press<'a> {
    /// Opens a row to be corrected or typed anew; its place among all rows.
    Choose(usize, &'a Row),
    /// Opens an empty row.
    New,
    /// Takes a typed row out.
    Remove(u32),
    /// Takes a correction back.
    Uncorrect(&'a RowName),
    /// Two rows are one, by the place of the question.
    Same(usize, &'a Question),
    /// They are two.
    Different(usize, &'a Question),
    /// Takes out what a file brought.
    Drop(usize),
    /// Turns to a page of the rows, from 0.
    Page(usize),
}

/// A form to be filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fill {
    /// A new typed row, or one in the place of another.
    Add(Option<u32>),
    /// What was really paid for a row.
    Correct(RowName),
}

/// Whoever keeps the book.
pub trait Desk: Send + Sync {
    /// A button. `about` is what it acts on, for whoever cannot see where it stands; empty where it stands alone.
    fn press(&self, press: Press<'_>, label: &str, about: &str) -> AnyView;
    /// A form around fields, with its button.
    fn form(&self, fill: Fill, fields: AnyView, label: &'static str) -> AnyView;
}

/// What a button acts on, unseen behind its label.
pub fn unseen(about: &str) -> Option<impl IntoView + use<>> {
    (!about.is_empty()).then(|| view! { <span class="vh">{about.to_owned()}</span> })
}

/// Shared by the parts of a page.
pub type SharedDesk = Arc<dyn Desk>;

/// The page of files: every button stands in the one form that carries the book.
pub struct OneForm;

impl Desk for OneForm {
    fn press(&self, press: Press<'_>, label: &str, about: &str) -> AnyView {
        let word = match press {
            Press::Choose(place, _) => format!("choose:{place}"),
            Press::New => "new".to_owned(),
            Press::Remove(number) => format!("remove:{number}"),
            // The row is open then, and its name stands in the form.
            Press::Uncorrect(_) => "uncorrect".to_owned(),
            Press::Same(place, _) => format!("same:{place}"),
            Press::Different(place, _) => format!("different:{place}"),
            Press::Drop(place) => format!("drop:{place}"),
            Press::Page(page) => format!("page:{page}"),
        };
        view! { <button class="btn line slim" name="do" value=word>{label.to_owned()}{unseen(about)}</button> }
            .into_any()
    }

    fn form(&self, fill: Fill, fields: AnyView, label: &'static str) -> AnyView {
        let (word, about) = match fill {
            Fill::Add(None) => ("add", None),
            Fill::Add(Some(number)) => ("add", Some(("number", number.to_string()))),
            Fill::Correct(row) => ("correct", Some(("row", row.text().to_owned()))),
        };
        let about = about.map(|(name, value)| view! { <input type="hidden" name=name value=value/> });
        view! {
            <div class="fill">
                {about}
                {fields}
                <div class="actions"><button class="btn" name="do" value=word>{label}</button></div>
            </div>
        }
        .into_any()
    }
}
