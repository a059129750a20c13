//! Checkups that a person adds to their record from documents of their own: whose they must be, and what is kept of them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::delivered::plain_number;
use super::document::{Document, Holder};
use super::merge::{merged, same_value};
use super::{Source, Value, Visit};
use crate::domain::name_match::can_name;
use crate::domain::person::{Person, Sex};

/// Most checkups that one person may add.
pub const MOST_ADDED: usize = 100;

/// Most bytes that they may take together (as JSON).
pub const MOST_BYTES: usize = 2 << 20;

/// Most characters of a text that is kept; a doctor's words come to some hundred.
const MOST_WORDS: usize = 4_000;

/// Most results of one checkup.
const MOST_RESULTS: usize = 2_001;

/// Why a document is not added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAdded {
    /// It names another day of birth.
    #[error("ファイルに書かれた生年月日が、あなたの生年月日と違います。別の人の健診なので、加えられません。")]
    OtherBirth,
    /// It names the other sex.
    #[error("ファイルに書かれた性別が、あなたの性別と違います。別の人の健診かもしれないため、加えられません。")]
    OtherSex,
    /// It names somebody else.
    #[error("ファイルに書かれた氏名が、あなたの氏名と違います。別の人の健診かもしれないため、加えられません。")]
    OtherName,
    /// Its day is before the person was born.
    #[error("健診を受けた日が、生まれた日より前になっています。ファイルのまちがいかもしれないため、加えられません。")]
    BeforeBirth,
    /// Its day is still to come.
    #[error("健診を受けた日が、まだ来ていない日になっています。ファイルのまちがいかもしれないため、加えられません。")]
    InFuture,
    /// It holds what no document holds.
    #[error("ファイルの中身が健診結果として正しくないため、加えられません。")]
    Unsound,
}

/// Whether a document is of this person, as far as it says whose it is.
///
/// Day of birth and sex must agree. The name must agree in kana or as registered; where the family name differs the given
/// name is enough, because people change their family name and a checkup stays what it was. The family name is told from
/// the given one by the blank between them.
///
/// # Errors
/// The reason why not.
pub fn is_of(holder: &Holder, person: &Person) -> Result<(), NotAdded> {
    let told = |sex: Sex| (sex != Sex::Unspecified).then_some(sex);
    if holder.birth != person.birth {
        return Err(NotAdded::OtherBirth);
    }
    if let (Some(a), Some(b)) = (told(holder.sex), told(person.sex))
        && a != b
    {
        return Err(NotAdded::OtherSex);
    }
    if can_name(&holder.name, person) { Ok(()) } else { Err(NotAdded::OtherName) }
}

/// Whether a document can be a person's own by what it says: it is of them ([`is_of`]), and its day is one of their life.
///
/// # Errors
/// The reason why not.
pub fn can_be_own(document: &Document, person: &Person, today: NaiveDate) -> Result<(), NotAdded> {
    is_of(&document.holder, person)?;
    if document.visit.date > today {
        return Err(NotAdded::InFuture);
    }
    if document.visit.date < person.birth {
        return Err(NotAdded::BeforeBirth);
    }
    Ok(())
}

/// Whether a document may be added to a person's record: it can be their own ([`can_be_own`]), and is sound.
///
/// # Errors
/// The reason why not.
pub fn may_be_added(document: &Document, person: &Person, today: NaiveDate) -> Result<(), NotAdded> {
    can_be_own(document, person, today)?;
    if is_sound(document) { Ok(()) } else { Err(NotAdded::Unsound) }
}

/// Whether all of it could have been read from a document: what comes back from a browser may have been changed there.
#[must_use]
pub fn is_sound(document: &Document) -> bool {
    let visit = &document.visit;
    let short = |text: &str| {
        text.chars().count() <= MOST_WORDS && !text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
    };
    let texts = [&visit.report, &visit.insurer_name, &visit.facility_name, &document.insurer_number];
    let range_ends = |range: &super::Range| {
        [&range.low, &range.high].into_iter().flatten().all(|end| plain_number(&end.text) == Some(end.number))
            && super::Range::of(
                range.low.as_ref().map(|end| end.text.as_str()),
                range.high.as_ref().map(|end| end.text.as_str()),
            )
            .is_some()
    };
    visit.sources == [Source::Document]
        && (1..=MOST_RESULTS).contains(&visit.results.len())
        && short(&visit.program)
        && short(&document.holder.name)
        && texts.into_iter().flatten().all(|text| short(text))
        && document.sections.iter().all(|section| short(&section.code) && short(&section.title))
        && visit.results.iter().all(|result| {
            let value = match &result.value {
                Value::Quantity { text, number, unit, .. } => plain_number(text) == Some(*number) && short(unit),
                Value::Coded { code, oid, meaning } => [code, oid, meaning].into_iter().all(|text| short(text)),
                Value::Text(words) => short(words),
                Value::NotDone | Value::NotMeasurable => true,
            };
            value
                && result.origin.is_visit()
                && !result.code.is_empty()
                && [&result.code, &result.name].into_iter().all(|text| short(text))
                && result.method.as_deref().is_none_or(short)
                && result.range.as_ref().is_none_or(range_ends)
        })
}

/// What is kept of a document: the checkup, and nothing that says whose it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Added {
    /// The day it was added.
    pub on: NaiveDate,
    /// The day the file was made.
    pub created: Option<NaiveDate>,
    /// Number of the insurer it was reported to.
    pub insurer_number: Option<String>,
    /// The checkup.
    pub visit: Visit,
}

/// All that a person has added, the newest checkup first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AddedCheckups(Vec<Added>);

/// What became of adding one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Adding {
    /// It is kept.
    Kept,
    /// It was kept already.
    Known,
    /// There is no room.
    Full,
}

impl AddedCheckups {
    /// Adds one. Adding it twice adds it once.
    pub fn add(&mut self, document: Document, on: NaiveDate) -> Adding {
        let Document { created, insurer_number, visit, .. } = document;
        if self.0.iter().any(|known| is_same(&known.visit, &visit)) {
            return Adding::Known;
        }
        self.0.push(Added { on, created, insurer_number, visit });
        if self.0.len() > MOST_ADDED || serde_json::to_vec(&self.0).map_or(usize::MAX, |json| json.len()) > MOST_BYTES {
            self.0.pop();
            return Adding::Full;
        }
        self.0.sort_by_key(|one| std::cmp::Reverse(one.visit.date));
        Adding::Kept
    }

    /// Takes out those that `is_meant`; how many there were.
    pub fn remove(&mut self, is_meant: impl Fn(&Added) -> bool) -> usize {
        let before = self.0.len();
        self.0.retain(|one| !is_meant(one));
        before - self.0.len()
    }

    /// All of them, the newest checkup first.
    #[must_use]
    pub fn all(&self) -> &[Added] {
        &self.0
    }

    /// The hub's visits and these, as one line.
    #[must_use]
    pub fn beside(&self, hub: Vec<Visit>) -> Vec<Visit> {
        if self.0.is_empty() {
            return hub;
        }
        merged(hub.into_iter().chain(self.0.iter().map(Added::told)).collect())
    }
}

impl Added {
    /// The checkup with all that is known of it.
    fn told(&self) -> Visit {
        Visit { insurer_number: self.insurer_number.clone(), ..self.visit.clone() }
    }

    /// A text that names it among a person's own.
    #[must_use]
    pub fn name(&self) -> String {
        format!("added checkup\0{}\0{}", self.on, serde_json::to_string(&self.visit).unwrap_or_default())
    }
}

/// Whether two visits hold the same, number for number.
fn is_same(one: &Visit, other: &Visit) -> bool {
    let bare = |visit: &Visit| Visit { results: Vec::new(), ..visit.clone() };
    bare(one) == bare(other)
        && one.results.len() == other.results.len()
        && one
            .results
            .iter()
            .zip(&other.results)
            .all(|(a, b)| a.code == b.code && same_value(&a.value, &b.value) && a.range.is_some() == b.range.is_some())
}

#[cfg(test)]
mod tests;
