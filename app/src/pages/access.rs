//! Who looked at a person's records: `/access?year=&kind=&institution=&part=`. One section a source; each stands on its own,
//! and one that cannot be read says so in its place.
//!
//! Names of institutions stand in no address: the hub's codes do.

pub mod consents;
mod delegations;
mod filter;
pub mod looks;
pub mod own;
pub(in crate::pages) mod providers;
pub mod report;

#[cfg(test)]
pub(crate) mod fake;
#[cfg(test)]
mod tests;

use futures::future::join4;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use self::providers::Provided;
use super::visit::{Frame, Visitor, frame, visitor};
use crate::domain::access::consent::Consent;
use crate::records::Answer;
use crate::ui::card::Card;
use crate::ui::trouble::TroubleNotice;

/// What the address asks for.
struct Asked {
    year: Option<String>,
    kind: Option<String>,
    institution: Option<String>,
    part: Option<String>,
}

/// The page.
#[component]
pub fn AccessPage() -> impl IntoView {
    let asked = use_query_map().with_untracked(|query| Asked {
        year: query.get("year"),
        kind: query.get("kind"),
        institution: query.get("institution"),
        part: query.get("part"),
    });
    Suspend::new(page(frame(), visitor(), asked))
}

async fn page(frame: Frame, visitor: Visitor, asked: Asked) -> impl IntoView {
    let records = &visitor.records;
    let (looks, consents, family, provided) =
        join4(records.looks(), records.consents(), records.delegations(), Provided::to(&visitor)).await;
    // What somebody has now stands before who has looked once.
    let first = provided.in_force().next().is_some();
    view! {
        <div class="head">
            <p class="crumb"><a href="/">"ホーム"</a></p>
            <h1>"あなたの記録を見た人"</h1>
            <p class="soft">"だれが、いつ、どの記録を、なぜ見たかです。心当たりがないものは、ここから伝えられます。"</p>
        </div>
        {first.then(|| provided.card())}
        {looks::section(looks, &asked, frame.today, provided.is_none())}
        {(!first).then(|| provided.card())}
        {delegations::section(family)}
        <own::OwnUse/>
        <div class="grid two">
            {consents_card(consents, provided.in_force().count())}
            <Card title="役所どうしのやりとり" href="/exchange">
                <p>"保険料や手当などの手続きのために、役所があなたの情報をたずね合った記録です（やりとり履歴）。"</p>
                <p><a href="/exchange">"やりとり履歴を見る"</a></p>
            </Card>
        </div>
        {about()}
    }
}

/// The way to the consents, and how many are good, those for providers included.
fn consents_card(consents: Answer<Vec<Consent>>, provided: usize) -> impl IntoView {
    let content = match consents {
        Err(trouble) => view! { <TroubleNotice trouble compact=true/> }.into_any(),
        Ok(answer) => {
            let good = answer.value.iter().filter(|consent| consent.may_withdraw(answer.as_of)).count() + provided;
            let said = match good {
                0 => "いま有効な同意はありません。".to_owned(),
                good => format!("いま有効な同意が {good}件あります。"),
            };
            view! { <p>{said}</p> }.into_any()
        }
    };
    view! {
        <Card title="記録を見せる・渡す同意" href="/access/consents">
            {content}
            <p><a href="/access/consents">"同意を確かめる・取り消す"</a></p>
        </Card>
    }
}

/// What stands in the record, and what does not.
fn about() -> impl IntoView {
    view! {
        <Card title="ここに出るもの・出ないもの">
            <ul class="dots">
                <li>"受付のカードリーダーであなたが同意したあとの、医師や薬剤師の閲覧"</li>
                <li>"災害のときに、同意の確認なしに行われた閲覧"</li>
                <li>"健康保険が変わったときの、保険者から保険者への健診の記録の引き継ぎ"</li>
                <li>"あなたが結びつけたアプリ（PHRサービス）への受け渡し"</li>
            </ul>
            <p>"「診療」は、受診した医療機関の名前や、受けた治療の記録です。病名は入っていません。"</p>
            <p>"医療機関が自分のところで書いたカルテを見ることは、ここには出ません。"</p>
            <p><a href="/help#who-sees">"だれが記録を見られるかを読む"</a></p>
        </Card>
    }
}
