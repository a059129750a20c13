//! 2026-08 to 2027-07: the first step of the revision of 2026, with the yearly ceiling.

use super::{Row, Table, month, under};
use crate::domain::ceiling::class::Class;
use crate::domain::ceiling::formula::Formula;

/// The table.
pub(super) const TABLE: Table = Table {
    from: month(2026, 8),
    until: Some(month(2027, 7)),
    name: "高額療養費の自己負担限度額（2026年8月〜2027年7月診療分）",
    source: "厚生労働省「高額療養費制度の見直しについて（令和8年8月診療分から）」の表。複数の転載が一致することを確かめたもので、原本そのものは未確認です",
    open: &[
        "改正した政令の番号と条文は、まだ確かめられていません。",
        "年間上限を一人ごとに数えるのか世帯で数えるのか、21,000円未満の分を入れるのか、年の途中で保険者が変わったときにどうなるのかは、まだ分かりません。",
        "年間上限が410,000円になるのは、所得がおおむね200万円以下（標準報酬月額15万円以下）と確かめられた人だけで、区分の記号からは分かりません。",
    ],
    rows: &ROWS,
};

#[rustfmt::skip]
const ROWS: [Row; 11] = [
    under(Class::A, Formula::rising(270_300, 901_000), 140_100).a_year(1_680_000),
    under(Class::I, Formula::rising(179_100, 597_000), 93_000).a_year(1_110_000),
    under(Class::U, Formula::rising(85_800, 286_000), 44_400).a_year(530_000),
    under(Class::E, Formula::flat(61_500), 44_400).a_year(530_000).or_lower(410_000),
    under(Class::O, Formula::flat(36_900), 24_600).a_year(290_000),
    under(Class::Active3, Formula::rising(270_300, 901_000), 140_100).a_year(1_680_000),
    under(Class::Active2, Formula::rising(179_100, 597_000), 93_000).a_year(1_110_000),
    under(Class::Active1, Formula::rising(85_800, 286_000), 44_400).a_year(530_000),
    under(Class::General, Formula::flat(61_500), 44_400).a_year(530_000).or_lower(410_000).outpatient(22_000, Some(216_000)),
    under(Class::Low2, Formula::flat(25_700), 24_600).a_year(290_000).outpatient(11_000, Some(96_000)),
    under(Class::Low1, Formula::flat(15_700), 0).never_many().a_year(180_000).outpatient(8_000, None),
];
