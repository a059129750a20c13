//! `GET /embed/{view}?provider=&launch=`: a frame that has just been put into a provider's page. The code is used up before anything
//! else is looked at, and leads on to the page under a key.

use std::collections::HashMap;

use app::domain::partner::{Partner, Theme};
use app::embed::EmbedTrouble;
use app::language::Language;
use axum::extract::{MatchedPath, Query, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};
use axum::response::{IntoResponse, Redirect, Response};
use tracing::error;

use super::answer::{At, Not, framed, trouble};
use super::launch::BoundView;
use super::view_of;
use crate::partner::bearer::{ProvidedTo, open_by};
use crate::partner::registry::entry;
use crate::session::token::Token;
use crate::state::{Portal, SharedPortal};
use crate::store::partner::{GrantRow, Role, Taken};

/// A page stays open for this long at most, seconds.
const VIEW_LIFE: i64 = 600;

/// Begins.
pub(crate) async fn begin(State(portal): State<SharedPortal>, request: Request) -> Response {
    let (parts, _body) = request.into_parts();
    let asked =
        Query::<HashMap<String, String>>::try_from_uri(&parts.uri).map(|Query(asked)| asked).unwrap_or_default();
    let part = |name: &str| asked.get(name).map_or("", String::as_str);
    let mut at = at(&parts, Language::from_code(part("lang")));
    let led = match known(&portal, part("provider"), &mut at).await {
        Ok(partner) => led(&portal, &parts, &partner, &at, &part).await,
        Err(not) => Err(not),
    };
    match led {
        Ok(address) => framed(&at, Redirect::to(&address).into_response()),
        Err(not) => trouble(&portal, &parts, &at, not).await,
    }
}

/// What a request says of itself.
pub(super) fn at(parts: &Parts, language: Option<Language>) -> At {
    let pattern = parts.extensions.get::<MatchedPath>().map(MatchedPath::as_str);
    At { partner: None, view: pattern.and_then(view_of), language: language.unwrap_or_default() }
}

/// The provider, if it is one and may have anything; `at` then knows whose pages may stand around the answer.
pub(super) async fn known(portal: &Portal, id: &str, at: &mut At) -> Result<Partner, Not> {
    let found = entry(portal.store.as_ref(), id).await.map_err(|failure| {
        error!(%failure, "the registry of providers could not be read");
        EmbedTrouble::Unavailable
    })?;
    let found = found.ok_or(EmbedTrouble::UnknownProvider)?;
    at.partner = Some(found.partner.clone());
    if found.active { Ok(found.partner) } else { Err(EmbedTrouble::Suspended.into()) }
}

/// Whether a browser asks for something else than a frame. Browsers that do not say are not kept out by it.
pub(super) fn is_by_itself(headers: &HeaderMap) -> bool {
    headers.get("sec-fetch-dest").is_some_and(|dest| dest != "iframe" && dest != "frame")
}

/// The address of the page under a new key.
async fn led<'p>(
    portal: &Portal,
    parts: &Parts,
    partner: &Partner,
    at: &At,
    part: &impl Fn(&str) -> &'p str,
) -> Result<String, Not> {
    // Who asks for the headers alone gets no page: the code stays good for the frame.
    if parts.method == Method::HEAD || is_by_itself(&parts.headers) {
        return Err(EmbedTrouble::NotInside.into());
    }
    let code = Token::parse(part("launch")).ok_or(EmbedTrouble::NoConsent)?;
    let grant = taken(portal, &code).await?;
    let opened = open_by(portal, &code, grant).await?;
    let bound: BoundView = serde_json::from_str(&opened.bound).map_err(|_| EmbedTrouble::NoConsent)?;
    let page = address(&bound);
    // Another provider's code, or one for another page, opens nothing.
    if opened.partner.id != partner.id || at.view != Some(bound.view) || !parts.uri.path().ends_with(&page) {
        return Err(Not(EmbedTrouble::NoConsent, Some(opened.whose)));
    }
    let theme = Some(part("theme")).filter(|theme| !theme.is_empty()).map(Theme::parse);
    let bound = BoundView {
        theme: theme.flatten().map(|theme| theme.code()),
        theme_refused: theme == Some(None),
        language: at.language.code().to_owned(),
        ..bound
    };
    let (key, now) = (Token::generate(), portal.clock.unix_now());
    let row = GrantRow {
        id: key.row_id(),
        role: Role::View,
        consent: opened.whose.consent,
        sealed: key.seal(&opened.secret),
        bound: serde_json::to_string(&bound).map_err(|_| EmbedTrouble::Unavailable)?,
        ends_at: now + VIEW_LIFE.min(opened.ends_at - now),
    };
    match portal.store.add_grants(vec![row]).await {
        Ok(true) => Ok(format!("/embed/at/{}/{}{page}", partner.id, key.value())),
        Ok(false) => Err(Not(EmbedTrouble::Ended, Some(opened.whose))),
        Err(failure) => {
            error!(%failure, "the key of a page could not be written");
            Err(EmbedTrouble::Unavailable.into())
        }
    }
}

/// The page of the portal, with its item.
fn address(bound: &BoundView) -> String {
    bound.view.page().replace(":item", &bound.item)
}

/// Uses a code up.
async fn taken(portal: &Portal, code: &Token) -> Result<GrantRow, Not> {
    let failed = |failure: crate::store::StoreError| {
        error!(%failure, "a code for a page could not be read");
        Not::from(EmbedTrouble::Unavailable)
    };
    let now = portal.clock.unix_now();
    match portal.store.take_grant(code.row_id(), Role::Launch, now).await.map_err(failed)? {
        Taken::First(grant) => Ok(grant),
        Taken::Again(grant) => {
            // Also by a browser that shows the provider's page once more: it ends nothing.
            let consent = portal.store.consent(grant.consent).await.map_err(failed)?;
            Err(Not(EmbedTrouble::CodeUsed, consent.map(|consent| ProvidedTo::of(&consent, "code-used"))))
        }
        Taken::None => {
            let late = portal.store.grant(code.row_id()).await.map_err(failed)?;
            let late = late.is_some_and(|grant| grant.role == Role::Launch);
            Err(if late { EmbedTrouble::TimeOver } else { EmbedTrouble::NoConsent }.into())
        }
    }
}
