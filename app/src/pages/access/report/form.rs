//! The form: a reason from a closed list, and words if somebody likes. What was typed before stands in it again, with what is
//! wrong about it.

use leptos::prelude::*;

use crate::domain::access::Look;
use crate::domain::access::report::{LONGEST, NewReport, Reason, Wrong};
use crate::pages::visit::Draft;
use crate::ui::error_summary::{ErrorSummary, FieldError};
use crate::ui::form_key::FormKey;
use crate::ui::text_area::TextArea;

/// Whether something was sent that could not be taken yet.
pub(super) fn is_begun(draft: &Draft) -> bool {
    draft.typed("reason").is_some() || draft.typed("words").is_some()
}

/// Beside the field where it stands, and where the summary leads to.
fn place(wrong: Wrong, first: Reason) -> &'static str {
    match wrong {
        Wrong::NoReason => id_of(first),
        Wrong::NoWords | Wrong::TooLong(_) => "words",
    }
}

const fn id_of(reason: Reason) -> &'static str {
    match reason {
        Reason::NotVisited => "reason-not-visited",
        Reason::NotConsented => "reason-not-consented",
        Reason::OtherKinds => "reason-other-kinds",
        Reason::UnknownName => "reason-unknown-name",
        Reason::Other => "reason-other",
    }
}

/// The form for a look.
pub(super) fn form(look: &Look, draft: &Draft) -> AnyView {
    let (reason, words) = (draft.typed("reason").unwrap_or_default(), draft.typed("words").unwrap_or_default());
    let wrong = match NewReport::of(look, reason, words) {
        Err(wrong) if is_begun(draft) => wrong,
        _ => Vec::new(),
    };
    sheet(&look.id, &Reason::of(look).collect::<Vec<_>>(), draft, &wrong)
}

/// The form while the look itself cannot be read: it holds what was typed.
pub(super) fn blind(look: &str, draft: &Draft) -> AnyView {
    sheet(look, &Reason::ALL, draft, &[])
}

fn sheet(look: &str, reasons: &[Reason], draft: &Draft, wrong: &[Wrong]) -> AnyView {
    let first = reasons.first().copied().unwrap_or(Reason::Other);
    let errors = wrong.iter().map(|one| FieldError { field: place(*one, first), message: one.message() }).collect();
    let beside = |words: bool| {
        let id = if words { "words-error" } else { "reason-error" };
        wrong
            .iter()
            .filter(|one| (place(**one, first) == "words") == words)
            .map(|one| one.message())
            .map(|message| view! { <p class="error-text" id=id>{message}</p> })
            .collect_view()
    };
    let bad = |words: bool| wrong.iter().any(|one| (place(*one, first) == "words") == words);
    let choices = reasons.iter().map(|reason| {
        let chosen = draft.is_ticked("reason", reason.code());
        view! {
            <label class="pick" for=id_of(*reason)>
                <input type="radio" id=id_of(*reason) name="reason" value=reason.code() checked=chosen/>
                <span>{reason.label()}</span>
            </label>
        }
    });
    let help = if bad(true) { "words-help words-error" } else { "words-help" };
    view! {
        <ErrorSummary errors/>
        <section class="card" aria-labelledby="form">
            <h2 id="form">"心当たりがないことを伝える"</h2>
            <p>"家族が付きそった受診や、しばらく前の受診のこともあります。日付と名前を、もう一度確かめてください。それでも心当たりがなければ、伝えてください。まちがいでも、あなたに不利になることはありません。"</p>
            <form method="post" action="/access/reports">
                <FormKey/>
                <input type="hidden" name="look" value=look.to_owned()/>
                <fieldset aria-describedby=bad(false).then_some("reason-error")>
                    <legend>"心当たりがないと思う理由"</legend>
                    {beside(false)}
                    {choices.collect_view()}
                </fieldset>
                <div class="field">
                    <label for="words">"くわしいこと ※任意"</label>
                    <p class="help" id="words-help">{format!("{LONGEST}文字まで。その日にどこにいたかなど。病気のことは書かなくてかまいません。")}</p>
                    {beside(true)}
                    <TextArea name="words" value=draft.typed("words").unwrap_or_default().to_owned() rows=4 described_by=help/>
                </div>
                <div class="actions">
                    <button class="btn big">"伝える"</button>
                    <a class="btn line big" href="/access">"伝えないで一覧へ戻る"</a>
                </div>
            </form>
        </section>
    }
    .into_any()
}
