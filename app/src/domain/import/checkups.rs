//! Checkup documents among the files a person chose: alone or inside an archive, whose they are, and which say the same.

use super::archive::{self, ArchiveRefusal};
use super::{Cp932, MAX_BYTES};
use crate::domain::checkup::Visit;
use crate::domain::checkup::document::{self, Document, DocumentRefusal, Holder};
use crate::domain::checkup::merge::merged;
use crate::domain::name_match::folded;

/// Why a file of checkups is not read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CheckupRefusal {
    /// The archive.
    #[error(transparent)]
    Archive(#[from] ArchiveRefusal),
    /// The document.
    #[error(transparent)]
    Document(#[from] DocumentRefusal),
}

/// A file that held at least one checkup.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckupFile {
    /// Name it had on the person's machine.
    pub file_name: String,
    /// Its documents.
    pub documents: Vec<Document>,
    /// Documents of an archive that could not be read: name and reason.
    pub refused: Vec<(String, DocumentRefusal)>,
}

/// Reads a file if it is one of checkups; nothing where it is something else.
pub(super) fn read_file(file_name: &str, bytes: &[u8], cp932: Cp932) -> Option<Result<CheckupFile, CheckupRefusal>> {
    if bytes.len() > MAX_BYTES {
        return None;
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return read_archive(file_name, bytes, cp932);
    }
    document::looks_like_one(bytes).then(|| {
        let documents = vec![document::read(bytes, cp932)?];
        Ok(CheckupFile { file_name: file_name.to_owned(), documents, refused: Vec::new() })
    })
}

/// An archive without documents is something else. One in which none can be read is refused with the first reason.
fn read_archive(file_name: &str, bytes: &[u8], cp932: Cp932) -> Option<Result<CheckupFile, CheckupRefusal>> {
    let parts = match archive::documents(bytes) {
        Ok(parts) if parts.is_empty() => return None,
        Ok(parts) => parts,
        // Another kind of archive is told what it is by somebody else.
        Err(_) if !bytes.windows(5).any(|name| name.eq_ignore_ascii_case(b"DATA/")) => return None,
        Err(why) => return Some(Err(why.into())),
    };
    let mut file = CheckupFile { file_name: file_name.to_owned(), documents: Vec::new(), refused: Vec::new() };
    for part in parts {
        match document::read(&part.bytes, cp932) {
            Ok(document) => file.documents.push(document),
            Err(why) => file.refused.push((part.name, why)),
        }
    }
    Some(match file.refused.first() {
        Some((_, why)) if file.documents.is_empty() => Err(why.clone().into()),
        _ => Ok(file),
    })
}

/// All documents that were read, each once, by person.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CheckupSet<'a> {
    /// Each person's documents, in the order read.
    pub people: Vec<(&'a Holder, Vec<&'a Document>)>,
    /// How many documents said just what an earlier one did.
    pub repeated: usize,
}

impl<'a> CheckupSet<'a> {
    pub(super) fn of(files: &'a [CheckupFile]) -> Self {
        let mut set = Self::default();
        for document in files.iter().flat_map(|file| &file.documents) {
            match set.people.iter_mut().find(|(holder, _)| same_person(holder, &document.holder)) {
                Some((_, documents)) if documents.contains(&document) => set.repeated += 1,
                Some((_, documents)) => documents.push(document),
                None => set.people.push((&document.holder, vec![document])),
            }
        }
        set
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.people.is_empty()
    }

    /// Whether documents of several people were chosen together.
    #[must_use]
    pub fn is_mixed(&self) -> bool {
        self.people.len() > 1
    }
}

/// A person's checkups, newest first, the same checkup once.
#[must_use]
pub fn visits_of(documents: &[&Document]) -> Vec<Visit> {
    merged(documents.iter().map(|document| document.visit.clone()).collect())
}

fn same_person(one: &Holder, other: &Holder) -> bool {
    one.birth == other.birth && one.sex == other.sex && folded(&one.name) == folded(&other.name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::import::{ImportRefusal, Outcome, own_cp932};

    const V08: &str = include_str!("../checkup/document/fixtures/v08.xml");
    const V07: &str = include_str!("../checkup/document/fixtures/v07.xml");

    #[test]
    fn checkups_and_expenses_are_told_apart_and_neither_stops_the_other() {
        let mut outcome = Outcome::default();
        let other = V07.replace("ミホン　イチロウ", "ミホン　ハナコ");
        for (name, text) in [
            ("h1.xml", V08.to_owned()),
            ("h1 (1).xml", V08.to_owned()),
            ("h2.xml", V07.to_owned()),
            ("h3.xml", other),
            ("half.xml", V08[..V08.len() / 2].to_owned()),
            ("tax.xml", "<?xml version=\"1.0\"?><TEG700/>".to_owned()),
        ] {
            outcome.take(name, text.as_bytes(), own_cp932);
        }
        assert_eq!((outcome.read(), outcome.refused.len(), outcome.chosen()), (4, 2, 6));
        assert_eq!(outcome.refused[0].why, ImportRefusal::Checkup(DocumentRefusal::CutShort.into()));
        assert!(outcome.refused[1].why.to_string().contains("医療費通知"), "{}", outcome.refused[1].why);
        let set = outcome.checkup_set();
        assert_eq!(set.people.iter().map(|(_, documents)| documents.len()).collect::<Vec<_>>(), [2, 1]);
        assert_eq!((set.repeated, set.is_mixed(), set.is_empty()), (1, true, false));
        assert_eq!(visits_of(&set.people[0].1).len(), 2);
    }
}
