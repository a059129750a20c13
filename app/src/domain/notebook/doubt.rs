//! What could not be read in a notebook that was read otherwise. A person is told each; nothing is left out in silence.

/// As many are told one by one; of the rest only how many.
const MOST: usize = 20;

/// As many characters of a field are shown.
const SHOWN: usize = 40;

/// Something that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// A field that is not what it should be. The rest of the record is kept.
    Unreadable {
        /// Line of the notebook, from 1.
        line: usize,
        /// Name of the field.
        field: &'static str,
        /// What stands there.
        text: String,
    },
    /// A field that must not be empty, and is.
    Missing {
        /// Line of the notebook, from 1.
        line: usize,
        /// Name of the field.
        field: &'static str,
    },
    /// A record of a number that is not known; kept as it came.
    Unknown {
        /// Line of the notebook, from 1.
        line: usize,
        /// Its number as it stands there.
        number: String,
    },
    /// A record that belongs to nothing where it stands; kept as it came.
    Misplaced {
        /// Line of the notebook, from 1.
        line: usize,
        /// Name of the record.
        record: &'static str,
    },
}

impl Doubt {
    /// In plain words.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Unreadable { line, field, text } => {
                let short: String = text.chars().take(SHOWN).collect();
                let more = if text.chars().count() > SHOWN { "…" } else { "" };
                format!("{line}行目：「{field}」が読み取れませんでした（{short}{more}）。ほかの項目は読み取りました。")
            }
            Self::Missing { line, field } => {
                format!("{line}行目：「{field}」が書かれていません。ほかの項目は読み取りました。")
            }
            Self::Unknown { line, number } => {
                let short: String = number.chars().take(SHOWN).collect();
                format!("{line}行目：知らない種類の記録（{short}）です。お薬としては表示しません。")
            }
            Self::Misplaced { line, record } => {
                format!("{line}行目：「{record}」が、どのお薬のものか分かりませんでした。お薬としては表示しません。")
            }
        }
    }
}

/// All of a notebook, the first ones whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Doubts {
    told: Vec<Doubt>,
    more: usize,
}

impl Doubts {
    /// Notes one.
    pub(super) fn note(&mut self, doubt: Doubt) {
        if self.told.len() < MOST { self.told.push(doubt) } else { self.more += 1 }
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.told.is_empty()
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.told.len() + self.more
    }

    /// The first ones.
    #[must_use]
    pub fn told(&self) -> &[Doubt] {
        &self.told
    }

    /// In words, the rest as a number.
    #[must_use]
    pub fn words(&self) -> Vec<String> {
        let more = (self.more > 0).then(|| format!("ほかに {}か所、読み取れないところがありました。", self.more));
        self.told.iter().map(Doubt::words).chain(more).collect()
    }
}
