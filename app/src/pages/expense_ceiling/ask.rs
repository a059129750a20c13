//! The income class, where no certificate on record says it: asked for by a plain form, kept sealed, taken back on wish. It never
//! stands in an address.

use leptos::prelude::*;

use super::words::span_words;
use crate::domain::calendar::YearMonth;
use crate::domain::ceiling::class::ClassCode;
use crate::domain::ceiling::statement::{Answered, Ask, Statement};
use crate::pages::visit::Frame;
use crate::ui::form_key::FormKey;

/// Address the forms go to.
const ADDRESS: &str = "/expenses/ceiling";

/// The card; nothing where no class is missing and none was told.
pub(super) fn cards(found: &Statement, year: i32, unread: bool, frame: &Frame) -> Option<impl IntoView + use<>> {
    if found.asks.is_empty() && found.answered.is_empty() && !unread {
        return None;
    }
    let missing = !found.asks.is_empty();
    let unread = unread.then(|| view! { <div class="note"><p>"前に選んだ区分を、いま読み出せません。失われてはいません。しばらくしてから、このページを開き直してください。"</p></div> });
    let answered = found.answered.iter().map(|one| told(*one, year)).collect_view();
    // One question at a time: the others wait under their headings.
    let forms = found
        .asks
        .iter()
        .enumerate()
        .map(|(place, one)| {
            let open = place == 0 || is_back(one, frame);
            let shares = found.asks.iter().any(|other| other.year == one.year && other.late_stage != one.late_stage);
            let legend = legend(one, shares);
            view! { <details open=open><summary>{legend.clone()}</summary>{form(one, year, legend, frame)}</details> }
        })
        .collect_view();
    let why = missing.then(|| {
        view! {
            <p>"限度額は所得の区分で決まります。次の月の区分は、この記録には書かれていないので、推測せずにおたずねします。"</p>
            <p class="small">"区分は「限度額適用認定証」「資格確認書」に書かれています。手元にないときは、加入している健康保険に聞いてください。分からないまま選ばないでください。"</p>
        }
    });
    Some(view! {
        <section class="card" id="class" tabindex="-1">
            <header><h2>"所得の区分"</h2></header>
            {unread}
            {answered}
            {why}
            {forms}
            <p class="small soft">"選んだ区分は、あなたの分だけを開ける形に暗号化して保管し、このページの計算だけに使います。いつでも消せます。"</p>
        </section>
    })
}

/// A class that was told, and the way to take it back.
fn told(one: Answered, year: i32) -> impl IntoView {
    let words = format!(
        "{}の区分として {} を選んでいます。資格情報に区分がある月は、そちらを使います。",
        span_words(one.year),
        one.code.name()
    );
    let label = format!("{}の区分を消す・選び直す", span_words(one.year));
    view! {
        <form method="post" action=ADDRESS>
            <FormKey/>
            <input type="hidden" name="year" value=year/>
            <input type="hidden" name="from" value=one.year/>
            <input type="hidden" name="class" value="none"/>
            <p>{words}</p>
            <div class="actions"><button class="btn line">{label}</button></div>
        </form>
    }
}

/// The form of one year of classes.
fn form(ask: &Ask, year: i32, legend: String, frame: &Frame) -> impl IntoView + use<> {
    let kept = is_back(ask, frame);
    let choice = |code: ClassCode| {
        let checked = kept && frame.draft.is_ticked("class", code.code());
        view! {
            <label class="pick">
                <input type="radio" name="class" value=code.code() checked=checked/>
                <b>{code.name()}</b>
                <span class="small">{code.who()}</span>
            </label>
        }
    };
    // By what is paid at the counter, which people know of themselves.
    let mut groups: Vec<(Option<&'static str>, Vec<ClassCode>)> = Vec::new();
    for code in ClassCode::choices(ask.age, ask.late_stage) {
        let share = code.at_the_counter(ask.late_stage);
        match groups.iter_mut().find(|(of, _)| *of == share) {
            Some((_, codes)) => codes.push(code),
            None => groups.push((share, vec![code])),
        }
    }
    let choices = groups
        .into_iter()
        .map(|(share, codes)| {
            let choices = codes.into_iter().map(choice).collect_view();
            match share {
                Some(share) => view! { <fieldset><legend>{share}</legend>{choices}</fieldset> }.into_any(),
                None => choices.into_any(),
            }
        })
        .collect_view();
    let button = format!("{}の区分をこれで計算する", span_words(ask.year));
    view! {
        <form method="post" action=ADDRESS>
            <FormKey/>
            <input type="hidden" name="year" value=year/>
            <input type="hidden" name="from" value=ask.year/>
            <input type="hidden" name="late" value=late(ask)/>
            <fieldset>
                <legend class="vh">{legend}</legend>
                {choices}
            </fieldset>
            <div class="actions"><button class="btn">{button}</button></div>
        </form>
    }
}

/// Which year's class it is, and for which months it is needed. Where another question is about the same year, whose insurance too.
fn legend(ask: &Ask, shares: bool) -> String {
    let used_for = match ask.months.as_slice() {
        [] => "年間の合計".to_owned(),
        months => month_names(months),
    };
    let span = span_words(ask.year);
    match (shares, ask.late_stage) {
        (false, _) => format!("{span}の区分（{used_for}の計算に使います）"),
        (true, true) => format!("{span}の、後期高齢者医療での区分（{used_for}の計算に使います）"),
        (true, false) => format!("{span}の、後期高齢者医療に入る前の区分（{used_for}の計算に使います）"),
    }
}

/// How the form says whether the question is about the class with the late-stage scheme.
const fn late(ask: &Ask) -> &'static str {
    if ask.late_stage { "1" } else { "" }
}

/// Whether this is the form that came back with what was chosen.
fn is_back(ask: &Ask, frame: &Frame) -> bool {
    frame.draft.is_ticked("from", &ask.year.to_string()) && frame.draft.is_ticked("late", late(ask))
}

fn month_names(months: &[YearMonth]) -> String {
    months.iter().map(|month| format!("{}月", month.month())).collect::<Vec<_>>().join("・")
}
