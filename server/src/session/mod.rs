//! Sessions: who is signed in, since when, until when.

pub mod identity;
