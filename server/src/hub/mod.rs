//! The hub client. Being written.
