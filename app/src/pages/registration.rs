//! Registering the card as insurance card (初回登録): where it stands, what that means, and the one way on from there.
//! Pressing the button twice registers once.

mod consent;
pub mod progress;
mod registered;
mod waiting;
mod withdrawal;

use leptos::prelude::*;

use super::visit::{Frame, Visitor, frame, visitor};
use crate::domain::registration::Registration;
use crate::ui::certificate_notice::CertificateNotice;
use crate::ui::date::AsOf;
use crate::ui::trouble::TroubleNotice;

pub(super) use waiting::closed;

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
        Ok(answer) => content(answer.value, &frame, &visitor),
    };
    view! {
        <div class="head">
            <p class="crumb"><a href="/">"ホーム"</a>" ／ "<a href="/insurance">"健康保険の資格"</a></p>
            <h1>"健康保険証としての利用登録"</h1>
            {as_of}
        </div>
        <CertificateNotice until=visitor.stay.certificate_until today=frame.today/>
        {content}
    }
}

fn content(state: Registration, frame: &Frame, visitor: &Visitor) -> AnyView {
    let form = || consent::ask(&visitor.person, frame.draft.is_ticked("register", "1"));
    let again = state.may_register(frame.today).then(form);
    match state {
        Registration::NotRegistered => again.into_any(),
        Registration::InProgress { steps } => progress::under_way(&steps, frame).into_any(),
        Registration::Registered { by, link, steps } => {
            registered::registered(by, link, &steps, frame.today, again).into_any()
        }
        Registration::Lapsed { by, revoked_on } => view! { {waiting::lapsed(by, revoked_on)}{again} }.into_any(),
        Registration::Booked { booked_on, effective_from } => waiting::booked(booked_on, effective_from).into_any(),
        Registration::InsurerPending { by, lost_on, expected_by } => {
            waiting::insurer_pending(by, lost_on, expected_by, frame.today).into_any()
        }
        Registration::NoEligibility { lost_on } => waiting::no_eligibility(lost_on).into_any(),
        Registration::Welfare => waiting::welfare().into_any(),
        Registration::Blocked => closed().into_any(),
        Registration::Unknown => waiting::unknown().into_any(),
    }
}
