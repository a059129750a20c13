//! Types and rules of the field. No I/O, no clock ("today" is an argument), no Leptos.
//!
//! Start with the noun: `checkup`, `medication`, `expense`, `tax`, `eligibility`, `registration`.

pub mod access;
pub mod calendar;
pub mod certificate;
pub mod checkup;
pub mod delegation;
pub mod eligibility;
pub mod eligibility_sheet;
pub mod expense;
pub mod import;
pub mod medication;
pub mod money;
pub mod news;
pub mod notice;
pub mod person;
pub mod registration;
pub mod tax;
