//! Below what the browser read: the way to add it to the record, or that it is somebody else's. Only pressing it sends anything,
//! and only what it stands below; whose it is is judged again by the server.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::domain::calendar::read_dashed;
use crate::domain::checkup::added as checkups;
use crate::domain::checkup::document::Document;
use crate::domain::notebook::added as notebooks;
use crate::domain::notebook::{Otc, Volume, otc_text};
use crate::domain::person::{Person, Sex};
use crate::files::{carried, carried_checkups};
use crate::ui::checkup_import::{ADD, ADD_WORDS};
use crate::ui::import_view::Keeps;
use crate::ui::notebook_import::{ADD as ADD_BOOK, ADD_OTC_WORDS, ADD_WORDS as ADD_BOOK_WORDS};

use super::{attribute, day};

/// The ways of the browser.
pub(super) const KEEPS: Keeps = Keeps { checkups: keep_form, notebook: keep_book, otc: keep_otc };

/// The hidden field of the page's own form: what was shown to this visitor proves this form too.
pub(super) fn form_key() -> AnyView {
    view! { <input type="hidden" name="form_key" value=attribute("#import-form input[name=form_key]", "value")/> }
}

#[component]
fn FormKey() -> impl IntoView {
    form_key()
}

/// Why nothing can be added now, by what the page says of its visitor.
fn not_now(what: &str) -> Option<AnyView> {
    match attribute("#import-form", "data-keep").as_str() {
        "yes" => None,
        "acting" => Some(
            view! { <p>{format!("代理のあいだは、{what}を記録に加えられません。この内容は、どこにも送っていません。")}</p> }
                .into_any(),
        ),
        _ => {
            let sign_in = attribute("#import-form", "data-sign-in");
            Some(view! { <p>{"この内容は、どこにも送っていません。"}<a href=sign_in>{"ログインする"}</a>{format!("と、もう一度選んで、あなたの{what}の記録に加えられます。")}</p> }.into_any())
        }
    }
}

/// The person who is signed in, as the page names them; nothing where it does not. The server judges by what it knows.
fn person() -> Option<Person> {
    let told = |name| attribute("#import-form", name);
    let birth = read_dashed(&told("data-birth"))?;
    Some(Person { name: told("data-name"), kana: told("data-kana"), birth, sex: Sex::from_code(&told("data-sex")) })
}

/// Today by the server's clock, as the page tells it: the machine's own may be wrong.
fn today() -> NaiveDate {
    read_dashed(&attribute("#import-form", "data-today")).unwrap_or_else(day::today)
}

/// What cannot be added, in words.
fn not_added(why: &impl ToString) -> AnyView {
    view! { <p class="error-text">{why.to_string()}</p> }.into_any()
}

/// For one notebook.
fn keep_book(volume: Volume) -> AnyView {
    let whose = person().filter(|_| not_now("お薬").is_none());
    if let Some(Err(why)) = whose.map(|person| notebooks::may_be_added(&volume.notebook, &person, today())) {
        return not_added(&why);
    }
    drugs("notebook", volume.text, ADD_BOOK_WORDS)
}

/// For one list of drugs bought without prescription.
fn keep_otc(all: Vec<Otc>) -> AnyView {
    drugs("otc", otc_text(&all), ADD_OTC_WORDS)
}

fn drugs(field: &'static str, text: String, words: &'static str) -> AnyView {
    if let Some(why) = not_now("お薬") {
        return why;
    }
    if !carried::fits(&text) {
        return view! { <p class="error-text">{"多すぎて、一度に加えられません。アプリで期間を分けて書き出し、1つずつ加えてください。"}</p> }.into_any();
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
    let documents: Vec<&Document> = documents.iter().collect();
    if let Some(why) = not_now("健診") {
        return why;
    }
    if let Some(person) = person() {
        let others: Vec<_> =
            documents.iter().filter_map(|document| checkups::can_be_own(document, &person, today()).err()).collect();
        if let Some(why) = others.first().filter(|_| others.len() == documents.len()) {
            return not_added(why);
        }
    }
    let packed = carried_checkups::pack(&documents);
    if !carried::fits(&packed) {
        return view! { <p class="error-text">{"件数が多すぎて、一度に加えられません。ファイルを分けて読み込んでください。"}</p> }.into_any();
    }
    let label = format!("{}回分を{ADD}", documents.len());
    view! {
        <form method="post" action="/import/checkups">
            <FormKey/>
            <input type="hidden" name="checkups" value=packed/>
            <p class="small">{ADD_WORDS}</p>
            <div class="actions"><button class="btn big">{label}</button></div>
        </form>
    }
    .into_any()
}
