//! The records a person has said are not theirs: digests under a secret of this list alone, sealed in the vault.
//!
//! Nothing here says what a record holds, nor where it comes from.

use app::domain::own::{Hidden, RecordName};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::vault::Kept;

/// Most entries of one person.
const MOST: usize = 500;

/// Letters and digits that nobody mistakes for another on the telephone.
const LETTERS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/// A digest of what names a record.
type Name = [u8; 32];

/// The list of one person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DisownedList {
    secret: [u8; 16],
    entries: Vec<Entry>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Entry {
    #[serde(flatten)]
    shown: Hidden,
    by_code: Option<Name>,
    by_name: Name,
}

impl Kept for DisownedList {
    const KIND: &'static str = "disowned";
}

/// The list is full; nothing was added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Full;

impl DisownedList {
    /// Adds a record. Adding it twice adds it once. `chance` makes the secret of a new list and the entry's reference.
    ///
    /// # Errors
    /// [`Full`] where no more fit.
    pub fn add(&mut self, record: &RecordName, on: NaiveDate, chance: [u8; 24]) -> Result<(), Full> {
        if self.hides(record) {
            return Ok(());
        }
        if self.entries.len() >= MOST {
            return Err(Full);
        }
        let (secret, letters) = chance.split_at(16);
        if self.entries.is_empty() {
            self.secret.copy_from_slice(secret);
        }
        let mut reference: String =
            letters.iter().map(|byte| char::from(LETTERS[usize::from(*byte) % LETTERS.len()])).collect();
        reference.insert(4, '-');
        let shown = Hidden { reference, kind: record.kind, day: record.day, on };
        let by_code = record.by_code().map(|text| self.digest(&text));
        let by_name = self.digest(&record.by_name());
        self.entries.push(Entry { shown, by_code, by_name });
        Ok(())
    }

    /// Takes an entry back; whether there was one.
    pub fn take_back(&mut self, reference: &str) -> bool {
        let before = self.entries.len();
        self.entries.retain(|entry| entry.shown.reference != reference);
        self.entries.len() < before
    }

    /// Whether a record is on the list: by its code where both have one, else by name, because one source tells a code and
    /// another none.
    #[must_use]
    pub fn hides(&self, record: &RecordName) -> bool {
        let mut entries = self
            .entries
            .iter()
            .filter(|entry| entry.shown.kind == record.kind && entry.shown.day == record.day)
            .peekable();
        if entries.peek().is_none() {
            return false;
        }
        let by_code = record.by_code().map(|text| self.digest(&text));
        let by_name = self.digest(&record.by_name());
        entries.any(|entry| match (&entry.by_code, &by_code) {
            (Some(hidden), Some(asked)) => hidden == asked,
            _ => entry.by_name == by_name,
        })
    }

    /// For the list that the person sees, newest first.
    #[must_use]
    pub fn shown(&self) -> Vec<Hidden> {
        self.entries.iter().rev().map(|entry| entry.shown.clone()).collect()
    }

    fn digest(&self, text: &str) -> Name {
        let digest = Sha256::new_with_prefix(b"portal disowned 1\0").chain_update(self.secret).chain_update(text);
        digest.finalize().into()
    }
}

#[cfg(test)]
mod tests {
    use app::domain::calendar::YearMonth;
    use app::domain::own::{RecordDay, RecordKind};
    use proptest::prelude::*;

    use super::*;

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day")
    }

    fn drugs(month: u32, code: &str, from: &str) -> RecordName {
        RecordName {
            kind: RecordKind::Drugs,
            day: RecordDay::Month(YearMonth::new(2026, month).expect("a month")),
            code: (!code.is_empty()).then(|| code.to_owned()),
            from: from.to_owned(),
        }
    }

    #[test]
    fn hides_the_named_record_however_its_source_writes_it_and_no_other() {
        let mut list = DisownedList::default();
        list.add(&drugs(3, "13", "見本薬局"), day(), [7; 24]).expect("added");
        for (record, hidden) in [
            (drugs(3, "13", "見本薬局"), true),
            (drugs(3, "13", "見本薬局　本店"), true),
            // The receipt tells no code.
            (drugs(3, "", "見本薬局"), true),
            (drugs(3, "14", "見本薬局"), false),
            (drugs(3, "", "よその薬局"), false),
            (drugs(4, "13", "見本薬局"), false),
            (RecordName { kind: RecordKind::Expense, ..drugs(3, "13", "見本薬局") }, false),
        ] {
            assert_eq!(list.hides(&record), hidden, "{record:?}");
        }
    }

    #[test]
    fn nothing_of_a_record_can_be_read_in_the_list_and_two_lists_share_nothing() {
        let record = drugs(3, "1340000001", "見本薬局");
        let (mut one, mut other) = (DisownedList::default(), DisownedList::default());
        one.add(&record, day(), [1; 24]).expect("added");
        other.add(&record, day(), [2; 24]).expect("added");
        let written = serde_json::to_string(&one).expect("written");
        assert!(!written.contains("見本薬局") && !written.contains("1340000001"), "{written}");
        assert_ne!(one.entries[0].by_name, other.entries[0].by_name);
        assert_eq!(serde_json::from_str::<DisownedList>(&written).expect("read"), one);
        let reference = &one.shown()[0].reference;
        assert!(reference.len() == 9 && reference.as_bytes()[4] == b'-', "{reference}");
    }

    #[test]
    fn a_list_ends_somewhere() {
        let mut list = DisownedList::default();
        for number in 0..MOST {
            list.add(&drugs(1, "", &number.to_string()), day(), rand::random()).expect("room");
        }
        assert_eq!(list.add(&drugs(1, "", "one more"), day(), [0; 24]), Err(Full));
        assert_eq!(list.add(&drugs(1, "", "0"), day(), [0; 24]), Ok(()), "it is there already");
    }

    proptest! {
        #[test]
        fn what_is_added_and_taken_back_leaves_the_list_as_it_was(
            before in prop::collection::vec(("[ab]{0,2}", 1u32..4), 0..6),
            one in ("[ab]{0,2}", 1u32..4),
            chance in any::<[u8; 24]>(),
        ) {
            let mut list = DisownedList::default();
            for (number, (from, month)) in before.iter().enumerate() {
                list.add(&drugs(*month, "", from), day(), [u8::try_from(number).expect("few"); 24]).expect("room");
            }
            let kept = list.clone();
            let record = drugs(one.1, "", &one.0);
            let known = list.hides(&record);
            prop_assert_eq!(known, before.contains(&one));
            list.add(&record, day(), chance).expect("room");
            prop_assert!(list.hides(&record));
            if !known {
                let reference = list.shown()[0].reference.clone();
                prop_assert!(list.take_back(&reference));
            }
            prop_assert_eq!(&list.entries, &kept.entries);
            prop_assert_eq!(list.hides(&record), known);
        }
    }
}
