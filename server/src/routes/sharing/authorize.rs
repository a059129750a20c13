//! `GET /oauth/authorize` takes a provider's question and leads to the page that puts it to the person; `POST` is their answer.
//!
//! Both lead on by a small page of ours: a redirect from another site would bring no session along, and `form-action` covers
//! every redirect that follows a form.

use app::domain::delegation::RecordKind;
use app::domain::partner::{Term, Terms, Years};
use app::pages::fault::Fault;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Extension, Form};
use tracing::{error, warn};

use crate::middleware::fault::Faulted;
use crate::middleware::headers::ScriptNonce;
use crate::middleware::session::Caller;
use crate::partner::{AuthRequest, Problem, Question, give};
use crate::routes::redirect::to_form_again;
use crate::routes::signin::leading::{Words, lead};
use crate::session::flash::Flash;
use crate::state::{Portal, SharedPortal};

/// The page that puts the question.
const PAGE: &str = "/sharing/ask";

const ASKING: Words = Words {
    title: "記録を渡すかどうかの画面へ進みます",
    says: "事業者からの求めを受け取りました。渡すかどうかを決める画面が、すぐに開きます。開かないときは、下のボタンを押してください。まだ何も渡していません。",
    button: "画面を開く",
};

const ANSWERED: Words = Words {
    title: "事業者の画面へ戻ります",
    says: "お返事を受け付けました。事業者の画面へ、すぐに戻ります。戻らないときは、下のボタンを押してください。",
    button: "事業者の画面へ戻る",
};

/// Takes the question.
pub async fn ask(
    State(portal): State<SharedPortal>,
    Extension(nonce): Extension<ScriptNonce>,
    request: Request,
) -> Response {
    let asked = AuthRequest::of_query(request.uri().query().unwrap_or_default());
    match asked.question(portal.store.as_ref(), &portal.config.listen.origin()).await {
        Ok(_) => lead(&portal, &nonce, &ASKING, &format!("{PAGE}?{}", asked.query())),
        // Nothing was sent but the question itself, and the address is one of the registry.
        Err(Problem::Told(code)) => match asked.back(&portal.config.listen.origin(), "error", code) {
            Some(back) => Redirect::to(&back).into_response(),
            None => Faulted(Fault::BadRequest).into_response(),
        },
        Err(problem) => not_put(&problem),
    }
}

fn not_put(problem: &Problem) -> Response {
    let fault = match problem {
        Problem::NotReadable(failure) => {
            error!(%failure, "the registry of providers could not be read");
            Fault::Unavailable
        }
        Problem::Suspended => Fault::ProviderSuspended,
        Problem::Unknown | Problem::Told(_) => Fault::ProviderUnknown,
    };
    Faulted(fault).into_response()
}

/// Takes the answer. The question is read again: nothing of it is believed because it stood in the form.
pub async fn answer(
    State(portal): State<SharedPortal>,
    caller: Caller,
    Extension(nonce): Extension<ScriptNonce>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Response {
    let asked = AuthRequest::read(fields.iter().map(|(name, value)| (name, value.clone())));
    let question = match asked.question(portal.store.as_ref(), &portal.config.listen.origin()).await {
        Ok(question) => question,
        Err(problem) => return not_put(&problem),
    };
    let all =
        |wanted: &'static str| fields.iter().filter(move |(name, _)| name == wanted).map(|(_, value)| value.as_str());
    let page = format!("{PAGE}?{}", asked.query());
    let Some((terms, term)) = agreed(&portal, &question, &all) else {
        return to_form_again(&portal, &caller, &page, fields, Some(Flash::SharingNoneFailed)).await;
    };
    match give(&portal, &caller.session, (&asked, &question), &terms, term).await {
        Ok(code) => back(&portal, &nonce, &asked, "code", &code),
        Err(failure) => {
            warn!(%failure, "a consent could not be given");
            to_form_again(&portal, &caller, &page, fields, Some(Flash::SharingFailed)).await
        }
    }
}

/// `POST /oauth/refuse`: nothing is given, and the provider is told. It needs no card: whoever says no shows nothing to anybody.
pub async fn refuse(
    State(portal): State<SharedPortal>,
    _caller: Caller,
    Extension(nonce): Extension<ScriptNonce>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Response {
    let asked = AuthRequest::read(fields.iter().map(|(name, value)| (name, value.clone())));
    match asked.question(portal.store.as_ref(), &portal.config.listen.origin()).await {
        Ok(_) => back(&portal, &nonce, &asked, "error", "access_denied"),
        Err(problem) => not_put(&problem),
    }
}

/// What was agreed to, of what was asked; nothing where that is nothing.
fn agreed<'f, I: Iterator<Item = &'f str>>(
    portal: &Portal,
    question: &Question,
    all: &impl Fn(&'static str) -> I,
) -> Option<(Terms, Term)> {
    let ticked: Vec<&str> = all("kind").collect();
    let kinds: Vec<RecordKind> = question.kinds.iter().copied().filter(|kind| ticked.contains(&kind.code())).collect();
    let years = Years::of(portal.clock.today(), all("year"));
    let term = all("term").next().and_then(Term::from_code)?;
    if kinds.is_empty() || years.is_empty() {
        return None;
    }
    let resources = question.scopes.resources.iter().copied().collect();
    Some((Terms { kinds, years, resources, offline: question.scopes.offline }, term))
}

fn back(portal: &Portal, nonce: &ScriptNonce, asked: &AuthRequest, name: &str, value: &str) -> Response {
    match asked.back(&portal.config.listen.origin(), name, value) {
        Some(to) => lead(portal, nonce, &ANSWERED, &to),
        None => Faulted(Fault::ProviderUnknown).into_response(),
    }
}
