//! What a person did in this portal (利用の記録), as the portal writes it down, and in the order in which it is shown: by
//! day, then by sign-in, the same thing done several times once.

use chrono::{NaiveDate, NaiveDateTime};

use super::partner::Resource;

/// What was done, or tried. A closed list: nothing that was typed or sent can stand here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Signing in.
    SignIn,
    /// Signing out, or being signed out by the provider.
    SignOut,
    /// Looking at a page.
    View,
    /// Taking a file along.
    Export,
    /// Sending a form that changes something.
    Form,
    /// Letting somebody else see something, or ending that.
    Share,
    /// A provider reading by a consent.
    Provide,
}

impl Act {
    const ALL: [(Self, &'static str); 7] = [
        (Self::SignIn, "sign-in"),
        (Self::SignOut, "sign-out"),
        (Self::View, "view"),
        (Self::Export, "export"),
        (Self::Form, "form"),
        (Self::Share, "share"),
        (Self::Provide, "provide"),
    ];

    /// As it is written down.
    #[must_use]
    pub fn code(self) -> &'static str {
        Self::ALL.into_iter().find(|(act, _)| *act == self).map_or("", |(_, code)| code)
    }

    /// From what is written down.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == code).map(|(act, _)| act)
    }
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was done.
    Done,
    /// The portal refused it.
    Refused,
    /// It could not be done.
    Failed,
}

impl Outcome {
    const ALL: [(Self, &'static str); 3] = [(Self::Done, "done"), (Self::Refused, "refused"), (Self::Failed, "failed")];

    /// As it is written down.
    #[must_use]
    pub fn code(self) -> &'static str {
        Self::ALL.into_iter().find(|(outcome, _)| *outcome == self).map_or("", |(_, code)| code)
    }

    /// From what is written down.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == code).map(|(outcome, _)| outcome)
    }
}

/// One entry of the person's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deed {
    /// Its place in the record.
    pub sequence: i64,
    /// When (Japan time).
    pub at: NaiveDateTime,
    /// Names the sign-in it belongs to; nothing where nobody was signed in yet.
    pub sitting: Option<Vec<u8>>,
    /// Kind of browser, in words: `iPhoneのSafari`.
    pub browser: String,
    /// What.
    pub act: Act,
    /// Pattern of the page or route.
    pub object: String,
    /// What came of it.
    pub outcome: Outcome,
    /// Why it was refused or failed: a closed code, else empty.
    pub reason: String,
}

/// A day with its sign-ins, newest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// Which.
    pub on: NaiveDate,
    /// What was done, sign-in by sign-in.
    pub sittings: Vec<Sitting>,
}

/// What was done in one sign-in on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sitting {
    name: Option<Vec<u8>>,
    /// Kind of browser, in words.
    pub browser: String,
    /// Newest first.
    pub lines: Vec<Line>,
}

/// The same thing, done once or several times.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The newest of them.
    pub deed: Deed,
    /// When it was done first, in this group.
    pub first: NaiveDateTime,
    /// How many times.
    pub times: usize,
}

/// Entries that come newest first, by day and sign-in.
#[must_use]
pub fn by_day(deeds: Vec<Deed>) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    for deed in deeds {
        let on = deed.at.date();
        if days.last().is_none_or(|day| day.on != on) {
            days.push(Day { on, sittings: Vec::new() });
        }
        let Some(day) = days.last_mut() else { continue };
        let same = |sitting: &Sitting| sitting.name == deed.sitting && sitting.browser == deed.browser;
        let place = day.sittings.iter().position(same).unwrap_or_else(|| {
            let (name, browser) = (deed.sitting.clone(), deed.browser.clone());
            day.sittings.push(Sitting { name, browser, lines: Vec::new() });
            day.sittings.len() - 1
        });
        add(&mut day.sittings[place].lines, deed);
    }
    days
}

/// What an entry is about: of what a provider reads type by type, the records that they are parts of.
fn thing(object: &str) -> String {
    Resource::at(object).map_or_else(|| object.to_owned(), Resource::part_of)
}

fn add(lines: &mut Vec<Line>, deed: Deed) {
    let key = |deed: &Deed| (deed.act, deed.outcome, thing(&deed.object), deed.reason.clone());
    match lines.iter_mut().find(|line| key(&line.deed) == key(&deed)) {
        Some(line) => {
            line.times += 1;
            line.first = line.first.min(deed.at);
        }
        None => lines.push(Line { first: deed.at, deed, times: 1 }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn deed(sequence: i64, day: u32, minute: u32, sitting: u8, act: Act, object: &str) -> Deed {
        let at = NaiveDate::from_ymd_opt(2026, 11, day).and_then(|on| on.and_hms_opt(9, minute, 0)).expect("a moment");
        Deed {
            sequence,
            at,
            sitting: (sitting > 0).then(|| vec![sitting]),
            browser: "iPhoneのSafari".into(),
            act,
            object: object.into(),
            outcome: Outcome::Done,
            reason: String::new(),
        }
    }

    #[test]
    fn the_same_thing_in_one_sign_in_of_a_day_stands_once() {
        let days = by_day(vec![
            deed(7, 22, 30, 2, Act::View, "/tax"),
            deed(6, 22, 20, 1, Act::View, "/checkups"),
            deed(5, 22, 15, 2, Act::View, "/checkups"),
            deed(4, 22, 10, 1, Act::View, "/"),
            deed(3, 22, 5, 1, Act::View, "/checkups"),
            deed(2, 22, 4, 1, Act::SignIn, "/login/callback"),
            deed(1, 21, 4, 1, Act::View, "/checkups"),
        ]);
        let told: Vec<_> =
            days.iter()
                .flat_map(|day| day.sittings.iter().map(move |sitting| (day.on, sitting)))
                .map(|(on, sitting)| {
                    let lines = sitting.lines.iter().map(|line| {
                        format!("{}x{} from {}", line.deed.object, line.times, line.first.format("%-H:%M"))
                    });
                    format!("{}: {}", on.format("%d"), lines.collect::<Vec<_>>().join(", "))
                })
                .collect();
        assert_eq!(
            told,
            [
                "22: /taxx1 from 9:30, /checkupsx1 from 9:15",
                "22: /checkupsx2 from 9:05, /x1 from 9:10, /login/callbackx1 from 9:04",
                "21: /checkupsx1 from 9:04",
            ]
        );
        assert_eq!(by_day(Vec::new()), Vec::new());
    }

    #[test]
    fn what_a_provider_reads_stands_once_for_each_kind_of_records() {
        let read = |sequence, name| deed(sequence, 22, 5, 1, Act::Provide, name);
        let days = by_day(vec![
            read(4, "/fhir/MedicationDispense"),
            read(3, "/fhir/Observation"),
            read(2, "/fhir/Bundle"),
            read(1, "/fhir/Patient"),
        ]);
        let told: Vec<_> =
            days[0].sittings[0].lines.iter().map(|line| (thing(&line.deed.object), line.times)).collect();
        let expected = [("お薬", 1), ("健診", 2), ("氏名・生年月日・性別", 1)];
        assert_eq!(told, expected.map(|(what, times)| (what.to_owned(), times)));
    }

    #[test]
    fn what_differs_in_its_outcome_stands_apart() {
        let refused =
            Deed { outcome: Outcome::Refused, reason: "step-up".into(), ..deed(1, 22, 1, 1, Act::Form, "/x") };
        let days = by_day(vec![deed(2, 22, 2, 1, Act::Form, "/x"), refused]);
        assert_eq!(days[0].sittings[0].lines.len(), 2);
    }

    #[test]
    fn codes_lead_back() {
        for (act, code) in Act::ALL {
            assert_eq!((act.code(), Act::parse(code)), (code, Some(act)));
        }
        for (outcome, code) in Outcome::ALL {
            assert_eq!((outcome.code(), Outcome::parse(code)), (code, Some(outcome)));
        }
        assert_eq!((Act::parse("x"), Outcome::parse("")), (None, None));
    }
}
