//! Keeping PHR providers, what people let them have, the tokens for it, and each use. What the texts say is the business of
//! `crate::partner`.

use super::{Pending, RowId};

/// A provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartnerRow {
    /// Its name towards programs.
    pub id: String,
    /// Everything about it.
    pub facts: String,
    /// Whether it may have anything now.
    pub active: bool,
    /// When that changed last, Unix seconds.
    pub changed_at: i64,
}

/// A consent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentRow {
    /// Its name.
    pub id: RowId,
    /// Digest of the person.
    pub person: RowId,
    /// The provider.
    pub partner: String,
    /// What may be had.
    pub facts: String,
    /// Since when, Unix seconds.
    pub given_at: i64,
    /// Until when.
    pub ends_at: i64,
    /// When it was stopped before that.
    pub stopped_at: Option<i64>,
    /// Why; empty where it was not.
    pub stopped: String,
    /// The hub's token and who the person is, sealed; nothing once it is stopped.
    pub sealed: Vec<u8>,
}

/// What a token is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// An authorization code.
    Code,
    /// An access token.
    Access,
    /// A refresh token.
    Refresh,
    /// What opens a page inside a provider's page, once.
    Launch,
    /// What keeps that page open for a while.
    View,
}

impl Role {
    /// As it is written down.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Access => "access",
            Self::Refresh => "refresh",
            Self::Launch => "launch",
            Self::View => "view",
        }
    }
}

/// A token, without the token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrantRow {
    /// Its digest.
    pub id: RowId,
    /// What it is for.
    pub role: Role,
    /// For which consent.
    pub consent: RowId,
    /// The secret that opens the consent, sealed by the token.
    pub sealed: Vec<u8>,
    /// What else it is bound to.
    pub bound: String,
    /// Until when, Unix seconds.
    pub ends_at: i64,
}

/// What became of using a token that is good once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It was good, and is used up now.
    First(GrantRow),
    /// It had been used before.
    Again(GrantRow),
    /// There is none.
    None,
}

/// What came of a use: something was handed out.
pub const DONE: &str = "done";
/// What came of a use: nothing was.
pub const REFUSED: &str = "refused";

/// One use of a consent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UseRow {
    /// When, Unix seconds.
    pub at: i64,
    /// What.
    pub object: String,
    /// What came of it.
    pub outcome: String,
}

/// The part of a backend that keeps all this.
pub trait PartnerStore {
    /// Writes a provider; one of that name is replaced, and stays suspended where it was.
    ///
    /// `ends` is a word of [`Ended`](app::domain::partner::Ended) where all consents to it end by that, at the moment of the
    /// change: how many did.
    fn put_partner<'a>(&'a self, row: PartnerRow, ends: Option<&'a str>) -> Pending<'a, u64>;
    /// All of them.
    fn partners(&self) -> Pending<'_, Vec<PartnerRow>>;
    /// One of them.
    fn partner<'a>(&'a self, id: &'a str) -> Pending<'a, Option<PartnerRow>>;
    /// Suspends one, or lets it go on; whether there is one.
    fn set_partner_active<'a>(&'a self, id: &'a str, active: bool, at: i64) -> Pending<'a, bool>;
    /// Writes a consent with its code. Another one of that person for that provider is over by it.
    fn add_consent(&self, consent: ConsentRow, code: GrantRow) -> Pending<'_, ()>;
    /// A consent.
    fn consent(&self, id: RowId) -> Pending<'_, Option<ConsentRow>>;
    /// A person's consents, newest first.
    fn consents_of(&self, person: RowId) -> Pending<'_, Vec<ConsentRow>>;
    /// Changes what a consent in force covers, and until when; whether the person has such a one.
    fn change_consent(&self, person: RowId, id: RowId, facts: String, ends_at: i64) -> Pending<'_, bool>;
    /// Ends a consent that nothing has ended yet, so that its tokens open nothing; whether there was one. Of nobody in particular where no
    /// person is named.
    fn stop_consent<'a>(&'a self, person: Option<RowId>, id: RowId, at: i64, why: &'a str) -> Pending<'a, bool>;
    /// Writes tokens, if their consent is not over.
    fn add_grants(&self, rows: Vec<GrantRow>) -> Pending<'_, bool>;
    /// A token.
    fn grant(&self, id: RowId) -> Pending<'_, Option<GrantRow>>;
    /// Uses a token up.
    fn take_grant(&self, id: RowId, role: Role, now: i64) -> Pending<'_, Taken>;
    /// Notes a use.
    fn note_use(&self, consent: RowId, row: UseRow) -> Pending<'_, ()>;
    /// Uses of a consent, newest first: so many of them, after leaving out so many.
    fn uses_of(&self, consent: RowId, skip: i64, count: i64) -> Pending<'_, Vec<UseRow>>;
    /// How many uses of a consent there are.
    fn count_uses(&self, consent: RowId) -> Pending<'_, i64>;
    /// The newest use of a consent of which this came.
    fn last_use<'a>(&'a self, consent: RowId, outcome: &'a str) -> Pending<'a, Option<UseRow>>;
    /// Until when the last of a consent's tokens is good that is good now; nothing where none is.
    fn open_until(&self, consent: RowId, now: i64) -> Pending<'_, Option<i64>>;
    /// Whether a proof's name is new; notes it.
    fn first_proof(&self, id: RowId, ends_at: i64) -> Pending<'_, bool>;
}
