//! Test support: the frame of a request of the made-up person, and a page as it would be sent.

use std::sync::Arc;

use any_spawner::Executor;
use futures::StreamExt;
use hydration_context::SsrSharedContext;
use leptos::prelude::*;
use leptos_router::location::RequestUrl;

use super::{FakeKeeping, FakeRecords, FakeSharing, FakeTrail, day, moment, person, today};
use crate::domain::person::Person;
use crate::language::Language;
use crate::pages::visit::{AssetPaths, Draft, Frame, Said, Stay, Visitor};
use crate::trail::Shown;
use crate::ui::text_size::TextSize;

/// A frame with these records' owner signed in, or nobody.
pub(crate) fn frame_for(path: &str, records: Option<FakeRecords>) -> Frame {
    Frame {
        path: path.split('?').next().unwrap_or(path).to_owned(),
        site: "https://portal.example".into(),
        nonce: "bm9uY2U".into(),
        assets: Arc::new(AssetPaths {
            css: "/assets/portal.css".into(),
            islands_js: "/assets/islands.js".into(),
            islands_wasm: "/assets/islands.wasm".into(),
            convert_js: "/assets/convert.js".into(),
            convert_wasm: "/assets/convert.wasm".into(),
            integrity: [("/assets/islands.js".into(), "sha384-x".into())].into(),
        }),
        today: today(),
        now: moment(today(), 14),
        visitor: records.map(|records| Visitor {
            person: records.birth.map_or_else(person, |birth| Person { birth, ..person() }),
            keeping: Arc::new(FakeKeeping { classes: records.classes.clone(), ..FakeKeeping::default() }),
            records: Arc::new(records),
            trail: Arc::new(FakeTrail(Ok(Shown::default()))),
            sharing: Arc::new(FakeSharing),
            acting: None,
            lent: false,
            last_visit: Some(moment(day(2026, 11, 3), 9)),
            idle_end: moment(today(), 14),
            stay: Stay { left: 900, last: false, warning: 300, certificate_until: None },
        }),
        flash: None,
        fault: None,
        imported: None,
        embed: None,
        kiosk: false,
        demo: true,
        own_sessions: Vec::new(),
        language: Language::default(),
        address: "/".to_owned(),
        text_size: TextSize::default(),
        feed_address: None,
        draft: Draft::default(),
        here: "/login".into(),
        sign_in: "/login".into(),
        support_code: "K7Q2-9MXD".into(),
        status: Default::default(),
        news_shown: Said::default(),
        mistakes_shown: Said::default(),
        form_key: "key-of-this-page".into(),
        form_page: None,
    }
}

/// The whole document of a path, as the server would send it.
pub(crate) fn render(path: &str, frame: &Frame) -> String {
    // A second test finds the executor there already.
    let _ = Executor::init_futures_executor();
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    let html = owner.with(|| {
        provide_context(frame.clone());
        provide_context(RequestUrl::new(path));
        crate::shell::document().to_html_stream_in_order()
    });
    futures::executor::block_on(html.collect::<String>())
}
