//! The one place that decides whether a request may change something: it comes from our own page, and proves it twice.
//!
//! By what the browser says about where it comes from (`origin`), and by the key that the page gave to its form
//! (`form_key`), which another site cannot know. Whatever is not safe by its method stands behind this, whatever its route.

use app::page_table::Guard;
use app::pages::fault::Fault;
use axum::body::{Body, Bytes};
use axum::extract::{MatchedPath, Request, State};
use axum::http::header::{CONNECTION, CONTENT_TYPE, ORIGIN, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use futures_util::{StreamExt, stream};

use super::fault::{Faulted, StandsOn};
use super::guard::turn_away;
use super::keep::{can_be_kept, keep};
use super::often::too_often;
use super::origin::is_own;
use super::session::CurrentSession;
use crate::form_key::{FIELD, FormKeys, FormOnce, HEADER, Unproved};
use crate::router::{RouteSpec, WhoseForm, route_of};
use crate::session::cookie::Jar;
use crate::session::flash::Flash;
use crate::signin::next::{page_above, page_left};
use crate::state::{Portal, SharedPortal};

/// How far into a body the key may stand, bytes. Our pages write it first.
const FIRST: usize = 64 << 10;

/// Lets through what changes nothing, and what our own pages sent.
pub async fn check(State(portal): State<SharedPortal>, request: Request, next: Next) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
        return next.run(request).await;
    }
    let route = request.extensions().get::<MatchedPath>().and_then(|path| route_of(request.method(), path.as_str()));
    // Where no form is taken, the router says so.
    let Some(route) = route else { return next.run(request).await };
    if is_components(&portal, route, request.headers()) {
        return next.run(request).await;
    }
    if route.form == WhoseForm::Components || !is_own(request.headers(), &portal.config.listen.origin()) {
        // Not read to its end: nobody of ours waits for this answer.
        let mut answer = Faulted(Fault::ForeignForm).into_response();
        answer.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
        return answer;
    }
    let (mut acting, mut own_person) = (None, None);
    let nobody = match request.extensions().get::<CurrentSession>() {
        Some(CurrentSession::Open(session)) => {
            acting = session.delegation().map(str::to_owned);
            own_person = acting.is_none().then_some(session.person);
            false
        }
        Some(CurrentSession::Unknown) => return Faulted(Fault::Unavailable).into_response(),
        Some(CurrentSession::None) | None => true,
    };
    if nobody && route.guard != Guard::Public {
        return turn_away(&portal, request).await;
    }
    // Broken off while it was sent: nobody waits for an answer, and what came is no form.
    let Ok((key, mut request)) = key_of(request).await else { return Faulted(Fault::BadRequest).into_response() };
    let was_own = own_person.zip(key.as_ref()).is_some_and(|(person, key)| portal.form_keys.was_of(&person, key));
    // Somebody's page, and not that of whoever is signed in now.
    let is_others = |key: &String| FormKeys::is_shaped(key) && portal.form_keys.prove(None, None, key).is_err();
    let others = own_person.is_some() && !was_own && key.as_ref().is_some_and(is_others);
    let proof = key.ok_or(Unproved::Foreign);
    match proof.and_then(|key| proved(&portal, route, request.headers(), acting.as_deref(), &key)) {
        Ok(once) => {
            // Nobody is kept from signing out.
            if route.form != WhoseForm::SessionOnly
                && let Some(CurrentSession::Open(session)) = request.extensions().get()
                && let Err(wait) = portal.rates.person(&session.identity.subject)
            {
                dropped(request.into_body(), route.body).await;
                return too_often(wait);
            }
            request.extensions_mut().insert(once);
            next.run(request).await
        }
        Err(_) if nobody && route.form == WhoseForm::SessionOnly => next.run(request).await,
        // Nor where their own page is of a session that they have replaced since.
        Err(Unproved::Foreign) if route.form == WhoseForm::SessionOnly && was_own => next.run(request).await,
        // Nobody is kept from signing out, for whomever the page was that they do it from.
        Err(Unproved::Switched) if route.form == WhoseForm::SessionOnly => next.run(request).await,
        Err(why) => {
            let stood_on = page_left(request.headers(), &portal.config.listen.public_url)
                .or_else(|| page_above(route.path).map(str::to_owned))
                .unwrap_or_else(|| "/".to_owned());
            if let (Unproved::Foreign, Some(person)) = (why, own_person)
                && can_be_kept(request.headers())
            {
                let (parts, body) = request.into_parts();
                if let Some(kept) = keep(&portal, person, &parts, body).await {
                    return filled_again(&portal, &stood_on, kept);
                }
            } else {
                dropped(request.into_body(), route.body).await;
            }
            let fault = match why {
                Unproved::Foreign if others => Fault::OthersForm,
                Unproved::Foreign => Fault::StaleForm,
                Unproved::Switched => Fault::SwitchedForm,
            };
            let mut answer = Faulted(fault).into_response();
            // The page of another person would show this one's.
            if fault != Fault::OthersForm {
                answer.extensions_mut().insert(StandsOn(stood_on));
            }
            answer
        }
    }
}

/// Back to the page of a form that stood in a session which its person has replaced since (they signed in again in another
/// tab): nothing was done with it, what was typed is in it, and the next press counts.
fn filled_again(portal: &Portal, page: &str, kept: HeaderValue) -> Response {
    let mut response = Redirect::to(page).into_response();
    let headers = response.headers_mut();
    headers.append(SET_COOKIE, portal.cookies.set(Jar::Flash, Flash::SendAgainHere.code()));
    headers.append(SET_COOKIE, kept);
    // For the access record.
    response.extensions_mut().insert(Flash::SendAgainHere);
    response
}

/// Whether the card component hands over an answer: the one form that is taken from another site.
fn is_components(portal: &Portal, route: &RouteSpec, headers: &HeaderMap) -> bool {
    let origin = headers.get(ORIGIN).and_then(|origin| origin.to_str().ok());
    route.form == WhoseForm::Components
        && portal.cards.as_ref().zip(origin).is_some_and(|(door, origin)| door.is_component(origin))
}

/// The key's own half, if it was made for this session; or for nobody, where a form does nothing in anybody's name: such
/// a form stays good when somebody signs in meanwhile.
fn proved(
    portal: &Portal,
    route: &RouteSpec,
    headers: &HeaderMap,
    acting: Option<&str>,
    key: &str,
) -> Result<FormOnce, Unproved> {
    let session = portal.cookies.read(Jar::Session, headers);
    let own = session.ok_or(Unproved::Foreign).and_then(|session| portal.form_keys.prove(Some(session), acting, key));
    match own {
        Err(Unproved::Foreign) if route.form == WhoseForm::Anyones => portal.form_keys.prove(None, None, key),
        own => own,
    }
}

/// The key that a request carries, and the request with its body as it was.
///
/// # Errors
/// The body breaks off before a key is found.
async fn key_of(request: Request) -> Result<(Option<String>, Request), axum::Error> {
    if let Some(key) = request.headers().get(HEADER) {
        return Ok((key.to_str().ok().map(str::to_owned), request));
    }
    let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let find: fn(&[u8], bool) -> Option<&[u8]> =
        match kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase().as_str() {
            "application/x-www-form-urlencoded" => in_pairs,
            "multipart/form-data" => in_parts,
            _ => return Ok((None, request)),
        };
    let (parts, body) = request.into_parts();
    // Fused: it is asked once more after its end.
    let mut rest = body.into_data_stream().fuse();
    let (mut first, mut looked_at, mut key) = (Vec::new(), 0, None);
    while key.is_none() && first.len() < FIRST {
        match rest.next().await.transpose()? {
            Some(piece) => first.extend_from_slice(&piece),
            None => {
                key = find(&first, true).map(<[u8]>::to_vec);
                break;
            }
        }
        // Only when there is twice as much as the last time: who sends byte by byte costs no more than others.
        if first.len() >= looked_at * 2 || first.len() >= FIRST {
            looked_at = first.len();
            key = find(&first, false).map(<[u8]>::to_vec);
        }
    }
    let first = stream::iter([Ok(Bytes::from(first))]);
    let request = Request::from_parts(parts, Body::from_stream(first.chain(rest)));
    Ok((key.and_then(|key| String::from_utf8(key).ok()), request))
}

/// The field in `name=value&…`. `whole` says that nothing follows.
fn in_pairs(bytes: &[u8], whole: bool) -> Option<&[u8]> {
    let mut pairs = bytes.split(|&byte| byte == b'&').peekable();
    while let Some(pair) = pairs.next() {
        if let Some(value) = pair.strip_prefix(FIELD.as_bytes()).and_then(|rest| rest.strip_prefix(b"=")) {
            return (whole || pairs.peek().is_some()).then_some(value);
        }
    }
    None
}

/// The field among the parts of a form of files.
fn in_parts(bytes: &[u8], _whole: bool) -> Option<&[u8]> {
    let named = format!("name=\"{FIELD}\"");
    let after = &bytes[find(bytes, named.as_bytes())? + named.len()..];
    let value = &after[find(after, b"\r\n\r\n")? + 4..];
    Some(&value[..find(value, b"\r\n")?])
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

/// Takes the rest off the wire: a browser that is cut off while it sends shows no page at all.
async fn dropped(body: Body, most: usize) {
    let (mut pieces, mut size) = (body.into_data_stream(), 0usize);
    while let Some(Ok(piece)) = pieces.next().await {
        size = size.saturating_add(piece.len());
        if size > most {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_key_in_pairs() {
        for (body, whole, key) in [
            ("form_key=abc&year=2025", false, Some("abc")),
            ("year=2025&form_key=abc", true, Some("abc")),
            ("year=2025&form_key=abc", false, None),
            ("year=2025&form_key=abc&", false, Some("abc")),
            ("xform_key=abc&a=form_key=abc", true, None),
            ("form_key", true, None),
            ("", true, None),
        ] {
            assert_eq!(in_pairs(body.as_bytes(), whole), key.map(str::as_bytes), "{body}");
        }
    }

    #[test]
    fn finds_the_key_in_parts() {
        for (body, key) in [
            ("--b\r\nContent-Disposition: form-data; name=\"form_key\"\r\n\r\nabc\r\n--b\r\n", Some("abc")),
            ("--b\r\nContent-Disposition: form-data; name=\"form_key\"\r\n\r\nab", None),
            ("--b\r\nContent-Disposition: form-data; name=\"form_key\"\r\n", None),
            ("--b\r\nContent-Disposition: form-data; name=\"files\"\r\n\r\nabc\r\n", None),
        ] {
            assert_eq!(in_parts(body.as_bytes(), false), key.map(str::as_bytes), "{body}");
        }
    }

    #[tokio::test]
    async fn the_body_stays_as_it_was() {
        for (kind, pieces, key) in [
            ("application/x-www-form-urlencoded", vec!["for", "m_key=ab", "c&ro", "ws=x"], Some("abc")),
            ("application/x-www-form-urlencoded", vec!["a=b"], None),
            ("text/plain", vec!["form_key=abc"], None),
            ("application/x-www-form-urlencoded; charset=utf-8", vec!["form_key=abc"], Some("abc")),
        ] {
            let whole = pieces.concat();
            let body = Body::from_stream(stream::iter(pieces.into_iter().map(Ok::<_, axum::Error>)));
            let request = Request::builder().header(CONTENT_TYPE, kind).body(body).expect("a request");
            let (found, request) = key_of(request).await.expect("a whole body");
            assert_eq!(found.as_deref(), key, "{whole}");
            let sent = axum::body::to_bytes(request.into_body(), usize::MAX).await.expect("a body");
            assert_eq!(sent, whole.as_bytes());
        }
    }
}
