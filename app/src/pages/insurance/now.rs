//! The eligibility that is valid today: the sentence, the card, and what it says in full.

use chrono::{NaiveDate, NaiveDateTime};
use leptos::prelude::*;

use crate::domain::calendar::long_date;
use crate::domain::eligibility::scheme::Scheme;
use crate::domain::eligibility::validity::Told;
use crate::domain::eligibility::{Eligibility, EligibilityStatus, Validity, card_class_label, share_words};
use crate::domain::tax::width::full_width;
use crate::ui::card::Card;
use crate::ui::date::{AsOf, Day};
use crate::ui::facts::{Fact, Facts};
use crate::ui::way::Way;

/// Sentence, the way to the sheet where there is one, card and facts.
pub(super) fn valid(
    told: Told,
    status: &EligibilityStatus,
    current: &Eligibility,
    as_of: NaiveDateTime,
    today: NaiveDate,
    sheet: bool,
) -> impl IntoView + use<> {
    let share = match current.share_percent {
        Some(0) => "医療機関の窓口での支払いはありません。".to_owned(),
        Some(_) => format!("医療機関の窓口で払う割合は {} です。", share_words(current.share_percent)),
        None => "窓口で払う割合は、この記録には書かれていません。".to_owned(),
    };
    let way = told.way.into_iter().map(|words| view! { <p>{words}</p> }).collect_view();
    let paper = if told.link.is_some() { "btn line" } else { "btn" };
    let paper = sheet.then(|| self::paper(paper));
    let link = told.link.map(|(to, words)| view! { <Way class="btn" href=to or_nothing=true>{words}</Way> });
    let person = current.person.clone();
    let kana = (!person.kana.is_empty()).then(|| view! { <span>{full_width(&person.kana)}</span> });
    view! {
        <p class="say">{told.sentence}{share}</p>
        {way}
        <div class="actions">{link}{paper}</div>
        <div class="grid two">
        <section class="icard" aria-labelledby="now">
            <h2 id="now">{if current.is_welfare() { "いまの医療扶助" } else { "いまの健康保険" }}</h2>
            <span class="total">{current.insurer_name.clone()}</span>
            <span class="holder"><b>{person.name}</b>{kana}</span>
            <span class="row"><span>{format!("{} 生まれ", long_date(person.birth))}</span><span>{(!current.is_welfare()).then(|| current.relation.label())}</span></span>
            <span class="row"><span>"窓口負担 "<b>{share_words(current.share_percent)}</b></span><span>{current.period_words()}</span></span>
        </section>
        {facts(current, status.validity, as_of, today)}
        </div>
    }
}

/// The way to the sheet.
pub(super) fn paper(class: &'static str) -> impl IntoView + use<> {
    view! { <a class=class href="/print/eligibility">"資格情報を紙に出す・保存する"</a> }
}

/// What an eligibility says, but for symbol and number.
pub(super) fn facts(
    one: &Eligibility,
    validity: Validity,
    as_of: NaiveDateTime,
    today: NaiveDate,
) -> impl IntoView + use<> {
    let beside = view! { <AsOf at=as_of today/> }.into_any();
    let scheme = Scheme::of(one).map(|scheme| view! { <Fact name="種類">{scheme.label()}</Fact> });
    let elderly = one.elderly.clone().map(|elderly| {
        let until = elderly.until.map(|day| format!("（{}まで）", long_date(day))).unwrap_or_default();
        view! { <Fact name="高齢受給者証の割合（70歳から74歳）">{format!("{}{until}", share_words(Some(elderly.share_percent)))}</Fact> }
    });
    let phone = phone(one);
    let aid = one.is_welfare();
    let (runs, number, call) = if aid {
        ("医療扶助を行うところ", "公費負担者番号", "福祉事務所の電話番号")
    } else {
        ("保険者（健康保険を運営するところ）", "保険者番号", "保険者の電話番号")
    };
    let label = one.relation.label();
    let relation = (!aid).then(|| view! { <Fact name="本人か家族か">{label}</Fact> });
    let one = one.clone();
    view! {
        <Card title="資格の内容" beside>
            <Facts>
                <Fact name=runs>{one.insurer_name.clone()}</Fact>
                {scheme}
                <Fact name=number><span class="num">{one.insurer_number.clone()}</span></Fact>
                {relation}
                <Fact name="資格の区分">{card_class_label(&one.card_class).to_owned()}</Fact>
                <Fact name="資格を得た日"><Day day=one.valid_from era=true/></Fact>
                <Fact name="窓口で払う割合">{share_words(one.share_percent)}</Fact>
                {elderly}
                <Fact name="今日の確認の結果">{validity.label()}</Fact>
                <Fact name=call>{phone}</Fact>
            </Facts>
        </Card>
    }
}

/// The insurer's number to call, or where else it stands.
pub(super) fn phone(one: &Eligibility) -> AnyView {
    match &one.insurer_phone {
        Some(phone) => {
            let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
            view! { <a class="num" href=format!("tel:{digits}")>{phone.clone()}</a> }.into_any()
        }
        None => {
            let where_else =
                if one.is_welfare() { "福祉事務所からの手紙" } else { "「資格情報のお知らせ」" };
            format!("届いていません。{where_else}に書かれています。").into_any()
        }
    }
}
