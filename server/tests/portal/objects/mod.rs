//! Everything that an address or a form names of one person's, asked for by everybody who might try. Which addresses those are
//! comes from the tables of pages and routes, and from the forms that pages really have: one without a row fails.

mod cast;
mod rows;

use std::collections::BTreeSet;

use app::acting_table::{Serves, serves};
use app::page_table::PAGES;
use reqwest::Method;
use server::router::ROUTES;

use crate::app::TestApp;
use crate::client::{Answer, Client, Form, address_of};
use crate::crawl::{Row, TABLE};
use cast::{Cast, LESS, NAME, Who, named};
use rows::{ELSEWHERE, Find, OBJECTS, Object};

/// Fields that name something of one person's.
const NAMES: &[&str] = &[
    "drug",
    "look",
    "consent",
    "id",
    "record",
    "reference",
    "delegation",
    "session",
    "notebook",
    "checkup",
    "number",
    "row",
    "grant",
    "a",
    "b",
];
/// Fields that name nothing of anybody's: what is wished, and content that the form itself brings along.
const PLAIN: &[&str] = &[
    // Whose income it is, in words: under that name it lies with the sender's own session, and opens nothing.
    "name0",
    "name1",
    "name2",
    "name3",
    "name4",
    "name5",
    "name6",
    "name7",
    // Whether a class is that of the late-stage scheme: it lies with what its own person told.
    "late",
    "do",
    "view",
    "year",
    "years",
    "kind",
    "which",
    "form",
    "q",
    "place",
    "copy",
    "linked",
    "site",
    "form_key",
    "size",
    "was-new",
    "was-feed",
    "keep",
    "encoding",
    "numbers",
    "to",
    "reason",
    "words",
    "next",
    "register",
    "from",
    "class",
    "term",
    "replace",
    "signature",
    "code",
    "grant_type",
    "logout_token",
    "answer",
    "state",
    "client_id",
    "book",
    "checkups",
    "name",
    "income",
    "way",
    "cause",
    "way-back",
    "record-kind",
    "back",
    "person",
    "month",
    "day",
    "institution",
];
/// Addresses where a field of these names is something else: what somebody brings along to be added, by its content.
const CONTENT: &[(&str, &str)] = &[("/import/medications", "notebook")];

fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    let routes = ROUTES.iter().copied().flatten().map(|route| (route.method, route.path));
    PAGES.iter().map(|page| ("GET", page.path)).chain(routes)
}

fn row_of(object: &Object) -> &'static Row {
    let row = TABLE.iter().find(|row| (row.method, row.pattern) == (object.method, object.pattern));
    row.unwrap_or_else(|| panic!("{} {} is an address", object.method, object.pattern))
}

fn names(pattern: &str, field: &str) -> bool {
    NAMES.contains(&field) && !CONTENT.contains(&(pattern, field))
}

/// Addresses that name something by themselves, or by what is known to be sent there.
fn naming() -> BTreeSet<(&'static str, &'static str)> {
    let by_path = all().filter(|(_, pattern)| pattern.contains([':', '{']));
    let by_field = TABLE.iter().filter(|row| {
        let query = row.address.split_once('?').map_or("", |(_, query)| query).split('&');
        let mut fields =
            query.filter_map(|part| part.split('=').next()).chain(row.fields.iter().map(|(name, _)| *name));
        fields.any(|field| names(row.pattern, field))
    });
    by_path.chain(by_field.map(|row| (row.method, row.pattern))).collect()
}

fn rows() -> BTreeSet<(&'static str, &'static str)> {
    let own = OBJECTS.iter().map(|object| (object.method, object.pattern));
    own.chain(ELSEWHERE.iter().map(|(method, pattern, ..)| (*method, *pattern))).collect()
}

#[test]
fn every_address_that_names_something_has_its_row() {
    let missing: Vec<_> = naming().difference(&rows()).copied().collect();
    assert!(missing.is_empty(), "no row for {missing:?}");
    let there: BTreeSet<_> = all().collect();
    let nowhere: Vec<_> = rows().difference(&there).copied().collect();
    assert!(nowhere.is_empty(), "no address: {nowhere:?}");
    for (method, pattern, test, asks) in ELSEWHERE {
        assert!(test.contains(asks), "{method} {pattern}: {asks}");
    }
    let unknown: BTreeSet<&str> = TABLE.iter().flat_map(|row| row.fields).map(|(name, _)| *name).collect();
    let unknown: Vec<_> = unknown.into_iter().filter(|name| !NAMES.contains(name) && !PLAIN.contains(name)).collect();
    assert!(unknown.is_empty(), "do these name something of one person's? {unknown:?}");
}

#[tokio::test]
async fn every_form_of_a_page_that_names_something_has_its_row() {
    let app = TestApp::start().await;
    let known = rows();
    for card in ["parent", "clinic", "elder"] {
        let mut client = app.signed_in(card).await;
        for page in PAGES {
            let body = client.get(&address_of(page.path)).await.body;
            for form in Form::all(&body) {
                for (field, _) in &form.hidden {
                    let what = format!("{}: {} {field}", page.path, form.action);
                    assert!(NAMES.contains(&&**field) || PLAIN.contains(&&**field), "{what}: does it name something?");
                    let action = form.action.split('?').next().unwrap_or_default();
                    let method = form.method.to_uppercase();
                    let has = known.iter().any(|(known, pattern)| *known == method && *pattern == action);
                    assert!(!names(action, field) || has, "{what}: no row");
                }
            }
        }
    }
}

/// The first link of a page that begins so.
fn link(page: &str, start: &str) -> String {
    let place = page.find(&format!("href=\"{start}")).unwrap_or_else(|| panic!("no link to {start}: {page}"));
    page[place + 6..].split('"').next().unwrap().replace("&amp;", "&")
}

/// The form of a page that goes to an address, the one that carries most.
fn fields_of(page: &str, action: &str) -> Vec<(String, String)> {
    let forms = Form::all(page).into_iter().filter(|form| form.action == action);
    let form = forms
        .max_by_key(|form| form.hidden.iter().filter(|(name, _)| NAMES.contains(&&**name)).count())
        .unwrap_or_else(|| panic!("no form to {action}: {page}"));
    named(&form).into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// An address and the fields that name something of the owner's there.
async fn found(cast: &mut Cast, object: &Object) -> (String, Vec<(String, String)>) {
    let (owner, pattern) = (&mut cast.owner, object.pattern);
    match object.find {
        Find::Fixed(address) => (address.to_owned(), Vec::new()),
        Find::Link(page, start) => (link(&owner.get(page).await.body, start), Vec::new()),
        Find::Days => {
            let page = owner.get("/checkups").await.body;
            let mut days: Vec<&str> =
                page.split("href=\"/checkups/visits/").skip(1).filter_map(|rest| rest.split('"').next()).collect();
            days.dedup();
            (format!("{pattern}?a={}&b={}", days[1], days[0]), Vec::new())
        }
        Find::Form(page) => (pattern.to_owned(), fields_of(&owner.get(page).await.body, pattern)),
        Find::FormBehind(page, start) => {
            let behind = link(&owner.get(page).await.body, start);
            (pattern.to_owned(), fields_of(&owner.get(&behind).await.body, pattern))
        }
        Find::Fields(fields) => {
            (pattern.to_owned(), fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
        }
        Find::Claim => (pattern.to_owned(), vec![("code".to_owned(), cast.claim.clone())]),
    }
}

async fn ask(
    client: &mut Client,
    object: &Object,
    address: &str,
    headers: &[(&'static str, String)],
    fields: &[(String, String)],
) -> Answer {
    let headers: Vec<(&'static str, &str)> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .chain(object.pressed.iter().copied())
        .collect();
    client.send(object.method.parse::<Method>().unwrap(), address, &headers, &fields).await
}

/// What is wrong with an answer to somebody of this kind.
fn wrong(who: Who, object: &Object, answer: &Answer) -> Option<&'static str> {
    let row = row_of(object);
    let shown = (object.shows)(&answer.body) && answer.status == 200 && object.seen_on.is_empty();
    let of_owner = answer.body.contains(NAME);
    let held = |holds: bool, words| (!holds).then_some(words);
    match (who, serves(object.method, object.pattern)) {
        (Who::Anonymous | Who::Provider | Who::ProviderWithout, _) => {
            held(answer.status == row.anonymous && !of_owner, "as for nobody")
        }
        (Who::Other | Who::Family, _) if of_owner => Some("names the owner"),
        (Who::Other | Who::Family, _) if object.alike => {
            held(answer.status == 200 || answer.status == row.signed_in, "their own, or nothing")
        }
        (Who::Other | Who::Family, _) => held(answer.status == row.signed_in && !shown, "as for a made-up name"),
        (Who::Delegate, Serves::Kind(_)) if object.alike => held(shown && of_owner, "the owner's"),
        (Who::Delegate, Serves::Kind(_)) => held(answer.status == 404, "as for a made-up name"),
        (Who::DelegateWithout, Serves::Kind(kind)) => {
            let refused = answer.status == 403 && answer.body.contains("この記録は、代理では見られません");
            held(refused && !LESS.contains(&kind), "a kind that is not granted")
        }
        (Who::DelegateEnded, Serves::Kind(_)) => {
            held(answer.status == 404 || answer.body.contains("代理が終わりました"), "that it has ended")
        }
        (_, Serves::Owner) => held(answer.status == 403, "closed while acting"),
        (_, Serves::Anyone | Serves::Start) => {
            Some("never: it names something, and is open to whoever acts for anybody")
        }
    }
}

/// What a delegate finds by the name that they are told themselves.
async fn by_own_name(cast: &mut Cast, object: &Object, address: &str) -> Option<&'static str> {
    let (Serves::Kind(_), Find::Link(page, start), false) =
        (serves(object.method, object.pattern), &object.find, object.alike)
    else {
        return None;
    };
    let (client, _) = cast.other(Who::Delegate);
    let own = link(&client.get(page).await.body, start);
    if own == address {
        return Some("another name than the owner's");
    }
    let answer = ask(client, object, &own, &[], &[]).await;
    (!(object.shows)(&answer.body) || !answer.body.contains(NAME)).then_some("the owner's, by one's own name for it")
}

#[tokio::test]
async fn only_the_cells_that_may_answer_do() {
    let mut cast = Cast::gather().await;
    let mut failed = Vec::new();
    for object in OBJECTS {
        let (address, fields) = found(&mut cast, object).await;
        let what = format!("{} {address} {fields:?}", object.method);
        for who in Who::ALL {
            let (client, headers) = cast.other(who);
            let answer = ask(client, object, &address, &headers, &fields).await;
            let wrong = wrong(who, object, &answer);
            failed.extend(wrong.map(|wanted| format!("{who:?}: {what}: {}, and not {wanted}", answer.status)));
        }
        failed.extend(by_own_name(&mut cast, object, &address).await.map(|wanted| format!("{what}: {wanted}")));
        let answer = if object.seen_on.is_empty() {
            ask(&mut cast.owner, object, &address, &[], &[]).await
        } else {
            if (object.shows)(&cast.owner.get(object.seen_on).await.body) {
                failed.push(format!("{what}: somebody else has done it"));
            }
            let done = ask(&mut cast.owner, object, &address, &[], &fields).await;
            if done.status != 303 {
                failed.push(format!("the owner: {what}: {}", done.status));
            }
            cast.owner.get(object.seen_on).await
        };
        let named = !object.seen_on.is_empty() || answer.body.contains(NAME);
        if answer.status != 200 || !(object.shows)(&answer.body) || !named {
            let main = answer.body.split("<main").nth(1).unwrap_or_default();
            failed.push(format!("the owner: {what}: does not show: {} {main}", answer.status));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    // The address of a feed is its own key: whoever has it reads it, whoever they are, and it names nobody.
    let feed = cast.feed.clone();
    cast.owner.post("/session/back", &[]).await;
    for (status, end) in [(200, true), (404, false)] {
        for who in Who::ALL {
            let (client, _) = cast.other(who);
            let answer = client.get(&feed).await;
            assert_eq!(answer.status, status, "{who:?} {feed}");
            assert!(!answer.body.contains(NAME), "{who:?} {feed}");
        }
        if end {
            assert_eq!(cast.owner.post("/notices/feed/end", &[]).await.status, 303);
        }
    }
}
