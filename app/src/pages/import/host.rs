//! The page of files on the server: one form carries the book to every route and back, because the server keeps nothing.

use std::sync::Arc;

use leptos::prelude::*;

use super::keep::KEEPS;
use crate::domain::expense::book::file;
use crate::domain::import::desk::FileDesk;
use crate::pages::visit::frame;
use crate::ui::book::files::{Exports, Wanted};
use crate::ui::form_key::FormKey;
use crate::ui::import_view::Host;

/// Downloads of the page of files: buttons of its one form.
struct FileExports;

impl Exports for FileExports {
    fn action(&self, wanted: Wanted) -> String {
        format!("/import/export/{}", wanted.code())
    }

    fn form(&self, _wanted: Wanted, body: AnyView) -> AnyView {
        body
    }

    fn beside_statement(&self) -> AnyView {
        ().into_any()
    }
}

/// For the page.
pub(super) fn host() -> Host {
    Host { exports: Arc::new(FileExports), form: one_form, keep_book, keeps: KEEPS }
}

fn one_form(desk: &FileDesk, body: AnyView) -> AnyView {
    let packed = file::write(&desk.book, frame().today);
    view! {
        <form method="post" action="/import" enctype="multipart/form-data" id="book-form">
            <FormKey/>
            <input type="hidden" name="book" value=packed/>
            {body}
        </form>
    }
    .into_any()
}

/// The ways to keep what was read and typed.
fn keep_book(desk: &FileDesk) -> AnyView {
    let frame = frame();
    let packed = file::write(&desk.book, frame.today);
    let own = match &frame.visitor {
        None => view! { <p class="small"><a href=frame.here.clone()>"ログインする"</a>"と、ファイルを選び直して、あなたの医療費とあわせて見られます。"</p> }.into_any(),
        Some(visitor) if visitor.acting.is_some() => {
            view! { <p class="small">"代理のあいだは、あなたの医療費に加えられません。"</p> }.into_any()
        }
        Some(_) => view! {
            <form method="post" action="/expenses/bring" enctype="multipart/form-data">
                <FormKey/>
                <input type="hidden" name="book" value=packed/>
                <p class="small">"ログインしているあいだ、このサイトの医療費の記録とあわせて見られるようにします。"</p>
                <div class="actions"><button class="btn">"あなたの医療費に加える"</button></div>
            </form>
        }
        .into_any(),
    };
    view! {
        <section class="card" id="keep">
            <header><h2>"この内容を残す"</h2></header>
            <p>"この画面を閉じると、読み込んだ内容と書き足した内容は消えます。残したいときは、医療費の帳簿をファイルで持ち帰ってください。次にこのページで読み込むと、元に戻ります。"</p>
            <div class="actions"><button class="btn line" form="book-form" formaction="/import/export/book">"医療費の帳簿をファイルで持ち帰る（.json）"</button></div>
            {own}
        </section>
    }
    .into_any()
}
