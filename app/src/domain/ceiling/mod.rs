//! The monthly ceiling of what a person pays (高額療養費の自己負担限度額), and what may be claimed back.
//!
//! The tables stand in `tables`, chosen by the month of treatment; `household` adds up; `statement` applies both to the
//! rows of the expense notice. Everything here is computed and a rough figure (目安): the insurer decides.

pub mod age;
pub mod back;
pub mod claim;
pub mod class;
pub mod disease;
pub mod example;
pub mod formula;
pub mod household;
pub mod many;
pub mod prescriber;
pub mod rows;
pub mod statement;
pub mod tables;
pub mod told;
pub mod yearly;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod worked_examples;
