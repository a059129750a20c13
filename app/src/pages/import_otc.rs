//! 市販薬を書き加える: a drug bought without prescription, typed by hand: `/import/otc`. What was typed before stands in the
//! form again, with what is wrong about it; below it, what has been put down so far.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::visit::{Draft, frame, visitor};
use crate::domain::calendar::long_date;
use crate::domain::notebook::added::AddedOtc;
use crate::domain::notebook::entry::{Typed, Wrong, read_entry};
use crate::keeping::{Keeping, Named, NotReadable};
use crate::ui::error_summary::{ErrorSummary, FieldError};
use crate::ui::form_key::FormKey;
use crate::ui::notebook_import::otc_words;
use crate::ui::take_out::{self, TakeOut};

/// The page.
#[component]
pub fn ImportOtcPage() -> impl IntoView {
    let (frame, visitor) = (frame(), visitor());
    let wrong = wrong_with(&frame.draft, frame.today);
    let errors = wrong.iter().map(|one| FieldError { field: one.field(), message: one.to_string() }).collect();
    let form = form(&frame.draft, &wrong);
    view! {
        <ErrorSummary errors/>
        <div class="head">
            <p class="crumb"><a href="/">"ホーム"</a>" ／ "<a href="/medications">"お薬の記録"</a></p>
            <h1>"市販薬を書き加える"</h1>
            <p class="soft">"薬局やお店で買った市販薬（処方箋のいらない薬）を書いておくと、お薬の記録や、窓口で見せる紙にいっしょに出ます。"</p>
        </div>
        {form}
        {Suspend::new(async move { list(&*visitor.keeping).await })}
    }
}

/// What is wrong with what was typed; nothing where nothing was.
fn wrong_with(draft: &Draft, today: NaiveDate) -> Vec<Wrong> {
    if draft.typed("name").is_none() {
        return Vec::new();
    }
    let typed = |name| draft.typed(name).unwrap_or_default();
    let entry = Typed {
        name: typed("name"),
        jan: typed("jan"),
        from: typed("from"),
        until: typed("until"),
        ingredients: typed("ingredients"),
    };
    read_entry(entry, today).err().unwrap_or_default()
}

/// Field, label, help, and whether digits are typed into it.
const FIELDS: [(&str, &str, &str, bool); 5] = [
    (
        "name",
        "市販薬の名前",
        "箱に書いてある名前です。強さや剤形（錠、カプセルなど）も入れると、薬剤師に伝わりやすくなります。",
        false,
    ),
    (
        "jan",
        "JANコード ※任意",
        "箱のバーコードの下にある13けた（または8けた）の数字です。名前が長いときは、これだけでもかまいません。",
        true,
    ),
    (
        "ingredients",
        "成分 ※任意",
        "箱や説明書の「成分」にある名前です。いくつもあるときは「、」で区切ります。病院のお薬と同じ成分がないか、くらべられます。",
        false,
    ),
    ("from", "飲みはじめた（使いはじめた）日 ※任意", "西暦8けたか元号（例：20261101、令和8年11月1日）。", false),
    ("until", "飲みおえた日 ※任意", "いまも飲んでいるときは、空けておいてください。", false),
];

fn form(draft: &Draft, wrong: &[Wrong]) -> AnyView {
    let fields = FIELDS.map(|(name, label, help, digits)| {
        let messages: Vec<String> = wrong.iter().filter(|one| one.field() == name).map(ToString::to_string).collect();
        let (help_id, error_id) = (format!("{name}-help"), format!("{name}-error"));
        let bad = !messages.is_empty();
        let described = if bad { format!("{help_id} {error_id}") } else { help_id.clone() };
        let error = bad.then(|| view! { <p class="error-text" id=error_id>{messages.join("")}</p> });
        view! {
            <div class="field">
                <label for=name>{label}</label>
                <p class="help" id=help_id>{help}</p>
                {error}
                <input type="text" id=name name=name value=draft.typed(name).unwrap_or_default().to_owned() autocomplete="off" maxlength="200"
                    inputmode=digits.then_some("numeric") aria-describedby=described aria-invalid=bad.then_some("true")/>
            </div>
        }
    });
    view! {
        <section class="card" aria-labelledby="form">
            <h2 id="form">"市販薬を1つ書く"</h2>
            <form method="post" action="/import/otc">
                <FormKey/>
                {fields.into_iter().collect_view()}
                <p class="small">"書いた内容は、あなた専用の鍵で暗号にして保管します。いつでも取り除けます。"</p>
                <div class="actions"><button class="btn big">"書き加える"</button></div>
            </form>
            <p class="small"><a href="/import">"JANコードを並べたファイルや、お薬手帳のファイルから加える"</a></p>
        </section>
    }
    .into_any()
}

async fn list(keeping: &dyn Keeping) -> AnyView {
    let content = match keeping.own_drugs().await {
        Err(NotReadable) => view! { <p>"書き加えた市販薬を、いま読めません。失われてはいません。数分おいて、このページを開き直してください。"</p> }.into_any(),
        Ok(own) if own.otc.is_empty() => view! { <p>"まだありません。"</p> }.into_any(),
        Ok(own) => view! { <ul class="list">{own.otc.into_iter().map(line).collect_view()}</ul> }.into_any(),
    };
    view! { <section class="card" aria-labelledby="list"><h2 id="list">"書き加えた市販薬"</h2>{content}</section> }
        .into_any()
}

/// One of them, with the way to take it out again.
pub(super) fn line(named: Named<AddedOtc>) -> AnyView {
    let Named { token, one } = named;
    let words = otc_words(&one.otc);
    let parts: Vec<&str> = one.otc.ingredients.iter().map(|part| part.name.as_str()).collect();
    let parts = if parts.is_empty() { String::new() } else { format!("成分 {}、", parts.join("・")) };
    let jan = one.otc.jan.as_ref().map(|jan| format!("JANコード {jan}、")).unwrap_or_default();
    view! {
        <li>
            <b>{words}</b><br/><span class="small">{format!("{jan}{parts}{}に書き加えました", long_date(one.on))}</span>
            <TakeOut action="/import/medications/remove" field="otc" token what=one.otc.name.clone() back=take_out::TYPED/>
        </li>
    }
    .into_any()
}
