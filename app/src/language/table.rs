//! The rows of one language, and finding the one that says what a page says.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::LazyLock;

use super::Language;
use super::pattern::Pattern;
use super::values;

/// How deep a row may stand in a place of another.
const DEEPEST: u8 = 3;

/// What becomes of a name in the place of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unknown {
    /// It stays as it is.
    Kept,
    /// The row does not fit.
    Refused,
}

/// All rows of one language.
#[derive(Debug)]
pub(super) struct Table {
    whole: HashMap<&'static str, &'static str>,
    /// By first letter; by last letter, where they begin with a place; the others.
    begins: HashMap<char, Vec<Pattern>>,
    ends: HashMap<char, Vec<Pattern>>,
    others: Vec<Pattern>,
    /// Between two sentences.
    gap: &'static str,
    /// Between the parts of a list; nothing where lists stay as they are.
    list: Option<&'static str>,
}

static ENGLISH: LazyLock<Table> = LazyLock::new(|| Table::of(&super::words::ENGLISH, values::ENGLISH, " ", Some(", ")));
static EASY: LazyLock<Table> = LazyLock::new(|| Table::of(&super::words::EASY, values::EASY, "", None));

/// The table of a language; Japanese needs none.
pub(super) fn of(language: Language) -> Option<&'static Table> {
    match language {
        Language::Japanese => None,
        Language::Easy => Some(&EASY),
        Language::English => Some(&ENGLISH),
    }
}

/// The rows of a file: Japanese, tab, the other language; `\n` is none of ours. Empty lines and those with `#` say nothing.
pub(super) fn rows(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).filter_map(|line| line.split_once('\t'))
}

impl Table {
    pub(super) fn of(
        files: &[&'static str],
        values: &[(&'static str, &'static str)],
        gap: &'static str,
        list: Option<&'static str>,
    ) -> Self {
        let mut table =
            Self { whole: HashMap::new(), begins: HashMap::new(), ends: HashMap::new(), others: Vec::new(), gap, list };
        for (from, to) in values.iter().copied().chain(files.iter().copied().flat_map(rows)) {
            table.add(from, to);
        }
        table
    }

    fn add(&mut self, from: &'static str, to: &'static str) {
        if !from.contains('{') {
            self.whole.insert(from, to);
            return;
        }
        let Some(pattern) = Pattern::read(from, to) else { return };
        match (pattern.first(), pattern.last()) {
            (Some(first), _) => self.begins.entry(first).or_default().push(pattern),
            (None, Some(last)) => self.ends.entry(last).or_default().push(pattern),
            (None, None) => self.others.push(pattern),
        }
    }

    /// What a run of text is in this language; nothing where no row says it whole. Names stay as they are.
    pub(super) fn find(&self, text: &str) -> Option<String> {
        self.find_within(text, DEEPEST, Unknown::Kept)
    }

    /// The same, only where nothing Japanese stays.
    pub(super) fn find_all(&self, text: &str) -> Option<String> {
        self.find_within(text, DEEPEST, Unknown::Refused)
    }

    fn find_within(&self, text: &str, deeper: u8, unknown: Unknown) -> Option<String> {
        if let Some(found) = self.whole.get(text) {
            return Some((*found).to_owned());
        }
        if let Some(found) = self.by_pattern(text, deeper, unknown) {
            return Some(found);
        }
        let sentences: Vec<&str> = text.split_inclusive('。').collect();
        if sentences.len() > 1 {
            return self.joined(sentences, self.gap, deeper, unknown);
        }
        let list = self.list.filter(|_| deeper > 0)?;
        let parts = parts_of(text);
        if parts.len() > 1 { self.joined(parts, list, deeper - 1, unknown) } else { None }
    }

    fn by_pattern(&self, text: &str, deeper: u8, unknown: Unknown) -> Option<String> {
        let first = text.chars().next().and_then(|first| self.begins.get(&first));
        let last = text.chars().next_back().and_then(|last| self.ends.get(&last));
        let mut candidates: Vec<&Pattern> = first.into_iter().chain(last).chain([&self.others]).flatten().collect();
        candidates.sort_by_key(|pattern| Reverse(pattern.weight));
        candidates.into_iter().find_map(|pattern| {
            let unknown = if pattern.slight { Unknown::Refused } else { unknown };
            pattern.apply(text, &|part| self.inside(part, deeper, unknown))
        })
    }

    /// What stands in a place of a row: in this language where that is known, else as it is. A sentence that is not known is
    /// no name: the row does not fit.
    fn inside(&self, part: &str, deeper: u8, unknown: Unknown) -> Option<String> {
        if !super::page::is_japanese(part) {
            return Some(part.to_owned());
        }
        if let Some(found) = self.whole.get(part) {
            return Some((*found).to_owned());
        }
        if part.contains('。') && !part.ends_with('。') {
            return None;
        }
        let found = if deeper > 0 { self.find_within(part, deeper - 1, unknown) } else { None };
        found.or_else(|| (unknown == Unknown::Kept && !part.contains('。')).then(|| part.to_owned()))
    }

    fn joined(&self, parts: Vec<&str>, between: &str, deeper: u8, unknown: Unknown) -> Option<String> {
        let found: Option<Vec<String>> = parts
            .into_iter()
            .map(|part| {
                let part = part.trim();
                if super::page::is_japanese(part) {
                    self.find_within(part, deeper, unknown)
                } else {
                    Some(part.to_owned())
                }
            })
            .collect();
        found.map(|parts| parts.join(between))
    }
}

/// The parts of a list; what stands in brackets is one part.
fn parts_of(text: &str) -> Vec<&str> {
    let (mut parts, mut from, mut depth) = (Vec::new(), 0, 0_u32);
    for (at, letter) in text.char_indices() {
        match letter {
            '（' | '「' => depth += 1,
            '）' | '」' => depth = depth.saturating_sub(1),
            _ if depth == 0 && values::BETWEEN.contains(&letter) => {
                parts.push(&text[from..at]);
                from = at + letter.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&text[from..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let words = "見ました。\tSeen.\n健診\tcheckups\nお薬\tdrugs\n{1}を見ました。\tYou viewed {1}.\n{1}の記録を見ました。\tYou viewed the records of {1}.\n# note\n\n";
        Table::of(&[words], values::ENGLISH, " ", Some(", "))
    }

    #[test]
    fn the_row_that_says_most_is_taken() {
        for (text, expected) in [
            ("健診", Some("checkups")),
            ("健診を見ました。", Some("You viewed checkups.")),
            ("健診の記録を見ました。", Some("You viewed the records of checkups.")),
            ("健診・お薬の記録を見ました。", Some("You viewed the records of checkups, drugs.")),
            ("見本病院を見ました。", Some("You viewed 見本病院.")),
            ("健診を見ました。見ました。", Some("You viewed checkups. Seen.")),
            ("健診を見ました。知らない文です。", None),
            ("知らない。文を見ました。", None),
            ("2026年11月5日を見ました。", Some("You viewed 5 November 2026.")),
            ("12,300円", Some("¥12,300")),
            ("見本", None),
            ("健診、お薬", Some("checkups, drugs")),
            ("健診、見本", None),
        ] {
            assert_eq!(table().find(text).as_deref(), expected, "{text}");
        }
    }
}
