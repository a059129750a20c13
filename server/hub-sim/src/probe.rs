//! Test equipment: reads answers again with another XML reader, and sends requests through the gate.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use encoding_rs::{SHIFT_JIS, UTF_8};
use http_body_util::BodyExt as _;
use quick_xml::Reader;
use quick_xml::events::Event;

use crate::config::Config;
use crate::connection::Cut;
use crate::gate;
use crate::hub::Hub;
use crate::oidc::login::Login;

/// The texts of a document: (element, text) in document order, for elements without children.
pub(crate) fn leaves(bytes: &[u8]) -> Vec<(String, String)> {
    let head = String::from_utf8_lossy(&bytes[..80.min(bytes.len())]).into_owned();
    let encoding = if head.contains("encoding=\"Shift_JIS\"") { SHIFT_JIS } else { UTF_8 };
    let (text, _, broken) = encoding.decode(bytes);
    assert!(!broken, "the declaration names the encoding");
    let mut reader = Reader::from_str(&text);
    let (mut found, mut open, mut current) = (Vec::new(), Vec::new(), None::<String>);
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(tag) => {
                open.push(tag.name().as_ref().to_owned());
                current = Some(String::new());
            }
            Event::Text(part) => {
                if let Some(current) = current.as_mut() {
                    current.push_str(&part);
                }
            }
            Event::GeneralRef(reference) => {
                let c = match reference.resolve_char_ref().expect("a reference") {
                    Some(c) => c,
                    None => match &*reference {
                        "lt" => '<',
                        "gt" => '>',
                        "amp" => '&',
                        other => panic!("unknown reference {other}"),
                    },
                };
                current.as_mut().expect("inside an element").push(c);
            }
            Event::End(_) => {
                let name = open.pop().expect("an open element");
                if let Some(text) = current.take() {
                    found.push((name, text));
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty());
    found
}

/// All texts of one element.
pub(crate) fn texts<'a>(leaves: &'a [(String, String)], tag: &str) -> Vec<&'a str> {
    leaves.iter().filter(|(name, _)| name == tag).map(|(_, text)| text.as_str()).collect()
}

/// A hub and its routes, without a socket.
pub(crate) struct Probe {
    /// The hub.
    pub(crate) hub: Arc<Hub>,
    router: Router,
}

/// An answer.
pub(crate) struct Answer {
    /// Status.
    pub(crate) status: StatusCode,
    /// Headers.
    pub(crate) headers: HeaderMap,
    /// Body as far as it came.
    pub(crate) body: Bytes,
}

impl Answer {
    /// A header's text; empty when absent.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default()
    }

    /// The body as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON.
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).expect("JSON")
    }
}

impl Probe {
    /// A hub with settings by name.
    pub(crate) fn new(settings: &[(&str, &str)]) -> Self {
        let get = |name: &str| settings.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned());
        let hub = Arc::new(Hub::new(Config::read(get).expect("settings")).expect("a hub"));
        Self { router: crate::router::router(Arc::clone(&hub)), hub }
    }

    /// Sends a request; `None` when the connection is dropped, and no more of the body than came whole.
    pub(crate) async fn send(&self, request: Request<Body>) -> Option<Answer> {
        let response = gate::pass(&self.hub, self.router.clone(), request, Cut::default()).await.ok()?;
        let (head, mut body) = response.into_parts();
        let mut bytes = Vec::new();
        while let Some(Ok(frame)) = body.frame().await {
            bytes.extend_from_slice(&frame.into_data().unwrap_or_default());
        }
        Some(Answer { status: head.status, headers: head.headers, body: bytes.into() })
    }

    /// GET as a citizen.
    pub(crate) async fn get(&self, citizen: &str, path: &str, extra: &[(&str, &str)]) -> Option<Answer> {
        self.send(self.request("GET", citizen, path, extra)).await
    }

    /// A request as a citizen.
    pub(crate) fn request(&self, method: &str, citizen: &str, path: &str, extra: &[(&str, &str)]) -> Request<Body> {
        let login = Login { citizen: citizen.to_owned(), ..Login::default() };
        let token = self.hub.tokens.issue(login);
        let mut builder =
            Request::builder().method(method).uri(path).header(header::AUTHORIZATION, format!("Bearer {token}"));
        for (name, value) in extra {
            builder = builder.header(*name, *value);
        }
        builder.body(Body::empty()).expect("a request")
    }
}
