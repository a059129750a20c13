//! Files for the tax return from the signed-in person's household, and what is said of that household.

pub mod export;
pub mod household;
pub mod income;
mod year;
