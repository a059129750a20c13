//! Before registering: what it means in four sentences, what is agreed to, and one button.

use leptos::prelude::*;

use crate::domain::calendar::long_date;
use crate::domain::person::Person;
use crate::domain::registration::StepName;
use crate::ui::card::Card;
use crate::ui::facts::{Fact, Facts};
use crate::ui::form_key::FormKey;

/// What registering means.
const MEANING: [&str; 4] = [
    "マイナンバーカードが、健康保険証として使えるようになります。",
    "登録は一度だけです。転職や引っ越しをしても、やり直す必要はありません。",
    "窓口での支払いが、手続きをしなくても、ひと月の限度額までになります。",
    "お薬や健診の記録は、受診のときにあなたが同意した場合だけ、医師や薬剤師に見えます。",
];

/// What the person agrees to: what is passed, from whom to whom, and what for.
const CONSENT: [(&str, &str); 5] = [
    ("カードの電子証明書の番号", "カードがいま有効かを確かめるため、地方公共団体情報システム機構（J-LIS）に送ります。"),
    (
        "住民票コードと結びつく番号",
        "あなたと健康保険をまちがいなくつなぐため、J-LIS が中継するサーバーとの間でだけ使います。この画面にも、医療機関にも出ません。",
    ),
    ("被保険者の記号・番号", "加入している健康保険が登録したものを、支払基金・国保中央会の仕組みから受け取ります。"),
    ("保険者の名前", "あなたがいま加入している健康保険を、この画面に出すために受け取ります。"),
    (
        "電子証明書の番号と健康保険の結びつき",
        "次からカードだけで資格を確かめられるように、支払基金・国保中央会の仕組みに記録されます。",
    ),
];

/// The form. Its key makes a form that is sent twice count once. Name, kana and birth date stand together, so that
/// somebody else's card, a namesake's too, is noticed before the button is pressed.
pub(super) fn ask(person: &Person, pressed: bool) -> impl IntoView + use<> {
    let meaning = MEANING.map(|sentence| view! { <li>{sentence}</li> }).into_iter().collect_view();
    let consent = CONSENT
        .map(|(what, why)| view! { <li><b>{what}</b><br/><span class="small">{why}</span></li> })
        .into_iter()
        .collect_view();
    let steps = StepName::ALL
        .map(|step| view! { <li><span><b>{step.label()}</b><br/><span class="small">{step.meaning()}"ふつうは数秒です。"</span></span></li> })
        .into_iter()
        .collect_view();
    let (name, kana, birth) = (person.name.clone(), person.kana.clone(), long_date(person.birth));
    let kana = (!kana.is_empty()).then(|| view! { <Fact name="フリガナ">{kana}</Fact> });
    view! {
        <Card title="登録すると、こう変わります">
            <ul class="dots">{meaning}</ul>
        </Card>
        <Card title="登録のために使われる情報">
            <p>"ボタンを押すと、次の5つのことに同意したものとして登録を進めます。"</p>
            <ul class="list">{consent}</ul>
            <p class="small soft">"マイナンバー（12桁の番号）そのものは使いません。登録は、あとから解除できます。解除は、加入している健康保険に申し込みます。"</p>
        </Card>
        <section class="card" aria-labelledby="go">
            <h2 id="go">"登録する"</h2>
            <p>"次の方のカードを、健康保険証として登録します。ふつうは1分ほどで終わります。"</p>
            <Facts>
                <Fact name="氏名"><b>{name}</b></Fact>
                {kana}
                <Fact name="生年月日">{birth}</Fact>
            </Facts>
            <details><summary>"登録で行われる4つの手順を見る"</summary><ol class="steps">{steps}</ol></details>
            {pressed.then(|| view! { <p role="status"><b>"さきほど「同意して登録する」を押されましたが、登録はまだ始まっていません。もう一度押すと始まります。"</b></p> })}
            <form method="post" action="/registration">
                <FormKey/>
                <div class="actions">
                    <button class="btn big" name="register" value="1">"同意して登録する"</button>
                    <a class="btn line big" href="/">"いまは登録しない"</a>
                </div>
            </form>
        </section>
    }
}
