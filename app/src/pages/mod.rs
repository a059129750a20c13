//! One file per screen. Compiled for the server only; a page knows `records` and `domain`, never HTTP, XML or SQL.

pub mod access;
pub mod card_trouble;
pub mod carry;
pub mod checkup_compare;
pub mod checkup_item;
pub mod checkup_visit;
pub mod checkups;
pub mod embed;
pub mod exchange;
pub mod expense_ceiling;
pub mod expenses;
pub mod export_medications;
pub mod family;
pub mod fault;
pub mod help;
pub mod home;
pub mod household;
pub mod import;
pub mod import_otc;
pub mod insurance;
pub mod me;
pub mod medication;
pub mod medications;
pub mod not_found;
pub mod notices;
pub mod print;
pub mod registration;
pub mod services;
pub mod settings;
pub mod sharing;
pub mod tax;
pub mod visit;

#[cfg(test)]
mod checkup_tests;
#[cfg(test)]
pub(crate) mod fake_records;
#[cfg(test)]
mod me_tests;
#[cfg(test)]
mod page_tests;
#[cfg(test)]
mod reading_tests;
#[cfg(test)]
mod services_tests;
