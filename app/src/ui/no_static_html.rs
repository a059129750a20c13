//! Keeps the parts that the browser builds free of what Leptos would write as HTML: elements in which nothing can change.
//! The page's Trusted Types refuse such writing, and only a browser would notice.

use std::path::Path;

/// Parts that the import converter shows.
const SHARED: [&str; 25] = [
    "book/against",
    "book/ask",
    "book/brought",
    "book/coverage",
    "book/desk",
    "book/edit",
    "book/files",
    "book/filing",
    "book/overview",
    "book/places",
    "book/rows",
    "book/schemes",
    "book/stamp",
    "book/steps",
    "card",
    "checkup_import",
    "date",
    "deduction_view",
    "error_summary",
    "expense_bars",
    "facts",
    "form_notes",
    "import_view",
    "income_fields",
    "notebook_import",
];

/// Whether what stands between the quoted values of a tag names one attribute (` class=`) or none.
fn is_plain(between: &str) -> bool {
    let name = between.trim();
    name.trim_end_matches('=').chars().all(|c| c == '-' || c.is_ascii_alphabetic())
}

/// The opening tags of a text whose element holds one bare text or nothing, with plain attributes only.
fn static_elements(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in source.match_indices('<') {
        let rest = &source[at + 1..];
        let name: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric()).collect();
        if name.is_empty() || name.starts_with(|c: char| c.is_ascii_uppercase()) {
            continue;
        }
        let Some(end) = rest.find('>') else { continue };
        let attributes = &rest[name.len()..end];
        let plain = attributes.split('"').step_by(2).all(is_plain);
        let content = rest[end + 1..].trim_start();
        let closing = format!("</{name}>");
        let text_alone = content
            .strip_prefix('"')
            .and_then(|text| text.split_once('"'))
            .is_some_and(|(_, after)| after.trim_start().starts_with(&closing));
        let empty = !attributes.is_empty() && content.starts_with(&closing);
        if plain && (text_alone || empty) {
            found.push(format!("<{name}{attributes}>"));
        }
    }
    found
}

#[test]
fn finds_what_would_be_written_as_html() {
    for (source, count) in [
        (r#"<p class="small">"text"</p>"#, 1),
        (r#"<p>"text"</p>"#, 1),
        (r#"<path class="axis" d="M0"></path>"#, 1),
        (r#"<p>{"text"}</p>"#, 0),
        (r#"<p class=kind>"text"</p>"#, 0),
        (r#"<p>"text"{value}</p>"#, 0),
        (r#"<br/>"#, 0),
    ] {
        assert_eq!(static_elements(source).len(), count, "{source}");
    }
}

#[test]
fn parts_the_browser_builds_hold_no_static_elements() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ui");
    for part in SHARED {
        let source = std::fs::read_to_string(folder.join(part).with_extension("rs")).expect("a part of this folder");
        assert_eq!(static_elements(&source), Vec::<String>::new(), "{part}");
    }
}
