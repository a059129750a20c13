//! `GET /embed/at/{provider}/{key}/{view}`: the page itself, looked up anew each time with its consent and its provider, so that what
//! has ended has ended at once. It is sent only when it stands in the access record and among the uses of the consent.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use app::embed::{Embed, EmbedTrouble};
use app::language::Language;
use app::pages::visit::{Frame, Stay, Visitor};
use app::records::TroubleKind;
use axum::Extension;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use tracing::error;

use super::answer::{At, Not, embed_of, frame_at, framed, trouble};
use super::begin::{at, is_by_itself, known};
use super::keeping::LentKeeping;
use super::launch::BoundView;
use super::object;
use super::records::LentRecords;
use crate::audit::own::PersonTrail;
use crate::disowned::{Added, OwnRecords};
use crate::hub::{OnTrouble, support_code};
use crate::keeping::PersonKeeping;
use crate::middleware::fault::Faulted;
use crate::middleware::request_id::RequestId;
use crate::pages;
use crate::partner::bearer::{Opened, ProvidedTo, open_by};
use crate::partner::door::PersonSharing;
use crate::partner::standing;
use crate::session::token::Token;
use crate::state::{Portal, SharedPortal};
use crate::store::RowId;
use crate::store::partner::{DONE, REFUSED, Role, UseRow};

/// Whose uses and consents a page inside could show: nobody's.
const NOBODY: RowId = [0; 32];

/// The parts of an address.
type Named = Path<HashMap<String, String>>;

/// Shows.
pub(crate) async fn show(State(portal): State<SharedPortal>, Path(named): Named, request: Request) -> Response {
    let (parts, _body) = request.into_parts();
    let mut at = at(&parts, None);
    match shown(&portal, &parts, &named, &mut at).await {
        Ok(response) => framed(&at, response),
        Err(not) => {
            if let (Not(_, Some(whose)), Some(view)) = (&not, at.view) {
                note(&portal, whose, object(view), REFUSED).await;
            }
            trouble(&portal, &parts, &at, not).await
        }
    }
}

/// `GET /embed/at/{provider}/{key}/state`: whether the page may stay. Tells nothing else, and counts as no use.
pub(crate) async fn state(State(portal): State<SharedPortal>, Path(named): Named, request: Request) -> StatusCode {
    let (parts, _body) = request.into_parts();
    match stays(&portal, &parts, &named).await {
        Ok(()) => StatusCode::NO_CONTENT,
        Err(Not(EmbedTrouble::Unavailable | EmbedTrouble::HubDown | EmbedTrouble::TooOften, _)) => {
            StatusCode::SERVICE_UNAVAILABLE
        }
        Err(_) => StatusCode::GONE,
    }
}

/// Whether the consent stands, here and at the hub.
async fn stays(portal: &Portal, parts: &Parts, named: &HashMap<String, String>) -> Result<(), Not> {
    let (opened, ..) = opened(portal, named, &mut at(parts, None)).await?;
    if portal.rates.consent(opened.whose.consent).is_err() {
        return Err(EmbedTrouble::TooOften.into());
    }
    let Err(trouble) = standing::ask(portal, &opened.identity, &opened.terms.kinds, &request_id(parts)).await else {
        return Ok(());
    };
    let ended = standing::ends(portal, opened.whose.consent, trouble.kind).await;
    Err(if ended { EmbedTrouble::Ended } else { EmbedTrouble::HubDown }.into())
}

/// What the key of an address opens, for the provider that it names.
async fn opened(
    portal: &Portal,
    named: &HashMap<String, String>,
    at: &mut At,
) -> Result<(Opened, BoundView, String), Not> {
    let part = |name: &str| named.get(name).map_or("", String::as_str);
    let partner = known(portal, part("provider"), at).await?;
    let key = Token::parse(part("key")).ok_or(EmbedTrouble::NoConsent)?;
    let grant = portal.store.grant(key.row_id()).await.map_err(|failure| {
        error!(%failure, "the key of a page could not be read");
        EmbedTrouble::Unavailable
    })?;
    // What is over for long is forgotten.
    let grant = grant.filter(|grant| grant.role == Role::View).ok_or(EmbedTrouble::TimeOver)?;
    let bound: BoundView = serde_json::from_str(&grant.bound).map_err(|_| EmbedTrouble::NoConsent)?;
    at.language = Language::from_code(&bound.language).unwrap_or_default();
    let opened = open_by(portal, &key, grant).await?;
    if opened.partner.id != partner.id {
        return Err(Not(EmbedTrouble::NoConsent, Some(opened.whose)));
    }
    if !opened.terms.kinds.contains(&bound.view.kind()) {
        return Err(Not(EmbedTrouble::NotAgreed, Some(opened.whose)));
    }
    Ok((opened, bound, format!("/embed/at/{}/{}", partner.id, key.value())))
}

async fn shown(portal: &Portal, parts: &Parts, named: &HashMap<String, String>, at: &mut At) -> Result<Response, Not> {
    if is_by_itself(&parts.headers) {
        _ = known(portal, named.get("provider").map_or("", String::as_str), at).await?;
        return Err(EmbedTrouble::NotInside.into());
    }
    let (opened, bound, base) = opened(portal, named, at).await?;
    let Some(view) = at.view.filter(|view| view.kind() == bound.view.kind()) else {
        return Err(Not(EmbedTrouble::NotAgreed, Some(opened.whose)));
    };
    if portal.rates.consent(opened.whose.consent).is_err() {
        return Err(Not(EmbedTrouble::TooOften, Some(opened.whose)));
    }
    let whole = parts.uri.path_and_query().map_or("", |address| address.as_str());
    let address = whole.strip_prefix(&base).unwrap_or("/").to_owned();
    let embed = Embed { base, years: Some(opened.terms.years.clone()), ..embed_of(portal, at, Some(&bound)) };
    let lacking = Arc::new(Mutex::new(None));
    let frame = Frame {
        visitor: Some(visitor(portal, parts, &opened, view, &lacking)),
        ..frame_at(portal, parts, &address, at, embed)
    };
    let whose = opened.whose;
    let response = pages::show(parts, frame, address).await;
    // A page that lacks something is not shown as if it were whole: outside it could not be opened once more by hand.
    let lacks = *lacking.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(kind) = lacks {
        let ended = standing::ends(portal, whose.consent, kind).await;
        return Err(Not(if ended { EmbedTrouble::Ended } else { EmbedTrouble::HubDown }, Some(whose)));
    }
    if response.extensions().get::<Faulted>().is_some() {
        return Err(Not(EmbedTrouble::Unavailable, Some(whose)));
    }
    if !note(portal, &whose, object(view), DONE).await {
        return Err(Not(EmbedTrouble::Unavailable, Some(whose)));
    }
    Ok((Extension(whose), response).into_response())
}

/// Who is shown: the person of the consent, with nothing but what it lends.
fn visitor(
    portal: &Portal,
    parts: &Parts,
    opened: &Opened,
    view: app::domain::partner::View,
    lacking: &Arc<Mutex<Option<TroubleKind>>>,
) -> Visitor {
    let id = request_id(parts);
    let (now, today) = (portal.clock.japan(portal.clock.unix_now()), portal.clock.today());
    let (person, code) = (opened.whose.person, support_code(&id.0));
    let lacking = Arc::clone(lacking);
    let on_trouble: OnTrouble = Arc::new(move |kind: TroubleKind| {
        let mut lacks = lacking.lock().unwrap_or_else(PoisonError::into_inner);
        // That the consent has ended outweighs whatever else is lacking.
        if lacks.is_none() || kind == TroubleKind::SignedOut {
            *lacks = Some(kind);
        }
    });
    let own = OwnRecords::new(
        portal.hub.records_for(&opened.identity, None, &id, on_trouble),
        portal.vault.clone(),
        person,
        now,
        today,
        code.clone(),
        // As for somebody who looks for another: hidden drugs stay hidden, and what the person added stays in the portal.
        Added::ForAnother,
    );
    Visitor {
        person: opened.identity.person.clone(),
        records: Arc::new(LentRecords {
            own: Arc::new(own),
            person: opened.identity.person.clone(),
            terms: opened.terms.clone(),
            view,
            now,
            today,
            support_code: code,
        }),
        keeping: Arc::new(LentKeeping(PersonKeeping::new(portal.vault.clone(), person))),
        trail: Arc::new(PersonTrail::new(portal, NOBODY)),
        sharing: Arc::new(PersonSharing::new(portal, NOBODY)),
        acting: None,
        lent: true,
        last_visit: None,
        idle_end: now,
        stay: Stay { left: 0, last: true, warning: 0, certificate_until: None },
    }
}

fn request_id(parts: &Parts) -> RequestId {
    parts.extensions.get::<RequestId>().cloned().unwrap_or_else(RequestId::generate)
}

/// Writes a use down; whether it stands.
async fn note(portal: &Portal, whose: &ProvidedTo, object: String, outcome: &str) -> bool {
    let row = UseRow { at: portal.clock.unix_now(), object, outcome: outcome.to_owned() };
    let noted = portal.store.note_use(whose.consent, row).await;
    if let Err(failure) = &noted {
        error!(%failure, "the use of a consent could not be written down");
    }
    noted.is_ok()
}
