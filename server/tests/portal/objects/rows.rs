//! Every address that names something of one person's, and how that is found and seen to be touched.

/// Where a name comes from.
pub(super) enum Find {
    /// The same for everybody, or a place in whatever list the asking person has: nothing to find.
    Fixed(&'static str),
    /// The first link of the owner's page that begins so.
    Link(&'static str, &'static str),
    /// Two days of the owner's checkups.
    Days,
    /// The form of the owner's page that goes there.
    Form(&'static str),
    /// The form of the page that the first such link of the owner's page leads to.
    FormBehind(&'static str, &'static str),
    /// Fields that hold a place in a list.
    Fields(&'static [(&'static str, &'static str)]),
    /// The code that a delegation is taken on with.
    Claim,
}

/// One address.
pub(super) struct Object {
    pub(super) method: &'static str,
    /// As the tables of pages and routes write it.
    pub(super) pattern: &'static str,
    pub(super) find: Find,
    /// What is typed or pressed besides.
    pub(super) pressed: &'static [(&'static str, &'static str)],
    /// Where what came of it is seen, for the owner; empty where the answer itself shows it.
    pub(super) seen_on: &'static str,
    /// Whether it shows. Before the owner's own press it never does.
    pub(super) shows: fn(&str) -> bool,
    /// The name is no secret, and others may have something of their own under it. Else whoever may see it is told another
    /// name, and this one leads them to nothing.
    pub(super) alike: bool,
}

const fn page(pattern: &'static str, find: Find, alike: bool, shows: fn(&str) -> bool) -> Object {
    Object { method: "GET", pattern, find, pressed: &[], seen_on: "", shows, alike }
}

const fn form(
    pattern: &'static str,
    find: Find,
    pressed: &'static [(&'static str, &'static str)],
    seen_on: &'static str,
    shows: fn(&str) -> bool,
) -> Object {
    Object { method: "POST", pattern, find, pressed, seen_on, shows, alike: false }
}

/// Notices that are new, on their page.
fn has_new(page: &str) -> bool {
    let part = page.split("id=\"new\"").nth(1).and_then(|rest| rest.split("</section>").next());
    part.is_some_and(|part| part.contains("name=\"id\""))
}

/// In this order: looking before touching, and what changes whom the owner acts for last.
pub(super) const OBJECTS: &[Object] = &[
    page("/checkups/items/:item", Find::Link("/checkups", "/checkups/items/"), true, |page| page.contains("<main")),
    page("/checkups/visits/:date", Find::Link("/checkups", "/checkups/visits/"), true, |page| page.contains("<main")),
    page("/checkups/compare", Find::Days, true, |page| page.contains("<main")),
    page("/medications/:drug", Find::Link("/medications", "/medications/"), false, |page| page.contains("<main")),
    page("/access/reports/:look", Find::Link("/access", "/access/reports/look-"), false, |page| {
        page.contains("action=\"/access/reports\"")
    }),
    page("/me/not-mine", Find::Link("/me", "/me/not-mine?"), false, |page| page.contains("action=\"/me/disown\"")),
    page("/services/:procedure", Find::Fixed("/services/high-cost"), true, |page| page.contains("<main")),
    page("/services/out/:site", Find::Fixed("/services/out/e-tax"), true, |page| page.contains("<main")),
    page("/services/link/:site", Find::Fixed("/services/link/e-tax"), true, |page| page.contains("<main")),
    page("/expenses/rows", Find::Fixed("/expenses/rows?year=2026&row=0"), true, |page| page.contains("見本急行バス")),
    form(
        "/expenses/rows",
        Find::Fields(&[("year", "2026"), ("number", "0")]),
        &[("do", "remove")],
        "/expenses/rows?year=2026",
        |page| !page.contains("見本急行バス"),
    ),
    form(
        "/medications/hide",
        Find::FormBehind("/medications", "/medications/"),
        &[("do", "hide")],
        "/settings/erase",
        |page| page.contains("紙や共有に出さないと決めたお薬の一覧"),
    ),
    form("/me/disown", Find::FormBehind("/me", "/me/not-mine?kind=checkup"), &[], "/me", |page| {
        page.contains("action=\"/me/own\"")
    }),
    form("/me/own", Find::Form("/me"), &[], "/me", |page| !page.contains("action=\"/me/own\"")),
    form("/import/checkups/remove", Find::Form("/me"), &[], "/me", |page| {
        !page.contains("action=\"/import/checkups/remove\"")
    }),
    form("/import/medications/remove", Find::Form("/me"), &[], "/me", |page| {
        !page.contains("action=\"/import/medications/remove\"")
    }),
    form(
        "/access/reports",
        Find::FormBehind("/access", "/access/reports/look-"),
        &[("reason", "not_visited"), ("words", "")],
        "/access",
        |page| page.contains("受付番号"),
    ),
    form(
        "/access/consents/withdraw",
        Find::FormBehind("/access/consents", "/access/consents?take="),
        &[],
        "/access/consents",
        |page| page.contains("取り消しずみ"),
    ),
    form("/notices/marks", Find::Form("/notices"), &[("do", "read")], "/notices", |page| !has_new(page)),
    form("/session/end", Find::Form("/settings"), &[], "/settings", |page| {
        page.contains("選んだログインを終わらせました")
    }),
    form("/sharing/change", Find::Form("/sharing"), &[("kind", "checkups"), ("year", "2026")], "/sharing", |page| {
        page.contains("渡している記録：健診（2026年からこの先）")
    }),
    form("/sharing/stop", Find::Form("/sharing"), &[], "/sharing", |page| !page.contains("action=\"/sharing/stop\"")),
    form(
        "/tax/household",
        Find::Form("/tax/household?year=2025"),
        &[("do", "bring")],
        "/tax/household?year=2025",
        |page| page.contains("医療費通知情報（代理）"),
    ),
    form("/family/claim", Find::Claim, &[], "/family", |page| page.matches("action=\"/family/accept\"").count() == 3),
    form("/family/accept", Find::Form("/family"), &[], "/family", |page| {
        page.matches("action=\"/family/accept\"").count() == 2
    }),
    form("/family/decline", Find::Form("/family"), &[], "/family", |page| {
        page.matches("action=\"/family/decline\"").count() == 1
    }),
    form("/family/end", Find::Form("/family"), &[], "/family", |page| {
        page.matches("action=\"/family/end\"").count() == 5
    }),
    form("/family/switch", Find::Form("/family"), &[], "/", |page| page.contains("<b class=\"who\">")),
];

/// Tables of their own, where no session counts: method, pattern, the test's text, and what it asks there.
pub(super) const ELSEWHERE: &[(&str, &str, &str, &str)] = &[
    ("GET", "/fhir/{resource}", include_str!("../partner/table.rs"), "Resource::ALL"),
    ("GET", "/fhir/{resource}/{id}", include_str!("../partner/table.rs"), "Resource::ALL"),
    ("GET", "/fhir/{resource}/{id}/{*rest}", include_str!("../crawl.rs"), "\"/fhir/a/b/c\", &[], 404, 404"),
    ("GET", "/notices/feed/{token}", include_str!("mod.rs"), "cast.feed"),
];
