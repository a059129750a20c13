//! A plain client: keeps cookies, follows nothing by itself, fills and sends forms as the HTML says.

use std::collections::BTreeMap;

use reqwest::header::{COOKIE, HeaderMap, LOCATION, SET_COOKIE};
use reqwest::{Method, Url};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// One address of a page's pattern.
pub(crate) fn address_of(pattern: &str) -> String {
    let names = [
        (":item", "sbp"),
        (":date", "2026-05-14"),
        (":look", "look-1"),
        (":procedure", "high-cost"),
        (":site", "e-tax"),
        (":drug", "00ff00ff00ff00ff00ff00ff00ff00ff"),
    ];
    names.iter().fold(pattern.to_owned(), |address, (name, one)| address.replace(name, one))
}

/// Whether the page of a pattern is there only for somebody who has the record that its address names.
pub(crate) fn names_a_record(pattern: &str) -> bool {
    matches!(pattern, "/checkups/visits/:date" | "/medications/:drug")
}

/// Status of the page of a pattern for somebody who has none of the records that [`address_of`] names.
pub(crate) fn status_without_record(pattern: &str) -> u16 {
    if names_a_record(pattern) { 404 } else { 200 }
}

/// One answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) location: Option<String>,
    pub(crate) body: String,
    /// The body as it came, where it is no text.
    pub(crate) bytes: Vec<u8>,
}

/// A browser without a screen.
#[derive(Clone)]
pub(crate) struct Client {
    base: String,
    http: reqwest::Client,
    /// Cookies of the portal; the provider's are kept apart, as another host.
    pub(crate) cookies: BTreeMap<String, String>,
}

impl Client {
    pub(crate) fn new(base: &str) -> Self {
        let http = reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        Self { base: base.to_owned(), http, cookies: BTreeMap::new() }
    }

    /// The same browser at another node, whose address differs only here.
    pub(crate) fn at(&self, base: &str) -> Self {
        Self { base: base.to_owned(), ..self.clone() }
    }

    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, &[], &[]).await
    }

    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.send(Method::POST, path, &[], fields).await
    }

    /// The key that a page shown to this client right now gives to its forms.
    pub(crate) async fn form_key(&mut self) -> String {
        let page = self.get("/import").await.body;
        let form = Form::to(&page, "/import");
        form.hidden.into_iter().find(|(name, _)| name == "form_key").expect("a key").1
    }

    /// Sends a request; a form of ours with the key of a page that was opened just before.
    pub(crate) async fn send(
        &mut self,
        method: Method,
        path: &str,
        headers: &[(&'static str, &str)],
        fields: &[(&str, &str)],
    ) -> Answer {
        if method != Method::POST || path.starts_with("http") || fields.iter().any(|(name, _)| *name == "form_key") {
            return self.send_bare(method, path, headers, fields).await;
        }
        let key = Box::pin(self.form_key()).await;
        let mut fields = fields.to_vec();
        fields.insert(0, ("form_key", &key));
        self.send_bare(method, path, headers, &fields).await
    }

    /// Sends a request with nothing but what is given.
    pub(crate) async fn send_bare(
        &mut self,
        method: Method,
        path: &str,
        headers: &[(&'static str, &str)],
        fields: &[(&str, &str)],
    ) -> Answer {
        let url = if path.starts_with("http") { path.to_owned() } else { format!("{}{path}", self.base) };
        let own = url.starts_with(&self.base);
        let mut request = self.http.request(method.clone(), url);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if own && !self.cookies.is_empty() {
            let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request = request.header(COOKIE, cookies.join("; "));
        }
        if method == Method::POST {
            request = request.form(fields);
        }
        let answer = request.send().await.unwrap();
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        if own {
            self.keep_cookies(&headers);
        }
        let location = headers.get(LOCATION).map(|to| to.to_str().unwrap().to_owned());
        let bytes = answer.bytes().await.unwrap().to_vec();
        Answer { status, headers, location, body: String::from_utf8_lossy(&bytes).into_owned(), bytes }
    }

    /// Asks for a target exactly as written, as HTTP libraries do not: they tidy addresses up first. Status and all that
    /// came.
    pub(crate) async fn raw(&self, target: &str) -> (u16, String) {
        let host = self.base.strip_prefix("http://").unwrap();
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut stream = TcpStream::connect(host.replace("localhost", "127.0.0.1")).await.unwrap();
        let cookies = cookies.join("; ");
        let request =
            format!("GET {target} HTTP/1.1\r\nhost: {host}\r\ncookie: {cookies}\r\nconnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.unwrap();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        (answer.split(' ').nth(1).unwrap().parse().unwrap(), answer)
    }

    /// Sends a body of any kind with the cookies as they are, and keeps none that come back.
    pub(crate) async fn send_body(
        &self,
        method: Method,
        url: &str,
        headers: &[(&str, &str)],
        body: impl Into<reqwest::Body>,
    ) -> Answer {
        let mut request = self.http.request(method, url).body(body);
        for (name, value) in headers.iter().filter(|(_, value)| !value.is_empty()) {
            request = request.header(*name, *value);
        }
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let answer = request.header(COOKIE, cookies.join("; ")).send().await.unwrap();
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        let location = headers.get(LOCATION).map(|to| to.to_str().unwrap().to_owned());
        let bytes = answer.bytes().await.unwrap().to_vec();
        Answer { status, headers, location, body: String::from_utf8_lossy(&bytes).into_owned(), bytes }
    }

    fn keep_cookies(&mut self, headers: &HeaderMap) {
        for header in headers.get_all(SET_COOKIE) {
            let header = header.to_str().unwrap();
            let (name, value) = header.split(';').next().unwrap().split_once('=').unwrap();
            if header.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }

    /// The whole way in, with the card asked for again.
    pub(crate) async fn sign_in_again(&mut self, card: &str, next: &str) -> Answer {
        let back = self.present(&format!("/login?again=1&next={next}"), card).await.location.expect("a way back");
        self.get(&back).await
    }

    /// From `/login` to the address that the provider sends the browser back to.
    pub(crate) async fn until_callback(&mut self, card: &str, next: &str) -> Answer {
        self.present(&format!("/login?next={next}"), card).await
    }

    async fn present(&mut self, login: &str, card: &str) -> Answer {
        let begun = self.get(login).await;
        let provider = begun.location.expect("a way to the provider");
        let page = self.get(&provider).await;
        let form = Form::first(&page.body);
        let action = Url::parse(&provider).unwrap().join(&form.action).unwrap();
        let mut fields: Vec<(&str, &str)> =
            form.hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        fields.extend([("card", card), ("pin", "1234")]);
        self.post(action.as_str(), &fields).await
    }

    /// The whole way in; the answer is the portal's own to the returning browser.
    pub(crate) async fn sign_in(&mut self, card: &str, next: &str) -> Answer {
        let back = self.until_callback(card, next).await.location.expect("a way back to the portal");
        self.get(&back).await
    }
}

/// A form of a page: where it goes and what it carries along.
pub(crate) struct Form {
    pub(crate) method: String,
    pub(crate) action: String,
    pub(crate) hidden: Vec<(String, String)>,
}

impl Form {
    /// The first form of a page.
    pub(crate) fn first(html: &str) -> Self {
        let start = html.find("<form").expect("a form");
        Self::read(&html[start..])
    }

    /// All forms of a page.
    pub(crate) fn all(html: &str) -> Vec<Self> {
        html.match_indices("<form").map(|(start, _)| Self::read(&html[start..])).collect()
    }

    /// The form that goes to an address.
    pub(crate) fn to(html: &str, action: &str) -> Self {
        html.match_indices("<form")
            .map(|(start, _)| Self::read(&html[start..]))
            .find(|form| form.action == action)
            .unwrap_or_else(|| panic!("no form to {action}"))
    }

    fn read(html: &str) -> Self {
        let html = html.split("</form>").next().unwrap();
        let tag = html.split('>').next().unwrap();
        let hidden = html
            .split("<input")
            .skip(1)
            .map(|tag| tag.split('>').next().unwrap())
            .filter(|tag| attribute(tag, "type").as_deref() == Some("hidden"));
        Self {
            method: attribute(tag, "method").unwrap_or_else(|| "get".into()),
            action: attribute(tag, "action").unwrap_or_default(),
            hidden: hidden
                .map(|tag| (attribute(tag, "name").unwrap(), attribute(tag, "value").unwrap_or_default()))
                .collect(),
        }
    }
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    let value = tag[start..].split('"').next()?;
    Some(
        value
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&#x27;", "'")
            .replace("&#39;", "'")
            .replace("&amp;", "&"),
    )
}
