//! Files of the signed-in person's checkups, or of those of the person for whom they act.

pub mod export;
mod visits;
