//! The downloads of a signed-in person: plain forms, each with its key. The server reads everything again; nothing shown is sent back.

use leptos::prelude::*;

use crate::domain::tax::told::Told;
use crate::pages::visit::Draft;
use crate::ui::book::files::{Exports, Wanted};
use crate::ui::form_key::FormKey;

/// For a year.
pub(super) struct OwnExports {
    /// Tax year.
    pub(super) year: i32,
    /// What the page knows of the one who files.
    pub(super) told: Told,
    /// A form of the page that came back, such as after the card was presented again.
    pub(super) draft: Draft,
}

impl Exports for OwnExports {
    fn action(&self, wanted: Wanted) -> String {
        format!("/tax/export/{}", wanted.code())
    }

    fn form(&self, wanted: Wanted, body: AnyView) -> AnyView {
        let year = self.year;
        let Told { income, range, deductions, effort } = self.told.clone();
        let told = [("income", income), ("range", range), ("deductions", deductions), ("effort", effort)];
        let told = told
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(name, text)| view! { <input type="hidden" name=name value=text/> })
            .collect_view();
        let kind = if wanted == Wanted::Fill { "multipart/form-data" } else { "application/x-www-form-urlencoded" };
        view! {
            <form method="post" action=self.action(wanted) enctype=kind>
                <FormKey/>
                <input type="hidden" name="year" value=year/>
                {told}
                {body}
            </form>
        }
        .into_any()
    }

    fn was_ticked(&self, name: &str, value: &str) -> bool {
        self.draft.is_ticked(name, value)
    }

    fn beside_statement(&self) -> AnyView {
        view! {
            <p class="small">"保険者番号・記号・番号は、入れません。要るときだけ選んでください。"</p>
            <label class="pick"><input type="checkbox" name="numbers" value="show" checked=self.was_ticked("numbers", "show")/><span>"明細（PDF・文字）に、保険者番号・記号・番号も入れる"</span></label>
        }
        .into_any()
    }
}
