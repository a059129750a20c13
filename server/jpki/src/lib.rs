//! Verifies what a card answers: a signature over the server's own words, by a key that a certificate vouches for.
//!
//! The order is fixed by the types: a [`challenge::Challenge`] is used up and becomes `Admitted`; with it a
//! [`verifier::Verifier`] examines signature and certificate; only with evidence about revocation is there a `Verified`.
//! No I/O, no clock, no randomness of its own. What cannot be shown to be right is refused, each for its own reason.

pub mod algorithm;
pub mod anchor;
pub mod book;
pub mod certificate;
pub mod challenge;
pub mod crl;
mod extensions;
mod pem;
pub mod profile;
mod read;
pub mod refusal;
pub mod revocation;
pub mod status;
pub mod verifier;
