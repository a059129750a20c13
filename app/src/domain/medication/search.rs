//! Finding a drug, an ingredient or a place however its name is typed: wide or narrow letters, hiragana or katakana, capitals
//! or not, and words written in kanji by how they are read.
//!
//! The same code looks on the server and in the browser.

pub mod index;

use super::dispensing::Dispensing;
use super::drug::Drug;
use crate::domain::tax::width::full_width;

/// How words in kanji that occur in names of drugs and places are read; no name is delivered with its reading. Longer words
/// win over shorter ones within them.
const READINGS: &str = include_str!("readings.tsv");

/// Most letters of what is looked for.
pub const MOST_LETTERS: usize = 60;

/// What parts two texts of one row, so that no word is found across them. Nobody can type it.
const BETWEEN: char = '\u{1f}';

/// What was typed, ready to be looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted(Vec<String>);

impl Wanted {
    /// Each word must be found. Nothing typed finds everything.
    #[must_use]
    pub fn new(typed: &str) -> Self {
        let typed: String = typed.chars().take(MOST_LETTERS).collect();
        Self(typed.split_whitespace().map(plain).filter(|word| !word.is_empty()).collect())
    }

    /// Whether nothing is looked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The words.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Whether all words stand in what [`key`] made.
    #[must_use]
    pub fn is_in(&self, key: &str) -> bool {
        self.0.iter().all(|word| stands_in(word, key))
    }

    /// The drugs of a dispensing that are meant: by their own names, or by where they came from.
    #[must_use]
    pub fn in_dispensing<'d>(&self, row: &'d Dispensing, readings: &Readings) -> Vec<&'d Drug> {
        if self.is_empty() {
            return row.drugs.iter().collect();
        }
        let place = key(place_texts(row), readings);
        row.drugs
            .iter()
            .filter(|drug| {
                let mut all = key(drug_texts(drug), readings);
                all.push(BETWEEN);
                all.push_str(&place);
                self.is_in(&all)
            })
            .collect()
    }
}

/// Whether a word stands in a key. One that is a name and a number (`見本錠250`) does too where both stand in one text
/// and the number, whole from its first digit, comes after the name: between them stands what kind of preparation it
/// is.
fn stands_in(word: &str, key: &str) -> bool {
    key.contains(word)
        || name_and_number(word).is_some_and(|(name, number)| {
            key.split(BETWEEN)
                .any(|text| text.find(name).is_some_and(|at| has_number(&text[at + name.len()..], number)))
        })
}

/// Before the first digit, and from it on; nothing where either is missing.
fn name_and_number(word: &str) -> Option<(&str, &str)> {
    let at = word.find(is_digit).filter(|at| *at > 0)?;
    Some(word.split_at(at))
}

fn has_number(text: &str, number: &str) -> bool {
    let goes_on = |before: char| is_digit(before) || before == '．';
    text.match_indices(number).any(|(at, _)| !text[..at].chars().next_back().is_some_and(goes_on))
}

/// As [`plain`] writes them.
const fn is_digit(c: char) -> bool {
    matches!(c, '０'..='９')
}

/// What a drug is found by.
fn drug_texts(drug: &Drug) -> impl Iterator<Item = &str> {
    [Some(drug.name.as_str()), drug.ingredient.as_deref(), drug.general.as_deref()].into_iter().flatten()
}

/// What the place is found by.
fn place_texts(row: &Dispensing) -> impl Iterator<Item = &str> {
    let prescriber = row.prescriber.as_ref().map(|place| place.name.as_str());
    let doctor = row.doctor.as_ref().map(|doctor| doctor.name.as_str());
    [Some(row.dispenser.name.as_str()), prescriber, doctor].into_iter().flatten()
}

/// What texts are found by: each as it is written and, where it holds kanji that are known, as it is read.
#[must_use]
pub fn key<'t>(texts: impl IntoIterator<Item = &'t str>, readings: &Readings) -> String {
    let mut out = String::new();
    for text in texts {
        let written = plain(text);
        if written.is_empty() {
            continue;
        }
        let read = readings.read(&written);
        out.push(BETWEEN);
        out.push_str(&written);
        if let Some(read) = read {
            out.push(BETWEEN);
            out.push_str(&read);
        }
    }
    out
}

/// Wide small letters, katakana, no spaces and no marks that people leave out.
fn plain(text: &str) -> String {
    full_width(text)
        .chars()
        .flat_map(char::to_lowercase)
        .filter(|c| !c.is_whitespace() && !c.is_control() && !"・「」『』（）()【】［］、。".contains(*c))
        .map(|c| match c {
            'ぁ'..='ゖ' => char::from_u32(u32::from(c) + 0x60).unwrap_or(c),
            '－' | '‐' | '―' | '−' | '–' | '〜' | '～' => 'ー',
            '\u{b5}' => 'μ',
            _ => c,
        })
        .collect()
}

/// The readings, the longest word first.
#[derive(Clone, Debug)]
pub struct Readings(Vec<(&'static str, &'static str)>);

impl Default for Readings {
    fn default() -> Self {
        let mut all: Vec<(&str, &str)> = READINGS.lines().filter_map(|line| line.split_once('\t')).collect();
        all.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        Self(all)
    }
}

impl Readings {
    /// The text with its known words as they are read; nothing where it holds none.
    fn read(&self, text: &str) -> Option<String> {
        if !text.chars().any(is_kanji) {
            return None;
        }
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        let mut found = false;
        while let Some(first) = rest.chars().next() {
            let word = if is_kanji(first) { self.0.iter().find(|(word, _)| rest.starts_with(word)) } else { None };
            match word {
                Some((word, reading)) => {
                    out.push_str(reading);
                    rest = &rest[word.len()..];
                    found = true;
                }
                None => {
                    out.push(first);
                    rest = &rest[first.len_utf8()..];
                }
            }
        }
        found.then_some(out)
    }
}

const fn is_kanji(c: char) -> bool {
    matches!(c, '\u{3005}' | '\u{4e00}'..='\u{9fff}')
}

#[cfg(test)]
mod tests;
