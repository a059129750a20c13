//! The main menu: six links in a row and the rest behind a seventh; on a phone five places at the bottom, the last of which
//! opens what does not fit.

use leptos::prelude::*;

use crate::page_table::Section;
use crate::pages::visit::frame;
use crate::text::ja::place;

/// Section, address, name, and the line drawing shown on phones; on a phone the first [`IN_BAR`] that are open stand in the
/// bar.
const PLACES: [(Section, &str, &str, &str); 6] = [
    (Section::Home, "/", place::HOME, "M3 11l9-8 9 8M6 9v11h12V9M10 20v-6h4v6"),
    (Section::Checkups, "/checkups", place::CHECKUPS, "M3 12h4l3-7 4 14 3-7h4"),
    (
        Section::Medications,
        "/medications",
        place::MEDICATIONS,
        "M4.5 12.5l8-8a4.2 4.2 0 016 6l-8 8a4.2 4.2 0 01-6-6zM9 8l6 6",
    ),
    (Section::Expenses, "/expenses", place::EXPENSES, "M6 4l6 8 6-8M12 12v8M7 13h10M7 16.5h10"),
    (Section::Insurance, "/insurance", place::INSURANCE, "M3 6h18v12H3zM3 10h18M6.5 14.5h5"),
    (Section::Tax, "/tax", place::TAX, "M6 3h9l4 4v14H6zM9 11h7M9 15h7"),
];
const IN_BAR: usize = 4;
/// What always stands behind the last place.
const REST: [(&str, &str); 8] = [
    ("/notices", place::NOTICES),
    ("/access", place::ACCESS),
    ("/me", place::ME),
    ("/family", place::FAMILY),
    ("/sharing", place::SHARING),
    ("/services", place::SERVICES),
    ("/settings", place::SETTINGS),
    ("/help", place::HELP),
];

/// The menu: of somebody who acts for another only what is open to them.
#[component]
pub fn Menu(
    /// Section of the open page.
    here: Section,
    /// Address of the open page.
    path: String,
) -> impl IntoView {
    let frame = frame();
    let mark = move |section| (section == here).then_some("page");
    let open: Vec<_> = PLACES.into_iter().filter(|(_, href, ..)| frame.opens(href)).collect();
    let (bar, second) = open.split_at(open.len().min(IN_BAR));
    let rest: Vec<_> = REST
        .into_iter()
        .filter(|(href, _)| frame.opens(href))
        .map(|(href, name)| (href, name, is_under(&path, href)))
        .collect();
    let in_rest = rest.iter().any(|(_, _, open)| *open);
    let in_second = second.iter().any(|(section, ..)| *section == here);
    let bar = bar.iter().map(|&(section, href, name, drawing)| {
        view! {
            <li><a href=href aria-current=mark(section)><Drawing drawing/>{name}</a></li>
        }
    });
    let links = |class: &'static str| {
        second
            .iter()
            .map(|&(section, href, name, _)| view! { <li class=class><a href=href aria-current=mark(section)>{name}</a></li> })
            .collect_view()
    };
    view! {
        <nav class="nav" aria-label="メニュー">
            <ul>
                {bar.collect_view()}
                {links("wide")}
                <li class="more" class:here=in_rest class:here-narrow=in_second>
                    <details>
                        <summary><Drawing drawing="M5 12h.01M12 12h.01M19 12h.01"/>{place::MORE}</summary>
                        <ul>
                            {links("narrow")}
                            {rest.into_iter().map(|(href, name, open)| view! {
                                <li><a href=href aria-current=open.then_some("page")>{name}</a></li>
                            }).collect_view()}
                        </ul>
                    </details>
                </li>
            </ul>
        </nav>
    }
}

/// Whether an address is a place or stands under it.
fn is_under(path: &str, place: &str) -> bool {
    path.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[component]
fn Drawing(drawing: &'static str) -> impl IntoView {
    view! {
        <svg viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"><path d=drawing></path></svg>
    }
}

#[cfg(test)]
mod tests {
    use super::is_under;

    #[test]
    fn a_page_is_marked_where_it_stands() {
        for (path, place, under) in
            [("/access", "/access", true), ("/access/consents", "/access", true), ("/accessory", "/access", false)]
        {
            assert_eq!(is_under(path, place), under, "{path}");
        }
    }
}
