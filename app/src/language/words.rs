//! The tables of words, a file for the pages that belong together.

/// English.
pub(super) const ENGLISH: [&str; 12] = [
    include_str!("words/en/frame.tsv"),
    include_str!("words/en/home.tsv"),
    include_str!("words/en/registration.tsv"),
    include_str!("words/en/insurance.tsv"),
    include_str!("words/en/access.tsv"),
    include_str!("words/en/me.tsv"),
    include_str!("words/en/services.tsv"),
    include_str!("words/en/help.tsv"),
    include_str!("words/en/ceiling.tsv"),
    include_str!("words/en/checkups.tsv"),
    include_str!("words/en/expenses.tsv"),
    include_str!("words/en/medications.tsv"),
];

/// やさしい日本語.
pub(super) const EASY: [&str; 12] = [
    include_str!("words/easy/frame.tsv"),
    include_str!("words/easy/home.tsv"),
    include_str!("words/easy/registration.tsv"),
    include_str!("words/easy/insurance.tsv"),
    include_str!("words/easy/access.tsv"),
    include_str!("words/easy/me.tsv"),
    include_str!("words/easy/services.tsv"),
    include_str!("words/easy/help.tsv"),
    include_str!("words/easy/ceiling.tsv"),
    include_str!("words/easy/checkups.tsv"),
    include_str!("words/easy/expenses.tsv"),
    include_str!("words/easy/medications.tsv"),
];
