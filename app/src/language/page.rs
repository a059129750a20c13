//! A finished page in another language: its runs of text and the attributes that are read out, put through the table of the
//! language; everything else, to the byte, as it was.
//!
//! Reads what our own pages are rendered to, not HTML in general: quoted attributes, no stray `<`. What somebody typed
//! (`textarea`, `value`), scripts and styles are left alone.

use super::Language;
use super::table::{self, Table};

/// Attributes with words.
const SPOKEN: [&str; 4] = ["aria-label", "title", "alt", "placeholder"];

/// Elements without an end.
const VOID: [&str; 12] = ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"];

/// Elements whose text is nobody's to change.
const LEFT_ALONE: [&str; 3] = ["script", "style", "textarea"];

/// What is alive in the browser: its nodes are counted there, so none may vanish and none be joined.
const ISLAND: &str = "leptos-island";

/// What Japanese sentences are divided by, and how English does it.
const MARKS: [(char, &str); 6] = [('（', " ("), ('）', ")"), ('。', "."), ('、', ", "), ('：', ": "), ('・', ", ")];

/// Between two texts that came from two places of a view.
const SEAM: &str = "<!>";

/// The page in a language. Japanese pages come back as they are.
#[must_use]
pub fn localised(html: String, language: Language) -> String {
    match table::of(language) {
        None => html,
        Some(table) => {
            Reader { table, language, written: String::with_capacity(html.len()), open: Vec::new() }.read(&html)
        }
    }
}

/// A sentence by itself in a language, for what changes a page that stands already.
#[must_use]
pub fn localised_text(text: &str, language: Language) -> String {
    let page = localised(format!("<p>{text}</p>"), language);
    let inner = page.split_once('>').and_then(|(_, rest)| rest.strip_suffix("</p>"));
    inner.unwrap_or(text).to_owned()
}

/// Whether a text has letters that only Japanese is written in.
pub(super) fn is_japanese(text: &str) -> bool {
    text.chars().any(|letter| matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '々' | '〇'))
}

/// An element that has begun.
struct Open<'h> {
    name: &'h str,
    /// Where in the written page an attribute can be put into its tag.
    place: usize,
    /// Whether something in it stayed Japanese, and whether something in it did not.
    kept: bool,
    changed: bool,
    /// Whether the tag says its language itself.
    says: bool,
    /// Whether what stands in it is to stay as it is: `translate="no"`.
    as_is: bool,
}

struct Reader<'h> {
    table: &'static Table,
    language: Language,
    written: String,
    open: Vec<Open<'h>>,
}

impl<'h> Reader<'h> {
    fn read(mut self, html: &'h str) -> String {
        let mut rest = html;
        while !rest.is_empty() {
            let end = self.end_of_run(rest);
            let (run, after) = rest.split_at(end);
            self.run(run);
            if after.is_empty() {
                break;
            }
            rest = self.tag(after);
        }
        self.written
    }

    /// Where the text at the beginning ends. A seam ends it only in what is alive in the browser.
    fn end_of_run(&self, html: &str) -> usize {
        let alive = self.open.iter().any(|open| open.name == ISLAND);
        let mut from = 0;
        while let Some(at) = html[from..].find('<').map(|at| from + at) {
            if alive || !html[at..].starts_with(SEAM) {
                return at;
            }
            from = at + SEAM.len();
        }
        html.len()
    }

    /// Writes what begins with `<`; what comes after it.
    fn tag(&mut self, at: &'h str) -> &'h str {
        let end = end_of(at);
        let (tag, rest) = at.split_at(end);
        if tag.starts_with("<!") {
            self.written.push_str(tag);
            return rest;
        }
        if let Some(name) = tag.strip_prefix("</") {
            self.written.push_str(tag);
            self.close(name.trim_end_matches('>'));
            return rest;
        }
        let name = tag[1..].split([' ', '>', '/', '\n']).next().unwrap_or_default();
        self.begin(name, tag);
        if LEFT_ALONE.contains(&name) {
            let until = rest.find(&format!("</{name}")).unwrap_or(rest.len());
            let (inner, rest) = rest.split_at(until);
            self.written.push_str(inner);
            return rest;
        }
        rest
    }

    fn begin(&mut self, name: &'h str, tag: &str) {
        let place = self.written.len() + 1 + name.len();
        let says = tag.contains(" lang=");
        let as_is = tag.contains(" translate=\"no\"");
        if name == "html" {
            self.written.push_str(&tag.replacen("lang=\"ja\"", &format!("lang=\"{}\"", self.language.tag()), 1));
        } else {
            self.attributes(tag);
        }
        if !VOID.contains(&name) && !tag.ends_with("/>") {
            self.open.push(Open { name, place, kept: false, changed: false, says, as_is });
        }
    }

    /// A tag, its spoken attributes in the language.
    fn attributes(&mut self, tag: &str) {
        let mut rest = tag;
        while let Some((start, end)) = SPOKEN.iter().filter_map(|name| value_of(rest, name)).min() {
            let value = &rest[start..end];
            self.written.push_str(&rest[..start]);
            match self.words(value, Table::find) {
                Some(found) => self.written.push_str(found.trim()),
                None => self.written.push_str(value),
            }
            rest = &rest[end..];
        }
        self.written.push_str(rest);
    }

    fn close(&mut self, name: &str) {
        let Some(at) = self.open.iter().rposition(|open| open.name == name) else { return };
        while self.open.len() > at {
            let Some(open) = self.open.pop() else { return };
            let marked = open.kept && !open.changed && !open.says && self.language.tag() != "ja";
            if marked && !matches!(open.name, "body" | "main" | "head") {
                self.written.insert_str(open.place, " lang=\"ja\"");
            }
            if let Some(above) = self.open.last_mut() {
                above.changed |= open.changed || (open.says && open.name != "html");
                // A part that says for itself that it is Japanese needs no mark around it.
                above.kept |= open.kept && !marked && !open.says;
            }
        }
    }

    /// A run of text: said by one row, or by one for each of its parts.
    ///
    /// Where a run has parts, a row for each of them says more than one row for the whole in which something stays unknown.
    fn run(&mut self, raw: &str) {
        if self.open.iter().any(|open| open.as_is) {
            self.written.push_str(raw);
            return;
        }
        let whole = raw.replace(SEAM, "");
        let parts_known = || raw.split(SEAM).all(|part| !is_japanese(part) || self.words(part, Table::find).is_some());
        let found = match self.words(&whole, Table::find_all) {
            None if raw.contains(SEAM) && parts_known() => None,
            None => self.words(&whole, Table::find),
            found => found,
        };
        if let Some(found) = found {
            self.written.push_str(&found);
            self.note(&whole, true);
            return;
        }
        for (at, part) in raw.split(SEAM).enumerate() {
            let found = self.words(part, Table::find).or_else(|| self.marks(part));
            if at > 0 {
                self.written.push_str(SEAM);
            }
            self.written.push_str(found.as_deref().unwrap_or(part));
            self.note(part, found.is_some());
        }
    }

    /// Notes for the element around a text whether it stayed Japanese.
    fn note(&mut self, text: &str, changed: bool) {
        if let Some(open) = self.open.last_mut()
            && is_japanese(text)
        {
            open.kept |= !changed;
            open.changed |= changed;
        }
    }

    /// Brackets and stops that stand alone, between what is marked or linked, as English writes them.
    fn marks(&self, raw: &str) -> Option<String> {
        let alone =
            !raw.trim().is_empty() && raw.trim().chars().all(|mark| MARKS.iter().any(|(full, _)| *full == mark));
        let written = |mark| MARKS.iter().find(|(full, _)| *full == mark).map_or(" ", |(_, half)| half);
        (alone && self.language == Language::English).then(|| raw.trim().chars().map(written).collect())
    }

    /// A text in the language, if it is Japanese and known.
    fn words(&self, raw: &str, find: impl Fn(&Table, &str) -> Option<String>) -> Option<String> {
        let text = plain(raw);
        if !is_japanese(&text) {
            return None;
        }
        let found = find(self.table, text.trim())?;
        // Where nodes are counted, none may vanish.
        Some(if found.is_empty() { " ".to_owned() } else { escaped(&found) })
    }
}

/// Where the value of an attribute stands in a tag.
fn value_of(tag: &str, name: &str) -> Option<(usize, usize)> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    Some((start, tag[start..].find('"')? + start))
}

/// Where a tag or comment ends: after its `>`, quotes passed over.
pub(crate) fn end_of(tag: &str) -> usize {
    let mut quoted = false;
    for (at, byte) in tag.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'>' if !quoted => return at + 1,
            _ => {}
        }
    }
    tag.len()
}

/// Text as it is read, from text as it is written in a page.
fn plain(text: &str) -> String {
    let text = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#x27;", "'")
        .replace("&#39;", "'");
    text.replace("&amp;", "&")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;

    static WORDS: LazyLock<Table> = LazyLock::new(|| {
        let words = "健診\tCheckups\n前回から\tsince last time \n年\t years\nです。\t\n閉じる\tClose\n3<4\t3<4\n{1}さんの記録\tRecords of {1}\n";
        Table::of(&[words], &[], " ", Some(", "))
    });

    fn put(html: &str) -> String {
        Reader { table: &WORDS, language: Language::English, written: String::new(), open: Vec::new() }.read(html)
    }

    #[test]
    fn words_change_and_all_else_stays() {
        for (html, expected) in [
            ("<p>健診</p>", "<p>Checkups</p>"),
            ("<p>  健診 </p>", "<p>Checkups</p>"),
            (
                "<html lang=\"ja\" class=\"x\"><p>健診</p></html>",
                "<html lang=\"en\" class=\"x\"><p>Checkups</p></html>",
            ),
            ("<p>前回から<!>3<!>年</p>", "<p>since last time <!>3<!> years</p>"),
            ("<p>花<!>子さんの記録</p>", "<p>Records of 花子</p>"),
            ("<a title=\"閉じる\" href=\"/健診\">健診</a>", "<a title=\"Close\" href=\"/健診\">Checkups</a>"),
            ("<textarea>健診</textarea><b>健診</b>", "<textarea>健診</textarea><b>Checkups</b>"),
            (
                "<input value=\"健診\" placeholder=\"健診\"><b>健診</b>",
                "<input value=\"健診\" placeholder=\"Checkups\"><b>Checkups</b>",
            ),
            ("<script nonce=\"a\">let a = '健診<b>';</script>", "<script nonce=\"a\">let a = '健診<b>';</script>"),
            ("<!DOCTYPE html><!-- 健診 --><p>健診</p>", "<!DOCTYPE html><!-- 健診 --><p>Checkups</p>"),
            ("<p title=\"a > b\">健診</p>", "<p title=\"a > b\">Checkups</p>"),
            ("<p title=\"健診 &amp; お\">健診</p>", "<p title=\"健診 &amp; お\">Checkups</p>"),
            ("<p>&lt;script&gt;さんの記録</p>", "<p>Records of &lt;script&gt;</p>"),
            ("<p>132 mmHg</p>", "<p>132 mmHg</p>"),
            ("<b>健診</b>（<b>健診</b>）。", "<b>Checkups</b> (<b>Checkups</b>)."),
            ("<p>見本<!>さんの記録<!>健診</p>", "<p>見本<!>さんの記録<!>Checkups</p>"),
            ("<p translate=\"no\"><b>健診</b></p><p>健診</p>", "<p translate=\"no\"><b>健診</b></p><p>Checkups</p>"),
            ("", ""),
        ] {
            assert_eq!(put(html), expected, "{html}");
        }
    }

    #[test]
    fn what_stays_japanese_says_so() {
        for (html, expected) in [
            ("<p>見本病院</p>", "<p lang=\"ja\">見本病院</p>"),
            ("<p class=\"a\">見本病院</p>", "<p lang=\"ja\" class=\"a\">見本病院</p>"),
            ("<p>見本病院<b>健診</b></p>", "<p>見本病院<b>Checkups</b></p>"),
            ("<p>見本病院<b>見本</b></p>", "<p lang=\"ja\">見本病院<b lang=\"ja\">見本</b></p>"),
            ("<p>健診<b>見本</b></p>", "<p>Checkups<b lang=\"ja\">見本</b></p>"),
            ("<a lang=\"ja\">日本語</a>", "<a lang=\"ja\">日本語</a>"),
        ] {
            assert_eq!(put(html), expected, "{html}");
        }
    }

    #[test]
    fn what_is_alive_in_the_browser_keeps_its_nodes() {
        let html = "<leptos-island data-props=\"{健診}\"><p>前回から<!>3<!>年</p><b>です。</b></leptos-island>";
        let expected =
            "<leptos-island data-props=\"{健診}\"><p>since last time <!>3<!> years</p><b> </b></leptos-island>";
        assert_eq!(put(html), expected);
    }

    #[test]
    fn japanese_needs_no_table() {
        let html = "<html lang=\"ja\"><p>健診</p></html>".to_owned();
        assert_eq!(localised(html.clone(), Language::Japanese), html);
    }
}
