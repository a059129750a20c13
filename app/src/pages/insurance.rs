//! The current eligibility (資格) as a readable card, then ceilings and certificates; former insurers in one line.
//!
//! Symbol and number of the insured are not in the page unless asked for by `?numbers=show`: a screen shown to someone,
//! a picture or a print then holds none (告知要求制限, 健康保険法194条の2).

mod ceiling_card;
mod certificates;
mod disease_card;
mod elderly_card;
mod now;
mod numbers;

pub mod history;
pub mod kinds;
#[cfg(test)]
mod tests;

use chrono::{Datelike, NaiveDate};
use futures::future::join;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::visit::{Frame, Visitor, frame, visitor};
use crate::domain::calendar::long_date;
use crate::domain::eligibility::validity::Told;
use crate::domain::eligibility::{Eligibility, EligibilityStatus, Validity};
use crate::domain::eligibility_sheet::EligibilitySheet;
use crate::domain::registration::Registration;
use crate::records::{Answer, Dated};
use crate::ui::card::Card;
use crate::ui::date::AsOf;
use crate::ui::lent::not_lent;
use crate::ui::trouble::TroubleNotice;
use crate::ui::way::Way;

/// The page.
#[component]
pub fn InsurancePage() -> impl IntoView {
    let show_numbers =
        use_query_map().with_untracked(|query| query.get_str("numbers") == Some("show")) && !visitor().lent;
    Suspend::new(page(frame(), visitor(), show_numbers))
}

async fn page(frame: Frame, visitor: Visitor, show_numbers: bool) -> impl IntoView {
    let (answer, registration) = join(visitor.records.eligibility(), visitor.records.registration()).await;
    let registration = registration.ok().map(|answer| answer.value);
    view! {
        <div class="head">
            <p class="crumb"><a href="/">"ホーム"</a></p>
            <h1>"健康保険の資格"</h1>
        </div>
        {not_lent(frame.today.year())
            .unwrap_or_else(|| content(answer, registration.as_ref(), frame.today, show_numbers, visitor.is_own()))}
    }
}

fn content(
    answer: Answer<EligibilityStatus>,
    registration: Option<&Registration>,
    today: NaiveDate,
    show_numbers: bool,
    own: bool,
) -> AnyView {
    let Dated { value: status, as_of } = match answer {
        Err(trouble) => return view! { <TroubleNotice trouble/> }.into_any(),
        Ok(answer) => answer,
    };
    let told = status.told_beside(registration, today);
    let sheet = EligibilitySheet::of(&status, today, as_of, false).is_some();
    let now = match status.valid_today(today) {
        Some(current) => view! {
            {now::valid(told, &status, current, as_of, today, sheet)}
            <div class="grid two">
                {numbers::numbers(current, show_numbers, None)}
                {certificates::certificates(current, today)}
            </div>
        }
        .into_any(),
        None => {
            // Which of them is right is not known, so that each comes with all a counter may ask for.
            let several = (status.validity == Validity::Several).then(|| {
                let each = status.covering(today).enumerate().map(|(place, one)| {
                    view! {
                        <div class="grid two">
                            {now::facts(one, status.validity, as_of, today)}
                            {numbers::numbers(one, show_numbers, Some(place))}
                        </div>
                        {certificates::certificates(one, today)}
                    }
                });
                each.collect_view()
            });
            let paper = sheet.then(|| view! { <div class="actions">{now::paper("btn")}</div> });
            view! { {standing(told)} {paper} <p><AsOf at=as_of today/></p> {several} }.into_any()
        }
    };
    let aid = status.valid_today(today).is_some_and(Eligibility::is_welfare);
    // Who has no record at all has none to show at a counter, and none to hide.
    let any = !status.line.is_empty() || !status.hidden.is_empty();
    let at_the_counter = any.then(|| at_the_counter(sheet, aid));
    view! {
        {now}
        {former(&status, today)}
        <Card title="受付で見せる証">
            <p>"限度額適用認定証や高齢受給者証など、20種類の証のうち、カードだけでよいものと、紙を持っていくものをまとめています。"</p>
            <p><a href="/insurance/certificates">"カードだけでよい証と、持っていく証を見る"</a></p>
        </Card>
        {at_the_counter}
        {(own && any).then(|| not_mine(aid))}
    }
    .into_any()
}

/// What to show where the reader of cards does not work.
fn at_the_counter(sheet: bool, aid: bool) -> impl IntoView {
    view! {
        <Card title="受付で困ったとき">
            <p>"医療機関のカードリーダーが動かないときは、マイナンバーカードと、次のどれかをいっしょに見せてください。"</p>
            <ul class="dots">
                {sheet.then(|| view! { <li>"この資格情報を紙に出したもの、または保存したもの"</li> })}
                {(!aid).then(|| view! { <li>"加入している健康保険から届いた「資格情報のお知らせ」"</li> })}
            </ul>
            <p>{if aid { "ほかの受診のしかたは、福祉事務所に聞いてください。" } else { "「資格確認書」があれば、それだけで受診できます。" }}</p>
        </Card>
    }
}

/// What to do where it is somebody else's; whoever acts for another has no say in that.
fn not_mine(aid: bool) -> impl IntoView {
    view! {
        <Card title="ここに出ているのが、あなたのものでないとき">
            <p>"氏名が同じでも、フリガナや生年月日がちがえば、同姓同名の別の人かもしれません。覚えのない健康保険が出ているときも、あなたのものではないおそれがあります。"</p>
            <p>{if aid { "福祉事務所" } else { "加入している健康保険（保険者）" }}"に電話で伝えてください。カードで受診する前に直してもらってください。"</p>
            <p><Way href="/me#eligibility" or_nothing=true>"この記録を隠す、次にすることを見る"</Way></p>
        </Card>
    }
}

/// No eligibility to be called valid today: what is so, and what to do.
pub(super) fn standing(told: Told) -> impl IntoView + use<> {
    let way = told.way.into_iter().map(|words| view! { <li>{words}</li> }).collect_view();
    let link = told.link.map(
        |(to, words)| view! { <div class="actions"><Way class="btn line" href=to or_nothing=true>{words}</Way></div> },
    );
    view! {
        <section class="banner warn">
            <h2>"いまの資格を確かめられません"</h2>
            <p><b>{told.sentence}</b></p>
        </section>
        <Card title="次にすること">
            <ul class="dots">
                {way}
                <li>"そのあいだに受診するときは、窓口でその旨を伝えてください。いったん全額を払っても、あとで払い戻しを受けられることがあります。領収書を取っておいてください。"</li>
            </ul>
            {link}
        </Card>
    }
}

/// Former insurers in a line, with the way to all of them.
fn former(status: &EligibilityStatus, today: NaiveDate) -> Option<impl IntoView + use<>> {
    if status.line.is_empty() {
        return None;
    }
    let mut ended: Vec<_> = status.line.iter().filter(|one| one.lost_on.is_some_and(|lost| lost <= today)).collect();
    ended.sort_by_key(|one| std::cmp::Reverse(one.lost_on));
    let sentence = match ended.first().and_then(|one| Some((one, one.lost_on?.pred_opt()?))) {
        Some((last, until)) => {
            let which =
                if status.valid_today(today).is_some() { "ひとつ前は" } else { "いちばん新しいのは" };
            format!(
                "終わった健康保険の記録が {}つあります。{which}、{}（{}まで）です。",
                ended.len(),
                last.insurer_name,
                long_date(until)
            )
        }
        None => "終わった健康保険の記録はありません。".to_owned(),
    };
    let line = status.stretches(today);
    let (gaps, overlaps) =
        (line.iter().filter(|one| one.is_gap()).count(), line.iter().filter(|one| one.is_overlap()).count());
    let trouble = (gaps + overlaps > 0).then(|| {
        let gaps = (gaps > 0).then(|| format!("資格のない期間が {gaps}回"));
        let overlaps = (overlaps > 0).then(|| format!("資格が重なった期間が {overlaps}回"));
        let words: Vec<String> = [gaps, overlaps].into_iter().flatten().collect();
        view! { <p>{format!("{}あります。", words.join("、"))}</p> }
    });
    Some(view! {
        <Card title="これまでの健康保険">
            <p>{sentence}</p>
            {trouble}
            <p><a href="/insurance/history">"健康保険の移り変わりを見る"</a></p>
        </Card>
    })
}
