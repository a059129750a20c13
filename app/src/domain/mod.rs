//! Types and rules of the field. No I/O, no clock ("today" is an argument), no Leptos.
//!
//! Start with the noun: `checkup`, `medication`, `expense`, `tax`, `eligibility`, `registration`.

pub mod access;
pub mod calendar;
pub mod ceiling;
pub mod certificate;
pub mod checkup;
pub mod copy;
pub mod delegation;
pub mod eligibility;
pub mod eligibility_sheet;
pub mod expense;
pub mod import;
pub mod medication;
pub mod money;
pub mod name_match;
pub mod name_memo;
pub mod news;
pub mod notebook;
pub mod notice;
pub mod order;
pub mod outside_site;
pub mod own;
pub mod partner;
pub mod payment;
pub mod person;
pub mod procedure;
pub mod registration;
pub mod tax;
pub mod trail;
pub mod typed_day;
pub mod typing;
pub mod unbroken;
