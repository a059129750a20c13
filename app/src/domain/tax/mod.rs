//! The medical-expense deduction (医療費控除, 所得税法73条), the scheme beside it (セルフメディケーション税制), and the tax
//! office's form.
//!
//! `rules` is the table by year; `deduction` and `self_medication` work the two sums out line by line, `choice` holds them
//! against each other, `filer` the people of a household; `saving` says roughly what tax it is; `form` lays expenses into rows.

pub mod choice;
pub mod deduction;
pub mod effort;
#[cfg(test)]
mod examples;
pub mod filer;
pub mod form;
pub mod income;
pub mod mode;
pub mod rates;
pub mod refund;
pub mod rules;
pub mod saving;
pub mod self_medication;
pub mod told;
pub mod width;
