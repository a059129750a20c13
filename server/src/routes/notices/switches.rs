//! `POST /notices/switches`: which kinds are told as new, and which go to the feed. Only what was turned on the page is
//! changed.

use std::collections::BTreeSet;

use app::domain::notice::marks::Switch;
use app::domain::notice::{Marks, NoticeKind};
use axum::Form;
use axum::extract::State;
use axum::response::Response;

use super::{Fields, said, values};
use crate::middleware::session::Caller;
use crate::session::flash::Flash;
use crate::state::SharedPortal;

/// Takes the form.
pub async fn save(State(portal): State<SharedPortal>, caller: Caller, Form(fields): Form<Fields>) -> Response {
    let kinds =
        |name: &str| -> BTreeSet<NoticeKind> { values(&fields, name).filter_map(NoticeKind::from_code).collect() };
    let forms = Switch::ALL.map(|switch| (switch, kinds(&format!("was-{}", switch.code())), kinds(switch.code())));
    let change =
        |marks: &mut Marks| forms.iter().for_each(|(switch, shown, wished)| marks.turn(*switch, shown, wished));
    let done = portal.vault.change(caller.session.person, change).await;
    said(&portal, done, Flash::SwitchesSaved)
}
