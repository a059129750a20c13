//! What a person tells about their medical expenses.

pub mod tell_class;
