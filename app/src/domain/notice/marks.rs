//! What a person has done with their notices (read, kept), and which kinds they want to be told of.
//!
//! Every change adds to or takes from what is there then, so that changes from two tabs are both kept, in whatever order.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::NoticeKind;

/// Longest name of a notice that is marked, bytes.
pub const LONGEST_ID: usize = 160;

/// Most names kept in each of the two sets: some fifteen years of ten notices a month.
const MOST: usize = 2000;

/// What a person has done with their notices; names them by their ids.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marks {
    /// Read.
    #[serde(default)]
    pub read: BTreeSet<String>,
    /// To be kept in sight.
    #[serde(default)]
    pub kept: BTreeSet<String>,
    /// Kinds that are never shown as new.
    #[serde(default)]
    pub quiet: BTreeSet<NoticeKind>,
    /// Kinds that do not go to the feed.
    #[serde(default)]
    pub unfed: BTreeSet<NoticeKind>,
}

/// What a button does to a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// 読んだ
    Read,
    /// 読んでいないことにする
    Unread,
    /// とっておく
    Keep,
    /// とっておくのをやめる
    LetGo,
}

impl Mark {
    const CODES: [(Self, &'static str); 4] =
        [(Self::Read, "read"), (Self::Unread, "unread"), (Self::Keep, "keep"), (Self::LetGo, "let-go")];

    /// Its code in forms.
    #[must_use]
    pub fn code(self) -> &'static str {
        Self::CODES.into_iter().find(|(mark, _)| *mark == self).map_or("", |(_, code)| code)
    }

    /// From a form.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::CODES.into_iter().find(|(_, known)| *known == code).map(|(mark, _)| mark)
    }
}

/// Which of the two switches of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Switch {
    /// Shown as new.
    New,
    /// Goes to the feed.
    Feed,
}

impl Switch {
    /// Both.
    pub const ALL: [Self; 2] = [Self::New, Self::Feed];

    /// Its code in forms.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Feed => "feed",
        }
    }
}

impl Marks {
    /// Whether a notice was read.
    #[must_use]
    pub fn is_read(&self, id: &str) -> bool {
        self.read.contains(id)
    }

    /// Whether it is to be kept.
    #[must_use]
    pub fn is_kept(&self, id: &str) -> bool {
        self.kept.contains(id)
    }

    /// Marks a notice. Marking twice is marking once. What is no name of a notice is left alone.
    pub fn mark(&mut self, id: &str, mark: Mark) {
        match mark {
            Mark::Read => add(&mut self.read, id),
            Mark::Unread => _ = self.read.remove(id),
            Mark::Keep => add(&mut self.kept, id),
            Mark::LetGo => _ = self.kept.remove(id),
        }
    }

    /// Whether a switch of a kind is on; all are, until they are switched off.
    #[must_use]
    pub fn is_on(&self, switch: Switch, kind: NoticeKind) -> bool {
        !self.off(switch).contains(&kind)
    }

    /// Takes a form of switches: what it showed, and what it says now. Only what differs is changed, so that a form opened
    /// before another one was sent does not undo that one.
    pub fn turn(&mut self, switch: Switch, shown: &BTreeSet<NoticeKind>, wished: &BTreeSet<NoticeKind>) {
        let off = match switch {
            Switch::New => &mut self.quiet,
            Switch::Feed => &mut self.unfed,
        };
        off.extend(shown.difference(wished));
        off.retain(|kind| shown.contains(kind) || !wished.contains(kind));
    }

    fn off(&self, switch: Switch) -> &BTreeSet<NoticeKind> {
        match switch {
            Switch::New => &self.quiet,
            Switch::Feed => &self.unfed,
        }
    }
}

/// When there is no more room, the name that sorts first makes it: names end with a date, and of a forgotten mark no harm
/// comes but a notice that looks new again.
fn add(set: &mut BTreeSet<String>, id: &str) {
    let named = super::listing::is_id(id);
    if named && set.insert(id.to_owned()) && set.len() > MOST {
        set.pop_first();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_button_does_what_it_says_however_often() {
        for (mark, read, kept) in [
            (Mark::Read, true, false),
            (Mark::Unread, false, false),
            (Mark::Keep, false, true),
            (Mark::LetGo, false, false),
        ] {
            let mut marks = Marks::default();
            for _ in 0..2 {
                marks.mark("hub.a", mark);
                assert_eq!((marks.is_read("hub.a"), marks.is_kept("hub.a")), (read, kept), "{mark:?}");
            }
            assert_eq!(Mark::from_code(mark.code()), Some(mark));
        }
        assert_eq!(Mark::from_code("delete"), None);
    }

    #[test]
    fn only_names_of_notices_are_kept_and_not_without_end() {
        let mut marks = Marks::default();
        for id in ["", "a", "hub.", &format!("hub.{}", "a".repeat(LONGEST_ID)), "other.a"] {
            marks.mark(id, Mark::Read);
            assert_eq!(marks, Marks::default(), "{id}");
        }
        for number in 0..MOST + 5 {
            marks.mark(&format!("hub.notice-{number:05}"), Mark::Read);
        }
        assert_eq!(marks.read.len(), MOST);
        assert!(marks.is_read(&format!("hub.notice-{:05}", MOST + 4)) && !marks.is_read("hub.notice-00000"));
    }

    #[test]
    fn what_an_earlier_version_kept_is_read() {
        let marks: Marks = serde_json::from_str(r#"{"read":["hub.a"],"kept":[]}"#).expect("marks");
        assert!(marks.is_read("hub.a") && marks.is_on(Switch::New, NoticeKind::Care));
    }

    /// Every kind and both of its switches.
    #[test]
    fn each_switch_turns_its_own_kind_alone() {
        let all: BTreeSet<_> = NoticeKind::all().collect();
        for kind in NoticeKind::all() {
            for switch in Switch::ALL {
                let mut marks = Marks::default();
                let without: BTreeSet<_> = all.iter().copied().filter(|one| *one != kind).collect();
                marks.turn(switch, &all, &without);
                for other in NoticeKind::all() {
                    for one in Switch::ALL {
                        assert_eq!(marks.is_on(one, other), (one, other) != (switch, kind), "{kind:?} {switch:?}");
                    }
                }
                marks.turn(switch, &without, &all);
                assert_eq!(marks, Marks::default(), "and on again");
            }
        }
    }

    fn id() -> impl Strategy<Value = String> {
        "(hub|own)\\.[a-e]"
    }

    fn mark() -> impl Strategy<Value = Mark> {
        prop::sample::select(Mark::CODES.map(|(mark, _)| mark).to_vec())
    }

    fn kinds() -> impl Strategy<Value = BTreeSet<NoticeKind>> {
        prop::collection::btree_set(prop::sample::select(NoticeKind::all().collect::<Vec<_>>()), 0..9)
    }

    proptest! {
        #[test]
        fn marking_all_is_marking_each_in_any_order(ids in prop::collection::vec(id(), 0..8), mark in mark(), before in prop::collection::vec((id(), mark()), 0..8)) {
            let mut start = Marks::default();
            before.iter().for_each(|(id, mark)| start.mark(id, *mark));
            let (mut there, mut back) = (start.clone(), start);
            ids.iter().for_each(|id| there.mark(id, mark));
            ids.iter().rev().for_each(|id| back.mark(id, mark));
            prop_assert_eq!(there, back);
        }

        #[test]
        fn marks_of_different_notices_do_not_meet(mut changes in prop::collection::btree_map(id(), mark(), 0..8).prop_map(|map| map.into_iter().collect::<Vec<_>>())) {
            let mut there = Marks::default();
            changes.iter().for_each(|(id, mark)| there.mark(id, *mark));
            changes.reverse();
            let mut back = Marks::default();
            changes.iter().for_each(|(id, mark)| back.mark(id, *mark));
            prop_assert_eq!(there, back);
        }

        /// Two tabs show the same switches; each turns some; what differs in neither stays, what differs in one is turned.
        #[test]
        fn two_tabs_of_switches_lose_nothing(shown in kinds(), first in kinds(), second in kinds()) {
            let all: BTreeSet<_> = NoticeKind::all().collect();
            let mut marks = Marks::default();
            marks.turn(Switch::New, &all, &shown);
            marks.turn(Switch::New, &shown, &first);
            marks.turn(Switch::New, &shown, &second);
            for kind in NoticeKind::all() {
                let (was, a, b) = (shown.contains(&kind), first.contains(&kind), second.contains(&kind));
                prop_assert_eq!(marks.is_on(Switch::New, kind), if was { a && b } else { a || b });
            }
        }
    }
}
