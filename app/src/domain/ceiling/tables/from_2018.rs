//! 2018-08 to 2026-07; the rows of under 70 are the same since 2015-01.

use super::{Row, Table, month, under};
use crate::domain::ceiling::class::Class;
use crate::domain::ceiling::formula::Formula;

/// The table.
pub(super) const TABLE: Table = Table {
    from: month(2018, 8),
    until: Some(month(2026, 7)),
    name: "高額療養費の自己負担限度額（2018年8月〜2026年7月診療分）",
    source: "厚生労働省「高額療養費制度を利用される皆さまへ（平成30年8月診療分から）」の表。複数の転載が一致することを確かめたもので、原本そのものは未確認です",
    open: &[],
    rows: &ROWS,
};

#[rustfmt::skip]
const ROWS: [Row; 11] = [
    under(Class::A, Formula::rising(252_600, 842_000), 140_100),
    under(Class::I, Formula::rising(167_400, 558_000), 93_000),
    under(Class::U, Formula::rising(80_100, 267_000), 44_400),
    under(Class::E, Formula::flat(57_600), 44_400),
    under(Class::O, Formula::flat(35_400), 24_600),
    under(Class::Active3, Formula::rising(252_600, 842_000), 140_100),
    under(Class::Active2, Formula::rising(167_400, 558_000), 93_000),
    under(Class::Active1, Formula::rising(80_100, 267_000), 44_400),
    under(Class::General, Formula::flat(57_600), 44_400).outpatient(18_000, Some(144_000)),
    under(Class::Low2, Formula::flat(24_600), 0).never_many().outpatient(8_000, None),
    under(Class::Low1, Formula::flat(15_000), 0).never_many().outpatient(8_000, None),
];
