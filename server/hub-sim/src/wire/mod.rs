//! Bytes on the wire: XML as text, its encoding, and the names of the hub's services.
//!
//! Nothing here knows what a record means.

pub(crate) mod encoding;
pub(crate) mod service;
pub(crate) mod xml;
