//! The tables of words, a file for the pages that belong together.

/// English.
pub(super) const ENGLISH: [&str; 18] = [
    include_str!("words/en/embed.tsv"),
    include_str!("words/en/frame.tsv"),
    include_str!("words/en/home.tsv"),
    include_str!("words/en/registration.tsv"),
    include_str!("words/en/insurance.tsv"),
    include_str!("words/en/access.tsv"),
    include_str!("words/en/sharing.tsv"),
    include_str!("words/en/me.tsv"),
    include_str!("words/en/services.tsv"),
    include_str!("words/en/help.tsv"),
    include_str!("words/en/ceiling.tsv"),
    include_str!("words/en/checkups.tsv"),
    include_str!("words/en/expenses.tsv"),
    include_str!("words/en/book.tsv"),
    include_str!("words/en/medications.tsv"),
    include_str!("words/en/kinds.tsv"),
    include_str!("words/en/answers.tsv"),
    include_str!("words/en/joined.tsv"),
];

/// やさしい日本語.
pub(super) const EASY: [&str; 17] = [
    include_str!("words/easy/embed.tsv"),
    include_str!("words/easy/frame.tsv"),
    include_str!("words/easy/home.tsv"),
    include_str!("words/easy/registration.tsv"),
    include_str!("words/easy/insurance.tsv"),
    include_str!("words/easy/access.tsv"),
    include_str!("words/easy/sharing.tsv"),
    include_str!("words/easy/me.tsv"),
    include_str!("words/easy/services.tsv"),
    include_str!("words/easy/help.tsv"),
    include_str!("words/easy/ceiling.tsv"),
    include_str!("words/easy/checkups.tsv"),
    include_str!("words/easy/expenses.tsv"),
    include_str!("words/easy/book.tsv"),
    include_str!("words/easy/medications.tsv"),
    include_str!("words/easy/kinds.tsv"),
    include_str!("words/easy/answers.tsv"),
];

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::{EASY, ENGLISH};
    use crate::language::pattern::Pattern;
    use crate::language::table::rows;

    /// Runs of three and more digits outside of places, commas left out: shorter ones are months, counts and years of an
    /// era, which other languages say in words or count otherwise.
    fn numbers(text: &str) -> BTreeSet<String> {
        let mut outside = String::new();
        let mut depth = 0;
        for letter in text.chars() {
            match letter {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' => {}
                _ if depth == 0 => outside.push(letter),
                _ => {}
            }
        }
        outside.split(|letter: char| !letter.is_ascii_digit()).filter(|run| run.len() > 2).map(str::to_owned).collect()
    }

    #[test]
    fn each_row_is_said_once_and_loses_nothing() {
        for (name, files) in [("English", ENGLISH.as_slice()), ("easy", &EASY)] {
            let mut seen = BTreeMap::new();
            let mut wrong = Vec::new();
            for file in files {
                for line in file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
                    if line.matches('\t').count() != 1 {
                        wrong.push(format!("not two columns: {line}"));
                    }
                }
                for (from, to) in rows(file) {
                    if seen.insert(from, to).is_some_and(|before| before != to) {
                        wrong.push(format!("said twice: {from}"));
                    }
                    if from.contains('{') && !Pattern::read(from, to).is_some_and(|pattern| pattern.keeps_all()) {
                        wrong.push(format!("a place is lost: {from} | {to}"));
                    }
                    if !from.contains('万') && !numbers(from).is_subset(&numbers(to)) {
                        wrong.push(format!("a number is lost: {from} | {to}"));
                    }
                }
            }
            assert!(wrong.is_empty(), "{name}:\n{}", wrong.join("\n"));
        }
    }
}
