//! Known allergies and side effects beside the drugs: what the notebooks say that the person added. Their own, told to nobody who
//! acts for them.

use leptos::prelude::*;

use super::Around;
use crate::domain::medication::caution::named_in;
use crate::domain::medication::{Merged, Supply};
use crate::domain::notebook::{Remark, RemarkKind};
use crate::ui::drug_name::drug_name;
use crate::ui::notebook_import::remark_words;

/// The card; nothing for somebody who acts for another.
pub(super) async fn card(around: &Around<'_>, lines: &[Merged<'_>]) -> Option<AnyView> {
    if !around.visitor.is_own() {
        return None;
    }
    let Ok(own) = around.visitor.keeping.own_drugs().await else {
        return Some(
            view! {
                <section class="card"><h2>"アレルギー・副作用"</h2><p>"あなたが加えたお薬手帳を、いま読めません。お薬手帳は失われていません。少し待ってから、もう一度開いてください。"</p></section>
            }
            .into_any(),
        );
    };
    let supplies: Vec<Supply<'_>> = Supply::all(lines).into_iter().filter(|one| one.lasts_on(around.today)).collect();
    let mut remarks: Vec<&Remark> = own
        .told
        .remarks
        .iter()
        .filter(|remark| matches!(remark.kind, RemarkKind::Allergy | RemarkKind::SideEffect))
        .collect();
    remarks.sort_by_key(|remark| remark.kind);
    let list = if remarks.is_empty() {
        view! { <p>"お薬手帳から加えた、アレルギーと副作用の記録はありません。ないという意味ではありません。薬局や病院では、口頭で伝えてください。"</p> }.into_any()
    } else {
        view! { <ul class="dots">{remarks.into_iter().map(|remark| line(remark, &supplies, lines)).collect_view()}</ul> }
            .into_any()
    };
    Some(
        view! {
            <section class="card" aria-labelledby="known">
                <h2 id="known">"アレルギー・副作用（あなたが加えたお薬手帳から）"</h2>
                {list}
                <p class="small soft">"オンライン資格確認の記録には、アレルギーと副作用は入っていません。"</p>
            </section>
        }
        .into_any(),
    )
}

/// A note, the drugs of now whose name stands in it, and those that are the same under another name.
fn line(remark: &Remark, supplies: &[Supply<'_>], lines: &[Merged<'_>]) -> AnyView {
    let found = named_in(&remark.text, supplies, lines);
    let names = |all: &[&Supply<'_>]| {
        let mut names: Vec<String> = all.iter().map(|one| one.drug.name.clone()).collect();
        names.sort();
        names.dedup();
        names
    };
    let (named, other) = (names(&found.named), names(&found.same));
    let other = (!other.is_empty()).then(|| {
        view! { <span class="sub">"いま残っている計算のお薬「"{drug_name(&other.join("」「"))}"」は、ここに書かれたお薬と成分が同じです。薬剤師にたずねてください。"</span> }
    });
    let same = (!named.is_empty()).then(|| {
        view! { <span class="sub">"いま残っている計算のお薬「"{drug_name(&named.join("」「"))}"」と、同じ名前が書かれています。薬剤師にたずねてください。"</span> }
    });
    view! { <li>{remark_words(remark)}{same}{other}</li> }.into_any()
}
