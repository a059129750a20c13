//! The portal's own copy of the records, and everything as one file.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::domain::calendar::long_date;
use crate::domain::checkup::Visit;
use crate::domain::copy::Copies;
use crate::domain::eligibility::EligibilityStatus;
use crate::keeping::NotReadable;
use crate::records::Answer;
use crate::ui::card::Card;
use crate::ui::form_key::FormKey;

/// The two cards.
pub(super) fn card(
    copies: Result<Copies, NotReadable>,
    eligibility: &Answer<EligibilityStatus>,
    checkups: &Answer<Vec<Visit>>,
    today: NaiveDate,
) -> impl IntoView + use<> {
    let copy = match copies {
        Err(NotReadable) => view! { <p>"写しを、いま読めません。失われてはいません。数分おいて、このページを開き直してください。"</p> }.into_any(),
        Ok(copies) if !copies.on() => view! {
            <p>"写しはとっていません。健診やお薬の記録は、もとのシステムでは数年たつと消えます。お望みなら、このサイトに暗号にして写しをとっておけます。"</p>
            <p><a href="/settings#copy">"写しについて見る"</a></p>
        }
        .into_any(),
        Ok(copies) => kept(&copies, eligibility, checkups, today),
    };
    view! {
        <div id="copied"><Card title="このサイトの写し">{copy}</Card></div>
        <div id="export"><Card title="すべてを1つのファイルで受け取る">
            <p>"健康保険の資格、健診、お薬、医療費、お知らせ、見た人の記録を、1つのファイル（ZIP）にまとめて受け取ります。写しをとっているときは、写しも入ります。"</p>
            <p class="small soft">"表計算ソフトで読めるCSVと、ほかのプログラムで読めるJSONが入っています。健康保険の記号・番号も入るので、みんなで使うパソコンでは受け取らないでください。"</p>
            <form method="post" action="/export/all">
                <FormKey/>
                <div class="actions"><button class="btn">"すべてをファイルで受け取る"</button></div>
            </form>
            <p class="small soft">"医療のシステムやアプリに読ませるときは、決まった形（HL7 FHIR R4）のファイルでも受け取れます。「紙や共有に出さない」にしたお薬は入りません。健康保険の記号・番号は入ります。"</p>
            <form method="post" action="/export/fhir">
                <FormKey/>
                <div class="actions"><button class="btn line">"FHIR形式で受け取る"</button></div>
            </form>
        </Card></div>
    }
}

fn kept(
    copies: &Copies,
    eligibility: &Answer<EligibilityStatus>,
    checkups: &Answer<Vec<Visit>>,
    today: NaiveDate,
) -> AnyView {
    let rows = copies
        .parts()
        .map(|(name, count, taken)| {
            let taken = taken.map_or("まだとれていません".to_owned(), |at| {
                let day = if at.date() == today { "今日".to_owned() } else { long_date(at.date()) };
                format!("{day} {} 時点", at.format("%-H:%M"))
            });
            view! { <tr><th scope="row">{name}</th><td class="r num">{count}"件"</td><td>{taken}</td></tr> }
        })
        .into_iter()
        .collect_view();
    let visits = checkups.as_ref().map(|now| copies.checkups.only_here(&now.value)).unwrap_or_default();
    let covers = eligibility.as_ref().map(|now| copies.eligibility.only_here(&now.value.line)).unwrap_or_default();
    let older: Vec<String> = visits
        .iter()
        .map(|visit| format!("{}の健診", long_date(visit.date)))
        .chain(covers.iter().map(|one| format!("{}の資格（{}）", one.insurer_name, one.period_words())))
        .collect();
    let older = (!older.is_empty()).then(|| {
        let lines = older.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
        view! {
            <h3>"もとの記録にはなく、写しだけにあるもの"</h3>
            <ul class="dots">{lines}</ul>
        }
    });
    view! {
        <p>"お望みにより、次の写しを、あなた専用の鍵で暗号にして持っています。"</p>
        <p>"写しの中身は、ページには出ません。下の「すべてをファイルで受け取る」を押すと受け取れるファイル（ZIP）に入っています。"</p>
        <table class="short">
            <thead><tr><th scope="col">"種類"</th><th scope="col" class="r">"件数"</th><th scope="col">"いつの写しか"</th></tr></thead>
            <tbody>{rows}</tbody>
        </table>
        {older}
        <p><a href="/settings#copy">"写しをとりなおす・やめる"</a></p>
    }
    .into_any()
}
