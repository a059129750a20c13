//! The form by which a person asks somebody to be their delegate. What was typed before stands in it again, with what is
//! wrong about it.

use leptos::prelude::*;

use crate::domain::calendar::long_date;
use crate::domain::delegation::{NewOffer, RecordKind, Term, Wrong};
use crate::pages::visit::{Draft, Frame};
use crate::ui::card::Card;
use crate::ui::error_summary::{ErrorSummary, FieldError};
use crate::ui::form_key::FormKey;

const fn kind_id(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Eligibility => "kind-eligibility",
        RecordKind::Checkups => "kind-checkups",
        RecordKind::Medications => "kind-medications",
        RecordKind::Expenses => "kind-expenses",
    }
}

const fn term_id(term: Term) -> &'static str {
    match term {
        Term::Month => "term-1",
        Term::Quarter => "term-3",
        Term::Half => "term-6",
        Term::Year => "term-12",
    }
}

const fn place(wrong: Wrong) -> &'static str {
    match wrong {
        Wrong::NoKind => "kind-eligibility",
        Wrong::NoTerm => "term-1",
        Wrong::Birth => "birth",
    }
}

/// What is wrong with what was typed; nothing where nothing was.
fn wrong_with(draft: &Draft, frame: &Frame) -> Vec<Wrong> {
    let Some(birth) = draft.typed("birth") else { return Vec::new() };
    let ticked = RecordKind::ALL.into_iter().filter(|kind| draft.is_ticked("kind", kind.code()));
    let kinds: Vec<String> = ticked.map(|kind| kind.code().to_owned()).collect();
    NewOffer::read(&kinds, draft.typed("term").unwrap_or_default(), birth, frame.today).err().unwrap_or_default()
}

/// The card.
pub(super) fn form(frame: &Frame) -> impl IntoView + use<> {
    let (draft, today) = (&frame.draft, frame.today);
    let wrong = wrong_with(draft, frame);
    let errors = wrong.iter().map(|one| FieldError { field: place(*one), message: one.to_string() }).collect();
    let [lacks_kind, lacks_term, wrong_birth] =
        [Wrong::NoKind, Wrong::NoTerm, Wrong::Birth].map(|one| wrong.contains(&one));
    let beside = |there: bool, one: Wrong, id: &'static str| {
        there.then(|| view! { <p class="error-text" id=id>{one.to_string()}</p> })
    };
    let (no_kind, no_term, bad_birth) = (
        beside(lacks_kind, Wrong::NoKind, "kind-error"),
        beside(lacks_term, Wrong::NoTerm, "term-error"),
        beside(wrong_birth, Wrong::Birth, "birth-error"),
    );
    let kinds = RecordKind::ALL.map(|kind| {
        let ticked = draft.is_ticked("kind", kind.code());
        view! {
            <label class="pick" for=kind_id(kind)>
                <input type="checkbox" id=kind_id(kind) name="kind" value=kind.code() checked=ticked/>
                <span><b>{kind.label()}</b><br/><span class="small">{kind.holds()}</span></span>
            </label>
        }
    });
    let terms = Term::ALL.map(|term| {
        let chosen = draft.is_ticked("term", term.code());
        let until = format!("{}（{} まで）", term.label(), long_date(term.until(today)));
        view! {
            <label class="pick" for=term_id(term)>
                <input type="radio" id=term_id(term) name="term" value=term.code() checked=chosen/>
                <span>{until}</span>
            </label>
        }
    });
    let birth = draft.typed("birth").unwrap_or_default().to_owned();
    let described = if wrong_birth { "birth-help birth-error" } else { "birth-help" };
    view! {
        <ErrorSummary errors/>
        <Card title="代理人を頼む">
            <p>"選んだ記録だけを、選んだ日まで、代理人が見られるようになります。まず番号をつくり、その番号を代理人になる人に伝えます。相手が自分のカードで引き受けるまで、何も見られません。"</p>
            <form method="post" action="/family/offer">
                <FormKey/>
                <fieldset aria-describedby=lacks_kind.then_some("kind-error")>
                    <legend>"見せる記録"</legend>
                    {no_kind}
                    {kinds.into_iter().collect_view()}
                </fieldset>
                <fieldset aria-describedby=lacks_term.then_some("term-error")>
                    <legend>"いつまで"</legend>
                    {no_term}
                    {terms.into_iter().collect_view()}
                </fieldset>
                <div class="field">
                    <label for="birth">"代理人になる人の生年月日"</label>
                    <p class="help" id="birth-help">"西暦8けたか元号（例：19800401、昭和55年4月1日）。この日に生まれた人だけが番号を使えるようにして、ほかの人に使われるのを防ぎます。"</p>
                    {bad_birth}
                    <input type="text" id="birth" name="birth" value=birth autocomplete="off" aria-describedby=described aria-invalid=wrong_birth.then_some("true")/>
                </div>
                <div class="actions"><button class="btn">"代理人に伝える番号をつくる"</button></div>
            </form>
        </Card>
    }
}
