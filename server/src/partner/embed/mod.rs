//! Pages of ours inside a provider's page, on an origin of their own where no session and no cookie counts.
//!
//! The provider's page asks for a code with its token (`launch`), the frame's address carries the code, and the code is exchanged
//! for a key that stands in the address of the pages inside: good for ten minutes, for one consent, one kind of records. Both are
//! made here and kept by the frame; the store holds their digests. No page loads anything from elsewhere or tells where it came
//! from (`no-referrer`), the log names patterns of addresses alone, and which pages may stand around it says the registry.

mod answer;
mod begin;
mod keeping;
mod launch;
mod records;
mod show;
mod wall;

pub(crate) use begin::begin;
pub(crate) use launch::launch;
pub(crate) use show::{show, state};
pub(crate) use wall::{dress, missing};

use app::domain::partner::{Theme, View};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

/// What defines `<kenko-view>` in a provider's page.
const OUTSIDE: &str = include_str!("outside.js");

/// What runs in the page inside.
const INSIDE: &str = include_str!("inside.js");

/// What a page is called among the uses of a consent.
pub(super) fn object(view: View) -> String {
    format!("{OBJECT}{}", view.name())
}

const OBJECT: &str = "view:";

/// In words for the person; nothing where it is no page.
pub(super) fn told(object: &str) -> Option<&'static str> {
    View::from_name(object.strip_prefix(OBJECT)?).map(View::words)
}

/// The page that a route of these stands for, by its end.
fn view_of(pattern: &str) -> Option<View> {
    View::ALL.into_iter().rev().find(|view| pattern.ends_with(&view.page().replace(":item", "{item}")))
}

/// `GET /embed.js`, for any page.
pub(crate) async fn outside() -> Response {
    // A page may say which digest it expects; a browser then wants to know that anybody may read this.
    ([(ACCESS_CONTROL_ALLOW_ORIGIN, "*")], script(OUTSIDE)).into_response()
}

/// `GET /embed/inside.js`.
pub(crate) async fn inside() -> Response {
    script(INSIDE)
}

fn script(text: &'static str) -> Response {
    let headers = [(CONTENT_TYPE, "text/javascript; charset=utf-8"), (CACHE_CONTROL, "public, max-age=3600")];
    (headers, text).into_response()
}

/// `GET /embed/theme/{colours}`: a style sheet of six colours, if they can be read.
pub(crate) async fn theme(Path(colours): Path<String>) -> Response {
    match Theme::parse(&colours) {
        Some(theme) => {
            let headers =
                [(CONTENT_TYPE, "text/css; charset=utf-8"), (CACHE_CONTROL, "public, max-age=86400, immutable")];
            (headers, theme.sheet()).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scripts_are_small() {
        for (name, script, most) in [("embed.js", OUTSIDE, 3_000), ("inside.js", INSIDE, 3_000)] {
            assert!(script.len() < most, "{name} has {} bytes", script.len());
        }
    }

    #[test]
    fn a_route_is_the_page_it_ends_with() {
        for (pattern, view) in [
            ("/embed/checkups", Some(View::Checkups)),
            ("/embed/at/{provider}/{key}/checkups/items/{item}", Some(View::CheckupItem)),
            ("/embed/at/{provider}/{key}/insurance", Some(View::Insurance)),
            ("/embed/at/{provider}/{key}/state", None),
        ] {
            assert_eq!(view_of(pattern), view, "{pattern}");
        }
        assert_eq!(told("view:checkups"), Some(View::Checkups.words()));
        assert_eq!((told("Patient"), told("view:tax")), (None, None));
    }
}
