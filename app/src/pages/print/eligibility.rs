//! The eligibility as a sheet to show with the card where a reader fails. Symbol and number stand on it only when asked
//! for: without them a clinic cannot bill, with them the paper must be kept like a card. The person decides.

use futures::future::join;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::domain::eligibility_sheet::{EligibilitySheet, HELP_PATH, QR_NOTE};
use crate::files::eligibility_pdf::TITLE;
use crate::files::qr::Qr;
use crate::pages::insurance::standing;
use crate::pages::visit::{Frame, Visitor, frame, visitor};
use crate::ui::form_key::FormKey;
use crate::ui::trouble::TroubleNotice;

/// The page.
#[component]
pub fn EligibilitySheetPage() -> impl IntoView {
    let numbers = use_query_map().with_untracked(|query| query.get_str("numbers") == Some("show"));
    Suspend::new(page(frame(), visitor(), numbers))
}

async fn page(frame: Frame, visitor: Visitor, numbers: bool) -> impl IntoView {
    let (eligibility, registration) = join(visitor.records.eligibility(), visitor.records.registration()).await;
    let registration = registration.ok().map(|answer| answer.value);
    let content = match eligibility {
        Err(trouble) => view! { <TroubleNotice trouble/> }.into_any(),
        Ok(answer) => {
            let told = || standing(answer.value.told_beside(registration.as_ref(), frame.today));
            match EligibilitySheet::of(&answer.value, frame.today, answer.as_of, numbers) {
                None => told().into_any(),
                Some(sheet) => {
                    let overlap = sheet.several.then(|| view! { <div class="noprint">{told()}</div> });
                    view! { {overlap}{controls(numbers)}{paper(sheet, &frame.site)} }.into_any()
                }
            }
        }
    };
    view! {
        <div class="head">
            <p class="crumb"><a href="/">"ホーム"</a>" ／ "<a href="/insurance">"健康保険の資格"</a></p>
            <h1>{TITLE}</h1>
        </div>
        {content}
    }
}

fn controls(numbers: bool) -> impl IntoView {
    let (words, link, to) = if numbers {
        (
            "記号・番号が入っています。人に見られないように、カードと同じように大切にしまってください。",
            "記号・番号を入れない",
            "/print/eligibility",
        )
    } else {
        (
            "記号・番号は入っていません。受付で使う紙には、記号・番号を入れてください。",
            "記号・番号を入れる",
            "/print/eligibility?numbers=show",
        )
    };
    let kept = numbers.then(|| view! { <input type="hidden" name="numbers" value="show"/> });
    view! {
        <section class="card noprint">
            <h2>"紙に出す・保存する"</h2>
            <p>{words}</p>
            <p>"紙に出すには、ブラウザーのメニューから「印刷」を選んでください。この囲みは印刷されません。"</p>
            <div class="actions">
                <a class="btn line" href=to>{link}</a>
                <form method="post" action="/insurance/export/pdf"><FormKey/>{kept}<button class="btn">"PDFで保存する"</button></form>
            </div>
            <p class="soft">"PDFの文字は、開いた端末の書体で表示されます。名前の字が出ないときは、この画面を印刷してください。共用のパソコンには保存しないでください。"</p>
        </section>
    }
}

fn paper(sheet: EligibilitySheet, site: &str) -> impl IntoView + use<> {
    // Twice the rows, on one page all the same.
    let class = if sheet.several { "card sheet dense" } else { "card sheet" };
    let sheet_notes: Vec<&'static str> = sheet.notes().collect();
    let rows = sheet
        .rows
        .into_iter()
        .map(|(name, value)| view! { <tr><th scope="row">{name}</th><td>{value}</td></tr> })
        .collect_view();
    let notes = sheet_notes.into_iter().map(|note| view! { <li>{note}</li> }).collect_view();
    view! {
        <section class=class aria-label="資格情報" lang="ja" translate="no">
            <table><tbody>{rows}</tbody></table>
            <p><b>{sheet.as_of}</b></p>
            <ul class="dots">{notes}</ul>
            {code(site)}
            <p class="soft">"健康手帳で作りました。国や自治体、健康保険が出した書類ではありません。"</p>
        </section>
    }
}

/// The QR code of the public page with help for the counter, and what it is for.
fn code(site: &str) -> Option<impl IntoView + use<>> {
    let qr = Qr::of(&format!("{site}{HELP_PATH}"))?;
    let side = qr.whole_side();
    Some(view! {
        <div class="qr">
            <svg viewBox=format!("0 0 {side} {side}") role="img" aria-label="受付の方への説明を開くQRコード"><path d=qr.path()/></svg>
            <p>{QR_NOTE}</p>
        </div>
    })
}
