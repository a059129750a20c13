//! One sheet for the counter of a pharmacy or clinic: what is probably being taken now, allergies, what was handed out in the
//! last three months, and the same as QR codes. It holds in black and white, and on one page of A4: what finds no room there is
//! counted, with where it stands.

mod codes;
pub mod qr_pages;
mod recent;
mod room;
mod taking;

use chrono::{NaiveDate, NaiveDateTime};
use leptos::prelude::*;

use crate::domain::calendar::long_date;
use crate::domain::notebook::RemarkKind;
use crate::domain::notebook::carried::Carried;
use crate::domain::person::{Person, Sex};
use crate::pages::carry::{Reach, carried, hidden_words};
use crate::pages::visit::{Frame, Visitor, frame, visitor};
use crate::ui::notebook_import::remark_words;
use crate::ui::way::Way;
use room::Room;

/// Where everything stands that a sheet has no room for.
const ELSEWHERE: &str = "全部は、「お薬の記録」のページと、そこから受け取るPDFやファイルにあります。";

/// Name of the sheet.
pub const TITLE: &str = "薬局・病院の窓口で見せる紙（お薬）";

/// The page.
#[component]
pub fn DrugSheetPage() -> impl IntoView {
    Suspend::new(page(frame(), visitor()))
}

async fn page(frame: Frame, visitor: Visitor) -> impl IntoView {
    let content = match carried(&*visitor.records, &*visitor.keeping, Reach::Now, frame.today).await {
        Err(why) => why.notice(),
        Ok((carried, as_of)) => {
            let hidden = hidden_words(&carried);
            view! { {controls(hidden)}{paper(&carried, &visitor.person, as_of, &frame)} }.into_any()
        }
    };
    view! {
        <div class="head">
            <p class="crumb"><a href="/">"ホーム"</a>" ／ "<a href="/medications">"お薬の記録"</a></p>
            <h1>{TITLE}</h1>
        </div>
        {content}
    }
}

fn controls(hidden: Option<AnyView>) -> AnyView {
    view! {
        <section class="card noprint">
            <h2>"紙に出す・画面で見せる"</h2>
            <p>"紙に出すには、ブラウザーのメニューから「印刷」を選んでください。A4の紙1枚です。お薬がとても多いときは、いま飲んでいるお薬と新しいものからのせ、のせきれない数を書きます。画面のまま見せて、QRコードを読み取ってもらうこともできます。この囲みは印刷されません。"</p>
            {hidden}
            <p class="soft">"PDFに残すときは、印刷の画面で「PDFに保存」を選びます。共用のパソコンには保存しないでください。"</p>
            <div class="actions">
                <Way href="/export/medications" or_nothing=true>"ファイルで持ち出す"</Way>
                <Way href="/print/medications-qr" or_nothing=true>"調剤ごとのQRコードを出す"</Way>
            </div>
        </section>
    }
    .into_any()
}

fn paper(carried: &Carried, person: &Person, as_of: NaiveDateTime, frame: &Frame) -> AnyView {
    let today = frame.today;
    let codes = codes::of_sheet(carried, person, frame);
    // What comes first takes its room first.
    let mut room = Room::of_page(codes.height);
    let allergies = allergies(carried, &mut room);
    let (taking, named) = taking::taking(carried, today, &mut room);
    let recent = recent::recent(carried, &named, today, &mut room);
    view! {
        <section class="card brief counter" aria-label=TITLE lang="ja" translate="no">
            <p><b>{person.name.clone()}</b>{whose(person, today)}</p>
            {allergies}
            {taking}
            {recent}
            {codes.view}
            <p class="small soft">{format!("{} {} 時点の記録から、健康手帳で作りました。国や自治体、薬局が出した書類ではありません。実際に飲んでいるかどうかは記録されていません。", long_date(as_of.date()), as_of.format("%-H:%M"))}</p>
        </section>
    }
    .into_any()
}

/// Kana, birth, age today, sex.
fn whose(person: &Person, today: NaiveDate) -> String {
    let kana = if person.kana.is_empty() { String::new() } else { format!("（{}）", person.kana) };
    let sex = match person.sex {
        Sex::Male => "、男性",
        Sex::Female => "、女性",
        Sex::Unspecified => "",
    };
    let years = today.years_since(person.birth).map(|years| format!("（{years}歳）")).unwrap_or_default();
    format!("{kana} {}生まれ{years}{sex}", long_date(person.birth))
}

/// Allergies and side effects first, then the rest. Where nothing is told, that is no "none".
fn allergies(carried: &Carried, room: &mut Room) -> AnyView {
    let mut remarks: Vec<_> = carried.told.remarks.iter().collect();
    remarks.sort_by_key(|remark| remark.kind);
    let serious = |kind| matches!(kind, RemarkKind::Allergy | RemarkKind::SideEffect);
    let none = !remarks.iter().any(|remark| serious(remark.kind));
    let words: Vec<String> = remarks.iter().map(|remark| remark_words(remark)).collect();
    room.must(1, &words.iter().map(String::as_str).chain(none.then_some("")).collect::<Vec<_>>());
    let none = none.then(|| {
        view! { <p>"アレルギーと副作用の記録は、届いていません。ないという意味ではありません。窓口で伝えてください。"</p> }
    });
    let lines = remarks.into_iter().zip(words).map(|(remark, words)| {
        if serious(remark.kind) {
            view! { <li><b>{words}</b></li> }.into_any()
        } else {
            view! { <li>{words}</li> }.into_any()
        }
    });
    view! { <h2>"アレルギー・副作用など"</h2>{none}<ul class="dots">{lines.collect_view()}</ul> }.into_any()
}

#[cfg(test)]
mod tests;
