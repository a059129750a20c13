//! Consents: `/access/consents?part=&show=&take=`. `take` asks once more before one is taken back. Those that are good first, each with the way to take it back; then those that are
//! over.

use chrono::{NaiveDate, NaiveDateTime};
use futures::future::join;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::domain::access::consent::{Consent, ConsentKind, Standing};
use crate::domain::access::moment_words;
use crate::pages::access::providers::Provided;
use crate::pages::visit::{Frame, Visitor, frame, visitor};
use crate::records::{Answer, Dated};
use crate::ui::card::Card;
use crate::ui::date::AsOf;
use crate::ui::form_key::FormKey;
use crate::ui::pager::{Pager, part_of};
use crate::ui::trouble::TroubleNotice;

/// What the address asks for.
struct Asked {
    part: Option<String>,
    show: Option<String>,
    take: Option<String>,
}

/// The page.
#[component]
pub fn ConsentsPage() -> impl IntoView {
    let asked = use_query_map().with_untracked(|query| Asked {
        part: query.get("part"),
        show: query.get("show"),
        take: query.get("take"),
    });
    Suspend::new(page(frame(), visitor(), asked))
}

async fn page(frame: Frame, visitor: Visitor, asked: Asked) -> impl IntoView {
    let (answer, provided) = join(visitor.records.consents(), Provided::to(&visitor)).await;
    view! {
        <div class="head">
            <p class="crumb"><a href="/">"ホーム"</a>" ／ "<a href="/access">"あなたの記録を見た人"</a></p>
            <h1>"記録を見せる・渡す同意"</h1>
            <p class="soft">"だれに、どの記録を見せてよい・渡してよいと答えたかです。有効なものは、ここで取り消せます。"</p>
        </div>
        {content(answer, &provided, frame.today, &asked)}
    }
}

fn content(
    answer: Answer<Vec<Consent>>,
    provided: &Provided,
    today: NaiveDate,
    asked: &Asked,
) -> impl IntoView + use<> {
    let (part, show) = (asked.part.as_deref(), asked.show.as_deref());
    let Dated { value: consents, as_of } = match answer {
        Err(trouble) => return view! { <TroubleNotice trouble/>{provided.card()} }.into_any(),
        Ok(answer) => answer,
    };
    let shown = consents.iter().find(|consent| Some(consent.id.as_str()) == show).map(|consent| {
        view! {
            <section class="card">
                <h2>"この閲覧のもとになった同意"</h2>
                <ul class="list">{line(consent, as_of, false)}</ul>
            </section>
        }
    });
    let take = asked.take.as_deref();
    let taking = consents
        .iter()
        .find(|consent| Some(consent.id.as_str()) == take && consent.may_withdraw(as_of))
        .map(|consent| confirm(consent, as_of));
    let not_here = (show.is_some() && shown.is_none()).then(|| {
        view! { <div class="banner" role="status"><p>"その同意は、ここにはありません。代理による閲覧のもとになった登録は、"<a href="/access">"あなたの記録を見た人"</a>"の「代理の登録」にあります。"</p></div> }
    });
    let (good, over): (Vec<&Consent>, Vec<&Consent>) =
        consents.iter().partition(|consent| matches!(consent.standing(as_of), Standing::Given(_)));
    let groups = ConsentKind::ALL
        .into_iter()
        .chain([ConsentKind::Unknown])
        .filter_map(|kind| group(kind, &good, as_of))
        .collect_view();
    let providers = provided.list().map(|list| {
        view! {
            <h3>"アプリなど（PHR事業者）への提供"</h3>
            <p class="small soft">"このサイトで、健康管理のアプリなどに記録を渡すことに同意したものです。"</p>
            {list}
            <p><a href="/sharing">"渡した記録を1回ずつ確かめる・止める"</a></p>
        }
    });
    let count = over.len();
    let (part, lines) = part_of(count, part);
    let lines = over.get(lines).unwrap_or_default().iter().map(|consent| line(consent, as_of, true)).collect_view();
    view! {
        {taking}
        {not_here}
        {shown}
        <section class="card">
            <header><h2>"いま有効な同意"</h2><AsOf at=as_of today/></header>
            {if good.is_empty() && provided.is_none_in_force() { view! { <p>"いま有効な同意はありません。だれも、同意によってあなたの記録を見たり受け取ったりできません。"</p> }.into_any() } else { groups.into_any() }}
            {providers}
        </section>
        <section class="card">
            <h2>"終わった同意"</h2>
            {if count == 0 { view! { <p>"期限がきたり、取り消したりした同意は、まだありません。"</p> }.into_any() } else { view! { <ul class="list">{lines}</ul> }.into_any() }}
            <Pager count part address="/access/consents".to_owned()/>
        </section>
        <Card title="取り消すと、どうなるか">
            <ul class="dots">
                <li>"これから先は、その同意では記録を見たり受け取ったりできなくなります。"</li>
                <li>"すでに見られたこと、渡ったものは、なかったことにはなりません。見た人の一覧にも残ります。"</li>
                <li>"受診のときは、そのつど受付のカードリーダーで、同意するかどうかを選び直せます。"</li>
                <li>"災害のときは、同意がなくても見られることがあります。その場合も、見た人の一覧に残ります。"</li>
            </ul>
        </Card>
    }
    .into_any()
}

/// The good ones of one kind; nothing where there are none.
fn group(kind: ConsentKind, good: &[&Consent], as_of: NaiveDateTime) -> Option<impl IntoView + use<>> {
    let lines: Vec<_> =
        good.iter().filter(|consent| consent.kind == kind).map(|consent| line(consent, as_of, true)).collect();
    (!lines.is_empty()).then(|| {
        view! {
            <h3>{kind.label()}</h3>
            <p class="small soft">{kind.meaning()}</p>
            <ul class="list">{lines}</ul>
        }
    })
}

/// Asks once more: what is taken back cannot be given again here.
fn confirm(consent: &Consent, as_of: NaiveDateTime) -> impl IntoView + use<> {
    view! {
        <section class="banner warn" aria-labelledby="take">
            <h2 id="take">"この同意を取り消しますか"</h2>
            <ul class="list">{line(consent, as_of, false)}</ul>
            <p>{consent.kind.after_withdrawal()}"取り消すと、この画面からはもとに戻せません。"</p>
            <form method="post" action="/access/consents/withdraw">
                <FormKey/>
                <input type="hidden" name="consent" value=consent.id.clone()/>
                <div class="actions">
                    <button class="btn">"取り消す"</button>
                    <a class="btn line" href="/access/consents">"取り消さずに戻る"</a>
                </div>
            </form>
        </section>
    }
}

/// One consent; `ways` says whether the way to take it back stands here.
fn line(consent: &Consent, as_of: NaiveDateTime, ways: bool) -> impl IntoView + use<> {
    let standing = consent.standing(as_of);
    let chip = match standing {
        Standing::Given(_) => "chip",
        Standing::Expired(_) | Standing::Withdrawn(_) => "chip none",
    };
    let given = format!("{} に同意しました。{}", moment_words(consent.given_at), standing.sentence());
    let which = format!("（{}、{}）", consent.institution, moment_words(consent.given_at));
    let withdraw = (ways && consent.may_withdraw(as_of)).then(|| {
        view! {
            <p class="small">{consent.kind.after_withdrawal()}</p>
            <div class="actions"><a class="btn line" href=format!("/access/consents?take={}", consent.id)>"この同意を取り消す"<span class="vh">{which}</span></a></div>
        }
    });
    view! {
        <li class="told">
            <p><span class=chip>{standing.label()}</span>" "<b>{consent.sentence()}</b></p>
            <p class="small soft">{given}</p>
            {withdraw}
        </li>
    }
}
