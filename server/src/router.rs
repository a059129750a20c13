//! Every route of the portal in one place: pages from the page table, forms and downloads from the table below.
//!
//! The tests crawl the same tables, so a route that stands nowhere here does not exist.

use std::convert::Infallible;

use app::language::Language;
use app::page_table::{Guard, PAGES};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::Method;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{MethodRouter, get, post};
use tower_http::limit::RequestBodyLimitLayer;

use crate::assets::{ASSETS, PUBLIC_FILES};
use crate::csp_report;
use crate::middleware::{
    acting, carry, client, fault, form as form_key, guard, headers, limits, log, often, pace, record, request_id,
    session,
};
use crate::pages;
use crate::partner::{self, embed};
use crate::routes::{
    access, checkups, expenses, export, family, import, insurance, me, medications, notices, registration, services,
    session as session_routes, settings, sharing, signin, tax,
};
use crate::state::SharedPortal;

/// Largest form, bytes.
const FORM: usize = 64 << 10;

/// Largest form of files, bytes. The route itself takes much less (`MAX_SENT`) and drops the rest as it comes, so that a
/// browser that sends too much is told so on a page.
const FILES_SENT: usize = 32 << 20;

/// Largest form of rows that come back, bytes: the book, and a blank form beside it.
const ROWS_SENT: usize = app::files::carried::MAX_SENT;

/// Largest form with a blank form of the tax office in it, bytes.
const FORM_SENT: usize = app::files::form_patch::MAX_FORM + (64 << 10);

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
    /// None of ours: a provider's program sends it with a token or proof of its own. No session and no cookie counts there,
    /// and errors are said in the words of its standards.
    Providers,
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

/// What an island or a return from elsewhere looks up.
const fn look(path: &'static str, guard: Guard, handler: fn() -> MethodRouter<SharedPortal>) -> RouteSpec {
    RouteSpec { method: "GET", path, guard, form: WhoseForm::None, body: FORM, handler }
}

/// A form of the signed-in person.
const fn form(path: &'static str, guard: Guard, handler: fn() -> MethodRouter<SharedPortal>) -> RouteSpec {
    RouteSpec { method: "POST", path, guard, form: WhoseForm::Sessions, body: FORM, handler }
}

/// A form that needs nobody to be signed in.
const fn open(path: &'static str, form: WhoseForm, handler: fn() -> MethodRouter<SharedPortal>) -> RouteSpec {
    RouteSpec { method: "POST", path, guard: Guard::Public, form, body: FORM, handler }
}

/// A download of the page of files, which sends everything along.
const fn own_files(path: &'static str, handler: fn() -> MethodRouter<SharedPortal>) -> RouteSpec {
    RouteSpec { body: ROWS_SENT, ..open(path, WhoseForm::Anyones, handler) }
}

/// The way in and out, for everyone.
const SIGN_IN: &[RouteSpec] = &[
    look("/login", Guard::Public, || get(signin::login::begin)),
    look("/login/callback", Guard::Public, || get(signin::callback::finish)),
    look(signin::card::CARD_ANSWER, Guard::Public, || get(signin::card::finish)),
    open(signin::card::CARD_ANSWER, WhoseForm::Components, || post(signin::card::take)),
    open("/logout", WhoseForm::SessionOnly, || post(signin::logout::end)),
    open("/login/backchannel", WhoseForm::SessionOnly, || post(signin::backchannel::end)),
];

/// Forms of the signed-in person.
const FORMS: &[RouteSpec] = &[
    form("/registration", Guard::CardAgain, || post(registration::create::create)),
    look("/registration/progress", Guard::SignedIn, || get(registration::progress::progress)),
    form("/session/extend", Guard::SignedIn, || post(session_routes::extend::extend)),
    open("/session/keep", WhoseForm::SessionOnly, || post(session_routes::keep::keep)),
    look("/session/left", Guard::Public, || get(session_routes::left::left)),
    form("/session/back", Guard::SignedIn, || post(family::back::back)),
    form("/family/switch", Guard::CardAgain, || post(family::switch::switch)),
    form("/family/offer", Guard::CardAgain, || post(family::offer::offer)),
    form("/family/claim", Guard::CardAgain, || post(family::claim::claim)),
    form("/family/accept", Guard::CardAgain, || post(family::settle::accept)),
    form("/family/decline", Guard::CardAgain, || post(family::settle::decline)),
    form("/family/end", Guard::SignedIn, || post(family::settle::end)),
    form("/session/end", Guard::SignedIn, || post(session_routes::end::one)),
    form("/session/end-others", Guard::SignedIn, || post(session_routes::end::others)),
    form("/access/reports", Guard::SignedIn, || post(access::report::create)),
    form("/access/consents/withdraw", Guard::SignedIn, || post(access::withdraw::withdraw)),
    form("/services", Guard::SignedIn, || post(services::link::change)),
];

/// Notices, and how pages are read.
const NOTICES: &[RouteSpec] = &[
    form("/notices/marks", Guard::SignedIn, || post(notices::mark::mark)),
    form("/notices/switches", Guard::SignedIn, || post(notices::switches::save)),
    form("/notices/feed", Guard::CardAgain, || post(notices::feed::make)),
    form("/notices/feed/end", Guard::SignedIn, || post(notices::feed::end)),
    look("/notices/feed/{token}", Guard::Public, || get(notices::feed::show)),
    open("/settings/text-size", WhoseForm::Anyones, || post(settings::text_size::choose)),
];

/// What a person says of their records, and what the portal keeps for them.
const OWN: &[RouteSpec] = &[
    form("/me/disown", Guard::SignedIn, || post(me::disown::disown)),
    form("/me/own", Guard::SignedIn, || post(me::own::own)),
    look(medications::index::PATH, Guard::SignedIn, || get(medications::index::index)),
    form("/medications/hide", Guard::SignedIn, || post(medications::hide::hide)),
    form("/settings/copy", Guard::CardAgain, || post(settings::copy::change)),
    form("/settings/erase", Guard::CardAgain, || post(settings::erase::erase)),
    form("/export/all", Guard::CardAgain, || post(export::all::export)),
    form("/export/fhir", Guard::CardAgain, || post(export::fhir::export)),
    form("/expenses/ceiling", Guard::SignedIn, || post(expenses::tell_class::tell)),
    form("/expenses/rows", Guard::SignedIn, || post(expenses::rows::change)),
    form("/expenses/keep", Guard::SignedIn, || post(expenses::keep::keep)),
    RouteSpec { body: ROWS_SENT, ..form("/expenses/bring", Guard::SignedIn, || post(expenses::bring::bring)) },
    form("/tax", Guard::SignedIn, || post(tax::income::tell)),
    form("/tax/household", Guard::SignedIn, || post(tax::household::change)),
];

/// Files to carry away, and files brought along.
const FILES: &[RouteSpec] = &[
    form("/insurance/export/pdf", Guard::CardAgain, || post(insurance::export_pdf::export)),
    form("/checkups/export/csv", Guard::CardAgain, || post(checkups::export::csv)),
    form("/checkups/export/fhir", Guard::CardAgain, || post(checkups::export::fhir)),
    form("/medications/export/jahis", Guard::CardAgain, || post(medications::export_jahis::export)),
    form("/medications/export/csv", Guard::CardAgain, || post(medications::export_csv::export)),
    form("/medications/export/text", Guard::CardAgain, || post(medications::export_text::export)),
    form("/medications/export/pdf", Guard::CardAgain, || post(medications::export_pdf::export)),
    form("/medications/export/fhir", Guard::CardAgain, || post(medications::export_fhir::export)),
    form("/expenses/export/book", Guard::CardAgain, || post(expenses::export_book::export)),
    form("/tax/export/form", Guard::CardAgain, || post(tax::export::form)),
    RouteSpec { body: FORM_SENT, ..form("/tax/export/fill", Guard::CardAgain, || post(tax::export::fill)) },
    form("/tax/export/csv", Guard::CardAgain, || post(tax::export::csv)),
    form("/tax/export/pdf", Guard::CardAgain, || post(tax::export::pdf)),
    form("/tax/export/text", Guard::CardAgain, || post(tax::export::text)),
    RouteSpec { body: FILES_SENT, ..open("/import", WhoseForm::Anyones, || post(import::read::read)) },
    RouteSpec {
        body: app::files::carried_checkups::MAX_SENT,
        ..form("/import/checkups", Guard::SignedIn, || post(import::keep::keep))
    },
    form("/import/checkups/remove", Guard::SignedIn, || post(import::keep::remove)),
    RouteSpec {
        body: app::files::carried::MAX_SENT,
        ..form("/import/medications", Guard::SignedIn, || post(import::keep_drugs::keep))
    },
    form("/import/medications/remove", Guard::SignedIn, || post(import::keep_drugs::remove)),
    form("/import/otc", Guard::SignedIn, || post(import::otc::add)),
    own_files("/import/export/form", || post(import::export::form)),
    own_files("/import/export/fill", || post(import::export::fill)),
    own_files("/import/export/csv", || post(import::export::csv)),
    own_files("/import/export/pdf", || post(import::export::pdf)),
    own_files("/import/export/text", || post(import::export::text)),
    own_files("/import/export/book", || post(import::export::book)),
];

/// What a person does about PHR providers.
const SHARING: &[RouteSpec] = &[
    look("/oauth/authorize", Guard::Public, || get(sharing::authorize::ask)),
    form("/oauth/authorize", Guard::CardAgain, || post(sharing::authorize::answer)),
    form("/oauth/refuse", Guard::SignedIn, || post(sharing::authorize::refuse)),
    form("/sharing/change", Guard::CardAgain, || post(sharing::settle::change)),
    form("/sharing/stop", Guard::SignedIn, || post(sharing::settle::stop)),
];

/// A look of a provider's program.
const fn api(path: &'static str, handler: fn() -> MethodRouter<SharedPortal>) -> RouteSpec {
    RouteSpec { method: "GET", path, guard: Guard::Public, form: WhoseForm::Providers, body: FORM, handler }
}

/// What providers' programs use.
const PROVIDERS: &[RouteSpec] = &[
    RouteSpec { method: "POST", ..api("/oauth/token", || post(partner::exchange)) },
    RouteSpec { method: "POST", ..api("/oauth/launch", || post(embed::launch)) },
    api("/.well-known/smart-configuration", || get(partner::configuration)),
    api("/fhir/.well-known/smart-configuration", || get(partner::configuration)),
    api("/fhir/metadata", || get(partner::metadata)),
    api("/fhir/openapi.json", || get(partner::openapi)),
    api("/fhir/{resource}", || get(partner::search)),
    api("/fhir/{resource}/{id}", || get(partner::read)),
    api("/fhir", || get(partner::anywhere)),
    api("/fhir/", || get(partner::anywhere)),
    api("/fhir/{resource}/{id}/{*rest}", || get(partner::anywhere)),
];

/// What stands on the origin of pages inside providers' pages: the whole of it. A frame begins by a code, and goes on by a key.
pub const EMBEDS: &[RouteSpec] = &[
    api("/embed.js", || get(embed::outside)),
    api("/embed/inside.js", || get(embed::inside)),
    api("/embed/theme/{colours}", || get(embed::theme)),
    api("/embed/checkups", || get(embed::begin)),
    api("/embed/checkups/items/{item}", || get(embed::begin)),
    api("/embed/medications", || get(embed::begin)),
    api("/embed/expenses", || get(embed::begin)),
    api("/embed/insurance", || get(embed::begin)),
    api("/embed/at/{provider}/{key}/checkups", || get(embed::show)),
    api("/embed/at/{provider}/{key}/checkups/items/{item}", || get(embed::show)),
    api("/embed/at/{provider}/{key}/medications", || get(embed::show)),
    api("/embed/at/{provider}/{key}/expenses", || get(embed::show)),
    api("/embed/at/{provider}/{key}/insurance", || get(embed::show)),
    api("/embed/at/{provider}/{key}/state", || get(embed::state)),
];

/// All routes that are not pages, grouped by who uses them.
pub const ROUTES: &[&[RouteSpec]] = &[SIGN_IN, FORMS, NOTICES, OWN, FILES, SHARING, PROVIDERS];

/// What is the same for everybody and asks for nobody: files of the site, and reports of browsers. Each is answered by what it is
/// given here: method and address (of a folder: its path).
#[must_use]
pub fn open_to_all() -> Vec<(&'static str, &'static str)> {
    let files = PUBLIC_FILES.iter().map(|(address, _)| ("GET", *address));
    [("GET", ASSETS), ("POST", csp_report::PATH)].into_iter().chain(files).collect()
}

/// The row of a method and a matched address.
#[must_use]
pub fn route_of(method: &Method, path: &str) -> Option<&'static RouteSpec> {
    ROUTES.iter().copied().flatten().chain(EMBEDS).find(|spec| spec.path == path && method == spec.method)
}

/// The whole portal as one service.
pub fn router(portal: &SharedPortal) -> Router {
    let (mut inner, mut providers) = (Router::new(), Router::new());
    for page in PAGES {
        let path = axum_path(page.path);
        for language in Language::ALL {
            inner = inner.route(&format!("/{}{path}", language.code()), get(pages::page));
        }
        inner = inner.route(&path, get(pages::page));
    }
    for spec in ROUTES.iter().copied().flatten() {
        let handler = (spec.handler)()
            .layer::<_, Infallible>(from_fn_with_state((portal.clone(), spec.guard), guard::check))
            .layer::<_, Infallible>(DefaultBodyLimit::disable())
            .layer(RequestBodyLimitLayer::new(spec.body));
        if spec.form == WhoseForm::Providers {
            providers = providers.route(spec.path, handler);
        } else {
            inner = inner.route(spec.path, handler);
        }
    }
    let providers = providers
        .layer(from_fn(limits::hold))
        .layer(from_fn(pace::watch))
        .layer(from_fn_with_state(portal.clone(), record::keep))
        .layer(from_fn(partner::faults))
        .layer(from_fn_with_state(portal.clone(), partner::share));
    let inner = inner
        .fallback(pages::page)
        .layer(from_fn_with_state(portal.clone(), acting::check))
        .layer(from_fn_with_state(portal.clone(), form_key::check))
        .layer(from_fn(limits::hold))
        .layer(from_fn(pace::watch))
        .layer(from_fn_with_state(portal.clone(), often::count))
        .layer(from_fn_with_state(portal.clone(), record::keep))
        .layer(from_fn_with_state(portal.clone(), fault::page))
        .layer(from_fn_with_state(portal.clone(), session::find));
    inner
        .merge(providers)
        .merge(portal.site.routes())
        .merge(csp_report::routes())
        .layer(from_fn_with_state(portal.clone(), client::address))
        .layer(from_fn_with_state(portal.clone(), headers::set))
        .layer(from_fn_with_state(portal.clone(), log::line))
        .layer(from_fn(request_id::assign))
        .layer(from_fn_with_state(portal.clone(), carry::through))
        .with_state(portal.clone())
}

/// The origin of pages inside providers' pages as one service. No session is looked for: there is none here.
pub fn embeds(portal: &SharedPortal) -> Router {
    let mut pages = Router::new();
    for spec in EMBEDS {
        pages = pages.route(spec.path, (spec.handler)().layer(RequestBodyLimitLayer::new(spec.body)));
    }
    pages
        .layer(from_fn(limits::hold))
        .layer(from_fn(pace::watch))
        .layer(from_fn_with_state(portal.clone(), record::keep))
        .fallback(embed::missing)
        .merge(portal.site.routes())
        .merge(csp_report::routes())
        .layer(from_fn_with_state(portal.clone(), client::address))
        .layer(from_fn_with_state(portal.clone(), embed::dress))
        .layer(from_fn_with_state(portal.clone(), log::line))
        .layer(from_fn(request_id::assign))
        .layer(from_fn_with_state(portal.clone(), carry::through))
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
