//! The page of files in the browser: the same buttons, made into files on the spot.

use std::sync::Arc;

use leptos::prelude::*;

use super::attribute;
use super::keep::{KEEPS, form_key};
use crate::domain::import::desk::FileDesk;
use crate::ui::book::files::{Exports, Wanted};
use crate::ui::import_view::Host;

struct BrowserExports;

impl Exports for BrowserExports {
    fn action(&self, wanted: Wanted) -> String {
        format!("/import/export/{}", wanted.code())
    }

    fn form(&self, _wanted: Wanted, body: AnyView) -> AnyView {
        body
    }

    fn beside_statement(&self) -> AnyView {
        view! {
            <p class="small">{"「明細（.pdf）」だけは、このサーバーで作ります。押すと、この帳簿がサーバーに送られ、作ったあとすぐに捨てます。ほかのファイルは、お使いの端末の中だけで作ります。"}</p>
            <p class="error-text" role="alert" id="export-said">{String::new()}</p>
        }
        .into_any()
    }
}

/// For the page.
pub(super) fn host() -> Host {
    Host { exports: Arc::new(BrowserExports), form: one_form, keep_book, keeps: KEEPS }
}

#[component]
fn FormKey() -> impl IntoView {
    form_key()
}

fn one_form(_desk: &FileDesk, body: AnyView) -> AnyView {
    view! {
        <form method="post" action="/import" enctype="multipart/form-data" id="book-form">
            <FormKey/>
            <input type="hidden" name="book" value=String::new()/>
            {body}
        </form>
    }
    .into_any()
}

fn keep_book(desk: &FileDesk) -> AnyView {
    let own = match attribute("#import-form", "data-keep").as_str() {
        "yes" => {
            let packed = crate::domain::expense::book::file::write(&desk.book, super::day::today());
            view! {
                <form method="post" action="/expenses/bring" enctype="multipart/form-data">
                    <FormKey/>
                    <input type="hidden" name="book" value=packed/>
                    <p class="small">{"押すと、この内容がサーバーに送られ、ログインしているあいだ、このサイトの医療費の記録とあわせて見られます。"}</p>
                    <div class="actions"><button class="btn">{"あなたの医療費に加える"}</button></div>
                </form>
            }
            .into_any()
        }
        "acting" => view! { <p class="small">{"代理のあいだは、あなたの医療費に加えられません。"}</p> }.into_any(),
        _ => {
            let sign_in = attribute("#import-form", "data-sign-in");
            view! { <p class="small"><a href=sign_in>{"ログインする"}</a>{"と、ファイルを選び直して、あなたの医療費とあわせて見られます。"}</p> }.into_any()
        }
    };
    view! {
        <section class="card" id="keep">
            <header><h2>{"この内容を残す"}</h2></header>
            <p>{"この画面を閉じると、読み込んだ内容と書き足した内容は消えます。残したいときは、医療費の帳簿をファイルで持ち帰ってください。次にこのページで読み込むと、元に戻ります。"}</p>
            <div class="actions"><button class="btn line" form="book-form" formaction="/import/export/book">{"医療費の帳簿をファイルで持ち帰る（.json）"}</button></div>
            {own}
        </section>
    }
    .into_any()
}
