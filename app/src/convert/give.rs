//! Hands a finished file to the person: a blob, a link that is clicked once, nothing left behind.

use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use crate::domain::expense::Expense;
use crate::domain::tax::form::form_of;
use crate::files::name::{CSV_TYPE, FileName, XLSX_TYPE, form_name, list_name};
use crate::files::{csv, form_xlsx};

use super::day::today;

/// The two buttons. A file is made when its button is pressed.
pub(super) fn offer_files(year: i32, rows: Vec<Expense>) -> AnyView {
    let trouble = RwSignal::new(None::<String>);
    let rows = StoredValue::new(rows);
    let form = move |_| trouble.set(rows.with_value(|rows| give_form(year, rows)).err());
    let list = move |_| trouble.set(rows.with_value(|rows| give_list(year, rows)).err());
    view! {
        <div class="actions">
            <button type="button" class="btn big" on:click=form>{"医療費集計フォームを受け取る（.xlsx）"}</button>
            <button type="button" class="btn line big" on:click=list>{"明細の一覧を受け取る（.csv）"}</button>
        </div>
        <div role="alert">{move || trouble.get().map(|words| view! { <p class="error-text">{words}</p> })}</div>
    }
    .into_any()
}

fn give_form(year: i32, rows: &[Expense]) -> Result<(), String> {
    let form = form_of(rows).map_err(|error| error.to_string())?;
    let bytes = form_xlsx::write(&form.rows, today()).map_err(|_| NOT_WRITTEN.to_owned())?;
    give(&form_name(year), XLSX_TYPE, &bytes)
}

fn give_list(year: i32, rows: &[Expense]) -> Result<(), String> {
    let bytes = csv::write_expenses(rows).map_err(|_| NOT_WRITTEN.to_owned())?;
    give(&list_name(year), CSV_TYPE, &bytes)
}

const NOT_WRITTEN: &str = "ファイルを作れませんでした。読み込んだ内容はそのまま残っています。もう一度押してください。";

fn give(name: &FileName, kind: &str, bytes: &[u8]) -> Result<(), String> {
    click(name, kind, bytes).map_err(|_| NOT_WRITTEN.to_owned())
}

fn click(name: &FileName, kind: &str, bytes: &[u8]) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let blob = Blob::new_with_u8_array_sequence_and_options(&Array::of1(&Uint8Array::from(bytes)), &options)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(&name.full);
    link.click();
    // Given back later: some browsers begin to read the blob only after the click is over.
    set_timeout(
        move || {
            // A failure would only mean that the blob lives until the page is left.
            drop(Url::revoke_object_url(&address));
        },
        std::time::Duration::from_secs(60),
    );
    Ok(())
}
