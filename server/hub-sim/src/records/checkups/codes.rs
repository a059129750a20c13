//! The items and lists of answers that the simulation uses: codes, names, units (第4期 tables, OID 1.2.392.200119.6.*).

use std::collections::HashMap;
use std::sync::LazyLock;

/// The arc before every list and item system of the checkup.
pub(super) const ARC: &str = "1.2.392.200119.6.";

/// An item as its table has it.
pub(super) struct ItemKind {
    /// PQ, CD, CO or ST.
    pub(super) data_type: &'static str,
    /// Unit as the standard prints it.
    pub(super) unit: &'static str,
    /// List of answers, without the arc; empty where there is none.
    pub(super) list: &'static str,
    /// Name.
    pub(super) name: &'static str,
}

static ITEMS: LazyLock<HashMap<&str, ItemKind>> = LazyLock::new(|| {
    rows(include_str!("../../../tables/items.tsv"))
        // Of a full checkup (人間ドック), an older scale, and codes that no list has. The two that begin with 9Z are ours.
        .chain(rows(include_str!("../../../tables/more-items.tsv")))
        .filter_map(|row| {
            let [code, data_type, unit, list, name] = row[..] else { return None };
            Some((code, ItemKind { data_type, unit, list, name }))
        })
        .collect()
});

static CHOICES: LazyLock<HashMap<(&str, &str), &str>> = LazyLock::new(|| {
    rows(include_str!("../../../tables/choices.tsv"))
        .filter_map(|row| {
            let [list, code, name] = row[..] else { return None };
            Some(((list, code), name))
        })
        .collect()
});

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().skip(1).map(|line| line.split('\t').collect())
}

/// The item with a 17-digit code.
pub(super) fn item(code: &str) -> Option<&'static ItemKind> {
    ITEMS.get(code)
}

/// What an answer of a list means.
pub(super) fn meaning(list: &'static str, code: &str) -> Option<&'static str> {
    CHOICES.get(&(list, code)).copied()
}
