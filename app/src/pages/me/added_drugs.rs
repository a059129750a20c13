//! The notebooks of drugs and the drugs bought without prescription that the person added, each with the way to take it out
//! again.

use leptos::prelude::*;

use crate::domain::calendar::long_date;
use crate::domain::medication::UNDATED;
use crate::domain::notebook::Notebook;
use crate::domain::notebook::added::AddedBook;
use crate::keeping::{Named, NotReadable, OwnDrugs};
use crate::pages::import_otc;
use crate::ui::card::Card;
use crate::ui::take_out::{self, TakeOut};

/// The card.
pub(super) fn card(own: Result<OwnDrugs, NotReadable>) -> impl IntoView {
    let list = match own {
        Err(NotReadable) => view! { <p>"加えたお薬を、いま読めません。失われてはいません。数分おいて、このページを開き直してください。"</p> }.into_any(),
        Ok(own) if own.books.is_empty() && own.otc.is_empty() => view! {
            <p>"加えたお薬はありません。お薬手帳のファイルやQRコードを"<a href="/import">"読み込んで加える"</a>"か、市販薬を"<a href="/import/otc">"書き加える"</a>"ことができます。"</p>
        }
        .into_any(),
        Ok(own) => view! {
            <p>"あなたが加えたお薬手帳と市販薬です。あなた専用の鍵で暗号にして持っています。"</p>
            <ul class="list">
                {own.books.into_iter().map(book).collect_view()}
                {own.otc.into_iter().map(import_otc::line).collect_view()}
            </ul>
        }
        .into_any(),
    };
    view! { <div id="added-drugs"><Card title="あなたが加えたお薬">{list}</Card></div> }
}

fn book(named: Named<AddedBook>) -> AnyView {
    let Named { token, one } = named;
    let notebook = one.notebook();
    let head = format!("お薬手帳（{}）", notebook.as_ref().map_or_else(|| "中身を読めません".to_owned(), days));
    let tail = notebook.as_ref().map(|book| {
        let (times, drugs) = book.counts();
        format!(
            "調剤 {times}回、お薬 {drugs}件、アレルギーなど {}件、市販薬 {}件。",
            book.remarks.len(),
            book.otc.len()
        )
    });
    view! {
        <li>
            <b>{head.clone()}</b><br/><span class="small">{tail}{format!("{}に加えました", long_date(one.on))}</span>
            <TakeOut action="/import/medications/remove" field="notebook" token what=head back=take_out::FILE/>
        </li>
    }
    .into_any()
}

/// `2026年8月4日から2026年11月1日`
fn days(book: &Notebook) -> String {
    let days = || book.dispensings.iter().filter_map(|one| one.on);
    match (days().min(), days().max()) {
        (Some(first), Some(last)) if first == last => long_date(first),
        (Some(first), Some(last)) => format!("{}から{}", long_date(first), long_date(last)),
        _ if book.dispensings.is_empty() => "調剤なし".to_owned(),
        _ => UNDATED.to_owned(),
    }
}
