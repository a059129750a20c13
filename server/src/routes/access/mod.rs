//! Who saw a person's data: reporting a look, taking a consent back.

pub mod report;
pub mod withdraw;
