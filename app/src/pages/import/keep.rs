//! Below what was read: the way to add it to the record, or why there is none.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::domain::checkup::added as checkups;
use crate::domain::checkup::added::NotAdded;
use crate::domain::checkup::document::Document;
use crate::domain::notebook::added::may_be_added;
use crate::domain::notebook::{Otc, Volume, otc_text};
use crate::files::{carried, carried_checkups};
use crate::pages::visit::{Visitor, frame};
use crate::ui::checkup_import::{ADD, ADD_WORDS};
use crate::ui::form_key::FormKey;
use crate::ui::import_view::Keeps;
use crate::ui::notebook_import::{ADD as ADD_BOOK, ADD_OTC_WORDS, ADD_WORDS as ADD_BOOK_WORDS};

/// The ways of the server.
pub(super) const KEEPS: Keeps = Keeps { checkups: keep_form, notebook: keep_book, otc: keep_otc };

/// Why nothing can be added now, whatever it is; nothing where the visitor may.
fn not_now(what: &str) -> Result<(Visitor, NaiveDate), AnyView> {
    let frame = frame();
    let Some(visitor) = frame.visitor else {
        return Err(view! { <p>"この内容は保存していません。"<a href=frame.here>"ログインする"</a>{format!("と、もう一度選んで、あなたの{what}の記録に加えられます。")}</p> }.into_any());
    };
    if visitor.acting.is_some() {
        return Err(
            view! { <p>{format!("代理のあいだは、{what}を記録に加えられません。この内容は保存していません。")}</p> }
                .into_any(),
        );
    }
    Ok((visitor, frame.today))
}

/// For one notebook.
fn keep_book(volume: Volume) -> AnyView {
    let (visitor, today) = match not_now("お薬") {
        Ok(visitor) => visitor,
        Err(words) => return words,
    };
    match may_be_added(&volume.notebook, &visitor.person, today) {
        Err(why) => view! { <p class="error-text">{why.to_string()}</p> }.into_any(),
        Ok(()) => form("notebook", volume.text, ADD_BOOK_WORDS),
    }
}

/// For one list of drugs bought without prescription.
fn keep_otc(drugs: Vec<Otc>) -> AnyView {
    match not_now("お薬") {
        Ok(_) => form("otc", otc_text(&drugs), ADD_OTC_WORDS),
        Err(words) => words,
    }
}

/// The form that sends what was read back, to be kept.
fn form(field: &'static str, text: String, words: &'static str) -> AnyView {
    if !carried::fits(&text) {
        return view! { <p class="error-text">"多すぎて、一度に加えられません。アプリで期間を分けて書き出し、1つずつ加えてください。"</p> }.into_any();
    }
    view! {
        <form method="post" action="/import/medications">
            <FormKey/>
            <input type="hidden" name=field value=text/>
            <p class="small">{words}</p>
            <div class="actions"><button class="btn big">{ADD_BOOK}</button></div>
        </form>
    }
    .into_any()
}

/// For one person's documents.
fn keep_form(documents: Vec<Document>) -> AnyView {
    let frame = frame();
    let Some(visitor) = frame.visitor else {
        return view! { <p>"この結果は保存していません。"<a href=frame.here>"ログインする"</a>"と、ファイルを選び直して、あなたの健診の記録に加えられます。"</p> }.into_any();
    };
    if visitor.acting.is_some() {
        return view! { <p>"代理のあいだは、健診を記録に加えられません。この結果は保存していません。"</p> }.into_any();
    }
    let mut own: Vec<&Document> = Vec::new();
    let mut reasons: Vec<NotAdded> = Vec::new();
    for document in &documents {
        match checkups::may_be_added(document, &visitor.person, frame.today) {
            Ok(()) => own.push(document),
            Err(why) if !reasons.contains(&why) => reasons.push(why),
            Err(_) => {}
        }
    }
    let reasons = reasons.into_iter().map(|why| view! { <p class="error-text">{why.to_string()}</p> }).collect_view();
    let packed = carried_checkups::pack(&own);
    let form = match own.len() {
        0 => ().into_any(),
        _ if !carried::fits(&packed) => {
            view! { <p class="error-text">"件数が多すぎて、一度に加えられません。ファイルを分けて読み込んでください。"</p> }.into_any()
        }
        count => view! {
            <form method="post" action="/import/checkups">
                <FormKey/>
                <input type="hidden" name="checkups" value=packed/>
                <p class="small">{ADD_WORDS}</p>
                <div class="actions"><button class="btn big">{format!("{count}回分を{ADD}")}</button></div>
            </form>
        }
        .into_any(),
    };
    view! { {reasons}{form} }.into_any()
}
