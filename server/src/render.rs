//! One page from view to HTML: its own reactive owner, the whole document in one piece, nothing left behind.
//!
//! Nothing is serialised for the browser: pages are complete, and islands get their data as attributes.

use std::sync::Arc;

use app::pages::visit::Frame;
use app::shell::document;
use futures_util::StreamExt;
use hydration_context::{SharedContext, SsrSharedContext};
use leptos::prelude::{Owner, RenderHtml, provide_context};
use leptos::reactive::owner::Sandboxed;
use leptos_router::location::RequestUrl;

/// A finished page.
#[derive(Debug)]
pub struct Rendered {
    /// The document.
    pub html: String,
    /// Status the page asked for.
    pub status: u16,
}

/// Prepares the executor that pages load their data on. Once a process.
///
/// # Errors
/// When another executor was set before.
pub fn prepare() -> Result<(), any_spawner::ExecutorError> {
    any_spawner::Executor::init_tokio()
}

/// Renders the document for a frame. `url` is path and query; it decides the page.
pub async fn render(frame: Frame, url: &str) -> Rendered {
    let status = frame.status.clone();
    let shared: Arc<dyn SharedContext + Send + Sync> = Arc::new(SsrSharedContext::new_islands());
    let owner = Cleanup(Some(Owner::new_root(Some(Arc::clone(&shared)))));
    let url = RequestUrl::new(url);
    let html = Sandboxed::new(async move {
        let Some(root) = &owner.0 else { return String::new() };
        let stream = root.with(|| {
            provide_context(url);
            provide_context(frame);
            document().to_html_stream_in_order()
        });
        let html = stream.collect::<String>().await;
        while let Some(pending) = shared.await_deferred() {
            pending.await;
        }
        html
    })
    .await;
    Rendered { html, status: status.get() }
}

/// Cleans the owner up however the rendering ends: finished, timed out or dropped half-way.
struct Cleanup(Option<Owner>);

impl Drop for Cleanup {
    fn drop(&mut self) {
        if let Some(owner) = self.0.take() {
            owner.unset_with_forced_cleanup();
        }
    }
}
