//! Issues what the simulation's authorities issue: certificates, revocation lists, answers about status, in DER.
//!
//! It writes whatever it is told to, right or wrong, because tests need both, and shares no line with the crate that reads.
//! Its keys are published on purpose: they protect nothing, and whoever trusts them trusts everybody.

pub mod certificate;
pub mod der;
pub mod key;
pub mod list;
pub mod name;
pub mod status;
