//! Test support: what the portal keeps for the made-up person, and what it has written down.

use super::day;
use crate::domain::ceiling::told::ToldClasses;
use crate::domain::copy::Copies;
use crate::domain::notice::{Marks, feed};
use crate::domain::outside_site::{OutsideLinks, SITES};
use crate::domain::own::{Hidden, RecordName};
use crate::keeping::{AddedCheckup, Holdings, Keeping, NotReadable};
use crate::records::Pending;
use crate::trail::{Shown, Trail};

/// What is kept; nothing unless said.
#[derive(Clone)]
pub(crate) struct FakeKeeping {
    /// Records that are not the person's.
    pub(crate) hidden: Result<Vec<Hidden>, NotReadable>,
    /// The copy.
    pub(crate) copies: Result<Copies, NotReadable>,
    /// Income classes the person told.
    pub(crate) classes: ToldClasses,
    /// Checkups the person added.
    pub(crate) added: Result<Vec<AddedCheckup>, NotReadable>,
}

impl Default for FakeKeeping {
    fn default() -> Self {
        Self {
            hidden: Ok(Vec::new()),
            copies: Ok(Copies::default()),
            classes: ToldClasses::default(),
            added: Ok(Vec::new()),
        }
    }
}

impl Keeping for FakeKeeping {
    fn notice_marks(&self) -> Pending<'_, Result<Marks, NotReadable>> {
        Box::pin(async { Ok(Marks::default()) })
    }

    fn outside_links(&self) -> Pending<'_, Result<OutsideLinks, NotReadable>> {
        let mut links = OutsideLinks::default();
        links.link(&SITES[0], day(2026, 11, 3));
        Box::pin(async { Ok(links) })
    }

    fn has_feed(&self) -> Pending<'_, Result<bool, NotReadable>> {
        Box::pin(async { Ok(false) })
    }

    fn note_look(&self, _look: feed::Look) -> Pending<'_, ()> {
        Box::pin(async {})
    }

    fn hidden(&self) -> Pending<'_, Result<Vec<Hidden>, NotReadable>> {
        Box::pin(async { self.hidden.clone() })
    }

    fn token_of(&self, record: &RecordName) -> String {
        format!("token-of-{}-{}", record.kind.code(), record.day.year())
    }

    fn copies(&self) -> Pending<'_, Result<Copies, NotReadable>> {
        Box::pin(async { self.copies.clone() })
    }

    fn holdings(&self) -> Pending<'_, Result<Holdings, NotReadable>> {
        let kept = vec![("お知らせの「読んだ」「とっておく」の印", 96)];
        Box::pin(async { Ok(Holdings { kept, last_visit: true, drafts: 0, sessions: 3 }) })
    }

    fn ceiling_classes(&self) -> Pending<'_, Result<ToldClasses, NotReadable>> {
        Box::pin(async { Ok(self.classes.clone()) })
    }

    fn added_checkups(&self) -> Pending<'_, Result<Vec<AddedCheckup>, NotReadable>> {
        Box::pin(async { self.added.clone() })
    }
}

/// What the portal has written down, or that it cannot be read.
pub(crate) struct FakeTrail(pub(crate) Result<Shown, NotReadable>);

impl Trail for FakeTrail {
    fn newest(&self, _before: Option<i64>) -> Pending<'_, Result<Shown, NotReadable>> {
        Box::pin(async { self.0.clone() })
    }
}
