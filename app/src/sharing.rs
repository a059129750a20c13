//! What a person lets PHR providers have: the door through which a page gets it. Nothing is changed through it.

use std::ops::Range;

use chrono::NaiveDateTime;

use crate::domain::delegation::RecordKind;
use crate::domain::partner::{Partner, Standing, Terms};
use crate::keeping::NotReadable;
use crate::records::Pending;

/// A provider's question, as it may be put to a person.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Who asks.
    pub partner: Partner,
    /// The kinds it asks for, and may.
    pub kinds: Vec<RecordKind>,
    /// Whether it wants to go on while the person is not there.
    pub offline: bool,
    /// What a form about it carries along.
    pub fields: Vec<(&'static str, String)>,
}

/// Why a question is not put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAsked {
    /// It is none that may be put.
    NoQuestion,
    /// Nobody can tell now.
    NotReadable,
}

/// How many of its uses stand with a consent; the others are asked for by their places.
pub const USES: usize = crate::ui::pager::PART;

/// One use of a consent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Used {
    /// When (Japan time).
    pub at: NaiveDateTime,
    /// What, in words.
    pub what: &'static str,
    /// Whether it was handed out, and not refused.
    pub given: bool,
}

/// A consent.
#[derive(Clone, Debug)]
pub struct Given {
    /// What forms call it.
    pub token: String,
    /// To whom.
    pub partner: Partner,
    /// Whether that provider is suspended.
    pub suspended: bool,
    /// For what.
    pub terms: Terms,
    /// Since when (Japan time).
    pub since: NaiveDateTime,
    /// Until when.
    pub until: NaiveDateTime,
    /// How it stands.
    pub standing: Standing,
    /// When it was stopped before its end.
    pub stopped_at: Option<NaiveDateTime>,
    /// Its newest uses, and attempts that were refused, newest first.
    pub uses: Vec<Used>,
    /// How many there are in all.
    pub use_count: usize,
    /// The last time that something was handed out.
    pub last_given: Option<Used>,
    /// The last time that something was refused.
    pub last_refused: Option<Used>,
    /// Until when the provider holds something that opens it; nothing where it holds nothing now.
    pub open_until: Option<NaiveDateTime>,
}

/// A provider of the registry.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Which.
    pub partner: Partner,
    /// Whether it is suspended.
    pub suspended: bool,
}

/// One person's.
pub trait Sharing: Send + Sync {
    /// The question that the query of an address puts.
    fn asked<'a>(&'a self, query: &'a str) -> Pending<'a, Result<Asked, NotAsked>>;
    /// Their consents, newest first.
    fn given(&self) -> Pending<'_, Result<Vec<Given>, NotReadable>>;
    /// More of a consent's uses: those in these places, newest first. Empty where it is not theirs.
    fn uses<'a>(&'a self, consent: &'a str, places: Range<usize>) -> Pending<'a, Result<Vec<Used>, NotReadable>>;
    /// All providers there are.
    fn listed(&self) -> Pending<'_, Result<Vec<Listed>, NotReadable>>;
}
