//! How long a session may rest and last. NIST SP 800-63B asks for 15 minutes and 12 hours at its highest level.

/// A session ends after this time whatever happens, seconds (12 hours).
pub const ABSOLUTE_SECONDS: i64 = 12 * 60 * 60;
/// What needs the card again takes one presented at most this long ago, seconds (5 minutes).
pub const FRESH_SECONDS: i64 = 5 * 60;

/// The limits of one portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// A session ends after this time without a request, seconds.
    pub idle: i64,
    /// So long before that end a page warns, seconds.
    pub warning: i64,
    /// The last request is written at most this often, seconds.
    pub touch: i64,
}

impl Limits {
    /// 15 minutes, told 5 minutes before. At a terminal that many people share: 3 minutes, told 1 minute before.
    #[must_use]
    pub fn new(kiosk: bool) -> Self {
        if kiosk {
            Self { idle: 3 * 60, warning: 60, touch: 10 }
        } else {
            Self { idle: 15 * 60, warning: 5 * 60, touch: 60 }
        }
    }
}
