//! The form for the notebook (JAHIS): what cannot be written is shown with where it stands, and replaced only when that is
//! ticked; where the format must be told the sex and nobody knows it, the person chooses.

use leptos::prelude::*;

use crate::domain::notebook::carried::Carried;
use crate::domain::notebook::notebook_of;
use crate::domain::person::{Person, Sex};
use crate::files::jahis::{Changes, Replaced, write};
use crate::pages::visit::Frame;
use crate::ui::form_key::FormKey;

/// So many places are shown one by one.
const MOST_SHOWN: usize = 20;

/// The card.
pub(super) fn card(carried: &Carried, person: &Person, frame: &Frame) -> AnyView {
    let unknown = person.sex == Sex::Unspecified;
    // Whatever the sex is, the same is left to be asked.
    let sex = if unknown { Sex::Female } else { person.sex };
    let written = write(&notebook_of(person, sex, &carried.rows, &carried.told));
    let changes = written.map(|written| written.changes).unwrap_or_default();
    let code = frame.flash.as_deref();
    let (ask_replace, ask_sex) = (code == Some("notebook_ask_failed"), code == Some("notebook_sex_failed"));
    view! {
        <section class="card" id="notebook">
            <header><h2>"お薬手帳のファイル"</h2></header>
            <p>"薬局や、お薬手帳アプリが読み取る国内の共通の形式（JAHIS 電子版お薬手帳 Ver.2.6）です。読み取れるかどうかは、アプリによって違います。"</p>
            <form method="post" action="/medications/export/jahis">
                <FormKey/>
                {unknown.then(|| choose_sex(ask_sex))}
                {replaced(&changes, ask_replace)}
                {continued(&changes)}
                <div class="actions"><button class="btn big">"お薬手帳のファイルを受け取る（.txt）"</button></div>
            </form>
        </section>
    }
    .into_any()
}

fn choose_sex(asked: bool) -> AnyView {
    let error = asked.then(|| view! { <p class="error-text" id="sex-error">"どちらかを選んでください。"</p> });
    let choices = [("male", "sex-male", "男"), ("female", "sex-female", "女")].map(|(value, id, label)| {
        view! { <label class="pick" for=id><input type="radio" id=id name="sex" value=value/><span>{label}</span></label> }
    });
    view! {
        <fieldset aria-describedby=asked.then_some("sex-error")>
            <legend>"この形式には、性別を書く欄があります。登録された性別が分からないため、どちらを書くかを選んでください"</legend>
            {error}
            {choices.into_iter().collect_view()}
        </fieldset>
    }
    .into_any()
}

/// What cannot be written, and the consent to replace it.
fn replaced(changes: &Changes, asked: bool) -> Option<AnyView> {
    if changes.replaced.is_empty() {
        return None;
    }
    let mut unique: Vec<&Replaced> = Vec::new();
    for one in &changes.replaced {
        if !unique.contains(&one) {
            unique.push(one);
        }
    }
    let more = unique.len().saturating_sub(MOST_SHOWN);
    let lines = unique.into_iter().take(MOST_SHOWN).map(|one| {
        let with = if one.with.is_empty() { "なし".to_owned() } else { format!("「{}」", one.with) };
        let character = if one.with.is_empty() {
            format!("見えない文字（U+{:04X}）", u32::from(one.character))
        } else {
            format!("「{}」", one.character)
        };
        view! { <li>{format!("{}の「{}」：{character} → {with}", one.record, one.text)}</li> }
    });
    let more = (more > 0).then(|| view! { <li>{format!("ほかに {more}か所")}</li> });
    let error = asked.then(|| view! { <p class="error-text" id="replace-error">"置きかえてよいときは、印をつけてから受け取ってください。"</p> });
    Some(
        view! {
            <fieldset aria-describedby=asked.then_some("replace-error")>
                <legend>"この形式では書けない文字があります"</legend>
                <ul class="dots">{lines.collect_view()}{more}</ul>
                {error}
                <label class="pick" for="replace">
                    <input type="checkbox" id="replace" name="replace" value="yes"/>
                    <span>"上のとおりに置きかえて、ファイルを作る"</span>
                </label>
            </fieldset>
        }
        .into_any(),
    )
}

/// What is too long for its field and goes on in a note: nothing is lost by it.
fn continued(changes: &Changes) -> Option<AnyView> {
    if changes.continued.is_empty() {
        return None;
    }
    let more = changes.continued.len().saturating_sub(MOST_SHOWN);
    let lines =
        changes.continued.iter().take(MOST_SHOWN).map(|(field, text)| view! { <li>{format!("{field}：{text}")}</li> });
    let more = (more > 0).then(|| view! { <li>{format!("ほかに {more}か所")}</li> });
    Some(
        view! {
            <details>
                <summary>{format!("欄に入りきらず、備考などに書く内容が {}か所あります", changes.continued.len())}</summary>
                <p class="small">"内容はすべてファイルに入ります。書く場所が変わるだけです。"</p>
                <ul class="dots small">{lines.collect_view()}{more}</ul>
            </details>
        }
        .into_any(),
    )
}
