//! What no compiler keeps: how the sources must look, and what they must not say.

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir()
            && !name.starts_with('.')
            && !matches!(name.as_str(), "target" | "node_modules" | "dist" | "data")
        {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

fn all_sources() -> Vec<(PathBuf, String)> {
    let mut found = vec![];
    for folder in ["app", "server"] {
        sources(&root().join(folder), &mut found);
    }
    found.sort();
    assert!(found.len() > 100, "only {} sources found", found.len());
    found
        .into_iter()
        .map(|path| (path.strip_prefix(root()).unwrap().to_path_buf(), fs::read_to_string(&path).unwrap()))
        .collect()
}

/// Lines that are code, up to the file's own tests.
fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split("#[cfg(test)]")
        .next()
        .unwrap_or_default()
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
}

#[test]
fn every_source_says_what_it_is_for() {
    let bare: Vec<_> =
        all_sources().into_iter().filter(|(_, text)| !text.starts_with("//! ")).map(|(path, _)| path).collect();
    assert_eq!(bare, Vec::<PathBuf>::new());
}

#[test]
fn pages_use_no_unsafe_way_to_write_html() {
    // The one file that may use the raw tag is its wrapper, which escapes.
    let wrapper = Path::new("app/src/ui/text_area.rs");
    let mut found = vec![];
    for (path, text) in all_sources().into_iter().filter(|(path, _)| path.starts_with("app/src")) {
        for (number, line) in code_lines(&text) {
            // In markup `style:` stands before a letter and `style=` before a bare value: a parameter of that name has
            // a space after it, and other formats' markup stands in a string.
            let inline = line.split(" style:").skip(1).any(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()))
                || (line.contains(" style=") && !line.contains("style=\\\""));
            for (banned, here) in ["<textarea", "<Title", "inner_html"]
                .map(|banned| (banned, line.contains(banned)))
                .into_iter()
                .chain([("style", inline)])
            {
                if here && path != wrapper {
                    found.push(format!("{}:{}: {banned}", path.display(), number + 1));
                }
            }
        }
    }
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn every_form_that_changes_something_carries_its_key_first() {
    let mut found = vec![];
    for (path, text) in all_sources().into_iter().filter(|(path, _)| path.starts_with("app/src")) {
        for (start, _) in text.match_indices("method=\"post\"") {
            let rest = &text[start..];
            let inside = &rest[rest.find('>').unwrap() + 1..];
            if !inside.trim_start().starts_with("<FormKey/>") {
                found.push(format!("{}: {}", path.display(), rest.lines().next().unwrap_or_default()));
            }
        }
    }
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn nothing_is_left_for_later_and_nothing_may_break_on_purpose() {
    let mut found = vec![];
    for (path, text) in all_sources() {
        let test_file = path.components().any(|part| part.as_os_str() == "tests")
            || path.file_stem().is_some_and(|stem| stem.to_string_lossy().ends_with("tests"));
        for (number, line) in code_lines(&text) {
            for banned in [".unwrap()", "#[allow", "#[ignore", "todo!("] {
                if line.contains(banned) && !(test_file && banned == ".unwrap()") && !path.ends_with("tidy.rs") {
                    found.push(format!("{}:{}: {banned}", path.display(), number + 1));
                }
            }
        }
        if text.contains("TODO") && !path.ends_with("tidy.rs") {
            found.push(format!("{}: a note for later", path.display()));
        }
    }
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn files_are_short() {
    let mut lengths: Vec<(usize, PathBuf)> =
        all_sources().into_iter().map(|(path, text)| (text.lines().count(), path)).collect();
    lengths.sort();
    let (p90, at) = &lengths[lengths.len() * 9 / 10];
    assert!(*p90 <= 350, "nine in ten files are under 350 lines; {} has {p90}", at.display());
}
