//! Registering the card as insurance card (初回登録): what it means, what is agreed to, one button; then the progress as
//! the hub reports it, and what happens next. Pressing the button twice registers once.

mod consent;
mod progress;

use leptos::prelude::*;

use super::visit::{Frame, Visitor, frame, visitor};
use crate::domain::calendar::long_date;
use crate::domain::registration::{Door, Registration, Step, StepState, unavailable_words};
use crate::ui::card::Card;
use crate::ui::date::{AsOf, Day};
use crate::ui::facts::{Fact, Facts};
use crate::ui::trouble::TroubleNotice;

/// Seconds between two looks at a registration under way.
const LOOK_AGAIN: u16 = 3;

/// The page.
#[component]
pub fn RegistrationPage() -> impl IntoView {
    Suspend::new(page(frame(), visitor()))
}

async fn page(frame: Frame, visitor: Visitor) -> impl IntoView {
    let answer = visitor.records.registration().await;
    let as_of = answer.as_ref().ok().map(|answer| view! { <p><AsOf at=answer.as_of today=frame.today/></p> });
    let content = match answer {
        Err(trouble) => view! { <TroubleNotice trouble/> }.into_any(),
        Ok(answer) => match answer.value {
            Registration::NotRegistered => consent::ask(visitor.person.name.clone()).into_any(),
            Registration::Booked { effective_from } => booked(effective_from).into_any(),
            Registration::InProgress { steps } => {
                if !steps.iter().any(|step| step.state == StepState::Failed) {
                    frame.refresh.set(LOOK_AGAIN);
                }
                progress::under_way(&steps).into_any()
            }
            Registration::Registered { since, door, steps } => registered(since, door, &steps).into_any(),
            Registration::Unavailable { reason } => unavailable(&reason).into_any(),
        },
    };
    view! {
        <div class="head">
            <p class="crumb"><a href="/">"ホーム"</a>" ／ "<a href="/insurance">"健康保険の資格"</a></p>
            <h1>"健康保険証としての利用登録"</h1>
            {as_of}
        </div>
        {content}
    }
}

fn registered(since: chrono::NaiveDateTime, door: Door, steps: &[Step]) -> impl IntoView + use<> {
    let steps = (!steps.is_empty()).then(|| {
        let list = progress::list(steps);
        view! { <details><summary>"登録の記録を見る"</summary>{list}</details> }
    });
    view! {
        <section class="banner good">
            <h2>"利用登録は終わっています"</h2>
            <p>{format!("{}に、{}で登録されました。", long_date(since.date()), door.label())}</p>
        </section>
        <Card title="登録の内容">
            <Facts>
                <Fact name="登録された日"><Day day=since.date() era=true/></Fact>
                <Fact name="登録した場所">{door.label()}</Fact>
            </Facts>
            {steps}
        </Card>
        {next_steps()}
    }
}

fn next_steps() -> impl IntoView {
    view! {
        <Card title="これからのこと">
            <ul class="dots">
                <li>"医療機関や薬局では、受付のカードリーダーにマイナンバーカードを置いてください。"</li>
                <li>"受診のたびに、お薬や健診の記録を医師に見せるかどうかを、その場で選べます。"</li>
                <li>"転職や引っ越しをしたときは、これまでどおり健康保険への届け出が必要です。登録をやり直す必要はありません。"</li>
                <li>"登録をやめたいときは、加入している健康保険に申し出てください。"</li>
            </ul>
            <div class="actions"><a class="btn" href="/insurance">"健康保険の資格を見る"</a><a class="btn line" href="/">"ホームへ戻る"</a></div>
        </Card>
    }
}

fn booked(effective_from: chrono::NaiveDate) -> impl IntoView {
    view! {
        <section class="banner">
            <h2>"利用登録は予約されています"</h2>
            <p><b><Day day=effective_from era=true/></b>" から、健康保険証として使えるようになります。"</p>
            <p>"その日になると自動で切りかわります。あなたがすることはありません。それまでに受診するときは、資格確認書などを見せてください。"</p>
            <div class="actions"><a class="btn line" href="/">"ホームへ戻る"</a></div>
        </section>
    }
}

fn unavailable(reason: &str) -> impl IntoView + use<> {
    let (what, next) = unavailable_words(reason);
    view! {
        <section class="banner warn">
            <h2>"いまは登録できません"</h2>
            <p>{what}</p>
            <p>{next}</p>
            <p>"これまでの記録はそのまま見られます。何も失われていません。"</p>
            <div class="actions"><a class="btn line" href="/registration">"いまの状態を見る"</a><a class="btn line" href="/help#trouble">"困ったときは"</a></div>
        </section>
    }
}
