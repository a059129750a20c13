//! A registered card: since when, by which door, how it hangs on the certificate of today, and what comes next.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::{progress, waiting, withdrawal};
use crate::domain::calendar::long_date;
use crate::domain::registration::{By, Link, Step};
use crate::ui::card::Card;
use crate::ui::date::Day;
use crate::ui::facts::{Fact, Facts};

/// The page of a registered card. `again`: the form, where registering anew is the way on.
pub(super) fn registered(
    by: By,
    link: Link,
    steps: &[Step],
    today: NaiveDate,
    again: Option<impl IntoView>,
) -> impl IntoView {
    let steps = (!steps.is_empty()).then(|| {
        let list = progress::list(steps);
        view! { <details><summary>"登録の記録を見る"</summary>{list}</details> }
    });
    view! {
        {head(by, link, today)}
        {again}
        <Card title="登録の内容">
            {facts(by, link)}
            {steps}
        </Card>
        {next_steps()}
        {withdrawal::card()}
    }
}

fn head(by: By, link: Link, today: NaiveDate) -> AnyView {
    let registered = format!("{}に、{}で登録されました。", long_date(by.since.date()), by.door.label());
    match link {
        Link::Original => view! {
            <section class="banner good">
                <h2>"利用登録は終わっています"</h2>
                <p>{registered}</p>
            </section>
        }
        .into_any(),
        Link::CarriedOver { carried_on, .. } => view! {
            <section class="banner good">
                <h2>"利用登録は終わっています"</h2>
                <p>{registered}</p>
                <p>"電子証明書の更新のあとも、登録はそのまま引き継がれています。"<Day day=carried_on/>" に新しい証明書へつなぎ直されました。あなたがすることはありません。"</p>
            </section>
        }
        .into_any(),
        Link::OnItsWay { renewed_on, expected_by } if today <= expected_by => view! {
            <section class="banner">
                <h2>"電子証明書の更新を引き継いでいます"</h2>
                <p>"登録は失われていません。"<Day day=renewed_on/>" に更新された電子証明書へ、登録をつなぎ直しているところです。"</p>
                <p>"ふつうは1日か2日で終わります。終わる見こみは "<b><Day day=expected_by/></b>" です。登録をやり直す必要はありません。"</p>
                <div class="actions"><a class="btn line" href="/registration">"いまの状態を見る"</a></div>
            </section>
            {meanwhile_on_its_way()}
        }
        .into_any(),
        Link::OnItsWay { renewed_on, expected_by } => view! {
            <section class="banner warn">
                <h2>"電子証明書の更新が、まだ引き継がれていません"</h2>
                <p><Day day=renewed_on/>" に更新された電子証明書への引き継ぎが、見こみの "<Day day=expected_by/>" を過ぎても終わっていません。"</p>
                <p>"下の「同意して登録する」を押すと、いまの電子証明書でつなぎ直せます。登録が二重になることはありません。"</p>
            </section>
            {meanwhile_on_its_way()}
        }
        .into_any(),
    }
}

fn meanwhile_on_its_way() -> impl IntoView {
    view! {
        <Card title="引き継ぎが終わるまで">
            <ul class="dots">
                <li>"このサイトでは、いままでどおり、すべての記録を見られます。"</li>
                <li>"医療機関のカードリーダーでは、「登録がない」と出ることがあります。"</li>
            </ul>
            {waiting::at_the_counter(false)}
        </Card>
    }
}

fn facts(by: By, link: Link) -> impl IntoView {
    let renewed = match link {
        Link::Original => None,
        Link::CarriedOver { renewed_on, carried_on } => Some((renewed_on, Some(carried_on))),
        Link::OnItsWay { renewed_on, .. } => Some((renewed_on, None)),
    };
    let renewed = renewed.map(|(renewed_on, carried_on)| {
        let carried = carried_on.map_or_else(
            || view! { "引き継いでいるところです" }.into_any(),
            |day| view! { <Day day era=true/> }.into_any(),
        );
        view! {
            <Fact name="電子証明書を更新した日"><Day day=renewed_on era=true/></Fact>
            <Fact name="登録を引き継いだ日">{carried}</Fact>
        }
    });
    view! {
        <Facts>
            <Fact name="登録された日"><Day day=by.since.date() era=true/></Fact>
            <Fact name="登録した場所">{by.door.label()}</Fact>
            {renewed}
        </Facts>
    }
}

fn next_steps() -> impl IntoView {
    view! {
        <Card title="これからのこと">
            <ul class="dots">
                <li>"医療機関や薬局では、受付のカードリーダーにマイナンバーカードを置いてください。"</li>
                <li>"受診のたびに、お薬や健診の記録を医師に見せるかどうかを、その場で選べます。"</li>
                <li>"転職や引っ越しをしたときは、これまでどおり健康保険への届け出が必要です。登録をやり直す必要はありません。"</li>
                <li>"カードリーダーが動かないときのために、資格情報を紙に出して持っておくと安心です。"</li>
            </ul>
            <div class="actions"><a class="btn" href="/insurance">"健康保険の資格を見る"</a><a class="btn line" href="/">"ホームへ戻る"</a></div>
        </Card>
    }
}
