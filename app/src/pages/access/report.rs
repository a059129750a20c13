//! One look that a person does not recognise: `/access/reports/{look}`. Before it is reported, the form; after it, the
//! reference number, where the report went and what happens next. A look of somebody else is not there.

mod form;
mod told;

use chrono::NaiveDate;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::looks::sentence;
use crate::domain::access::Look;
use crate::pages::visit::{Frame, Visitor, frame, visitor};
use crate::ui::trouble::TroubleNotice;

/// The page.
#[component]
pub fn ReportPage() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("look")).unwrap_or_default();
    Suspend::new(page(frame(), visitor(), id))
}

async fn page(frame: Frame, visitor: Visitor, id: String) -> impl IntoView {
    let answer = visitor.records.looks().await;
    let as_of = answer.as_ref().map_or(frame.today, |answer| answer.as_of.date());
    let content = match answer {
        // Nothing typed is lost while the hub is away.
        Err(trouble) => {
            let again = form::is_begun(&frame.draft).then(|| form::blind(&id, &frame.draft));
            view! { <TroubleNotice trouble/>{again} }.into_any()
        }
        Ok(answer) => match answer.value.into_iter().find(|look| look.id == id) {
            Some(look) => of_look(look, &frame, as_of),
            None => not_there(),
        },
    };
    view! {
        <div class="head">
            <p class="crumb"><a href="/">"ホーム"</a>" ／ "<a href="/access">"あなたの記録を見た人"</a></p>
            <h1>"心当たりのない閲覧を伝える"</h1>
        </div>
        {content}
    }
}

fn of_look(look: Look, frame: &Frame, today: NaiveDate) -> AnyView {
    let about = view! {
        <section class="card" aria-labelledby="look">
            <h2 id="look">"この閲覧について"</h2>
            <p>{sentence(&look)}</p>
            <p class="small soft">{look.ground.explanation()}</p>
        </section>
    };
    match &look.report {
        Some(report) => view! { {told::told(report, today)}{about} }.into_any(),
        None => view! { {about}{form::form(&look, &frame.draft)} }.into_any(),
    }
}

fn not_there() -> AnyView {
    view! {
        <section class="banner warn">
            <h2>"その閲覧の記録は見つかりません"</h2>
            <p>"一覧から選び直してください。何も変更されていません。"</p>
            <div class="actions"><a class="btn line" href="/access">"一覧へ戻る"</a></div>
        </section>
    }
    .into_any()
}
