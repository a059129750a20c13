//! A finished page made fit to stand inside a provider's: what leads to a page that is open there stays inside, everything else
//! opens in a new tab that knows nothing of this one; forms that change something are taken out, because nobody is signed in.
//!
//! Works on the whole page, so that no part of a page can be forgotten. Reads what our own pages are rendered to, not HTML in
//! general: quoted attributes, no stray `<`.

use super::Embed;
use crate::language::end_of;

/// Said after a link that leaves, for those who cannot see how it is marked.
const NEW_TAB: &str = "<span class=\"vh\">（新しいタブで開きます）</span>";

/// The way up that every page begins with: there is no start page inside.
const HOME: [(&str, &str); 2] = [
    ("<p class=\"crumb\"><a href=\"/\">ホーム</a></p>", ""),
    ("<p class=\"crumb\"><a href=\"/\">ホーム</a> ／ ", "<p class=\"crumb\">"),
];

/// The page, inside.
#[must_use]
pub fn embedded(html: &str, embed: &Embed) -> String {
    let html = HOME.iter().fold(html.to_owned(), |html, (from, to)| html.replace(from, to));
    let mut written = String::with_capacity(html.len());
    let (mut rest, mut pictures, mut leaves) = (html.as_str(), 0_usize, false);
    while let Some(at) = rest.find('<') {
        written.push_str(&rest[..at]);
        let (tag, after) = rest[at..].split_at(end_of(&rest[at..]));
        rest = after;
        match name_of(tag) {
            "svg" => pictures += 1,
            "/svg" => pictures = pictures.saturating_sub(1),
            "form" => match form(tag, embed) {
                Some(tag) => {
                    written.push_str(&tag);
                    continue;
                }
                None => {
                    rest = rest.split_once("</form>").map_or("", |(_, after)| after);
                    continue;
                }
            },
            "a" => {
                let (tag, outside) = link(tag, embed);
                (leaves, _) = (outside && pictures == 0, written.push_str(&tag));
                continue;
            }
            "/a" if leaves => {
                leaves = false;
                written.push_str(NEW_TAB);
            }
            _ => {}
        }
        written.push_str(tag);
    }
    written.push_str(rest);
    written
}

/// The tag of a link, and whether it leaves.
fn link(tag: &str, embed: &Embed) -> (String, bool) {
    let Some(address) = value_of(tag, "href") else { return (tag.to_owned(), false) };
    // Within the page; or a telephone, which opens no page.
    if address.is_empty() || address.starts_with('#') || address.starts_with("tel:") {
        return (tag.to_owned(), false);
    }
    let here = |to: &str| tag.replacen(&format!("href=\"{address}\""), &format!("href=\"{to}\""), 1);
    if is_ours(address) && embed.holds(address) {
        return (here(&format!("{}{address}", embed.base)), false);
    }
    let to = if is_ours(address) { format!("{}{address}", embed.portal) } else { address.to_owned() };
    let bare = here(&to).replace(" target=\"_blank\"", "");
    let bare = value_of(&bare, "rel").map_or(bare.clone(), |rel| bare.replace(&format!(" rel=\"{rel}\""), ""));
    (bare.replacen("<a", "<a target=\"_blank\" rel=\"noopener noreferrer\"", 1), true)
}

/// The tag of a form that only looks, where what it looks for is open inside.
fn form(tag: &str, embed: &Embed) -> Option<String> {
    let posts = value_of(tag, "method").is_some_and(|method| method.eq_ignore_ascii_case("post"));
    let action = value_of(tag, "action").filter(|action| !posts && embed.holds(action))?;
    Some(tag.replacen(&format!("action=\"{action}\""), &format!("action=\"{}{action}\"", embed.base), 1))
}

fn is_ours(address: &str) -> bool {
    address.starts_with('/') && !address.starts_with("//")
}

fn name_of(tag: &str) -> &str {
    tag[1..].split([' ', '>', '\n']).next().unwrap_or_default()
}

fn value_of<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    tag[start..].split('"').next()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::partner::View;

    fn inside(view: View) -> Embed {
        Embed {
            view: Some(view),
            partner: None,
            base: "/embed/at/p/k".into(),
            parent: String::new(),
            years: None,
            theme: None,
            theme_refused: false,
            trouble: None,
            portal: "https://portal.example".into(),
        }
    }

    #[test]
    fn what_is_open_stays_inside_and_all_else_leaves() {
        let out = |to: &str, words: &str| {
            format!("<a target=\"_blank\" rel=\"noopener noreferrer\" href=\"{to}\">{words}{NEW_TAB}</a>")
        };
        for (view, html, expected) in [
            (
                View::Checkups,
                "<a class=\"b\" href=\"/checkups/items/sbp?years=5#x\">血圧</a>",
                "<a class=\"b\" href=\"/embed/at/p/k/checkups/items/sbp?years=5#x\">血圧</a>".to_owned(),
            ),
            (View::Checkups, "<a href=\"#top\">上</a><a href=\"\">again</a>", "<a href=\"#top\">上</a><a href=\"\">again</a>".into()),
            (View::Insurance, "<a href=\"tel:0000\">電話</a>", "<a href=\"tel:0000\">電話</a>".into()),
            (View::Checkups, "<a href=\"/medications\">薬</a>", out("https://portal.example/medications", "薬")),
            (View::Checkups, "<a href=\"/print/checkups\">紙</a>", out("https://portal.example/print/checkups", "紙")),
            (View::Checkups, "<a href=\"https://x.example/\">x</a>", out("https://x.example/", "x")),
            (
                View::Insurance,
                "<a href=\"/insurance?numbers=show#numbers\">番号</a>",
                out("https://portal.example/insurance?numbers=show#numbers", "番号"),
            ),
            (View::Medications, "<svg><a href=\"/me\"><path d=\"\"/></a></svg>", "<svg><a target=\"_blank\" rel=\"noopener noreferrer\" href=\"https://portal.example/me\"><path d=\"\"/></a></svg>".into()),
            (
                View::Medications,
                "<form method=\"get\" action=\"/medications\"><input name=\"q\"></form>",
                "<form method=\"get\" action=\"/embed/at/p/k/medications\"><input name=\"q\"></form>".into(),
            ),
            (View::Medications, "a<form method=\"post\" action=\"/medications\">x</form>b", "ab".into()),
            (View::Medications, "a<form action=\"/tax\">x</form>b", "ab".into()),
            (View::Checkups, "<p class=\"crumb\"><a href=\"/\">ホーム</a></p><h1>健診</h1>", "<h1>健診</h1>".into()),
            (View::Checkups, "<p title=\"a > b\">1 &lt; 2</p>", "<p title=\"a > b\">1 &lt; 2</p>".into()),
        ] {
            assert_eq!(embedded(html, &inside(view)), expected, "{html}");
        }
        // Where nothing is open, nothing stays.
        let closed = Embed { base: String::new(), ..inside(View::Checkups) };
        assert!(embedded("<a href=\"/checkups\">健診</a>", &closed).contains("https://portal.example/checkups"));
    }
}
