//! One procedure: `/services/{procedure}`. What for, whether it is this person's and why, how, where, with what, until when.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::procedures::{HIGH_COST, judge};
use crate::domain::procedure::{Fit, Procedure, RULES, Situation, procedure_by_slug};
use crate::pages::expense_ceiling::found::claimable;
use crate::pages::visit::{frame, visitor};
use crate::ui::card::Card;
use crate::ui::date::AsOf;
use crate::ui::trouble::TroubleNotice;

/// The page.
#[component]
pub fn ProcedurePage() -> impl IntoView {
    let slug = use_params_map().with_untracked(|params| params.get("procedure")).unwrap_or_default();
    match procedure_by_slug(&slug) {
        None => {
            frame().status.set(404);
            unknown().into_any()
        }
        Some(one) => view! {
            <div class="head">
                <p class="crumb"><a href="/">"ホーム"</a>" ／ "<a href="/services">"手続・外部サイト・納付"</a></p>
                <h1>{one.name}</h1>
                <p class="say">{one.purpose}</p>
            </div>
            {Suspend::new(judged(one))}
            {how(one)}
        }
        .into_any(),
    }
}

/// Whether it is this person's, and where they would apply.
async fn judged(one: &'static Procedure) -> AnyView {
    let (visitor, today) = (visitor(), frame().today);
    let (eligibility, registration) = futures::join!(visitor.records.eligibility(), visitor.records.registration());
    let answer = match eligibility {
        Err(trouble) => {
            return view! {
                <TroubleNotice trouble/>
                <Card title="あなたに当てはまるか"><p class="say">"いまは確かめられません。"</p><p>{one.question}</p></Card>
            }
            .into_any();
        }
        Ok(answer) => answer,
    };
    let registration = registration.ok().map(|one| one.value);
    let situation = Situation::of(&visitor.person, &answer.value, registration.as_ref(), today);
    let found = match one.slug {
        HIGH_COST => claimable(&visitor, &answer.value, today).await,
        _ => None,
    };
    let judgement = judge(one, &situation, found.as_ref());
    let working = found.map(|found| {
        let links = found.pages().into_iter().map(|year| {
            let address = format!("/expenses/ceiling?year={year}");
            view! { <a class="btn line" href=address>{format!("{year}年の計算を見る")}</a> }
        });
        view! { <div class="actions">{links.collect_view()}</div> }
    });
    let places = one.place.words(&situation).into_iter().map(|words| view! { <p>{words}</p> }).collect_view();
    let beside = view! { <AsOf at=answer.as_of today/> }.into_any();
    view! {
        <Card title="あなたに当てはまるか" beside>
            <p class="say">{format!("{}：{}", judgement.fit.label(), judgement.reason)}</p>
            {working}
            {(judgement.fit != Fit::No).then(|| view! {
                <h3>"あなたに聞かないと分からないこと"</h3>
                <p>{one.question}</p>
            })}
            <p class="small soft">"健康保険の資格の記録と年齢、届いている医療費から、健康手帳が見分けたものです（"{RULES}"）。決めるのは、申請を受けるところです。"</p>
        </Card>
        <Card title="申請するところ">{places}</Card>
    }
    .into_any()
}

fn how(one: &'static Procedure) -> impl IntoView {
    let steps = one.steps.iter().map(|step| view! { <li><span>{*step}</span></li> }).collect_view();
    let bring = one.bring.iter().map(|thing| view! { <li>{*thing}</li> }).collect_view();
    let to_check = one.to_check.iter().map(|words| view! { <li>{*words}</li> }).collect_view();
    view! {
        <Card title="進めかた"><ol class="steps">{steps}</ol></Card>
        <div class="grid two">
            <Card title="期限"><p>{one.deadline}</p></Card>
            <Card title="持っていくもの"><ul class="dots">{bring}</ul><p class="small soft">"申請書は、申請するところで受け取るか、そのサイトから印刷します。"</p></Card>
        </div>
        <Card title="もとになるきまり">
            <p>{one.source}</p>
            <h3>"申請の前に確かめてほしいこと"</h3>
            <ul class="dots">{to_check}</ul>
            <p class="small soft">"説明の文は健康手帳によるものです。申請の前に、申請するところで確かめてください。"</p>
        </Card>
        <p class="noprint"><a href="/services#procedures">"ほかの手続きを見る"</a></p>
    }
}

fn unknown() -> impl IntoView {
    view! {
        <div class="head">
            <p class="crumb"><a href="/">"ホーム"</a>" ／ "<a href="/services">"手続・外部サイト・納付"</a></p>
            <h1>"その手続きの説明は見つかりません"</h1>
        </div>
        <section class="card">
            <p>"アドレスが変わったか、打ちまちがいがあるようです。あなたの記録は失われていません。"</p>
            <div class="actions"><a class="btn" href="/services">"手続・外部サイト・納付を開く"</a><a class="btn line" href="/help">"使い方と困ったとき"</a></div>
        </section>
    }
}
