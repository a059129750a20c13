//! Offering a delegation and entering its code: what is typed, and what is wrong with it.

use chrono::{Datelike, Months, NaiveDate};

use super::RecordKind;
use crate::domain::typed_day::{half_width, read_typed_day};

/// How long a delegation is to last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    /// 1か月
    Month,
    /// 3か月
    Quarter,
    /// 6か月
    Half,
    /// 1年, the longest.
    Year,
}

impl Term {
    /// All, the shortest first.
    pub const ALL: [Self; 4] = [Self::Month, Self::Quarter, Self::Half, Self::Year];

    const fn months(self) -> u32 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Half => 6,
            Self::Year => 12,
        }
    }

    /// As forms send it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Month => "1m",
            Self::Quarter => "3m",
            Self::Half => "6m",
            Self::Year => "12m",
        }
    }

    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Month => "1か月",
            Self::Quarter => "3か月",
            Self::Half => "6か月",
            Self::Year => "1年（いちばん長い期間）",
        }
    }

    /// Its last day, if it begins today.
    #[must_use]
    pub fn until(self, today: NaiveDate) -> NaiveDate {
        today.checked_add_months(Months::new(self.months())).unwrap_or(today)
    }
}

/// What is wrong with an offer, in words for the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// No kind is chosen.
    #[error("代理人に見せる記録を、1つ以上選んでください。")]
    NoKind,
    /// No term is chosen.
    #[error("いつまで頼むかを選んでください。")]
    NoTerm,
    /// The birth date cannot be read, or lies ahead.
    #[error("代理人になる人の生年月日を、西暦8けたか元号で入れてください（例：19800401、昭和55年4月1日）。")]
    Birth,
}

/// An offer as it is sent: only a whole one exists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewOffer {
    kinds: Vec<RecordKind>,
    until: NaiveDate,
    holder_birth: NaiveDate,
}

impl NewOffer {
    /// Reads what was typed.
    ///
    /// # Errors
    /// Everything that is wrong, in the order of the form.
    pub fn read(kinds: &[String], term: &str, birth: &str, today: NaiveDate) -> Result<Self, Vec<Wrong>> {
        let kinds: Vec<RecordKind> =
            RecordKind::ALL.into_iter().filter(|kind| kinds.iter().any(|code| code == kind.code())).collect();
        let term = Term::ALL.into_iter().find(|one| one.code() == term);
        let birth = read_typed_day(birth).filter(|birth| *birth <= today && birth.year() >= 1900);
        match (kinds.is_empty(), term, birth) {
            (false, Some(term), Some(holder_birth)) => Ok(Self { kinds, until: term.until(today), holder_birth }),
            (no_kind, term, birth) => {
                let wrong = [
                    no_kind.then_some(Wrong::NoKind),
                    term.is_none().then_some(Wrong::NoTerm),
                    birth.is_none().then_some(Wrong::Birth),
                ];
                Err(wrong.into_iter().flatten().collect())
            }
        }
    }

    /// What is to be seen.
    #[must_use]
    pub fn kinds(&self) -> &[RecordKind] {
        &self.kinds
    }

    /// Last day.
    #[must_use]
    pub const fn until(&self) -> NaiveDate {
        self.until
    }

    /// Day of birth of the one who is to look: nobody else can enter the code.
    #[must_use]
    pub const fn holder_birth(&self) -> NaiveDate {
        self.holder_birth
    }
}

/// The code of an offer: eight letters and digits, none of which is taken for another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code(String);

impl Code {
    /// As somebody types it, with or without its gap, in small letters or full width.
    #[must_use]
    pub fn read(typed: &str) -> Option<Self> {
        let code: String = typed
            .chars()
            .map(half_width)
            .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '−' | 'ー' | '‐' | '‑' | '–'))
            .map(|c| c.to_ascii_uppercase())
            .collect();
        let known = |byte: u8| byte.is_ascii_alphanumeric() && !b"ILO01".contains(&byte);
        (code.len() == 8 && code.bytes().all(known)).then_some(Self(code))
    }

    /// As the hub knows it.
    #[must_use]
    pub fn plain(&self) -> &str {
        &self.0
    }

    /// In two groups, to be read out.
    #[must_use]
    pub fn grouped(&self) -> String {
        let (first, last) = self.0.split_at(4);
        format!("{first}-{last}")
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::day;
    use super::*;

    #[test]
    fn an_offer_is_whole_or_says_all_that_is_wrong() {
        let today = day(2026, 11, 22);
        let all = ["medications".to_owned(), "eligibility".to_owned(), "teeth".to_owned()];
        let good = NewOffer::read(&all, "3m", "１９８０／４／１", today).expect("whole");
        assert_eq!(good.kinds(), [RecordKind::Eligibility, RecordKind::Medications]);
        assert_eq!((good.until(), good.holder_birth()), (day(2027, 2, 22), day(1980, 4, 1)));
        for (kinds, term, birth, wrong) in [
            (&all[..], "", "19800401", vec![Wrong::NoTerm]),
            (&all[2..], "1m", "19800401", vec![Wrong::NoKind]),
            (&all[..], "99m", "", vec![Wrong::NoTerm, Wrong::Birth]),
            (&[], "", "x", vec![Wrong::NoKind, Wrong::NoTerm, Wrong::Birth]),
        ] {
            assert_eq!(NewOffer::read(kinds, term, birth, today), Err(wrong));
        }
    }

    #[test]
    fn terms_end_on_a_day_there_is_and_within_a_year() {
        for (today, ends) in [
            (day(2026, 11, 22), [day(2026, 12, 22), day(2027, 2, 22), day(2027, 5, 22), day(2027, 11, 22)]),
            (day(2027, 8, 31), [day(2027, 9, 30), day(2027, 11, 30), day(2028, 2, 29), day(2028, 8, 31)]),
        ] {
            assert_eq!(Term::ALL.map(|term| term.until(today)), ends);
        }
    }

    #[test]
    fn a_birth_lies_behind_and_within_memory() {
        for ahead in ["20261123", "18991231"] {
            let wrong = NewOffer::read(&["checkups".into()], "1m", ahead, day(2026, 11, 22));
            assert_eq!(wrong, Err(vec![Wrong::Birth]), "{ahead}");
        }
    }

    #[test]
    fn codes_as_people_type_them() {
        for (typed, read) in [
            ("ABCD2345", Some("ABCD-2345")),
            ("abcd-2345", Some("ABCD-2345")),
            ("ａｂｃｄ　２３４５", Some("ABCD-2345")),
            ("ABCDー2345", Some("ABCD-2345")),
            ("ABCD234", None),
            ("ABCD23456", None),
            ("ABCD234O", None),
            ("ABCD-234'", None),
            ("", None),
            ("あいうえおかきく", None),
        ] {
            assert_eq!(Code::read(typed).map(|code| code.grouped()).as_deref(), read, "{typed}");
        }
    }
}
