//! The current eligibility (資格) as a readable card, then ceilings and certificates, then former insurers.
//!
//! Symbol and number of the insured are not in the page unless asked for by `?numbers=show`: a screen shown to someone,
//! a picture or a print then holds none (告知要求制限, 健康保険法194条の2).

mod ceiling_card;
mod certificates;
mod disease_card;
mod numbers;

use chrono::{NaiveDate, NaiveDateTime};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::visit::{Frame, Visitor, frame, visitor};
use crate::domain::calendar::long_date;
use crate::domain::eligibility::{Eligibility, EligibilityStatus, Validity, card_class_label, share_words};
use crate::domain::tax::width::full_width;
use crate::records::{Answer, Dated};
use crate::ui::card::Card;
use crate::ui::date::{AsOf, Day};
use crate::ui::facts::{Fact, Facts};
use crate::ui::trouble::TroubleNotice;

/// The page.
#[component]
pub fn InsurancePage() -> impl IntoView {
    let show_numbers = use_query_map().with_untracked(|query| query.get_str("numbers") == Some("show"));
    Suspend::new(page(frame(), visitor(), show_numbers))
}

async fn page(frame: Frame, visitor: Visitor, show_numbers: bool) -> impl IntoView {
    let answer = visitor.records.eligibility().await;
    view! {
        <div class="head">
            <p class="crumb"><a href="/">"ホーム"</a></p>
            <h1>"健康保険の資格"</h1>
        </div>
        {content(answer, frame.today, show_numbers)}
    }
}

fn content(answer: Answer<EligibilityStatus>, today: NaiveDate, show_numbers: bool) -> AnyView {
    let Dated { value: status, as_of } = match answer {
        Err(trouble) => return view! { <TroubleNotice trouble/> }.into_any(),
        Ok(answer) => answer,
    };
    let former: Vec<Eligibility> = {
        let current = status.current(today);
        status.line.iter().filter(|one| Some(*one) != current).cloned().collect()
    };
    let paper = status.current(today).is_some().then(
        || view! { <div class="actions"><a class="btn" href="/print/eligibility">"資格情報を紙に出す・保存する"</a></div> },
    );
    let now = match status.current(today) {
        Some(current) => view! {
            {card(current.clone(), as_of, today)}
            <div class="grid two">
                {numbers::numbers(current, show_numbers)}
                {certificates::certificates(current, today)}
            </div>
        }
        .into_any(),
        None => view! { {without(status.validity)} <p><AsOf at=as_of today/></p> }.into_any(),
    };
    view! {
        {now}
        {history(&former)}
        <Card title="受付で困ったとき">
            <p>"医療機関のカードリーダーが動かないときは、マイナンバーカードと、次のどれかをいっしょに見せてください。"</p>
            <ul class="dots">
                <li>"この資格情報を紙に出したもの、または保存したもの"</li>
                <li>"加入している健康保険から届いた「資格情報のお知らせ」"</li>
            </ul>
            <p>"「資格確認書」があれば、それだけで受診できます。"</p>
            {paper}
        </Card>
        <Card title="ここに出ているのが、あなたのものでないとき">
            <p>"氏名が同じでも、フリガナや生年月日がちがえば、同姓同名の別の人かもしれません。覚えのない健康保険が出ているときも、あなたのものではないおそれがあります。"</p>
            <p>"加入している健康保険（保険者）に電話で伝えてください。カードで受診する前に直してもらってください。"</p>
            <p><a href="/me#eligibility">"この記録を隠す、次にすることを見る"</a></p>
        </Card>
    }
    .into_any()
}

fn card(current: Eligibility, as_of: NaiveDateTime, today: NaiveDate) -> impl IntoView {
    let person = current.person.clone();
    let kana = (!person.kana.is_empty()).then(|| view! { <span>{full_width(&person.kana)}</span> });
    let share = match current.share_percent {
        Some(0) => "医療機関の窓口での支払いはありません。".to_owned(),
        Some(_) => format!("医療機関の窓口で払う割合は {} です。", share_words(current.share_percent)),
        None => "窓口で払う割合は、この記録には書かれていません。".to_owned(),
    };
    let sentence = format!("今日（{}）、この資格は有効です。{share}", long_date(today));
    let beside = view! { <AsOf at=as_of today/> }.into_any();
    view! {
        <p class="say">{sentence}</p>
        <div class="grid two">
        <section class="icard" aria-labelledby="now">
            <h2 id="now">"いまの健康保険"</h2>
            <span class="total">{current.insurer_name.clone()}</span>
            <span class="holder"><b>{person.name}</b>{kana}</span>
            <span class="row"><span>{format!("{} 生まれ", long_date(person.birth))}</span><span>{current.relation.label()}</span></span>
            <span class="row"><span>"窓口負担 "<b>{share_words(current.share_percent)}</b></span><span>{current.period_words()}</span></span>
        </section>
        <Card title="資格の内容" beside>
            <Facts>
                <Fact name="保険者（健康保険を運営するところ）">{current.insurer_name.clone()}</Fact>
                <Fact name="保険者番号"><span class="num">{current.insurer_number.clone()}</span></Fact>
                <Fact name="本人か家族か">{current.relation.label()}</Fact>
                <Fact name="資格の区分">{card_class_label(&current.card_class).to_owned()}</Fact>
                <Fact name="資格を得た日"><Day day=current.valid_from era=true/></Fact>
                <Fact name="窓口で払う割合">{share_words(current.share_percent)}</Fact>
            </Facts>
        </Card>
        </div>
    }
}

/// No eligibility in force today: why, and what to do.
pub(super) fn without(validity: Validity) -> impl IntoView {
    let (what, next) = match validity {
        Validity::InvalidNewerExists => (
            "前の健康保険の資格はなくなり、新しい資格への切りかえが進んでいます。",
            "数日たっても変わらないときは、新しく加入した健康保険に問い合わせてください。",
        ),
        Validity::Several => (
            "有効な資格が2つ以上見つかり、どちらが今の資格か分かりません。",
            "加入している健康保険に、重なりがあることを伝えてください。",
        ),
        _ => (
            "今日の時点で有効な健康保険の資格が見つかりません。",
            "転職や引っ越しのあとは、新しい健康保険の登録に数日かかることがあります。1週間ほど待っても変わらないときは、勤め先か、市区町村の国民健康保険の窓口に問い合わせてください。",
        ),
    };
    view! {
        <section class="banner warn">
            <h2>"いまの資格を確かめられません"</h2>
            <p>{what}</p>
            <p>{next}</p>
            <p>"そのあいだに受診するときは、窓口でその旨を伝えてください。いったん全額を払っても、あとで払い戻しを受けられます。"</p>
        </section>
    }
}

/// Former insurers, newest first.
fn history(former: &[Eligibility]) -> impl IntoView + use<> {
    let lines = former.iter().map(|one| {
        let reason = one.loss_reason.clone().map(|reason| format!("理由：{reason}"));
        view! { <li><b>{one.insurer_name.clone()}</b>" "{one.relation.label()}<br/><span class="small soft">{one.period_words()}" "{reason}</span></li> }
    }).collect_view();
    (!former.is_empty()).then(|| view! { <Card title="これまでの健康保険"><ul class="list">{lines}</ul></Card> })
}
