//! Reporting a look that a person does not recognise (心当たりのない閲覧): what is asked, what is wrong with an answer,
//! and how far the hub is with it.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::{Ground, Look};

/// Longest text, characters.
pub const LONGEST: usize = 400;

/// Why a look is not recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The person was not there.
    NotVisited,
    /// There, but without having consented.
    NotConsented,
    /// More was looked at than was consented to.
    OtherKinds,
    /// The name says nothing to the person.
    UnknownName,
    /// Something else, in words.
    #[serde(other)]
    Other,
}

impl Reason {
    /// All, in the order of the form.
    pub const ALL: [Self; 5] = [Self::NotVisited, Self::NotConsented, Self::OtherKinds, Self::UnknownName, Self::Other];

    /// As the form sends it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotVisited => "not_visited",
            Self::NotConsented => "not_consented",
            Self::OtherKinds => "other_kinds",
            Self::UnknownName => "unknown_name",
            Self::Other => "other",
        }
    }

    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::NotVisited => "その日、そこへは行っていない（治療や手当てを受けていない）",
            Self::NotConsented => "記録を見せてよい・渡してよいと答えていない",
            Self::OtherKinds => "同意していない種類の記録まで見られている",
            Self::UnknownName => "名前を知らないところに見られている",
            Self::Other => "そのほか（下に書いてください）",
        }
    }

    /// Whether it can be said of a look on this ground: nobody goes to an app, and a disaster needs no consent.
    #[must_use]
    pub const fn fits(self, ground: Ground) -> bool {
        match self {
            Self::NotVisited => matches!(ground, Ground::TerminalConsent | Ground::Disaster | Ground::Unknown),
            Self::NotConsented | Self::OtherKinds => !matches!(ground, Ground::Disaster),
            Self::UnknownName | Self::Other => true,
        }
    }

    /// Those that can be said of a look.
    pub fn of(look: &Look) -> impl Iterator<Item = Self> + use<> {
        let ground = look.ground;
        Self::ALL.into_iter().filter(move |reason| reason.fits(ground))
    }
}

/// A report as it is sent: only a whole one exists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewReport {
    look: String,
    reason: Reason,
    words: String,
}

/// What is wrong with what was sent; each belongs to one field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// No reason chosen, or none that fits.
    NoReason,
    /// "Something else", and no word about what.
    NoWords,
    /// Longer than can be taken, by so many characters.
    TooLong(usize),
}

impl Wrong {
    /// What is wrong and how to mend it.
    #[must_use]
    pub fn message(self) -> String {
        match self {
            Self::NoReason => "心当たりがないと思う理由を、ひとつ選んでください。".to_owned(),
            Self::NoWords => "「そのほか」を選んだときは、どこに心当たりがないのかを書いてください。".to_owned(),
            Self::TooLong(over) => format!("くわしいことは{LONGEST}文字までです。{over}文字けずってください。"),
        }
    }
}

impl NewReport {
    /// From what was typed.
    ///
    /// # Errors
    /// Everything that is wrong with it, in the order of the fields.
    pub fn of(look: &Look, reason: &str, words: &str) -> Result<Self, Vec<Wrong>> {
        let reason = Reason::of(look).find(|one| one.code() == reason);
        let words = words.replace("\r\n", "\n").trim().to_owned();
        let over = words.chars().count().saturating_sub(LONGEST);
        let mut wrong = Vec::new();
        match reason {
            None => wrong.push(Wrong::NoReason),
            Some(Reason::Other) if words.is_empty() => wrong.push(Wrong::NoWords),
            Some(_) => {}
        }
        if over > 0 {
            wrong.push(Wrong::TooLong(over));
        }
        match reason {
            Some(reason) if wrong.is_empty() => Ok(Self { look: look.id.clone(), reason, words }),
            _ => Err(wrong),
        }
    }

    /// The look it is about.
    #[must_use]
    pub fn look(&self) -> &str {
        &self.look
    }
}

/// A report as the hub keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Reference number (受付番号).
    pub number: String,
    /// When it arrived (Japan time).
    pub at: NaiveDateTime,
    /// Why.
    pub reason: Reason,
    /// Where it went.
    pub goes_to: String,
    /// By when it is to be answered.
    pub answer_by: NaiveDate,
    /// Since when the institution has been asked.
    pub asked_on: Option<NaiveDate>,
    /// What came of it.
    pub answer: Option<ReportAnswer>,
}

/// The answer to a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportAnswer {
    /// Day.
    pub on: NaiveDate,
    /// In words.
    pub text: String,
}

/// How far a report is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// It has arrived.
    Received,
    /// The institution has been asked.
    Asking,
    /// It is later than the day it was to be answered by.
    Overdue,
    /// It has been answered.
    Answered,
}

impl Report {
    /// How far it is on a day.
    #[must_use]
    pub fn progress(&self, today: NaiveDate) -> Progress {
        match (&self.answer, self.asked_on) {
            (Some(_), _) => Progress::Answered,
            (None, _) if today > self.answer_by => Progress::Overdue,
            (None, Some(_)) => Progress::Asking,
            (None, None) => Progress::Received,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::access::Kind;
    use crate::domain::access::tests::look;

    #[test]
    fn only_a_whole_report_is_taken() {
        let long = "長".repeat(LONGEST + 3);
        let just = "長".repeat(LONGEST);
        type Case<'a> = (Ground, &'a str, &'a str, Result<&'a str, Vec<Wrong>>);
        let cases: [Case<'_>; 12] = [
            (Ground::TerminalConsent, "not_visited", "", Ok("")),
            (Ground::TerminalConsent, "not_visited", " その日は\r\n旅行中でした \n", Ok("その日は\n旅行中でした")),
            (Ground::TerminalConsent, "other", "家族が行きました", Ok("家族が行きました")),
            (Ground::TerminalConsent, "unknown_name", &just, Ok(&just)),
            (Ground::TerminalConsent, "", "書いたこと", Err(vec![Wrong::NoReason])),
            (Ground::TerminalConsent, "because", "", Err(vec![Wrong::NoReason])),
            (Ground::TerminalConsent, "other", "  ", Err(vec![Wrong::NoWords])),
            (Ground::TerminalConsent, "not_consented", &long, Err(vec![Wrong::TooLong(3)])),
            (Ground::TerminalConsent, "", &long, Err(vec![Wrong::NoReason, Wrong::TooLong(3)])),
            (Ground::Disaster, "not_visited", "", Ok("")),
            (Ground::Disaster, "not_consented", "", Err(vec![Wrong::NoReason])),
            (Ground::PhrApp, "not_visited", "", Err(vec![Wrong::NoReason])),
        ];
        for (ground, reason, words, expected) in cases {
            let read = NewReport::of(&look("a", (2026, 11, 10), ground, &[Kind::Medications]), reason, words);
            assert_eq!(read.map(|report| report.words), expected.map(str::to_owned), "{ground:?} {reason}");
        }
    }

    #[test]
    fn what_is_wrong_is_said_with_the_way_to_mend_it() {
        for (wrong, said) in [
            (Wrong::NoReason, "選んでください"),
            (Wrong::NoWords, "書いてください"),
            (Wrong::TooLong(3), "3文字けずって"),
        ] {
            assert!(wrong.message().contains(said), "{wrong:?}");
        }
    }

    #[test]
    fn how_far_a_report_is() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).expect("a day");
        let answer = Some(ReportAnswer { on: day(20), text: "確かめました".into() });
        for (asked_on, answer, today, progress) in [
            (None, None, 10, Progress::Received),
            (Some(day(12)), None, 24, Progress::Asking),
            (Some(day(12)), None, 25, Progress::Overdue),
            (None, None, 25, Progress::Overdue),
            (Some(day(12)), answer, 28, Progress::Answered),
        ] {
            let report = Report {
                number: "2611-104-283".into(),
                at: day(10).and_hms_opt(9, 0, 0).expect("a moment"),
                reason: Reason::NotVisited,
                goes_to: "見本 医療保険情報センター".into(),
                answer_by: day(24),
                asked_on,
                answer,
            };
            assert_eq!(report.progress(day(today)), progress);
        }
    }
}
