//! PHR providers: what this person lets them have, each use of it, changing and stopping; and who there is at all.

pub mod ask;
mod given;
#[cfg(test)]
pub(in crate::pages) mod tests;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::visit::{Frame, Visitor, frame, visitor};
use crate::domain::delegation::kinds_words;
use crate::domain::partner::{Partner, Standing};
use crate::keeping::NotReadable;
use crate::sharing::{Given, Listed, Used};
use crate::ui::card::Card;
use crate::ui::pager::part_of;

/// The page.
#[component]
pub fn SharingPage() -> impl IntoView {
    let asked = use_query_map().with_untracked(|query| (query.get("consent"), query.get("part")));
    Suspend::new(page(frame(), visitor(), asked))
}

/// The consent whose uses are leafed through, and which of them.
struct Leafed {
    token: String,
    part: usize,
    uses: Vec<Used>,
}

/// All consents, and the one that an address names.
async fn read(
    visitor: &Visitor,
    (consent, part): (Option<String>, Option<String>),
) -> Result<(Vec<Given>, Option<Leafed>), NotReadable> {
    let all = visitor.sharing.given().await?;
    let Some(one) = all.iter().find(|one| Some(&one.token) == consent.as_ref()) else { return Ok((all, None)) };
    let (part, places) = part_of(one.use_count, part.as_deref());
    let uses = visitor.sharing.uses(&one.token, places).await?;
    let leafed = Leafed { token: one.token.clone(), part, uses };
    Ok((all, Some(leafed)))
}

async fn page(frame: Frame, visitor: Visitor, asked: (Option<String>, Option<String>)) -> impl IntoView {
    let content = match (read(&visitor, asked).await, visitor.sharing.listed().await) {
        (Ok((all, leafed)), Ok(listed)) => {
            let (standing, over): (Vec<Given>, Vec<Given>) =
                all.into_iter().partition(|one| one.standing == Standing::InForce);
            view! {
                {given::standing(standing, leafed.as_ref(), &frame)}
                {registry(listed)}
                {words()}
                {given::over(over, leafed.as_ref())}
            }
            .into_any()
        }
        _ => view! {
            <div class="banner warn">
                <h2>"同意の一覧を表示できません"</h2>
                <p>"一覧を読み出せませんでした。同意も記録も失われていません。数分おいて、このページを開き直してください。"</p>
            </div>
        }
        .into_any(),
    };
    view! {
        <div class="head">
            <p class="crumb"><a href="/">"ホーム"</a></p>
            <h1>"PHR事業者への提供"</h1>
            <p class="soft">"健康管理のアプリなどの事業者（PHR事業者）に、あなたの記録を渡す同意の一覧です。渡す記録も期間も、あなたが決めます。いつでも止められます。"</p>
        </div>
        {content}
    }
}

/// What a provider is for, and how it is reached.
fn about(partner: &Partner) -> impl IntoView + use<> {
    // Each part by itself: the kind of purpose is ours, what it says of it is the provider's.
    let (purpose, words) = (partner.purpose.label(), partner.purpose_words.clone());
    let (contact, policy) = (partner.contact.clone(), partner.privacy_policy.clone());
    view! {
        <p class="small">"目的："<span>{purpose}</span>"。"<span>{words}</span></p>
        <p class="small">"問い合わせ先："{contact}"。個人情報の取り扱い："<a href=policy rel="noopener noreferrer">"事業者の説明（外部のサイト）"</a></p>
    }
}

/// Everybody who may ask at all.
fn registry(listed: Vec<Listed>) -> impl IntoView {
    let nobody = listed.is_empty();
    let lines = listed.into_iter().map(|one| {
        let asks = format!("求めることのある記録：{}", kinds_words(&one.partner.kinds));
        let number = one.partner.has_insured_number().then(|| {
            view! {
                <p class="small">"健康保険の記号・番号も求めます（医療保険事業のため）。"</p>
            }
        });
        view! {
            <li>
                <p><b>{one.partner.name.clone()}</b>{one.suspended.then_some("（いまは停止中。記録は渡りません）")}</p>
                <p class="small">{asks}</p>
                {number}
                {about(&one.partner)}
            </li>
        }
    });
    view! {
        <Card title="このサイトに登録されている事業者">
            <p class="small">"登録されているだけでは、何も渡りません。事業者のアプリから同意の画面に進み、あなたがカードで同意したときだけ渡ります。"</p>
            {if nobody {
                view! { <p>"いまは、登録されている事業者はありません。"</p> }.into_any()
            } else {
                view! { <ul class="list roomy">{lines.collect_view()}</ul> }.into_any()
            }}
        </Card>
    }
}

fn words() -> impl IntoView {
    view! {
        <Card title="知っておいてください">
            <ul class="dots">
                <li>"止めると、その時から先は何も渡りません。それまでに渡った記録は、このサイトからは取り戻せません。消してほしいときは、事業者に伝えてください。"</li>
                <li>"健康保険の記号・番号は、医療保険事業のためのほかには渡りません。"</li>
                <li>"「紙や共有に出さない」にしたお薬と、「私のものではない」とした記録は、渡りません。"</li>
                <li>"長くしたいときや、記録を増やしたいときは、事業者のアプリから、もう一度同意してください。"</li>
                <li>"マイナンバーカードの電子証明書を更新しても、同意は期限まで続きます。カードをなくしたと届け出たとき、電子証明書が失効したとき、記録を預かるシステムが同意を引き継げなかったときは、期限の前でも、その時から何も渡りません。続けるには、使えるカードで、もう一度同意してください。"</li>
            </ul>
        </Card>
    }
}
