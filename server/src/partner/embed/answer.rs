//! What stands in a frame: the page, or why there is none. Both may be framed by the provider's own origins and by nobody else;
//! where the provider is unknown, by nobody.

use app::domain::partner::{Partner, View};
use app::embed::{Embed, EmbedTrouble};
use app::language::Language;
use app::pages::visit::Frame;
use axum::Extension;
use axum::http::header::{COOKIE, RETRY_AFTER};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Uri};
use axum::response::{IntoResponse, Response};

use super::launch::BoundView;
use super::wall::Framed;
use crate::pages;
use crate::partner::bearer::{Closed, ProvidedTo};
use crate::state::Portal;

/// What is known of whoever asks, as far as it is.
#[derive(Clone)]
pub(super) struct At {
    pub(super) partner: Option<Partner>,
    pub(super) view: Option<View>,
    pub(super) language: Language,
}

/// Why there is no page, and whose it would have been.
pub(super) struct Not(pub(super) EmbedTrouble, pub(super) Option<ProvidedTo>);

impl From<EmbedTrouble> for Not {
    fn from(trouble: EmbedTrouble) -> Self {
        Self(trouble, None)
    }
}

impl From<Closed> for Not {
    fn from(closed: Closed) -> Self {
        match closed {
            Closed::Unknown => EmbedTrouble::NoConsent.into(),
            Closed::NotReadable => EmbedTrouble::Unavailable.into(),
            Closed::Known(whose) => {
                let trouble = match whose.reason {
                    "consent-over" => EmbedTrouble::Ended,
                    "provider-suspended" => EmbedTrouble::Suspended,
                    _ => EmbedTrouble::TimeOver,
                };
                Self(trouble, Some(whose))
            }
        }
    }
}

/// How a page of ours stands in the frame.
pub(super) fn embed_of(portal: &Portal, at: &At, bound: Option<&BoundView>) -> Embed {
    let partner = at.partner.as_ref();
    let theme = bound.and_then(|bound| bound.theme.as_ref());
    // Who is told why there is nothing, where that is not bound yet: the first of its origins.
    let parent = bound.map(|bound| &bound.parent).or_else(|| partner.and_then(|partner| partner.origins.first()));
    Embed {
        view: at.view,
        partner: partner.map(|partner| (partner.name.clone(), partner.purpose.label().to_owned())),
        base: String::new(),
        parent: parent.cloned().unwrap_or_default(),
        years: None,
        theme: theme.map(|theme| format!("/embed/theme/{theme}")),
        theme_refused: bound.is_some_and(|bound| bound.theme_refused),
        trouble: None,
        portal: outside(portal, at.language),
    }
}

/// Where links out of the frame lead: the portal, in the frame's language. Japanese is left to what the browser has chosen there.
fn outside(portal: &Portal, language: Language) -> String {
    let origin = portal.config.listen.origin();
    match language {
        Language::Japanese => origin,
        other => format!("{origin}/{}", other.code()),
    }
}

/// The frame of a page at an address of ours, without anybody signed in: no cookie of the request counts.
pub(super) fn frame_at(portal: &Portal, parts: &Parts, address: &str, at: &At, embed: Embed) -> Frame {
    let mut bare = parts.clone();
    bare.headers.remove(COOKIE);
    bare.uri = address.parse().unwrap_or_else(|_| Uri::from_static("/"));
    let frame = pages::frame_for(portal, &bare, None);
    Frame { language: at.language, form_key: String::new(), embed: Some(embed), visitor: None, ..frame }
}

/// Lets the provider's origins, and nobody else, put an answer into their pages.
pub(super) fn framed(at: &At, response: Response) -> Response {
    match &at.partner {
        Some(partner) => (Extension(Framed(partner.origins.join(" "))), response).into_response(),
        None => response,
    }
}

/// Why there is no page, as a page.
pub(super) async fn trouble(portal: &Portal, parts: &Parts, at: &At, Not(trouble, whose): Not) -> Response {
    let embed = Embed { trouble: Some(trouble), ..embed_of(portal, at, None) };
    let frame = frame_at(portal, parts, "/", at, embed);
    frame.status.set(trouble.status());
    let mut response = pages::show(parts, frame, "/".to_owned()).await;
    if matches!(trouble.status(), 429 | 502 | 503) {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("60"));
    }
    if let Some(whose) = whose {
        response.extensions_mut().insert(ProvidedTo { reason: trouble.code(), ..whose });
    }
    framed(at, response)
}
