//! Reading a finished chart point by point, by pointer, touch or arrow keys, and choosing the period without a reload.
//!
//! The server has drawn everything, also the periods not shown. This island writes text and attributes, never HTML.
#![expect(missing_docs, reason = "the island macro writes a struct without a doc comment")]

use leptos::html::Div;
use leptos::prelude::*;
use leptos::{ev, island};

/// Wraps figures (`data-figure`) with charts (`.trendbox` with `data-series`, points of class `pt`) and links (`data-picture`).
#[island]
pub fn ChartReader(
    /// What reading a point says, by series, oldest first. Each chart shows the last of its series.
    readings: Vec<Vec<String>>,
    /// How to read, said while nothing is read.
    hint: String,
    /// The figures and links.
    children: Children,
) -> impl IntoView {
    let wrap = NodeRef::<Div>::new();
    let (said, say) = signal(String::new());
    // Series and index of the point being read.
    let at = StoredValue::new(None::<(usize, usize)>);
    let readings = StoredValue::new(readings);
    let hint = StoredValue::new(hint);
    let count = move |series: usize| readings.with_value(|all| all.get(series).map_or(0, Vec::len));

    let read = move |wanted: Option<(usize, usize)>| {
        at.set_value(wanted);
        if let Some(wrap) = wrap.get_untracked() {
            dom::mark(&wrap, wanted.map(|(series, index)| (series, count(series) - index)));
        }
        say.set(
            wanted
                .and_then(|(series, index)| readings.with_value(|all| all.get(series)?.get(index).cloned()))
                .unwrap_or_else(|| hint.get_value()),
        );
    };

    Effect::new(move |_| {
        if let Some(wrap) = wrap.get() {
            dom::wake(&wrap);
            say.set(hint.get_value());
        }
    });

    let point = move |event: ev::PointerEvent| {
        if let Some((series, back)) = dom::nearest(&event) {
            let wanted = count(series).checked_sub(back).map(|index| (series, index));
            if wanted.is_some() && at.get_value() != wanted {
                read(wanted);
            }
        }
    };
    let key = move |event: ev::KeyboardEvent| {
        let Some((series, shown)) = dom::keyed(&event) else { return };
        let count = count(series);
        let first = count - shown.min(count);
        if first == count {
            return;
        }
        let here = at.get_value().filter(|(of, index)| *of == series && *index >= first).map(|(_, index)| index);
        let next = match event.key().as_str() {
            "ArrowLeft" => Some(here.map_or(count - 1, |index| index.saturating_sub(1).max(first))),
            "ArrowRight" => Some(here.map_or(first, |index| (index + 1).min(count - 1))),
            "Home" => Some(first),
            "End" => Some(count - 1),
            "Escape" => None,
            _ => return,
        };
        event.prevent_default();
        read(next.map(|index| (series, index)));
    };
    let choose = move |event: ev::MouseEvent| {
        if let Some(wrap) = wrap.get_untracked()
            && dom::choose(&wrap, &event)
        {
            read(None);
        }
    };

    view! {
        <div class="reader" node_ref=wrap on:pointermove=point on:pointerdown=point on:keydown=key on:click=choose>
            <p class="readout num" role="status">{said}</p>
            {children()}
        </div>
    }
}

/// What the browser is asked to do.
#[cfg(feature = "hydrate")]
mod dom {
    use leptos::wasm_bindgen::JsCast;
    use leptos::{ev, web_sys};
    use web_sys::{Element, HtmlElement};

    /// Elements of a class under `root` that are on the screen: the other drawings have no width.
    fn visible(root: &Element, class: &str) -> Vec<Element> {
        let all = root.get_elements_by_class_name(class);
        (0..all.length())
            .filter_map(|index| all.item(index))
            .filter(|element| element.get_bounding_client_rect().width() > 0.0)
            .collect()
    }

    fn target(event: &ev::Event) -> Option<Element> {
        event.target()?.dyn_into().ok()
    }

    /// Which series a chart shows.
    fn series(chart: &Element) -> usize {
        chart.get_attribute("data-series").and_then(|text| text.parse().ok()).unwrap_or(0)
    }

    /// Makes each chart a place the keyboard can go to.
    pub(super) fn wake(wrap: &HtmlElement) {
        let boxes = wrap.get_elements_by_class_name("trendbox");
        for chart in (0..boxes.length()).filter_map(|index| boxes.item(index)) {
            for (name, value) in [
                ("tabindex", "0"),
                ("role", "application"),
                ("aria-label", "グラフ。左右の矢印キーで、1回ごとの値を読めます"),
            ] {
                let _ = chart.set_attribute(name, value);
            }
        }
    }

    /// Sets the class of the point being read, so many from the end of a series, and takes it from all others.
    pub(super) fn mark(wrap: &HtmlElement, wanted: Option<(usize, usize)>) {
        let boxes = wrap.get_elements_by_class_name("trendbox");
        for chart in (0..boxes.length()).filter_map(|index| boxes.item(index)) {
            let points = visible(&chart, "pt");
            let chosen =
                wanted.filter(|(of, _)| *of == series(&chart)).and_then(|(_, back)| points.len().checked_sub(back));
            for (index, point) in points.iter().enumerate() {
                let _ = point.class_list().toggle_with_force("on", chosen == Some(index));
            }
        }
    }

    /// The point nearest to the pointer, if the pointer is in a chart: its series, and how far from the end it is, the last
    /// being 1.
    pub(super) fn nearest(event: &ev::PointerEvent) -> Option<(usize, usize)> {
        let chart = target(event)?.closest(".trendbox").ok()??;
        let points = visible(&chart, "pt");
        let x = f64::from(event.client_x());
        let away = |point: &Element| {
            let place = point.get_bounding_client_rect();
            (place.left() + place.width() / 2.0 - x).abs()
        };
        let mut best: Option<(usize, f64)> = None;
        for (index, point) in points.iter().enumerate() {
            let distance = away(point);
            if best.is_none_or(|(_, least)| distance < least) {
                best = Some((index, distance));
            }
        }
        best.map(|(index, _)| (series(&chart), points.len() - index))
    }

    /// The chart in which a key was pressed without a modifier: its series, and how many points it shows.
    pub(super) fn keyed(event: &ev::KeyboardEvent) -> Option<(usize, usize)> {
        if event.ctrl_key() || event.alt_key() || event.meta_key() || event.shift_key() {
            return None;
        }
        let chart = target(event).filter(|element| element.class_list().contains("trendbox"))?;
        Some((series(&chart), visible(&chart, "pt").len()))
    }

    /// Shows the period of the link that was clicked. Gives whether there was one; a click for a new tab is none.
    pub(super) fn choose(wrap: &HtmlElement, event: &ev::MouseEvent) -> bool {
        if event.button() != 0 || event.ctrl_key() || event.alt_key() || event.meta_key() || event.shift_key() {
            return false;
        }
        let Some(link) = target(event).and_then(|element| element.closest("a[data-picture]").ok().flatten()) else {
            return false;
        };
        let Some(picture) = link.get_attribute("data-picture") else { return false };
        event.prevent_default();
        let each = |name: &str, act: &dyn Fn(&Element)| {
            if let Ok(found) = wrap.query_selector_all(name) {
                (0..found.length())
                    .filter_map(|index| found.item(index)?.dyn_into::<Element>().ok())
                    .for_each(|element| act(&element));
            }
        };
        each("[data-figure]", &|figure| {
            let _ = figure.toggle_attribute_with_force(
                "hidden",
                figure.get_attribute("data-figure").as_deref() != Some(&picture),
            );
        });
        each("a[data-picture]", &|other| {
            let _ = other.remove_attribute("aria-current");
        });
        let _ = link.set_attribute("aria-current", "true");
        if let (Some(window), Some(address)) = (web_sys::window(), link.get_attribute("href"))
            && let Ok(history) = window.history()
        {
            let _ = history.replace_state_with_url(&leptos::wasm_bindgen::JsValue::NULL, "", Some(&address));
        }
        true
    }
}

/// On the server nothing happens: events come in browsers.
#[cfg(not(feature = "hydrate"))]
mod dom {
    use leptos::{ev, web_sys};
    use web_sys::HtmlElement;

    pub(super) fn wake(_: &HtmlElement) {}
    pub(super) fn mark(_: &HtmlElement, _: Option<(usize, usize)>) {}
    pub(super) fn nearest(_: &ev::PointerEvent) -> Option<(usize, usize)> {
        None
    }
    pub(super) fn keyed(_: &ev::KeyboardEvent) -> Option<(usize, usize)> {
        None
    }
    pub(super) fn choose(_: &HtmlElement, _: &ev::MouseEvent) -> bool {
        false
    }
}
