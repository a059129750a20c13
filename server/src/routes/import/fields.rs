//! The fields of a form, with a file or without: as a browser sends it, or as a plain client does. Bounded in number and length.

use axum::Form;
use axum::body::Body;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::header::CONTENT_TYPE;

use app::files::carried::MAX_SENT;
use app::files::form_patch::MAX_FORM;
use app::pages::fault::Fault;

use super::intake::{Held, whole};
use crate::middleware::fault::Faulted;
use crate::state::SharedPortal;

/// Fields that are read.
const MOST: usize = 400;
/// Longest text of a field, bytes.
const LONG: usize = 4_000;
/// The field that carries the book.
const BOOK: &str = "book";
/// The field of the blank form.
const BLANK: &str = "blank";

/// What a form brought.
pub(crate) struct Fields {
    texts: Vec<(String, String)>,
    /// The blank form, if one was chosen. More of it than is taken is not kept, so that it is refused by its size.
    pub(crate) blank: Vec<u8>,
    /// The room that it all lies in.
    _held: Held,
}

impl Fields {
    /// The text of a field; empty where there is none.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.texts.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str()).unwrap_or_default()
    }
}

/// Reads them.
pub(crate) async fn fields(portal: &SharedPortal, request: Request) -> Result<Fields, Faulted> {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let is_parts = kind.trim_start().to_ascii_lowercase().starts_with("multipart/form-data");
    let (head, body) = request.into_parts();
    let (bytes, held) = whole(body).await?;
    let request = Request::from_parts(head, Body::from(bytes));
    let refused = || Faulted(Fault::BadRequest);
    if !is_parts {
        let Form(texts) = Form::<Vec<(String, String)>>::from_request(request, &()).await.map_err(|_| refused())?;
        let texts = texts
            .into_iter()
            .take(MOST)
            .map(|(name, text)| {
                let text = cut(&name, text);
                (name, text)
            })
            .collect();
        return Ok(Fields { texts, blank: Vec::new(), _held: held });
    }
    let mut form = Multipart::from_request(request, portal).await.map_err(|_| refused())?;
    let mut sent = Fields { texts: Vec::new(), blank: Vec::new(), _held: held };
    while let Some(field) = form.next_field().await.map_err(|_| refused())? {
        let name = field.name().unwrap_or_default().to_owned();
        let bytes = field.bytes().await.map_err(|_| refused())?;
        if name == BLANK {
            sent.blank = bytes[..bytes.len().min(MAX_FORM + 1)].to_vec();
        } else if sent.texts.len() < MOST {
            let text = cut(&name, String::from_utf8_lossy(&bytes).into_owned());
            sent.texts.push((name, text));
        }
    }
    Ok(sent)
}

/// A text as long as its field may hold; the book as long as a whole form.
fn cut(name: &str, text: String) -> String {
    let most = if name == BOOK { MAX_SENT } else { LONG };
    if text.len() <= most {
        return text;
    }
    let end = (0..=most).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    text[..end].to_owned()
}
