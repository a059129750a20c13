//! Every route of the portal in one place: pages from the page table, forms and downloads from the table below.
//!
//! The tests crawl the same tables, so a route that stands nowhere here does not exist.

use std::convert::Infallible;

use app::page_table::{Guard, PAGES};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::Method;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{MethodRouter, get, post};
use tower_http::limit::RequestBodyLimitLayer;

use crate::csp_report;
use crate::middleware::{
    acting, client, fault, form, guard, headers, limits, log, often, pace, record, request_id, session,
};
use crate::pages;
use crate::routes::{
    access, expenses, export, family, import, insurance, me, notices, registration, services,
    session as session_routes, settings, signin, tax,
};
use crate::state::SharedPortal;

/// Largest form, bytes.
const FORM: usize = 64 << 10;

/// Largest form of files, bytes. The route itself takes much less (`MAX_SENT`) and drops the rest as it comes, so that a
/// browser that sends too much is told so on a page.
const FILES_SENT: usize = 32 << 20;

/// Largest form of rows that come back, bytes. The page offers no more than fits.
const ROWS_SENT: usize = app::files::carried::MAX_SENT;

/// Whose form a route takes; `middleware::form` checks it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhoseForm {
    /// None: a safe method.
    None,
    /// Of the session that sends it.
    Sessions,
    /// Of the session, while there is one. Without one there is nothing to protect, or it carries a proof of its own.
    SessionOnly,
    /// Of the session, or of a page shown to nobody: it does nothing in anybody's name.
    Anyones,
    /// Of the card component, on another site: it comes without our cookies and does nothing in anybody's name.
    Components,
}

/// One route that is not a page.
pub struct RouteSpec {
    /// Method it takes.
    pub method: &'static str,
    /// Address, in axum's form.
    pub path: &'static str,
    /// Who may use it.
    pub guard: Guard,
    /// Whose key its form carries.
    pub form: WhoseForm,
    /// Largest body, bytes.
    pub body: usize,
    handler: fn() -> MethodRouter<SharedPortal>,
}

/// The way in and out, for everyone.
const SIGN_IN: &[RouteSpec] = &[
    RouteSpec {
        method: "GET",
        path: "/login",
        guard: Guard::Public,
        form: WhoseForm::None,
        body: FORM,
        handler: || get(signin::login::begin),
    },
    RouteSpec {
        method: "GET",
        path: "/login/callback",
        guard: Guard::Public,
        form: WhoseForm::None,
        body: FORM,
        handler: || get(signin::callback::finish),
    },
    RouteSpec {
        method: "GET",
        path: signin::card::CARD_ANSWER,
        guard: Guard::Public,
        form: WhoseForm::None,
        body: FORM,
        handler: || get(signin::card::finish),
    },
    RouteSpec {
        method: "POST",
        path: signin::card::CARD_ANSWER,
        guard: Guard::Public,
        form: WhoseForm::Components,
        body: FORM,
        handler: || post(signin::card::take),
    },
    RouteSpec {
        method: "POST",
        path: "/logout",
        guard: Guard::Public,
        form: WhoseForm::SessionOnly,
        body: FORM,
        handler: || post(signin::logout::end),
    },
    RouteSpec {
        method: "POST",
        path: "/login/backchannel",
        guard: Guard::Public,
        form: WhoseForm::SessionOnly,
        body: FORM,
        handler: || post(signin::backchannel::end),
    },
];

/// Forms of the signed-in person.
const FORMS: &[RouteSpec] = &[
    RouteSpec {
        method: "POST",
        path: "/registration",
        guard: Guard::CardAgain,
        form: WhoseForm::Sessions,
        body: FORM,
        handler: || post(registration::create::create),
    },
    RouteSpec {
        method: "GET",
        path: "/registration/progress",
        guard: Guard::SignedIn,
        form: WhoseForm::None,
        body: FORM,
        handler: || get(registration::progress::progress),
    },
    RouteSpec {
        method: "POST",
        path: "/session/extend",
        guard: Guard::SignedIn,
        form: WhoseForm::Sessions,
        body: FORM,
        handler: || post(session_routes::extend::extend),
    },
    RouteSpec {
        method: "POST",
        path: "/session/keep",
        guard: Guard::Public,
        form: WhoseForm::SessionOnly,
        body: FORM,
        handler: || post(session_routes::keep::keep),
    },
    RouteSpec {
        method: "GET",
        path: "/session/left",
        guard: Guard::Public,
        form: WhoseForm::None,
        body: FORM,
        handler: || get(session_routes::left::left),
    },
    RouteSpec {
        method: "POST",
        path: "/session/back",
        guard: Guard::SignedIn,
        form: WhoseForm::Sessions,
        body: FORM,
        handler: || post(family::back::back),
    },
    RouteSpec {
        method: "POST",
        path: "/family/switch",
        guard: Guard::CardAgain,
        form: WhoseForm::Sessions,
        body: FORM,
        handler: || post(family::switch::switch),
    },
    RouteSpec {
        method: "POST",
        path: "/family/offer",
        guard: Guard::CardAgain,
        form: WhoseForm::Sessions,
        body: FORM,
        handler: || post(family::offer::offer),
    },
    RouteSpec {
        method: "POST",
        path: "/family/claim",
        guard: Guard::CardAgain,
        form: WhoseForm::Sessions,
        body: FORM,
        handler: || post(family::claim::claim),
    },
    RouteSpec {
        method: "POST",
        path: "/family/accept",
        guard: Guard::CardAgain,
        form: WhoseForm::Sessions,
        body: FORM,
        handler: || post(family::settle::accept),
    },
    RouteSpec {
        method: "POST",
        path: "/family/decline",
        guard: Guard::CardAgain,
        form: WhoseForm::Sessions,
        body: FORM,
        handler: || post(family::settle::decline),
    },
    RouteSpec {
        method: "POST",
        path: "/family/end",
        guard: Guard::SignedIn,
        form: WhoseForm::Sessions,
        body: FORM,
        handler: || post(family::settle::end),
    },
    RouteSpec {
        method: "POST",
        path: "/session/end",
        guard: Guard::SignedIn,
        form: WhoseForm::Sessions,
        body: FORM,
        handler: || post(session_routes::end::one),
    },
    RouteSpec {
        method: "POST",
        path: "/session/end-others",
        guard: Guard::SignedIn,
        form: WhoseForm::Sessions,
        body: FORM,
        handler: || post(session_routes::end::others),
    },
    RouteSpec {
        method: "POST",
        path: "/access/reports",
        guard: Guard::SignedIn,
        form: WhoseForm::Sessions,
        body: FORM,
        handler: || post(access::report::create),
    },
    RouteSpec {
        method: "POST",
        path: "/access/consents/withdraw",
        guard: Guard::SignedIn,
        form: WhoseForm::Sessions,
        body: FORM,
        handler: || post(access::withdraw::withdraw),
    },
    RouteSpec {
        method: "POST",
        path: "/services",
        guard: Guard::SignedIn,
        form: WhoseForm::Sessions,
        body: FORM,
        handler: || post(services::link::change),
    },
];

/// Notices, and how pages are read.
const NOTICES: &[RouteSpec] = &[
    RouteSpec {
        method: "POST",
        path: "/notices/marks",
        guard: Guard::SignedIn,
        form: WhoseForm::Sessions,
        body: FORM,
        handler: || post(notices::mark::mark),
    },
    RouteSpec {
        method: "POST",
        path: "/notices/switches",
        guard: Guard::SignedIn,
        form: WhoseForm::Sessions,
        body: FORM,
        handler: || post(notices::switches::save),
    },
    RouteSpec {
        method: "POST",
        path: "/notices/feed",
        guard: Guard::CardAgain,
        form: WhoseForm::Sessions,
        body: FORM,
        handler: || post(notices::feed::make),
    },
    RouteSpec {
        method: "POST",
        path: "/notices/feed/end",
        guard: Guard::SignedIn,
        form: WhoseForm::Sessions,
        body: FORM,
        handler: || post(notices::feed::end),
    },
    RouteSpec {
        method: "GET",
        path: "/notices/feed/{token}",
        guard: Guard::Public,
        form: WhoseForm::None,
        body: FORM,
        handler: || get(notices::feed::show),
    },
    RouteSpec {
        method: "POST",
        path: "/settings/text-size",
        guard: Guard::Public,
        form: WhoseForm::Anyones,
        body: FORM,
        handler: || post(settings::text_size::choose),
    },
];

/// What a person says of their records, and what the portal keeps for them.
const OWN: &[RouteSpec] = &[
    RouteSpec {
        method: "POST",
        path: "/me/disown",
        guard: Guard::SignedIn,
        form: WhoseForm::Sessions,
        body: FORM,
        handler: || post(me::disown::disown),
    },
    RouteSpec {
        method: "POST",
        path: "/me/own",
        guard: Guard::SignedIn,
        form: WhoseForm::Sessions,
        body: FORM,
        handler: || post(me::own::own),
    },
    RouteSpec {
        method: "POST",
        path: "/settings/copy",
        guard: Guard::CardAgain,
        form: WhoseForm::Sessions,
        body: FORM,
        handler: || post(settings::copy::change),
    },
    RouteSpec {
        method: "POST",
        path: "/settings/erase",
        guard: Guard::CardAgain,
        form: WhoseForm::Sessions,
        body: FORM,
        handler: || post(settings::erase::erase),
    },
    RouteSpec {
        method: "POST",
        path: "/export/all",
        guard: Guard::CardAgain,
        form: WhoseForm::Sessions,
        body: FORM,
        handler: || post(export::all::export),
    },
    RouteSpec {
        method: "POST",
        path: "/expenses/ceiling",
        guard: Guard::SignedIn,
        form: WhoseForm::Sessions,
        body: FORM,
        handler: || post(expenses::tell_class::tell),
    },
];

/// Files to carry away, and files brought along.
const FILES: &[RouteSpec] = &[
    RouteSpec {
        method: "POST",
        path: "/insurance/export/pdf",
        guard: Guard::CardAgain,
        form: WhoseForm::Sessions,
        body: FORM,
        handler: || post(insurance::export_pdf::export),
    },
    RouteSpec {
        method: "POST",
        path: "/tax/export/form",
        guard: Guard::CardAgain,
        form: WhoseForm::Sessions,
        body: FORM,
        handler: || post(tax::export_form::export),
    },
    RouteSpec {
        method: "POST",
        path: "/tax/export/csv",
        guard: Guard::CardAgain,
        form: WhoseForm::Sessions,
        body: FORM,
        handler: || post(tax::export_csv::export),
    },
    RouteSpec {
        method: "POST",
        path: "/import",
        guard: Guard::Public,
        form: WhoseForm::Anyones,
        body: FILES_SENT,
        handler: || post(import::read::read),
    },
    RouteSpec {
        method: "POST",
        path: "/import/checkups",
        guard: Guard::SignedIn,
        form: WhoseForm::Sessions,
        body: app::files::carried_checkups::MAX_SENT,
        handler: || post(import::keep::keep),
    },
    RouteSpec {
        method: "POST",
        path: "/import/checkups/remove",
        guard: Guard::SignedIn,
        form: WhoseForm::Sessions,
        body: FORM,
        handler: || post(import::keep::remove),
    },
    RouteSpec {
        method: "POST",
        path: "/import/export/form",
        guard: Guard::Public,
        form: WhoseForm::Anyones,
        body: ROWS_SENT,
        handler: || post(import::export_form::export),
    },
    RouteSpec {
        method: "POST",
        path: "/import/export/csv",
        guard: Guard::Public,
        form: WhoseForm::Anyones,
        body: ROWS_SENT,
        handler: || post(import::export_csv::export),
    },
];

/// All routes that are not pages, grouped by who uses them.
pub const ROUTES: &[&[RouteSpec]] = &[SIGN_IN, FORMS, NOTICES, OWN, FILES];

/// The row of a method and a matched address.
#[must_use]
pub fn route_of(method: &Method, path: &str) -> Option<&'static RouteSpec> {
    ROUTES.iter().copied().flatten().find(|spec| spec.path == path && method == spec.method)
}

/// The whole portal as one service.
pub fn router(portal: &SharedPortal) -> Router {
    let mut inner = Router::new();
    for page in PAGES {
        inner = inner.route(&axum_path(page.path), get(pages::page));
    }
    for spec in ROUTES.iter().copied().flatten() {
        let handler = (spec.handler)()
            .layer::<_, Infallible>(from_fn_with_state((portal.clone(), spec.guard), guard::check))
            .layer::<_, Infallible>(DefaultBodyLimit::disable())
            .layer(RequestBodyLimitLayer::new(spec.body));
        inner = inner.route(spec.path, handler);
    }
    let inner = inner
        .fallback(pages::page)
        .layer(from_fn_with_state(portal.clone(), acting::check))
        .layer(from_fn_with_state(portal.clone(), form::check))
        .layer(from_fn(limits::hold))
        .layer(from_fn(pace::watch))
        .layer(from_fn_with_state(portal.clone(), often::count))
        .layer(from_fn_with_state(portal.clone(), record::keep))
        .layer(from_fn_with_state(portal.clone(), fault::page))
        .layer(from_fn_with_state(portal.clone(), session::find));
    inner
        .merge(portal.site.routes())
        .merge(csp_report::routes())
        .layer(from_fn_with_state(portal.clone(), client::address))
        .layer(from_fn_with_state(portal.clone(), headers::set))
        .layer(from_fn_with_state(portal.clone(), log::line))
        .layer(from_fn(request_id::assign))
        .with_state(portal.clone())
}

/// A page's pattern in axum's form: `:item` becomes `{item}`.
#[must_use]
pub fn axum_path(pattern: &str) -> String {
    let parts: Vec<String> = pattern
        .split('/')
        .map(|part| part.strip_prefix(':').map_or_else(|| part.to_owned(), |name| format!("{{{name}}}")))
        .collect();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use app::page_table::PAGES;
    use app::shell::App;
    use leptos_router::{PathSegment, RouteList};

    use super::axum_path;

    #[test]
    fn a_pattern_in_axums_form() {
        for (pattern, expected) in [("/", "/"), ("/checkups/items/:item", "/checkups/items/{item}")] {
            assert_eq!(axum_path(pattern), expected);
        }
    }

    #[tokio::test]
    async fn every_page_of_the_table_is_in_the_apps_router_and_the_reverse() {
        _ = crate::render::prepare();
        let owner = leptos::prelude::Owner::new_root(None);
        let list = owner.with(|| {
            leptos::prelude::provide_context(leptos_router::location::RequestUrl::new("/"));
            RouteList::generate(App).expect("a route list")
        });
        let routed: BTreeSet<String> = list
            .into_inner()
            .iter()
            .map(|route| {
                route
                    .path()
                    .iter()
                    .filter_map(|segment| match segment {
                        PathSegment::Static(text) if text.is_empty() || text == "/" => None,
                        PathSegment::Static(text) => Some(text.trim_matches('/').to_owned()),
                        PathSegment::Param(name) => Some(format!(":{name}")),
                        _ => None,
                    })
                    .fold(String::new(), |path, part| path + "/" + &part)
            })
            .map(|path| if path.is_empty() { "/".to_owned() } else { path })
            .collect();
        let table: BTreeSet<String> = PAGES.iter().map(|page| page.path.to_owned()).collect();
        assert_eq!(routed, table);
    }
}
