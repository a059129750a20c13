//! The medical-expense deduction (医療費控除, 所得税法73条) and the tax office's form for it.
//!
//! `rules` is the table by year, `deduction` works the sum out line by line, `form` lays expenses into the form's rows.

pub mod deduction;
pub mod form;
pub mod income;
pub mod rules;
pub mod width;
